//! Reads a file from memory, returns one line per call of the receiver: for tests alone.
//!
//! It judges nothing.

use std::io;
use std::io::BufRead;

use super::format::{Format, Receiver, RowKind};
use crate::leerlingen::column::Column;
use crate::read::xml::fault::XmlError;

/// Writes down what it is told.
#[derive(Default)]
pub(crate) struct Ear(Vec<String>);

impl Receiver for Ear {
    fn school(&mut self, brin: &str, vestiging: &str, schooljaar: &str) {
        self.0.push(format!("school {brin} {vestiging} {schooljaar}"));
    }

    fn row(&mut self, soort: RowKind, line: u64, fields: &[(Column, &str)]) {
        let fields: Vec<String> =
            fields.iter().map(|(column, word)| format!(" {}={word}", column.heading())).collect();
        self.0.push(format!("{line} {soort:?}{}", fields.concat()));
    }
}

/// Reads a file from memory.
pub(crate) fn heard(format: &Format, file: impl Into<Vec<u8>>) -> Result<Vec<String>, XmlError> {
    heard_in_pieces(format, file, 1 << 16)
}

/// Reads a file from memory in pieces of so many bytes.
pub(crate) fn heard_in_pieces(
    format: &Format,
    file: impl Into<Vec<u8>>,
    size: usize,
) -> Result<Vec<String>, XmlError> {
    let file = file.into();
    let mut ear = Ear::default();
    let open = || {
        let input = io::BufReader::with_capacity(size, io::Cursor::new(file.clone()));
        Ok(Box::new(input) as Box<dyn BufRead>)
    };
    (format.read)(&open, &mut ear).map(|()| ear.0)
}
