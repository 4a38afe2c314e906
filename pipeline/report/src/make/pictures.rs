//! Reads the published answers of a report, returns its figures and tables.
//!
//! Hides nothing and says nothing of its own: the words are handed in.

use std::collections::BTreeMap;

use disclose::Published;
use render::Palette;
use typeset::{Figure, Table};

use crate::error::Error;
use crate::make::description;

/// What is to be seen of the answers of a report.
pub(crate) struct Pictures {
    /// The SVG of each figure.
    pub(crate) drawings: BTreeMap<String, String>,
    /// What templates read of each figure.
    pub(crate) figuren: BTreeMap<String, Figure>,
    /// The tables.
    pub(crate) tabellen: BTreeMap<String, Table>,
}

/// Draws figures and lays out tables; of a chart that is not drawn the words are there all the same. `words` may know a
/// `titel`, an `ondertitel` and an `alt` that say more than the card.
pub(crate) fn pictures(
    published: &[Published],
    ovt: &str,
    palette: &Palette,
    is_drawn: &dyn Fn(&Published) -> bool,
    words: impl Fn(&str, &Published) -> Option<String>,
) -> Result<Pictures, Error> {
    let (mut drawings, mut figuren, mut tabellen) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for rows in published.iter().filter(|rows| !rows.shows_nothing()) {
        let name = rows.name().to_owned();
        let drawn = if is_drawn(rows) {
            render::draw(rows, ovt, palette).map_err(|source| Error::Chart { query: name.clone(), source })?
        } else {
            rows.card().chart.map(|_| String::new())
        };
        if let Some(svg) = drawn {
            let title = words("titel", rows).unwrap_or_else(|| rows.card().title.clone());
            let subtitle = words("ondertitel", rows).or_else(|| rows.card().subtitle.clone());
            let alt = description::figure(rows, words("alt", rows));
            figuren.insert(name.clone(), Figure::of(rows, title, subtitle, alt));
            drawings.insert(name.clone(), svg);
        }
        let table = typeset::table(rows, words("ondertitel", rows));
        tabellen.extend(table.map(|table| (name, table)));
    }
    Ok(Pictures { drawings, figuren, tabellen })
}
