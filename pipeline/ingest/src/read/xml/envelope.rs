//! Reads the elements of a SOAP message, returns which of them only wrap the file that was asked for.
//!
//! Knows both editions of SOAP, and that an operation may stand around the file in the body. The header is read past.

use quick_xml::name::ResolveResult;

/// The schemas of SOAP 1.1 and 1.2.
const SCHEMAS: [&str; 2] =
    ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"];

/// How many elements are open in the body of a message, outside any operation.
pub(super) const IN_BODY: usize = 2;

/// How deep a file may lie in the body of a message.
pub(super) const DEEPEST: usize = 4;

/// A part of a message that wraps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// The message or its body: the file lies in it.
    Around,
    /// The header, which is not about the file.
    Header,
}

/// Tells whether an element that lies so deep in what wraps a file wraps it too; the file itself is for the caller to know.
pub(super) fn wrapping(schema: &ResolveResult<'_>, name: &str, depth: usize) -> Option<Wrapping> {
    if (2..=DEEPEST).contains(&depth) {
        return Some(Wrapping::Around);
    }
    let ResolveResult::Bound(schema) = schema else { return None };
    match (depth, name) {
        _ if !SCHEMAS.contains(&schema.0) => None,
        (0, "Envelope") | (1, "Body") => Some(Wrapping::Around),
        (1, "Header") => Some(Wrapping::Header),
        _ => None,
    }
}
