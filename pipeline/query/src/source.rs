//! The text of a `.sql` file in, the named query with its card out.
//!
//! Reads no file and plans nothing.

use domain::card::Card;

use crate::Error;

/// One `.sql` file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlFile {
    /// The file stem: the name of the result.
    pub name: String,
    /// The path as it is shown to people.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// A `.sql` file whose card has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The file.
    pub file: SqlFile,
    /// What its top lines say.
    pub card: Card,
}

impl Query {
    /// Reads the card of a file.
    ///
    /// # Errors
    /// [`Error::Card`] when the card is wrong.
    pub fn read(file: SqlFile) -> Result<Self, Error> {
        match Card::parse(&file.text) {
            Ok(card) => Ok(Self { file, card }),
            Err(fault) => {
                let text = file.text.lines().nth(fault.line.saturating_sub(1)).unwrap_or_default().to_owned();
                Err(Error::Card { path: file.path, fault: Box::new(fault), text })
            }
        }
    }
}
