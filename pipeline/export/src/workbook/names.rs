//! Names of queries in, names that a workbook takes for its sheets out.
//!
//! Knows the rules of the file format only: length, letters that are not allowed, no name twice.

use std::collections::BTreeSet;

use crate::naming;

/// The longest name of a sheet, in UTF-16 units as the format counts.
const LONGEST: usize = 31;
/// What the format does not allow in a name; an apostrophe only at its ends, but a link to it is easily broken.
const FORBIDDEN: [char; 8] = ['[', ']', ':', '*', '?', '/', '\\', '\''];
/// A name that spreadsheets keep for themselves.
const RESERVED: &str = "history";

/// The name of the first sheet, and a name for each query.
pub(super) fn of_sheets<'a>(contents: &str, queries: impl Iterator<Item = &'a str>) -> (String, Vec<String>) {
    let mut taken = BTreeSet::from([RESERVED.to_owned()]);
    let mut next = |name: &str| {
        let name = allowed(name);
        let numbered = |number: usize| {
            let end = format!(" ({number})");
            format!("{}{end}", cut(&name, LONGEST - end.len()))
        };
        naming::free(&mut taken, cut(&name, LONGEST).to_owned(), numbered, str::to_lowercase)
    };
    (next(contents), queries.map(next).collect())
}

fn allowed(name: &str) -> String {
    if name.is_empty() {
        return "_".to_owned();
    }
    name.replace(|letter: char| FORBIDDEN.contains(&letter) || letter.is_control(), "_")
}

fn cut(name: &str, longest: usize) -> &str {
    let mut units = 0;
    let end = name.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > longest
    });
    end.map_or(name, |(end, _)| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::of_sheets;

    #[test]
    fn cuts_replaces_and_tells_apart() {
        let long = "een_query_met_een_heel_lange_naam_1";
        let queries = ["inhoud", "a/b:c", long, long, "A_B_C", "history", ""];
        let (first, names) = of_sheets("Inhoud", queries.into_iter());
        assert_eq!(first, "Inhoud");
        let expected = [
            "inhoud (2)",
            "a_b_c",
            "een_query_met_een_heel_lange_na",
            "een_query_met_een_heel_lang (2)",
            "A_B_C (2)",
            "history (2)",
            "_",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn cuts_on_a_whole_letter() {
        let (_, names) = of_sheets("Inhoud", std::iter::once("😀".repeat(16).as_str()));
        assert_eq!(names, ["😀".repeat(15)]);
    }
}
