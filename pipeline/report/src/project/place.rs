//! A path to write to in, whether something of the project stands there out.
//!
//! What people put into a project (sources, queries, settings, the key) is never written over, whichever way a path
//! takes there: through links, through `..`, or under another name of the same file.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::error::Error;

/// The name of the project file.
pub(crate) const PROJECT_FILE: &str = "schoolanalyse.toml";

/// The file with the key under which pupils are hashed.
pub(crate) const KEY_FILE: &str = "leerlingsleutel.txt";

/// The folders of a project that hold what was put into it, or what the program keeps for itself.
const FOLDERS: [&str; 6] = ["bronnen", "queries", "reports", "koppelingen", "sjablonen", ".schoolanalyse"];
/// Its files.
const FILES: [&str; 4] = [PROJECT_FILE, KEY_FILE, "LEESMIJ.txt", ".gitignore"];
/// The file that tells that a folder is a report.
const MANIFEST: &str = "manifest.json";
/// Links to links that are followed.
const LINKS: usize = 16;

/// Makes sure that an answer may be written to a file: it is none of the inputs, nor one of a project around it, no part
/// of a report, and what is there already ends as such an answer does.
pub(crate) fn allow_file(path: &Path, endings: &[&str], inputs: &[PathBuf]) -> Result<(), Error> {
    if is_stream(path) {
        return Ok(());
    }
    let target = allow(path, inputs)?;
    if !target.exists() {
        return Ok(());
    }
    let ending = target.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let of_report = || target.ancestors().skip(1).take(2).any(|folder| folder.join(MANIFEST).exists());
    if target.is_dir() || !endings.contains(&ending.as_str()) || of_report() {
        return Err(Error::NotAnAnswer { path: path.to_owned(), endings: endings.join("`, `.") });
    }
    Ok(())
}

/// Makes sure that a path leads to no input; returns where it leads.
pub(crate) fn allow(path: &Path, inputs: &[PathBuf]) -> Result<PathBuf, Error> {
    let target = resolved(path, LINKS).map_err(Error::io("find", path))?;
    let is_project = |folder: &&Path| folder.join(PROJECT_FILE).exists() || folder.join("bronnen").is_dir();
    let around: Vec<PathBuf> = target.ancestors().filter(is_project).flat_map(inputs_of).collect();
    if around.iter().chain(inputs).any(|input| target.starts_with(input)) {
        return Err(Error::OverInput { path: path.to_owned() });
    }
    Ok(target)
}

/// What is put into a project, where it really is.
pub(crate) fn inputs_of(project: &Path) -> Vec<PathBuf> {
    let Ok(project) = resolved(project, LINKS) else { return Vec::new() };
    let mut inputs: Vec<PathBuf> = Vec::new();
    for name in FOLDERS {
        let folder = project.join(name);
        inputs.extend(resolved(&folder, LINKS));
        linked(&folder, &mut inputs);
    }
    inputs.extend(FILES.iter().flat_map(|name| resolved(&project.join(name), LINKS)));
    inputs
}

/// A file that is read, where it really is.
pub(crate) fn input(path: &Path) -> Option<PathBuf> {
    resolved(path, LINKS).ok()
}

/// Writes a file anew: what else has the same file under another name keeps what it holds.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if !is_stream(path) && fs::symlink_metadata(path).is_ok_and(|found| found.is_file()) {
        fs::remove_file(path).map_err(Error::io("replace", path))?;
    }
    fs::write(path, bytes).map_err(Error::io("write", path))
}

/// Adds what a folder, and those below it, link to.
fn linked(folder: &Path, inputs: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_symlink() {
            inputs.extend(fs::canonicalize(entry.path()));
        } else if kind.is_dir() {
            linked(&entry.path(), inputs);
        }
    }
}

/// Whether a path is a pipe or a device, which holds nothing to lose.
fn is_stream(path: &Path) -> bool {
    // The ends of this program itself, wherever they lead; the rest of these folders leads to files too.
    let is_end = ["/dev/stdout", "/dev/stderr"].iter().any(|end| path == Path::new(end))
        || ["/dev/fd", "/proc/self/fd"].iter().any(|ends| path.parent() == Some(Path::new(ends)));
    is_end || fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Where a path leads, links followed, also when its end is not there yet.
fn resolved(path: &Path, links: usize) -> std::io::Result<PathBuf> {
    let mut found = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => drop(found.pop()),
            part => found.push(part),
        }
        if let Ok(real) = fs::canonicalize(&found) {
            found = real;
        } else if let (Ok(link), true) = (fs::read_link(&found), links > 0) {
            // A link to what is not there yet: writing would make it.
            found.pop();
            found = resolved(&found.join(link), links - 1)?;
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> tempfile::TempDir {
        let project = tempfile::tempdir().unwrap();
        for folder in ["bronnen/99WH-C1", "queries", "rapporten/2025-2026-midden/99WH-C1"] {
            fs::create_dir_all(project.path().join(folder)).unwrap();
        }
        for file in [
            "schoolanalyse.toml",
            "bronnen/a.csv",
            "rapporten/2025-2026-midden/99WH-C1/manifest.json",
            "oud.csv",
            "brief.docx",
        ] {
            fs::write(project.path().join(file), "x").unwrap();
        }
        project
    }

    #[test]
    fn nothing_is_written_over_an_input_or_a_report() {
        let project = project();
        let allowed = |path: &str| allow_file(&project.path().join(path), &["csv"], &[]).is_ok();
        for path in ["nieuw.csv", "oud.csv", "map/../nieuw.csv", "rapporten/antwoord.csv"] {
            assert!(allowed(path), "{path}");
        }
        for path in [
            "bronnen/a.csv",
            "bronnen/nieuw.csv",
            "queries/../bronnen/a.csv",
            "nergens/../bronnen/99WH-C1/b.csv",
            "koppelingen/nieuw.csv",
            "schoolanalyse.toml",
            "leerlingsleutel.txt",
            ".schoolanalyse/a.csv",
            "rapporten/2025-2026-midden/99WH-C1/manifest.json",
            "brief.docx",
            "rapporten",
        ] {
            assert!(!allowed(path), "{path}");
        }
        fs::write(project.path().join("rapporten/2025-2026-midden/99WH-C1/cijfers.csv"), "x").unwrap();
        assert!(!allowed("rapporten/2025-2026-midden/99WH-C1/cijfers.csv"));
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_to_no_input_either() {
        use std::os::unix::fs::symlink;
        let (project, elsewhere) = (project(), tempfile::tempdir().unwrap());
        let (inside, outside) =
            (|path: &str| project.path().join(path), |path: &str| elsewhere.path().join(path));
        fs::write(outside("bron.csv"), "bron").unwrap();
        symlink(outside("bron.csv"), inside("bronnen/b.csv")).unwrap();
        symlink(inside("bronnen/a.csv"), outside("a.csv")).unwrap();
        symlink(inside("bronnen/nieuw.csv"), outside("hangt.csv")).unwrap();
        symlink(inside("bronnen"), outside("map")).unwrap();
        symlink(outside("kring.csv"), outside("kring.csv")).unwrap();
        let inputs = inputs_of(project.path());
        for path in ["bron.csv", "a.csv", "hangt.csv", "map/c.csv"] {
            assert!(allow_file(&outside(path), &["csv"], &inputs).is_err(), "{path}");
        }
        assert!(allow_file(&outside("vrij.csv"), &["csv"], &inputs).is_ok());
        let round = Path::new("/dev/..").join(inside("bronnen/a.csv").strip_prefix("/").unwrap());
        assert!(allow_file(&round, &["csv"], &inputs).is_err());
        fs::hard_link(outside("bron.csv"), outside("naam.csv")).unwrap();
        write(&outside("naam.csv"), b"antwoord").unwrap();
        assert_eq!(fs::read(outside("bron.csv")).unwrap(), b"bron");
        assert_eq!(fs::read(outside("naam.csv")).unwrap(), b"antwoord");
    }
}
