//! Bytes in, their hash in hexadecimal out, as manifests and golden files spell it.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The SHA-256 of bytes.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
