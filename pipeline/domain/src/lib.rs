//! The words that every stage shares: names, periods, query cards, rows and their Dutch spelling.
//!
//! Plain data without any I/O; nothing here reads a file, runs SQL or draws.

pub mod card;
pub mod dutch;
pub mod ovt;
pub mod parameter;
pub mod periode;
pub mod project;
pub mod rows;
pub mod schooljaar;
pub mod sentence;
pub mod suggest;
pub mod tables;
pub mod term;
