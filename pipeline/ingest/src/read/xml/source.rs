//! Reads the bytes of an XML file, returns its text as UTF-8: piece by piece, sifted, with the line of each piece.
//!
//! It holds one piece at a time, and reads no markup but the word about the encoding.

use std::io::{self, BufRead, Chain, Cursor, Read};
use std::ops::Range;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memchr;
use quick_xml::NsReader;

use super::fault::Fault;
use super::sieve::{LONGEST, Sieve, line_ends};

/// How much text is decoded at a time.
const PIECE: usize = 1 << 16;

/// How far into the file its own word about its encoding is looked for.
const HEAD: u64 = 1024;

/// The longest piece of markup: room for a few attribute values of which the rest was dropped.
pub(crate) const LONGEST_MARKUP: usize = 4 * LONGEST;

/// Opens the file again from its start: UWLR is read twice, because its tests stand behind its results.
pub(crate) type Opener<'a> = &'a dyn Fn() -> io::Result<Box<dyn BufRead>>;

/// The text of an XML file.
pub(crate) struct Source<R> {
    input: Chain<Cursor<Vec<u8>>, R>,
    /// Nothing after the last byte.
    decoder: Option<Decoder>,
    decoded: Vec<u8>,
    /// What is wrong behind `decoded`.
    fault: Option<Fault>,
    /// The part of `decoded` that has not been through the sieve.
    waiting: Range<usize>,
    sieve: Sieve,
    sifted: Vec<u8>,
    taken: usize,
    line: u64,
    allowance: usize,
}

impl<R: BufRead> Source<R> {
    /// Looks at the first bytes for the encoding.
    ///
    /// # Errors
    /// Fails when the bytes can't be read or name an encoding that is not read.
    pub(crate) fn new(mut input: R) -> io::Result<Self> {
        let mut head = Vec::new();
        input.by_ref().take(HEAD).read_until(b'>', &mut head)?;
        let decoder = encoding(&head)?.new_decoder_with_bom_removal();
        Ok(Self {
            input: Cursor::new(head).chain(input),
            decoder: Some(decoder),
            decoded: vec![0; PIECE],
            fault: None,
            waiting: 0..0,
            sieve: Sieve::default(),
            sifted: Vec::new(),
            taken: 0,
            line: 1,
            allowance: LONGEST,
        })
    }

    /// Returns the line of the next byte.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// Allows this many bytes to be taken, from now on.
    pub(crate) fn allow(&mut self, bytes: usize) {
        self.allowance = bytes;
    }

    /// Puts text in the empty `decoded`, unless the file has ended.
    fn decode(&mut self) -> io::Result<()> {
        while self.waiting.is_empty() {
            // Only now, when all that stands before it has gone.
            if let Some(fault) = self.fault {
                return Err(fault.into());
            }
            let Some(decoder) = &mut self.decoder else {
                break;
            };
            let bytes = self.input.fill_buf()?;
            let last = bytes.is_empty();
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(bytes, &mut self.decoded, last);
            self.input.consume(read);
            match result {
                DecoderResult::Malformed(..) => self.fault = Some(Fault::Bytes),
                DecoderResult::InputEmpty if last => self.decoder = None,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            }
            let zero = memchr(0, &self.decoded[..written]);
            self.fault = zero.map(|_| Fault::Zero).or(self.fault);
            self.waiting = 0..zero.unwrap_or(written);
        }
        Ok(())
    }
}

impl<R: BufRead> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.allowance == 0 {
            return Err(Fault::Length.into());
        }
        while self.taken == self.sifted.len() {
            self.decode()?;
            if self.waiting.is_empty() {
                break;
            }
            self.sifted.clear();
            self.taken = 0;
            let waiting = &self.decoded[self.waiting.clone()];
            self.waiting.start += self.sieve.sift(waiting, &mut self.sifted, &mut self.line);
        }
        Ok(&self.sifted[self.taken..])
    }

    fn consume(&mut self, amount: usize) {
        let end = self.taken + amount;
        self.line += line_ends(&self.sifted[self.taken..end]);
        self.taken = end;
        self.allowance = self.allowance.saturating_sub(amount);
    }
}

impl<R: BufRead> Read for Source<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

/// Makes a reader with the settings that `Walk` counts on.
pub(crate) fn reader<R: BufRead>(input: R) -> io::Result<NsReader<Source<R>>> {
    let mut reader = NsReader::from_reader(Source::new(input)?);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    // `Walk::text` refuses them, but not in what was cut.
    config.allow_dangling_amp = true;
    Ok(reader)
}

/// Tells whether a text is empty but for space.
pub(crate) fn is_space(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Tells the encoding of a file from its first bytes.
fn encoding(head: &[u8]) -> Result<&'static Encoding, Fault> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    let Some(label) = declared(head) else {
        return Ok(UTF_8);
    };
    match Encoding::for_label(label) {
        Some(encoding) if encoding == UTF_8 || encoding == WINDOWS_1252 => Ok(encoding),
        // Text that once was UTF-16 keeps that word when it is saved; if it still were, it could not be read here.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok(UTF_8),
        _ => Err(Fault::Encoding),
    }
}

/// Returns the word for `encoding` in the XML declaration.
fn declared(head: &[u8]) -> Option<&[u8]> {
    const NAME: &[u8] = b"encoding";
    let declaration = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let at = declaration.windows(NAME.len()).position(|part| part == NAME)? + NAME.len();
    let value = declaration[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    Some(&value[..memchr(*quote, value)?])
}
