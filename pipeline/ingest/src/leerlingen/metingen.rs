//! The cells of a row that measure something in, what they measured out.
//!
//! Each stands by itself: one that cannot be read is refused, and the others are used. Who was tested, when and on what
//! is for `toets`.

use super::bereik::Maat;
use super::column::{Column, Fields};
use super::rij::Lezer;
use super::words;
use crate::check::reason::Reason;

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
        let toetsniveau = lezer.word(
            Column::Toetsniveau,
            fields[Column::Toetsniveau],
            Reason::MalformedToetsniveau,
            |word| words::toetsmoment(word, false),
        );
        let functionering = lezer.word(
            Column::Functioneringsniveau,
            fields[Column::Functioneringsniveau],
            Reason::MalformedFunctioneringsniveau,
            |word| words::toetsmoment(word, true),
        );
        let (reden, word) = (Reason::UnknownReferentieniveau, fields[Column::Referentieniveau]);
        let referentie = lezer.word(Column::Referentieniveau, word, reden, words::referentieniveau);
        let (dle, dle_begrensd) = dle(lezer, fields[Column::Dle]);
        let found = Self {
            toetsniveau,
            score: score(lezer, fields[Column::Vaardigheidsscore], aanbieder),
            niveau: niveau(lezer, fields),
            functionering,
            referentie,
            dl: lezer.whole(Column::Dl, fields[Column::Dl], MOST_MONTHS),
            dle,
            dle_begrensd,
        };
        if !found.has_any() {
            let has_bare = !fields[Column::ScoreZonderSchaal].is_empty();
            let reden = if has_bare { Reason::ScoreWithoutScale } else { Reason::EmptyResult };
            lezer.nothing_left(
                reden,
                &[
                    Column::Vaardigheidsscore,
                    Column::Niveau,
                    Column::Functioneringsniveau,
                    Column::Referentieniveau,
                    Column::Dle,
                ],
            );
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
    let score = lezer.number(Column::Vaardigheidsscore, word)?;
    if lezer.context.bereiken.holds(Maat::Vaardigheidsscore, aanbieder, score) {
        Some(score)
    } else {
        lezer.fault_of_cell(Column::Vaardigheidsscore, word, Reason::ScoreOutOfRange);
        None
    }
}

/// The DLE, and whether the source says that it is at least this.
fn dle(lezer: &mut Lezer<'_>, word: &[u8]) -> (Option<i16>, bool) {
    match word.strip_prefix(b">") {
        Some(rest) => (lezer.whole(Column::Dle, rest.trim_ascii(), MOST_MONTHS), true),
        None => (lezer.whole(Column::Dle, word, MOST_MONTHS), false),
    }
}

/// The level, which has to be one of the scale beside it; what no scale is says nothing against it.
fn niveau(lezer: &mut Lezer<'_>, fields: &Fields<'_>) -> Option<u8> {
    let schaal =
        lezer.word(Column::NiveauSchaal, fields[Column::NiveauSchaal], Reason::UnknownSchaal, words::schaal);
    let niveau = lezer.word(Column::Niveau, fields[Column::Niveau], Reason::UnknownNiveau, words::niveau)?;
    if schaal.is_some_and(|schaal| schaal != words::schaal_of(niveau)) {
        lezer.fault_of_cell(Column::Niveau, fields[Column::Niveau], Reason::NiveauNotInSchaal);
        return None;
    }
    Some(niveau)
}
