//! Makes a folder to work in, which no other run takes for one that was left behind.
//!
//! A run that is killed leaves its folder; the next one clears it away, when nobody holds it any more.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;

use tempfile::TempDir;

/// How the names of work folders begin.
const PREFIX: &str = ".schoolanalyse-";
/// The file in a work folder that its run holds until it ends, in whatever way.
const HELD: &str = ".bezet";
/// What runs put in a work folder, beside what the query engine sets aside.
const WORK: [&str; 5] = ["reports", "staging", "uit", "oud", "galerij.pdf"];
/// How often a folder is made anew that another run just cleared away.
const TRIES: usize = 8;

/// A work folder; it goes when it is dropped.
pub(crate) struct Workplace {
    /// Before the folder, so that it is let go before the folder goes.
    _held: Option<File>,
    folder: TempDir,
}

impl Workplace {
    /// Clears away what killed runs left in a place, and makes a work folder in it.
    pub(crate) fn open(place: &Path) -> io::Result<Self> {
        clear(place);
        for _ in 0..TRIES {
            let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(place)?;
            match hold(folder.path()) {
                Ok(Some(held)) => return Ok(Self { _held: Some(held), folder }),
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                // Where files cannot be held nobody clears anything away either.
                Err(_) => return Ok(Self { _held: None, folder }),
            }
        }
        Err(io::Error::new(ErrorKind::ResourceBusy, "other runs clear it away each time"))
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Clears away the work folders in a place that nobody holds; what cannot be cleared stays.
pub(crate) fn clear(place: &Path) {
    let Ok(entries) = fs::read_dir(place) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        if is_ours
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
            && is_of_a_run(&entry.path())
            && let Ok(Some(_held)) = hold(&entry.path())
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether a folder is that of a run: with the file that a run holds, or with nothing but what runs put there. Somebody's
/// own may have a name of that kind.
fn is_of_a_run(folder: &Path) -> bool {
    let is_work = |name: &str| WORK.contains(&name) || name.starts_with("datafusion-");
    let holds_only_work = |mut entries: fs::ReadDir| {
        entries.all(|entry| entry.is_ok_and(|entry| is_work(&entry.file_name().to_string_lossy())))
    };
    folder.join(HELD).exists() || fs::read_dir(folder).is_ok_and(holds_only_work)
}

/// Takes hold of a work folder; nothing when another run has it, or had it and cleared it away.
fn hold(folder: &Path) -> io::Result<Option<File>> {
    let path = folder.join(HELD);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
    match file.try_lock() {
        Ok(()) => Ok(path.exists().then_some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_holds_is_cleared_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let path = |name: &str| place.path().join(name);
        for left in [".schoolanalyse-oud/staging", ".schoolanalyse-leeg", ".schoolanalyse", "99WH-C1"] {
            fs::create_dir_all(path(left)).unwrap();
        }
        fs::write(path(".schoolanalyse-oud/.bezet"), "").unwrap();
        fs::write(path(".schoolanalyse-brief.txt"), "").unwrap();
        fs::create_dir_all(path(".schoolanalyse-backup")).unwrap();
        fs::write(path(".schoolanalyse-backup/brief.docx"), "").unwrap();
        let first = Workplace::open(place.path()).unwrap();
        assert!(!path(".schoolanalyse-oud").exists() && !path(".schoolanalyse-leeg").exists());
        assert!(path(".schoolanalyse").exists() && path("99WH-C1").exists());
        assert!(path(".schoolanalyse-brief.txt").exists());
        assert!(
            path(".schoolanalyse-backup/brief.docx").exists()
                && !path(".schoolanalyse-backup/.bezet").exists()
        );
        let second = Workplace::open(place.path()).unwrap();
        assert!(first.path().exists() && second.path().exists());
        let left = first.path().to_owned();
        drop(first);
        assert!(!left.exists() && second.path().exists());
    }

    #[test]
    fn many_runs_at_once_keep_their_folders() {
        let place = tempfile::tempdir().unwrap();
        let work = || {
            for _ in 0..50 {
                let workplace = Workplace::open(place.path()).unwrap();
                let file = workplace.path().join("werk");
                fs::write(&file, "x").unwrap();
                std::thread::yield_now();
                assert!(file.exists());
            }
        };
        std::thread::scope(|scope| {
            let runs: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
            assert!(runs.into_iter().all(|run| run.join().is_ok()));
        });
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
