//! Reads the channels of a card in the published rows of its query, returns plain numbers, names and symbols.
//!
//! Knows no kind of chart and draws nothing; which channels there are is for the kinds.

use std::ops::Range;

use disclose::Published;
use domain::dutch::{Format, MISSING, SUPPRESSED};
use domain::rows::Value;

use crate::drawing::cells::Figure;
use crate::drawing::lanes::{Lanes, Panel, Row};
use crate::drawing::panel::{Break, Category};
use crate::drawing::{Frame, Palette, Room};

pub(crate) mod grid;

/// The card and the rows of a query, for one school.
pub(crate) struct Reading<'a> {
    /// The rows, with their card.
    pub(crate) published: &'a Published,
    /// The school of the report, by its ovt.
    pub(crate) own: &'a str,
    /// The colours.
    pub(crate) palette: &'a Palette,
}

impl Reading<'_> {
    /// The size that the card asks for, or the usual one.
    pub(crate) fn frame(&self) -> Frame<'_> {
        let (width, height) = self.published.card().size;
        Frame { width_mm: f64::from(width), height_mm: f64::from(height), palette: self.palette }
    }

    /// The same for a kind that takes the height that its rows need, unless the card gives one.
    pub(crate) fn room(&self) -> Room<'_> {
        let Frame { width_mm, height_mm, palette } = self.frame();
        Room { width_mm, height_mm: self.published.card().sized.then_some(height_mm), palette }
    }

    /// What stands in a row for a channel; nothing when the card does not feed it.
    pub(crate) fn cell(&self, row: usize, channel: &str, panel: usize) -> &Value {
        let column = self.published.card().channel_of(channel, panel);
        column.map_or(&Value::Null, |column| self.published.rows().cell(row, column))
    }

    /// The same as a number.
    pub(crate) fn number(&self, row: usize, channel: &str, panel: usize) -> Option<f64> {
        self.cell(row, channel, panel).number()
    }

    /// Two numbers of a row that belong together.
    pub(crate) fn pair(&self, row: usize, low: &str, high: &str, panel: usize) -> Option<(f64, f64)> {
        self.number(row, low, panel).zip(self.number(row, high, panel))
    }

    /// The same as a text; empty when it is none.
    pub(crate) fn text(&self, row: usize, channel: &str) -> String {
        self.cell(row, channel, 0).text().unwrap_or_default().to_owned()
    }

    /// A name in print, whatever the type of its column; empty when there is none.
    pub(crate) fn name(&self, row: usize, channel: &str) -> String {
        match self.cell(row, channel, 0) {
            Value::Null => String::new(),
            cell => self.spelling(channel, 0).spell(cell),
        }
    }

    /// The columns that feed a channel.
    pub(crate) fn columns(&self, channel: &str) -> &[String] {
        self.published.card().channels.get(channel).map_or(&[], Vec::as_slice)
    }

    /// The printed word of a column; its own name when the card gives none.
    pub(crate) fn word_of(&self, column: &str) -> String {
        match self.published.card().word(column) {
            "" => column.to_owned(),
            word => word.to_owned(),
        }
    }

    /// A number of a row, and how it is printed.
    pub(crate) fn figure(&self, row: usize, channel: &str, format: Format) -> Figure {
        let cell = self.cell(row, channel, 0);
        Figure { value: cell.number(), text: format.spell(cell) }
    }

    /// The figure of a cell of a table: that of the first of its rows.
    pub(crate) fn figure_of(&self, rows: &[usize], format: Format) -> Figure {
        let missing = || Figure { value: None, text: MISSING.to_owned() };
        rows.first().map_or_else(missing, |row| self.figure(*row, "value", format))
    }

    /// The rows in a panel for each facet, in the order in which facets first appear.
    pub(crate) fn lanes<M>(&self, marks: impl Fn(usize) -> M) -> Lanes<M> {
        let mut panels: Vec<Panel<M>> = Vec::new();
        let counted = self.published.card().channel("count").is_some();
        for row in self.rows() {
            let title = self.name(row, "facet");
            let count = counted.then(|| Format::Int.spell(self.cell(row, "count", 0)));
            let lane = Row { label: self.name(row, "label"), count, marks: marks(row) };
            match panels.iter_mut().find(|panel| panel.title == title) {
                Some(panel) => panel.rows.push(lane),
                None => panels.push(Panel { title, rows: vec![lane] }),
            }
        }
        Lanes { panels, count_name: self.word("count") }
    }

    /// A printed word of the card; empty when it gives none.
    pub(crate) fn word(&self, name: &str) -> String {
        self.published.card().word(name).to_owned()
    }

    /// How a name is spelled.
    fn spelling(&self, channel: &str, panel: usize) -> Format {
        let card = self.published.card();
        card.channel_of(channel, panel).map_or(Format::Text, |column| card.format_of(column))
    }

    /// How a figure is spelled; that its column is called `vorig_jaar` makes it no year.
    pub(crate) fn format(&self, channel: &str, panel: usize) -> Format {
        match self.spelling(channel, panel) {
            Format::Year => Format::Text,
            format => format,
        }
    }

    /// The places of all rows.
    pub(crate) fn rows(&self) -> Range<usize> {
        0..self.published.rows().len()
    }

    /// What stands at the axis for a value that is not drawn.
    pub(crate) fn symbol(&self, row: usize, channel: &str, panel: usize) -> Option<String> {
        match self.cell(row, channel, panel) {
            Value::Suppressed => Some(SUPPRESSED.to_owned()),
            Value::Null => Some(MISSING.to_owned()),
            _ => None,
        }
    }

    /// The number of pupils behind a mark, with its word; a second column makes it a range.
    pub(crate) fn count_note(&self, row: usize) -> Option<String> {
        let (low, high) = (self.cell(row, "count", 0), self.cell(row, "count", 1));
        low.number()?;
        let high = if high.number().is_some() { high } else { low };
        let word = match self.published.card().word("count") {
            "" => "n =",
            word => word,
        };
        Some(format!("{word} {}", Format::Int.spell_interval(low, high)))
    }

    /// These rows as the categories of a panel.
    pub(crate) fn categories<M>(&self, rows: Range<usize>, marks: impl Fn(usize) -> M) -> Vec<Category<M>> {
        let category =
            |row| Category { label: self.name(row, "x"), note: self.count_note(row), marks: marks(row) };
        rows.map(category).collect()
    }

    /// A break stands where the text of the break column changes; only the first panel names it.
    pub(crate) fn breaks(&self, rows: Range<usize>, named: bool) -> Vec<Break> {
        let start = rows.start;
        rows.skip(1)
            .filter(|row| self.text(*row, "break") != self.text(row - 1, "break"))
            .map(|row| Break {
                before: row - start,
                label: if named { self.word("break") } else { String::new() },
            })
            .collect()
    }
}
