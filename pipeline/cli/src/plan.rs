//! What a project folder means: paths resolved, the project file read, the reports laid together.
//!
//! Reads what the user wrote by hand; the source files are for `prepare`.

use std::fs;
use std::path::{Path, PathBuf};

use domain::project::Project;
use ingest::{KoppelingFile, NormFile, Sleutel};
use render::Palette;

use crate::args::Key;
use crate::content::{Content, has_extension};
use crate::error::Error;
use crate::place;
use crate::written;

/// The name of the project file.
pub(crate) const PROJECT_FILE: &str = "schoolanalyse.toml";

/// The file with the key under which pupils are hashed.
pub(crate) const KEY_FILE: &str = "leerlingsleutel.txt";

/// A project that can be worked on.
pub(crate) struct Plan {
    /// The project folder.
    pub(crate) folder: PathBuf,
    /// What the project file says.
    pub(crate) project: Project,
    /// The text of the project file.
    pub(crate) project_text: String,
    /// The reports: built in, with the user's own on top.
    pub(crate) content: Content,
    /// The colours of the charts.
    pub(crate) palette: Palette,
    /// The key under which pupils are hashed, when there is one.
    pub(crate) sleutel: Option<Sleutel>,
    /// The file that holds it, or would.
    pub(crate) key: PathBuf,
    /// How exports of other systems are read.
    pub(crate) koppelingen: Vec<KoppelingFile>,
}

impl Plan {
    /// Reads a project folder; the key comes from where it was said to be kept, else from the project.
    pub(crate) fn read(folder: &Path, kept: &Key) -> Result<Self, Error> {
        if !folder.is_dir() {
            return Err(Error::NoProject { path: folder.to_owned() });
        }
        // By its one true name: the query engine takes no `..`, typst runs in another folder than this, and a link may
        // point elsewhere before the run has ended.
        let folder = &dunce::canonicalize(folder).map_err(Error::io("find", folder))?;
        let path = folder.join(PROJECT_FILE);
        let project_text = if path.exists() { written::text(&path)? } else { String::new() };
        let project = Project::parse(&project_text)
            .map_err(|fault| Error::Project { path: PROJECT_FILE.to_owned(), fault: Box::new(fault) })?;
        let bronnen = folder.join("bronnen");
        if !bronnen.is_dir() {
            return Err(Error::NoBronnen { path: folder.to_owned() });
        }
        let content = Content::read(Some(folder))?;
        let palette = content.palette()?;
        let key = kept.key.clone().unwrap_or_else(|| folder.join(KEY_FILE));
        if kept.key.is_some() && !key.exists() {
            return Err(Error::KeyAway { path: key });
        }
        let (sleutel, koppelingen) = (sleutel(&key)?, koppelingen(folder)?);
        let folder = folder.to_owned();
        Ok(Self { folder, project, project_text, content, palette, sleutel, key, koppelingen })
    }

    /// The folder with the downloaded files.
    pub(crate) fn bronnen(&self) -> PathBuf {
        self.folder.join("bronnen")
    }

    /// Everything that is put into the project, where it really is, and these files.
    pub(crate) fn inputs(&self, more: Option<&Path>) -> Vec<PathBuf> {
        let mut inputs = place::inputs_of(&self.folder);
        inputs.extend([Some(&*self.key), more].into_iter().flatten().filter_map(place::input));
        inputs
    }

    /// The folder in which the tables of pupils are stored.
    pub(crate) fn store(&self) -> PathBuf {
        self.folder.join(".schoolanalyse/leerlingen")
    }
}

fn sleutel(path: &Path) -> Result<Option<Sleutel>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    let text = written::text(path)?;
    Sleutel::parse(&text).map(Some).map_err(|_| Error::NoKey { path: path.to_owned() })
}

/// The mappings in the project, by name.
fn koppelingen(folder: &Path) -> Result<Vec<KoppelingFile>, Error> {
    let place = folder.join("koppelingen");
    if !place.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(&place).map_err(Error::io("read", &place))? {
        let path = entry.map_err(Error::io("read", &place))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if has_extension(&name, "toml") && !name.starts_with('.') {
            let text = written::text(&path)?;
            files.push(KoppelingFile { path: format!("koppelingen/{name}"), text });
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// The norm files of the reports.
pub(crate) fn norm_files(content: &Content) -> Result<Vec<NormFile>, Error> {
    content
        .paths("reports/normen/")
        .filter(|path| has_extension(path, "csv"))
        .map(|path| Ok(NormFile { path: path.to_owned(), text: content.text(path)?.to_owned() }))
        .collect()
}
