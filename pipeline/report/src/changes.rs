//! Watches a project folder, returns when something is saved in it that a report is made of.
//!
//! Looks at no content, and passes over what the program writes itself.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::error::Error;
use crate::project::content::OWN_QUERIES;
use crate::project::place::{KEY_FILE, PROJECT_FILE};

/// The folders of a project that reports are made of.
const FOLDERS: [&str; 4] = [OWN_QUERIES, "reports", "bronnen", "koppelingen"];
/// How long it has to be quiet: editors save a file in several strokes.
const QUIET: Duration = Duration::from_millis(40);
/// How long a change waits at most for it to be quiet.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often is looked at what tells nothing, and whether the project is still there.
const INTERVAL: Duration = Duration::from_secs(1);

/// An ear at a project folder.
pub struct Changes {
    root: PathBuf,
    /// The same without links, as some systems tell of it.
    real: PathBuf,
    /// The key, when it is kept elsewhere.
    key: Option<PathBuf>,
    watcher: Box<dyn Watcher>,
    signs: Receiver<notify::Result<Event>>,
    heard: Vec<PathBuf>,
}

impl Changes {
    /// Starts to listen, also at a key that is kept elsewhere.
    ///
    /// # Errors
    /// When the system does not tell of changes.
    pub fn listen(project: &Path, key: Option<&Path>, poll: bool) -> Result<Self, Error> {
        let key = key.map(|key| std::path::absolute(key).map_err(Error::io("find", key))).transpose()?;
        let root = std::path::absolute(project).map_err(Error::io("find", project))?;
        let (send, signs) = channel();
        let mut watcher: Box<dyn Watcher> = if poll {
            let config = Config::default().with_poll_interval(INTERVAL);
            Box::new(PollWatcher::new(send, config).map_err(|error| deaf(&error))?)
        } else {
            Box::new(RecommendedWatcher::new(send, Config::default()).map_err(|error| deaf(&error))?)
        };
        watcher.watch(&root, RecursiveMode::NonRecursive).map_err(|error| deaf(&error))?;
        if let Some(place) = key.as_ref().and_then(|key| key.parent()).filter(|place| *place != root) {
            watcher.watch(place, RecursiveMode::NonRecursive).map_err(|error| deaf(&error))?;
        }
        let real = root.canonicalize().unwrap_or_else(|_| root.clone());
        let mut changes = Self { root, real, key, watcher, signs, heard: Vec::new() };
        changes.folders()?;
        Ok(changes)
    }

    /// Listens at the folders that are there.
    fn folders(&mut self) -> Result<(), Error> {
        for folder in FOLDERS.map(|name| self.root.join(name)) {
            let known = self.heard.contains(&folder);
            if folder.is_dir() && !known {
                self.watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| deaf(&error))?;
                self.heard.push(folder);
            } else if known && !folder.is_dir() {
                // A folder that comes back is a new one, which has to be listened at anew.
                let _ = self.watcher.unwatch(&folder);
                self.heard.retain(|heard| *heard != folder);
            }
        }
        Ok(())
    }

    /// Waits until something was saved and it is quiet again; returns whether the project is still there.
    ///
    /// # Errors
    /// When the system no longer tells of changes.
    pub fn wait(&mut self) -> Result<bool, Error> {
        loop {
            match self.signs.recv_timeout(INTERVAL) {
                Ok(Ok(sign)) if !concerns(&sign, [&self.root, &self.real], self.key.as_deref()) => {}
                // What can no longer be listened at has changed too.
                Ok(_) => break,
                Err(RecvTimeoutError::Timeout) if self.root.is_dir() => {}
                Err(RecvTimeoutError::Timeout) => return Ok(false),
                Err(RecvTimeoutError::Disconnected) => return Err(Error::Deaf("it stopped".to_owned())),
            }
        }
        let first = Instant::now();
        while first.elapsed() < PATIENCE && self.signs.recv_timeout(QUIET).is_ok() {}
        if !self.root.is_dir() {
            return Ok(false);
        }
        self.folders()?;
        Ok(true)
    }
}

/// Whether something was saved that a report is made of.
fn concerns(event: &Event, roots: [&Path; 2], key: Option<&Path>) -> bool {
    let saved = match event.kind {
        // The program opens and reads these files itself.
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let is_inside = |path: &Path| roots.iter().any(|root| path.strip_prefix(root).is_ok_and(is_of_a_report));
    saved && event.paths.iter().any(|path| is_inside(path) || key == Some(path))
}

/// Whether a path in a project is the project file, the key, or in one of the folders, and no scrap of an editor.
fn is_of_a_report(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let scrap =
        name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp");
    let first = path.iter().next().unwrap_or_default();
    let in_folder = FOLDERS.iter().any(|folder| first == OsStr::new(folder));
    !scrap && (in_folder || path == Path::new(PROJECT_FILE) || path == Path::new(KEY_FILE))
}

fn deaf(error: &notify::Error) -> Error {
    Error::Deaf(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn wakes_for_what_a_report_is_made_of() {
        for path in [
            "queries/a.sql",
            "bronnen/99WH-C1/toetsen.csv",
            "reports/normen/a.csv",
            PROJECT_FILE,
            KEY_FILE,
            "queries",
        ] {
            assert!(is_of_a_report(Path::new(path)), "{path}");
        }
        for path in [
            "rapporten/2025/a.pdf",
            "queries/.a.sql.swp",
            "queries/a.sql~",
            "notes.txt",
            "old/queries/a.sql",
            "",
        ] {
            assert!(!is_of_a_report(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn hears_a_new_folder_and_what_is_saved_in_it() {
        for poll in [false, true] {
            let project = tempfile::tempdir().unwrap();
            let mut changes = Changes::listen(project.path(), None, poll).unwrap();
            fs::create_dir(project.path().join("queries")).unwrap();
            assert!(changes.wait().unwrap());
            fs::write(project.path().join("queries/a.sql"), "select 1").unwrap();
            assert!(changes.wait().unwrap());
            project.close().unwrap();
            while changes.wait().unwrap() {}
        }
    }
}
