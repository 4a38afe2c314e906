//! Reads the cells of one row of results, returns figures with their status: known, hidden or missing.
//!
//! The three cells of a year share one status, and hiding follows the rule of the Inspectie; what does not
//! is refused, for it was not published so.

use crate::check::cells::{self, Published};
use crate::check::ledger::Reading;
use crate::check::reason::Reason;

/// 1F, 1S/2F and pupils that belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cijfers {
    pub(crate) status: Status,
    pub(crate) percentage_1f: Option<f64>,
    pub(crate) percentage_1s_2f: Option<f64>,
    pub(crate) aantal_leerlingen: Option<i32>,
}

/// Whether figures are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Bekend,
    Onderdrukt,
    Ontbreekt,
}

impl Status {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Bekend => "bekend",
            Self::Onderdrukt => "onderdrukt",
            Self::Ontbreekt => "ontbreekt",
        }
    }

    const fn of<T>(published: &Published<T>) -> Self {
        match published {
            Published::Known(_) => Self::Bekend,
            Published::Suppressed => Self::Onderdrukt,
            Published::Missing => Self::Ontbreekt,
        }
    }
}

/// Reads the three cells of one year, or of the three years together.
pub(crate) fn read(reading: &mut Reading<'_>, columns: [usize; 3]) -> Option<Cijfers> {
    let first = reading.take(columns[0], |cell| cells::published(cell, cells::percentage));
    let second = reading.take(columns[1], |cell| cells::published(cell, cells::percentage));
    let pupils = reading.take(columns[2], |cell| cells::published(cell, cells::pupils));
    let (first, second, pupils) = (first?, second?, pupils?);
    if let (Published::Known(first), Published::Known(second), Published::Known(pupils)) =
        (&first, &second, &pupils)
    {
        for (percentage, column) in [(first, columns[0]), (second, columns[1])] {
            if !cells::is_whole_count(*percentage, *pupils) {
                reading.fault(column, Reason::NotACount);
            }
        }
        return Some(Cijfers {
            status: Status::Bekend,
            percentage_1f: Some(*first),
            percentage_1s_2f: Some(*second),
            aantal_leerlingen: Some(*pupils),
        });
    }
    let statuses = [Status::of(&first), Status::of(&second), Status::of(&pupils)];
    if statuses != [statuses[0]; 3] {
        fault_odd_ones(reading, statuses, columns);
        return None;
    }
    Some(Cijfers {
        status: statuses[0],
        percentage_1f: None,
        percentage_1s_2f: None,
        aantal_leerlingen: None,
    })
}

/// Notes the cells that differ from what most of the three are.
fn fault_odd_ones(reading: &mut Reading<'_>, statuses: [Status; 3], columns: [usize; 3]) {
    for (column, status) in columns.into_iter().zip(statuses) {
        if statuses.iter().filter(|other| **other == status).count() < 2 {
            reading.fault(column, Reason::InconsistentStatus);
        }
    }
}

/// Checks the rule of hiding: fewer than five pupils in one year hides every year that has pupils.
///
/// Source: Inspectie, leerresultaten 2023-2024-2025, `Toelichting`. A year without pupils stays empty.
pub(crate) fn check_hiding(reading: &mut Reading<'_>, columns: &[[usize; 3]; 3], jaren: [Status; 3]) {
    let with = |status: Status| jaren.iter().filter(|jaar| **jaar == status).count();
    let (known, hidden) = (with(Status::Bekend), with(Status::Onderdrukt));
    if known == 0 || hidden == 0 {
        return;
    }
    let odd = if hidden <= known { Status::Onderdrukt } else { Status::Bekend };
    for (columns, _) in columns.iter().zip(jaren).filter(|(_, status)| *status == odd) {
        reading.fault_all(columns, Reason::InconsistentStatus);
    }
}
