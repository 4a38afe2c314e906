//! Schools in, what would go wrong in their reports out, without a report being made; for `check`.
//!
//! Looks at all schools on all processors, and tells in their order.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use disclose::Published;
use domain::card::Scope;
use query::ResultSet;
use render::Palette;

use crate::error::Error;
use crate::make::compose::{Edition, compose_drawing};
use crate::make::order::cores;
use crate::make::schools::{left_out, substituted};
use crate::publish::publish;

/// What is found by composing the reports.
#[derive(Default)]
pub(crate) struct Rehearsed {
    /// The sentences that could not be filled.
    pub(crate) dropped: Vec<String>,
    /// The signs that the font does not have.
    pub(crate) substituted: Vec<String>,
}

/// Composes every report without typesetting it. A chart of the project is drawn for each school; of the report's own,
/// which can be drawn whatever the figures, and of those that all schools share, one is proof enough.
pub(crate) fn rehearse(edition: &Edition<'_>, schools: &[String]) -> Result<Rehearsed, Error> {
    let charts = edition.prepared.results.iter().filter(|result| result.query.card.chart.is_some());
    let (each, once): (Vec<_>, Vec<_>) =
        charts.partition(|result| result.query.file.own && result.query.card.scope != Scope::All);
    for result in once.into_iter().filter(|result| !result.is_empty()) {
        draw_once(result, schools, &edition.plan.palette)?;
    }
    let each: BTreeSet<&str> = each.iter().map(|result| result.query.file.name.as_str()).collect();
    let (next, outcomes) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(schools.len())));
    std::thread::scope(|scope| {
        for _ in 0..cores().min(schools.len()) {
            scope.spawn(|| {
                let mut mine = Vec::new();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(ovt) = schools.get(at) else { break };
                    mine.push((at, school(edition, &each, ovt)));
                }
                outcomes.lock().unwrap_or_else(PoisonError::into_inner).append(&mut mine);
            });
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcomes.sort_by_key(|(at, _)| *at);
    let mut found = Rehearsed::default();
    for (_, outcome) in outcomes {
        let Rehearsed { dropped, substituted } = outcome?;
        found.dropped.extend(dropped);
        found.substituted.extend(substituted);
    }
    Ok(found)
}

/// One school, with these charts drawn.
fn school(edition: &Edition<'_>, drawn: &BTreeSet<&str>, ovt: &str) -> Result<Rehearsed, Error> {
    let composed = compose_drawing(edition, ovt, &|rows: &Published| drawn.contains(rows.name()))?;
    let mut found = Rehearsed::default();
    found.dropped.extend(composed.dropped.iter().map(|(id, column)| left_out(ovt, id, column)));
    if !composed.unprintable.is_empty() {
        let school = format!("{ovt} {}", composed.document.school.naam);
        found.substituted.push(substituted(&school, &composed.unprintable));
    }
    Ok(found)
}

/// Draws a chart for the first school that it shows something of.
fn draw_once(result: &ResultSet, schools: &[String], palette: &Palette) -> Result<(), Error> {
    for ovt in schools {
        let rows = publish(result, ovt);
        if rows.shows_nothing() {
            continue;
        }
        let drawn = render::draw(&rows, ovt, palette);
        let query = || rows.name().to_owned();
        if drawn.map_err(|source| Error::Chart { query: query(), source })?.is_some() {
            break;
        }
    }
    Ok(())
}
