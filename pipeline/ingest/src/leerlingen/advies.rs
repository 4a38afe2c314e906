//! Reads the words of an advice for secondary education, returns its place in the vocabulary.
//!
//! Knows the advices of schools and of the doorstroomtoets in the spellings that people and tests give them, one track or
//! two that are neighbours. It turns no score into an advice.

use super::words::Words;
use crate::read::delimited;

/// The advices, from low to high: a track stands at an odd place, the advice for it and the next one behind it.
///
/// Source: DUO, open data on schooladviezen; the doorstroomtoets advises `pro/vmbo-bb` as its lowest.
pub(crate) const ADVIEZEN: Words = &[
    "vso",
    "pro",
    "pro/vmbo-bb",
    "vmbo-bb",
    "vmbo-bb/kb",
    "vmbo-kb",
    "vmbo-kb/gt",
    "vmbo-gt",
    "vmbo-gt/havo",
    "havo",
    "havo/vwo",
    "vwo",
];

/// The longest text that can be an advice: `vmbo basisberoepsgerichte leerweg / vmbo kaderberoepsgerichte leerweg`.
const LONGEST: usize = 100;
/// Said instead of an advice when there is none.
const NONE: [&str; 5] = ["geen", "geen advies", "niet mogelijk", "advies niet mogelijk", "onbekend"];
/// Words beside a track that do not change it.
const BESIDE: [&str; 13] = [
    "vmbo",
    "leerweg",
    "leerwegen",
    "onderwijs",
    "advies",
    "en",
    "of",
    "tot",
    "met",
    "lwoo",
    "plus",
    "niveau",
    "gericht",
];

/// The tracks, each with the words for it.
const TRACKS: [(Track, &[&str]); 7] = [
    (Track::Vso, &["vso"]),
    (Track::Pro, &["pro", "praktijk", "praktijkonderwijs", "praktijkschool"]),
    (
        Track::Basis,
        &["b", "bb", "bl", "bbl", "basis", "basisberoeps", "basisberoepsgericht", "basisberoepsgerichte"],
    ),
    (
        Track::Kader,
        &["k", "kb", "kl", "kbl", "kader", "kaderberoeps", "kaderberoepsgericht", "kaderberoepsgerichte"],
    ),
    (
        Track::GemengdTheoretisch,
        &[
            "g",
            "t",
            "gl",
            "tl",
            "gt",
            "gtl",
            "gltl",
            "gemengd",
            "gemengde",
            "theoretisch",
            "theoretische",
            "mavo",
        ],
    ),
    (Track::Havo, &["havo", "h"]),
    (Track::Vwo, &["vwo", "v", "atheneum", "gymnasium"]),
];

/// Words for two tracks at once.
const PAIRS: [(&str, [Track; 2]); 6] = [
    ("bk", [Track::Basis, Track::Kader]),
    ("bbkb", [Track::Basis, Track::Kader]),
    ("kgt", [Track::Kader, Track::GemengdTheoretisch]),
    ("kt", [Track::Kader, Track::GemengdTheoretisch]),
    ("th", [Track::GemengdTheoretisch, Track::Havo]),
    ("hv", [Track::Havo, Track::Vwo]),
];

/// A track of secondary education, from low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Track {
    Vso,
    Pro,
    Basis,
    Kader,
    GemengdTheoretisch,
    Havo,
    Vwo,
}

impl Track {
    /// The place of the advice for this track alone.
    fn place(self) -> u8 {
        (2 * self as u8).saturating_sub(1)
    }

    /// The place of the advice for both, when they are neighbours; special education is nobody's neighbour.
    fn place_with(self, other: Self) -> Option<u8> {
        let (low, high) = (self.min(other), self.max(other));
        (low != Self::Vso && high as u8 == low as u8 + 1).then(|| low.place() + 1)
    }
}

/// Whether a text says that there is no advice.
pub(crate) fn is_none(word: &[u8]) -> bool {
    NONE.iter().any(|none| none.as_bytes().eq_ignore_ascii_case(word))
}

/// Reads an advice: `vmbo kb/vmbo gl-tl`, `VMBO-(G)T`, `HAVO-VWO`.
pub(crate) fn advies(word: &[u8]) -> Option<u8> {
    if let Some(found) = ADVIEZEN.iter().position(|known| known.as_bytes() == word) {
        return u8::try_from(found).ok();
    }
    let text = delimited::text(word).to_lowercase();
    if text.len() > LONGEST {
        return None;
    }
    let text = text.replace("voortgezet speciaal onderwijs", "vso").replace("(g)", "g").replace("t(l)", "tl");
    let (mut found, mut has_vmbo): (Vec<Track>, bool) = (Vec::new(), false);
    for part in text.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()) {
        has_vmbo |= part == "vmbo";
        found.extend(tracks(part)?);
    }
    // `vmbo/havo` does not say which of its tracks is meant, and is not havo.
    if has_vmbo && !found.iter().any(|track| (Track::Basis..=Track::GemengdTheoretisch).contains(track)) {
        return None;
    }
    found.sort_unstable();
    found.dedup();
    match found[..] {
        [track] => Some(track.place()),
        [one, other] => one.place_with(other),
        _ => None,
    }
}

/// The tracks that one word names; nothing when the word belongs in no advice.
fn tracks(word: &str) -> Option<Vec<Track>> {
    if BESIDE.contains(&word) {
        return Some(Vec::new());
    }
    let bare = word.strip_prefix("vmbo").unwrap_or(word);
    if let Some((track, _)) = TRACKS.iter().find(|(_, names)| names.contains(&bare)) {
        return Some(vec![*track]);
    }
    PAIRS.iter().find(|(name, _)| *name == bare).map(|(_, pair)| pair.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advice(word: &str) -> Option<&'static str> {
        advies(word.as_bytes()).map(|found| ADVIEZEN[usize::from(found)])
    }

    #[test]
    fn every_advice_is_read_as_it_is_written_here() {
        for known in ADVIEZEN {
            assert_eq!(advice(known), Some(*known));
            assert_eq!(advice(&known.to_uppercase()), Some(*known));
        }
    }

    /// Advices with the spellings that are met.
    const SPELLINGS: &[(&str, &[&str])] = &[
        ("vso", &["VSO", "voortgezet speciaal onderwijs"]),
        ("pro", &["Praktijkonderwijs", "PrO", "praktijkonderwijs (pro)", "praktijk onderwijs"]),
        (
            "pro/vmbo-bb",
            &[
                "pro/vmbo-bb",
                "praktijkonderwijs/vmbo basisberoepsgericht",
                "PrO - vmbo bb",
                "pro / bb",
                "PRO-BB",
            ],
        ),
        ("vmbo-bb", &["vmbo basisberoepsgerichte leerweg", "vmbo-bbl", "VMBO B", "vmbo-bb (lwoo)", "vmbo_b"]),
        (
            "vmbo-bb/kb",
            &[
                "vmbo bb/vmbo kb",
                "vmbo-bb/kb",
                "VMBO_B_K",
                "vmbo basis/kader",
                "bbl-kbl",
                "vmbo-bk",
                "basis tot kader",
            ],
        ),
        ("vmbo-kb", &["vmbo kader", "kbl", "vmbo-k", "vmbo kaderberoepsgericht"]),
        (
            "vmbo-kb/gt",
            &[
                "vmbo kb/vmbo gl-tl",
                "VMBO_K_GT",
                "vmbo-kb/gt",
                "vmbo kader - tl",
                "vmbo-kgt",
                "kb/gl/tl",
                "vmbo-k/(g)t",
            ],
        ),
        (
            "vmbo-gt",
            &[
                "vmbo-(g)t",
                "vmbo-t",
                "vmbo gl/tl",
                "vmbo tl/gl",
                "VMBO G/T",
                "mavo",
                "vmbo-t(l)",
                "vmbo-gl",
                "vmbogt",
                "vmbo gemengde/theoretische leerweg",
                "vmbo-gtl",
            ],
        ),
        (
            "vmbo-gt/havo",
            &["VMBO-GT/HAVO", "vmbo gl-tl/havo", "vmbo-t/havo", "tl-havo", "vmbo-(g)t/havo", "mavo/havo"],
        ),
        ("havo", &["HAVO", "Havo ", "havo-advies"]),
        ("havo/vwo", &["HAVO-VWO", "havo/vwo", "havo en vwo", "Havo of VWO", "H/V", "havo/atheneum"]),
        ("vwo", &["VWO", "gymnasium", "atheneum/gymnasium", "vwo+", "vwo plus"]),
    ];

    #[test]
    fn advices_are_read_in_many_spellings() {
        for (meant, spellings) in SPELLINGS {
            for spelling in *spellings {
                assert_eq!(advice(spelling), Some(*meant), "{spelling}");
            }
        }
    }

    #[test]
    fn what_is_no_advice_is_none() {
        for word in [
            "",
            "vmbo",
            "vmbo/havo",
            "pro/vmbo",
            "vmbo-bb/havo",
            "vso/pro",
            "vmbo-bb/kb/gt",
            "kunstacademie",
            "5",
            "Sanne",
            "havo 4",
        ] {
            assert_eq!(advice(word), None, "{word}");
        }
        assert!(is_none(b"Advies niet mogelijk") && is_none(b"geen") && !is_none(b"havo"));
    }
}
