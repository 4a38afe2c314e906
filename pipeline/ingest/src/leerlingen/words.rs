//! Reads the words of one cell, returns a position in a closed vocabulary.
//!
//! What is not in a vocabulary is refused, so a name that stands in the wrong column gets no further. No scale is
//! turned into another here.

use crate::check::numbers;
use crate::read::delimited;

/// A vocabulary: the canonical words, in order.
pub(crate) type Words = &'static [&'static str];

/// The subjects.
pub(crate) const VAKGEBIEDEN: Words = &[
    "rekenen",
    "begrijpend lezen",
    "lezen",
    "technisch lezen",
    "spelling",
    "taalverzorging",
    "woordenschat",
    "luisteren",
    "schrijven",
    "studievaardigheden",
    "engels",
];
/// Other names of subjects, folded.
const OTHER_VAKGEBIEDEN: &[(&str, u8)] = &[
    ("rekenen wiskunde", 0),
    ("wiskunde", 0),
    ("rw", 0),
    ("bl", 1),
    ("leesbegrip", 1),
    ("tl", 3),
    ("leestechniek", 3),
    ("sp", 4),
    ("tv", 5),
    ("taal", 5),
    ("ws", 6),
    ("begrijpend luisteren", 7),
    ("schrijfvaardigheid", 8),
];

/// The providers of tests.
pub(crate) const AANBIEDERS: Words =
    &["Cito", "IEP", "DIA", "Boom", "AMN", "Route 8", "LIB", "DOE", "CET", "anders"];
/// Where a provider that nobody names stands.
pub(crate) const ANDERS: u8 = 9;
/// Names of providers, folded.
const ALL_AANBIEDERS: &[(&str, u8)] = &[
    ("cito", 0),
    ("leerling in beeld", 0),
    ("iep", 1),
    ("bureau ice", 1),
    ("dia", 2),
    ("diataal", 2),
    ("boom", 3),
    ("boom lvs", 3),
    ("amn", 4),
    ("route 8", 5),
    ("route8", 5),
    ("lib", 6),
    ("doe", 7),
    ("cet", 8),
    ("centrale eindtoets", 8),
    ("anders", 9),
];

/// The moments of a school year.
pub(crate) const MOMENTEN: Words = &["B", "M", "E"];
/// The scales of levels.
pub(crate) const SCHALEN: Words = &["I-V", "A-E"];
/// The levels: those of `I-V`, then those of `A-E`.
pub(crate) const NIVEAUS: Words = &["I", "II", "III", "IV", "V", "A", "B", "C", "D", "E"];
/// Other names of moments and scales, folded.
const MOMENT_NAMES: &[(&str, u8)] = &[
    ("begin", 0),
    ("beginmeting", 0),
    ("midden", 1),
    ("middenmeting", 1),
    ("eind", 2),
    ("einde", 2),
    ("eindmeting", 2),
];
const SCHAAL_NAMES: &[(&str, u8)] =
    &[("i v", 0), ("i t m v", 0), ("i tot v", 0), ("a e", 1), ("a t m e", 1), ("a tot e", 1)];
/// The reference levels.
pub(crate) const REFERENTIENIVEAUS: Words = &["<1F", "1F", "1S", "2F"];
/// Other names of reference levels, folded.
const REFERENTIE_NAMES: &[(&str, u8)] = &[
    ("<1f", 0),
    ("< 1f", 0),
    ("< 1 f", 0),
    ("<1 f", 0),
    ("&lt;1f", 0),
    ("onder 1f", 0),
    ("beneden 1f", 0),
    ("lager dan 1f", 0),
    ("1f", 1),
    ("1 f", 1),
    ("1s", 2),
    ("1 s", 2),
    ("2f", 3),
    ("2 f", 3),
];

/// The moments with a leerjaar, `B1` to `E8`, then the same with `<`, then with `>`.
#[rustfmt::skip]
pub(crate) const TOETSMOMENTEN: Words = &[
    "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8",
    "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8",
    "<B1", "<B2", "<B3", "<B4", "<B5", "<B6", "<B7", "<B8", "<M1", "<M2", "<M3", "<M4", "<M5", "<M6", "<M7", "<M8",
    "<E1", "<E2", "<E3", "<E4", "<E5", "<E6", "<E7", "<E8",
    ">B1", ">B2", ">B3", ">B4", ">B5", ">B6", ">B7", ">B8", ">M1", ">M2", ">M3", ">M4", ">M5", ">M6", ">M7", ">M8",
    ">E1", ">E2", ">E3", ">E4", ">E5", ">E6", ">E7", ">E8",
];

/// Longer words than this are in no vocabulary.
const LONGEST: usize = 40;

/// A word in small letters, with one space where it had hyphens, slashes, underscores or spaces.
struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Folded {
    fn new(word: &[u8]) -> Option<Self> {
        if !word.is_ascii() {
            // White space and hyphens of other kinds come along when a word is copied from a page.
            let is_other = |sign: char| sign.is_whitespace() || matches!(sign, '‐'..='—');
            let plain = delimited::text(word).replace(is_other, " ");
            return Self::of(plain.as_bytes());
        }
        Self::of(word)
    }

    fn of(word: &[u8]) -> Option<Self> {
        let mut folded = Self { bytes: [0; LONGEST], length: 0 };
        for byte in word {
            let byte =
                if matches!(byte, b' ' | b'-' | b'_' | b'/') { b' ' } else { byte.to_ascii_lowercase() };
            let last = folded.length.checked_sub(1).map(|last| folded.bytes[last]);
            if byte == b' ' && matches!(last, None | Some(b' ')) {
                continue;
            }
            *folded.bytes.get_mut(folded.length)? = byte;
            folded.length += 1;
        }
        Some(folded)
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes[..self.length].trim_ascii_end()
    }
}

fn position(words: Words, word: &[u8]) -> Option<u8> {
    // One byte tells most words apart, for less than a call.
    let same = |known: &&str| known.as_bytes().first() == word.first() && known.as_bytes() == word;
    words.iter().position(same).and_then(|found| u8::try_from(found).ok())
}

fn alias(words: &[(&str, u8)], word: &[u8]) -> Option<u8> {
    words.iter().find(|(known, _)| known.as_bytes() == word).map(|(_, meant)| *meant)
}

/// Reads a subject, also under the other names that exports give it.
pub(crate) fn vakgebied(word: &[u8]) -> Option<u8> {
    position(VAKGEBIEDEN, word).or_else(|| {
        let folded = Folded::new(word)?;
        position(VAKGEBIEDEN, folded.as_bytes()).or_else(|| alias(OTHER_VAKGEBIEDEN, folded.as_bytes()))
    })
}

/// Reads a provider.
pub(crate) fn aanbieder(word: &[u8]) -> Option<u8> {
    position(AANBIEDERS, word).or_else(|| alias(ALL_AANBIEDERS, Folded::new(word)?.as_bytes()))
}

/// The provider with whose name the name of a test starts, such as `Boom LVS Rekenen`.
pub(crate) fn aanbieder_of(toets: &[u8]) -> Option<u8> {
    // No name of a provider is half as long, and what is cut off may take more room in UTF-8.
    let start = &toets[..toets.len().min(LONGEST / 2)];
    let folded = Folded::new(start)?;
    let named = |name: &str| {
        let rest = folded.as_bytes().strip_prefix(name.as_bytes());
        rest.is_some_and(|rest| matches!(rest.first(), None | Some(b' ')))
    };
    ALL_AANBIEDERS.iter().find(|(name, meant)| *meant != ANDERS && named(name)).map(|(_, meant)| *meant)
}

/// Reads a moment: `M`, `m` or `midden`.
pub(crate) fn moment(word: &[u8]) -> Option<u8> {
    match word {
        b"B" | b"b" => Some(0),
        b"M" | b"m" => Some(1),
        b"E" | b"e" => Some(2),
        _ => alias(MOMENT_NAMES, Folded::new(word)?.as_bytes()),
    }
}

/// Reads the name of a scale.
pub(crate) fn schaal(word: &[u8]) -> Option<u8> {
    position(SCHALEN, word).or_else(|| alias(SCHAAL_NAMES, Folded::new(word)?.as_bytes()))
}

/// Reads a level of either scale; `I+` (the upper half of I) is I and `V-` is V.
///
/// Source of `I+`: wijzeroverdebasisschool.nl, Cito volgsysteem.
pub(crate) fn niveau(word: &[u8]) -> Option<u8> {
    match word {
        b"I+" | b"i+" => Some(0),
        b"V-" | b"v-" => Some(4),
        _ => position(NIVEAUS, word).or_else(|| {
            let capitals = word.to_ascii_uppercase();
            position(NIVEAUS, &capitals)
        }),
    }
}

/// The scale to which a level belongs, by its position in [`NIVEAUS`].
pub(crate) fn schaal_of(niveau: u8) -> u8 {
    u8::from(niveau >= 5)
}

/// Reads a reference level, with or without a space in it, and also `onder 1F`.
pub(crate) fn referentieniveau(word: &[u8]) -> Option<u8> {
    position(REFERENTIENIVEAUS, word).or_else(|| alias(REFERENTIE_NAMES, Folded::new(word)?.as_bytes()))
}

/// Reads a moment with a leerjaar, such as `M5`; with `bounded` also `<M3` and `>E8`.
pub(crate) fn toetsmoment(word: &[u8], bounded: bool) -> Option<u8> {
    let (bound, rest) = match word.first()? {
        b'<' => (24, &word[1..]),
        b'>' => (48, &word[1..]),
        _ => (0, word),
    };
    let [letter, digit @ b'1'..=b'8'] = rest.trim_ascii() else { return None };
    let letter = match letter {
        b'B' | b'b' => 0,
        b'M' | b'm' => 8,
        b'E' | b'e' => 16,
        _ => return None,
    };
    (bound == 0 || bounded).then_some(bound + letter + (digit - b'1'))
}

/// Reads a leerjaar, 1 to 8, as its number; also `groep 5`, and `5.0` or `05` as spreadsheets write it.
pub(crate) fn leerjaar(word: &[u8]) -> Option<u8> {
    const BEFORE: [&str; 5] = ["groep", "gr", "leerjaar", "jaargroep", "jgr"];
    if let [digit @ b'1'..=b'8'] = word {
        return Some(digit - b'0');
    }
    let text = std::str::from_utf8(word).ok().filter(|text| text.len() <= LONGEST)?.to_ascii_lowercase();
    let bare = BEFORE.iter().find_map(|before| text.strip_prefix(before)).unwrap_or(&text);
    let bare = bare.trim_start_matches('.').trim();
    let number = numbers::whole(bare.as_bytes()).filter(|_| bare.len() <= 4)?;
    u8::try_from(number).ok().filter(|leerjaar| (1..=8).contains(leerjaar))
}

/// Whether a register means a jaargroep that is none of the eight: before school (`0`, `B`), special education (`S`,
/// `V`, `11` to `16`), a mixed group (`C`) and the like. Source: EDEXML 2.1, type jaargroep.
pub(crate) fn is_other_jaargroep(word: &str) -> bool {
    matches!(word.as_bytes(), [b'0' | b'A'..=b'Z' | b'a'..=b'z'] | [b'1', b'1'..=b'6'])
}

/// Reads J or N; nothing said is N.
pub(crate) fn ja_nee(word: &[u8]) -> Option<bool> {
    const NAMES: &[(&str, u8)] = &[
        ("nee", 0),
        ("ja", 1),
        ("false", 0),
        ("true", 1),
        ("onwaar", 0),
        ("waar", 1),
        ("geen", 0),
        ("0.0", 0),
        ("1.0", 1),
    ];
    match word {
        b"" | b"N" | b"n" | b"0" => Some(false),
        b"J" | b"j" | b"1" => Some(true),
        _ => alias(NAMES, Folded::new(word)?.as_bytes()).map(|meant| meant == 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_and_providers_have_several_names() {
        assert_eq!(vakgebied(b"Rekenen-Wiskunde"), Some(0));
        assert_eq!(vakgebied(b"BEGRIJPEND LEZEN"), Some(1));
        assert_eq!(vakgebied("begrijpend\u{a0}lezen".as_bytes()), Some(1));
        assert_eq!(vakgebied("rekenen–wiskunde".as_bytes()), Some(0));
        assert_eq!(vakgebied(b"Sanne Zwanenburg"), None);
        assert_eq!(aanbieder(b"route 8"), Some(5));
        assert_eq!(aanbieder(b"Juf Anja"), None);
        assert_eq!(aanbieder_of(b"Boom LVS Rekenen M5"), Some(3));
        assert_eq!(aanbieder_of(b"Diagnostische toets"), None);
        assert_eq!(aanbieder_of(b"Cito Begrijpend lezen en co\xEBrdinatie groep 5"), Some(0));
    }

    #[test]
    fn a_level_knows_its_scale() {
        assert_eq!(niveau(b"III").map(schaal_of), Some(0));
        assert_eq!(niveau(b"C").map(schaal_of), Some(1));
        assert_eq!(niveau(b"VI"), None);
        assert_eq!(niveau(b"I+"), Some(0));
    }

    #[test]
    fn a_moment_with_a_leerjaar_may_be_bounded() {
        let shown = |word: &str| toetsmoment(word.as_bytes(), true).map(|at| TOETSMOMENTEN[usize::from(at)]);
        assert_eq!((shown("M5"), shown("< M3"), shown(">e8")), (Some("M5"), Some("<M3"), Some(">E8")));
        assert_eq!((shown("M9"), shown("87"), shown("")), (None, None, None));
        assert_eq!(toetsmoment(b"<M3", false), None);
    }

    #[test]
    fn levels_moments_and_leerjaren_are_read_as_people_write_them() {
        for (word, level) in [("<1F", 0), ("< 1f", 0), ("onder 1F", 0), ("1 F", 1), ("1s", 2), ("2f", 3)] {
            assert_eq!(referentieniveau(word.as_bytes()), Some(level), "{word}");
        }
        assert_eq!((referentieniveau(b"3F"), referentieniveau(b"F")), (None, None));
        for word in ["5", "5.0", "5,0", "05", "groep 5", "Groep 5", "gr. 5", "leerjaar 5", "jaargroep5"] {
            assert_eq!(leerjaar(word.as_bytes()), Some(5), "{word}");
        }
        for word in ["0", "9", "11", "5a", "5/6", "groep 5/6", "5.5", "groep", "", "S"] {
            assert_eq!(leerjaar(word.as_bytes()), None, "{word}");
        }
        assert_eq!((niveau(b"iii"), niveau(b"c"), schaal(b"I t/m V")), (Some(2), Some(7), Some(0)));
        assert_eq!((moment(b"Eindmeting"), moment(b"najaar")), (Some(2), None));
        assert_eq!(
            (ja_nee(b"Ja"), ja_nee(b"1.0"), ja_nee(b""), ja_nee(b"misschien")),
            (Some(true), Some(true), Some(false), None)
        );
    }
}
