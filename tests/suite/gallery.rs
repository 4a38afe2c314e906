//! The gallery: a valid PDF that is the same every time, with an example of every chart that works in a project.

use std::collections::BTreeSet;
use std::fs;

use domain::card::{Card, ChartKind};
use schoolanalyse::Exit;
use tests::{Pdf, Project, typst, workspace};

/// The charts that a card can ask for, and the two answers that are no chart.
const EXAMPLES: [&str; 12] = [
    "bevinding",
    "bullet",
    "cohort",
    "dumbbell",
    "funnel",
    "heatmap",
    "line",
    "matrix",
    "range",
    "scatter",
    "stacked",
    "table",
];

fn made(project: &Project, name: &str) -> Vec<u8> {
    let (out, tool) = (project.path().join(name).display().to_string(), typst().display().to_string());
    project.run(["gallery", "--out", &out, "--typst", &tool]).ends(Exit::Done);
    project.read(name)
}

#[test]
fn the_gallery_is_a_valid_pdf_with_every_example_and_the_same_every_time() {
    let project = Project::empty();
    let bytes = made(&project, "een.pdf");
    assert!(bytes == made(&project, "twee.pdf"), "two runs give two files");
    let pdf = Pdf::read(bytes);
    assert_eq!(pdf.faults(), Vec::<String>::new());
    assert!(pdf.language().starts_with("nl"));
    let described = pdf.figure_descriptions();
    assert_eq!(described.len(), ChartKind::COUNT);
    assert!(described.iter().all(|text| text.as_ref().is_some_and(|text| text.len() > 40)), "{described:?}");
    let text = pdf.whole_text();
    for name in EXAMPLES {
        assert!(text.contains(&format!("({name})")), "`{name}` is not in the gallery");
    }
}

#[test]
fn there_is_an_example_of_every_chart_and_each_works_in_a_project() {
    let folder = workspace().join("reports/galerij/queries");
    let mut kinds = BTreeSet::new();
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        names.push(path.file_stem().unwrap().to_string_lossy().into_owned());
        kinds
            .extend(Card::parse(&fs::read_to_string(path).unwrap()).unwrap().chart.map(|kind| kind as usize));
    }
    names.sort();
    assert_eq!(names, EXAMPLES);
    assert_eq!(kinds.len(), ChartKind::COUNT);
    let project = Project::fixture("bestuur");
    let unknown = ["new-query", "proef", "--like", "staaf", "--project", "<project>"];
    project.run(unknown).ends(Exit::Usage).answers("own_unknown_example").leaves_nothing();
    for name in EXAMPLES {
        let own = format!("proef_{name}");
        project.run(["new-query", &own, "--like", name, "--project", "<project>"]).ends(Exit::Done);
        project.run(["query", &own, "--project", "<project>"]).ends(Exit::Done);
    }
    // The school of the examples is not of this board; the whole board is asked, and gets the examples of all schools.
    project.run(["build", "--school", "99ZO|C1", "--audience", "directie"]).ends(Exit::Done);
    let figures = project.reports("rapporten/2025-2026-midden/99ZO-C1/figuren");
    assert!(!figures.contains(&"proef_line.svg".to_owned()), "{figures:?}");
}
