//! A sheet in the tests: what is measured, set and drawn on it.
//!
//! It draws no chart.

use super::*;
use crate::palette::{MEAN, NAME, OWN, VALUE};

/// Registers the shipped font; every test that draws calls it.
pub(crate) fn with_fonts() {
    register_fonts(
        include_bytes!("../../../../reports/huisstijl/fonts/SourceSans3-Regular.ttf"),
        include_bytes!("../../../../reports/huisstijl/fonts/SourceSans3-Bold.ttf"),
    )
    .unwrap();
}

const FRAME: Frame = Frame { width_mm: 100.0, height_mm: 50.0 };

#[test]
fn measures_with_the_printed_font() {
    with_fonts();
    // A figure of Source Sans 3 Regular is 497/1000 em wide.
    Canvas::paint(&FRAME, |canvas| {
        let width = canvas.width_of("0000000000", NAME.sized(10.0))?;
        assert!((width - 49.7).abs() < 0.2, "{width}");
        assert!(canvas.width_of("51,4%", VALUE)? > canvas.width_of("51,4%", NAME)?);
        Ok(())
    })
    .unwrap();
}

#[test]
fn escapes_names_and_drops_control_characters() {
    with_fonts();
    let svg = Canvas::paint(&FRAME, |canvas| {
        canvas.text("'t Hof & \"Zo\" <1F\nx", (10.0, 10.0), NAME, Align::Left)
    })
    .unwrap();
    assert!(svg.contains("&apos;t Hof &amp; &quot;Zo&quot; &lt;1F x</text>"), "{svg}");
}

#[test]
fn a_text_stands_with_its_baseline_on_the_place_given() {
    with_fonts();
    let svg = Canvas::paint(&FRAME, |canvas| canvas.text("x", (10.0, 12.5), NAME, Align::Left)).unwrap();
    assert!(
        svg.contains("<text x=\"200\" y=\"250\" font-family=\"Source Sans 3\" font-size=\"150\""),
        "{svg}"
    );
}

#[test]
fn shortens_only_what_does_not_fit() {
    with_fonts();
    Canvas::paint(&FRAME, |canvas| {
        assert_eq!(canvas.fitted("kort", NAME, 60.0)?, "kort");
        let short = canvas.fitted("een erg lange naam van een school", NAME, 60.0)?;
        assert!(short.ends_with('\u{2026}') && canvas.width_of(&short, NAME)? <= 60.0);
        let lines = canvas.wrapped("een erg lange naam van een school", NAME, 60.0, 3)?;
        assert_eq!(lines.join(" "), "een erg lange naam van een school");
        Ok(())
    })
    .unwrap();
}

#[test]
fn knows_whether_a_text_fits_whole() {
    with_fonts();
    let fits = |words: &str, most| Canvas::measure(&FRAME, |c| c.whole(words, NAME, 60.0, most)).unwrap();
    assert_eq!(fits("technisch lezen", 1), Some(vec!["technisch lezen".to_owned()]));
    assert_eq!(fits("begrijpend lezen en meer", 2).map(|lines| lines.len()), Some(2));
    assert_eq!(fits("begrijpend lezen en nog veel meer woorden", 2), None);
}

#[test]
fn a_text_can_read_upwards() {
    with_fonts();
    let svg = Canvas::paint(&FRAME, |c| c.text_upwards("spelling", (10.0, 40.0), NAME)).unwrap();
    assert!(svg.contains("transform=\"rotate(270, 200, 800)\">spelling</text>"), "{svg}");
}

#[test]
fn dotted_lines_become_one_path() {
    with_fonts();
    let svg = Canvas::paint(&FRAME, |canvas| {
        canvas.line(&[(0.0, 0.0), (50.0, 0.0)], MEAN)?;
        canvas.line(&[(0.0, 10.0), (50.0, 10.0)], OWN)
    })
    .unwrap();
    assert_eq!(svg.matches("<path").count(), 1, "{svg}");
}

#[test]
fn refuses_a_frame_without_room() {
    let frame = Frame { width_mm: 3.0, height_mm: f64::NAN };
    let answer = Canvas::paint(&frame, |_| Ok(()));
    assert!(matches!(answer, Err(Error::FrameTooSmall { .. })));
}
