//! Reads a file of a known dialect, returns its elements one by one with their place in the tree and their text.
//!
//! It keeps only the names of the elements that are open and the text of the last one. It expands no entity and
//! opens no other file, and no error holds anything that stands in the file.

use quick_xml::XmlVersion;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{NamespaceResolver, ResolveResult};

use super::envelope::{IN_BODY, Wrapping, wrapping};
use super::fault::{
    END_WITHOUT_START, MALFORMED_ATTRIBUTE, OPEN_REFERENCE, OUTSIDE, UNKNOWN_REFERENCE, XmlError, said,
    unreadable,
};
use super::sieve::LONGEST;
use super::source::{LONGEST_MARKUP, Opener, is_space, reader};

/// The deepest that elements may lie in each other.
const DEEPEST: usize = 100;

/// The most attributes that one element may have.
const MOST_ATTRIBUTES: usize = 256;

/// The longest name of an element that is compared with those of a schema.
const LONGEST_NAME: usize = 64;

/// One element at its start.
pub(crate) struct Element<'a> {
    /// The names from the root to this element, with slashes.
    pub(crate) path: &'a str,
    /// The line on which it starts.
    pub(crate) line: u64,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// Returns the value of an attribute, empty when it is not there or very long.
    pub(crate) fn attribute(&self, name: &str) -> String {
        let found = self.start.try_get_attribute(name).ok().flatten();
        let value = found.filter(|found| found.value.len() <= LONGEST);
        let text = value.and_then(|value| value.normalized_value(XmlVersion::Implicit1_0).ok());
        text.as_deref().map(str::trim).unwrap_or_default().to_owned()
    }
}

/// How a kind of file names its elements.
pub(crate) struct Dialect {
    /// Tells whether an element is the root of such a file.
    pub(crate) is_root: fn(&ResolveResult<'_>, &str) -> bool,
    /// Returns what stands before a name in a path: nothing for the schema of the root.
    pub(crate) vocabulary: fn(&ResolveResult<'_>) -> &'static str,
}

/// What a kind of file does with its elements.
pub(crate) trait Handler {
    /// An element starts.
    fn start(&mut self, element: &Element<'_>);
    /// An element ends; its text is empty when it holds other elements or when it is very long.
    fn end(&mut self, path: &str, text: &str);
}

/// Walks through a file.
///
/// # Errors
/// Fails when the file can't be read, is not well-formed to its end, or is not of this kind.
pub(crate) fn walk(dialect: &Dialect, open: Opener<'_>, handler: &mut dyn Handler) -> Result<(), XmlError> {
    let mut reader =
        open().and_then(reader).map_err(|fault| XmlError { line: 1, what: unreadable(&fault) })?;
    let mut walk = Walk {
        dialect,
        handler,
        path: String::new(),
        open: Vec::new(),
        wrapped: 0,
        header: false,
        root: false,
        text: Text::default(),
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().allow(LONGEST_MARKUP);
        let line = reader.get_ref().line();
        let error = |what: String| XmlError { line, what };
        let event = reader.read_event_into(&mut buffer).map_err(|fault| match &fault {
            // Bytes that can't be read lie behind the start of what they belong to.
            quick_xml::Error::Io(_) => XmlError { line: reader.get_ref().line(), what: said(&fault) },
            _ => error(said(&fault)),
        })?;
        let step = match event {
            Event::Start(start) => walk.start(&start, reader.resolver(), line),
            Event::End(_) => walk.end(),
            Event::Text(text) => walk.text(&text),
            Event::CData(text) => walk.section(&text),
            Event::GeneralRef(reference) => walk.reference(&reference),
            Event::DocType(text) => walk.doctype(&text),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Empty(_) => Ok(()),
            Event::Eof => return walk.finish().map_err(|what| error(what.to_owned())),
        };
        step.map_err(|what| error(what.to_owned()))?;
    }
}

/// The text of the element that was opened last.
#[derive(Default)]
struct Text {
    collected: String,
    /// How long it is in the file.
    length: usize,
    /// Tells that this element is still open and holds no other.
    wanted: bool,
}

/// Where in a file the reader is.
struct Walk<'a> {
    dialect: &'a Dialect,
    handler: &'a mut dyn Handler,
    path: String,
    /// How long the path was before each element that is open.
    open: Vec<usize>,
    /// How many elements are open that wrap the file, and whether one is the header of a message.
    wrapped: usize,
    header: bool,
    /// Tells that the root has been opened.
    root: bool,
    text: Text,
}

impl Walk<'_> {
    fn start(
        &mut self,
        start: &BytesStart<'_>,
        schemas: &NamespaceResolver,
        line: u64,
    ) -> Result<(), &'static str> {
        let (schema, name) = schemas.resolve_element(start.name());
        let name = name.into_inner();
        let is_root = (self.dialect.is_root)(&schema, name);
        if !is_name(start.name().as_ref()) || matches!(schema, ResolveResult::Unknown(_)) {
            return Err("a tag has a name that XML does not allow");
        }
        if self.open.len() == DEEPEST {
            return Err("more than a hundred elements lie in each other");
        }
        if self.open.len() == self.wrapped && self.root {
            if self.wrapped <= IN_BODY || is_root {
                return Err("more than one root element");
            }
            // What an operation says behind the file is not about it.
            self.wrapped += 1;
            self.open.push(self.path.len());
            return check(start, schemas);
        }
        if !self.root && (self.header || !is_root) && self.wraps(&schema, name) {
            check(start, schemas)?;
            self.open.push(self.path.len());
            return Ok(());
        }
        if !self.root && !is_root {
            return Err("the root element is not the one of this kind of file");
        }
        check(start, schemas)?;
        self.root = true;
        self.open.push(self.path.len());
        if !self.path.is_empty() {
            self.path.push('/');
        }
        self.path.push_str((self.dialect.vocabulary)(&schema));
        self.path.push_str(if name.len() > LONGEST_NAME { "?" } else { name });
        self.begin(true);
        self.handler.start(&Element { path: &self.path, line, start });
        Ok(())
    }

    /// Tells whether an element before the root only wraps the file.
    fn wraps(&mut self, schema: &ResolveResult<'_>, name: &str) -> bool {
        if self.header {
            return true;
        }
        let found = wrapping(schema, name, self.open.len());
        self.header = found == Some(Wrapping::Header);
        self.wrapped += usize::from(found == Some(Wrapping::Around));
        found.is_some()
    }

    fn end(&mut self) -> Result<(), &'static str> {
        let Some(length) = self.open.pop() else {
            return Err(END_WITHOUT_START);
        };
        if self.open.len() < self.wrapped || self.header {
            self.wrapped = self.wrapped.min(self.open.len());
            self.header &= self.open.len() > 1;
            return Ok(());
        }
        let text = if self.text.length > LONGEST { "" } else { self.text.collected.trim() };
        self.handler.end(&self.path, text);
        self.path.truncate(length);
        self.begin(false);
        Ok(())
    }

    /// Forgets the text, and collects what comes when that is wanted.
    fn begin(&mut self, wanted: bool) {
        self.text.collected.clear();
        self.text.length = 0;
        self.text.wanted = wanted;
    }

    fn text(&mut self, text: &str) -> Result<(), &'static str> {
        if self.open.is_empty() {
            return if is_space(text) { Ok(()) } else { Err(OUTSIDE) };
        }
        // The reader hands over what starts as a reference and ends as none; a text that was cut may end so.
        let read = self.collect(text, text.len());
        if read && text.starts_with('&') {
            Err(OPEN_REFERENCE)
        } else if text.contains("]]>") {
            Err("the end of a CDATA section stands where none is open")
        } else {
            Ok(())
        }
    }

    fn section(&mut self, text: &str) -> Result<(), &'static str> {
        if self.open.is_empty() {
            return Err(OUTSIDE);
        }
        self.collect(text, text.len());
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), &'static str> {
        if self.open.is_empty() {
            return Err(OUTSIDE);
        }
        let length = reference.len() + 2;
        match reference.resolve_char_ref() {
            Ok(Some(sign)) => self.collect(sign.encode_utf8(&mut [0; 4]), length),
            Ok(None) => self.collect(resolve_predefined_entity(reference).ok_or(UNKNOWN_REFERENCE)?, length),
            Err(_) => return Err(UNKNOWN_REFERENCE),
        };
        Ok(())
    }

    /// Adds to the text, and tells whether that is still of a length that is read.
    fn collect(&mut self, text: &str, length: usize) -> bool {
        self.text.length += length;
        if self.text.length > LONGEST {
            self.text.collected.clear();
        } else if self.text.wanted {
            self.text.collected.push_str(text);
        }
        self.text.length <= LONGEST
    }

    fn doctype(&self, text: &str) -> Result<(), &'static str> {
        if self.root {
            Err("a DOCTYPE stands behind the start of the root element")
        } else if text.contains("<!ENTITY") {
            Err("the DOCTYPE defines entities, and entities are not expanded")
        } else {
            Ok(())
        }
    }

    fn finish(&self) -> Result<(), &'static str> {
        match (self.root, self.open.len()) {
            (false, _) => Err("the file ends before the root element"),
            (true, 0) => Ok(()),
            (true, _) => Err("the file ends before the end of the root element"),
        }
    }
}

/// Tells whether a name has only signs that a name in XML can have; a path relies on that.
fn is_name(name: &str) -> bool {
    let first = |sign: char| sign.is_ascii_alphabetic() || matches!(sign, '_' | ':') || !sign.is_ascii();
    let other = |sign: char| first(sign) || sign.is_ascii_digit() || matches!(sign, '-' | '.');
    name.starts_with(first) && name.chars().all(other)
}

/// Checks every attribute, also those that nobody reads.
fn check(start: &BytesStart<'_>, schemas: &NamespaceResolver) -> Result<(), &'static str> {
    for (place, attribute) in start.attributes().enumerate() {
        if place == MOST_ATTRIBUTES {
            return Err("a tag has more attributes than any schema knows");
        }
        let attribute = attribute.map_err(|_| MALFORMED_ATTRIBUTE)?;
        let (schema, _) = schemas.resolve_attribute(attribute.key);
        let named = is_name(attribute.key.as_ref()) && !matches!(schema, ResolveResult::Unknown(_));
        if !named || attribute.value.contains('<') {
            return Err(MALFORMED_ATTRIBUTE);
        }
        if attribute.value.len() <= LONGEST {
            unescape(&attribute.value).map_err(|_| UNKNOWN_REFERENCE)?;
        }
    }
    Ok(())
}
