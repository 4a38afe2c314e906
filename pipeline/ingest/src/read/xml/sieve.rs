//! Reads pieces of the text of an XML file, returns the same text without the ends of what is very long.
//!
//! Of a text, an attribute value, a comment or a CDATA section the start comes through, so that nobody behind this
//! sieve has to hold an attachment. It knows where markup starts and ends, but no element and no error.

use memchr::{memchr, memchr_iter, memchr3};

/// The longest text or attribute value that is read, in bytes; of a longer one at least one byte more comes through.
pub(crate) const LONGEST: usize = 1 << 20;

/// Counts the line ends in a piece of text.
pub(crate) fn line_ends(text: &[u8]) -> u64 {
    memchr_iter(b'\n', text).count() as u64
}

/// Where in the markup the text has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Between two pieces of markup.
    #[default]
    Text,
    /// After a `<`, as long as it can become anything.
    Opening,
    /// In a tag.
    Tag,
    /// In a DOCTYPE or in one declaration of it.
    Declaration,
    /// In an attribute value with this quote around it.
    Quoted(u8),
    /// In a comment, a CDATA section or an instruction that ends like this.
    Until(&'static [u8]),
}

/// What `<` can become apart from a tag or a declaration, and how that ends.
const SECTIONS: [(&[u8], &[u8]); 3] = [(b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>")];

/// Lets text through, except for the rest of what is very long.
#[derive(Debug, Default)]
pub(crate) struct Sieve {
    place: Place,
    /// What came after `<`, with it.
    opening: Vec<u8>,
    /// How much of this text, value or section came through.
    run: usize,
    dropped: bool,
    /// The last two bytes of this section.
    tail: [u8; 2],
}

impl Sieve {
    /// Sifts a part of `input` into `out` and returns how much; it stops before it drops what follows after `out`.
    pub(crate) fn sift(&mut self, input: &[u8], out: &mut Vec<u8>, line: &mut u64) -> usize {
        let mut used = 0;
        while used < input.len() {
            let rest = &input[used..];
            match self.place {
                Place::Opening => used += self.open(rest[0], out),
                Place::Tag => used += self.pass(rest, memchr3(b'>', b'"', b'\'', rest), out),
                Place::Declaration => used += self.pass(rest, memchr(b'>', rest), out),
                Place::Text | Place::Quoted(_) | Place::Until(_) => {
                    let end = self.end(rest);
                    let kept = self.keep(&rest[..end.unwrap_or(rest.len())], out, line);
                    used += kept;
                    if kept == end.unwrap_or(rest.len()) {
                        used += self.close(end.map(|at| rest[at]), out);
                    } else if kept == 0 {
                        break;
                    }
                }
            }
        }
        used
    }

    /// Goes on to another place, where a new run starts.
    fn go(&mut self, place: Place) {
        *self = Self { place, opening: std::mem::take(&mut self.opening), ..Self::default() };
    }

    /// Takes one byte after `<`, or none when what stands before it already says what it is.
    fn open(&mut self, byte: u8, out: &mut Vec<u8>) -> usize {
        self.opening.push(byte);
        let Some((start, end)) = SECTIONS.iter().find(|(start, _)| start.starts_with(&self.opening)) else {
            let declaration = self.opening.starts_with(b"<!");
            self.go(if declaration { Place::Declaration } else { Place::Tag });
            return 0;
        };
        out.push(byte);
        if start.len() == self.opening.len() {
            self.go(Place::Until(end));
        }
        1
    }

    /// Lets markup through, up to and with the byte that ends it.
    fn pass(&mut self, rest: &[u8], end: Option<usize>, out: &mut Vec<u8>) -> usize {
        let length = end.map_or(rest.len(), |at| at + 1);
        out.extend_from_slice(&rest[..length]);
        match end.map(|at| rest[at]) {
            Some(b'>') => self.go(Place::Text),
            Some(quote) => self.go(Place::Quoted(quote)),
            None => {}
        }
        length
    }

    /// Finds the byte that ends the run: the last one of what ends a section.
    fn end(&self, rest: &[u8]) -> Option<usize> {
        match self.place {
            Place::Quoted(quote) => memchr(quote, rest),
            Place::Until(end) => memchr_iter(b'>', rest).find(|at| self.closes(&rest[..*at], end)),
            _ => memchr(b'<', rest),
        }
    }

    /// Tells whether a `>` after `before` ends the section.
    fn closes(&self, before: &[u8], end: &[u8]) -> bool {
        let mark = &end[..end.len() - 1];
        if before.len() >= 2 { before.ends_with(mark) } else { [&self.tail, before].concat().ends_with(mark) }
    }

    /// Lets the start of a run through, then drops the rest of it once `out` is empty; returns how far it came.
    fn keep(&mut self, part: &[u8], out: &mut Vec<u8>, line: &mut u64) -> usize {
        let room = (LONGEST + 1).saturating_sub(self.run);
        let mut length = part.len();
        if length == 0 {
            return 0;
        } else if room > 0 {
            // Not in the middle of a character.
            length = (room..length).find(|at| part[*at] & 0xC0 != 0x80).unwrap_or(length);
            out.extend_from_slice(&part[..length]);
            self.run += length;
        } else if out.is_empty() {
            *line += line_ends(part);
            self.dropped = true;
        } else {
            return 0;
        }
        for byte in &part[length.saturating_sub(2)..length] {
            self.tail = [self.tail[1], *byte];
        }
        length
    }

    /// Ends the run with its last byte, if that is there; returns how many bytes that took.
    fn close(&mut self, byte: Option<u8>, out: &mut Vec<u8>) -> usize {
        let Some(byte) = byte else {
            return 0;
        };
        match self.place {
            Place::Until(end) if self.dropped => out.extend_from_slice(end),
            _ => out.push(byte),
        }
        match self.place {
            Place::Quoted(_) => self.go(Place::Tag),
            Place::Until(_) => self.go(Place::Text),
            _ => {
                self.go(Place::Opening);
                self.opening.clear();
                self.opening.push(byte);
            }
        }
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sifts a text in pieces; returns what comes through and the lines of what does not.
    fn sift(text: &str, size: usize) -> (String, u64) {
        let (mut sieve, mut through, mut line) = (Sieve::default(), Vec::new(), 0);
        for piece in text.as_bytes().chunks(size) {
            let mut used = 0;
            while used < piece.len() {
                let mut out = Vec::new();
                used += sieve.sift(&piece[used..], &mut out, &mut line);
                through.extend(out);
            }
        }
        (String::from_utf8(through).unwrap(), line)
    }

    #[test]
    fn what_is_not_long_comes_through_as_it_is() {
        let text = "<?xml version='1'?><!DOCTYPE a [<!ENTITY b '>'><!-- it's -->]><a b='>' c=\">'\">x > ' \"\
            <!-- > -> --><![CDATA[ ]> ]] <a> ]]><!----><![CDATA[]]></a><!<>-->é</";
        for size in 1..=text.len() {
            assert_eq!(sift(text, size), (text.to_owned(), 0), "{size}");
        }
    }

    #[test]
    fn of_what_is_long_the_start_and_the_end_mark_come_through() {
        let long = "ab\n".repeat(LONGEST);
        for (start, end) in [
            ("<a>", "</a>"),
            ("<a b='", "'/>"),
            ("<!--", "--><a/>"),
            ("<![CDATA[", "]]><a/>"),
            ("<?", "?><a/>"),
        ] {
            let (through, dropped) = sift(&format!("{start}{long}{end}"), 4093);
            assert!(through.starts_with(start) && through.ends_with(end), "{start}");
            let kept = through.len() - start.len() - end.len();
            assert!((LONGEST + 1..LONGEST + 4).contains(&kept), "{kept}");
            assert_eq!(line_ends(through.as_bytes()) + dropped, LONGEST as u64);
        }
    }

    #[test]
    fn a_sign_is_not_cut_in_two() {
        for sign in ["é", "€", "😀"] {
            for before in ["", "a", "ab", "abc"] {
                let text = format!("{before}{}<a>", sign.repeat(LONGEST));
                let (through, _) = sift(&text, text.len());
                assert!((LONGEST + 1..LONGEST + 8).contains(&through.len()), "{}", through.len());
            }
        }
    }
}
