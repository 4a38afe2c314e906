//! Why a value is refused: one word per case for tables, one line per case for people.
//!
//! No reason quotes a value; that is for `rejected`, which knows which values may be told.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a value was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Reason {
    /// The row has no OVT.
    MissingOvt,
    /// The OVT is not two digits, two capitals, `|C` and a number.
    MalformedOvt,
    /// The OVT stands in the file more than once.
    DuplicateOvt,
    /// The cell is empty, or `NA`, where a value has to be.
    MissingValue,
    /// The text is not a number.
    NotANumber,
    /// The number is outside the bounds of the column.
    OutOfRange,
    /// The number of pupils is not whole.
    NotWhole,
    /// The percentage is not a whole number of levels for this number of pupils.
    NotACount,
    /// Known, hidden and empty cells stand together where they can't.
    InconsistentStatus,
    /// The verdict is not one of the four of the Inspectie.
    UnknownVerdict,
    /// The text is not a class of the schoolweging, such as `[30,31)`.
    UnknownCategory,
    /// The class does not hold the schoolweging beside it.
    CategoryMismatch,
    /// The line has more or fewer cells than there are headings.
    RaggedRow,
    /// A count of 1 to 4 is published as `<5`, never as itself.
    CountUnderFive,
    /// The peildatum is not a first of October such as `20221001`.
    UnknownPeildatum,
    /// The code is not a BRIN such as `00AP`.
    MalformedBrin,
    /// The code is not the two digits of a vestiging.
    MalformedVestiging,
    /// The vestiging stands in the file more than once.
    DuplicateVestiging,
    /// The row has no number of a pupil.
    MissingPupil,
    /// The pupil does not stand in the register of that school year.
    UnknownPupil,
    /// Nothing says of which school the row is.
    MissingSchool,
    /// The row is about a school that is not the one of the file, or not known.
    OtherSchool,
    /// The text is not a school year.
    MalformedSchooljaar,
    /// The leerjaar is not 1 to 8.
    LeerjaarOutOfRange,
    /// Neither the row nor a register says in which leerjaar the pupil is.
    MissingLeerjaar,
    /// The text is not a day in the calendar.
    MalformedDate,
    /// The day does not lie in the school year of the row.
    DateOutsideSchooljaar,
    /// The result is of a later school year than the report.
    FutureDate,
    /// The moment is not B, M or E.
    UnknownMoment,
    /// The subject is not one that is known.
    UnknownVakgebied,
    /// The provider is not one that is known.
    UnknownAanbieder,
    /// The level of the test is not such as `M5`.
    MalformedToetsniveau,
    /// The scale is not `I-V` or `A-E`.
    UnknownSchaal,
    /// The level is on no scale.
    UnknownNiveau,
    /// The level is not on the scale beside it.
    NiveauNotInSchaal,
    /// The functioneringsniveau is not such as `M5`.
    MalformedFunctioneringsniveau,
    /// The reference level is not one of four.
    UnknownReferentieniveau,
    /// The score lies outside what the tests of this provider give.
    ScoreOutOfRange,
    /// The row measures nothing.
    EmptyResult,
    /// The same row stood before, and counts once.
    DuplicateResult,
    /// Rows about the same pupil, test and moment say different things.
    ContradictoryResult,
    /// The advice is not one that is known.
    UnknownAdvies,
    /// The ontheffing is not J or N.
    UnknownOntheffing,
    /// One pupil stands in a register in two leerjaren.
    ContradictoryRegistration,
}

impl Reason {
    /// Every reason, in order: a catalogue of texts can be held against it.
    pub const ALL: [Self; 44] = [
        Self::MissingOvt,
        Self::MalformedOvt,
        Self::DuplicateOvt,
        Self::MissingValue,
        Self::NotANumber,
        Self::OutOfRange,
        Self::NotWhole,
        Self::NotACount,
        Self::InconsistentStatus,
        Self::UnknownVerdict,
        Self::UnknownCategory,
        Self::CategoryMismatch,
        Self::RaggedRow,
        Self::CountUnderFive,
        Self::UnknownPeildatum,
        Self::MalformedBrin,
        Self::MalformedVestiging,
        Self::DuplicateVestiging,
        Self::MissingPupil,
        Self::UnknownPupil,
        Self::MissingSchool,
        Self::OtherSchool,
        Self::MalformedSchooljaar,
        Self::LeerjaarOutOfRange,
        Self::MissingLeerjaar,
        Self::MalformedDate,
        Self::DateOutsideSchooljaar,
        Self::FutureDate,
        Self::UnknownMoment,
        Self::UnknownVakgebied,
        Self::UnknownAanbieder,
        Self::MalformedToetsniveau,
        Self::UnknownSchaal,
        Self::UnknownNiveau,
        Self::NiveauNotInSchaal,
        Self::MalformedFunctioneringsniveau,
        Self::UnknownReferentieniveau,
        Self::ScoreOutOfRange,
        Self::EmptyResult,
        Self::DuplicateResult,
        Self::ContradictoryResult,
        Self::UnknownAdvies,
        Self::UnknownOntheffing,
        Self::ContradictoryRegistration,
    ];

    /// Returns the stable code that stands in column `reden`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::MissingOvt => "missing_ovt",
            Self::MalformedOvt => "malformed_ovt",
            Self::DuplicateOvt => "duplicate_ovt",
            Self::MissingValue => "missing_value",
            Self::NotANumber => "not_a_number",
            Self::OutOfRange => "out_of_range",
            Self::NotWhole => "not_whole",
            Self::NotACount => "not_a_count",
            Self::InconsistentStatus => "inconsistent_status",
            Self::UnknownVerdict => "unknown_verdict",
            Self::UnknownCategory => "unknown_category",
            Self::CategoryMismatch => "category_mismatch",
            Self::RaggedRow => "ragged_row",
            Self::CountUnderFive => "count_under_five",
            Self::UnknownPeildatum => "unknown_peildatum",
            Self::MalformedBrin => "malformed_brin",
            Self::MalformedVestiging => "malformed_vestiging",
            Self::DuplicateVestiging => "duplicate_vestiging",
            Self::MissingPupil => "missing_pupil",
            Self::UnknownPupil => "unknown_pupil",
            Self::MissingSchool => "missing_school",
            Self::OtherSchool => "other_school",
            Self::MalformedSchooljaar => "malformed_schooljaar",
            Self::LeerjaarOutOfRange => "leerjaar_out_of_range",
            Self::MissingLeerjaar => "missing_leerjaar",
            Self::MalformedDate => "malformed_date",
            Self::DateOutsideSchooljaar => "date_outside_schooljaar",
            Self::FutureDate => "future_date",
            Self::UnknownMoment => "unknown_moment",
            Self::UnknownVakgebied => "unknown_vakgebied",
            Self::UnknownAanbieder => "unknown_aanbieder",
            Self::MalformedToetsniveau => "malformed_toetsniveau",
            Self::UnknownSchaal => "unknown_schaal",
            Self::UnknownNiveau => "unknown_niveau",
            Self::NiveauNotInSchaal => "niveau_not_in_schaal",
            Self::MalformedFunctioneringsniveau => "malformed_functioneringsniveau",
            Self::UnknownReferentieniveau => "unknown_referentieniveau",
            Self::ScoreOutOfRange => "score_out_of_range",
            Self::EmptyResult => "empty_result",
            Self::DuplicateResult => "duplicate_result",
            Self::ContradictoryResult => "contradictory_result",
            Self::UnknownAdvies => "unknown_advies",
            Self::UnknownOntheffing => "unknown_ontheffing",
            Self::ContradictoryRegistration => "contradictory_registration",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingOvt => "there is no OVT",
            Self::MalformedOvt => "not an OVT such as `00AP|C1`",
            Self::DuplicateOvt => "this OVT stands in the file more than once",
            Self::MissingValue => "there is no value",
            Self::NotANumber => "not a number",
            Self::OutOfRange => "outside the bounds of this column",
            Self::NotWhole => "not a whole number of pupils",
            Self::NotACount => "not a whole number of levels for this number of pupils",
            Self::InconsistentStatus => "known, hidden and empty cells are mixed",
            Self::UnknownVerdict => "not a verdict of the Inspectie",
            Self::UnknownCategory => "not a class such as `[30,31)`",
            Self::CategoryMismatch => "not the class of the schoolweging in this row",
            Self::RaggedRow => "not as many cells as there are headings",
            Self::CountUnderFive => "a count of 1 to 4 is published as `<5`",
            Self::UnknownPeildatum => "not a first of October such as `20221001`",
            Self::MalformedBrin => "not a BRIN such as `00AP`",
            Self::MalformedVestiging => "not the two digits of a vestiging",
            Self::DuplicateVestiging => "this vestiging stands in the file more than once",
            Self::MissingPupil => "there is no number of a pupil",
            Self::UnknownPupil => "this pupil is not in the register of that school year",
            Self::MissingSchool => {
                "nothing says of which school this is: give a column `ovt`, or a folder such as `99WH-C1`"
            }
            Self::OtherSchool => "a school that is not known here, or not that of the folder",
            Self::MalformedSchooljaar => "not a school year such as `2024-2025`",
            Self::LeerjaarOutOfRange => "not a leerjaar from 1 to 8",
            Self::MissingLeerjaar => "no leerjaar, in the row or in a register",
            Self::MalformedDate => "not a day in the calendar",
            Self::DateOutsideSchooljaar => "a day outside the school year of the row",
            Self::FutureDate => "later than the school year of the report",
            Self::UnknownMoment => "not a moment: B, M or E",
            Self::UnknownVakgebied => "not a known vakgebied; a mapping can translate it",
            Self::UnknownAanbieder => {
                "not a known aanbieder; a mapping can translate it, if need be to `anders`"
            }
            Self::MalformedToetsniveau => "not a toetsniveau such as `M5`",
            Self::UnknownSchaal => "not a scale: `I-V` or `A-E`",
            Self::UnknownNiveau => "not a niveau: I to V, or A to E",
            Self::NiveauNotInSchaal => "not a niveau of the scale in this row",
            Self::MalformedFunctioneringsniveau => "not a functioneringsniveau such as `M5` or `<M3`",
            Self::UnknownReferentieniveau => "not a referentieniveau: <1F, 1F, 1S or 2F",
            Self::ScoreOutOfRange => {
                "outside the scores of this aanbieder (reports/normen/scorebereiken.csv)"
            }
            Self::EmptyResult => "the row has no score, level or advice",
            Self::DuplicateResult => "the same as an earlier row, which counts",
            Self::ContradictoryResult => {
                "rows of the same pupil, test and moment that differ; none of them counts"
            }
            Self::UnknownAdvies => "not a known advies; a mapping can translate it",
            Self::UnknownOntheffing => "not J or N",
            Self::ContradictoryRegistration => {
                "this pupil stands in the register in another leerjaar already"
            }
        })
    }
}
