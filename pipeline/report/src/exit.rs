//! How a run ended, as a number that a scheduler can act on.

/// The exit codes; they are part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything that was asked for is done.
    Done,
    /// A check found faults, `verify` found differences, or some of the schools could not be built.
    Faults,
    /// Nothing was done; the message says what the user can mend.
    Usage,
    /// Typst is missing, too old, or refused a report.
    Typst,
}

impl Exit {
    /// The number.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Faults => 1,
            Self::Usage => 2,
            Self::Typst => 3,
        }
    }
}
