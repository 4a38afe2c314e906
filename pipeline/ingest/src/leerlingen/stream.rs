//! Reads a delimited text file of any size, returns its lines cut into cells, on all processors at once and in order.
//!
//! Holds a few blocks of the file at a time. What a line means is for the caller to say.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use memchr::{memchr, memchr_iter, memrchr};
use sha2::{Digest, Sha256};

use super::marks::Marks;
use crate::read::delimited::{Cutter, by_count, named_delimiter, text};
use crate::read::grid::LINES_BEFORE_HEADINGS;

/// Bytes of a file that are looked at together.
const BLOCK: usize = 1024 * 1024;
/// Blocks that wait for each worker, so that none is idle while others are written.
const WAITING: usize = 4;
/// How many lines one quoted cell may run over.
const LINES_IN_A_CELL: usize = 20;

/// How a delimited text is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// Between cells.
    pub(crate) delimiter: u8,
    /// At the end of a line.
    pub(crate) end: u8,
    /// The headings.
    pub(crate) headings: Vec<String>,
    /// Where the rows start.
    pub(crate) start: usize,
    /// The line of the first row, from 1.
    pub(crate) line: u32,
}

impl Form {
    /// Takes each of the first filled lines for the headings, in their order: titles may stand above them. Each is cut by
    /// every delimiter that is in it, the likeliest first; one with a quote that stays open can be one of several lines.
    pub(crate) fn all(head: &[u8]) -> Vec<Self> {
        let mut at = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let end = if memchr(b'\n', head).is_some() { b'\n' } else { b'\r' };
        let (mut line, mut named, mut forms, mut filled) = (1, None, Vec::new(), 0);
        while let Some(length) = memchr(end, &head[at..])
            && filled < LINES_BEFORE_HEADINGS
        {
            let whole = &head[at..at + length];
            line += 1;
            if let Some(delimiter) = named_delimiter(whole).filter(|_| filled == 0) {
                named = Some(delimiter);
            } else if !whole.trim_ascii().is_empty() {
                filled += 1;
                let (longer, more) = record(&head[at..], end);
                if more > 1 {
                    forms.extend(Self::of(
                        &head[at..at + longer],
                        named,
                        (end, at + longer + 1, line + more - 1),
                    ));
                }
                forms.extend(Self::of(whole, named, (end, at + length + 1, line)));
            }
            at += length + 1;
        }
        forms
    }

    /// Cuts headings by the delimiter that was named, else by each that is in them.
    fn of(headings: &[u8], named: Option<u8>, (end, start, line): (u8, usize, u32)) -> Vec<Self> {
        let headings = headings.strip_suffix(b"\r").unwrap_or(headings);
        let is_there = |(at, delimiter): &(usize, u8)| *at == 0 || memchr(*delimiter, headings).is_some();
        let likely =
            by_count(headings).into_iter().enumerate().filter(is_there).map(|(_, delimiter)| delimiter);
        let delimiters = named.map_or_else(|| likely.collect(), |named| vec![named]);
        let cut = |delimiter: u8| {
            let mut cutter = Cutter::new(delimiter);
            cutter.cells(headings).iter().map(|cell| text(cell).trim().to_owned()).collect()
        };
        let form = |delimiter: u8| Self { delimiter, end, headings: cut(delimiter), start, line };
        delimiters.into_iter().map(form).collect()
    }
}

/// Gives the cells of each line of a block to `each`, with its number from 0; returns how many lines there are.
///
/// Empty lines are passed over. A cell in quotes may run over several lines.
pub(crate) fn lines(block: &[u8], form: &Form, mut each: impl FnMut(u32, &[&[u8]])) -> u32 {
    if memchr(b'"', block).is_none() {
        return plain_lines(block, form, each);
    }
    let mut cutter = Cutter::new(form.delimiter);
    let (mut at, mut number) = (0, 0);
    while at < block.len() {
        let (length, taken) = record(&block[at..], form.end);
        let line = &block[at..at + length];
        if memchr(b'"', line).is_some() {
            each(number, &cutter.cells(line.strip_suffix(b"\r").unwrap_or(line)));
        } else {
            plain_lines(line, form, |_, cells| each(number, cells));
        }
        at += length + 1;
        number += taken;
    }
    number
}

/// The same for a block without quotes.
fn plain_lines<'a>(block: &'a [u8], form: &Form, mut each: impl FnMut(u32, &[&'a [u8]])) -> u32 {
    let mut cells: Vec<&[u8]> = Vec::new();
    let (mut from, mut number) = (0, 0);
    // A last line without its end ends with the block.
    let unended = block.last().is_some_and(|last| *last != form.end).then_some(block.len());
    for at in Marks::new(block, [form.delimiter, form.end]).chain(unended) {
        let cell = &block[from..at];
        from = at + 1;
        if block.get(at) == Some(&form.delimiter) {
            cells.push(cell);
            continue;
        }
        let cell = cell.strip_suffix(b"\r").unwrap_or(cell);
        if !cells.is_empty() || !cell.trim_ascii().is_empty() {
            cells.push(cell);
            each(number, &cells);
            cells.clear();
        }
        number += 1;
    }
    number
}

/// The length of the record at the start of a text, without its end, and how many lines it takes.
fn record(text: &[u8], end: u8) -> (usize, u32) {
    let first = memchr(end, text).unwrap_or(text.len());
    if memchr_iter(b'"', &text[..first]).count().is_multiple_of(2) {
        return (first, 1);
    }
    let (mut at, mut lines) = (first, 1);
    for _ in 1..LINES_IN_A_CELL {
        if at >= text.len() {
            break;
        }
        at = memchr(end, &text[at + 1..]).map_or(text.len(), |more| at + 1 + more);
        lines += 1;
        if memchr_iter(b'"', &text[..at]).count().is_multiple_of(2) {
            return (at, lines);
        }
    }
    // A quote that nobody closed: the line stands by itself.
    (first, 1)
}

/// Reads rows to the end: `work` turns a block into something, on several threads; `take` gets these in order, with the
/// line at which each block starts. Returns the hash of all bytes.
///
/// # Errors
/// Fails when the file cannot be read, or when `take` fails.
pub(crate) fn read<T: Send, E: From<io::Error>>(
    source: impl Read + Send,
    form: &Form,
    work: impl Fn(&[u8]) -> (T, u32) + Sync,
    mut take: impl FnMut(T, u32) -> Result<(), E>,
) -> Result<String, E> {
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    thread::scope(|scope| {
        let (blocks_in, blocks) = sync_channel::<(usize, Vec<u8>)>(workers * WAITING);
        let (done_in, done) = sync_channel::<(usize, T, u32)>(workers * WAITING);
        // Shared by the workers alone: when the last one stops, the reader finds nobody to send to.
        let blocks = Arc::new(Mutex::new(blocks));
        let work = &work;
        for _ in 0..workers {
            let (blocks, done_in) = (Arc::clone(&blocks), done_in.clone());
            scope.spawn(move || {
                while let Some((number, block)) = next(&blocks) {
                    let (result, lines) = work(&block);
                    if done_in.send((number, result, lines)).is_err() {
                        break;
                    }
                }
            });
        }
        drop((blocks, done_in));
        let reader = scope.spawn(move || cut(source, form, &blocks_in));
        let taken = in_order(&done, form.line, &mut take);
        drop(done);
        // With nobody to take results the workers stop, and then the reader.
        let read = reader.join().unwrap_or_else(|panic| resume_unwind(panic));
        taken?;
        Ok(read?)
    })
}

fn next(blocks: &Mutex<Receiver<(usize, Vec<u8>)>>) -> Option<(usize, Vec<u8>)> {
    blocks.lock().ok()?.recv().ok()
}

fn in_order<T, E>(
    done: &Receiver<(usize, T, u32)>,
    mut line: u32,
    take: &mut impl FnMut(T, u32) -> Result<(), E>,
) -> Result<(), E> {
    let mut early = BTreeMap::new();
    let mut wanted = 0;
    for (number, result, lines) in done {
        early.insert(number, (result, lines));
        while let Some((result, lines)) = early.remove(&wanted) {
            take(result, line)?;
            line += lines;
            wanted += 1;
        }
    }
    Ok(())
}

/// Cuts a file into blocks that end with a line, and hashes it on the way.
fn cut(mut source: impl Read, form: &Form, blocks: &SyncSender<(usize, Vec<u8>)>) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut rest: Vec<u8> = Vec::new();
    let (mut number, mut skip) = (0, form.start);
    loop {
        let mut block = std::mem::take(&mut rest);
        let old = block.len();
        block.reserve(BLOCK);
        let read = source.by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        hash.update(&block[old..]);
        if skip > 0 {
            let gone = skip.min(block.len());
            block.drain(..gone);
            skip -= gone;
        }
        let at_end = read == 0;
        if !at_end {
            rest = block.split_off(last_line(&block, form.end));
        }
        if !block.is_empty() {
            if blocks.send((number, block)).is_err() {
                break;
            }
            number += 1;
        }
        if at_end {
            break;
        }
    }
    Ok(crate::read::hash::hexadecimal(&hash.finalize()))
}

/// Where the last whole line of a block ends, outside any quoted cell as far as that can be seen.
fn last_line(block: &[u8], end: u8) -> usize {
    let whole = memrchr(end, block).map_or(0, |at| at + 1);
    if memchr(b'"', block).is_none() {
        return whole;
    }
    let mut at = whole;
    let mut quotes = memchr_iter(b'"', &block[..at]).count();
    while at > 0 && !quotes.is_multiple_of(2) {
        let quote = memrchr(b'"', &block[..at]).unwrap_or(0);
        let before = memrchr(end, &block[..quote]).map_or(0, |at| at + 1);
        if whole - before > BLOCK / 4 {
            return whole;
        }
        quotes -= memchr_iter(b'"', &block[before..at]).count();
        at = before;
    }
    if at == 0 { whole } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        let form = Form { delimiter: b';', end: b'\n', headings: Vec::new(), start: 0, line: 1 };
        let mut found = Vec::new();
        lines(text.as_bytes(), &form, |line, cells| {
            found.push((line, cells.iter().map(|cell| super::text(cell).into_owned()).collect()));
        });
        found
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn lines_are_cut_with_and_without_quotes() {
        assert_eq!(
            cells("1;a;\r\n\n\"2\";\"b;\"\"c\"\"\";\"\"\n3;;d"),
            [(0, words(&["1", "a", ""])), (2, words(&["2", "b;\"c\"", ""])), (3, words(&["3", "", "d"]))]
        );
    }

    #[test]
    fn a_line_may_have_any_number_of_cells() {
        let line = format!("\"1\";{}2\n", "x;".repeat(5000));
        assert_eq!(cells(&line)[0].1.len(), 5002);
    }

    #[test]
    fn a_cell_may_run_over_lines_and_a_stray_quote_swallows_none() {
        assert_eq!(
            cells("1;\"een\ntwee\"\n2;x\n"),
            [(0, words(&["1", "een\ntwee"])), (2, words(&["2", "x"]))]
        );
        let stray = cells(&format!("1;12\" lat\n{}", "2;x\n".repeat(30)));
        assert_eq!((stray.len(), stray[1].1.clone()), (31, words(&["2", "x"])));
    }

    #[test]
    fn the_form_is_read_from_the_first_line() {
        let forms = Form::all("\u{feff}\n\"leerling_id\",niveau\n1,I\n".as_bytes());
        assert_eq!((forms[0].delimiter, forms[0].line, forms[0].start), (b',', 3, 25));
        assert_eq!((forms.len(), &forms[0].headings), (2, &words(&["leerling_id", "niveau"])));
        assert_eq!(Form::all(b"a\tb\r1\t2\r")[0].end, b'\r');
        assert!(Form::all(b"geen einde").is_empty());
    }

    #[test]
    fn titles_and_a_named_delimiter_may_stand_above_the_headings() {
        let forms = Form::all("\u{feff}sep=,\r\nToetsen; groep 5\r\n\r\na,b\r\n".as_bytes());
        assert_eq!(forms[0].headings, words(&["Toetsen; groep 5"]));
        assert_eq!((forms[1].line, forms[1].headings.clone()), (5, words(&["a", "b"])));
        assert_eq!(Form::all(&b"x;y\n".repeat(50)).len(), LINES_BEFORE_HEADINGS);
    }

    #[test]
    fn headings_are_cut_by_every_delimiter_that_is_in_them_and_may_run_over_lines() {
        let cut = |text: &str| -> Vec<Vec<String>> {
            Form::all(text.as_bytes()).into_iter().map(|form| form.headings).collect()
        };
        let decimals = cut("leerling_id\tniveau (I, II, III, IV, V)\n");
        assert_eq!(decimals.len(), 2);
        assert_eq!(decimals[1], words(&["leerling_id", "niveau (I, II, III, IV, V)"]));
        let forms = Form::all(b"a;\"leerling\nnummer\";c\r\n1;2;3\r\n");
        assert_eq!((forms[0].line, forms[0].start), (3, 23));
        assert_eq!(forms[0].headings, words(&["a", "leerling\nnummer", "c"]));
        // A quote that nobody closed makes no headings of the lines below it.
        assert!(cut("12\" lat\na;b\n1;2\n").contains(&words(&["a", "b"])));
    }

    #[test]
    fn blocks_come_in_order_with_their_lines_and_the_hash_of_all() {
        let row = "12;\"tekst\";34\n";
        let text = format!("a;b;c\n{}", row.repeat(1_000_000));
        let form = Form::all(text.as_bytes()).remove(0);
        let (mut rows, mut next) = (0, 2);
        let hash = read::<_, io::Error>(
            text.as_bytes(),
            &form,
            |block| {
                let mut count = 0_u32;
                let taken = lines(block, &form, |_, cells| count += u32::from(cells.len() == 3));
                (count, taken)
            },
            |count, line| {
                assert_eq!(line, next);
                next += count;
                rows += count;
                Ok(())
            },
        );
        assert_eq!((rows, hash.unwrap()), (1_000_000, crate::read::hash::hash(text.as_bytes())));
    }

    #[test]
    fn other_text_is_windows_1252() {
        assert_eq!(text(b"Nota\xEFie"), "Notaïie");
        assert_eq!(text("Notaïie".as_bytes()), "Notaïie");
    }
}
