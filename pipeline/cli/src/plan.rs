//! What a project folder means: paths resolved, the project file read, the reports laid together.
//!
//! Reads what the user wrote by hand; the source files are for `prepare`.

use std::fs;
use std::path::{Path, PathBuf};

use domain::project::Project;
use ingest::NormFile;

use crate::content::{Content, has_extension};
use crate::error::Error;

/// The name of the project file.
pub(crate) const PROJECT_FILE: &str = "schoolanalyse.toml";

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
}

impl Plan {
    /// Reads a project folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        if !folder.is_dir() {
            return Err(Error::NoProject { path: folder.to_owned() });
        }
        let path = folder.join(PROJECT_FILE);
        let project_text = if path.exists() {
            fs::read_to_string(&path).map_err(Error::io("read", &path))?
        } else {
            String::new()
        };
        let project = Project::parse(&project_text)
            .map_err(|fault| Error::Project { path: PROJECT_FILE.to_owned(), fault })?;
        let bronnen = folder.join("bronnen");
        if !bronnen.is_dir() {
            return Err(Error::NoBronnen { path: folder.to_owned() });
        }
        let content = Content::read(Some(folder))?;
        Ok(Self { folder: folder.to_owned(), project, project_text, content })
    }

    /// The folder with the downloaded files.
    pub(crate) fn bronnen(&self) -> PathBuf {
        self.folder.join("bronnen")
    }
}

/// The norm files of the reports.
pub(crate) fn norm_files(content: &Content) -> Result<Vec<NormFile>, Error> {
    content
        .paths("reports/normen/")
        .filter(|path| has_extension(path, "csv"))
        .map(|path| Ok(NormFile { path: path.to_owned(), text: content.text(path)?.to_owned() }))
        .collect()
}
