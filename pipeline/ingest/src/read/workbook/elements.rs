//! Walks through one part of a workbook element by element.
//!
//! Knows names without their prefixes, since writers choose those freely; expands no entity.

use std::io::BufRead;

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::archive::TooMuch;
use super::sheet::{Fault, LONGEST_TEXT};
use crate::read::xml::fault::{said, unreadable};
use crate::read::xml::source::{LONGEST_MARKUP, reader};

/// The deepest that elements may lie in each other.
const DEEPEST: usize = 256;

/// What stands next in a part.
pub(super) enum Step<'a> {
    /// An element starts.
    Start(Element<'a>),
    /// An element ends.
    End,
    /// Text, with its references resolved.
    Text(&'a str),
}

/// An element at its start.
pub(super) struct Element<'a> {
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// Its name, without a prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute, by its name without a prefix; nothing of one that is longer than any cell.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|found| found.key.local_name().into_inner() == name)
            .filter(|found| found.value.len() <= LONGEST_TEXT)?;
        unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
    }
}

/// Gives every step of a part to `each`, with the names of the elements that are open around it, outermost first.
///
/// At a start the element itself is the last of them, at an end the element that ends.
pub(super) fn walk(
    part: impl BufRead,
    mut each: impl FnMut(&[String], Step<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = reader(part).map_err(|error| Fault::Other(unreadable(&error)))?;
    let mut open: Vec<String> = Vec::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().allow(LONGEST_MARKUP);
        let event = reader.read_event_into(&mut buffer).map_err(|error| fault(&error))?;
        match event {
            Event::Start(start) => {
                let element = Element { start: &start };
                if open.len() == DEEPEST {
                    return Err("too many elements lie in each other".into());
                }
                open.push(element.name().to_owned());
                each(&open, Step::Start(element))?;
            }
            Event::End(_) => {
                each(&open, Step::End)?;
                open.pop();
            }
            Event::Text(text) => each(&open, Step::Text(&text))?,
            Event::CData(text) => each(&open, Step::Text(&text))?,
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(sign)) => each(&open, Step::Text(sign.encode_utf8(&mut [0; 4])))?,
                Ok(None) => each(&open, Step::Text(resolve_predefined_entity(&reference).unwrap_or("?")))?,
                Err(_) => each(&open, Step::Text("?"))?,
            },
            Event::Eof if open.is_empty() => return Ok(()),
            Event::Eof => return Err("a part ends before its last element".into()),
            _ => {}
        }
    }
}

fn fault(error: &quick_xml::Error) -> Fault {
    match error {
        quick_xml::Error::Io(inner)
            if inner.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<TooMuch>) =>
        {
            Fault::Other(TooMuch.to_string())
        }
        _ => Fault::Other(said(error)),
    }
}
