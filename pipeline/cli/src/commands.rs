//! One file for each command: what was typed in, what is said of its outcome out.
//!
//! The work is done by the driver.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod gallery;
pub(crate) mod init;
pub(crate) mod new_query;
mod prompt;
pub(crate) mod query;
pub(crate) mod tables;
pub(crate) mod verify;
pub(crate) mod watch;
