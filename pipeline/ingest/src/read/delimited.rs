//! Reads the bytes of a delimited text file, returns one grid, whatever its encoding and delimiter.
//!
//! Tells UTF-8 (with or without mark) from UTF-16 and Windows-1252 by the bytes. The delimiter is for the caller to
//! find, with [`delimiters`]. It keeps everything as text: leading zeros and `<5` survive.

use std::borrow::Cow;

use csv_core::ReadRecordResult;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use memchr::memchr2;

use super::grid::{Cell, Grid, MOST_CELLS, Row};
use crate::error::Error;

/// The longest line that is read, in bytes.
const LONGEST_LINE: usize = 1 << 20;

/// Text with the encoding that it was found in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Name of the encoding when it is not UTF-8.
    pub(crate) other_encoding: Option<&'static str>,
}

/// Why a text is no table that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A quoted field on this line that does not end there.
    OpenQuote(u32),
    /// A line that is longer than any table has.
    LongLine(u32),
    /// More filled cells than are read.
    ManyCells,
}

impl Fault {
    /// The fault, with the file in which it was met.
    pub(crate) fn into_error(self, bestand: &str) -> Error {
        let bestand = bestand.to_owned();
        match self {
            Self::OpenQuote(regel) => Error::OpenQuote { bestand, regel },
            Self::LongLine(line) => {
                Error::TooLarge { bestand, wat: format!("line {line} is longer than {LONGEST_LINE} bytes") }
            }
            Self::ManyCells => {
                Error::TooLarge { bestand, wat: format!("it has more than {MOST_CELLS} filled cells") }
            }
        }
    }
}

/// Decodes bytes to text: the byte order mark decides, then UTF-8 when valid, then Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    let (text, _, _) = encoding.decode(bytes);
    Decoded { text, other_encoding: (encoding != UTF_8).then(|| encoding.name()) }
}

/// Text in UTF-8, or else in Windows-1252.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes)
        .map_or_else(|_| WINDOWS_1252.decode_without_bom_handling(bytes).0, Cow::Borrowed)
}

/// UTF-16 as UTF-8; other bytes as they are.
pub(crate) fn as_utf8(bytes: &[u8]) -> Vec<u8> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != UTF_8 => encoding.decode(bytes).0.into_owned().into_bytes(),
        _ => bytes.to_vec(),
    }
}

/// Splits text into lines and cells, by the likeliest delimiter of its first line.
///
/// # Errors
/// As [`grid_by`].
pub(crate) fn grid(text: &str) -> Result<Grid, Fault> {
    grid_by(text, delimiters(text)[0])
}

/// Splits text into lines and cells.
///
/// # Errors
/// Fails when a field runs over the end of its line, which is a quote that nobody closed: reading on would swallow the
/// lines after it; and when a line, or all lines together, hold more than any table does.
pub(crate) fn grid_by(text: &str, delimiter: u8) -> Result<Grid, Fault> {
    let (mut cutter, mut rows, mut room) = (Cutter::new(delimiter), Vec::new(), MOST_CELLS);
    for (line, text) in (1..).zip(lines(text)) {
        if text.len() > LONGEST_LINE {
            return Err(Fault::LongLine(line));
        }
        let cells = cutter.cells(text.as_bytes());
        let row =
            Row::of_text(line, cells.iter().map(|cell| Cell::from_text(&String::from_utf8_lossy(cell))));
        if cutter.is_open {
            return Err(Fault::OpenQuote(line));
        }
        room = room.checked_sub(row.filled().count()).ok_or(Fault::ManyCells)?;
        rows.push(row);
    }
    Ok(Grid::of_text(rows.into_iter()))
}

/// The lines of a text, whatever ends them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text.trim_start_matches('\u{feff}'));
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let Some(at) = memchr2(b'\n', b'\r', text.as_bytes()) else { return Some(text) };
        let after = &text[at..];
        rest = Some(after.strip_prefix("\r\n").unwrap_or(&after[1..]));
        Some(&text[..at])
    })
}

/// Cuts lines into cells, and takes the quotes off.
pub(crate) struct Cutter {
    reader: csv_core::Reader,
    input: Vec<u8>,
    output: Vec<u8>,
    ends: Vec<usize>,
    /// Whether a quote of the last line was not closed.
    is_open: bool,
}

impl Cutter {
    pub(crate) fn new(delimiter: u8) -> Self {
        let reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Self { reader, input: Vec::new(), output: Vec::new(), ends: vec![0; 1024], is_open: false }
    }

    pub(crate) fn cells(&mut self, line: &[u8]) -> Vec<&[u8]> {
        self.input.clear();
        self.input.extend_from_slice(line);
        self.input.push(b'\n');
        self.output.resize(self.input.len(), 0);
        let ended = loop {
            self.reader.reset();
            match self.reader.read_record(&self.input, &mut self.output, &mut self.ends) {
                (ReadRecordResult::OutputEndsFull, ..) => self.ends.resize(self.ends.len() * 2, 0),
                (result, _, _, ended) => {
                    self.is_open = result != ReadRecordResult::Record && !line.is_empty();
                    break ended;
                }
            }
        };
        let mut from = 0;
        let mut cells = Vec::with_capacity(ended);
        for end in &self.ends[..ended] {
            cells.push(&self.output[from..*end]);
            from = *end;
        }
        cells
    }
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
        let text = Cow::Borrowed(plain);
        assert_eq!(decode(plain.as_bytes()), Decoded { text: text.clone(), other_encoding: None });
        assert_eq!(decode(&marked), Decoded { text: text.clone(), other_encoding: None });
        assert_eq!(decode(&latin), Decoded { text: text.clone(), other_encoding: Some("windows-1252") });
        assert_eq!(decode(&utf16), Decoded { text, other_encoding: Some("UTF-16LE") });
        assert!(matches!(decode(&marked).text, Cow::Borrowed(_)), "what is UTF-8 takes no room again");
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
        assert_eq!(grid("a;b\n1;2\n\"3;4\n5;6\n").unwrap_err(), Fault::OpenQuote(3));
        assert_eq!(grid("a;b\n\n1;\"2").unwrap_err(), Fault::OpenQuote(3));
        assert_eq!(grid("a;b\n1;12\" lat\n\"\";x").unwrap().rows[1].texts(), ["1", "12\" lat"]);
    }

    #[test]
    fn a_line_or_a_text_that_no_table_has_is_refused_before_it_takes_room() {
        let long = format!("a;b\n{}\n", ";".repeat(LONGEST_LINE + 1));
        assert_eq!(grid(&long).unwrap_err(), Fault::LongLine(2));
        let told = Fault::LongLine(2).into_error("x.csv").to_string();
        assert_eq!(told, "`x.csv`: line 2 is longer than 1048576 bytes");
        let many = "1;".repeat(LONGEST_LINE / 2) + "\n";
        assert_eq!(grid(&many.repeat(MOST_CELLS / (LONGEST_LINE / 2) + 1)).unwrap_err(), Fault::ManyCells);
    }
}
