//! Reads an export of another system, returns the draft of a mapping as TOML.
//!
//! The Dutch around it stands in `reports/koppeling`; what the export looks like, and what of it may be told, is for
//! `ingest` to say.

use std::collections::BTreeMap;
use std::path::Path;

use ingest::{Draft, Told};

use crate::error::Error;
use crate::exit::Exit;
use crate::project::content::Content;
use crate::voice::Voice;

/// The text around a draft, with places to fill.
const MODEL: &str = "reports/koppeling/ontwerp.toml";

/// Drafts a mapping and tells it.
///
/// # Errors
/// When the file cannot be read as a table.
pub fn draft_mapping(file: &Path, voice: &mut dyn Voice) -> Result<Exit, Error> {
    let draft = ingest::draft(file)?;
    let content = Content::read(None)?;
    voice.result(&filled(content.text(MODEL)?, &draft));
    voice.note("look it through, put it in `koppelingen/` of the project and run `schoolanalyse check`");
    let told = |all: &[Told]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    let waarden: BTreeMap<&str, Vec<String>> =
        draft.waarden.iter().map(|(ours, words)| (ours.as_str(), told(words))).collect();
    voice.object(&serde_json::json!({
        "exit": 0, "soort": draft.soort, "kolommen": draft.kolommen, "zonder": draft.zonder,
        "onbekend": told(&draft.onbekend), "waarden": waarden,
    }));
    Ok(Exit::Done)
}

fn filled(model: &str, draft: &Draft) -> String {
    let lines = |lines: Vec<String>| lines.join("\n");
    let kolommen = draft.kolommen.iter().map(|(ours, theirs)| format!("{ours} = {}", quoted(theirs)));
    let zonder = draft.zonder.iter().map(|ours| format!("# {ours} = \"\""));
    let onbekend = draft.onbekend.iter().map(|heading| match heading {
        Told::Word(word) => format!("# {}", quoted(word)),
        Told::Described(text) => format!("# {text}"),
    });
    let waarden = draft.waarden.iter().flat_map(|(ours, words)| {
        let head = [String::new(), format!("[waarden.{ours}]")];
        head.into_iter().chain(words.iter().map(translated))
    });
    let text = model
        .replace("{{soort}}", &draft.soort)
        .replace("{{kolommen}}", &lines(kolommen.chain(zonder).collect()))
        .replace("{{onbekend}}", &lines(onbekend.collect()))
        .replace("{{waarden}}", &lines(waarden.collect()));
    text.trim_end().to_owned()
}

/// A line for a word to translate; what is not shown is for the user to find in the export.
fn translated(word: &Told) -> String {
    match word {
        Told::Word(word) => format!("{} = \"\"", quoted(word)),
        Told::Described(text) => format!("# {text} = \"\""),
    }
}

/// A text as a TOML string.
fn quoted(text: &str) -> String {
    let mut inside = String::new();
    for sign in text.chars() {
        match sign {
            '"' | '\\' => inside.extend(['\\', sign]),
            sign if sign.is_control() => inside.push(' '),
            sign => inside.push(sign),
        }
    }
    format!("\"{inside}\"")
}
