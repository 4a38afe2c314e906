//! What went into a report and what came out, as `manifest.json`.
//!
//! The copy inside a PDF lacks the hashes of the PDFs themselves, and names no query that its reader does not see.

use std::collections::BTreeMap;

use disclose::Published;
use ingest::Source;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::make::compose::Edition;
use crate::make::reader::Reader;

/// The part of a manifest that says whether a report is still up to date.
#[derive(Debug, Deserialize)]
pub(crate) struct Written {
    /// The hash over all input.
    pub(crate) vingerafdruk: String,
    /// The audiences that have a PDF.
    pub(crate) doelgroepen: Vec<String>,
    /// The files beside the manifest.
    pub(crate) uitvoer: Vec<OutputFile>,
}

/// One file of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OutputFile {
    /// The path from the school's folder.
    pub(crate) bestand: String,
    /// Its hash.
    pub(crate) sha256: String,
}

/// What a run knows for every school.
pub(crate) struct Record<'a> {
    /// The edition.
    pub(crate) edition: &'a Edition<'a>,
    /// The source files.
    pub(crate) sources: &'a [Source],
    /// The version of typst.
    pub(crate) typst: &'a str,
    /// The audiences.
    pub(crate) audiences: &'a [&'static str],
}

impl Record<'_> {
    /// The manifest of one school's report for one reader; `output` is empty for the copy inside a PDF.
    pub(crate) fn manifest(
        &self,
        ovt: &str,
        reader: Reader,
        audiences: &[&str],
        published: &[Published],
        output: &[OutputFile],
    ) -> Vec<u8> {
        let (prepared, files) = (self.edition.prepared, &self.edition.plan.content);
        let queries: Vec<Value> = prepared
            .results
            .iter()
            .zip(published)
            .filter(|(_, rows)| reader.sees(rows.card()))
            .map(|(result, rows)| {
                let file = &result.query.file;
                json!({ "naam": file.name, "bestand": file.path, "sha256": files.hash_of(file),
                        "rijen": rows.rows().len(), "rijen_verborgen": rows.hidden() })
            })
            .collect();
        let model: Vec<Value> = prepared
            .model
            .iter()
            .chain(prepared.behind_sentences())
            .map(|file| json!({ "bestand": file.path, "sha256": files.hash_of(file) }))
            .collect();
        let sources: Vec<Value> = self
            .sources
            .iter()
            .map(|source| {
                json!({ "bestand": source.bestand, "soort": source.soort.name(), "inhoud": source.inhoud,
                        "sha256": source.sha256, "rijen_gelezen": source.rijen_gelezen,
                        "rijen_geladen": source.rijen_geladen, "rijen_afgewezen": source.rijen_afgewezen })
            })
            .collect();
        let content: Vec<Value> = files
            .hashes()
            .filter(|(path, _, _)| reader.knows(path, prepared))
            .map(|(path, file, hash)| json!({ "bestand": path, "sha256": hash, "eigen": file.own }))
            .collect();
        let parameters: BTreeMap<&str, String> =
            reader.parameters(prepared).map(|(name, value)| (name, value.to_string())).collect();
        let manifest = json!({
            "programma": { "naam": "schoolanalyse", "versie": env!("CARGO_PKG_VERSION"), "typst": self.typst },
            "school": ovt,
            "term": self.edition.term.to_string(),
            "doelgroepen": audiences,
            "vingerafdruk": self.edition.fingerprint,
            "parameters": parameters,
            "bronnen": sources,
            "model": model,
            "queries": queries,
            "sjablonen_en_normen": content,
            "uitvoer": output,
        });
        format!("{manifest:#}\n").into_bytes()
    }
}
