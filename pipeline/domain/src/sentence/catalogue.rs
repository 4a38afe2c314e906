//! Reads the files of the sentence catalogue, returns sentences with their trigger rules, or the fault with its line.
//!
//! Fills no sentence and evaluates no rule.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::placeholder::{Known, PlaceholderFault, check, pieces};
use super::spoken::{COUNT, Sentence};
use crate::card::ColumnKind;
use crate::project::line_of;
use crate::suggest::nearest;

/// How many sentences a place holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The greatest number of sentences that are printed here.
    pub hoogstens: usize,
    /// The queries whose figures and tables stand beside it.
    #[serde(default)]
    pub bij: Vec<String>,
}

/// One file of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueFile {
    /// The path, for messages.
    pub path: String,
    /// The text.
    pub text: String,
}

/// All sentences of a report: those of its chapters together.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// The names of the months, January first.
    pub maanden: Vec<String>,
    /// The places; a sentence for a place that is not listed is a fault.
    pub plaats: BTreeMap<String, Place>,
    /// What the words of a figure may say of it: for each query names, each with an aggregate over its rows.
    pub figuur: BTreeMap<String, BTreeMap<String, String>>,
    /// The sentences, in the order of the files.
    pub zin: Vec<Sentence>,
    files: Vec<CatalogueFile>,
}

/// What stands in one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    #[serde(default)]
    maanden: Vec<String>,
    #[serde(default)]
    plaats: BTreeMap<String, Place>,
    #[serde(default)]
    figuur: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    zin: Vec<Sentence>,
}

/// A fault in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct CatalogueError {
    /// The file.
    pub path: Box<str>,
    /// The line in the file, from 1.
    pub line: usize,
    /// The text of that line.
    pub text: Box<str>,
    /// The word at fault, for the caret; empty when the whole line is meant.
    pub word: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Catalogue {
    /// Reads the files of a catalogue.
    ///
    /// # Errors
    /// On a syntax fault, a double id or place, an unknown place or a placeholder that cannot be read.
    pub fn read(files: Vec<CatalogueFile>) -> Result<Self, CatalogueError> {
        let mut catalogue = Self {
            maanden: Vec::new(),
            plaats: BTreeMap::new(),
            figuur: BTreeMap::new(),
            zin: Vec::new(),
            files,
        };
        for file in 0..catalogue.files.len() {
            catalogue.take(file)?;
        }
        for sentence in &catalogue.zin {
            if !catalogue.plaats.contains_key(&sentence.plaats) {
                let what = format!("place `{}` is not listed under `[plaats]`", sentence.plaats);
                let meant = nearest(&sentence.plaats, catalogue.plaats.keys().map(String::as_str));
                let hint = meant.map(|meant| format!("did you mean `{meant}`?"));
                return Err(catalogue.in_sentence(sentence, &sentence.plaats, what, hint));
            }
            for part in sentence.texts() {
                pieces(part).map_err(|fault| catalogue.misworded(sentence, fault))?;
            }
        }
        Ok(catalogue)
    }

    /// Adds what stands in one file; what another file has too is a fault that names both.
    fn take(&mut self, file: usize) -> Result<(), CatalogueError> {
        let CatalogueFile { path, text } = &self.files[file];
        let part: Part = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            at(&self.files[file], line, "", error.message().trim().replace('\n', "; "), None)
        })?;
        let here = |word: &str, what: String| {
            let line = text.lines().position(|line| line.contains(word)).unwrap_or(0) + 1;
            at(&self.files[file], line, word, what, Some("take one of them away".to_owned()))
        };
        if let Some(name) = part.plaats.keys().find(|name| self.plaats.contains_key(*name)) {
            let what = format!("place `{name}` is listed in another file too{}", self.where_else(path, name));
            return Err(here(name, what));
        }
        if let Some(name) = part.figuur.keys().find(|name| self.figuur.contains_key(*name)) {
            let what = format!("`[figuur.{name}]` stands in another file too");
            return Err(here(name, what));
        }
        for (at_file, sentence) in part.zin.iter().enumerate() {
            let first = self.zin.iter().find(|known| known.id == sentence.id);
            let twice = part.zin[..at_file].iter().any(|known| known.id == sentence.id);
            if let Some(other) = first.map(|first| &self.files[first.file].path).filter(|_| !twice) {
                let what = format!("sentence `{}` stands in `{other}` too", sentence.id);
                return Err(in_sentence(&self.files[file], &sentence.id, 0, &sentence.id, what, None));
            }
            if twice {
                let what = format!("sentence `{}` stands twice", sentence.id);
                return Err(in_sentence(&self.files[file], &sentence.id, 1, &sentence.id, what, None));
            }
        }
        if !part.maanden.is_empty() {
            self.maanden = part.maanden;
        }
        self.plaats.extend(part.plaats);
        self.figuur.extend(part.figuur);
        self.zin.extend(part.zin.into_iter().map(|sentence| Sentence { file, ..sentence }));
        Ok(())
    }

    /// The other file that names a place, when one does.
    fn where_else(&self, path: &str, name: &str) -> String {
        let quoted = format!("\"{name}\" =");
        let other = self.files.iter().find(|file| file.path != path && file.text.contains(&quoted));
        other.map(|file| format!(": `{}`", file.path)).unwrap_or_default()
    }

    /// The texts of all files, for who looks whether anything changed.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.text.as_str())
    }

    /// Makes sure that every sentence speaks of facts and places that there are: the words of a figure of the facts of
    /// that figure too, and those that speak of rows of the columns of these.
    ///
    /// # Errors
    /// On a placeholder that can never be filled, and a sentence that speaks of the rows of no query.
    pub fn fits(
        &self,
        facts: &[(String, ColumnKind)],
        figures: &BTreeMap<String, Vec<(String, ColumnKind)>>,
        rows: &BTreeMap<String, Vec<(String, ColumnKind)>>,
    ) -> Result<(), CatalogueError> {
        let places: Vec<&str> = self.plaats.keys().map(String::as_str).collect();
        for sentence in &self.zin {
            let shown = match &sentence.over {
                Some(over) => Some(rows.get(over).ok_or_else(|| self.over_nothing(sentence, over, rows))?),
                None => sentence.figure().and_then(|figure| figures.get(figure)),
            };
            let count = sentence.samen.then(|| (COUNT.to_owned(), ColumnKind::Int));
            let all: Vec<_> = shown.into_iter().flatten().chain(&count).chain(facts).cloned().collect();
            let of = sentence.over.as_ref().map_or_else(|| "`feiten`".to_owned(), |over| format!("`{over}`"));
            let known = Known { columns: &all, of: &of, places: &places };
            for part in sentence.texts() {
                check(part, &known).map_err(|fault| self.misworded(sentence, fault))?;
            }
        }
        Ok(())
    }

    /// A fault in the rule of a sentence.
    #[must_use]
    pub fn rule_fault(&self, id: &str, table: &str, what: &str, hint: Option<String>) -> CatalogueError {
        let what = format!("the rule of sentence `{id}` is not a condition on `{table}`: {what}");
        match self.zin.iter().find(|sentence| sentence.id == id) {
            Some(sentence) => {
                let first = sentence.als.trim().lines().next().unwrap_or_default();
                self.in_sentence(sentence, first, what, hint)
            }
            None => CatalogueError {
                path: Box::default(),
                line: 1,
                text: Box::default(),
                word: String::new(),
                what,
                hint,
            },
        }
    }

    fn over_nothing<T>(&self, sentence: &Sentence, over: &str, rows: &BTreeMap<String, T>) -> CatalogueError {
        let meant = nearest(over, rows.keys().map(String::as_str));
        let what =
            format!("sentence `{}` speaks of the rows of `{over}`, and there is no such query", sentence.id);
        self.in_sentence(sentence, over, what, meant.map(|meant| format!("did you mean `{meant}`?")))
    }

    fn misworded(&self, sentence: &Sentence, fault: PlaceholderFault) -> CatalogueError {
        let what = format!("sentence `{}`: {}", sentence.id, fault.what);
        self.in_sentence(sentence, &fault.text, what, fault.hint)
    }

    fn in_sentence(
        &self,
        sentence: &Sentence,
        word: &str,
        what: String,
        hint: Option<String>,
    ) -> CatalogueError {
        in_sentence(&self.files[sentence.file], &sentence.id, 0, word, what, hint)
    }
}

/// A fault in a sentence, at the first line of it that has this word; `which` is 1 for the second sentence of this id.
fn in_sentence(
    file: &CatalogueFile,
    id: &str,
    which: usize,
    word: &str,
    what: String,
    hint: Option<String>,
) -> CatalogueError {
    let is_id = |line: &str| {
        let value = line.split_once('=').filter(|(key, _)| key.trim() == "id");
        value.is_some_and(|(_, value)| value.trim().trim_matches(['"', '\'']) == id)
    };
    let lines: Vec<&str> = file.text.lines().collect();
    let start = (0..lines.len()).filter(|line| is_id(lines[*line])).nth(which).unwrap_or(0);
    // The keys of a sentence stand in any order, its id among them.
    let first = (0..start).rev().find(|line| lines[*line].trim_start().starts_with("[[")).unwrap_or(0);
    let after = lines.iter().skip(start + 1).position(|line| line.trim_start().starts_with("[["));
    let end = after.map_or(lines.len(), |after| start + 1 + after);
    let from = if which == 0 { first } else { start };
    let line = (from..end).find(|line| lines[*line].contains(word)).unwrap_or(start);
    at(file, line + 1, word, what, hint)
}

fn at(file: &CatalogueFile, line: usize, word: &str, what: String, hint: Option<String>) -> CatalogueError {
    let shown = file.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    CatalogueError {
        path: file.path.as_str().into(),
        line,
        text: shown.into(),
        word: word.to_owned(),
        what,
        hint,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Catalogue, CatalogueError, CatalogueFile};
    use crate::card::ColumnKind;

    fn parsed(text: &str) -> Result<Catalogue, CatalogueError> {
        Catalogue::read(vec![CatalogueFile { path: "zinnen.toml".to_owned(), text: text.to_owned() }])
    }

    const HEAD: &str = "maanden = []\nplaats.kop = { hoogstens = 1 }\n";

    #[test]
    fn refuses_a_placeholder_that_cannot_be_read() {
        let text =
            format!("{HEAD}[[zin]]\nid = \"a\"\nplaats = \"kop\"\nals = \"true\"\ntekst = \"{{p:pct9}}\"\n");
        assert!(parsed(&text).is_err());
    }

    fn catalogue(tekst: &str) -> String {
        format!(
            "{HEAD}[[zin]]\nid = \"a\"\nplaats = \"kop\"\nals = \"true\"\ntekst = \"x\"\n\
             [[zin]]\nplaats = \"kop\"\nid = \"b\"\nals = \"x > 1\"\ntekst = \"{tekst}\"\n"
        )
    }

    #[test]
    fn knows_the_words_of_a_figure_and_what_it_may_say() {
        let text = format!(
            "{HEAD}plaats.\"titel.kaart\" = {{ hoogstens = 1 }}\n[figuur.kaart]\nn = \"count(*)\"\n\
             [[zin]]\nid = \"a\"\nplaats = \"titel.kaart\"\nals = \"n > 1\"\ntekst = \"x\"\n"
        );
        let catalogue = parsed(&text).unwrap();
        assert_eq!(
            (catalogue.zin[0].figure(), catalogue.figuur["kaart"]["n"].as_str()),
            (Some("kaart"), "count(*)")
        );
    }

    #[test]
    fn refuses_an_unknown_place() {
        let text = catalogue("x").replacen("plaats = \"kop\"\nid", "plaats = \"kob\"\nid", 1);
        let fault = parsed(&text).unwrap_err();
        assert_eq!((fault.line, fault.word.as_str()), (9, "kob"));
        assert_eq!(fault.hint.as_deref(), Some("did you mean `kop`?"));
    }

    #[test]
    fn a_sentence_that_can_never_be_filled_is_a_fault_at_its_line() {
        let columns = [("oud".to_owned(), ColumnKind::Number)];
        let fits = |tekst: &str| {
            let text = catalogue(tekst);
            parsed(&text).unwrap().fits(&columns, &BTreeMap::new(), &BTreeMap::new())
        };
        assert_eq!(fits("{oud:pct1}"), Ok(()));
        let fault = fits("Van {out:pct1}.").unwrap_err();
        assert_eq!((fault.line, fault.word.as_str()), (12, "{out:pct1}"));
        assert_eq!(fault.what, "sentence `b`: there is no column `out` in `feiten`; it has: oud");
        assert_eq!(fault.hint.as_deref(), Some("did you mean `oud`?"));
        assert_eq!(fits("{>kob}").unwrap_err().hint.as_deref(), Some("did you mean `{>kop}`?"));
    }

    #[test]
    fn two_files_that_claim_one_name_are_named_both() {
        let file = |path: &str, text: String| CatalogueFile { path: path.to_owned(), text };
        let read = |second: &str| {
            let second = second.to_owned();
            Catalogue::read(vec![file("een.toml", catalogue("x")), file("twee.toml", second)])
        };
        let sound = "[[zin]]\nid = \"c\"\nplaats = \"kop\"\nals = \"true\"\ntekst = \"y\"\n";
        assert_eq!(read(sound).unwrap().zin.len(), 3);
        let place = read("plaats.\"kop\" = { hoogstens = 2 }\n").unwrap_err();
        assert_eq!((&*place.path, place.line), ("twee.toml", 1));
        let twice = read(&sound.replace("\"c\"", "\"b\"")).unwrap_err();
        assert_eq!((&*twice.path, twice.line), ("twee.toml", 2));
        assert_eq!(twice.what, "sentence `b` stands in `een.toml` too");
    }

    #[test]
    fn a_rule_and_a_double_id_have_their_line() {
        let text = catalogue("x");
        let rule = parsed(&text).unwrap().rule_fault("b", "feiten", "no", None);
        assert_eq!((rule.line, rule.word.as_str()), (11, "x > 1"));
        let twice = parsed(&text.replace("\"b\"", "\"a\"")).unwrap_err();
        assert_eq!((twice.line, twice.what.as_str()), (10, "sentence `a` stands twice"));
    }
}
