//! Reads differences around zero in rows and columns, returns a table of shaded cells.
//!
//! Shades in seven steps and prints every figure; whether a difference matters is for the sentences around it.

use domain::dutch::Format;

use crate::Error;
use crate::drawing::cells::{Figure, Needs, Plan, Table, cell, shade_of};
use crate::drawing::key::{Item, Sign};
use crate::drawing::pens::LABEL;
use crate::drawing::shades::{DIFFERENCES, Shade};
use crate::drawing::{Align, Pitch, Room};

pub(super) mod read;

/// What a heatmap shows.
struct Heatmap {
    table: Table<HeatmapCell>,
    low_name: String,
    high_name: String,
    /// The smallest step between two shades: a smaller scale would make much of little.
    least_step: f64,
}

/// One cell of a heatmap.
struct HeatmapCell {
    figure: Figure,
    /// A second line under it, such as `n 23`.
    note: Option<String>,
}

/// The steps from zero at which the shades stand.
const STEPS: [f64; 7] = [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0];
/// The steps from zero that the shades cover to each side.
const REACH: f64 = 3.5;

/// Draws a cell for each row and column.
fn heatmap(chart: &Heatmap, room: &Room<'_>) -> Result<String, Error> {
    let values = chart.table.numbers(|cell| cell.figure.value.into_iter().collect())?;
    let step = step(&values, chart.least_step);
    let steps = STEPS.map(|steps| spelled(steps * step));
    let mut key = vec![Item { sign: Sign::Word, name: &chart.low_name }];
    let blocks = DIFFERENCES.iter().zip(&steps);
    key.extend(blocks.map(|(shade, name)| Item { sign: Sign::Block(*shade), name }));
    key.push(Item { sign: Sign::Word, name: &chart.high_name });
    let needs = Needs {
        least: 21.0,
        most: 78.0,
        gap: 1.5,
        axis: 0.0,
        lettering: LABEL,
        align: Align::Center,
        titles: ("", ""),
        key: &key,
        foot: 0.0,
    };
    let noted = chart.table.all().any(|cell| cell.note.is_some());
    let pitch = |plan: &Plan| {
        let least = plan.label_height().max(if noted { 21.0 } else { 13.0 });
        let usual: f64 = if noted { 24.0 } else { 19.0 };
        Pitch { least, usual: usual.max(least), most: 40.0 }
    };
    chart.table.paint(room, &needs, pitch, |canvas, _, area, HeatmapCell { figure, note }| {
        let shade = shade_of(figure, |value| shade(value, step));
        cell(canvas, &area, &shade, figure, note.as_deref())
    })
}

/// The shade of a difference: the step that is nearest, three at most.
fn shade(value: f64, step: f64) -> Shade {
    let steps = (value / step).round();
    let place = STEPS.iter().position(|shade| steps <= *shade).unwrap_or(STEPS.len() - 1);
    DIFFERENCES[place]
}

/// The smallest step of 1, 2.5, 5, 10 … times the least one with which all values lie within the shades.
fn step(values: &[f64], least: f64) -> f64 {
    let most = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    let powers = (0..12).map(|power| least * 10f64.powi(power));
    let mut steps = powers.flat_map(|power| [1.0, 2.5, 5.0].map(|times| times * power));
    steps.find(|step| most <= step * REACH).unwrap_or(most / REACH)
}

/// A step in print, with no more decimals than it needs.
fn spelled(value: f64) -> String {
    let text = Format::Text.spell_number(value);
    if value > 0.0 { format!("+{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::test_support::{assert_legible, room, size, texts};

    const VAKKEN: [&str; 11] = [
        "rekenen",
        "begrijpend lezen",
        "technisch lezen",
        "spelling",
        "woordenschat",
        "taalverzorging",
        "studievaardigheden",
        "luisteren",
        "schrijven",
        "engels",
        "lezen",
    ];

    fn cell_of(value: Option<f64>, note: Option<&str>) -> HeatmapCell {
        let text = value.map_or("*".to_owned(), |value| Format::Signed(1).spell_number(value));
        HeatmapCell { figure: Figure { value, text }, note: note.map(str::to_owned) }
    }

    fn chart(rows: usize, columns: usize, note: Option<&str>) -> Heatmap {
        let values = [Some(-12.5), Some(0.0), None, Some(7.5), Some(-3.0)];
        let cells = (0..rows).map(|r| (0..columns).map(|c| cell_of(values[(r * 7 + c) % 5], note)).collect());
        let names = (0..rows).map(|r| if r % 3 == 2 { "studievaardigheden" } else { "groep 3" }.to_owned());
        let columns = (0..columns).map(|c| VAKKEN[c % 11].to_owned()).collect();
        Heatmap {
            table: Table { rows: names.collect(), columns, cells: cells.collect() },
            low_name: "onder landelijk".into(),
            high_name: "boven landelijk".into(),
            least_step: 2.0,
        }
    }

    fn draw(chart: &Heatmap) -> String {
        heatmap(chart, &room()).unwrap()
    }

    #[test]
    fn texts_never_touch_from_one_cell_to_many() {
        for (rows, columns) in [(1, 1), (6, 7), (2, 2), (8, 11), (40, 3), (3, 14)] {
            for note in [None, Some("n 23")] {
                assert_legible(&draw(&chart(rows, columns, note)));
            }
        }
    }

    #[test]
    fn names_that_do_not_fit_read_upwards_and_are_not_cut() {
        let svg = draw(&chart(3, 11, None));
        assert_eq!(svg.matches("rotate(270").count(), 11);
        assert!(!svg.contains('\u{2026}') && !draw(&chart(6, 7, None)).contains("rotate"));
    }

    #[test]
    fn shades_are_even_to_both_sides_and_little_stays_light() {
        assert_eq!(shade(0.0, 5.0), DIFFERENCES[3]);
        assert_eq!((shade(-2.4, 5.0), shade(2.4, 5.0)), (DIFFERENCES[3], DIFFERENCES[3]));
        assert_eq!((shade(-2.5, 5.0), shade(2.5, 5.0)), (DIFFERENCES[2], DIFFERENCES[4]));
        assert_eq!((shade(-99.0, 5.0), shade(99.0, 5.0)), (DIFFERENCES[0], DIFFERENCES[6]));
    }

    #[test]
    fn steps_are_round_and_never_finer_than_asked() {
        let steps = [0.4, 6.0, 12.5, 30.0, 60.0].map(|most| step(&[-most, 1.0], 2.0).to_bits());
        assert_eq!(steps, [2.0_f64, 2.0, 5.0, 10.0, 20.0].map(f64::to_bits));
        assert_eq!(step(&[], 2.0).to_bits(), 2.0_f64.to_bits());
    }

    #[test]
    fn the_key_says_what_the_shades_stand_for() {
        let svg = draw(&chart(6, 7, None));
        let printed: Vec<String> = texts(&svg).into_iter().map(|text| text.words).collect();
        let key = ["onder landelijk", "−15", "−10", "−5", "0", "+5", "+10", "+15", "boven landelijk"];
        assert_eq!(printed[..9], key);
    }

    #[test]
    fn a_cell_without_a_figure_has_its_symbol_and_no_shade() {
        let mut one = chart(1, 1, None);
        one.table.cells = vec![vec![cell_of(None, None)]];
        let svg = draw(&one);
        assert!(svg.contains(">*</text>"), "{svg}");
        assert_eq!(svg.matches("fill=\"#F1F3F6\"").count(), 1, "only in the key");
    }

    #[test]
    fn the_height_follows_the_rows() {
        let height = |rows| size(&draw(&chart(rows, 4, Some("n 23")))).1;
        assert!(height(8) - height(4) > 90.0);
    }

    #[test]
    fn refuses_nothing_and_more_columns_than_can_be_read() {
        assert!(matches!(heatmap(&chart(0, 3, None), &room()), Err(Error::Empty)));
        assert!(matches!(heatmap(&chart(2, 60, None), &room()), Err(Error::FrameTooSmall { .. })));
    }
}
