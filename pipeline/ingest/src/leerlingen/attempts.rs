//! Reads the pupil files, returns the canonical tables in a folder, as often as it takes.
//!
//! Registers come first, because results are held against them. A file that turns out to be damaged is refused as a whole:
//! then all others are read anew, without it.

use std::path::Path;

use super::pupil_file::PupilFile;
use super::reading::Context;
use super::registers;
use super::run::{Outcome, read_once};
use crate::error::{About, Error};
use crate::source::Refused;

/// Reads all files into tables in `folder`; those that cannot be read to their end are refused.
///
/// A day that can only be read in another order than its file has is met somewhere in the file, when the days before it
/// were taken already. So everything is read once more then, without the days of such files.
///
/// # Errors
/// Fails when the tables cannot be written.
pub(crate) fn read(files: &[PupilFile], base: &Context<'_>, folder: &Path) -> Result<Outcome, Error> {
    let (mut files, mut refused) = (files.to_vec(), Vec::new());
    loop {
        let errors = match read_all(&files, base, folder) {
            Ok(outcome) => return Ok(Outcome { refused, ..outcome }),
            Err(errors) => errors,
        };
        for error in errors {
            let Some((about, _)) = error.of_one_file() else { return Err(error) };
            let is_it = |file: &PupilFile| match about {
                About::Bestand(naam) => file.naam == naam,
                About::Path(path) => file.path == path,
            };
            let Some(file) = files.iter().find(|file| is_it(file)) else { return Err(error) };
            refused.push(Refused::new(&file.naam, &file.told, &error));
            files.retain(|file| !is_it(file));
        }
    }
}

fn read_all(files: &[PupilFile], base: &Context<'_>, folder: &Path) -> Result<Outcome, Vec<Error>> {
    let registers = registers::read(files, base)?;
    let mut orders = vec![None; files.len()];
    loop {
        let read = read_once(files, base, &registers, &orders, folder);
        let (outcome, found) = read.map_err(|error| vec![error])?;
        if found == orders {
            return Ok(outcome);
        }
        orders = found;
    }
}
