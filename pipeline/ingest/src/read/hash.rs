//! Reads bytes, returns their hash in hexadecimal.
//!
//! It hashes what is no secret: the number of a pupil is hashed under a key, elsewhere.

use sha2::{Digest, Sha256};

/// The hash of bytes.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Spells bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        for nibble in [byte >> 4, byte & 0xF] {
            text.extend(char::from_digit(u32::from(nibble), 16));
        }
    }
    text
}
