//! Reads a folder, returns its regular files in a fixed order, and the names that are left with the reason.
//!
//! What is in a file is for `recognise` to say. No pipe, device or socket is ever opened, for that may never end.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::check::naming;
use crate::error::Error;
use crate::why::{Unrecognised, Why};

/// The largest file that is read row by row, in bytes: some thirty times the results of a whole country.
const LARGEST: u64 = 64 * 1024 * 1024 * 1024;
/// The largest file that is held as a whole, in bytes: every workbook, and the public files.
const LARGEST_WHOLE: u64 = 512 * 1024 * 1024;

/// One file to look into.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// Path within the folder, with slashes.
    pub(crate) bestand: String,
    /// The same path as tables tell it, without what may be the name of a person.
    pub(crate) told: String,
}

/// Lists the files of a folder and of the folders in it, sorted by path; or the one file that is named.
///
/// # Errors
/// Fails when a folder can't be read.
pub(crate) fn files(root: &Path) -> Result<(Vec<Found>, Vec<Unrecognised>), Error> {
    let (mut files, mut left) = (Vec::new(), Vec::new());
    if root.is_file() {
        let bestand = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let told = naming::shown_file(&bestand, 0);
        return Ok((vec![Found { path: root.to_owned(), bestand, told }], left));
    }
    walk(root, ("", ""), &mut files, &mut left)?;
    files.sort_by(|one: &Found, other| one.bestand.cmp(&other.bestand));
    left.sort_by(|one: &Unrecognised, other| one.bestand.cmp(&other.bestand));
    Ok((files, left))
}

fn walk(
    folder: &Path,
    (prefix, told_prefix): (&str, &str),
    files: &mut Vec<Found>,
    left: &mut Vec<Unrecognised>,
) -> Result<(), Error> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Read { path, source }
    };
    let paths = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut paths: Vec<PathBuf> = paths.map_err(unreadable(folder))?;
    paths.sort();
    for (number, path) in paths.into_iter().enumerate() {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (bestand, told) =
            (format!("{prefix}{name}"), format!("{told_prefix}{}", naming::shown_file(&name, number)));
        let is_link = fs::symlink_metadata(&path).map_err(unreadable(&path))?.is_symlink();
        let found = match fs::metadata(&path) {
            // A link that leads nowhere, or back to itself.
            Err(_) if is_link => None,
            found => Some(found.map_err(unreadable(&path))?),
        };
        let is_folder = found.as_ref().is_some_and(fs::Metadata::is_dir);
        let size = found.filter(fs::Metadata::is_file).map(|found| found.len());
        if let Some(waarom) = by_name(&name) {
            left.push(Unrecognised { bestand, told, waarom });
        } else if is_folder && is_link {
            left.push(Unrecognised { bestand, told, waarom: Why::LinkedFolder });
        } else if is_folder {
            walk(&path, (&format!("{bestand}/"), &format!("{told}/")), files, left)?;
        } else {
            match size.ok_or(Why::NotRegular).and_then(|size| within(size, LARGEST)) {
                Ok(()) => files.push(Found { path, bestand, told }),
                Err(waarom) => left.push(Unrecognised { bestand, told, waarom }),
            }
        }
    }
    Ok(())
}

/// Reads a regular file as a whole; or says why not.
///
/// # Errors
/// Fails when it can't be read.
pub(crate) fn read_whole(path: &Path) -> io::Result<Result<Vec<u8>, Why>> {
    if !fs::metadata(path)?.is_file() {
        return Ok(Err(Why::NotRegular));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST_WHOLE + 1).read_to_end(&mut bytes)?;
    Ok(within(bytes.len() as u64, LARGEST_WHOLE).map(|()| bytes))
}

fn within(size: u64, largest: u64) -> Result<(), Why> {
    if size > largest { Err(Why::TooLarge(largest / 1024 / 1024)) } else { Ok(()) }
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

    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_looked_into() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.csv"), "x").unwrap();
        symlink("/dev/zero", folder.path().join("nul.csv")).unwrap();
        symlink("nergens", folder.path().join("weg.csv")).unwrap();
        symlink("kring.csv", folder.path().join("kring.csv")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("stekker")).unwrap();
        let large = File::create(folder.path().join("groot.csv")).unwrap();
        large.set_len(LARGEST + 1).unwrap();
        let (found, left) = files(folder.path()).unwrap();
        assert_eq!(found.iter().map(|file| file.bestand.as_str()).collect::<Vec<_>>(), ["a.csv"]);
        let why: Vec<(&str, Why)> = left.iter().map(|file| (file.bestand.as_str(), file.waarom)).collect();
        assert_eq!(
            why,
            [
                ("groot.csv", Why::TooLarge(65_536)),
                ("kring.csv", Why::NotRegular),
                ("nul.csv", Why::NotRegular),
                ("stekker", Why::NotRegular),
                ("weg.csv", Why::NotRegular),
            ]
        );
        assert!(matches!(read_whole(&folder.path().join("nul.csv")), Ok(Err(Why::NotRegular))));
        assert!(matches!(read_whole(&folder.path().join("groot.csv")), Ok(Err(Why::TooLarge(512)))));
    }

    #[test]
    fn a_path_is_told_without_what_may_be_a_name_by_its_place_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["99WH-C1/oso/export.csv", "99WH-C1/oso/jan-jansen.pdf", "99WH-C1/van Anja/groep8.csv"] {
            fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
            fs::write(folder.path().join(path), "x").unwrap();
        }
        let (found, _) = files(folder.path()).unwrap();
        let told: Vec<&str> = found.iter().map(|file| file.told.as_str()).collect();
        assert_eq!(told, ["99WH-C1/oso/export.csv", "99WH-C1/oso/#2.pdf", "99WH-C1/#2/groep8.csv"]);
    }

    #[test]
    fn names_say_what_is_left() {
        assert_eq!(by_name("~$leerresultaten.xlsx"), Some(Why::Lock));
        assert_eq!(by_name(".~lock.leerresultaten.ods#"), Some(Why::Lock));
        assert_eq!(by_name(".DS_Store"), Some(Why::Hidden));
        assert_eq!(by_name("leerresultaten.ods"), None);
    }
}
