//! What can go wrong between staged data and a PDF.
//!
//! Typst's own messages are kept word for word.

use std::path::PathBuf;

/// A fault while finding or running typst, or while staging its input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No typst in any of the places.
    #[error("typst is not found; looked at {}", .0.join(", "))]
    Missing(Vec<String>),
    /// The typst that was named cannot be started.
    #[error("`{path}` cannot be started")]
    Start {
        /// The program.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Something that does not answer as typst does.
    #[error("`{path}` is not typst: it answers `{answer}` to `--version`")]
    NotTypst {
        /// The program.
        path: PathBuf,
        /// Its first line.
        answer: String,
    },
    /// A typst that lacks what the reports need.
    #[error("`{path}` is typst {found}; the reports need {} or newer", crate::MINIMUM_VERSION)]
    TooOld {
        /// The program.
        path: PathBuf,
        /// Its version.
        found: String,
    },
    /// Typst refuses the templates or the data.
    #[error("typst refuses `{template}` for {audience}:\n{messages}")]
    Refused {
        /// The template.
        template: String,
        /// For whom the PDF is.
        audience: String,
        /// Everything typst said.
        messages: String,
    },
    /// A file cannot be written.
    #[error("`{path}` cannot be written")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let install = "cargo install --locked typst-cli --version 0.15.1 --root .tools";
        match self {
            Self::Missing(_) | Self::TooOld { .. } | Self::NotTypst { .. } => Some(format!(
                "install it with `{install}`, or name it with `--typst` or the environment variable SCHOOLANALYSE_TYPST"
            )),
            Self::Start { .. } => Some("check the path and whether the file may be executed".to_owned()),
            _ => None,
        }
    }
}
