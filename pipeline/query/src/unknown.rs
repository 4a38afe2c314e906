//! A parameter that nobody gives in, its place in the file and what was meant out.
//!
//! Says nothing of parameters that are given; their types are for `parameters`.

use domain::suggest::nearest;

use crate::SqlFile;

/// A parameter that nobody gives, with its place in the file.
#[derive(Debug, thiserror::Error)]
#[error("{path}:{line}:{column}: unknown parameter `${name}`; known are: {known}")]
pub struct UnknownParameter {
    path: String,
    line: usize,
    column: usize,
    text: String,
    name: String,
    known: String,
    hint: String,
}

impl UnknownParameter {
    /// Finds the place of a parameter in its file.
    pub(crate) fn new<'a>(
        file: &SqlFile,
        name: &str,
        known: impl Iterator<Item = &'a String> + Clone,
    ) -> Self {
        let word = format!("${name}");
        let place =
            file.text.lines().enumerate().find_map(|(index, line)| Some((index, line, line.find(&word)?)));
        let (line, column, text) =
            place.map_or((1, 1, ""), |(index, line, at)| (index + 1, line[..at].chars().count() + 1, line));
        let meant =
            nearest(name, known.clone().map(String::as_str)).map(|meant| format!("did you mean `${meant}`?"));
        let hint =
            meant.unwrap_or_else(|| format!("declare it with `--! parameter {name}: <type> = <value>`"));
        let known = known.map(|name| format!("${name}")).collect::<Vec<_>>().join(", ");
        Self {
            path: file.path.clone(),
            line,
            column,
            text: text.to_owned(),
            name: name.to_owned(),
            known,
            hint,
        }
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn hint(&self) -> &str {
        &self.hint
    }

    /// The line at fault and the columns to underline (first, width), from 1.
    pub(crate) fn snippet(&self) -> (&str, usize, usize) {
        (&self.text, self.column, self.name.chars().count() + 1)
    }
}
