//! What must never creep into the code, read from the code itself; each of these also stands in the README.

use std::collections::BTreeSet;
use std::fs;

use tests::{files_below, source_files, workspace};

/// The crates and which of their siblings they may know: the driver all stages, the command line the driver.
const STAR: [(&str, &[&str]); 9] = [
    ("domain", &[]),
    ("ingest", &["domain"]),
    ("query", &["domain"]),
    ("disclose", &["domain"]),
    ("render", &["domain", "disclose"]),
    ("typeset", &["domain", "disclose"]),
    ("export", &["domain", "disclose"]),
    ("report", &["domain", "ingest", "query", "disclose", "render", "typeset", "export"]),
    ("cli", &["domain", "report"]),
];

/// Packages that only some crates may know.
const KEPT_IN: [(&str, &[&str]); 7] = [
    ("datafusion", &["query"]),
    ("arrow", &["ingest", "export"]),
    ("calamine", &["export"]),
    ("plotters", &["render"]),
    ("clap", &["cli"]),
    ("tokio", &["report", "query"]),
    ("rust_xlsxwriter", &["export"]),
];

/// Lines of code, without comments, blank lines and inline tests.
const LONGEST_FILE: usize = 300;

#[test]
fn the_crates_form_a_star_around_domain() {
    for (name, may) in STAR {
        let known = dependencies(name);
        let siblings: Vec<&str> =
            STAR.iter().map(|(sibling, _)| *sibling).filter(|sibling| known.contains(*sibling)).collect();
        let more: Vec<&&str> = siblings.iter().filter(|sibling| !may.contains(sibling)).collect();
        assert!(more.is_empty() && !known.contains("schoolanalyse"), "`{name}` knows {more:?}");
    }
}

#[test]
fn heavy_packages_stay_in_their_crate() {
    let crates = STAR.iter().map(|(name, _)| *name);
    for name in crates {
        let known = dependencies(name);
        for (package, homes) in KEPT_IN {
            assert!(!known.contains(package) || homes.contains(&name), "`{name}` knows `{package}`");
        }
    }
}

#[test]
fn only_typeset_starts_a_program() {
    for (path, text) in source_files("pipeline") {
        let starts = code_lines(&text)
            .any(|line| line.contains("process::Command") || line.contains("process::{Command"));
        assert!(!starts || path.starts_with("pipeline/typeset/"), "{path} starts a program");
    }
}

#[test]
fn every_rust_file_opens_by_saying_what_goes_in_and_out() {
    for (path, text) in source_files("pipeline").into_iter().chain(source_files("tests")) {
        assert!(text.starts_with("//!"), "{path} does not open with `//!`");
    }
}

#[test]
fn no_rust_file_is_long() {
    let files = source_files("pipeline").into_iter().chain(source_files("tests"));
    let long: Vec<(String, usize)> = files
        .map(|(path, text)| (path, code_lines(&text).count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .collect();
    assert!(long.is_empty(), "files of more than {LONGEST_FILE} lines of code: {long:?}");
}

#[test]
fn nothing_but_the_agreed_folders_stands_at_the_top() {
    let agreed = [
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "fixtures",
        "justfile",
        "pipeline",
        "reports",
        "target",
        "tests",
    ];
    let entries = fs::read_dir(workspace()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let other: Vec<String> =
        names.filter(|name| !name.starts_with('.') && !agreed.contains(&name.as_str())).collect();
    assert!(other.is_empty(), "{other:?} stands beside the agreed folders");
}

#[test]
fn golden_files_stay_small_enough_to_review() {
    let golden = workspace().join("tests/golden");
    let sizes = files_below(&golden).into_iter().map(|path| fs::metadata(golden.join(path)).unwrap().len());
    let total: u64 = sizes.sum();
    assert!(total < 1_000_000, "the golden files together are {total} bytes");
}

/// The packages that a crate of the pipeline names, those for its tests and its build script included.
fn dependencies(name: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(workspace().join(format!("pipeline/{name}/Cargo.toml")))
        .expect("a crate has a manifest");
    let manifest: toml::Table = text.parse().expect("a manifest is TOML");
    let tables = ["dependencies", "dev-dependencies", "build-dependencies"];
    let named = tables.iter().filter_map(|table| manifest.get(*table)?.as_table());
    named.flat_map(|table| table.keys().cloned()).collect()
}

/// The lines of code of a file, up to its inline tests.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"))
}
