//! Why a value is refused: one word per case for tables, one line per case for people.
//!
//! Every reason stands here once, with both and with the files in which it can occur, so none can lack one. No reason
//! quotes a value; that is for `rejected`, which knows which values may be told.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The files in which a reason occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum In {
    /// Those that are published.
    Public,
    /// Those about pupils.
    Pupils,
    /// Either kind.
    Both,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident, $files:ident, $code:literal, $text:literal;)+) => {
        /// Why a value was refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[$doc])* $name,)+
        }

        impl Reason {
            /// Every reason, in order: a catalogue of texts can be held against it.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$name),+];

            /// Returns the stable code that stands in column `reden`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            const fn files(self) -> In {
                match self {
                    $(Self::$name => In::$files,)+
                }
            }

            const fn text(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

reasons! {
    /// The row has no OVT.
    MissingOvt, Public, "missing_ovt", "there is no OVT";
    /// The OVT is not two digits, two capitals, `|C` and a number.
    MalformedOvt, Public, "malformed_ovt", "not an OVT such as `00AP|C1`";
    /// The OVT stands in the file more than once.
    DuplicateOvt, Public, "duplicate_ovt", "this OVT stands in the file more than once";
    /// The cell is empty, or `NA`, where a value has to be.
    MissingValue, Public, "missing_value", "there is no value";
    /// The text is not a number.
    NotANumber, Both, "not_a_number", "not a number";
    /// The mark in the number can be that of thousands or that of decimals.
    AmbiguousThousands, Pupils, "ambiguous_thousands", "the mark in this number can be that of thousands or that of decimals; write `1200` or `1,2`";
    /// The number is outside the bounds of the column.
    OutOfRange, Both, "out_of_range", "outside the bounds of this column";
    /// The number of pupils is not whole.
    NotWhole, Public, "not_whole", "not a whole number of pupils";
    /// The percentage is not a whole number of levels for this number of pupils.
    NotACount, Public, "not_a_count", "not a whole number of levels for this number of pupils";
    /// Known, hidden and empty cells stand together where they can't.
    InconsistentStatus, Public, "inconsistent_status", "known, hidden and empty cells are mixed";
    /// The verdict is not one of the four of the Inspectie.
    UnknownVerdict, Public, "unknown_verdict", "not a verdict of the Inspectie";
    /// The text is not a class of the schoolweging, such as `[30,31)`.
    UnknownCategory, Public, "unknown_category", "not a class such as `[30,31)`";
    /// The class does not hold the schoolweging beside it.
    CategoryMismatch, Public, "category_mismatch", "not the class of the schoolweging in this row";
    /// The line has more or fewer cells than there are headings.
    RaggedRow, Both, "ragged_row", "not as many cells as there are headings";
    /// A count of 1 to 4 is published as `<5`, never as itself.
    CountUnderFive, Public, "count_under_five", "a count of 1 to 4 is published as `<5`";
    /// The peildatum is not a first of October such as `20221001`.
    UnknownPeildatum, Public, "unknown_peildatum", "not a first of October such as `20221001`";
    /// The code is not a BRIN such as `00AP`.
    MalformedBrin, Public, "malformed_brin", "not a BRIN such as `00AP`";
    /// The code is not the two digits of a vestiging.
    MalformedVestiging, Public, "malformed_vestiging", "not the two digits of a vestiging";
    /// The vestiging stands in the file more than once.
    DuplicateVestiging, Public, "duplicate_vestiging", "this vestiging stands in the file more than once";
    /// The row has no number of a pupil.
    MissingPupil, Pupils, "missing_pupil", "there is no number of a pupil";
    /// The number of a pupil went through a spreadsheet and lost its digits.
    RoundedPupil, Pupils, "rounded_pupil", "a number of a pupil that a spreadsheet has rounded; make the column text and export again";
    /// The pupil does not stand in the register of that school year.
    UnknownPupil, Pupils, "unknown_pupil", "this pupil is not in the register of that school year";
    /// Nothing says of which school the row is.
    MissingSchool, Pupils, "missing_school", "nothing says of which school this is: give a column `ovt`, or a folder such as `99WH-C1`";
    /// The row is about a school that is not the one of the file, or not known.
    OtherSchool, Pupils, "other_school", "a school that is not known here, or not that of the folder";
    /// The text is not a school year.
    MalformedSchooljaar, Pupils, "malformed_schooljaar", "not a school year such as `2024-2025`";
    /// One year alone, which can be the first or the last of a school year.
    SingleYear, Pupils, "single_year", "one year is no school year; write both, such as `2024-2025`";
    /// The leerjaar is not 1 to 8.
    LeerjaarOutOfRange, Pupils, "leerjaar_out_of_range", "not a leerjaar from 1 to 8";
    /// Neither the row nor a register says in which leerjaar the pupil is.
    MissingLeerjaar, Pupils, "missing_leerjaar", "no leerjaar, in the row or in a register";
    /// The register has the pupil in a jaargroep that is none of the eight.
    LeerjaarNotCounted, Pupils, "leerjaar_not_counted", "the register has this pupil in a jaargroep other than 1 to 8, such as `S` or `0`, which no figure counts";
    /// The text is not a day in the calendar.
    MalformedDate, Both, "malformed_date", "not a day in the calendar; write `dd-mm-jjjj`";
    /// The days of the column stand in another order, so none of them is read.
    OtherDateOrder, Pupils, "other_date_order", "a column of days that do not all read as day, month, year, so none of it is read; write `dd-mm-jjjj`, or name the form in a mapping under `[datum]` as `vorm`";
    /// The day does not lie in the school year of the row.
    DateOutsideSchooljaar, Pupils, "date_outside_schooljaar", "a day outside the school year of the row";
    /// The result is of a later school year than the report.
    FutureDate, Pupils, "future_date", "later than the school year of the report";
    /// The moment is not B, M or E.
    UnknownMoment, Pupils, "unknown_moment", "not a moment: B, M or E";
    /// The subject is not one that is known.
    UnknownVakgebied, Pupils, "unknown_vakgebied", "not a known vakgebied; a mapping can translate it";
    /// The provider is not one that is known.
    UnknownAanbieder, Pupils, "unknown_aanbieder", "not a known aanbieder; a mapping can translate it, if need be to `anders`";
    /// The level of the test is not such as `M5`.
    MalformedToetsniveau, Pupils, "malformed_toetsniveau", "not a toetsniveau such as `M5`";
    /// The scale is not `I-V` or `A-E`.
    UnknownSchaal, Pupils, "unknown_schaal", "not a scale: `I-V` or `A-E`";
    /// The level is on no scale.
    UnknownNiveau, Pupils, "unknown_niveau", "not a niveau: I to V, or A to E";
    /// The level is not on the scale beside it.
    NiveauNotInSchaal, Pupils, "niveau_not_in_schaal", "not a niveau of the scale in this row";
    /// The functioneringsniveau is not such as `M5`.
    MalformedFunctioneringsniveau, Pupils, "malformed_functioneringsniveau", "not a functioneringsniveau such as `M5` or `<M3`";
    /// The reference level is not one of four.
    UnknownReferentieniveau, Pupils, "unknown_referentieniveau", "not a referentieniveau: <1F, 1F, 1S or 2F";
    /// The score lies outside what the tests of this provider give.
    ScoreOutOfRange, Pupils, "score_out_of_range", "outside the scores of this aanbieder (reports/normen/scorebereiken.csv)";
    /// The row measures nothing.
    EmptyResult, Pupils, "empty_result", "the row has no score, level or advice";
    /// The row has a score of which nobody says on what scale it is.
    ScoreWithoutScale, Pupils, "score_without_scale", "a score without a scale is not read, for nobody can tell what it measures; export a vaardigheidsscore or a niveau";
    /// The same row stood before, and counts once.
    DuplicateResult, Pupils, "duplicate_result", "the same as an earlier row, which counts";
    /// Rows about the same pupil, test and moment say different things.
    ContradictoryResult, Pupils, "contradictory_result", "rows of the same pupil, test and moment that differ; none of them counts";
    /// The advice is not one that is known.
    UnknownAdvies, Pupils, "unknown_advies", "not a known advies; a mapping can translate it";
    /// The ontheffing is not J or N.
    UnknownOntheffing, Pupils, "unknown_ontheffing", "not J or N";
    /// One pupil stands in a register in two leerjaren.
    ContradictoryRegistration, Pupils, "contradictory_registration", "this pupil stands in the register in another leerjaar already";
    /// The sector is none of the file.
    UnknownSector, Public, "unknown_sector", "not a sector: PO, SO or VO";
    /// The number of the bestuur is not one of at most five digits.
    MalformedBestuur, Public, "malformed_bestuur", "not the number of a bestuur such as `41582`";
    /// The bestuur stands in the file more than once.
    DuplicateBestuur, Public, "duplicate_bestuur", "this bestuur stands in the file more than once";
    /// The judgement is not a word.
    MalformedOordeel, Public, "malformed_oordeel", "not a judgement such as `Voldoende`";
}

impl Reason {
    /// Whether it occurs in files about pupils.
    #[must_use]
    pub const fn is_about_pupils(self) -> bool {
        matches!(self.files(), In::Pupils | In::Both)
    }

    /// Whether it occurs in files that are published.
    #[must_use]
    pub const fn is_about_public_files(self) -> bool {
        matches!(self.files(), In::Public | In::Both)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
