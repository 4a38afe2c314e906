//! Reads a project folder, returns the reports of a term: the driver that knows every stage.
//!
//! Computes no figure, draws nothing and writes no Dutch; what it has to say goes to a [`Voice`].

mod build;
mod changes;
mod check;
mod compute;
mod dictionary;
mod draft;
mod error;
mod exit;
mod gallery;
mod inquiry;
mod make;
mod messages;
mod new_project;
mod new_query;
mod project;
mod publish;
mod rebuild;
mod tell;
mod verify;
mod voice;
mod wanted;

pub use build::{Built, build};
pub use changes::Changes;
pub use check::check;
pub use compute::answers::{Answers, Before};
pub use compute::load::load;
pub use compute::prepared::{Prepared, Wish};
pub use dictionary::{OwnTable, OwnTables};
pub use draft::draft_mapping;
pub use error::Error;
pub use exit::Exit;
pub use export::text;
pub use gallery::gallery;
pub use inquiry::{Asked, Format, Inquiry, footer, from_file, typed};
pub use make::schools::{Done, Ending};
pub use messages::{fault_object, told};
pub use new_project::{new_key, new_project};
pub use new_query::new_query;
pub use project::place::write as write_answer;
pub use project::plan::Plan;
pub use query::FUNCTIONS;
pub use rebuild::{Made, Rebuild};
pub use verify::verify;
pub use voice::Voice;
pub use wanted::{TableFormat, Wanted};

/// Runs the query stage to its end.
fn block_on<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let runtime = runtime()?;
    let done = runtime.block_on(work);
    // A query that was stopped may still be at work on its thread, and nobody waits for it.
    runtime.shutdown_background();
    done
}

/// The workers of the query stage.
fn runtime() -> Result<tokio::runtime::Runtime, Error> {
    tokio::runtime::Builder::new_multi_thread().enable_time().build().map_err(Error::Runtime)
}
