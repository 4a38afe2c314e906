//! The built-in reports and the user's own on top of them, as one set of files.
//!
//! A file of the same path in the project's `reports/` replaces the built-in one; new files are added.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use query::SqlFile;
use render::Palette;

use crate::error::Error;
use crate::project::fingerprint::sha256;
use crate::project::written;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../reports");

/// The folder of the school report.
pub(crate) const REPORT: &str = "reports/schoolanalyse";
/// The colours of the huisstijl.
const COLORS: &str = "reports/huisstijl/kleuren.toml";

/// The folder of a project with its own queries.
pub(crate) const OWN_QUERIES: &str = "queries";

/// One file of the reports.
pub(crate) struct ContentFile {
    /// The bytes.
    pub(crate) bytes: Cow<'static, [u8]>,
    /// Whether it is the user's own.
    pub(crate) own: bool,
    /// Its hash, taken once for all reports of a run.
    hash: OnceLock<String>,
}

impl ContentFile {
    fn new(bytes: Cow<'static, [u8]>, own: bool) -> Self {
        Self { bytes, own, hash: OnceLock::new() }
    }

    fn hash(&self) -> &str {
        self.hash.get_or_init(|| sha256(&self.bytes))
    }
}

/// Every file of the reports, by path from the project: `reports/…`.
pub(crate) struct Content {
    files: BTreeMap<String, ContentFile>,
}

impl Content {
    /// Reads the built-in reports and lays the project's own on top.
    pub(crate) fn read(project: Option<&Path>) -> Result<Self, Error> {
        let mut files = BTreeMap::new();
        take_built_in(&BUILT_IN, &mut files);
        for name in ["reports", OWN_QUERIES] {
            if let Some(folder) = project.map(|project| project.join(name)).filter(|folder| folder.is_dir()) {
                take_own(&folder, name, &mut files, &mut BTreeSet::new())?;
            }
        }
        Ok(Self { files })
    }

    /// The font files with this ending, for charts that are measured with the font that is printed.
    pub(crate) fn built_in(path: &str) -> Option<&'static [u8]> {
        BUILT_IN.get_file(path).map(include_dir::File::contents)
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Result<&str, Error> {
        let file = self.files.get(path).ok_or_else(|| Error::NoContent { path: path.to_owned() })?;
        written::utf8(&file.bytes, path)
    }

    /// The colours of the charts, from the file that the pages read too.
    pub(crate) fn palette(&self) -> Result<Palette, Error> {
        Ok(Palette::read(COLORS, self.text(COLORS)?)?)
    }

    /// The `.sql` files directly in a folder, by name.
    pub(crate) fn sql_files(&self, folder: &str) -> Result<Vec<SqlFile>, Error> {
        let inside = |path: &&String| {
            path.strip_prefix(folder)
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|rest| !rest.contains('/'))
        };
        let paths = self.files.keys().filter(inside).filter(|path| has_extension(path, "sql"));
        paths
            .map(|path| {
                let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".sql");
                let text = self.text(path)?.to_owned();
                Ok(SqlFile { name: name.to_owned(), path: path.clone(), text, own: self.is_own(path) })
            })
            .collect()
    }

    /// Whether the user wrote or changed a file; a copy of a built-in one is as good as built in.
    pub(crate) fn is_own(&self, path: &str) -> bool {
        let built_in = path.strip_prefix("reports/").and_then(Self::built_in);
        self.files.get(path).is_some_and(|file| file.own && built_in != Some(&*file.bytes))
    }

    /// Whether the user added a file, in the place of none of the built-in ones.
    pub(crate) fn is_added(path: &str) -> bool {
        path.strip_prefix("reports/").and_then(Self::built_in).is_none()
    }

    /// Whether there is such a file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths of all files in a folder and below.
    pub(crate) fn paths<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files.keys().map(String::as_str).filter(move |path| path.starts_with(folder))
    }

    /// Every file with its hash.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = (&str, &ContentFile, &str)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file, file.hash()))
    }

    /// The hash of a `.sql` file.
    pub(crate) fn hash_of(&self, file: &SqlFile) -> String {
        let known = self.files.get(&file.path).map(|known| known.hash().to_owned());
        known.unwrap_or_else(|| sha256(file.text.as_bytes()))
    }

    /// Writes what typst needs below `root`.
    pub(crate) fn write_for_typst(&self, root: &Path) -> Result<(), Error> {
        for (path, file) in &self.files {
            if has_extension(path, "typ") || path.starts_with("reports/huisstijl/") {
                write_file(&root.join(path), &file.bytes)?;
            }
        }
        Ok(())
    }
}

/// Writes a file, and makes the folders above it when they are not there.
pub(crate) fn write_file(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(Error::io("make", parent))?;
    }
    fs::write(target, bytes).map_err(Error::io("write", target))
}

/// Whether a path ends in this extension.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

fn take_built_in(folder: &'static Dir<'static>, files: &mut BTreeMap<String, ContentFile>) {
    for file in folder.files() {
        let path = format!("reports/{}", file.path().to_string_lossy().replace('\\', "/"));
        files.insert(path, ContentFile::new(Cow::Borrowed(file.contents()), false));
    }
    for inner in folder.dirs() {
        take_built_in(inner, files);
    }
}

/// Adds the files of a folder of the project and of those below it; a folder that links lead to twice is taken once.
fn take_own(
    folder: &Path,
    prefix: &str,
    files: &mut BTreeMap<String, ContentFile>,
    seen: &mut BTreeSet<PathBuf>,
) -> Result<(), Error> {
    if !seen.insert(dunce::canonicalize(folder).map_err(Error::io("find", folder))?) {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(Error::io("read", folder))? {
        let path = entry.map_err(Error::io("read", folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let inside = format!("{prefix}/{name}");
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            take_own(&path, &inside, files, seen)?;
        } else {
            let bytes = written::bytes(&path)?;
            files.insert(inside, ContentFile::new(Cow::Owned(bytes), true));
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Content, fs};

    #[test]
    fn links_that_lead_in_circles_end() {
        let project = tempfile::tempdir().unwrap();
        let queries = project.path().join("queries");
        fs::create_dir(&queries).unwrap();
        fs::write(queries.join("a.sql"), "select 1").unwrap();
        for name in ["b", "c"] {
            std::os::unix::fs::symlink(".", queries.join(name)).unwrap();
        }
        let content = Content::read(Some(project.path())).unwrap();
        assert_eq!(content.paths("queries").collect::<Vec<_>>(), ["queries/a.sql"]);
    }
}
