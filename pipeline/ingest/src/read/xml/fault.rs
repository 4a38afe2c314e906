//! Reads what went wrong while a file was read, returns one sentence without a word of the file.
//!
//! The sentences of the reader itself name tags and entities, so they go no further than here.

use std::fmt;
use std::io;

use quick_xml::errors::IllFormedError;

/// Words or a section before or after the root.
pub(super) const OUTSIDE: &str = "text stands outside the root element";
/// A `&` that starts nothing.
pub(super) const OPEN_REFERENCE: &str = "a reference does not end with `;`";
/// A reference to an entity, or to no sign.
pub(super) const UNKNOWN_REFERENCE: &str = "a reference that XML does not know; entities are not expanded";
/// Tags that do not match.
pub(super) const END_WITHOUT_START: &str = "an end tag is not the one of the element that is open";
/// What is no `name="value"`.
pub(super) const MALFORMED_ATTRIBUTE: &str = "an attribute is malformed, or stands in a tag twice";

/// Why a file could not be read to its end; rows before that line may have been received.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct XmlError {
    /// The line, from 1.
    pub(crate) line: u64,
    /// What is wrong there.
    pub(crate) what: String,
}

/// Why the bytes are no text of an XML file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The file names another encoding than those that are read.
    Encoding,
    /// Some bytes are none of the encoding of the file.
    Bytes,
    /// A zero stands in the text.
    Zero,
    /// One piece of markup is longer than was allowed.
    Length,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Encoding => "the encoding is none of UTF-8, UTF-16, ISO-8859-1 and Windows-1252",
            Self::Bytes => "the bytes are not in the encoding of the file",
            Self::Zero => "a zero stands in the text",
            Self::Length => "a tag or a DOCTYPE is too long",
        })
    }
}

impl std::error::Error for Fault {}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        Self::new(io::ErrorKind::InvalidData, fault)
    }
}

/// Says what is wrong without a word of the file.
pub(crate) fn said(error: &quick_xml::Error) -> String {
    let what = match error {
        quick_xml::Error::Io(fault) => return unreadable(fault),
        quick_xml::Error::Syntax(fault) => return fault.to_string(),
        quick_xml::Error::IllFormed(fault) => return ill_formed(fault).to_owned(),
        quick_xml::Error::InvalidAttr(_) => MALFORMED_ATTRIBUTE,
        quick_xml::Error::Encoding(_) => return Fault::Bytes.to_string(),
        quick_xml::Error::Escape(_) => UNKNOWN_REFERENCE,
        quick_xml::Error::Namespace(_) => "a schema is named in a way that XML does not allow",
    };
    what.to_owned()
}

fn ill_formed(error: &IllFormedError) -> &'static str {
    match error {
        IllFormedError::UnclosedReference => OPEN_REFERENCE,
        IllFormedError::MissingEndTag(_)
        | IllFormedError::UnmatchedEndTag(_)
        | IllFormedError::MismatchedEndTag { .. } => END_WITHOUT_START,
        _ => "the XML declaration or the DOCTYPE is malformed",
    }
}

/// Says why a file can't be read.
pub(crate) fn unreadable(error: &io::Error) -> String {
    let fault = error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>());
    fault.map_or_else(|| format!("the file can't be read: {}", error.kind()), ToString::to_string)
}
