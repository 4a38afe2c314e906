//! Folders in, the files below them out, in order of path; and whole folders copied.
//!
//! Follows no rule about what is in the files.

use std::fs;
use std::path::Path;

/// The files below a folder, as paths from it with slashes, in order; none when there is no such folder.
pub fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    collect(folder, "", &mut found);
    found.sort();
    found
}

/// Whether a path ends in this extension.
pub fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.expect("a folder of the workspace can be listed");
        let inside = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{inside}/"), found);
        } else {
            found.push(inside);
        }
    }
}

/// Every file and folder below a folder, folders with a closing slash.
pub(crate) fn everything_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(prefix) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder.join(&prefix)) else { continue };
        for entry in entries {
            let entry = entry.expect("a folder of a test can be listed");
            let inside = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push(format!("{inside}/"));
                found.push(format!("{inside}/"));
            } else {
                found.push(inside);
            }
        }
    }
    found.sort();
    found
}

/// Copies the files of a folder, but for an older output in it.
pub fn copy_project(source: &Path, target: &Path) {
    let output = |path: &String| {
        ["rapporten/", ".schoolanalyse/", "afgewezen-rijen.csv"].iter().any(|part| path.starts_with(part))
    };
    let wanted = files_below(source).into_iter().filter(|path| !output(path));
    for path in wanted {
        let place = target.join(&path);
        fs::create_dir_all(place.parent().unwrap_or(target)).expect("a folder of a test can be made");
        fs::copy(source.join(&path), place).expect("a fixture can be copied");
    }
}
