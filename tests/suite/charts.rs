//! Every figure of a few schools as SVG text: an ordinary one, and each way in which figures can be absent.
//!
//! The cloud of all schools is the same for everyone but for one dot, so it is kept once.

use std::fs;

use tests::golden::Shelf;
use tests::{World, shipped_sql, workspace};

/// Ordinary; years suppressed; a year missing; no tie to DUO; schoolweging unknown.
const SCHOOLS: [&str; 5] = ["99WH|C1", "99VS|C1", "99FU|C1", "99TL|C1", "99ON|C1"];

#[test]
fn every_figure_is_drawn_as_in_its_golden_file() {
    register_fonts();
    let world = World::of("bestuur");
    let mut shelf = Shelf::open("charts");
    for path in queries() {
        let result = world.answer(&path);
        let schools =
            if result.query.card.scope == domain::card::Scope::All { &SCHOOLS[..1] } else { &SCHOOLS[..] };
        for ovt in schools {
            let published = world.published(&result, ovt);
            let drawn = render::draw(&published, ovt).unwrap_or_else(|error| panic!("{path}: {error}"));
            if let Some(svg) = drawn {
                shelf.compare(&format!("{}/{}.svg", ovt.replace('|', "-"), published.name()), &svg);
            }
        }
    }
    shelf.close();
}

#[test]
fn every_figure_of_every_school_can_be_drawn_and_names_its_own_font() {
    register_fonts();
    let world = World::of("bestuur");
    let schools = world.rows("select ovt from scholen order by ovt");
    for path in queries() {
        let result = world.answer(&path);
        let every = if result.query.card.scope == domain::card::Scope::All { 200 } else { 1 };
        for row in schools.cells.iter().step_by(every) {
            let ovt = row[0].text().unwrap();
            let drawn = render::draw(&world.published(&result, ovt), ovt);
            let Some(svg) = drawn.unwrap_or_else(|error| panic!("{path}, {ovt}: {error}")) else { continue };
            assert!(
                !["NaN", "\"inf", ",inf", " inf", "-inf"].iter().any(|no| svg.contains(no)),
                "{path}, {ovt}: a place that is no number"
            );
            for family in svg.split("font-family=\"").skip(1) {
                assert!(family.starts_with("Source Sans 3\""), "{path}, {ovt}: {family:.40}");
            }
        }
    }
}

fn queries() -> impl Iterator<Item = String> {
    shipped_sql().into_iter().filter(|path| path.contains("/queries/"))
}

fn register_fonts() {
    let font = |face: &str| -> &'static [u8] {
        let path = workspace().join(format!("reports/huisstijl/fonts/SourceSans3-{face}.ttf"));
        fs::read(path).expect("the font can be read").leak()
    };
    render::register_fonts(font("Regular"), font("Bold")).expect("the font is a font");
}
