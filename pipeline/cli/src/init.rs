//! The command `init`: an empty folder in, a project to put downloads in out.
//!
//! What it writes is Dutch and comes from `reports/project`; it never overwrites a file.

use std::fs;
use std::path::Path;

use crate::Exit;
use crate::args::Init;
use crate::content::{Content, has_extension, write_file};
use crate::error::Error;
use crate::plan::PROJECT_FILE;
use crate::tell::Voice;

/// The folder of the reports whose files make a new project.
const MODEL: &str = "reports/project/";

/// Runs `init`.
pub(crate) fn run(args: &Init, voice: &mut Voice<'_>) -> Result<Exit, Error> {
    let content = Content::read(None)?;
    let marker = args.folder.join(PROJECT_FILE);
    if marker.exists() {
        return Err(Error::Exists { path: marker });
    }
    let bronnen = args.folder.join("bronnen");
    fs::create_dir_all(&bronnen).map_err(Error::io("make", &bronnen))?;
    for path in content.paths(MODEL) {
        let target = args.folder.join(path.trim_start_matches(MODEL));
        if target.exists() {
            return Err(Error::Exists { path: target });
        }
        write_file(&target, content.text(path)?.as_bytes())?;
        voice.note(&format!("wrote {}", target.display()));
    }
    if args.reports {
        write_reports(&content, &args.folder, voice)?;
    }
    voice.result(&format!(
        "project made in {}; put the downloaded files in `bronnen` and run `schoolanalyse check`",
        args.folder.display()
    ));
    voice.object(&serde_json::json!({ "exit": 0, "folder": args.folder }));
    Ok(Exit::Done)
}

/// Lays the built-in reports in the project; from then on these files count, whatever a newer version brings.
fn write_reports(content: &Content, folder: &Path, voice: &mut Voice<'_>) -> Result<(), Error> {
    for path in
        content.paths("reports/").filter(|path| !path.starts_with(MODEL) && !has_extension(path, "ttf"))
    {
        write_file(&folder.join(path), content.text(path)?.as_bytes())?;
    }
    voice.note(&format!("wrote {}; delete what you leave as it is", folder.join("reports").display()));
    Ok(())
}
