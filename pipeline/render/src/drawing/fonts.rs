//! Reads the bytes of two faces, returns which signs can be printed with them, and what stands in the place of the others.
//!
//! Sets no text. Before a face is registered every sign counts as known.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use ab_glyph::{Font, FontRef};
use plotters::style::{FontStyle, register_font};

use crate::Error;

/// The family named in every chart; the page must be set with the same one.
pub(crate) const FAMILY: &str = "Source Sans 3";

/// What is printed in the place of a sign that the font does not have.
pub const SUBSTITUTE: char = '□';

static FACE: OnceLock<FontRef<'static>> = OnceLock::new();

/// Makes the two faces known with which charts are measured and set.
///
/// # Errors
/// When the bytes of a face are not a font.
pub fn register_fonts(regular: &'static [u8], bold: &'static [u8]) -> Result<(), Error> {
    for (style, face, bytes) in [(FontStyle::Normal, "regular", regular), (FontStyle::Bold, "bold", bold)] {
        let unreadable = || Error::FontUnreadable { family: FAMILY, face };
        register_font(FAMILY, style, bytes).map_err(|_| unreadable())?;
    }
    if let Ok(font) = FontRef::try_from_slice(regular) {
        FACE.get_or_init(|| font);
    }
    Ok(())
}

/// Returns a text in which the font has every sign.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|sign| if is_printable(sign) { sign } else { SUBSTITUTE }).collect()
}

/// Returns the signs of a text that the font does not have.
#[must_use]
pub fn unprintable(text: &str) -> BTreeSet<char> {
    text.chars().filter(|sign| !is_printable(*sign)).collect()
}

fn is_printable(sign: char) -> bool {
    if sign.is_ascii() || sign.is_whitespace() || leaves_no_mark(sign) {
        return true;
    }
    FACE.get().is_none_or(|face| face.glyph_id(sign).0 != 0)
}

/// Whether a sign only says how others are set, and needs no glyph: hyphenation, joining, direction, variation.
///
/// Source: Unicode, `Default_Ignorable_Code_Point`.
fn leaves_no_mark(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::test_support::with_fonts;

    #[test]
    fn signs_outside_the_font_are_replaced_and_named() {
        with_fonts();
        let plain = "De Wilgenhoek – ’t Zêewoartsje, 57,3% ≥ Ž\u{ad}";
        assert_eq!(printable(plain), plain);
        assert_eq!(printable("De 🎉 School 漢\u{e000}"), "De □ School □□");
        assert_eq!(unprintable("De 🎉 School 漢"), BTreeSet::from(['🎉', '漢']));
    }
}
