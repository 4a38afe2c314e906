//! What the program says: exit code, standard output and standard error, whole, for every way to be wrong and right.

use schoolanalyse::Exit;
use tests::golden::Shelf;
use tests::{Project, workspace};

/// How the names of projects with a mistake in a row about a pupil begin.
const PUPILS: &str = "pupil_";
/// How the names of projects begin with a mistake in a row that stops no report: about a pupil, or about a bestuur.
const BESIDE: [&str; 2] = [PUPILS, "besturen_"];

fn stops_no_report(name: &str) -> bool {
    BESIDE.iter().any(|start| name.starts_with(start))
}

#[test]
fn each_broken_project_gives_its_message_and_leaves_nothing_behind() {
    let mut shelf = Shelf::open("messages");
    for name in broken().into_iter().filter(|name| !stops_no_report(name)) {
        let answer = Project::broken(&name).run(["build"]).leaves_nothing();
        assert_ne!(answer.exit, Exit::Done, "{name}: {}", answer.text());
        shelf.compare(&format!("{name}.txt"), &answer.text());
    }
    // A rejected row that stops no report: what `check` says of it is the message.
    for name in broken().into_iter().filter(|name| stops_no_report(name)) {
        let answer = Project::broken(&name).run(["check"]);
        assert_eq!(answer.exit, Exit::Faults, "{name}: {}", answer.text());
        shelf.compare(&format!("{name}.txt"), &without_public_files(&answer.text()));
    }
    for name in named_in_the_suite() {
        shelf.keep(&format!("{name}.txt"));
    }
    shelf.close();
}

/// An answer without the lines on the public files and their ties, which are the same in every project about pupils.
fn without_public_files(answer: &str) -> String {
    let is_public = |line: &&str| {
        ["referentieniveaus ", "leerresultaten ", "schoolweging ", "ties to DUO: ", "  99"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    answer.lines().filter(|line| !is_public(line)).fold(String::new(), |all, line| all + line + "\n")
}

#[test]
fn every_reason_for_a_rejection_has_its_words_and_a_project_that_shows_it() {
    let broken = broken();
    let redenen = std::fs::read_to_string(
        workspace().join("reports/schoolanalyse/hoofdstukken/datakwaliteit/model/redenen.sql"),
    );
    let redenen = redenen.expect("the words for reasons can be read");
    let mut codes = std::collections::BTreeSet::new();
    for reason in ingest::Reason::ALL {
        let code = reason.code();
        assert!(codes.insert(code), "two reasons have the code `{code}`");
        assert!(redenen.contains(&format!("('{code}', '")), "redenen.sql has no words for `{code}`");
        let project = format!("{PUPILS}{code}");
        assert_eq!(reason.is_about_pupils(), broken.contains(&project), "fixtures/broken/{project}");
        assert!(reason.is_about_pupils() || reason.is_about_public_files());
        let golden = workspace().join(format!("tests/golden/messages/{project}.txt"));
        if reason.is_about_pupils() {
            let told = std::fs::read_to_string(golden).expect("the message of the project can be read");
            assert!(told.contains(&reason.to_string()), "{project} is told for another reason:\n{told}");
        }
    }
    let of_sql = redenen.lines().filter(|line| line.trim_start().starts_with("('")).count();
    assert_eq!(of_sql, codes.len(), "redenen.sql has words for a reason that is none");
}

/// The golden messages that tests compare by name.
fn named_in_the_suite() -> Vec<String> {
    let texts = tests::source_files("tests/suite").into_iter().map(|(_, text)| text);
    let mut names = Vec::new();
    for text in texts {
        for call in [".answers(\"", ".answers_in_words(\""] {
            names.extend(
                text.split(call).skip(1).filter_map(|behind| Some(behind.split_once('"')?.0.to_owned())),
            );
        }
    }
    names
}

#[test]
fn explains_itself() {
    let project = Project::empty();
    project.run(["--help"]).ends(Exit::Done).answers_in_words("help");
    project.run(["build", "--help"]).ends(Exit::Done).answers_in_words("help_build");
    project.run(["verify", "--help"]).ends(Exit::Done).answers_in_words("help_verify");
    assert!(project.run(["completions", "bash"]).ends(Exit::Done).stdout.contains("schoolanalyse"));
}

#[test]
fn shows_the_tables_that_a_query_can_select_from() {
    let project = Project::empty();
    project.run(["tables"]).ends(Exit::Done).answers("tables");
    project.run(["tables", "eindresultaten"]).ends(Exit::Done).answers("tables_eindresultaten");
    project.run(["tables", "eindresultaten", "--markdown"]).ends(Exit::Done).answers("tables_markdown");
    project.run(["tables", "eindresultatn"]).ends(Exit::Usage).answers("tables_unknown");
}

#[test]
fn makes_a_project_once() {
    let project = Project::empty();
    let first = project.run(["init", "<project>/nieuw"]).ends(Exit::Done).answers("init");
    assert!(first.made.contains(&"nieuw/schoolanalyse.toml".to_owned()), "{:?}", first.made);
    project.run(["init", "<project>/nieuw"]).ends(Exit::Usage).answers("init_twice").leaves_nothing();
    project.run(["build", "<project>/nieuw"]).ends(Exit::Usage).answers("init_then_build").leaves_nothing();
    project.run(["check", "<project>/nergens"]).ends(Exit::Usage).answers("check_nowhere").leaves_nothing();
}

#[test]
fn checks_the_demo_project() {
    Project::fixture("bestuur").run(["check"]).ends(Exit::Done).answers("check").leaves_nothing();
}

#[test]
fn checks_and_names_every_rejected_value() {
    for name in ["duo_unknown_peildatum", "ovt_malformed", "percentage_not_a_count"] {
        let project = Project::broken(name).with_file("schoolanalyse.toml", "");
        let answer = project.run(["check"]).ends(Exit::Faults).leaves_nothing();
        assert!(answer.stdout.contains("rejected "), "{}", answer.text());
    }
}

#[test]
fn verifies_a_published_file() {
    let ods = "<project>/bronnen/Leerresultaten primair onderwijs 2023-2024-2025.ods";
    Project::fixture("bestuur").run(["verify", ods]).ends(Exit::Done).answers("verify").leaves_nothing();
    let xlsx = "<project>/bronnen/leerresultaten.xlsx";
    Project::fixture("xlsx").run(["verify", xlsx]).ends(Exit::Done).answers("verify_xlsx").leaves_nothing();
}

#[test]
fn verifies_and_shows_every_row_that_differs() {
    let xlsx = "<project>/bronnen/leerresultaten.xlsx";
    Project::fixture("xlsx")
        .with_cell(
            "bronnen/leerresultaten.xlsx",
            "Onder de signaleringswaarde",
            "Boven de signaleringswaarde",
        )
        .with_cell("bronnen/leerresultaten.xlsx", "51,35", "51,8")
        .run(["verify", xlsx])
        .ends(Exit::Faults)
        .answers("verify_tampered")
        .leaves_nothing();
    let schoolweging = "<project>/bronnen/schoolweging-2021-2024.ods";
    let other = Project::fixture("bestuur").run(["verify", schoolweging]);
    other.ends(Exit::Usage).answers("verify_other_file").leaves_nothing();
}

#[test]
fn says_what_is_wrong_with_what_was_typed() {
    let project = Project::fixture("bestuur");
    let refused = |answer: tests::Answer| answer.ends(Exit::Usage).leaves_nothing();
    refused(project.run(["build", "--school", "99WE|C1"])).answers("unknown_school");
    refused(project.run(["build", "--school", "99WH"])).answers_in_words("bad_school");
    refused(project.run(["build", "--audience", "ouders"])).answers_in_words("unknown_audience");
    refused(project.run(["build", "--term", "2025-2026-herfst"])).answers_in_words("bad_term");
    refused(project.run(["build", "--jobs", "0"])).answers_in_words("no_jobs");
    refused(project.run(["bulid"])).answers_in_words("unknown_command");
    refused(project.run(["build", "--schol", "99WH|C1"])).answers_in_words("unknown_flag");
}

#[test]
fn says_that_typst_is_missing_before_any_work_is_done() {
    let project = Project::fixture("bestuur");
    let named = project.run(["build", "<project>", "--typst", "<project>/typst"]);
    named.ends(Exit::Typst).answers("typst_not_there").leaves_nothing();
    let nowhere = typeset::find(None, None, &["/srv/bestuur/.tools/bin".into()]).unwrap_err();
    assert!(nowhere.to_string().contains("`/srv/bestuur/.tools/bin`"), "{nowhere}");
    assert!(nowhere.hint().unwrap().contains("cargo install --locked typst-cli"));
}

#[cfg(unix)]
#[test]
fn says_that_typst_is_too_old_or_no_typst() {
    let project = Project::fixture("bestuur");
    let tool = |name: &str| workspace().canonicalize().unwrap().join("tests/tools").join(name);
    let refused =
        |name: &str| project.run(["build", "--typst", tool(name).to_str().unwrap()]).ends(Exit::Typst);
    refused("typst-too-old").answers("typst_too_old").leaves_nothing();
    refused("typst-not-typst").answers("typst_not_typst").leaves_nothing();
}

#[test]
fn tells_a_person_what_it_does_and_a_log_only_what_is_wrong() {
    let project = Project::fixture("bestuur");
    project.run(["build", "--school", "99WH|C1", "--school", "99ZO|C1"]).ends(Exit::Done).answers("build");
    project.run(["build", "--school", "99WH|C1", "--quiet"]).ends(Exit::Done).answers("build_quiet");
}

#[test]
fn answers_a_scheduler_in_json() {
    let project = Project::fixture("bestuur");
    let answer = project.run(["build", "--school", "99WH|C1", "--json", "--quiet"]).ends(Exit::Done);
    let object = answer.json();
    let is = |pointer: &str, expected: serde_json::Value| {
        assert_eq!(object.pointer(pointer), Some(&expected), "{pointer}: {}", answer.text());
    };
    is("/exit", 0.into());
    is("/term", "2025-2026-midden".into());
    is("/periode", "2023-2025".into());
    is("/built", 1.into());
    is("/failed", 0.into());
    is("/schools/0/ovt", "99WH|C1".into());
    is("/schools/0/status", "built".into());
    is("/schools/0/folder", "99WH-C1".into());
    for part in ["load", "query", "charts", "typst", "reports"] {
        let seconds = object.pointer(&format!("/seconds/{part}")).and_then(serde_json::Value::as_f64);
        assert!(seconds.is_some_and(|seconds| seconds > 0.0), "{part}: {}", answer.text());
    }
    let refused = project.run(["build", "--school", "99QQ|C1", "--json"]).ends(Exit::Usage).json();
    assert_eq!(refused.pointer("/exit"), Some(&2.into()));
    assert!(refused.pointer("/error").is_some_and(serde_json::Value::is_string));
}

fn broken() -> Vec<String> {
    let entries = std::fs::read_dir(workspace().join("fixtures/broken")).expect("there are broken projects");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
