//! Tells which sheets are open data of DUO of which nothing is used, and why.
//!
//! A sheet that is read never gets here.

use domain::schooljaar::Schooljaar;

use crate::read::grid::{Grid, Header};
use crate::why::Why;

/// Why a sheet is left that is none of those that are read.
pub(crate) fn left(grid: &Grid) -> Option<Why> {
    if let Some(header) = grid.header(is_older) {
        return Some(Why::OldDuo(schooljaar(grid, &header)));
    }
    grid.header(is_of_duo).map(|_| Why::OtherDuo)
}

/// Tells whether headings are those that DUO gave its files about the years before 2019-2020.
fn is_older(header: &Header) -> bool {
    header.has("BRIN_NUMMER") && !header.has("INSTELLINGSCODE") && header.has("INSTELLINGSNAAM_VESTIGING")
}

fn is_of_duo(header: &Header) -> bool {
    header.has("INSTELLINGSCODE") || header.has("BRIN_NUMMER")
}

/// The school year of the first row.
fn schooljaar(grid: &Grid, header: &Header) -> Option<Schooljaar> {
    let (column, _) = *header.starting_with("PEILDATUM").first()?;
    let digits = grid.below(header).next()?.cell(column).shown()?.replace('-', "");
    let (year, month) = (digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?);
    Schooljaar::from_date(year, month)
}
