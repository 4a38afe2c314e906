//! What typesetting needs before the first report: the fonts of the charts, and typst.
//!
//! Starts no program but to ask typst for its version.

use std::path::Path;

use typeset::Typst;

use crate::error::Error;
use crate::project::content::Content;

/// Hands the fonts of the reports to the charts.
pub(crate) fn register_fonts() -> Result<(), Error> {
    let font = |face: &str| {
        let path = format!("huisstijl/fonts/SourceSans3-{face}.ttf");
        Content::built_in(&path).ok_or(Error::NoContent { path })
    };
    Ok(render::register_fonts(font("Regular")?, font("Bold")?)?)
}

/// Finds typst: as typed, on the path, or in the tools folder of the project or of the folder one works in.
pub(crate) fn find_typst(typed: Option<&Path>, project: &Path) -> Result<Typst, Error> {
    let tools = [project, Path::new(".")].map(|folder| folder.join(".tools/bin"));
    Ok(typeset::find(typed, std::env::var_os("PATH").as_deref(), &tools)?)
}
