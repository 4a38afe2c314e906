//! Keeps the tables of pupils in a folder of the project, and finds there what an earlier run read from the same files.
//!
//! Several runs can be at work: one reads while others wait for what it makes, and nobody takes away what is in use.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::attempts;
use super::pupil_file::PupilFile;
use super::reading::Context;
use super::run::Outcome;
use super::storage::{self, TABLES};
use crate::check::ledger::Rejected;
use crate::error::Error;
use crate::source::{Refused, Source};
use crate::warning::Warning;

/// What reading came to, beside the tables; whoever uses the tables holds a lock on it.
const RECORD: &str = "gelezen.json";
/// Who holds a lock on this file reads anew.
const GATE: &str = "slot";

/// What reading came to.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) sources: Vec<Source>,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) warnings: Vec<Warning>,
}

/// What an earlier run stored, when it is whole; it stays as long as the file is held.
pub(crate) fn stored(place: &Path) -> Option<(Record, File)> {
    let file = File::open(place.join(RECORD)).ok()?;
    allowed(file.lock_shared()).ok()?;
    let record = serde_json::from_reader(BufReader::new(&file)).ok()?;
    TABLES.iter().all(|name| storage::place(place, name).is_file()).then_some((record, file))
}

/// Reads everything into a folder beside its place, moves it there, and takes away what nobody uses any more.
///
/// # Errors
/// Fails when the tables cannot be written.
pub(crate) fn read_anew(
    files: &[PupilFile],
    context: &Context<'_>,
    store: &Path,
    place: &Path,
) -> Result<(Record, File), Error> {
    fs::create_dir_all(store).map_err(|error| storage::fault(store, &error))?;
    let gate = File::create(store.join(GATE)).map_err(|error| storage::fault(store, &error))?;
    allowed(gate.lock()).map_err(|error| storage::fault(store, &error))?;
    // Another run may have made it while this one waited.
    if let Some(found) = stored(place) {
        return Ok(found);
    }
    let older = folders(store)?;
    let work = tempfile::Builder::new().prefix("nieuw-").tempdir_in(store);
    let work = work.map_err(|error| storage::fault(store, &error))?;
    let Outcome { sources, rejected, refused, warnings } = attempts::read(files, context, work.path())?;
    let record = Record { sources, rejected, refused, warnings };
    let text = serde_json::to_vec(&record).map_err(|error| storage::fault(place, &error))?;
    fs::write(work.path().join(RECORD), text).map_err(|error| storage::fault(place, &error))?;
    for path in older {
        take_away(&path).map_err(|error| storage::fault(&path, &error))?;
    }
    fs::rename(work.keep(), place).map_err(|error| storage::fault(place, &error))?;
    stored(place).ok_or_else(|| storage::fault(place, &"it is gone as soon as it was written"))
}

/// Takes away a folder that nobody holds: what an older run stored, or was making when it was killed.
fn take_away(path: &Path) -> io::Result<()> {
    let held = File::open(path.join(RECORD));
    // Only the holder of the gate makes folders, so one without a record is that of a run that was killed.
    if held.as_ref().is_ok_and(|file| file.try_lock().is_err_and(|error| is_taken(&error))) {
        return Ok(());
    }
    fs::remove_dir_all(path)
}

fn is_taken(error: &fs::TryLockError) -> bool {
    matches!(error, fs::TryLockError::WouldBlock)
}

/// Does without a lock where the file system knows none.
fn allowed(locked: io::Result<()>) -> io::Result<()> {
    match locked {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        locked => locked,
    }
}

fn folders(store: &Path) -> Result<Vec<PathBuf>, Error> {
    let listed = fs::read_dir(store).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let listed: Vec<PathBuf> = listed.map_err(|error: io::Error| storage::fault(store, &error))?;
    Ok(listed.into_iter().filter(|path| path.is_dir()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(store: &Path, name: &str) -> PathBuf {
        let place = store.join(name);
        fs::create_dir(&place).unwrap();
        place
    }

    #[test]
    fn what_is_in_use_stays_and_what_a_killed_run_left_goes() {
        let store = tempfile::tempdir().unwrap();
        let (used, old, left) =
            (folder(store.path(), "a"), folder(store.path(), "b"), folder(store.path(), "nieuw-c"));
        for place in [&used, &old] {
            fs::write(place.join(RECORD), serde_json::to_vec(&Record::default()).unwrap()).unwrap();
            for name in TABLES {
                fs::write(storage::place(place, name), "").unwrap();
            }
        }
        let held = stored(&used);
        assert!(held.is_some() && stored(&left).is_none());
        for path in folders(store.path()).unwrap() {
            take_away(&path).unwrap();
        }
        assert_eq!(folders(store.path()).unwrap(), std::slice::from_ref(&used));
        drop(held);
        take_away(&used).unwrap();
        assert!(!used.exists() && stored(&used).is_none());
    }
}
