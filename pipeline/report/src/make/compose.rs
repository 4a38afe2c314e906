//! What was computed for one school in, everything that its report shows out.
//!
//! Here figures pass the disclosure stage and sentences are filled; nothing is written.

use std::collections::{BTreeMap, BTreeSet};

use disclose::Published;
use domain::card::{Card, Role, Scope};
use domain::project::Audience;
use domain::rows::Value;
use domain::sentence::{Figures, fill};
use domain::term::Term;
use jiff::civil::Date;
use typeset::{Document, QueryNote, Question, Report, SchoolHead};

use crate::compute::prepared::Prepared;
use crate::error::Error;
use crate::make::pictures::{Pictures, pictures};
use crate::make::reader::{Reader, of_broken};
use crate::make::speaker::Speaker;
use crate::project::content::OWN_QUERIES;
use crate::project::plan::Plan;
use crate::publish::publish;

/// One school's report before it is typeset.
pub(crate) struct Composed {
    /// What the templates read.
    pub(crate) document: Document,
    /// The SVG of each figure.
    pub(crate) figures: BTreeMap<String, String>,
    /// The published rows of each query.
    pub(crate) published: Vec<Published>,
    /// Of these the answers whose rows stand in the files beside the PDF.
    pub(crate) in_files: Vec<Published>,
    /// Sentences that hold but could not be filled: id and the column without a figure.
    pub(crate) dropped: Vec<Dropped>,
    /// Signs in its words that the font does not have.
    pub(crate) unprintable: BTreeSet<char>,
}

/// A sentence that holds but could not be filled: its id and the column without a figure.
pub(crate) type Dropped = (String, String);

/// What every report of a run has in common.
pub(crate) struct Edition<'a> {
    /// The project.
    pub(crate) plan: &'a Plan,
    /// Everything computed.
    pub(crate) prepared: &'a Prepared,
    /// The half-year.
    pub(crate) term: Term,
    /// The hash over all input.
    pub(crate) fingerprint: &'a str,
}

/// Puts the report of one school together.
pub(crate) fn compose(edition: &Edition<'_>, ovt: &str) -> Result<Composed, Error> {
    compose_drawing(edition, ovt, &|_| true)
}

/// The same with only some of its charts drawn, for those who only look at its words.
pub(crate) fn compose_drawing(
    edition: &Edition<'_>,
    ovt: &str,
    is_drawn: &dyn Fn(&Published) -> bool,
) -> Result<Composed, Error> {
    let prepared = edition.prepared;
    let facts = publish(&prepared.facts, ovt);
    let speaker = Speaker::of(prepared, &facts, ovt);
    let head = school_head(edition, &facts, ovt);
    let (zinnen, dropped) = speaker.places();
    let published: Vec<Published> = prepared
        .results
        .iter()
        .map(|result| match result.query.card.scope {
            Scope::All => {
                prepared.shared.get(&result.query.file.name).cloned().unwrap_or_else(|| publish(result, ovt))
            }
            Scope::School | Scope::Bestuur => publish(result, ovt),
        })
        .collect();
    let Pictures { drawings, figuren, tabellen } =
        pictures(&published, ovt, &edition.plan.palette, is_drawn, |place, rows| {
            speaker.first(&format!("{place}.{}", rows.name()))
        })?;
    let document = Document {
        school: head,
        rapport: report(edition),
        zinnen,
        tabellen,
        figuren,
        eigen: questions(edition, &published),
        queries: query_notes(edition, &published),
    };
    let unprintable =
        serde_json::to_string(&document).map(|words| render::unprintable(&words)).unwrap_or_default();
    let in_files = in_files(prepared, &published);
    Ok(Composed { document, figures: drawings, published, in_files, dropped, unprintable })
}

/// The answers that the files show as the PDF does. Only the built-in cloud of all schools, which is drawn and printed
/// nowhere, would fill the files of each school with those of the others.
fn in_files(prepared: &Prepared, published: &[Published]) -> Vec<Published> {
    let is_backdrop = |result: &query::ResultSet| {
        let card = &result.query.card;
        card.scope == Scope::All && card.table.is_empty() && !result.query.file.own
    };
    let answers = prepared.results.iter().zip(published);
    let shown = answers.filter(|(result, rows)| !is_backdrop(result) && !rows.rows().is_empty());
    shown.map(|(_, rows)| rows.clone()).collect()
}

fn school_head(edition: &Edition<'_>, facts: &Published, ovt: &str) -> SchoolHead {
    let text = |column: &str| facts.rows().cell(0, column).text().map(str::to_owned);
    SchoolHead {
        ovt: ovt.to_owned(),
        naam: text("naam").unwrap_or_else(|| ovt.to_owned()),
        plaats: text("plaats"),
        bestuur: edition.plan.project.bestuur.clone().or_else(|| text("bestuursnaam")),
    }
}

fn report(edition: &Edition<'_>) -> Report {
    let given = edition.plan.project.datum;
    let months = &edition.prepared.catalogue.maanden;
    let printed = |date: Date| {
        let month = usize::try_from(date.month()).ok()?.checked_sub(1)?;
        Some(format!("{} {} {}", date.day(), months.get(month)?, date.year()))
    };
    let date = given.unwrap_or_else(|| edition.term.date());
    let anatomy = &edition.plan.anatomy;
    Report {
        titel: anatomy.titel.clone(),
        hoofdstukken: anatomy.hoofdstukken.clone(),
        bijlagen: anatomy.bijlagen.clone(),
        term: edition.term.title(),
        periode: edition.prepared.periode.to_string(),
        jaren: edition.prepared.periode.jaren().iter().map(ToString::to_string).collect(),
        datum: (date.year(), date.month(), date.day()),
        datum_tekst: given.and_then(printed),
        versie: env!("CARGO_PKG_VERSION").to_owned(),
        vingerafdruk: edition.fingerprint.to_owned(),
    }
}

/// The school's own questions: those with an answer, then those that were passed over.
fn questions(edition: &Edition<'_>, published: &[Published]) -> Vec<Question> {
    let prepared = edition.prepared;
    let own = prepared
        .results
        .iter()
        .zip(published)
        .filter(|(result, _)| result.query.file.path.starts_with(OWN_QUERIES));
    // A finding that holds for nothing has nothing to say, and asks for no place.
    let silent = |rows: &Published| rows.card().role == Some(Role::Bevinding) && rows.rows().is_empty();
    let answered = own.filter(|(_, rows)| !silent(rows)).map(|(result, rows)| question(result, rows));
    let broken = prepared.broken.iter().map(|fault| {
        let path = fault.path().unwrap_or_default();
        let naam = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".sql");
        Question {
            naam: naam.to_owned(),
            hoofdstuk: None,
            titel: naam.replace('_', " "),
            vraag: None,
            voor: of_broken(edition.plan.content.text(path).unwrap_or_default())
                .into_iter()
                .map(Audience::word)
                .collect(),
            zinnen: Vec::new(),
            ongezegd: 0,
            verborgen: 0,
            te_weinig: false,
            minimum: 0,
            bestand: path.to_owned(),
            fout: Some(fault.to_string()),
        }
    });
    answered.chain(broken).collect()
}

/// One question with what answers it.
pub(crate) fn question(result: &query::ResultSet, rows: &Published) -> Question {
    let card = rows.card();
    let said = card.sentence.as_ref().map_or_else(Vec::new, |sentence| findings(sentence, rows));
    let ongezegd = said.iter().filter(|sentence| sentence.is_none()).count();
    Question {
        naam: rows.name().to_owned(),
        hoofdstuk: card.chapter.clone(),
        titel: card.title.clone(),
        vraag: card.question.clone(),
        voor: audiences(card),
        zinnen: said.into_iter().flatten().collect(),
        ongezegd,
        verborgen: rows.hidden(),
        te_weinig: rows.shows_nothing(),
        minimum: card.minimum,
        bestand: result.query.file.path.clone(),
        fout: None,
    }
}

/// The audiences that see an answer.
fn audiences(card: &Card) -> Vec<&'static str> {
    Audience::ALL
        .into_iter()
        .filter(|audience| Reader::Of(*audience).sees(card))
        .map(Audience::word)
        .collect()
}

/// A sentence for each row; none where a figure is hidden or not there.
fn findings(sentence: &str, rows: &Published) -> Vec<Option<String>> {
    (0..rows.rows().len()).map(|row| fill(sentence, &Finding { rows, row }).ok()).collect()
}

/// The row that a finding is about.
struct Finding<'a> {
    rows: &'a Published,
    row: usize,
}

impl Figures for Finding<'_> {
    fn value(&self, column: &str) -> &Value {
        self.rows.rows().cell(self.row, column)
    }
}

fn query_notes(edition: &Edition<'_>, published: &[Published]) -> Vec<QueryNote> {
    let notes = edition.prepared.results.iter().zip(published).map(|(result, rows)| QueryNote {
        naam: result.query.file.name.clone(),
        bestand: result.query.file.path.clone(),
        rijen: rows.rows().len(),
        sha256: edition.plan.content.hash_of(&result.query.file),
        voor: audiences(rows.card()),
    });
    notes.collect()
}
