//! The card and published rows of a query in, the chart that the card asks for out.
//!
//! The only file here that knows cards and rows; it maps columns onto the plain structs of each kind.

use disclose::Published;
use domain::card::ChartKind;
use domain::dutch::{Format, MISSING, SUPPRESSED};
use domain::rows::Value;

use crate::{
    Break, BulletBand, BulletRow, BulletValue, Error, Frame, Highlight, LinePanel, LinePoint, LineReference,
    NumberStyle, RangePanel, RangePoint, Reference, Scaling, Scatter, ScatterBand, ScatterStep, bullet, line,
    range, scatter,
};

/// Draws the chart of a query; `None` when its card asks for none or there are no rows.
///
/// `own` is the school of the report, by its ovt.
///
/// # Errors
/// When the chart cannot be drawn in its size.
pub fn draw(published: &Published, own: &str) -> Result<Option<String>, Error> {
    let card = published.card();
    let Some(kind) = card.chart.filter(|_| !published.rows().is_empty()) else {
        return Ok(None);
    };
    let (width, height) = card.size;
    let frame = Frame { width_mm: f64::from(width), height_mm: f64::from(height) };
    let chart = Chart { published };
    Ok(Some(match kind {
        ChartKind::Bullet => bullet(&chart.bullet_rows(), &frame)?,
        ChartKind::Line => line(&chart.line_panels(), Scaling::Own, &frame)?,
        ChartKind::Range => range(&chart.range_panels(), Scaling::Shared, &frame)?,
        ChartKind::Scatter => {
            let cloud = chart.cloud(own);
            // A cloud in which the school itself is missing answers no question about it.
            if cloud.highlights.is_empty() && card.channel("own").is_some() {
                return Ok(None);
            }
            scatter(&cloud, &frame)?
        }
    }))
}

struct Chart<'a> {
    published: &'a Published,
}

impl Chart<'_> {
    fn cell(&self, row: usize, channel: &str, panel: usize) -> &Value {
        let column = self.published.card().channel_of(channel, panel);
        column.map_or(&Value::Null, |column| self.published.rows().cell(row, column))
    }

    fn number(&self, row: usize, channel: &str, panel: usize) -> Option<f64> {
        self.cell(row, channel, panel).number()
    }

    fn pair(&self, row: usize, low: &str, high: &str, panel: usize) -> Option<(f64, f64)> {
        self.number(row, low, panel).zip(self.number(row, high, panel))
    }

    fn text(&self, row: usize, channel: &str) -> String {
        self.cell(row, channel, 0).text().unwrap_or_default().to_owned()
    }

    fn word(&self, name: &str) -> String {
        self.published.card().word(name).to_owned()
    }

    fn format(&self, channel: &str, panel: usize) -> Format {
        let card = self.published.card();
        card.channel_of(channel, panel).map_or(Format::Text, |column| card.format_of(column))
    }

    fn rows(&self) -> std::ops::Range<usize> {
        0..self.published.rows().len()
    }

    /// What stands at the axis for a value that is not drawn.
    fn symbol(&self, row: usize, channel: &str, panel: usize) -> Option<String> {
        match self.cell(row, channel, panel) {
            Value::Suppressed => Some(SUPPRESSED.to_owned()),
            Value::Null => Some(MISSING.to_owned()),
            _ => None,
        }
    }

    fn bullet_rows(&self) -> Vec<BulletRow> {
        let format = self.format("y", 0);
        // The word and the figure: a name that hangs on a line says where the line is.
        let reference = |row: usize, channel: &str| {
            let name = |value: f64| format!("{} {}", self.word(channel), format.spell_number(value));
            self.number(row, channel, 0).map(|value| Reference { value, name: name(value) })
        };
        let rows = self.rows().map(|row| BulletRow {
            label: self.text(row, "label"),
            sublabel: self.cell(row, "sublabel", 0).text().map(str::to_owned),
            value: self.number(row, "y", 0).map(|value| BulletValue {
                value,
                text: format.spell_number(value),
                note: None,
            }),
            margin: self.pair(row, "low", "high", 0),
            band: self.pair(row, "band_low", "band_high", 0).map(|(low, high)| BulletBand {
                low,
                high,
                name: Some(self.word("band")),
            }),
            gemiddelde: reference(row, "mean"),
            signaleringswaarde: reference(row, "norm"),
            ambitie: reference(row, "ambition"),
            no_data: self.word("missing"),
            number: style(format),
        });
        rows.collect()
    }

    fn line_panels(&self) -> Vec<LinePanel> {
        let columns = self.published.card().channels.get("y").map_or(&[][..], Vec::as_slice);
        let panels = columns.iter().enumerate().map(|(panel, column)| LinePanel {
            title: self.word(column),
            points: self
                .rows()
                .map(|row| LinePoint {
                    label: self.text(row, "x"),
                    note: self.count_note(row),
                    value: self.number(row, "y", panel),
                    band: self.pair(row, "low", "high", panel),
                    symbol: self.symbol(row, "y", panel),
                })
                .collect(),
            reference: self.reference(panel),
            breaks: self.breaks(self.rows(), panel == 0),
            number: style(self.format("y", panel)),
        });
        panels.collect()
    }

    fn reference(&self, panel: usize) -> Option<LineReference> {
        let values: Vec<Option<f64>> = self.rows().map(|row| self.number(row, "reference", panel)).collect();
        let any = |panel: usize| self.rows().any(|row| self.number(row, "reference", panel).is_some());
        // Named once, in the first panel that has it.
        let name = if (0..panel).any(any) { String::new() } else { self.word("reference") };
        values.iter().any(Option::is_some).then_some(LineReference { name, values })
    }

    fn count_note(&self, row: usize) -> Option<String> {
        let count = self.cell(row, "count", 0);
        count.number().map(|_| format!("{} {}", self.word("count"), Format::Int.spell(count)))
    }

    /// A break stands where the text of the break column changes; only the first panel names it.
    fn breaks(&self, rows: std::ops::Range<usize>, named: bool) -> Vec<Break> {
        let start = rows.start;
        rows.skip(1)
            .filter(|row| self.text(*row, "break") != self.text(row - 1, "break"))
            .map(|row| Break {
                before: row - start,
                label: if named { self.word("break") } else { String::new() },
            })
            .collect()
    }

    fn range_panels(&self) -> Vec<RangePanel> {
        let mut panels: Vec<RangePanel> = Vec::new();
        let mut start = 0;
        for row in self.rows() {
            let last = row + 1 == self.published.rows().len();
            if last || self.text(row, "facet") != self.text(row + 1, "facet") {
                panels.push(self.range_panel(start..row + 1, panels.is_empty()));
                start = row + 1;
            }
        }
        panels
    }

    fn range_panel(&self, rows: std::ops::Range<usize>, first: bool) -> RangePanel {
        let whole = Format::Percentage(0);
        let points = rows.clone().map(|row| RangePoint {
            label: self.text(row, "x"),
            note: self.count_note(row),
            interval: self.pair(row, "low", "high", 0),
            text: match self.format("low", 0) {
                Format::Percentage(_) => {
                    whole.spell_interval(self.cell(row, "low", 0), self.cell(row, "high", 0))
                }
                format => format.spell_interval(self.cell(row, "low", 0), self.cell(row, "high", 0)),
            },
            margin: self.pair(row, "margin_low", "margin_high", 0),
            reference: self.pair(row, "reference_low", "reference_high", 0),
            symbol: self.symbol(row, "low", 0),
        });
        RangePanel {
            title: self.text(rows.start, "facet"),
            points: points.collect(),
            reference_name: if first { self.word("reference") } else { String::new() },
            breaks: self.breaks(rows, first),
            number: style(whole),
        }
    }

    fn cloud(&self, own: &str) -> Scatter {
        let mut cloud = Vec::new();
        let mut highlights = Vec::new();
        for row in self.rows() {
            let Some((x, y)) = self.number(row, "x", 0).zip(self.number(row, "y", 0)) else { continue };
            if self.text(row, "own") == own {
                let label = format!("{} {}", self.word("own"), Format::Percentage(1).spell_number(y));
                highlights.push(Highlight {
                    x,
                    y,
                    margin: self.pair(row, "low", "high", 0),
                    label,
                    own: true,
                });
            } else {
                cloud.push((x, y));
            }
        }
        let class = |row: usize| self.number(row, "x", 0).map(|from| (from, from + 1.0));
        let bands = self.rows().filter_map(|row| {
            let ((from, to), (low, high)) = class(row).zip(self.pair(row, "band_low", "band_high", 0))?;
            Some(ScatterBand { from, to, low, high })
        });
        Scatter {
            bands: bands.collect(),
            band_name: self.word("band"),
            gemiddelde: self.steps("mean"),
            signaleringswaarde: self.steps("norm"),
            cloud,
            highlights,
            x_title: self.word("x"),
            y_title: self.word("y"),
            // Schoolweging runs from 20 to 40 (Inspectie, Toelichting schoolweging 2021-2024).
            x_number: NumberStyle { decimals: 0, suffix: String::new(), limits: Some((20.0, 40.0)) },
            y_number: NumberStyle::percentage(0),
        }
    }

    fn steps(&self, channel: &str) -> Option<ScatterStep> {
        let steps: Vec<(f64, f64, f64)> = self
            .rows()
            .filter_map(|row| {
                let (from, value) = self.number(row, "x", 0).zip(self.number(row, channel, 0))?;
                Some((from, from + 1.0, value))
            })
            .collect();
        (!steps.is_empty()).then(|| ScatterStep { name: self.word(channel), steps })
    }
}

fn style(format: Format) -> NumberStyle {
    match format {
        Format::Percentage(decimals) => NumberStyle::percentage(decimals),
        Format::Decimal(decimals) => NumberStyle::amount(decimals),
        // A difference may be negative.
        Format::Signed(decimals) => NumberStyle { decimals, suffix: String::new(), limits: None },
        Format::Text | Format::Int => NumberStyle::amount(0),
    }
}
