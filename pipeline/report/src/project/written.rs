//! Reads a file that a user wrote: a query, a template, a mapping, the key, the project file.
//!
//! Passes over a byte order mark and says which encoding it is when it is not UTF-8. Never opens what is no regular
//! file, and nothing larger than a person writes.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::error::Error;

/// The largest file that is read, in bytes; fonts are among what a user may replace.
const LARGEST: u64 = 32 * 1024 * 1024;

/// The mark that some editors put at the start of text in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads a text.
///
/// # Errors
/// Fails when it can't be read, is no regular file, is too large, or is not UTF-8.
pub(crate) fn text(path: &Path) -> Result<String, Error> {
    let shown = path.display().to_string();
    let bytes = bytes(path)?;
    utf8(&bytes, &shown).map(str::to_owned)
}

/// Reads the bytes of a file, without the byte order mark of UTF-8.
///
/// # Errors
/// Fails when it can't be read, is no regular file, or is too large.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let unreadable = |source| Error::io("read", path)(source);
    // Looked at before it is opened: opening a pipe waits for who writes to it.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(Error::NotRegular { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::TooLarge { path: path.to_owned(), megabytes: LARGEST / 1024 / 1024 });
    }
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    Ok(bytes)
}

/// Takes bytes for text.
///
/// # Errors
/// Fails when they are not UTF-8.
pub(crate) fn utf8<'a>(bytes: &'a [u8], path: &str) -> Result<&'a str, Error> {
    let wrong = |codering, regel| Error::NotText { path: path.to_owned(), codering, regel };
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(wrong("UTF-16", 1));
    }
    std::str::from_utf8(bytes).map_err(|fault| {
        let sound = &bytes[..fault.valid_up_to()];
        wrong("another encoding, such as Windows-1252", sound.split(|byte| *byte == b'\n').count())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, Error> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vraag.sql");
        fs::write(&path, bytes).unwrap();
        text(&path)
    }

    #[test]
    fn a_mark_is_passed_over_and_another_encoding_is_named() {
        assert_eq!(read(b"\xEF\xBB\xBFselect 1").unwrap(), "select 1");
        assert_eq!(read("één".as_bytes()).unwrap(), "één");
        let utf16: Vec<u8> = [0xFF, 0xFE, b's', 0].to_vec();
        assert!(matches!(read(&utf16), Err(Error::NotText { codering: "UTF-16", regel: 1, .. })));
        assert!(matches!(read(b"-- een\n-- \xE9\xE9n\n"), Err(Error::NotText { regel: 2, .. })));
    }

    #[test]
    fn only_regular_files_of_a_bounded_size_are_read() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(text(folder.path()), Err(Error::NotRegular { .. })));
        assert!(matches!(text(&folder.path().join("nergens")), Err(Error::Io { .. })));
        let large = folder.path().join("groot.sql");
        File::create(&large).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(matches!(text(&large), Err(Error::TooLarge { .. })));
    }
}
