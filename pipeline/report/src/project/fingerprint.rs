//! Bytes in, SHA-256 in hexadecimal out; and many inputs in, one fingerprint out.

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A hash over named parts; the same parts in the same order give the same fingerprint.
#[derive(Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds a part under its name; lengths are hashed too, so that parts cannot run into each other.
    pub(crate) fn add(&mut self, name: &str, part: &str) {
        for text in [name, part] {
            self.0.update((text.len() as u64).to_le_bytes());
            self.0.update(text.as_bytes());
        }
    }

    /// The fingerprint, in hexadecimal.
    pub(crate) fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, sha256};

    #[test]
    fn hashes_as_everyone_does() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn keeps_parts_apart() {
        let of = |parts: [(&str, &str); 2]| {
            let mut fingerprint = Fingerprint::default();
            for (name, part) in parts {
                fingerprint.add(name, part);
            }
            fingerprint.finish()
        };
        assert_ne!(of([("a", "bc"), ("d", "e")]), of([("a", "b"), ("cd", "e")]));
    }
}
