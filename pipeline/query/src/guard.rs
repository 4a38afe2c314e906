//! Planning or reading in, its outcome out, or the limit that it passed.
//!
//! The work has a thread with a large stack of its own, and the clock and the memory of the process are looked at beside
//! it: neither a plan in the making nor a function at work looks up by itself.

use std::time::{Duration, Instant};

use futures::future::{AbortHandle, Abortable};
use memory_stats::memory_stats;
use tokio::sync::oneshot;

use crate::Error;
use crate::bounds::STACK;
use crate::session::Limits;

/// How often the limits are looked at.
const INTERVAL: Duration = Duration::from_millis(10);
/// How long work that was told to stop may take to do so; what does not is left alone.
const GRACE: Duration = Duration::from_millis(200);

/// Does work for one query within the limits.
///
/// # Errors
/// [`Error::TooLong`] and [`Error::TooMuchMemory`] at a limit; else what the work says.
pub(crate) async fn within<T: Send + 'static>(
    path: &str,
    limits: Limits,
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    let (stop, registration) = AbortHandle::new_pair();
    let (send, mut outcome) = oneshot::channel();
    let here = tokio::runtime::Handle::current();
    let thread = std::thread::Builder::new().name("query".to_owned()).stack_size(STACK);
    let at_work = thread.spawn(move || {
        let done = here.block_on(Abortable::new(work, registration));
        // Nobody may be waiting any more.
        let _ = send.send(done);
    });
    at_work.map_err(|error| Error::Engine(error.to_string()))?;
    let (started, before) = (Instant::now(), used());
    let passed = loop {
        if let Ok(done) = tokio::time::timeout(INTERVAL, &mut outcome).await {
            let stopped =
                || Error::Run { path: path.to_owned(), what: "the query engine stopped on it".to_owned() };
            return done.ok().and_then(Result::ok).unwrap_or_else(|| Err(stopped()));
        }
        if started.elapsed() > Duration::from_secs(limits.seconds) {
            break Error::TooLong { path: path.to_owned(), seconds: limits.seconds };
        }
        if used().saturating_sub(before) > limits.megabytes * 1024 * 1024 {
            break Error::TooMuchMemory { path: path.to_owned(), megabytes: limits.megabytes };
        }
    };
    stop.abort();
    let _ = tokio::time::timeout(GRACE, &mut outcome).await;
    Err(passed)
}

/// The bytes that the process has in memory; nothing where the system does not tell.
fn used() -> usize {
    memory_stats().map_or(0, |stats| stats.physical_mem)
}
