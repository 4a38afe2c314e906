//! A fixture in, a copy of it to run the program on, and the program's whole answer out.
//!
//! The program runs inside the test, so there is no process to find; copies live in `target/` and go when the test ends.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use schoolanalyse::Exit;
use tempfile::TempDir;

use crate::golden;
use crate::listing::{copy_project, everything_below};
use crate::workbook;
use crate::workspace::{scratch, typst, workspace};

/// A project folder of its own for one test.
pub struct Project {
    folder: TempDir,
}

impl Project {
    /// An empty folder.
    pub fn empty() -> Self {
        let folder = tempfile::Builder::new().prefix("project-").tempdir_in(scratch());
        Self { folder: folder.expect("a folder for a test can be made") }
    }

    /// A copy of a project in `fixtures/`.
    pub fn fixture(name: &str) -> Self {
        let source = workspace().join("fixtures").join(name);
        assert!(source.is_dir(), "there is no fixture `{name}`");
        Self::copy_of(&source)
    }

    /// A copy of a project anywhere.
    pub fn copy_of(source: &Path) -> Self {
        let project = Self::empty();
        copy_project(source, project.path());
        project
    }

    /// A copy of a project in `fixtures/broken/`.
    pub fn broken(name: &str) -> Self {
        Self::fixture(&format!("broken/{name}"))
    }

    /// Writes a file into the project.
    pub fn with_file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let place = self.path().join(path);
        fs::create_dir_all(place.parent().unwrap_or(self.path())).expect("a folder of a test can be made");
        fs::write(place, content).expect("a file of a test can be written");
        self
    }

    /// Takes a file away.
    pub fn without(self, path: &str) -> Self {
        fs::remove_file(self.path().join(path)).expect("the file to take away is there");
        self
    }

    /// Adds a query of the user's own.
    pub fn with_query(self, name: &str, sql: &str) -> Self {
        self.with_file(&format!("reports/schoolanalyse/queries/{name}.sql"), sql)
    }

    /// Replaces a passage of a text file in the project.
    pub fn with_change(self, path: &str, passage: &str, by: &str) -> Self {
        let text = fs::read_to_string(self.path().join(path)).expect("the file to change can be read");
        assert!(text.contains(passage), "`{path}` has no passage `{passage}`");
        self.with_file(path, text.replacen(passage, by, 1))
    }

    /// Replaces a text, once, inside a workbook: the first cell that holds just this.
    pub fn with_cell(self, path: &str, text: &str, by: &str) -> Self {
        let bytes = workbook::with_cell(&self.read(path), text, by);
        self.with_file(path, bytes)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file that a test expects to be there.
    pub fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.path().join(path)).unwrap_or_else(|error| panic!("`{path}` can't be read: {error}"))
    }

    /// A JSON file that a test expects to be there.
    pub fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_slice(&self.read(path))
            .unwrap_or_else(|error| panic!("`{path}` is not JSON: {error}"))
    }

    /// The folders of the schools that stand in a folder of reports.
    pub fn reports(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path().join(folder)).expect("there are reports");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Runs the program on the project.
    ///
    /// `<project>` in a word stands for the folder; `check` and `build` get it as their last word by themselves. `build`
    /// gets the typst of the workspace unless a word names another, and one job, so that its lines come in one order.
    pub fn run<const N: usize>(&self, words: [&str; N]) -> Answer {
        let folder = self.path().display().to_string();
        let mut typed: Vec<OsString> = vec!["schoolanalyse".into()];
        typed.extend(words.iter().map(|word| word.replace("<project>", &folder).into()));
        let command = words.iter().find(|word| !word.starts_with('-')).copied().unwrap_or_default();
        let asks = words.iter().any(|word| matches!(*word, "--help" | "-h"));
        let mut tool = PathBuf::new();
        if command == "build" && !asks {
            if !words.contains(&"--typst") {
                tool = typst();
                typed.extend(["--typst".into(), tool.clone().into_os_string()]);
            }
            if !words.contains(&"--jobs") {
                typed.push("--jobs=1".into());
            }
        }
        if matches!(command, "build" | "check")
            && !asks
            && !words.iter().any(|word| word.starts_with("<project>"))
        {
            typed.push(self.path().into());
        }
        let before: BTreeSet<String> = everything_below(self.path()).into_iter().collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = schoolanalyse::run(typed, &mut out, &mut err);
        let made = everything_below(self.path()).into_iter().filter(|path| !before.contains(path)).collect();
        let places =
            [(folder, "<project>"), (tool.display().to_string(), "<typst>"), (root(), "<workspace>")];
        Answer { exit, stdout: shown(out, &places), stderr: shown(err, &places), made }
    }
}

fn root() -> String {
    workspace().canonicalize().expect("the workspace exists").display().to_string()
}

/// The words of the program, with what differs from run to run replaced by its name.
fn shown(bytes: Vec<u8>, places: &[(String, &str)]) -> String {
    let mut text = String::from_utf8(bytes).expect("the program writes UTF-8");
    for (place, name) in places.iter().filter(|(place, _)| !place.is_empty()) {
        text = text.replace(place, name);
    }
    // Typst names files by their path from the current folder, through the work folder of the build.
    while let Some(middle) = text.find("/.schoolanalyse-") {
        let start = text[..middle].rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let end = text[middle + 1..].find('/').map_or(text.len(), |length| middle + 1 + length);
        text.replace_range(start..end, "<work>");
    }
    text
}

/// All that a run left: exit code, words, new files. Chainable, so that a test reads as one sentence.
#[derive(Debug, Clone)]
pub struct Answer {
    /// How it ended.
    pub exit: Exit,
    /// What it wrote to standard output, with `<project>` for the folder.
    pub stdout: String,
    /// What it wrote to standard error, likewise.
    pub stderr: String,
    /// The files and folders that were not there before.
    pub made: Vec<String>,
}

impl Answer {
    /// The whole answer as a golden file holds it.
    pub fn text(&self) -> String {
        let mut text = format!("exit {}\n", self.exit.code());
        for (name, words) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            let lines: Vec<&str> = words.lines().map(str::trim_end).collect();
            let _ = write!(text, "\n-- {name}\n{}", lines.join("\n"));
            if !lines.is_empty() {
                text.push('\n');
            }
        }
        text
    }

    /// Fails unless the whole answer is the golden message of this name.
    pub fn answers(self, name: &str) -> Self {
        golden::same(&format!("messages/{name}.txt"), &self.text());
        self
    }

    /// The same for text that is wrapped to the width of a terminal.
    pub fn answers_in_words(self, name: &str) -> Self {
        golden::same_words(&format!("messages/{name}.txt"), &self.text());
        self
    }

    /// Fails unless the run ended this way.
    pub fn ends(self, exit: Exit) -> Self {
        assert_eq!(self.exit, exit, "{}", self.text());
        self
    }

    /// Fails when a new file or folder is left, beside the stored tables of pupils.
    pub fn leaves_nothing(self) -> Self {
        let left: Vec<&String> =
            self.made.iter().filter(|path| !path.starts_with(".schoolanalyse/")).collect();
        assert!(left.is_empty(), "the run left {left:?}\n{}", self.text());
        self
    }

    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("not JSON: {error}\n{}", self.text()))
    }
}
