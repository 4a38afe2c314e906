//! The folders of reports: which files stand there, when they are made again, and when nothing may be touched.
//!
//! What is inside the PDFs is for `pdfs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use schoolanalyse::Exit;
use serde_json::Value;
use tests::{Answer, Project, files_below, has_extension, sha256};

const FOLDER: &str = "rapporten/2025-2026-midden";

#[test]
fn the_same_input_gives_the_same_bytes_in_any_folder() {
    let (one, other) = (Project::fixture("bestuur"), Project::fixture("bestuur"));
    for project in [&one, &other] {
        project.run(["build", "--school", "99WH|C1", "--school", "99VS|C1", "--jobs", "2"]).ends(Exit::Done);
    }
    let names = files_below(&one.path().join(FOLDER));
    assert_eq!(names, files_below(&other.path().join(FOLDER)));
    assert!(names.len() > 10, "{names:?}");
    for name in &names {
        let path = format!("{FOLDER}/{name}");
        assert!(one.read(&path) == other.read(&path), "{name} differs between two builds");
    }
}

#[test]
fn builds_again_only_what_has_changed() {
    let project = Project::fixture("bestuur");
    let build = || project.run(["build", "--school", "99WH|C1", "--school", "99KL|C1"]).ends(Exit::Done);
    let says = |answer: &Answer, built: usize, unchanged: usize| {
        let line = format!("{built} built, {unchanged} unchanged, 0 failed;");
        assert!(answer.stdout.starts_with(&line), "{}", answer.text());
    };
    says(&build(), 2, 0);
    let first = snapshot(&project.path().join(FOLDER));
    says(&build().leaves_nothing(), 0, 2);
    assert_eq!(snapshot(&project.path().join(FOLDER)), first, "an unchanged build rewrites nothing");

    let pdf = format!("{FOLDER}/99WH-C1/directie.pdf");
    let (whole, svg) = (project.read(&pdf), format!("{FOLDER}/99KL-C1/figuren/drie_lijnen.svg"));
    let project = project.with_file(&pdf, b"%PDF-1.7 half");
    let build = || project.run(["build", "--school", "99WH|C1", "--school", "99KL|C1"]).ends(Exit::Done);
    says(&build(), 1, 1);
    assert!(project.read(&pdf) == whole, "a damaged PDF is made again");
    fs::remove_file(project.path().join(&svg)).unwrap();
    says(&build(), 1, 1);
    assert!(project.path().join(&svg).exists(), "a file that was taken away is made again");

    let forced = project.run(["build", "--school", "99WH|C1", "--force"]).ends(Exit::Done);
    says(&forced, 1, 0);
    let changed = project.with_change("schoolanalyse.toml", "ambitie_1s_2f = 60.0", "ambitie_1s_2f = 61.0");
    says(&changed.run(["build", "--school", "99WH|C1"]).ends(Exit::Done), 1, 0);
}

#[test]
fn a_school_that_fails_does_not_stop_the_others() {
    let duo = "bronnen/10.-leerlingen-bo-referentieniveaus-2024-2025.csv";
    let rows =
        String::from_utf8(Project::fixture("bestuur").read(duo)).expect("this year's file of DUO is UTF-8");
    let row = rows.lines().find(|row| row.contains("99OE")).expect("99OE is in it");
    let faulty = row
        .rsplit_once(row.chars().find(|sign| matches!(sign, ';' | ',')).expect("fields"))
        .expect("fields")
        .0;
    let project = Project::fixture("bestuur").with_change(duo, row, faulty);
    let answer = project.run(["build"]).ends(Exit::Faults);
    assert!(answer.stdout.starts_with("9 built, 0 unchanged, 1 failed;"), "{}", answer.text());
    assert!(answer.stdout.contains("failed: 99OE|C1 OBS 't Oeverriet"), "{}", answer.text());
    let made = project.reports(FOLDER);
    assert!(made.len() == 9 && !made.contains(&"99OE-C1".to_owned()), "{made:?}");
    let forced = project.run(["build", "--school", "99OE|C1", "--accept-rejected"]).ends(Exit::Done);
    assert!(forced.stdout.starts_with("1 built"), "{}", forced.text());
}

#[test]
fn a_school_without_a_readable_result_fails_also_when_all_schools_are_built() {
    let project = Project::broken("percentage_over_100").with_file("schoolanalyse.toml", "");
    let answer = project.run(["build", "--audience", "inspectie"]).ends(Exit::Faults);
    assert!(answer.stdout.starts_with("4 built, 0 unchanged, 1 failed;"), "{}", answer.text());
    assert!(answer.stdout.contains("failed: 99OE|C1"), "{}", answer.text());
}

#[test]
fn a_report_that_fails_leaves_the_earlier_one_in_its_place() {
    let project = Project::fixture("bestuur");
    project.run(["build", "--school", "99WH|C1"]).ends(Exit::Done);
    let before = snapshot(&project.path().join(FOLDER));
    let project = project.with_file("reports/schoolanalyse/main.typ", "#panic()");
    project.run(["build", "--school", "99WH|C1"]).ends(Exit::Typst).leaves_nothing();
    assert_eq!(snapshot(&project.path().join(FOLDER)), before);
}

#[test]
fn every_manifest_holds_the_hashes_of_the_files() {
    let project = Project::fixture("bestuur");
    project.run(["build", "--school", "99WH|C1", "--school", "99ZO|C1"]).ends(Exit::Done);
    for school in project.reports(FOLDER) {
        let manifest = project.json(&format!("{FOLDER}/{school}/manifest.json"));
        let listed: BTreeMap<String, String> = entries(&manifest["uitvoer"], "bestand");
        let mut there = files_below(&project.path().join(FOLDER).join(&school));
        there.retain(|name| name != "manifest.json");
        assert_eq!(listed.keys().cloned().collect::<Vec<_>>(), there, "{school}");
        for (name, hash) in &listed {
            assert_eq!(*hash, sha256(&project.read(&format!("{FOLDER}/{school}/{name}"))), "{school}/{name}");
        }
        for (name, hash) in entries(&manifest["bronnen"], "bestand") {
            assert_eq!(hash, sha256(&project.read(&format!("bronnen/{}", file_of(&name)))), "{name}");
        }
        for (path, hash) in
            entries(&manifest["queries"], "bestand").into_iter().chain(entries(&manifest["model"], "bestand"))
        {
            let home = if path.starts_with("queries/") { project.path() } else { tests::workspace() };
            assert_eq!(hash, sha256(&fs::read(home.join(&path)).unwrap()), "{path}");
        }
    }
}

/// A dossier is told by its number, because its name is often that of the pupil.
fn file_of(bron: &str) -> String {
    bron.rsplit_once("dossier ")
        .map_or_else(|| bron.to_owned(), |(folder, number)| format!("{folder}dossier-{}.xml", &number[1..]))
}

#[test]
fn makes_only_what_was_asked_for_and_where() {
    let project = Project::fixture("bestuur");
    let asked = [
        "build",
        "<project>",
        "--school",
        "99ON|C1",
        "--audience",
        "inspectie",
        "--term",
        "2025-2026-eind",
        "--out",
        "<project>/uit",
    ];
    project.run(asked).ends(Exit::Done);
    let made = files_below(&project.path().join("uit"));
    let pdfs: Vec<&String> = made.iter().filter(|name| has_extension(name, "pdf")).collect();
    assert_eq!(pdfs, ["2025-2026-eind/99ON-C1/inspectie.pdf"]);
    assert!(!project.path().join("rapporten").exists());
    let own = "--! title: Eigen vraag\n--! column naam: Naam\nselect ovt, naam from scholen order by ovt\n";
    let project = project.with_query("eigen_vraag", own);
    project.run(["build", "--school", "99ON-C1", "--audience", "inspectie"]).ends(Exit::Done);
    let figures = String::from_utf8(project.read(&format!("{FOLDER}/99ON-C1/cijfers.csv"))).unwrap();
    assert!(
        figures.contains("eigen_vraag;1;naam;École de la Dune, internationale afdeling"),
        "{figures:.300}"
    );
}

fn entries(list: &Value, key: &str) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = list.as_array().expect("a list");
    list.iter().map(|entry| (text(&entry[key]), text(&entry["sha256"]))).collect()
}

/// Every file with its time and content.
fn snapshot(folder: &Path) -> BTreeMap<String, (SystemTime, Vec<u8>)> {
    let modified =
        |name: &String| fs::metadata(folder.join(name)).and_then(|data| data.modified()).expect("a time");
    files_below(folder)
        .into_iter()
        .map(|name| (name.clone(), (modified(&name), fs::read(folder.join(&name)).expect("readable"))))
        .collect()
}
