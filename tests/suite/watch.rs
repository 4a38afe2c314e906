//! `watch` at work: what is saved shows, what is wrong is told in its place, and the last good PDF stays.
//!
//! The program runs on a thread beside the test and ends when its project folder goes. No test holds a time.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use schoolanalyse::Exit;
use tests::{Project, typst};

const QUERY: &str = "queries/groei_rekenen.sql";
const PDF: &str = "rapporten/2025-2026-midden/99WH-C1/directie.pdf";
/// Longer than any machine needs; a test that waits this long fails.
const LONG: Duration = Duration::from_mins(2);

/// A stream that the test can read while the program writes it.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody failed while writing").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Heard {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("nobody failed while writing").clone())
            .expect("the program writes UTF-8")
    }
}

/// A program that watches a project.
struct Watching {
    project: Project,
    heard: Heard,
    program: JoinHandle<Exit>,
    told: usize,
}

impl Watching {
    fn start(project: Project) -> Self {
        let heard = Heard::default();
        let folder = project.path().to_owned();
        let (mut out, mut err) = (heard.clone(), heard.clone());
        let program = thread::spawn(move || {
            let words: [PathBuf; 7] = [
                "schoolanalyse".into(),
                "watch".into(),
                "--school=99WH|C1".into(),
                "--audience=directie".into(),
                "--typst".into(),
                typst(),
                folder,
            ];
            schoolanalyse::run(words, &mut out, &mut err)
        });
        let mut watching = Self { project, heard, program, told: 0 };
        watching.next();
        watching
    }

    /// Waits until the program waits again; returns what it told in between.
    fn next(&mut self) -> String {
        let started = Instant::now();
        loop {
            let text = self.heard.text();
            if text[self.told..].contains("Ctrl-C stops\n") {
                let told = text[self.told..].to_owned();
                self.told = text.len();
                return told;
            }
            assert!(started.elapsed() < LONG && !self.program.is_finished(), "{text}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Saves a file and waits for what comes of it.
    fn save(&mut self, path: &str, content: &str) -> String {
        fs::write(self.project.path().join(path), content).expect("a file can be saved");
        self.next()
    }

    fn pdf(&self) -> Vec<u8> {
        self.project.read(PDF)
    }

    /// Takes the project away and waits for the end.
    fn end(self) {
        let Self { project, heard, program, .. } = self;
        drop(project);
        assert_eq!(program.join().expect("the program ends by itself"), Exit::Usage);
        assert!(
            heard.text().ends_with("hint: `schoolanalyse init` makes a project folder\n"),
            "{}",
            heard.text()
        );
    }
}

#[test]
fn what_is_saved_shows_and_what_is_wrong_leaves_the_last_good_pdf() {
    let mut watching = Watching::start(Project::fixture("bestuur"));
    let first = watching.pdf();
    let text = String::from_utf8(watching.project.read(QUERY)).unwrap();

    let told = watching.save(QUERY, &text.replace("--! title: Groei", "--! title: Vooruitgang"));
    assert!(
        told.contains("; 1 of ") && told.contains("99WH-C1/directie.pdf"),
        "only this query is run: {told}"
    );
    let second = watching.pdf();
    assert!(first != second, "the new title is in the PDF");

    let told = watching.save(QUERY, &text.replace("\nselect", "\nselct"));
    assert!(told.contains("error: queries/groei_rekenen.sql:") && told.contains("| selct"), "{told}");
    assert!(watching.pdf() == second, "the last good PDF stays");

    let told = watching.save(QUERY, &text.replace("--! title: Groei", "--! title: Vooruitgang"));
    assert!(told.contains("mended"), "{told}");
    watching.save(QUERY, &text);
    assert!(watching.pdf() == first, "the same files give the same PDF");
    watching.end();
}

#[test]
fn a_template_a_source_and_a_new_query_show_too() {
    let mut watching = Watching::start(Project::fixture("bestuur"));
    let first = watching.pdf();
    let template = "reports/schoolanalyse/hoofdstukken/begrippen/hoofdstuk.typ";
    fs::create_dir_all(watching.project.path().join("reports/schoolanalyse/hoofdstukken/begrippen")).unwrap();
    let built_in = fs::read_to_string(tests::workspace().join(template)).unwrap();

    let told = watching.save(template, &format!("{built_in}\n#geen-woord\n"));
    assert!(told.contains("begrippen/hoofdstuk.typ") && told.contains("unknown variable"), "{told}");
    assert!(watching.pdf() == first, "the last good PDF stays");
    let told = watching.save(template, &built_in.replace("= Begrippen", "= Begrippenlijst"));
    assert!(told.contains("; 0 of "), "no query is run for a template: {told}");
    let second = watching.pdf();
    assert!(second != first);

    let source = "bronnen/99WH-C1/groep8.csv";
    let rows = String::from_utf8(watching.project.read(source)).unwrap();
    let fewer = rows.trim_end().rsplit_once('\n').unwrap().0;
    let told = watching.save(source, &format!("{fewer}\n"));
    assert!(told.contains("read 99WH-C1/groep8.csv") && !told.contains("read 99FU-C1"), "{told}");
    let run: usize = told.split("; ").nth(1).and_then(|text| text.split(' ').next()?.parse().ok()).unwrap();
    assert!((1..20).contains(&run), "only what rests on groep 8 is run: {told}");
    assert!(watching.pdf() != second);

    let query =
        "--! title: Scholen\n--! scope: all\nselect count(*) as scholen from scholen order by scholen\n";
    let told = watching.save("queries/nieuw.sql", query);
    assert!(told.contains("; 1 of "), "{told}");
    fs::remove_file(watching.project.path().join("queries/nieuw.sql")).unwrap();
    assert!(watching.next().contains("; 0 of "), "a query that goes takes no other along");
    watching.end();
}
