//! A file of words in, the words of a workbook out.
//!
//! Holds no words and opens no file: they stand beside the report's own sentences.

use serde::Deserialize;

/// Every printed word of a workbook that no card gives.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The name of the sheet that lists the others.
    pub inhoud: String,
    /// The heading above the names of the sheets.
    pub blad: String,
    /// The heading above their titles.
    pub titel: String,
    /// The heading above their questions.
    pub vraag: String,
    /// The heading above their numbers of rows.
    pub rijen: String,
    /// The heading above their sources.
    pub bron: String,
    /// The heading of the low end of an interval, with `{kop}` for the heading of the interval.
    pub ondergrens: String,
    /// The heading of the high end of an interval, with `{kop}` for the heading of the interval.
    pub bovengrens: String,
    /// The line with the source, with `{bron}` for the source.
    pub bronregel: String,
    /// The line with the note, with `{noot}` for the note.
    pub nootregel: String,
    /// The line that explains `*`, with `{minimum}` for the number of pupils.
    pub onderdrukt: String,
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn refuses_a_word_that_it_does_not_know() {
        let text = crate::workbook::proof::WORDS;
        assert!(toml::from_str::<Words>(text).is_ok());
        assert!(toml::from_str::<Words>(&format!("{text}\nblat = \"Blad\"")).is_err());
    }
}
