//! Takes what the driver has to say while it works, for whoever shows it.
//!
//! Knows no screen: the command line, a test or a service says what becomes of a line.

/// What is told during a run.
pub trait Voice {
    /// A line of the result.
    fn result(&mut self, line: &str);
    /// The whole result for machines.
    fn object(&mut self, object: &serde_json::Value);
    /// What is going on.
    fn note(&mut self, line: &str);
    /// Something odd.
    fn warn(&mut self, line: &str);
    /// So many schools are about to be made.
    fn start_progress(&mut self, schools: usize);
    /// All of them were.
    fn end_progress(&mut self);
    /// One school is done.
    fn step(&mut self, line: &str);
    /// One school failed, and why.
    fn failed_step(&mut self, about: &str, message: &str);
    /// A new state of things takes the place of what was told before.
    fn fresh_screen(&mut self);
}
