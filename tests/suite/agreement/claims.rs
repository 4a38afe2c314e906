//! The title of a figure in, what it claims held against the rows of the figure out.
//!
//! A small grammar of claims, read by the kind of chart and the channels of the card. A title that it cannot read is a fault:
//! whoever writes another kind of title teaches it here how to be held.

use std::collections::BTreeSet;

use domain::card::{Card, ChartKind};
use domain::dutch::Format;
use domain::rows::{Rows, Value};

use super::figure::Figure;
use super::tokens::{has_words, years};

/// What a title claims, judged: it holds, it does not, or nobody can tell.
pub(super) type Judged = Option<bool>;

/// The fault of a title, when there is one.
pub(super) fn fault(figure: &Figure<'_>, own: &str) -> Option<String> {
    let title = figure.title.as_str();
    let scene = Scene { card: figure.published.card(), rows: figure.published.rows(), own };
    let judged = match scene.card.chart? {
        ChartKind::Line | ChartKind::Range => scene.series(title),
        ChartKind::Bullet => scene.bullet(title),
        ChartKind::Scatter | ChartKind::Funnel => scene.cloud(title),
        ChartKind::Heatmap => scene.heatmap(title),
        ChartKind::Cohort => scene.cohort(title),
        ChartKind::Stacked => scene.stacked(title),
        _ => None,
    };
    match judged {
        Some(true) => None,
        Some(false) => Some(format!("its title denies its rows: {title}: {:?}", scene.measures())),
        None => Some(format!("its title says what no rule can hold against its rows: {title}")),
    }
}

/// One mark of a figure.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    pub(super) panel: String,
    at: String,
    value: f64,
    margin: Option<(f64, f64)>,
    beside: Option<(f64, f64)>,
}

impl Measure {
    fn is_under(&self) -> bool {
        self.margin.zip(self.beside).is_some_and(|((_, high), (low, _))| high < low)
    }

    fn is_over(&self) -> bool {
        self.margin.zip(self.beside).is_some_and(|((low, _), (_, high))| low > high)
    }

    fn is_compared(&self) -> bool {
        self.margin.is_some() && self.beside.is_some()
    }
}

pub(super) struct Scene<'a> {
    pub(super) card: &'a Card,
    pub(super) rows: &'a Rows,
    own: &'a str,
}

impl Scene<'_> {
    fn cell(&self, row: usize, channel: &str, panel: usize) -> &Value {
        self.card.channel_of(channel, panel).map_or(&Value::Null, |column| self.rows.cell(row, column))
    }

    pub(super) fn number(&self, row: usize, channel: &str, panel: usize) -> Option<f64> {
        self.cell(row, channel, panel).number()
    }

    pub(super) fn text(&self, row: usize, channel: &str) -> String {
        self.cell(row, channel, 0).text().unwrap_or_default().to_owned()
    }

    fn pair(&self, row: usize, low: &str, high: &str, panel: usize) -> Option<(f64, f64)> {
        self.number(row, low, panel).zip(self.number(row, high, panel))
    }

    /// The marks of lines, intervals, cells and small lines, panel after panel.
    pub(super) fn measures(&self) -> Vec<Measure> {
        let panels = self.card.channels.get("y").map_or(1, Vec::len);
        let every = (0..panels).flat_map(|panel| (0..self.rows.len()).map(move |row| (panel, row)));
        every.filter_map(|(panel, row)| self.measure(panel, row)).collect()
    }

    fn measure(&self, panel: usize, row: usize) -> Option<Measure> {
        let (panel_name, at, value, margin, beside) = match self.card.chart? {
            ChartKind::Line => (
                self.card.word(self.card.channel_of("y", panel)?).to_owned(),
                self.text(row, "x"),
                self.number(row, "y", panel)?,
                self.pair(row, "low", "high", panel),
                self.number(row, "reference", panel).map(|value| (value, value)),
            ),
            ChartKind::Range => (
                self.text(row, "facet"),
                self.text(row, "x"),
                self.number(row, "low", 0)?,
                self.pair(row, "margin_low", "margin_high", 0),
                self.pair(row, "reference_low", "reference_high", 0),
            ),
            ChartKind::Heatmap => {
                (self.text(row, "column"), self.text(row, "row"), self.number(row, "value", 0)?, None, None)
            }
            ChartKind::Cohort => {
                let at = format!("{}/{}", self.text(row, "row"), self.rows.cell(row, "schooljaar"));
                (self.text(row, "column"), at, self.number(row, "y", 0)?, None, None)
            }
            _ => return None,
        };
        Some(Measure { panel: panel_name, at, value, margin, beside })
    }

    /// Lines and intervals through the years.
    fn series(&self, title: &str) -> Judged {
        let all = self.measures();
        let is_meant = |measure: &&Measure| {
            measure.panel.split([',', ' ']).any(|word| word.len() > 3 && has_words(title, word))
        };
        let meant: Vec<Measure> = all.iter().filter(is_meant).cloned().collect();
        let meant = if meant.is_empty() { all } else { meant };
        let (first, last) = (meant.first()?, meant.last()?);
        let named = years(title);
        let at = |year: &String| meant.iter().find(|measure| measure.at == *year);
        let before = |measure: &Measure| {
            let place = meant.iter().position(|other| other.at == measure.at)?;
            meant.get(place.checked_sub(1)?).cloned()
        };
        if let Some(year) =
            named.iter().next().filter(|_| title.contains(" daalde in ") || title.contains(" steeg in "))
        {
            let now = at(year)?;
            return Some((now.value < before(now)?.value) == title.contains(" daalde in "));
        }
        if title.contains(" ging van ") {
            let spelled = |value| Format::Decimal(2).spell_number(value);
            let order = format!("van {} naar {}", spelled(first.value), spelled(last.value));
            return Some(title.contains(&order) && (last.value - first.value).abs() >= 0.5);
        }
        if title.contains("bleef ongeveer gelijk") {
            return Some((last.value - first.value).abs() < 0.5);
        }
        if title.contains("sluiten aan") {
            let compared = self.measures();
            let differs =
                |measure: &Measure| measure.beside.is_some_and(|(to, _)| (measure.value - to).abs() > 0.05);
            return Some(
                compared.iter().any(|measure| measure.beside.is_some()) && !compared.iter().any(differs),
            );
        }
        if title.contains("sluiten niet in elk jaar aan") {
            return Some(self.measures().iter().any(|measure| measure.beside.is_some()));
        }
        Self::compared(title, &meant, &named)
    }

    /// Marks set beside a line with their margin.
    fn compared(title: &str, meant: &[Measure], named: &BTreeSet<String>) -> Judged {
        let under: Vec<&Measure> = meant.iter().filter(|measure| measure.is_under()).collect();
        let over: Vec<&Measure> = meant.iter().filter(|measure| measure.is_over()).collect();
        let compared = meant.iter().filter(|measure| measure.is_compared()).count();
        let years_of =
            |marks: &[&Measure]| -> BTreeSet<String> { marks.iter().map(|mark| mark.at.clone()).collect() };
        if title.contains("te onderscheiden van") {
            let in_named =
                named.iter().all(|year| meant.iter().any(|mark| mark.at == *year && mark.is_compared()));
            return Some(compared > 0 && in_named && under.is_empty() && over.is_empty());
        }
        if title.starts_with("Drie jaar op rij een ") {
            let side = if title.contains(" lager ") { &under } else { &over };
            return Some(compared == 3 && side.len() == 3);
        }
        if title.contains(" streefniveau dan in ") {
            let apart = |mark: &Measure| mark.beside.map(|(to, _)| mark.value - to);
            let then = meant.iter().find(|mark| named.contains(&mark.at)).and_then(apart)?;
            return Some((apart(meant.last()?)? < then) == title.contains(" lager "));
        }
        if let Some((below, above)) = title.split_once(" en een hoger in ") {
            return Some(years(below) == years_of(&under) && years(above) == years_of(&over));
        }
        if title.starts_with("In ") && (title.contains(" een lager ") || title.contains(" een hoger ")) {
            let (side, other) = if title.contains(" een lager ") { (&under, &over) } else { (&over, &under) };
            return Some(*named == years_of(side) && other.is_empty());
        }
        if title.contains(" cijfers liggen, ook met de marge, ") {
            let side = if title.contains("onder") { &under } else { &over };
            return Some(title.starts_with(&format!("{} van de {compared} ", side.len())));
        }
        let (below, above) = match (title.split_once(": "), title.contains("; erboven: ")) {
            (Some((_, lists)), true) => lists.split_once("; erboven: ").unwrap_or((lists, "")),
            (Some((head, list)), false) if head.starts_with("Onder ") => (list, ""),
            (Some((head, list)), false) if head.starts_with("Boven ") => ("", list),
            _ => return None,
        };
        let listed = |list: &str, marks: &[&Measure]| {
            let named = list.replace(" en ", ", ");
            let named: BTreeSet<&str> = named.split(", ").filter(|item| !item.is_empty()).collect();
            let of = |mark: &&Measure| {
                let panel = mark.panel.split(' ').next().unwrap_or_default().to_lowercase();
                format!("{panel} in {}", mark.at)
            };
            let found: Vec<String> = marks.iter().map(of).collect();
            list.is_empty() || named == found.iter().map(String::as_str).collect()
        };
        Some(listed(below, &under) && listed(above, &over) && !(below.is_empty() && above.is_empty()))
    }

    /// Measures against their lines; official words are about the figure and not about its margin.
    fn bullet(&self, title: &str) -> Judged {
        let row = |name: &str| (0..self.rows.len()).find(|row| self.text(*row, "label") == name);
        let above = |name: &str, line: &str| {
            let row = row(name)?;
            Some(self.number(row, "y", 0)? >= self.number(row, line, 0)? - 1e-9)
        };
        let below_mean = || {
            let row = row("1S/2F")?;
            let rounded = Format::Decimal(1).spell_number(self.number(row, "y", 0)?);
            let mean = Format::Decimal(1).spell_number(self.number(row, "mean", 0)?);
            let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
            Some(number(&rounded)? < number(&mean)?)
        };
        let norms = (above("1F", "norm"), above("1S/2F", "norm"));
        Some(match title {
            _ if title.starts_with("Boven de signaleringswaarde, streefniveau onder het gemiddelde") => {
                norms == (Some(true), Some(true)) && below_mean()?
            }
            _ if title.starts_with("Boven de signaleringswaarde, streefniveau niet onder het gemiddelde") => {
                norms == (Some(true), Some(true)) && !below_mean()?
            }
            "Beide niveaus liggen boven de signaleringswaarde" => {
                norms.0 == Some(true)
                    && norms.1 != Some(false)
                    && row("1S/2F").is_some_and(|row| self.number(row, "mean", 0).is_none())
            }
            "Beide niveaus liggen onder de signaleringswaarde" => norms == (Some(false), Some(false)),
            "Het streefniveau ligt onder de signaleringswaarde" => norms == (Some(true), Some(false)),
            "Het fundamenteel niveau ligt onder de signaleringswaarde" => {
                norms.0 == Some(false) && norms.1 != Some(false)
            }
            "Het fundamenteel niveau ligt boven de signaleringswaarde" => norms == (Some(true), None),
            _ => return None,
        })
    }

    /// The school in a cloud, beside the mean of the class in which it falls.
    fn cloud(&self, title: &str) -> Judged {
        let own = (0..self.rows.len()).find(|row| self.text(*row, "own") == self.own)?;
        let (x, y) = (self.number(own, "x", 0)?, self.number(own, "y", 0)?);
        let classes = (0..self.rows.len()).filter_map(|row| {
            let from = self.number(row, "x", 0)?;
            Some((from, self.number(row, "mean", 0)?)).filter(|_| from <= x)
        });
        let (_, mean) = classes.max_by(|one, other| one.0.total_cmp(&other.0))?;
        let is_under = (y * 10.0).round() < (mean * 10.0).round();
        match title {
            _ if title.starts_with("Onder het gemiddelde") => Some(is_under),
            _ if title.starts_with("Op of boven het gemiddelde") => Some(!is_under),
            _ => None,
        }
    }
}
