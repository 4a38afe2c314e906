//! Reads a chart, returns its faults of layout: texts that touch or that leave the sheet.
//!
//! Reads the SVG as it is printed and measures with the shipped font; only tests use it.

use std::sync::OnceLock;

use super::area::Area;
use super::canvas::Canvas;
use super::frame::{Frame, Room};
use super::palette::Palette;
use super::pens::NAME;

/// The shipped colours, as they are written.
pub(crate) const SHIPPED: &str = include_str!("../../../../reports/huisstijl/kleuren.toml");

/// The shipped colours.
pub(crate) fn palette() -> &'static Palette {
    static PALETTE: OnceLock<Palette> = OnceLock::new();
    PALETTE.get_or_init(|| Palette::read("kleuren.toml", SHIPPED).unwrap())
}

/// Registers the shipped font; every test that draws calls it, or makes a frame or a room.
pub(crate) fn with_fonts() {
    super::register_fonts(
        include_bytes!("../../../../reports/huisstijl/fonts/SourceSans3-Regular.ttf"),
        include_bytes!("../../../../reports/huisstijl/fonts/SourceSans3-Bold.ttf"),
    )
    .unwrap();
}

/// A frame of this size, with the shipped font and colours.
pub(crate) fn frame(width_mm: f64, height_mm: f64) -> Frame<'static> {
    with_fonts();
    Frame { width_mm, height_mm, palette: palette() }
}

/// The room of a chart that is as high as its rows need, with the shipped font and colours.
pub(crate) fn room() -> Room<'static> {
    with_fonts();
    Room { width_mm: 168.0, height_mm: None, palette: palette() }
}

/// Drawing units in a point.
const UNITS: f64 = 20.0;
/// Texts may come this near.
const SLACK: f64 = 0.3;

/// A text as printed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Printed {
    /// The words.
    pub(crate) words: String,
    /// What they cover, in points.
    pub(crate) area: Area,
}

/// Fails when two texts touch, a text leaves the sheet or a place is not a number.
pub(crate) fn assert_legible(svg: &str) {
    assert!(!svg.contains("NaN"), "{svg}");
    let (width, height) = size(svg);
    let texts = texts(svg);
    for (i, text) in texts.iter().enumerate() {
        let Area { left, top, right, bottom } = text.area;
        let inside = left >= -SLACK && top >= -SLACK && right <= width + SLACK && bottom <= height + SLACK;
        assert!(inside, "{text:?} leaves a sheet of {width} x {height}");
        for other in &texts[i + 1..] {
            let across = right.min(other.area.right) - left.max(other.area.left);
            let down = bottom.min(other.area.bottom) - top.max(other.area.top);
            assert!(across < SLACK || down < SLACK, "{text:?} touches {other:?}");
        }
    }
}

/// The texts of a chart, in the order in which they are drawn.
pub(crate) fn texts(svg: &str) -> Vec<Printed> {
    let lines = svg.lines().filter(|line| line.starts_with("<text"));
    Canvas::measure(&frame(50.0, 50.0), |canvas| lines.map(|line| printed(canvas, line)).collect()).unwrap()
}

/// Width and height of the sheet in points.
pub(crate) fn size(svg: &str) -> (f64, f64) {
    let window: Vec<f64> =
        attribute(svg, "viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    (window[2] / UNITS, window[3] / UNITS)
}

fn printed(canvas: &Canvas<'_>, line: &str) -> Result<Printed, crate::Error> {
    let number = |name| attribute(line, name).unwrap().parse::<f64>().unwrap() / UNITS;
    let words = line.split_once('>').unwrap().1.trim_end_matches("</text>");
    let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&apos;", "'").replace("&amp;", "&");
    let (x, y, size) = (number("x"), number("y"), number("font-size"));
    let bold = attribute(line, "font-weight").is_some();
    let width = canvas.width_of(&words, super::pens::Lettering { bold, ..NAME.sized(size) })?;
    let area = match attribute(line, "text-anchor") {
        _ if line.contains("rotate(270") => {
            Area { left: x - size * 0.74, top: y - width, right: x + size * 0.22, bottom: y }
        }
        Some("middle") => Area::of_text(x - width / 2.0, y, width, size),
        Some("end") => Area::of_text(x - width, y, width, size),
        _ => Area::of_text(x, y, width, size),
    };
    Ok(Printed { words, area })
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let start = line.find(&format!(" {name}=\""))? + name.len() + 3;
    line[start..].split('"').next()
}
