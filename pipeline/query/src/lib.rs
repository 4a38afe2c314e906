//! `.sql` files and Arrow tables in, rows per school out.
//!
//! The only stage that plans SQL; it never writes, reads no file by name, and draws nothing.

mod advice;
mod ask;
mod bounds;
mod calls;
mod engine;
mod error;
mod functions;
mod growth;
mod growth_rule;
mod guard;
mod lineage;
mod memory;
mod order;
mod parameters;
mod plain;
mod result;
mod run;
mod sentences;
mod session;
mod sound;
mod source;
mod unknown;
mod words;

pub use ask::Known;
pub use error::Error;
pub use functions::{FUNCTIONS, funnel, newcombe, wilson};
pub use result::ResultSet;
pub use run::Answers;
pub use sentences::{FigureFacts, Held, Holding};
pub use session::{Limits, Parameters, Session};
pub use source::{Query, SqlFile};
pub use unknown::UnknownParameter;
pub use words::word_of_sql;
