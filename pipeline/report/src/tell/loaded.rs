//! What was loaded in, lines for people out: rows read, loaded and rejected of every file.

use std::collections::BTreeSet;

use ingest::{Loaded, Refused, Rejected, Soort, Source};

use crate::voice::Voice;

/// How many rejected values `build` names; `check` names more.
const FEW: usize = 10;

/// Says what was loaded, what was rejected and what was odd.
pub(crate) fn loaded(loaded: &Loaded, voice: &mut dyn Voice) {
    read_anew(loaded, &mut BTreeSet::new(), voice);
}

/// The same, without the files that were `seen` with just this content.
pub(crate) fn read_anew(loaded: &Loaded, seen: &mut BTreeSet<(String, String)>, voice: &mut dyn Voice) {
    let key = |source: &Source| (source.bestand.clone(), source.sha256.clone());
    let new: Vec<Source> = loaded.sources.iter().filter(|source| seen.insert(key(source))).cloned().collect();
    for source in listed(&new) {
        voice.note(&format!(
            "read {}: {} {}, {} rows = {} loaded + {} rejected",
            named(&source),
            source.soort,
            source.inhoud,
            source.rijen_gelezen,
            source.rijen_geladen,
            source.rijen_afgewezen
        ));
    }
    oddities(loaded, voice);
    rejected(&loaded.rejected, FEW, voice);
}

/// The name of a source: the file, with the sheet where it is one.
pub(crate) fn named(source: &Source) -> String {
    match &source.blad {
        Some(blad) => format!("{}, sheet `{blad}`", source.bestand),
        None => source.bestand.clone(),
    }
}

/// The files as they are listed for people: the dossiers of one folder on one line.
pub(crate) fn listed(sources: &[Source]) -> Vec<Source> {
    let mut lines: Vec<Source> = Vec::new();
    for source in sources {
        let folder =
            |source: &Source| source.bestand.rsplit_once("dossier ").map(|(folder, _)| folder.to_owned());
        match lines.last_mut() {
            Some(last)
                if source.soort == Soort::Oso
                    && last.soort == Soort::Oso
                    && folder(last) == folder(source) =>
            {
                let first = last.bestand.split(" … ").next().unwrap_or_default().to_owned();
                let number = source.bestand.rsplit(' ').next().unwrap_or_default();
                last.bestand = format!("{first} … {number}");
                last.rijen_gelezen += source.rijen_gelezen;
                last.rijen_geladen += source.rijen_geladen;
                last.rijen_afgewezen += source.rijen_afgewezen;
                if last.inhoud != source.inhoud {
                    "…".clone_into(&mut last.inhoud);
                }
            }
            _ => lines.push(source.clone()),
        }
    }
    lines
}

/// Says which files were not recognised and what was odd.
pub(crate) fn oddities(loaded: &Loaded, voice: &mut dyn Voice) {
    for file in &loaded.unrecognised {
        voice.warn(&file.to_string());
    }
    for file in &loaded.refused {
        voice.warn(&refused(file));
    }
    // Odd but without consequence for any figure: not worth a mail from a scheduler.
    for warning in &loaded.warnings {
        voice.note(&format!("warning: {warning}"));
    }
}

/// Says that a file about pupils is refused, why, and what to do.
pub(crate) fn refused(file: &Refused) -> String {
    let hint = file.hint.as_deref().map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("`{}` is refused, and nothing of it is used: {}{hint}", file.bestand, file.wat)
}

/// Names the first rejected values, and how many there are more.
pub(crate) fn rejected(rows: &[Rejected], most: usize, voice: &mut dyn Voice) {
    for row in rows.iter().take(most) {
        voice.warn(&format!("rejected {row}"));
    }
    if rows.len() > most {
        voice.warn(&format!(
            "and {} more rejected values; `schoolanalyse check` shows them all",
            rows.len() - most
        ));
    }
}
