//! Reads the files that the Inspectie and DUO publish, returns the canonical tables of schools.
//!
//! It knows nothing of pupils one by one.

mod besturen;
mod cijfers;
mod duo;
mod leerresultaten;
mod older;
pub(crate) mod oordelen;
pub(crate) mod publication;
mod referentieniveaus;
mod rows;
mod schoolweging;
mod standaarden;
mod vestigingen;

use crate::error::Error;
use crate::read::container::Known;
use crate::read::grid::Grid;
use crate::why::Why;
use publication::{Sheet, Shelf, shelf};

/// The shelves of all kinds, in the order in which a workbook is held against them.
pub(crate) fn shelves() -> Vec<Box<dyn Shelf>> {
    vec![
        shelf::<schoolweging::Schoolweging>(),
        shelf::<leerresultaten::Leerresultaten>(),
        shelf::<referentieniveaus::Referentieniveaus>(),
        shelf::<duo::Adviezen>(),
        shelf::<duo::Eindscores>(),
        shelf::<oordelen::Oordelen>(),
        shelf::<besturen::Besturen>(),
    ]
}

/// What is known of a sheet.
pub(crate) fn known(shelves: &[Box<dyn Shelf>], grid: &Grid) -> Known {
    match older::left(grid) {
        Some(why @ Why::OldDuo(_)) => Known::Left(why),
        _ if shelves.iter().any(|shelf| shelf.find(grid).is_some()) => Known::Ours,
        left => left.map_or(Known::Nothing, Known::Left),
    }
}

/// The sheets of a file by their kind.
pub(crate) struct Found {
    /// The place of the shelf of this kind.
    pub(crate) shelf: usize,
    /// The sheets that are read.
    pub(crate) read: Vec<Sheet>,
    /// The others.
    pub(crate) others: Vec<Grid>,
}

/// Finds the kind of a file by its sheets, or gives these back.
///
/// # Errors
/// Fails on a workbook that lost the sheet with its results.
pub(crate) fn find(
    shelves: &[Box<dyn Shelf>],
    sheets: Vec<Grid>,
    bestand: &str,
) -> Result<Result<Found, Vec<Grid>>, Error> {
    let ours: Vec<&Grid> = sheets.iter().filter(|grid| known(shelves, grid) == Known::Ours).collect();
    let is_there = |shelf: &dyn Shelf| ours.iter().any(|grid| shelf.find(grid).is_some());
    let Some(shelf) = shelves.iter().position(|shelf| is_there(shelf.as_ref())) else {
        return if leerresultaten::is_explained_only(&sheets) {
            let blad = leerresultaten::MAIN_SHEET.to_owned();
            Err(Error::MissingSheet { bestand: bestand.to_owned(), blad })
        } else {
            Ok(Err(sheets))
        };
    };
    let kind = &shelves[shelf];
    let mut found = Found { shelf, read: Vec::new(), others: Vec::new() };
    for grid in sheets {
        match kind.find(&grid).filter(|_| kind.every_sheet() || found.read.is_empty()) {
            Some(header) => found.read.push((grid, header)),
            None => found.others.push(grid),
        }
    }
    Ok(Ok(found))
}

/// What the sheets are called on which a publisher explains his figures.
const EXPLANATIONS: [&str; 4] = ["toelichting", "bestandsbeschrijving", "veranderingen", "leeswijzer"];

/// Tells whether a sheet explains the others, by its name: it has no rows to read.
pub(crate) fn is_explanation(grid: &Grid) -> bool {
    let title = grid.title.trim().to_lowercase();
    EXPLANATIONS.iter().any(|start| title.starts_with(start))
}

#[cfg(test)]
mod tests;
