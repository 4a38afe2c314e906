//! Everything a template reads about one school, written as `rapport.json` with the figures beside it.
//!
//! Figures and tables can only be made from published rows; words come from cards and the sentence catalogue.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use disclose::Published;
use domain::card::TableColumn;
use domain::rows::Value;
use serde::Serialize;

use crate::Error;

/// The content of `rapport.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// The school.
    pub school: SchoolHead,
    /// The report itself.
    pub rapport: Report,
    /// Sentences by place, in the order of printing.
    pub zinnen: BTreeMap<String, Vec<SentenceText>>,
    /// Tables by query.
    pub tabellen: BTreeMap<String, Table>,
    /// Figures by query.
    pub figuren: BTreeMap<String, Figure>,
    /// The questions of the school itself, in the order of printing.
    pub eigen: Vec<Question>,
    /// The queries behind it all.
    pub queries: Vec<QueryNote>,
}

/// A question of the school itself with what answers it.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// The query, by which its figure and its table are found.
    pub naam: String,
    /// The chapter at the end of which it stands; nothing is the chapter of own questions.
    pub hoofdstuk: Option<String>,
    /// The title of its card.
    pub titel: String,
    /// The question.
    pub vraag: Option<String>,
    /// The audiences that see it.
    pub voor: Vec<&'static str>,
    /// The sentences of a bevinding, or of an answer without rows.
    pub zinnen: Vec<String>,
    /// How many rows of a bevinding have no sentence, because a figure is hidden or not there.
    pub ongezegd: usize,
    /// How many rows had something hidden.
    pub verborgen: usize,
    /// Every row rests on too few pupils.
    pub te_weinig: bool,
    /// Fewer pupils than this are hidden.
    pub minimum: u32,
    /// The file.
    pub bestand: String,
    /// Why there is no answer.
    pub fout: Option<String>,
}

/// Who the report is about.
#[derive(Debug, Clone, Serialize)]
pub struct SchoolHead {
    /// The object van toezicht.
    pub ovt: String,
    /// The name.
    pub naam: String,
    /// The place, when a tie to DUO gives it.
    pub plaats: Option<String>,
    /// The bestuur, when the project or the monthly file of the Inspectie names it.
    pub bestuur: Option<String>,
}

/// What the report says of itself.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// What it is called.
    pub titel: String,
    /// The chapters, by the names of their folders, in their order.
    pub hoofdstukken: Vec<String>,
    /// The appendices.
    pub bijlagen: Vec<String>,
    /// The term in print: `midden 2025-2026`.
    pub term: String,
    /// The period of the results: `2023-2025`.
    pub periode: String,
    /// The three schooljaren.
    pub jaren: Vec<String>,
    /// Year, month and day for the metadata.
    pub datum: (i16, i8, i8),
    /// The date in print, when the project gives one.
    pub datum_tekst: Option<String>,
    /// The version of this program.
    pub versie: String,
    /// The hash over all input.
    pub vingerafdruk: String,
}

/// One printed sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SentenceText {
    /// Its name in the catalogue.
    pub id: String,
    /// Its heading.
    pub titel: Option<String>,
    /// Its text.
    pub tekst: String,
    /// The audiences that see it.
    pub voor: Vec<&'static str>,
}

/// One printed table.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    titel: String,
    ondertitel: Option<String>,
    bron: Option<String>,
    noot: Option<String>,
    kolommen: Vec<TableHead>,
    rijen: Vec<Vec<String>>,
}

#[derive(Debug, Clone, Serialize)]
struct TableHead {
    naam: String,
    kop: String,
    soort: &'static str,
}

/// One printed figure.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The message, or the card's title.
    pub titel: String,
    /// The measure.
    pub ondertitel: Option<String>,
    /// The file, from the school's staging folder.
    pub svg: String,
    /// What is to be seen, in words.
    pub alt: String,
    /// Where the figures come from.
    pub bron: Option<String>,
    /// A note.
    pub noot: Option<String>,
    /// The width in millimetres.
    pub breedte_mm: f64,
    /// The height in millimetres.
    pub hoogte_mm: f64,
}

/// A line of the appendix on queries.
#[derive(Debug, Clone, Serialize)]
pub struct QueryNote {
    /// The name of the result.
    pub naam: String,
    /// The file.
    pub bestand: String,
    /// The rows in this report.
    pub rijen: usize,
    /// The hash of the file.
    pub sha256: String,
    /// The audiences that see its answer.
    pub voor: Vec<&'static str>,
}

impl Figure {
    /// The figure of a query with the message, the measure and the description that the catalogue or the card gives.
    #[must_use]
    pub fn of(published: &Published, titel: String, ondertitel: Option<String>, alt: String) -> Self {
        let card = published.card();
        Self {
            titel,
            ondertitel,
            svg: format!("figuren/{}.svg", published.name()),
            alt,
            bron: card.source.clone(),
            noot: card.note.clone(),
            breedte_mm: f64::from(card.size.0),
            hoogte_mm: f64::from(card.size.1),
        }
    }
}

/// The table of a query in print, under the measure that is given or else that of its card; `None` when its card names no
/// columns or there are no rows.
#[must_use]
pub fn table(published: &Published, measure: Option<String>) -> Option<Table> {
    let (card, rows) = (published.card(), published.rows());
    if card.table.is_empty() || rows.is_empty() {
        return None;
    }
    // A column in which no row has anything to say is not printed; hidden figures do say something.
    let silent = |column: &&TableColumn| {
        (0..rows.len()).all(|row| {
            let cell = rows.cell(row, &column.name);
            *cell == Value::Null || cell.text().is_some_and(str::is_empty)
        })
    };
    let columns: Vec<&TableColumn> = card.table.iter().filter(|column| !silent(column)).collect();
    let kolommen = columns.iter().map(|column| TableHead {
        naam: column.name.clone(),
        kop: column
            .unit
            .as_ref()
            .map_or_else(|| column.label.clone(), |unit| format!("{} ({unit})", column.label)),
        soort: if column.format.is_number() { "getal" } else { "tekst" },
    });
    let rijen = (0..rows.len()).map(|row| {
        let cells = columns.iter().map(|column| {
            let low = rows.cell(row, &column.name);
            column.high.as_ref().map_or_else(
                || column.format.spell(low),
                |high| column.format.spell_interval(low, rows.cell(row, high)),
            )
        });
        cells.collect()
    });
    Some(Table {
        titel: card.title.clone(),
        ondertitel: measure.or_else(|| card.subtitle.clone()).filter(|_| card.chart.is_none()),
        bron: card.source.clone(),
        noot: card.note.clone(),
        kolommen: kolommen.collect(),
        rijen: rijen.collect(),
    })
}

/// Writes what the templates read: `rapport.json`, the figures and the attachments; words pass `printable` first.
///
/// # Errors
/// When a file cannot be written.
pub fn stage(
    folder: &Path,
    document: &Document,
    figures: &BTreeMap<String, String>,
    attachments: &BTreeMap<String, Vec<u8>>,
    printable: impl Fn(&str) -> Cow<'_, str>,
) -> Result<(), Error> {
    let drawings = folder.join("figuren");
    fs::create_dir_all(&drawings).map_err(|source| Error::Write { path: drawings.clone(), source })?;
    for (name, svg) in figures {
        write(drawings.join(format!("{name}.svg")), printable(svg).as_bytes())?;
    }
    for (name, bytes) in attachments {
        let path = folder.join(name);
        let place = path.parent().unwrap_or(folder);
        fs::create_dir_all(place).map_err(|source| Error::Write { path: place.to_owned(), source })?;
        write(path, bytes)?;
    }
    let path = folder.join("rapport.json");
    let text = serde_json::to_string_pretty(document)
        .map_err(|error| Error::Write { path: path.clone(), source: error.into() })?;
    write(path, printable(&text).as_bytes())
}

fn write(path: PathBuf, bytes: &[u8]) -> Result<(), Error> {
    fs::write(&path, bytes).map_err(|source| Error::Write { path, source })
}
