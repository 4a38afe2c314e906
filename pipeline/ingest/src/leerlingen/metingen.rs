//! The cells of a row that measure something in, what they measured out.
//!
//! Each stands by itself: one that cannot be read is refused, and the others are used. Who was tested, when and on what
//! is for `toets`.

use super::bereik::Maat;
use super::kolommen::Fields;
use super::rij::Lezer;
use super::words;
use crate::check::reason::Reason;

const TOETSNIVEAU: usize = 10;
const SCORE: usize = 11;
const SCHAAL: usize = 12;
const NIVEAU: usize = 13;
const FUNCTIONERING: usize = 14;
const REFERENTIE: usize = 15;
const DLE: usize = 16;
const DL: usize = 17;
const SCORE_ZONDER_SCHAAL: usize = 19;

/// The highest DLE or DL that can be: six school years of ten months, with room for older tests.
const MOST_MONTHS: u16 = 120;

/// What a test gave; positions point into the vocabularies of `words`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Metingen {
    pub(crate) toetsniveau: Option<u8>,
    pub(crate) score: Option<f64>,
    pub(crate) niveau: Option<u8>,
    pub(crate) functionering: Option<u8>,
    pub(crate) referentie: Option<u8>,
    pub(crate) dl: Option<i16>,
    pub(crate) dle: Option<i16>,
    pub(crate) dle_begrensd: bool,
}

impl Metingen {
    /// Reads the cells; a row in which none is left is refused.
    pub(crate) fn read(lezer: &mut Lezer<'_>, fields: &Fields<'_>, aanbieder: u8) -> Self {
        let toetsniveau =
            lezer.word(TOETSNIVEAU, fields[TOETSNIVEAU], Reason::MalformedToetsniveau, |word| {
                words::toetsmoment(word, false)
            });
        let functionering =
            lezer.word(FUNCTIONERING, fields[FUNCTIONERING], Reason::MalformedFunctioneringsniveau, |word| {
                words::toetsmoment(word, true)
            });
        let (reden, word) = (Reason::UnknownReferentieniveau, fields[REFERENTIE]);
        let referentie = lezer.word(REFERENTIE, word, reden, words::referentieniveau);
        let (dle, dle_begrensd) = dle(lezer, fields[DLE]);
        let found = Self {
            toetsniveau,
            score: score(lezer, fields[SCORE], aanbieder),
            niveau: niveau(lezer, fields),
            functionering,
            referentie,
            dl: lezer.whole(DL, fields[DL], MOST_MONTHS),
            dle,
            dle_begrensd,
        };
        if !found.has_any() {
            let has_bare = !fields[SCORE_ZONDER_SCHAAL].is_empty();
            let reden = if has_bare { Reason::ScoreWithoutScale } else { Reason::EmptyResult };
            lezer.nothing_left(reden, &[SCORE, NIVEAU, FUNCTIONERING, REFERENTIE, DLE]);
        }
        found
    }

    fn has_any(&self) -> bool {
        self.score.is_some()
            || self.niveau.is_some()
            || self.functionering.is_some()
            || self.referentie.is_some()
            || self.dle.is_some()
    }
}

fn score(lezer: &mut Lezer<'_>, word: &[u8], aanbieder: u8) -> Option<f64> {
    let score = lezer.number(SCORE, word)?;
    if lezer.context.bereiken.holds(Maat::Vaardigheidsscore, aanbieder, score) {
        Some(score)
    } else {
        lezer.fault_of_cell(SCORE, word, Reason::ScoreOutOfRange);
        None
    }
}

/// The DLE, and whether the source says that it is at least this.
fn dle(lezer: &mut Lezer<'_>, word: &[u8]) -> (Option<i16>, bool) {
    match word.strip_prefix(b">") {
        Some(rest) => (lezer.whole(DLE, rest.trim_ascii(), MOST_MONTHS), true),
        None => (lezer.whole(DLE, word, MOST_MONTHS), false),
    }
}

/// The level, which has to be one of the scale beside it; what no scale is says nothing against it.
fn niveau(lezer: &mut Lezer<'_>, fields: &Fields<'_>) -> Option<u8> {
    let schaal = lezer.word(SCHAAL, fields[SCHAAL], Reason::UnknownSchaal, words::schaal);
    let niveau = lezer.word(NIVEAU, fields[NIVEAU], Reason::UnknownNiveau, words::niveau)?;
    if schaal.is_some_and(|schaal| schaal != words::schaal_of(niveau)) {
        lezer.fault_of_cell(NIVEAU, fields[NIVEAU], Reason::NiveauNotInSchaal);
        return None;
    }
    Some(niveau)
}
