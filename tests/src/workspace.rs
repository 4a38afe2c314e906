//! Where things stand in this repository: the root, the shipped files, typst.
//!
//! Reads and finds; makes no more than the folder in which tests work.

use std::path::{Path, PathBuf};

use crate::listing::{files_below, has_extension};

/// The root of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The folder in which tests make theirs; all go when the tests end.
pub fn scratch() -> PathBuf {
    let copies = workspace().join("target/tests");
    std::fs::create_dir_all(&copies).expect("a folder in `target` can be made");
    copies.canonicalize().expect("that folder exists")
}

/// The typst of the tools folder, else the one on the path; a test that needs it fails without.
pub fn typst() -> PathBuf {
    let own = workspace().join(".tools/bin").join(if cfg!(windows) { "typst.exe" } else { "typst" });
    if own.is_file() {
        return own;
    }
    typeset::find(None, std::env::var_os("PATH").as_deref(), &[])
        .unwrap_or_else(|error| panic!("this test needs typst: {error}; run `just tools`"))
        .path
}

/// A typst that makes an empty file of every report at once, for tests of what is staged for it; elsewhere than on Unix the
/// real one.
pub fn silent_typst() -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        const SCRIPT: &str = "#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'typst 0.15.1'; exit; fi\n\
                              for last; do :; done\nprintf '%%PDF-1.7\\n' > \"$last\"\n";
        static MADE: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
        let make = || {
            let script = scratch().join(format!("silent-typst-{}", std::process::id()));
            std::fs::write(&script, SCRIPT).expect("a script can be written");
            let everyone = std::fs::Permissions::from_mode(0o755);
            std::fs::set_permissions(&script, everyone).expect("a script can be made to run");
            script
        };
        MADE.get_or_init(make).clone()
    }
    #[cfg(not(unix))]
    typst()
}

/// Every shipped `.sql` file, as its path from the root with slashes, `reports/…`, by name.
pub fn shipped_sql() -> Vec<String> {
    let found = files_below(&workspace().join("reports"));
    let sql = found.into_iter().filter(|path| has_extension(path, "sql"));
    let mut sql: Vec<String> = sql.map(|path| format!("reports/{path}")).collect();
    sql.sort_by_key(|path| path.rsplit('/').next().map(str::to_owned));
    sql
}

/// Every shipped query whose answer a report shows.
pub fn shipped_queries() -> Vec<String> {
    let of_report = |path: &String| path.starts_with("reports/schoolanalyse/") && path.contains("/queries/");
    shipped_sql().into_iter().filter(of_report).collect()
}

/// The path of a shipped query of the report, by its name.
pub fn shipped_query(name: &str) -> String {
    let path = shipped_queries().into_iter().find(|path| path.ends_with(&format!("/{name}.sql")));
    path.unwrap_or_else(|| panic!("there is no query `{name}`"))
}

/// Whether a shipped file makes a table of the model.
pub fn is_of_model(path: &str) -> bool {
    path.contains("/model/")
}

/// The Rust files below a folder of the workspace, as paths from the root, with their text.
pub fn source_files(folder: &str) -> Vec<(String, String)> {
    let root = workspace().join(folder);
    let rust = files_below(&root).into_iter().filter(|path| has_extension(path, "rs"));
    rust.map(|path| {
        let text = std::fs::read_to_string(root.join(&path)).expect("a source file can be read");
        (format!("{folder}/{path}"), text)
    })
    .collect()
}
