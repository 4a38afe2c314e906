//! Reads the cells of a row that measure something, returns what they measured.
//!
//! Each stands by itself: one that cannot be read is refused, and the others are used. Who was tested, when and on what
//! is for `toets`.

use super::bereik::Maat;
use super::column::{Column, Fields};
use super::reading::Reading;
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
    pub(crate) fn read(reading: &mut Reading<'_>, fields: &Fields<'_>, aanbieder: u8) -> Self {
        let toetsniveau = reading.word(
            Column::Toetsniveau,
            fields[Column::Toetsniveau],
            Reason::MalformedToetsniveau,
            |word| words::toetsmoment(word, false),
        );
        let functionering = reading.word(
            Column::Functioneringsniveau,
            fields[Column::Functioneringsniveau],
            Reason::MalformedFunctioneringsniveau,
            |word| words::toetsmoment(word, true),
        );
        let (reden, word) = (Reason::UnknownReferentieniveau, fields[Column::Referentieniveau]);
        let referentie = reading.word(Column::Referentieniveau, word, reden, words::referentieniveau);
        let (dle, dle_begrensd) = dle(reading, fields[Column::Dle]);
        let found = Self {
            toetsniveau,
            score: score(reading, fields[Column::Vaardigheidsscore], aanbieder),
            niveau: niveau(reading, fields),
            functionering,
            referentie,
            dl: reading.whole(Column::Dl, fields[Column::Dl], MOST_MONTHS),
            dle,
            dle_begrensd,
        };
        if !found.has_any() {
            let has_bare = !fields[Column::ScoreZonderSchaal].is_empty();
            let reden = if has_bare { Reason::ScoreWithoutScale } else { Reason::EmptyResult };
            reading.nothing_left(
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

fn score(reading: &mut Reading<'_>, word: &[u8], aanbieder: u8) -> Option<f64> {
    let score = reading.number(Column::Vaardigheidsscore, word)?;
    if reading.context.bereiken.holds(Maat::Vaardigheidsscore, aanbieder, score) {
        Some(score)
    } else {
        reading.fault_of_cell(Column::Vaardigheidsscore, word, Reason::ScoreOutOfRange);
        None
    }
}

/// The DLE, and whether the source says that it is at least this.
fn dle(reading: &mut Reading<'_>, word: &[u8]) -> (Option<i16>, bool) {
    match word.strip_prefix(b">") {
        Some(rest) => (reading.whole(Column::Dle, rest.trim_ascii(), MOST_MONTHS), true),
        None => (reading.whole(Column::Dle, word, MOST_MONTHS), false),
    }
}

/// The level, which has to be one of the scale beside it; what no scale is says nothing against it.
fn niveau(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Option<u8> {
    let schaal = reading.word(
        Column::NiveauSchaal,
        fields[Column::NiveauSchaal],
        Reason::UnknownSchaal,
        words::schaal,
    );
    let niveau =
        reading.word(Column::Niveau, fields[Column::Niveau], Reason::UnknownNiveau, words::niveau)?;
    if schaal.is_some_and(|schaal| schaal != words::schaal_of(niveau)) {
        reading.fault_of_cell(Column::Niveau, fields[Column::Niveau], Reason::NiveauNotInSchaal);
        return None;
    }
    Some(niveau)
}
