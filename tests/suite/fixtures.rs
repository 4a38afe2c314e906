//! The fixtures themselves: they come from their generator, byte for byte, and the spreadsheet one works too.

use std::fs;
use std::path::Path;

use schoolanalyse::Exit;
use tests::{Project, files_below, has_extension, workspace};

#[test]
fn the_generator_writes_exactly_what_is_committed() {
    let project = Project::empty();
    tests::fixtures::write_all(project.path()).unwrap();
    let committed = workspace().join("fixtures");
    let listed = |folder: &Path| -> Vec<String> {
        files_below(folder).into_iter().filter(|path| !is_output(path) && !is_written_by_hand(path)).collect()
    };
    assert_eq!(listed(&committed), listed(project.path()), "`just fixtures` writes other files");
    for path in listed(&committed) {
        let (old, new) = (fs::read(committed.join(&path)).unwrap(), project.read(&path));
        assert!(old == new, "`fixtures/{path}` is not what the generator writes; run `just fixtures`");
    }
}

/// What people wrote: the queries of the demo board, and the attempts at pupils.
fn is_written_by_hand(path: &str) -> bool {
    path.starts_with("bestuur/queries/") || path.starts_with("pogingen/")
}

/// What runs of the program leave in a project.
fn is_output(path: &str) -> bool {
    ["/rapporten/", "/.schoolanalyse/", "/afgewezen-rijen.csv"].iter().any(|part| path.contains(part))
}

#[test]
fn builds_from_a_spreadsheet_of_the_other_kind() {
    let answer = Project::fixture("xlsx").run(["build", "--audience", "inspectie"]).ends(Exit::Done);
    let pdfs: Vec<&String> = answer.made.iter().filter(|path| has_extension(path, "pdf")).collect();
    assert_eq!(pdfs, ["rapporten/2025-2026-midden/99WH-C1/inspectie.pdf"]);
}
