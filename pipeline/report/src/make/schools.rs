//! Schools in, their reports made side by side out: workers take the next school until there is none.
//!
//! One school that fails does not stop the others; what was made and what failed is told as it happens.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use domain::ovt::Ovt;
use ingest::Rejected;
use serde_json::{Value, json};

use crate::error::Error;
use crate::exit::Exit;
use crate::make::compose::{Dropped, compose};
use crate::make::deliver::{Press, Took};
use crate::messages::told;
use crate::voice::Voice;

/// How one school ended.
pub enum Ending {
    /// A report was made.
    Built,
    /// There is one already of just this input.
    Unchanged,
    /// There is none.
    Failed {
        /// Why.
        message: String,
        /// What that means for the run.
        exit: Exit,
    },
}

impl Ending {
    fn failed(error: &Error) -> Self {
        Self::Failed { message: told(error), exit: error.exit() }
    }
}

/// What became of one school.
pub struct Done {
    /// The ovt.
    pub ovt: String,
    /// The name, or else the ovt.
    pub naam: String,
    /// The name of its folder.
    pub folder: String,
    /// How it ended.
    pub ending: Ending,
    pub(crate) charts: f64,
    pub(crate) took: Took,
    pub(crate) dropped: Vec<Dropped>,
    pub(crate) unprintable: BTreeSet<char>,
}

impl Done {
    /// Whether there is a report of now.
    #[must_use]
    pub fn is_good(&self) -> bool {
        !matches!(self.ending, Ending::Failed { .. })
    }

    /// The school for machines.
    #[must_use]
    pub fn object(&self) -> Value {
        let (status, message) = match &self.ending {
            Ending::Built => ("built", None),
            Ending::Unchanged => ("unchanged", None),
            Ending::Failed { message, .. } => ("failed", Some(message)),
        };
        json!({ "ovt": self.ovt, "naam": self.naam, "folder": self.folder, "status": status, "message": message })
    }

    /// The ovt, and the name when there is one.
    #[must_use]
    pub fn title(&self) -> String {
        if self.naam == self.ovt { self.ovt.clone() } else { format!("{} {}", self.ovt, self.naam) }
    }
}

/// The production line: workers take the next school until there is none.
pub(crate) struct Line<'a> {
    pub(crate) press: &'a Press<'a>,
    pub(crate) out: &'a Path,
    pub(crate) rejected: &'a [Rejected],
    pub(crate) force: bool,
    pub(crate) accept_rejected: bool,
}

impl Line<'_> {
    /// Makes the reports of all schools, in no order, and answers in the order of their ovt.
    pub(crate) fn run(&self, schools: &[String], jobs: usize, voice: &mut dyn Voice) -> Vec<Done> {
        let next = AtomicUsize::new(0);
        let (send, receive) = mpsc::channel();
        let mut done = Vec::with_capacity(schools.len());
        std::thread::scope(|scope| {
            for _ in 0..jobs {
                let (send, next) = (send.clone(), &next);
                scope.spawn(move || {
                    while let Some(ovt) = schools.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if send.send(self.school(ovt)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(send);
            for school in receive {
                announce(&school, voice);
                done.push(school);
            }
        });
        done.sort_by(|one, other| one.ovt.cmp(&other.ovt));
        done
    }

    fn school(&self, ovt: &str) -> Done {
        let edition = self.press.record.edition;
        let folder = ovt.parse::<Ovt>().map_or_else(|_| ovt.replace('|', "-"), |ovt| ovt.folder());
        let facts = edition.prepared.facts.rows_for(ovt);
        let naam = facts.cell(0, "naam").text().unwrap_or(ovt).to_owned();
        let mut done = Done {
            ovt: ovt.to_owned(),
            naam,
            folder,
            ending: Ending::Unchanged,
            charts: 0.0,
            took: Took::default(),
            dropped: Vec::new(),
            unprintable: BTreeSet::new(),
        };
        let brin = facts.cell(0, "brin_duo").text().unwrap_or_default();
        let refused = self.rejected.iter().find(|row| concerns(row, ovt, brin));
        done.ending = match refused {
            Some(row) if !self.accept_rejected || facts.is_empty() => {
                Ending::failed(&Error::RejectedRow { row: row.to_string(), dispensable: !facts.is_empty() })
            }
            _ if !self.force && self.press.is_current(&self.out.join(&done.folder)) => Ending::Unchanged,
            _ => self.make_or_fail(ovt, &mut done),
        };
        done
    }

    /// A fault of the program itself in one school does not stop the others either.
    fn make_or_fail(&self, ovt: &str, done: &mut Done) -> Ending {
        match catch_unwind(AssertUnwindSafe(|| self.make(ovt, done))) {
            Ok(Ok(())) => Ending::Built,
            Ok(Err(error)) => Ending::failed(&error),
            Err(_) => Ending::Failed {
                message: "the program itself fails on this school".to_owned(),
                exit: Exit::Faults,
            },
        }
    }

    fn make(&self, ovt: &str, done: &mut Done) -> Result<(), Error> {
        let started = Instant::now();
        let composed = compose(self.press.record.edition, ovt)?;
        done.charts = started.elapsed().as_secs_f64();
        done.took = self.press.deliver(ovt, &done.folder, &composed)?;
        done.dropped = composed.dropped;
        done.unprintable = composed.unprintable;
        Ok(())
    }
}

/// Whether a rejected row is about this school: by its OVT, or by its BRIN in a file that knows no OVT.
fn concerns(row: &Rejected, ovt: &str, brin_duo: &str) -> bool {
    let by_brin = |school: &str| school == brin_duo || !school.contains('|') && ovt.starts_with(school);
    row.school.as_deref().is_some_and(|school| school == ovt || by_brin(school))
}

fn announce(school: &Done, voice: &mut dyn Voice) {
    match &school.ending {
        Ending::Built => voice.step(&format!("built {}", school.title())),
        Ending::Unchanged => voice.step(&format!("unchanged {}", school.title())),
        Ending::Failed { message, .. } => voice.failed_step(&school.title(), message),
    }
    for (id, column) in &school.dropped {
        voice.warn(&left_out(&school.ovt, id, column));
    }
    if !school.unprintable.is_empty() {
        voice.warn(&substituted(&school.title(), &school.unprintable));
    }
}

/// What is said of signs that the font does not have.
pub(crate) fn substituted(school: &str, signs: &BTreeSet<char>) -> String {
    let named: Vec<String> =
        signs.iter().map(|sign| format!("`{sign}` (U+{:04X})", u32::from(*sign))).collect();
    format!(
        "{school}: the font has no {}, and the report shows `{}` in its place; give the school another name in \
         `schoolanalyse.toml`, or mend the text that it stands in",
        named.join(", "),
        render::SUBSTITUTE
    )
}

/// What is said of a sentence that could not be filled.
pub(crate) fn left_out(ovt: &str, id: &str, column: &str) -> String {
    format!("{ovt}: sentence `{id}` is left out, because `{column}` has no figure")
}
