//! The command `init`: an empty folder in, a project to put downloads in out.
//!
//! What it writes is Dutch and comes from `reports/project`; it never overwrites a file.

use std::fs;
use std::path::Path;

use crate::Exit;
use crate::args::Init;
use crate::content::{Content, has_extension, write_file};
use crate::error::Error;
use crate::fingerprint::hexadecimal;
use crate::plan::{KEY_FILE, PROJECT_FILE};
use crate::tell::Voice;

/// The folder of the reports whose files make a new project.
const MODEL: &str = "reports/project/";
/// The text around a key.
const KEY_TEXT: &str = "reports/koppeling/leerlingsleutel.txt";

/// Runs `init`.
pub(crate) fn run(args: &Init, voice: &mut Voice<'_>) -> Result<Exit, Error> {
    let content = Content::read(None)?;
    if args.key {
        return only_key(&content, &args.folder, voice);
    }
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
    write_key(&content, &args.folder, voice)?;
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

/// Makes the key of a project that has none.
fn only_key(content: &Content, folder: &Path, voice: &mut Voice<'_>) -> Result<Exit, Error> {
    if !folder.is_dir() {
        return Err(Error::NoProject { path: folder.to_owned() });
    }
    write_key(content, folder, voice)?;
    voice.result(&format!(
        "key made in {}; keep it safe and out of version control",
        folder.join(KEY_FILE).display()
    ));
    voice.object(&serde_json::json!({ "exit": 0, "folder": folder }));
    Ok(Exit::Done)
}

/// Writes a new random key, with its explanation; an older key is never overwritten.
fn write_key(content: &Content, folder: &Path, voice: &mut Voice<'_>) -> Result<(), Error> {
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
fn write_reports(content: &Content, folder: &Path, voice: &mut Voice<'_>) -> Result<(), Error> {
    for path in
        content.paths("reports/").filter(|path| !path.starts_with(MODEL) && !has_extension(path, "ttf"))
    {
        write_file(&folder.join(path), content.text(path)?.as_bytes())?;
    }
    voice.note(&format!("wrote {}; delete what you leave as it is", folder.join("reports").display()));
    Ok(())
}
