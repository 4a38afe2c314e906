//! Every figure of a few schools as SVG text: an ordinary one, and each way in which figures can be absent.
//!
//! The cloud of all schools is the same for everyone but for one dot, so it is kept once.

use std::fs;

use render::Palette;
use schoolanalyse::Exit;
use tests::golden::Shelf;
use tests::{Project, World, shipped_sql, workspace};

/// Ordinary; years suppressed; a year missing; no tie to DUO; schoolweging unknown.
const SCHOOLS: [&str; 5] = ["99WH|C1", "99VS|C1", "99FU|C1", "99TL|C1", "99ON|C1"];

#[test]
fn every_figure_is_drawn_as_in_its_golden_file() {
    register_fonts();
    let palette = palette();
    let world = World::of("bestuur");
    let mut shelf = Shelf::open("charts");
    for path in queries() {
        let result = world.answer(&path);
        let schools =
            if result.query.card.scope == domain::card::Scope::All { &SCHOOLS[..1] } else { &SCHOOLS[..] };
        for ovt in schools {
            let published = world.published(&result, ovt);
            let drawn =
                render::draw(&published, ovt, &palette).unwrap_or_else(|error| panic!("{path}: {error}"));
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
    let palette = palette();
    let world = World::of("bestuur");
    let schools = world.rows("select ovt from scholen order by ovt");
    for path in queries() {
        let result = world.answer(&path);
        let every = if result.query.card.scope == domain::card::Scope::All { 200 } else { 1 };
        for row in schools.cells.iter().step_by(every) {
            let ovt = row[0].text().unwrap();
            let drawn = render::draw(&world.published(&result, ovt), ovt, &palette);
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

#[test]
fn a_project_gives_its_reports_its_own_colours_or_is_told_what_is_wrong_with_them() {
    let with =
        |line: &str, own: &str| Project::fixture("bestuur").with_file(COLORS, colors().replace(line, own));
    let project = with("school = \"#0b5394\"", "school = \"#7A1fa2\"");
    project.run(["build", "--school", "99WH|C1", "--audience", "directie"]).ends(Exit::Done);
    let svg = project.read("rapporten/2025-2026-midden/99WH-C1/figuren/drie_lijnen.svg");
    let svg = String::from_utf8(svg).unwrap();
    assert!(svg.contains("#7A1FA2") && !svg.contains("#0B5394"), "{svg}");
    let check = ["check", "<project>"];
    let project = with("ambitie = \"#00695c\"", "ambitie = \"groen\"");
    project.run(check).ends(Exit::Usage).answers("color_is_none").leaves_nothing();
    let project = with("signaleringswaarde =", "signaalwaarde =");
    project.run(check).ends(Exit::Usage).answers("color_missing").leaves_nothing();
}

/// The colours of pages and charts.
const COLORS: &str = "reports/huisstijl/kleuren.toml";

fn colors() -> String {
    fs::read_to_string(workspace().join(COLORS)).expect("the colours can be read")
}

fn palette() -> Palette {
    Palette::read(COLORS, &colors()).expect("the colours are colours")
}

fn register_fonts() {
    let font = |face: &str| -> &'static [u8] {
        let path = workspace().join(format!("reports/huisstijl/fonts/SourceSans3-{face}.ttf"));
        fs::read(path).expect("the font can be read").leak()
    };
    render::register_fonts(font("Regular"), font("Bold")).expect("the font is a font");
}
