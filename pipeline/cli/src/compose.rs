//! What was computed for one school in, everything that its report shows out.
//!
//! Here figures pass the disclosure stage and sentences are filled; nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use disclose::Published;
use domain::card::{Card, Role, Scope};
use domain::project::Audience;
use domain::rows::{Rows, Value};
use domain::sentence::{Sentence, fill};
use domain::term::Term;
use jiff::civil::Date;
use render::Palette;
use typeset::{Document, Figure, QueryNote, Question, Report, SchoolHead, SentenceText, Table};

use crate::content::OWN_QUERIES;
use crate::error::Error;
use crate::fingerprint::sha256;
use crate::heard;
use crate::plan::Plan;
use crate::prepare::Prepared;
use crate::reader::{Reader, of_broken};

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
        queries: query_notes(prepared, &published),
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

/// The rows of one school, published.
pub(crate) fn publish(result: &query::ResultSet, ovt: &str) -> Published {
    published(result, result.rows_for(ovt))
}

/// Rows of an answer, published under its card.
pub(crate) fn published(result: &query::ResultSet, rows: Rows) -> Published {
    disclose::publish(&result.query.file.name, &Arc::new(result.query.card.clone()), rows)
}

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
            let alt = heard::figure(rows, words("alt", rows));
            figuren.insert(name.clone(), Figure::of(rows, title, subtitle, alt));
            drawings.insert(name.clone(), svg);
        }
        let table = typeset::table(rows, words("ondertitel", rows));
        tabellen.extend(table.map(|table| (name, table)));
    }
    Ok(Pictures { drawings, figuren, tabellen })
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
    Report {
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
    let of_row = |row: usize| {
        let figure = |column: &str| -> &Value { rows.rows().cell(row, column) };
        fill(sentence, &figure, &|_| None).ok()
    };
    (0..rows.rows().len()).map(of_row).collect()
}

fn query_notes(prepared: &Prepared, published: &[Published]) -> Vec<QueryNote> {
    let notes = prepared.results.iter().zip(published).map(|(result, rows)| QueryNote {
        naam: result.query.file.name.clone(),
        bestand: result.query.file.path.clone(),
        rijen: rows.rows().len(),
        sha256: sha256(result.query.file.text.as_bytes()),
        voor: audiences(rows.card()),
    });
    notes.collect()
}

/// Fills the sentences that hold for one school.
struct Speaker<'a> {
    prepared: &'a Prepared,
    facts: &'a Published,
    /// What the words of each figure may say of this school.
    figures: BTreeMap<&'a str, Published>,
    holds: &'a [usize],
}

impl<'a> Speaker<'a> {
    /// Who speaks about a school, of its facts.
    fn of(prepared: &'a Prepared, facts: &'a Published, ovt: &str) -> Self {
        let figures = prepared.figures.iter().map(|(name, facts)| (name.as_str(), publish(facts, ovt)));
        let holds = prepared.holds.get(ovt).map_or(&[][..], Vec::as_slice);
        Self { prepared, facts, figures: figures.collect(), holds }
    }

    /// The sentences that hold for a place, heaviest first.
    fn holding(&self, place: &str) -> Vec<&'a Sentence> {
        let catalogue = &self.prepared.catalogue.zin;
        let mut found: Vec<&Sentence> = self
            .holds
            .iter()
            .map(|index| &catalogue[*index])
            .filter(|sentence| sentence.plaats == place)
            .collect();
        found.sort_by_key(|sentence| std::cmp::Reverse(sentence.gewicht));
        found
    }

    /// Fills a text of a sentence: the words of a figure from what its rows show, and from the facts of the school where
    /// the figure has no such name.
    fn fill(&self, sentence: &Sentence, text: &str) -> Result<String, String> {
        let shown = sentence.figure().and_then(|figure| self.figures.get(figure)).map(Published::rows);
        let figure = |column: &str| -> &Value {
            let shown = shown.filter(|rows| rows.position(column).is_some());
            shown.unwrap_or_else(|| self.facts.rows()).cell(0, column)
        };
        fill(text, &figure, &|place| self.first(place))
    }

    /// The text of the heaviest sentence in a place that can be filled.
    fn first(&self, place: &str) -> Option<String> {
        self.holding(place).into_iter().find_map(|sentence| self.fill(sentence, &sentence.tekst).ok())
    }

    /// Every place with its sentences, as many for each audience as the place holds.
    fn places(&self) -> (BTreeMap<String, Vec<SentenceText>>, Vec<Dropped>) {
        let mut places = BTreeMap::new();
        let mut dropped = Vec::new();
        for (place, limit) in &self.prepared.catalogue.plaats {
            if ["titel.", "ondertitel.", "alt.", "deel."].iter().any(|inner| place.starts_with(inner)) {
                continue;
            }
            let mut room: BTreeMap<Audience, usize> =
                Audience::ALL.into_iter().map(|audience| (audience, limit.hoogstens)).collect();
            let mut printed = Vec::new();
            for sentence in self.holding(place) {
                match self.sentence(sentence, &mut room) {
                    Ok(text) => printed.extend(text),
                    Err(column) => dropped.push((sentence.id.clone(), column)),
                }
            }
            if !printed.is_empty() {
                places.insert(place.clone(), printed);
            }
        }
        (places, dropped)
    }

    fn sentence(
        &self,
        sentence: &Sentence,
        room: &mut BTreeMap<Audience, usize>,
    ) -> Result<Option<SentenceText>, String> {
        let titel = sentence.titel.as_deref().map(|titel| self.fill(sentence, titel)).transpose()?;
        let tekst = self.fill(sentence, &sentence.tekst)?;
        let mut voor = Vec::new();
        for audience in &sentence.voor {
            if let Some(left) = room.get_mut(audience).filter(|left| **left > 0) {
                *left -= 1;
                voor.push(audience.word());
            }
        }
        Ok((!voor.is_empty()).then(|| SentenceText { id: sentence.id.clone(), titel, tekst, voor }))
    }
}
