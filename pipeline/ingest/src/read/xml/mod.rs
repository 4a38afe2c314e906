//! Reads XML as a stream, returns its elements; and finds the root of a file by its first bytes.
//!
//! It knows SOAP, and no file of ours.

use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

mod envelope;
pub(crate) mod fault;
mod sieve;
pub(crate) mod source;
pub(crate) mod walk;

use envelope::Wrapping;
use source::{LONGEST_MARKUP, is_space, reader};

/// Finds the root of which something is known among the first elements of a file, by its name and that of its schema; it may
/// lie in the body of a SOAP message.
pub(crate) fn root<T>(head: &[u8], known: impl Fn(&ResolveResult<'_>, &str) -> Option<T>) -> Option<T> {
    let mut reader = reader(head).ok()?;
    let mut buffer = Vec::new();
    // How deep it is, and whether that is in the header of a message.
    let (mut depth, mut header) = (0, false);
    loop {
        buffer.clear();
        reader.get_mut().allow(LONGEST_MARKUP);
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(start) if !header => {
                let (schema, name) = reader.resolver().resolve_element(start.name());
                let name = name.into_inner();
                if let Some(found) = known(&schema, name) {
                    return Some(found);
                }
                header = envelope::wrapping(&schema, name, depth)? == Wrapping::Header;
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = usize::checked_sub(depth, 1)?;
                header &= depth > 1;
            }
            // What the header and an operation say is not about the file.
            Event::Text(_) if header || depth > 2 => {}
            Event::Text(text) if !is_space(&text) => return None,
            Event::Eof => return None,
            _ => {}
        }
    }
}
