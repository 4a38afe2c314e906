//! What a project folder means: paths resolved, the project file read, the reports laid together.
//!
//! Reads what the user wrote by hand; the source files are for `prepare`.

use std::fs;
use std::path::{Path, PathBuf};

use domain::project::Project;
use ingest::{KoppelingFile, NormFile, Sleutel};
use render::Palette;

use crate::error::Error;
use crate::project::anatomy::Anatomy;
use crate::project::content::{Content, has_extension};
use crate::project::place::{self, KEY_FILE, PROJECT_FILE};
use crate::project::workplace::Workplace;
use crate::project::written;

/// A project that can be worked on.
pub struct Plan {
    /// The project folder.
    pub folder: PathBuf,
    /// What the project file says.
    pub project: Project,
    /// The text of the project file.
    pub(crate) project_text: String,
    /// The reports: built in, with the user's own on top.
    pub(crate) content: Content,
    /// The report: its chapters and their order.
    pub(crate) anatomy: Anatomy,
    /// The colours of the charts.
    pub(crate) palette: Palette,
    /// The key under which pupils are hashed, when there is one.
    pub(crate) sleutel: Option<Sleutel>,
    /// The file that holds it, or would.
    pub(crate) key: PathBuf,
    /// How exports of other systems are read.
    pub(crate) koppelingen: Vec<KoppelingFile>,
    /// The folder in which the tables of pupils are stored.
    pub store: PathBuf,
}

impl Plan {
    /// Reads a project folder; the key comes from where it was said to be kept, else from the project.
    ///
    /// # Errors
    /// When there is no project, or what was written by hand cannot be read.
    pub fn read(folder: &Path, kept: Option<&Path>) -> Result<Self, Error> {
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
        let anatomy = Anatomy::read(&content)?;
        let palette = content.palette()?;
        let key = kept.map_or_else(|| folder.join(KEY_FILE), Path::to_owned);
        if kept.is_some() && !key.exists() {
            return Err(Error::KeyAway { path: key });
        }
        let (sleutel, koppelingen) = (sleutel(&key)?, koppelingen(folder)?);
        let store = folder.join(".schoolanalyse/leerlingen");
        Ok(Self {
            store,
            folder: folder.to_owned(),
            project,
            project_text,
            content,
            anatomy,
            palette,
            sleutel,
            key,
            koppelingen,
        })
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

    /// A folder for what queries put on disk while they run, which can be about pupils; none where it cannot be made.
    pub(crate) fn spills(&self) -> Option<Workplace> {
        let place = self.folder.join(".schoolanalyse");
        fs::create_dir_all(&place).and_then(|()| Workplace::open(&place)).ok()
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
