//! Makes a project to put downloads in, in an empty folder.
//!
//! What it writes is Dutch and comes from `reports/project`; it never overwrites a file.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::exit::Exit;
use crate::project::content::{Content, has_extension, write_file};
use crate::project::fingerprint::hexadecimal;
use crate::project::place::{KEY_FILE, PROJECT_FILE};
use crate::voice::Voice;

/// The folder of the reports whose files make a new project.
const MODEL: &str = "reports/project/";
/// The text around a key.
const KEY_TEXT: &str = "reports/koppeling/leerlingsleutel.txt";

/// Makes a project, with the built-in reports to change in it when `reports` are asked for.
///
/// # Errors
/// When there is one already, or it cannot be written.
pub fn new_project(folder: &Path, reports: bool, voice: &mut dyn Voice) -> Result<Exit, Error> {
    let content = Content::read(None)?;
    let marker = folder.join(PROJECT_FILE);
    if marker.exists() {
        return Err(Error::Exists { path: marker });
    }
    let bronnen = folder.join("bronnen");
    fs::create_dir_all(&bronnen).map_err(Error::io("make", &bronnen))?;
    for path in content.paths(MODEL) {
        let target = folder.join(path.trim_start_matches(MODEL));
        if target.exists() {
            return Err(Error::Exists { path: target });
        }
        write_file(&target, content.text(path)?.as_bytes())?;
        voice.note(&format!("wrote {}", target.display()));
    }
    write_key(&content, folder, voice)?;
    if reports {
        write_reports(&content, folder, voice)?;
    }
    voice.result(&format!(
        "project made in {}; put the downloaded files in `bronnen` and run `schoolanalyse check`",
        folder.display()
    ));
    voice.object(&serde_json::json!({ "exit": 0, "folder": folder }));
    Ok(Exit::Done)
}

/// Makes the key of a project that has none.
///
/// # Errors
/// When it has one.
pub fn new_key(folder: &Path, voice: &mut dyn Voice) -> Result<Exit, Error> {
    let content = Content::read(None)?;
    if !folder.is_dir() {
        return Err(Error::NoProject { path: folder.to_owned() });
    }
    write_key(&content, folder, voice)?;
    voice.result(&format!(
        "key made in {}; keep it safe and out of version control",
        folder.join(KEY_FILE).display()
    ));
    voice.object(&serde_json::json!({ "exit": 0, "folder": folder }));
    Ok(Exit::Done)
}

/// Writes a new random key, with its explanation; an older key is never overwritten.
fn write_key(content: &Content, folder: &Path, voice: &mut dyn Voice) -> Result<(), Error> {
    let target = folder.join(KEY_FILE);
    if target.exists() {
        return Err(Error::Exists { path: target });
    }
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| Error::Random(error.to_string()))?;
    let text = content.text(KEY_TEXT)?.replace("{{sleutel}}", &hexadecimal(&key));
    write_file(&target, text.as_bytes())?;
    only_for_owner(&target)?;
    voice.note(&format!("wrote {}", target.display()));
    Ok(())
}

/// Lets nobody else on the machine read a file, where the system knows that.
#[cfg(unix)]
fn only_for_owner(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(Error::io("protect", path))
}

#[cfg(not(unix))]
fn only_for_owner(_: &Path) -> Result<(), Error> {
    Ok(())
}

/// Lays the built-in reports in the project; from then on these files count, whatever a newer version brings.
fn write_reports(content: &Content, folder: &Path, voice: &mut dyn Voice) -> Result<(), Error> {
    for path in
        content.paths("reports/").filter(|path| !path.starts_with(MODEL) && !has_extension(path, "ttf"))
    {
        write_file(&folder.join(path), content.text(path)?.as_bytes())?;
    }
    voice.note(&format!("wrote {}; delete what you leave as it is", folder.join("reports").display()));
    Ok(())
}
