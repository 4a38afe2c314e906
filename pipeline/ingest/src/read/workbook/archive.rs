//! Reads the parts of a zip archive by name, each to its end and all of them within a limit.
//!
//! What is packed very tightly is refused before it fills the memory. It does not know what a part means.

use std::fmt;
use std::io::{BufRead, BufReader, Cursor, Read, Take};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::sheet::Fault;

/// The text of part `mimetype` of an `.ods` workbook.
pub(super) const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The most that the parts of one workbook may unpack to, in bytes.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;

/// The parts unpack to more than the limit.
#[derive(Debug)]
pub(super) struct TooMuch;

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it unpacks to more than {} MB; save its sheets as .csv", MOST_UNPACKED / 1024 / 1024)
    }
}

impl std::error::Error for TooMuch {}

/// An archive with what may still be unpacked of it.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    room: u64,
}

/// One part, unpacked as it is read.
pub(super) struct Part<'a, 'b> {
    inner: BufReader<Take<ZipFile<'a, Cursor<&'b [u8]>>>>,
    room: &'a mut u64,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Fault::Other(error.to_string()))?;
        // A name that cannot be decoded is none of a part that is looked for.
        let name =
            |at| zip.name_for_index(at).and_then(Result::ok).map(|name| plain(&name)).unwrap_or_default();
        let names = (0..zip.len()).map(name).collect();
        Ok(Self { zip, names, room: MOST_UNPACKED })
    }

    /// Tells whether a part is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Tells whether the archive names itself a spreadsheet of `OpenDocument`.
    pub(super) fn is_ods(&mut self) -> bool {
        let mut kind = String::new();
        let part = self.part("mimetype").ok().flatten();
        let read = part.map(|part| part.take(200).read_to_string(&mut kind));
        matches!(read, Some(Ok(_))) && kind.trim().starts_with(ODS)
    }

    /// Opens a part; nothing when it is not there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'b>>, Fault> {
        let Some(at) = self.position(name) else { return Ok(None) };
        let file = self.zip.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                Fault::Password
            }
            other => Fault::Other(other.to_string()),
        })?;
        let inner = BufReader::with_capacity(1 << 16, file.take(self.room));
        Ok(Some(Part { inner, room: &mut self.room }))
    }

    fn position(&self, name: &str) -> Option<usize> {
        let wanted = plain(name);
        self.names.iter().position(|found| *found == wanted).filter(|_| !wanted.is_empty())
    }
}

/// A name as it is compared: some writers use backslashes, capitals or a slash in front.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

impl Read for Part<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Part<'_, '_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.inner.buffer().is_empty() && self.inner.get_ref().limit() == 0 {
            return Err(std::io::Error::other(TooMuch));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        *self.room = self.room.saturating_sub(amount as u64);
    }
}
