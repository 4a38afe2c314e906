//! Reads counts in rows and columns, returns a table of cells that darken with the count.
//!
//! Adds nothing up; which cells lie on the diagonal is told by the rows, not by their place.

use crate::Error;
use crate::drawing::cells::{Figure, Needs, Plan, Table, cell, shade_of};
use crate::drawing::pens::{DIAGONAL, LABEL};
use crate::drawing::shades::{COUNTS, Shade};
use crate::drawing::{Align, Area, Canvas, Pitch, Room, extent};

pub(super) mod read;

/// What a matrix shows.
struct Matrix {
    table: Table<MatrixCell>,
    row_title: String,
    column_title: String,
}

/// One cell of a matrix.
struct MatrixCell {
    figure: Figure,
    /// Whether it lies on the diagonal, where row and column agree.
    diagonal: bool,
}

/// The count that is darkest at least: two pupils are never the darkest cell of a school.
const LEAST_MOST: f64 = 5.0;

/// Draws a cell for each row and column.
fn matrix(chart: &Matrix, room: &Room<'_>) -> Result<String, Error> {
    let values = chart.table.numbers(|cell| cell.figure.value.into_iter().collect())?;
    let most = extent(&values).map_or(0.0, |(_, most)| most).max(LEAST_MOST);
    let needs = Needs {
        least: 17.0,
        most: 62.0,
        gap: 1.5,
        axis: 0.0,
        lettering: LABEL,
        align: Align::Center,
        titles: (&turned(&chart.row_title, '\u{2193}'), &turned(&chart.column_title, '\u{2192}')),
        key: &[],
        foot: 0.0,
    };
    let pitch = |plan: &Plan| {
        let least = plan.label_height().max(13.0);
        Pitch { least, usual: least.max(22.0), most: 40.0 }
    };
    chart.table.paint(room, &needs, pitch, |canvas, _, area, MatrixCell { figure, diagonal }| {
        cell(canvas, &area, &shade_of(figure, |value| shade(value, most)), figure, None)?;
        if *diagonal { frame_of(canvas, &area) } else { Ok(()) }
    })
}

/// A title with an arrow in the direction in which its names stand.
fn turned(title: &str, arrow: char) -> String {
    if title.is_empty() { String::new() } else { format!("{title} {arrow}") }
}

/// The shade of a count: the first is for none, the others divide what is up to the most.
fn shade(value: f64, most: f64) -> Shade {
    let part = value / most * 5.0;
    let place = [0.0, 1.0, 2.0, 3.0, 4.0].iter().position(|bound| part <= *bound + 1e-9);
    COUNTS[place.unwrap_or(COUNTS.len() - 1)]
}

/// A frame inside the sides of a cell, with paper on its outer side so that it is seen on every shade.
fn frame_of(canvas: &Canvas<'_>, area: &Area) -> Result<(), Error> {
    let inset = DIAGONAL.width / 2.0;
    let (left, top) = (area.left + inset, area.top + inset);
    let (right, bottom) = (area.right - inset, area.bottom - inset);
    canvas.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], DIAGONAL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::test_support::{assert_legible, room, texts};

    const ADVIEZEN: [&str; 10] = [
        "pro",
        "vmbo-bb",
        "vmbo-bb/kb",
        "vmbo-kb",
        "vmbo-kb/gt",
        "vmbo-gt",
        "vmbo-gt/havo",
        "havo",
        "havo/vwo",
        "vwo",
    ];

    fn chart(size: usize) -> Matrix {
        let names: Vec<String> = ADVIEZEN.iter().take(size).map(|name| (*name).to_owned()).collect();
        let figure = |r: usize, c: usize| match (r + 2 * c) % 5 {
            0 => Figure { value: None, text: "*".into() },
            n => Figure { value: Some(crate::drawing::count(n * n)), text: (n * n).to_string() },
        };
        let cell = |r, c| MatrixCell { figure: figure(r, c), diagonal: r == c };
        let cells = (0..size).map(|r| (0..size).map(|c| cell(r, c)).collect()).collect();
        Matrix {
            table: Table { rows: names.clone(), columns: names, cells },
            row_title: "voorlopig schooladvies".into(),
            column_title: "toetsadvies".into(),
        }
    }

    fn draw(chart: &Matrix) -> String {
        matrix(chart, &room()).unwrap()
    }

    #[test]
    fn texts_never_touch_from_one_cell_to_a_hundred() {
        for size in 1..=10 {
            assert_legible(&draw(&chart(size)));
        }
    }

    #[test]
    fn prints_every_figure_and_names_both_directions() {
        let svg = draw(&chart(8));
        let printed: Vec<String> = texts(&svg).into_iter().map(|text| text.words).collect();
        assert_eq!(printed.iter().filter(|words| words.parse::<u32>().is_ok() || *words == "*").count(), 64);
        assert!(printed.contains(&"toetsadvies →".to_owned()), "{printed:?}");
        assert!(printed.contains(&"schooladvies ↓".to_owned()), "{printed:?}");
    }

    #[test]
    fn frames_the_cells_on_the_diagonal() {
        let frames = |svg: &str| svg.matches("stroke=\"#1B2430\"").count();
        let mut chart = chart(2);
        // Two frames in one row are two strokes; a run of equal ones would be joined.
        assert_eq!(frames(&draw(&chart)), 2);
        chart.table.cells[1][1].diagonal = false;
        assert_eq!(frames(&draw(&chart)), 1);
    }

    #[test]
    fn shades_darken_with_the_count() {
        assert_eq!([0.0, 1.0, 5.0, 12.0, 13.0, 20.0].map(|value| shade(value, 20.0)), COUNTS);
        assert_eq!(shade(0.5, 5.0), COUNTS[1], "a few is more than none");
    }

    #[test]
    fn refuses_nothing() {
        assert!(matches!(matrix(&chart(0), &room()), Err(Error::Empty)));
    }
}
