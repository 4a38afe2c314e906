//! One figure of one school in, what in its words, its table and its drawing does not hold out.
//!
//! Which columns are lines to set beside, names or values is read from the card and from nothing else.

use std::collections::BTreeSet;

use disclose::Published;
use domain::card::ChartKind;
use domain::dutch::Format;
use domain::rows::Value;
use domain::sentence::Sentence;
use query::ResultSet;
use serde_json::Value as Json;
use tests::Hall;

use super::claims;
use super::tokens::{bare, has_words, numbers, placeholders, spelled, years};

/// The channels of lines and bands that a figure is set beside, each with the word of its name in the drawing.
const LINES: [(&str, &str); 6] = [
    ("norm", "norm"),
    ("mean", "mean"),
    ("ambition", "ambition"),
    ("band_low", "band"),
    ("reference", "reference"),
    ("reference_low", "reference"),
];
/// The channels whose texts are names in a figure.
const NAMES: [&str; 4] = ["facet", "row", "column", "label"];

/// A figure as it was staged, and its rows.
pub(super) struct Figure<'a> {
    hall: &'a Hall,
    ovt: &'a str,
    pub(super) published: Published,
    pub(super) title: String,
    subtitle: String,
    pub(super) description: String,
    pub(super) drawn: Vec<String>,
}

impl<'a> Figure<'a> {
    pub(super) fn new(hall: &'a Hall, ovt: &'a str, published: Published, staged: &Json, svg: &str) -> Self {
        let text = |key: &str| staged[key].as_str().unwrap_or_default().to_owned();
        Self {
            hall,
            ovt,
            published,
            title: text("titel"),
            subtitle: text("ondertitel"),
            description: text("alt"),
            drawn: texts(svg),
        }
    }

    /// All that does not hold.
    pub(super) fn faults(&self, answer: &ResultSet) -> Vec<String> {
        let mut faults = self.sources();
        faults.extend(self.figures());
        faults.extend(self.lines());
        faults.extend(self.names(answer));
        faults.extend(self.values());
        if self.title != self.published.card().title {
            faults.extend(claims::fault(self, self.ovt));
        }
        faults
    }

    fn place(&self, part: &str) -> String {
        format!("{part}.{}", self.published.name())
    }

    /// The sentence of a part of the words, when the catalogue has one that holds.
    fn sentence(&self, part: &str) -> Option<(&Sentence, String)> {
        self.hall.first(self.ovt, &self.place(part)).map(|(sentence, spoken)| (sentence, spoken.text))
    }

    /// The words that are staged are those of the heaviest sentence that holds, else those of the card.
    fn sources(&self) -> Vec<String> {
        let card = self.published.card();
        let of_card = [("titel", Some(&card.title)), ("ondertitel", card.subtitle.as_ref())];
        let mut faults = Vec::new();
        for (part, text) in of_card {
            let expected =
                self.sentence(part).map(|(_, text)| text).or_else(|| text.cloned()).unwrap_or_default();
            let found = if part == "titel" { &self.title } else { &self.subtitle };
            if *found != expected {
                faults.push(format!("its {part} is `{found}` and should be `{expected}`"));
            }
        }
        if let Some((_, form)) = self.sentence("alt")
            && !self.description.starts_with(form.trim_end_matches('.'))
        {
            faults.push(format!("its description does not open with `{form}`"));
        }
        faults
    }

    /// The words of the catalogue, each with what of it stands in the catalogue itself.
    fn words(&self) -> Vec<(String, String, Option<&Sentence>)> {
        let parts = [("titel", &self.title), ("ondertitel", &self.subtitle), ("alt", &self.description)];
        let card = self.published.card();
        let of_card = [Some(&card.title), card.subtitle.as_ref(), card.question.as_ref()];
        let of_card = of_card.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let told = parts.into_iter().map(|(part, text)| {
            let sentence = self.sentence(part).map(|(sentence, _)| sentence);
            let given = sentence.map_or_else(|| of_card.clone(), |sentence| bare(&sentence.tekst));
            (text.clone(), given, sentence)
        });
        told.collect()
    }

    /// Every number and school year that is said stands in a row, or is declared to be computed from them.
    fn figures(&self) -> Vec<String> {
        let card = self.published.card();
        let rows = self.shown();
        let labels = card.table.iter().map(|column| column.label.clone());
        let of_card = [Some(card.title.clone()), card.subtitle.clone(), card.question.clone()];
        let given: String = of_card.into_iter().flatten().chain(labels).collect::<Vec<_>>().join(" ");
        let known: BTreeSet<String> = spelled(&rows).into_iter().chain(numbers(&given)).collect();
        let known_years: BTreeSet<String> = rows
            .cells
            .iter()
            .flatten()
            .filter_map(Value::text)
            .flat_map(years)
            .chain(years(&given))
            .collect();
        let mut faults = Vec::new();
        for (text, bare, sentence) in self.words() {
            let computed = sentence.into_iter().flat_map(|sentence| {
                let declared = placeholders(&sentence.tekst);
                let declared = declared.into_iter().filter(|(column, _)| sentence.berekend.contains(column));
                let spelled = declared
                    .map(|(column, format)| format.spell(&self.hall.value(self.ovt, sentence, &column)));
                spelled.flat_map(|text| numbers(&text)).collect::<Vec<_>>()
            });
            let allowed: BTreeSet<String> =
                known.iter().cloned().chain(numbers(&bare)).chain(computed).collect();
            let odd: Vec<String> =
                numbers(&text).into_iter().filter(|number| !allowed.contains(number)).collect();
            if !odd.is_empty() {
                faults.push(format!("{odd:?} stands in no row: {text}"));
            }
            let odd: Vec<String> = years(&text)
                .into_iter()
                .filter(|year| !known_years.contains(year) && !years(&bare).contains(year))
                .collect();
            if !odd.is_empty() {
                faults.push(format!("{odd:?} is no school year of its rows: {text}"));
            }
        }
        faults
    }

    /// The rows about the school: of a cloud of all schools its own, and those that are about no school.
    fn shown(&self) -> domain::rows::Rows {
        let mut rows = self.published.rows().clone();
        if let Some(own) = self.published.card().channel("own").and_then(|column| rows.position(column)) {
            rows.cells.retain(|row| row[own].text().is_none_or(|ovt| ovt == self.ovt));
        }
        rows
    }

    /// Every line that is drawn is named in the drawing and in the description; none is named that is not drawn.
    fn lines(&self) -> Vec<String> {
        let (card, rows) = (self.published.card(), self.published.rows());
        // A name that does not fit on one line stands on several.
        let drawing = self.drawn.join(" ");
        let mut faults = Vec::new();
        for (channel, word) in LINES {
            let Some(columns) = card.channels.get(channel) else { continue };
            let names: Vec<&str> = std::iter::once(card.word(word))
                .chain(
                    card.table
                        .iter()
                        .filter(|entry| columns.contains(&entry.name))
                        .map(|entry| entry.label.as_str()),
                )
                .filter(|name| !name.is_empty())
                .collect();
            let is_drawn =
                columns.iter().any(|column| (0..rows.len()).any(|row| rows.cell(row, column).is_known()));
            let tells = |text: &str| names.iter().any(|name| has_words_or_longer(text, name));
            if is_drawn != drawing.to_lowercase().contains(&card.word(word).to_lowercase()) {
                faults.push(format!(
                    "`{}` is drawn: {is_drawn}, but the drawing reads {:?}",
                    card.word(word),
                    self.drawn
                ));
            }
            if is_drawn && !tells(&self.description) {
                faults.push(format!("the description names none of {names:?}: {}", self.description));
            }
            for text in [&self.title, &self.subtitle, &self.description] {
                if !is_drawn && tells(text) {
                    faults.push(format!("{names:?} is not drawn and named: {text}"));
                }
            }
        }
        faults
    }

    /// A panel, series or vakgebied that is named is one with rows.
    fn names(&self, answer: &ResultSet) -> Vec<String> {
        let card = self.published.card();
        let columns: Vec<&str> = NAMES.iter().filter_map(|name| card.channel(name)).collect();
        let all = answer.all_rows();
        let texts = |rows: &domain::rows::Rows, row: usize| -> Vec<String> {
            let texts = columns.iter().filter_map(|column| rows.cell(row, column).text());
            texts.map(str::to_lowercase).collect()
        };
        let mut every: BTreeSet<String> = (0..all.len()).flat_map(|row| texts(&all, row)).collect();
        every.extend(vakgebieden(self.hall));
        let own: BTreeSet<String> =
            self.shown().cells.iter().flatten().filter_map(Value::text).map(str::to_lowercase).collect();
        let mut faults = Vec::new();
        for (text, bare, _) in self.words() {
            let odd: Vec<&String> = every
                .iter()
                .filter(|name| has_words(&text, name) && !has_words(&bare, name))
                .filter(|name| !own.iter().any(|shown| has_words(shown, name)))
                .collect();
            if !odd.is_empty() {
                faults.push(format!("{odd:?} has no row: {text}"));
            }
        }
        faults
    }

    /// Every value that a row has is printed in the drawing, where the kind of chart prints values.
    fn values(&self) -> Vec<String> {
        let (card, rows) = (self.published.card(), self.published.rows());
        let channels: &[&str] = match card.chart {
            Some(ChartKind::Bullet | ChartKind::Line) => &["y"],
            Some(ChartKind::Heatmap | ChartKind::Matrix) => &["value"],
            Some(ChartKind::Dumbbell) => &["from", "to"],
            _ => &[],
        };
        let printed: BTreeSet<String> = self.drawn.iter().flat_map(|text| numbers(text)).collect();
        let columns = channels.iter().filter_map(|channel| card.channels.get(*channel)).flatten();
        let mut faults = Vec::new();
        for column in columns {
            let format = match card.format_of(column) {
                Format::Text => Format::Int,
                format => format,
            };
            let values =
                (0..rows.len()).map(|row| rows.cell(row, column)).filter(|value| value.number().is_some());
            let lost: Vec<String> = values
                .map(|value| format.spell(value))
                .filter(|text| !numbers(text).is_subset(&printed))
                .collect();
            if !lost.is_empty() {
                faults.push(format!("the drawing lacks {lost:?} of `{column}`: {:?}", self.drawn));
            }
        }
        faults
    }
}

/// Compounds of a name count too: `landelijke` names `landelijk`.
fn has_words_or_longer(text: &str, name: &str) -> bool {
    text.to_lowercase().contains(&name.to_lowercase())
}

fn vakgebieden(hall: &Hall) -> Vec<String> {
    let rows = hall.world.rows("select vakgebied from vakgebieden order by volgorde");
    rows.cells.iter().filter_map(|row| row[0].text()).map(str::to_owned).collect()
}

/// The texts of a drawing.
fn texts(svg: &str) -> Vec<String> {
    let lines = svg.lines().filter(|line| line.starts_with("<text"));
    let words = lines.filter_map(|line| Some(line.split_once('>')?.1.trim_end_matches("</text>")));
    let plain = |text: &str| {
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&apos;", "'").replace("&amp;", "&")
    };
    words.map(plain).collect()
}
