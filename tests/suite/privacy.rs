//! Names, numbers, birth dates and addresses of pupils go in; none of them may come out, in no file and in no message.
//!
//! Every value of the fixtures is unmistakable, so a plain search finds it wherever it stands.

use aho_corasick::AhoCorasick;
use schoolanalyse::Exit;
use tests::fixtures::planted;
use tests::{Answer, Pdf, Project, files_below, has_extension};

/// The schools of the demo board with pupil files.
const SCHOOLS: [&str; 5] = ["99WH-C1", "99OE-C1", "99DR-C1", "99SR-C2", "99FU-C1"];
const CSV: &str = "bronnen/99WH-C1/toetsresultaten.csv";

#[test]
fn nothing_of_a_pupil_is_in_any_report_store_or_message() {
    let project = Project::fixture("bestuur");
    let answer = project.run([
        "build",
        "<project>",
        "--keep-staging",
        "<project>/werk",
        "--school",
        SCHOOLS[0],
        "--school",
        SCHOOLS[1],
        "--school",
        SCHOOLS[2],
        "--school",
        SCHOOLS[3],
        "--school",
        SCHOOLS[4],
    ]);
    let answer = answer.ends(Exit::Done);
    let check = project.run(["check"]).ends(Exit::Done);
    search(&project, &[answer, check]);
}

#[test]
fn a_value_in_the_wrong_column_is_refused_and_not_repeated() {
    let project = Project::fixture("bestuur");
    let text = String::from_utf8(project.read(CSV)).unwrap();
    let values = planted();
    let headings = text.lines().next().unwrap().split(';').count();
    // Each planted value once in some column, so every column gets names, numbers, dates and addresses.
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(number, line)| {
            let Some(value) = number.checked_sub(1).and_then(|number| values.get(number)) else {
                return line.to_owned();
            };
            let mut cells: Vec<&str> = line.split(';').collect();
            // Neither the number of the pupil nor the free name of the test is a closed word.
            let column = 2 + number % (headings - 2);
            if cells.len() == headings && column != 7 && column != 3 {
                cells[column] = value;
            }
            cells.join(";")
        })
        .collect();
    let shifted: Vec<String> =
        text.lines().skip(1).take(50).map(|line| format!("Zwanenburg;{line}")).collect();
    let project = project.with_file(CSV, [lines, shifted].concat().join("\n"));
    let check = project.run(["check"]).ends(Exit::Faults);
    let rejected = String::from_utf8(project.read("afgewezen-rijen.csv")).unwrap();
    assert!(rejected.lines().count() > 300, "{}", check.text());
    let build = project.run(["build", "--school", "99WH|C1"]).ends(Exit::Done);
    search(&project, &[check, build]);
}

#[test]
fn a_broken_file_is_told_without_its_content() {
    for path in ["bronnen/99WH-C1/edexml-2025-2026.xml", "bronnen/99OE-C1/uwlr-2024-2025.xml"] {
        let project = Project::fixture("bestuur");
        let text = String::from_utf8(project.read(path)).unwrap();
        for cut in [text.len() / 3, text.len() / 2, text.len() - 40] {
            let cut = (0..=cut).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let project = Project::fixture("bestuur").with_file(path, &text[..cut]);
            let answer = project.run(["check"]).ends(Exit::Faults);
            search(&project, &[answer]);
        }
    }
}

/// Looks for every planted value in all that the program wrote and said.
fn search(project: &Project, answers: &[Answer]) {
    let values = planted();
    assert!(values.len() > 500, "{} values are planted", values.len());
    let values = AhoCorasick::new(&values).expect("the values can be searched for");
    for answer in answers {
        find(&values, answer.text().as_bytes(), "what was said");
    }
    let files = files_below(project.path());
    let own: Vec<&String> = files
        .iter()
        .filter(|path| !path.starts_with("bronnen/") && !path.starts_with("koppelingen/"))
        .collect();
    for path in own {
        find(&values, path.as_bytes(), "the name of a file");
        let bytes = project.read(path);
        find(&values, &bytes, path);
        if has_extension(path, "pdf") {
            let pdf = Pdf::read(bytes);
            find(&values, pdf.whole_text().as_bytes(), path);
            for (name, attached) in pdf.attachments() {
                find(&values, &attached, &format!("{path}, {name}"));
            }
        }
    }
}

fn find(values: &AhoCorasick, bytes: &[u8], place: &str) {
    let found = values.find(bytes).map(|found| String::from_utf8_lossy(&bytes[found.range()]));
    assert!(found.is_none(), "{place} holds `{}`", found.unwrap_or_default());
}
