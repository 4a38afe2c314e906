//! The model tables that rest on the Inspectie's monthly file: which rows of DUO are whose, and what was judged last.
//!
//! Nothing is about a pupil.

use super::{COMPUTED, PLACE, ovt, schooljaar};
use crate::tables::{Table, date, flag, int, text};

/// The ties.
#[rustfmt::skip]
pub static KOPPELINGEN: Table = Table {
    name: "koppelingen",
    meaning: "One vestiging in the files of DUO at which a school of the results file or of the newest monthly file is counted.",
    columns: &[
        ovt(COMPUTED),
        text("brin", "code of the institution at DUO", COMPUTED).like("00AP"),
        text("vestiging", "two digits; `00` also for a vestiging that DUO does not list apart", COMPUTED).like("00"),
        text("koppeling", "how the tie came about: `opgegeven` (project file), `officieel` (monthly file) or `enig` (one school, one vestiging)", COMPUTED).like("officieel"),
        flag("gedeeld", "another school is counted there too, or at another vestiging of this school: DUO has no figures of this school alone", COMPUTED).like("false"),
    ],
};

/// What is published now.
#[rustfmt::skip]
pub static LAATSTE_OORDELEN: Table = Table {
    name: "laatste_oordelen",
    meaning: "One judgement of one school at the last peildatum at which it stands in a monthly file.",
    columns: &[
        ovt("oordelen_inspectie"),
        date("peildatum", "the day of which the file tells", "oordelen_inspectie").like("2026-03-01"),
        text("standaard", "code of the standard, or `eindoordeel`", "oordelen_inspectie").like("OP2"),
        int("rang", "place of the kwaliteitsgebied: `eindoordeel`, OP, VS, OR, SK and the rest", COMPUTED).unit(PLACE).like("2"),
        text("oordeel", "the judgement in the words of the Inspectie", "oordelen_inspectie").like("Voldoende"),
        text("kader", "the kader under which it was judged; of several the one of the last day, then the newest", "oordelen_inspectie").or_null().like("PO2021_V23"),
        text("onderzoek", "kind of research", "oordelen_inspectie").or_null().like("Stelselonderzoek"),
        date("vaststellingsdatum", "the day on which the report was adopted", "oordelen_inspectie").or_null().like("2024-06-12"),
        text("vastgesteld", "that day for a sentence", COMPUTED).or_null().like("12 juni 2024"),
    ],
};

/// The years without a tie.
#[rustfmt::skip]
pub static GEMENGDE_JAREN: Table = Table {
    name: "gemengde_jaren",
    meaning: "One school year in which DUO counts a school together with another, because it does not list a vestiging that it lists in other years.",
    columns: &[
        ovt("koppelingen"),
        schooljaar("vestigingen"),
    ],
};
