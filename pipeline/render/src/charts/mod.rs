//! Reads the card and published rows of a query, returns the chart that the card asks for.
//!
//! Only chooses: each kind has a folder of its own, in which `read` maps card and rows onto plain values and `mod` draws
//! those.

use disclose::Published;
use domain::card::ChartKind;

use crate::Error;
use crate::drawing::Palette;
use crate::reading::Reading;

mod bullet;
mod cohort;
mod dumbbell;
mod funnel;
mod heatmap;
mod line;
mod matrix;
mod range;
mod scatter;
mod stacked;

/// Draws the chart of a query; `None` when its card asks for none or there is nothing to show.
///
/// `own` is the school of the report, by its ovt; the palette is that of its huisstijl.
///
/// # Errors
/// When the chart cannot be drawn in its size.
pub fn draw(published: &Published, own: &str, palette: &Palette) -> Result<Option<String>, Error> {
    let Some(kind) = published.card().chart.filter(|_| !published.rows().is_empty()) else {
        return Ok(None);
    };
    let draw = match kind {
        ChartKind::Bullet => bullet::read::draw,
        ChartKind::Line => line::read::draw,
        ChartKind::Range => range::read::draw,
        ChartKind::Scatter => scatter::read::draw,
        ChartKind::Stacked => stacked::read::draw,
        ChartKind::Funnel => funnel::read::draw,
        ChartKind::Heatmap => heatmap::read::draw,
        ChartKind::Cohort => cohort::read::draw,
        ChartKind::Dumbbell => dumbbell::read::draw,
        ChartKind::Matrix => matrix::read::draw,
    };
    draw(&Reading { published, own, palette })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use disclose::publish;
    use domain::card::Card;
    use domain::rows::{Rows, Value};

    use super::draw;
    use crate::drawing::test_support::{assert_legible, palette, size, texts, with_fonts};

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
        draw(&publish("a", &card, rows), "99XX-C1", palette()).unwrap().unwrap()
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
