//! The gallery: a valid PDF that is the same every time, with an example of every chart that works in a project.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use domain::card::{CHARTS, Card, Channel, ChartSpec};
use schoolanalyse::Exit;
use tests::golden::accepting;
use tests::{Pdf, Project, typst, workspace};

/// The examples: the charts that a card can ask for, and the two answers that are no chart.
fn examples() -> Vec<String> {
    let charts = CHARTS.iter().map(|chart| chart.name.to_owned());
    let mut names: Vec<String> = charts.chain(["bevinding".to_owned(), "table".to_owned()]).collect();
    names.sort();
    names
}

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
    assert_eq!(described.len(), CHARTS.len());
    assert!(described.iter().all(|text| text.as_ref().is_some_and(|text| text.len() > 40)), "{described:?}");
    let text = pdf.whole_text();
    for name in examples() {
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
    assert_eq!(names, examples());
    assert_eq!(kinds.len(), CHARTS.len());
    let project = Project::fixture("bestuur");
    let unknown = ["new-query", "proef", "--like", "staaf", "--project", "<project>"];
    project.run(unknown).ends(Exit::Usage).answers("own_unknown_example").leaves_nothing();
    for name in examples() {
        let own = format!("proef_{name}");
        project.run(["new-query", &own, "--like", &name, "--project", "<project>"]).ends(Exit::Done);
        project.run(["query", &own, "--project", "<project>"]).ends(Exit::Done);
    }
    // The school of the examples is not of this board; the whole board is asked, and gets the examples of all schools.
    project.run(["build", "--school", "99ZO|C1", "--audience", "directie"]).ends(Exit::Done);
    let figures = project.reports("rapporten/2025-2026-midden/99ZO-C1/figuren");
    assert!(!figures.contains(&"proef_line.svg".to_owned()), "{figures:?}");
}

#[test]
fn the_readme_lists_every_chart_as_it_is() {
    let path = workspace().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let start = readme.find("| chart |").expect("the README has a table of charts");
    let end = start + readme[start..].find("\n\n").unwrap() + 1;
    let mut table =
        String::from("| chart | shows | needs | may have | words |\n| --- | --- | --- | --- | --- |\n");
    for ChartSpec { name, help, required, optional, words, .. } in &CHARTS {
        let names =
            |channels: &[Channel]| channels.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ");
        let (needs, may, words) = (names(required), names(optional), words.join(", "));
        let _ = writeln!(table, "| `{name}` | {help} | `{needs}` | `{may}` | {words} |");
    }
    if accepting() {
        fs::write(&path, [&readme[..start], &table, &readme[end..]].concat()).unwrap();
    } else {
        assert_eq!(&readme[start..end], table, "`just accept` writes the table of the README");
    }
}
