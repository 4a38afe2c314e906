//! The bytes of a PDF in, what a reader or a screen reader finds in it out: text, bookmarks, language, attachments.
//!
//! Whether it keeps to the standards is judged by `page_validation`, not here.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, decode_text_string};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// The rule that a stream is as long as its `Length` says (ISO 19005-3, 6.1.7.1). `page_validation` 0.12 also calls it on
/// streams whose last byte is 0x0D, which it takes for a part of the end of the line; so here the bytes are counted again.
const STREAM_LENGTH: &str = "ISO 19005-3:2012:6.1.7.1:1";

/// A PDF that was read.
pub struct Pdf {
    bytes: Vec<u8>,
    document: Document,
}

impl Pdf {
    /// Reads a PDF.
    pub fn read(bytes: Vec<u8>) -> Self {
        let document = Document::load_mem(&bytes).expect("a PDF can be read");
        Self { bytes, document }
    }

    /// The rules of PDF/UA-1 and PDF/A-3a that it breaks, as lines.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA3a] {
            let report = validate_pdf_bytes(&self.bytes, &ValidationOptions::default().profile(profile));
            let failures = report.expect("a PDF can be judged").failures;
            let excused = |rule: &str| rule == STREAM_LENGTH && self.streams_end_where_they_say();
            let broken = failures.iter().filter(|failure| !excused(&failure.rule_id));
            faults.extend(broken.map(|failure| format!("{}: {failure}", profile.as_str())));
        }
        faults
    }

    /// The number of pages.
    pub fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// The text of one page, from 1, with every run of white space as one space.
    pub fn text(&self, page: usize) -> String {
        let page = u32::try_from(page).expect("a page number is small");
        let text = self.document.extract_text(&[page]).expect("a page has text");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text of all pages.
    pub fn whole_text(&self) -> String {
        (1..=self.pages()).map(|page| self.text(page)).collect::<Vec<_>>().join("\n")
    }

    /// The language of the document.
    pub fn language(&self) -> String {
        text_of(self.catalog(), b"Lang").unwrap_or_default()
    }

    /// The titles of the bookmarks, in reading order.
    pub fn bookmarks(&self) -> Vec<String> {
        let mut titles = Vec::new();
        if let Ok(outlines) = self.catalog().get(b"Outlines").and_then(|entry| self.dictionary(entry)) {
            self.collect_bookmarks(outlines, &mut titles);
        }
        titles
    }

    /// The descriptions of the figures; nothing for a figure without one.
    pub fn figure_descriptions(&self) -> Vec<Option<String>> {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        let figures = dictionaries
            .filter(|entry| entry.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Figure"));
        figures.map(|figure| text_of(figure, b"Alt")).collect()
    }

    /// The attachments by name.
    pub fn attachments(&self) -> BTreeMap<String, Vec<u8>> {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        let files = dictionaries.filter(|entry| {
            entry.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Filespec")
        });
        files
            .map(|file| (text_of(file, b"UF").expect("an attachment has a name"), self.embedded(file)))
            .collect()
    }

    /// An entry of the document's information, such as `Title`.
    pub fn information(&self, key: &str) -> Option<String> {
        let information = self.document.trailer.get(b"Info").and_then(|entry| self.dictionary(entry)).ok()?;
        text_of(information, key.as_bytes())
    }

    /// Whether `endstream` stands right behind the last byte of every stream, and some stream ends in 0x0D.
    fn streams_end_where_they_say(&self) -> bool {
        const START: &[u8] = b">>\nstream\n";
        let starts = self.bytes.windows(START.len()).enumerate().filter(|(_, window)| *window == START);
        let mut ends_in_return = false;
        for (position, _) in starts {
            let before =
                String::from_utf8_lossy(&self.bytes[position.saturating_sub(400)..position]).into_owned();
            let behind = before.rsplit("/Length ").next().unwrap_or_default();
            let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
            let length: Option<usize> = digits.parse().ok();
            let Some(end) = length.map(|length| position + START.len() + length) else { return false };
            if !self.bytes.get(end..).is_some_and(|rest| rest.starts_with(b"\nendstream")) {
                return false;
            }
            ends_in_return |= self.bytes[end - 1] == b'\r';
        }
        ends_in_return
    }

    fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("a PDF has a catalog")
    }

    fn dictionary<'a>(&'a self, entry: &'a Object) -> lopdf::Result<&'a Dictionary> {
        self.document.dereference(entry)?.1.as_dict()
    }

    fn collect_bookmarks(&self, parent: &Dictionary, titles: &mut Vec<String>) {
        let mut next = parent.get(b"First").and_then(|entry| self.dictionary(entry)).ok();
        while let Some(entry) = next {
            titles.extend(text_of(entry, b"Title"));
            self.collect_bookmarks(entry, titles);
            next = entry.get(b"Next").and_then(|entry| self.dictionary(entry)).ok();
        }
    }

    fn embedded(&self, file: &Dictionary) -> Vec<u8> {
        let streams =
            file.get(b"EF").and_then(|entry| self.dictionary(entry)).expect("an attachment is embedded");
        let stream = streams.get(b"F").and_then(|entry| self.document.dereference(entry));
        let stream = stream.and_then(|(_, object)| object.as_stream()).expect("an attachment has a stream");
        stream.get_plain_content().expect("an attachment can be unpacked")
    }
}

fn text_of(dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    dictionary.get(key).ok().and_then(|value| decode_text_string(value).ok())
}
