//! The card and published rows of a query in, the chart that the card asks for out.
//!
//! The only file here that knows cards and rows; it maps columns onto the plain structs of each kind.

use disclose::Published;
use domain::card::ChartKind;
use domain::dutch::{Format, MISSING, SUPPRESSED};
use domain::rows::Value;

use crate::{Break, Error, Figure, Frame, NumberStyle, Room, Scaling};

mod bullet;
mod cohort;
mod dumbbell;
mod line;
mod order;
mod range;
mod scatter;
mod stacked;
mod table;

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
    let room = Room { width_mm: frame.width_mm, height_mm: card.sized.then_some(frame.height_mm) };
    let chart = Chart { published };
    Ok(Some(match kind {
        ChartKind::Bullet => {
            let rows = chart.bullet_rows();
            let needed = crate::bullet_height_mm(rows.len());
            let height_mm = if card.sized { frame.height_mm } else { frame.height_mm.max(needed) };
            crate::bullet(&rows, &Frame { height_mm, ..frame })?
        }
        ChartKind::Line => crate::line(&chart.line_panels(), Scaling::Own, &frame)?,
        ChartKind::Range => crate::range(&chart.range_panels(), Scaling::Shared, &frame)?,
        ChartKind::Scatter | ChartKind::Funnel => {
            let cloud = chart.cloud(own);
            // A cloud in which the school itself is missing answers no question about it.
            if cloud.highlights.is_empty() && card.channel("own").is_some() {
                return Ok(None);
            }
            crate::scatter(&cloud, &frame)?
        }
        ChartKind::Stacked => crate::stacked(&chart.stacked(), &room)?,
        ChartKind::Heatmap => crate::heatmap(&chart.heatmap(), &room)?,
        ChartKind::Cohort => crate::cohort(&chart.cohorts(), &room)?,
        ChartKind::Dumbbell => crate::dumbbell(&chart.dumbbell(), &room)?,
        ChartKind::Matrix => crate::matrix(&chart.matrix(), &room)?,
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

    /// A name in print, whatever the type of its column; empty when there is none.
    fn name(&self, row: usize, channel: &str) -> String {
        match self.cell(row, channel, 0) {
            Value::Null => String::new(),
            cell => self.spelling(channel, 0).spell(cell),
        }
    }

    fn columns(&self, channel: &str) -> &[String] {
        self.published.card().channels.get(channel).map_or(&[], Vec::as_slice)
    }

    /// The printed word of a column; its own name when the card gives none.
    fn word_of(&self, column: &str) -> String {
        match self.published.card().word(column) {
            "" => column.to_owned(),
            word => word.to_owned(),
        }
    }

    fn figure(&self, row: usize, channel: &str, format: Format) -> Figure {
        let cell = self.cell(row, channel, 0);
        Figure { value: cell.number(), text: format.spell(cell) }
    }

    /// The number of pupils behind a row, without a word.
    fn count(&self, row: usize) -> Option<String> {
        let known = self.published.card().channel("count").is_some();
        known.then(|| Format::Int.spell(self.cell(row, "count", 0)))
    }

    /// The rows of each facet, in the order in which facets first appear.
    fn facets(&self) -> Vec<(String, Vec<usize>)> {
        let mut facets: Vec<(String, Vec<usize>)> = Vec::new();
        for row in self.rows() {
            let name = self.name(row, "facet");
            match facets.iter_mut().find(|(known, _)| *known == name) {
                Some((_, rows)) => rows.push(row),
                None => facets.push((name, vec![row])),
            }
        }
        facets
    }

    fn word(&self, name: &str) -> String {
        self.published.card().word(name).to_owned()
    }

    /// How a name is spelled.
    fn spelling(&self, channel: &str, panel: usize) -> Format {
        let card = self.published.card();
        card.channel_of(channel, panel).map_or(Format::Text, |column| card.format_of(column))
    }

    /// How a figure is spelled; that its column is called `vorig_jaar` makes it no year.
    fn format(&self, channel: &str, panel: usize) -> Format {
        match self.spelling(channel, panel) {
            Format::Year => Format::Text,
            format => format,
        }
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

    /// The number of pupils behind a mark, with its word; a second column makes it a range.
    fn count_note(&self, row: usize) -> Option<String> {
        let (low, high) = (self.cell(row, "count", 0), self.cell(row, "count", 1));
        low.number()?;
        let high = if high.number().is_some() { high } else { low };
        let word = match self.published.card().word("count") {
            "" => "n =",
            word => word,
        };
        Some(format!("{word} {}", Format::Int.spell_interval(low, high)))
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
}

fn style(format: Format) -> NumberStyle {
    match format {
        Format::Percentage(decimals) => NumberStyle::percentage(decimals),
        Format::Decimal(decimals) => NumberStyle::amount(decimals),
        // A difference may be negative.
        Format::Signed(decimals) => NumberStyle { decimals, suffix: String::new(), limits: None },
        Format::Text | Format::Int | Format::Year => NumberStyle::amount(0),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use disclose::publish;
    use domain::card::Card;
    use domain::rows::{Rows, Value};

    use super::draw;
    use crate::canvas::tests::with_fonts;
    use crate::proof::{assert_legible, size, texts};

    /// Draws a card over rows written as `a|1|2,5`; an empty cell is missing.
    fn drawn(card: &str, columns: &str, rows: &[&str]) -> String {
        with_fonts();
        let cell = |text: &str| match text {
            "" => Value::Null,
            "true" => Value::Bool(true),
            text => match (text.parse(), text.parse()) {
                (Ok(whole), _) => Value::Int(whole),
                (_, Ok(number)) => Value::Float(number),
                _ => Value::Text(text.to_owned()),
            },
        };
        let cells = rows.iter().map(|row| row.split('|').map(cell).collect()).collect();
        let rows = Rows { columns: columns.split('|').map(str::to_owned).collect(), cells };
        let card = Arc::new(Card::parse(&format!("--! title: A\n--! n: n\n{card}")).unwrap());
        draw(&publish("a", &card, rows), "99XX-C1").unwrap().unwrap()
    }

    fn printed(svg: &str) -> Vec<String> {
        assert_legible(svg);
        texts(svg).into_iter().map(|text| text.words).collect()
    }

    const STACKED: &str = "--! chart: stacked\n--! label: toets\n--! facet: vak\n--! part: laag, hoog\n--! count: n\n\
                           --! word laag: onder 1F\n--! word count: n\n";

    #[test]
    fn stacked_bars_hide_what_rests_on_four_pupils() {
        let rows = ["rekenen|M5|40.0|60.0|24", "lezen|M5|25.0|75.0|4", "rekenen|E5|||20"];
        let words = printed(&drawn(STACKED, "vak|toets|laag|hoog|n", &rows));
        assert_eq!(
            words.iter().filter(|words| *words == "*").count(),
            2,
            "the bar and its number: {words:?}"
        );
        assert!(words.contains(&"40%".to_owned()) && !words.contains(&"75%".to_owned()), "{words:?}");
        assert!(words.contains(&"–".to_owned()), "a missing bar: {words:?}");
        // A part without a word goes by the name of its column.
        assert!(words.contains(&"onder 1F".to_owned()) && words.contains(&"hoog".to_owned()));
    }

    #[test]
    fn facets_gather_their_rows_in_order_of_first_appearance() {
        let rows = ["rekenen|M5|40.0|60.0|24", "lezen|M5|25.0|75.0|24", "rekenen|E5|30.0|70.0|20"];
        let words = printed(&drawn(STACKED, "vak|toets|laag|hoog|n", &rows));
        assert_eq!(words.iter().filter(|words| *words == "rekenen").count(), 1);
        let place = |name: &str| words.iter().position(|words| words == name).unwrap();
        assert!(place("rekenen") < place("lezen"));
    }

    #[test]
    fn a_card_with_a_size_keeps_it() {
        let rows = ["rekenen|M5|40.0|60.0|24"];
        let height = |extra: &str| {
            let card = format!("{STACKED}{extra}");
            size(&drawn(&card, "vak|toets|laag|hoog|n", &rows)).1 * 25.4 / 72.0
        };
        assert!((height("--! size: 168x50\n") - 50.0).abs() < 0.1);
        assert!(height("") < 20.0);
    }

    #[test]
    fn a_heatmap_spells_signs_and_keeps_columns_in_order() {
        let card = "--! chart: heatmap\n--! row: leerjaar\n--! column: vak\n--! value: verschil\n--! count: n\n\
                    --! word count: n\n";
        let rows = ["groep 3|rekenen|4.15|23", "groep 4|lezen|-3.0|23", "groep 4|rekenen|1.0|3"];
        let words = printed(&drawn(card, "leerjaar|vak|verschil|n", &rows));
        for expected in ["+4,2", "−3,0", "n 23", "*", "–"] {
            assert!(words.contains(&expected.to_owned()), "{expected}: {words:?}");
        }
        let place = |name: &str| words.iter().position(|words| words == name).unwrap();
        assert!(place("lezen") < place("rekenen"));
    }

    #[test]
    fn cohorts_share_their_moments_and_tell_their_numbers() {
        let card = "--! chart: cohort\n--! row: vak\n--! column: cohort\n--! x: moment\n--! y: pct\n--! count: n\n\
                    --! reference: landelijk\n--! break: aanbieder\n--! context: landelijk\n\
                    --! word count: n\n--! word reference: landelijk\n--! word break: andere toets\n\
                    --! column pct: P | pct1\n";
        let rows = [
            "rekenen|cohort 2021|M5|60.0|24|50|Cito",
            "rekenen|cohort 2021|E5|62.0|21|50|IEP",
            "rekenen|cohort 2022|M4|55.0|4|50|Cito",
            "rekenen|cohort 2022|M5|57.0|22|50|Cito",
        ];
        let columns = "vak|cohort|moment|pct|n|landelijk|aanbieder";
        let words = printed(&drawn(card, columns, &rows));
        for expected in ["n 21–24", "n 22", "*", "60%", "landelijk", "andere toets"] {
            assert!(words.contains(&expected.to_owned()), "{expected}: {words:?}");
        }
        let moments: Vec<&String> =
            words.iter().filter(|words| ["M4", "M5", "E5"].contains(&words.as_str())).collect();
        assert_eq!(moments, ["M4", "M5", "E5", "M4", "M5", "E5"]);
    }

    #[test]
    fn a_dumbbell_spells_as_its_table_does() {
        let card = "--! chart: dumbbell\n--! label: leerjaar\n--! from: m\n--! to: e\n--! count: n\n\
                    --! word from: midden\n--! word to: eind\n--! column m: M | dec1\n";
        let rows = ["groep 3|110.0|120.5|24", "groep 4|130.0||24", "groep 5|140.0|150.0|4"];
        let words = printed(&drawn(card, "leerjaar|m|e|n", &rows));
        for expected in ["midden", "eind", "110,0", "120,5", "130,0", "–", "*"] {
            assert!(words.contains(&expected.to_owned()), "{expected}: {words:?}");
        }
        assert!(!words.contains(&"140,0".to_owned()));
    }

    #[test]
    fn a_matrix_tells_missing_from_none_and_frames_its_diagonal() {
        let card = "--! chart: matrix\n--! row: school\n--! column: toets\n--! value: leerlingen\n\
                    --! diagonal: gelijk\n--! word row: schooladvies\n--! word column: toetsadvies\n";
        let rows = ["havo|havo|12|true|24", "havo|vwo|0||24", "vwo|vwo|6|true|4"];
        let svg = drawn(card, "school|toets|leerlingen|gelijk|n", &rows);
        let words = printed(&svg);
        for expected in ["12", "0", "*", "–", "schooladvies ↓"] {
            assert!(words.contains(&expected.to_owned()), "{expected}: {words:?}");
        }
        assert_eq!(svg.matches("stroke=\"#1B2430\"").count(), 2);
    }
}
