//! The text of a `.sql` file in, the named query with its card out.
//!
//! Reads no file and plans nothing.

use domain::card::{Card, CardError};

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
    /// A user wrote or changed it, so what it shows of pupils is checked.
    pub own: bool,
}

/// A `.sql` file whose card has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The file.
    pub file: SqlFile,
    /// What its top lines say.
    pub card: Card,
    /// Whether a column that counts pupils is found by itself when the card names none; for results on a screen only.
    pub guess_n: bool,
}

impl Query {
    /// Reads the card of a file.
    ///
    /// # Errors
    /// [`Error::Card`] when the card is wrong.
    pub fn read(file: SqlFile) -> Result<Self, Error> {
        match Card::parse(&file.text) {
            Ok(card) => Ok(Self { file, card, guess_n: false }),
            Err(fault) => Err(card_error(file, fault)),
        }
    }

    /// A fault in the value of one key of the card, found by others than those who read it.
    #[must_use]
    pub fn card_fault(&self, key: &str, word: &str, what: String, hint: Option<String>) -> Error {
        let has_key = |line: &str| {
            let head = line.strip_prefix("--!").and_then(|rest| rest.split_once(':'));
            head.is_some_and(|(head, _)| head.trim() == key)
        };
        let line = self.file.text.lines().position(has_key).map_or(1, |index| index + 1);
        card_error(self.file.clone(), CardError { line, word: word.to_owned(), what, hint })
    }
}

fn card_error(file: SqlFile, fault: CardError) -> Error {
    let text = file.text.lines().nth(fault.line.saturating_sub(1)).unwrap_or_default().to_owned();
    Error::Card { path: file.path, fault: Box::new(fault), text }
}
