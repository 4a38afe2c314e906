//! Reads the bytes of a delimited text in which each line stands in quotes as a whole, returns the lines without
//! them.
//!
//! A spreadsheet makes such a file when it saves lines that it holds in one column. Other files come out as they are.

use std::borrow::Cow;

use memchr::memchr;

/// How many filled lines are looked at.
const LINES: usize = 20;

/// Takes the quotes off each line when most of the first lines stand in them.
pub(crate) fn unwrapped(bytes: Vec<u8>) -> Vec<u8> {
    if is_wrapped(&bytes) {
        lines(&bytes).flat_map(|line| inside(line).into_owned()).collect()
    } else {
        bytes
    }
}

/// Whether most of the first lines, which may be cut off, stand in quotes as a whole.
pub(crate) fn is_wrapped(head: &[u8]) -> bool {
    if memchr(b'"', head).is_none() {
        return false;
    }
    let filled = || lines(head).filter(|line| !line.trim_ascii().is_empty()).take(LINES);
    let wrapped = filled().filter(|line| matches!(inside(line), Cow::Owned(_))).count();
    wrapped > 0 && 2 * wrapped > filled().count()
}

/// The lines with their ends; a mark at the start belongs to none.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.split_inclusive(|byte| *byte == b'\n')
}

/// What stands in the quotes around a line of several cells, with the end of the line; another line as it is.
fn inside(line: &[u8]) -> Cow<'_, [u8]> {
    let bare = line.trim_ascii();
    let content = bare.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
    let Some(content) = content.filter(|content| content.iter().any(|byte| b";,\t".contains(byte))) else {
        return Cow::Borrowed(line);
    };
    let mut found = Vec::with_capacity(line.len());
    let mut rest = content;
    while let Some(at) = memchr(b'"', rest) {
        // A quote within the quotes is doubled; another one ends a cell, and then the line is no single one.
        if rest.get(at + 1) != Some(&b'"') {
            return Cow::Borrowed(line);
        }
        found.extend_from_slice(&rest[..=at]);
        rest = &rest[at + 2..];
    }
    found.extend_from_slice(rest);
    found.push(b'\n');
    Cow::Owned(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        String::from_utf8(unwrapped(text.as_bytes().to_vec())).unwrap()
    }

    #[test]
    fn lines_in_quotes_are_read_without_them() {
        let text = "\u{feff}\"a,b,c\"\r\n\"1,\"\"x, y\"\",2\"\r\n\"3,4,5\"";
        assert_eq!(read(text), "a,b,c\n1,\"x, y\",2\n3,4,5\n");
        assert_eq!(read("Titel\n\"a;b\"\n\"1;2\"\n\"3;4\"\n"), "Titel\na;b\n1;2\n3;4\n");
    }

    #[test]
    fn cells_in_quotes_and_a_title_are_left_alone() {
        for text in [
            "\"a\";\"b\"\n\"1\";\"2\"\n",
            "\"Toetsen, groep 5\"\na;b\n1;2\n",
            "\"a\"\n\"1\"\n",
            "a;b\n1;\"x;y\"\n",
            "",
            "\"\n",
        ] {
            assert_eq!(read(text), text);
        }
    }
}
