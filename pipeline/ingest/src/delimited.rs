//! The bytes of a delimited text file in, one grid out, whatever its encoding and delimiter.
//!
//! Tells UTF-8 (with or without mark) from UTF-16 and Windows-1252 by the bytes. The delimiter is for the caller to
//! find, with [`delimiters`]. It keeps everything as text: leading zeros and `<5` survive.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::grid::{Cell, Grid, Row};

/// Text with the encoding that it was found in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// Name of the encoding when it is not UTF-8.
    pub(crate) other_encoding: Option<&'static str>,
}

/// A quoted field that does not end on the line where it starts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OpenQuote {
    /// The line on which the record starts.
    pub(crate) line: u32,
}

/// Decodes bytes to text: the byte order mark decides, then UTF-8 when valid, then Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    let (text, _, _) = encoding.decode(bytes);
    let other_encoding = (encoding != UTF_8).then(|| encoding.name());
    Decoded { text: text.into_owned(), other_encoding }
}

/// Splits text into lines and cells, by the likeliest delimiter of its first line.
///
/// # Errors
/// As [`grid_by`].
pub(crate) fn grid(text: &str) -> Result<Grid, OpenQuote> {
    grid_by(text, delimiters(text)[0])
}

/// Splits text into lines and cells.
///
/// # Errors
/// Fails when a field runs over the end of its line, which is a quote that nobody closed: reading on
/// would swallow the lines after it.
pub(crate) fn grid_by(text: &str, delimiter: u8) -> Result<Grid, OpenQuote> {
    let text = one_kind_of_line_end(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut line = 0;
    while reader.read_record(&mut record).map_err(|_| OpenQuote { line: line + 1 })? {
        if record.iter().any(|field| field.contains('\n')) {
            return Err(OpenQuote { line: line + 1 });
        }
        // A record starts before the empty lines that the reader skips, so its end says where it stands.
        line = u32::try_from(reader.position().line() - 1).unwrap_or(u32::MAX);
        rows.push(Row::of_text(line, record.iter().map(Cell::from_text)));
    }
    Ok(Grid::of_text(rows.into_iter()))
}

/// Makes every line end on a line feed, the last one too: the reader counts those.
fn one_kind_of_line_end(text: &str) -> String {
    let mut text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The delimiters that a text can have, likeliest first: the one that it names itself, or those of its first line.
pub(crate) fn delimiters(text: &str) -> Vec<u8> {
    let first = text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default().as_bytes();
    named_delimiter(first).map_or_else(|| by_count(first).to_vec(), |named| vec![named])
}

/// The three delimiters, the most frequent in a line outside its quotes first; a semicolon when they tie.
pub(crate) fn by_count(line: &[u8]) -> [u8; 3] {
    let mut delimiters = [b';', b',', b'\t'];
    let outside = || line.split(|byte| *byte == b'"').step_by(2);
    let count =
        |delimiter: u8| outside().map(|part| memchr::memchr_iter(delimiter, part).count()).sum::<usize>();
    delimiters.sort_by_key(|delimiter| std::cmp::Reverse(count(*delimiter)));
    delimiters
}

/// The delimiter that the line `sep=;` names, as Excel writes and reads it above the headings.
pub(crate) fn named_delimiter(line: &[u8]) -> Option<u8> {
    let bare = line.trim_ascii_start();
    let bare = bare.strip_prefix(b"\"").unwrap_or(bare);
    let (word, rest) = bare.split_at_checked(4)?;
    let named = *rest.first().filter(|_| word.eq_ignore_ascii_case(b"sep="))?;
    let plain = named == b'\t' || named.is_ascii_punctuation() && named != b'"';
    let only = rest.iter().all(|sign| *sign == named || matches!(sign, b'"' | b'\r' | b' '));
    (plain && only).then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_same_text_from_every_encoding() {
        let plain = "Mozaïek";
        let (latin, _, _) = WINDOWS_1252.encode(plain);
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked = [b"\xEF\xBB\xBF", plain.as_bytes()].concat();
        assert_eq!(decode(plain.as_bytes()), Decoded { text: plain.to_owned(), other_encoding: None });
        assert_eq!(decode(&marked), Decoded { text: plain.to_owned(), other_encoding: None });
        assert_eq!(decode(&latin), Decoded { text: plain.to_owned(), other_encoding: Some("windows-1252") });
        assert_eq!(decode(&utf16), Decoded { text: plain.to_owned(), other_encoding: Some("UTF-16LE") });
    }

    #[test]
    fn keeps_zeros_and_quotes_and_counts_lines_with_empty_ones() {
        let grid =
            grid("\"A\";\"B\"\r\n\"00\";\"BS \"\"De Maasparel\"\"\"\r\n\r\n;\r\n\"0637\";x\r\n").unwrap();
        assert_eq!(grid.rows[1].texts(), ["00", "BS \"De Maasparel\""]);
        assert_eq!(grid.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 5]);
    }

    #[test]
    fn counts_the_same_lines_for_every_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a;b", "", "1;2", "", "", "3;4"].join(end);
            let lines: Vec<u32> = grid(&text).unwrap().rows.iter().map(|row| row.line).collect();
            assert_eq!(lines, [1, 3, 6], "{end:?}");
        }
    }

    #[test]
    fn takes_the_delimiter_of_the_first_line() {
        assert_eq!(grid("a,b\n1,2").unwrap().rows[1].texts(), ["1", "2"]);
        assert_eq!(grid("a\tb\n1\t2;3").unwrap().rows[1].texts(), ["1", "2;3"]);
    }

    #[test]
    fn a_line_may_name_the_delimiter() {
        for line in ["sep=;", "SEP=;\r", "\"sep=;\"", "sep=;;;;"] {
            assert_eq!(named_delimiter(line.as_bytes()), Some(b';'), "{line}");
        }
        assert_eq!((named_delimiter(b"sep=\t"), named_delimiter(b"sep=|")), (Some(b'\t'), Some(b'|')));
        for line in ["sep", "sep=", "sep=a", "september;1", "sep=;1"] {
            assert_eq!(named_delimiter(line.as_bytes()), None, "{line}");
        }
        assert_eq!(delimiters("\u{feff}sep=,\na;b"), [b',']);
    }

    #[test]
    fn refuses_a_quote_that_nobody_closed() {
        assert_eq!(grid("a;b\n1;2\n\"3;4\n5;6\n").unwrap_err(), OpenQuote { line: 3 });
    }
}
