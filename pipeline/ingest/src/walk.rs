//! A folder in, its files in a fixed order out, and the names that are left with the reason.
//!
//! It opens no file: what is in it is for `recognise` to say.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::recognise::{Unrecognised, Why};

/// One file to look into.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// Path within the folder, with slashes.
    pub(crate) bestand: String,
}

/// Lists the files of a folder and of the folders in it, sorted by path; or the one file that is named.
///
/// # Errors
/// Fails when a folder can't be read.
pub(crate) fn files(root: &Path) -> Result<(Vec<Found>, Vec<Unrecognised>), Error> {
    let (mut files, mut left) = (Vec::new(), Vec::new());
    if root.is_file() {
        let bestand = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return Ok((vec![Found { path: root.to_owned(), bestand }], left));
    }
    walk(root, "", &mut files, &mut left)?;
    files.sort_by(|one: &Found, other| one.bestand.cmp(&other.bestand));
    left.sort_by(|one: &Unrecognised, other| one.bestand.cmp(&other.bestand));
    Ok((files, left))
}

fn walk(
    folder: &Path,
    prefix: &str,
    files: &mut Vec<Found>,
    left: &mut Vec<Unrecognised>,
) -> Result<(), Error> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Read { path, source }
    };
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bestand = format!("{prefix}{name}");
        let is_link = fs::symlink_metadata(&path).map_err(unreadable(&path))?.is_symlink();
        let is_folder = fs::metadata(&path).map_err(unreadable(&path))?.is_dir();
        if let Some(waarom) = by_name(&name) {
            left.push(Unrecognised { bestand, waarom });
        } else if is_folder && is_link {
            left.push(Unrecognised { bestand, waarom: Why::LinkedFolder });
        } else if is_folder {
            walk(&path, &format!("{bestand}/"), files, left)?;
        } else {
            files.push(Found { path, bestand });
        }
    }
    Ok(())
}

fn by_name(name: &str) -> Option<Why> {
    if name.starts_with("~$") || name.starts_with(".~lock") {
        Some(Why::Lock)
    } else if name.starts_with('.') {
        Some(Why::Hidden)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_left() {
        assert_eq!(by_name("~$leerresultaten.xlsx"), Some(Why::Lock));
        assert_eq!(by_name(".~lock.leerresultaten.ods#"), Some(Why::Lock));
        assert_eq!(by_name(".DS_Store"), Some(Why::Hidden));
        assert_eq!(by_name("leerresultaten.ods"), None);
    }
}
