//! The tables that the report computes from the loaded ones, each by the file of its name in `model`.
//!
//! Only what their columns hold; how they are computed stands in that SQL and nowhere else.

mod adviezen;
mod domeinen;
mod eigen;
mod eindresultaten;
mod feiten;
mod feiten_leerlingen;
mod feiten_vakken;
mod inspectie;
mod niveaus;
mod scholen;
mod vakken;
mod woorden;

pub use adviezen::{ADVIES_BANDEN, ADVIES_CELLEN, ADVIES_JAREN, ADVIESLADDER, ADVIEZEN, TOETSADVIEZEN};
pub use domeinen::{
    DOMEINEN, DOMEINEN_DUO, DOMEINEN_EIGEN, DOMEINEN_KLASSE, DOMEINEN_SAMEN, DOMEINEN_VESTIGING,
};
pub use eigen::{
    EIGEN_DRIEJAARS, EIGEN_JAREN, GROEP8, KOMENDE_GROEP8, TOETSAANBIEDERS, TOETSGESCHIEDENIS, VERLOOP,
};
pub use eindresultaten::{DRIEJAARS, JAREN, OORDELEN, VERGELIJKING};
pub use feiten::FEITEN;
pub use feiten_leerlingen::{
    FEITEN_ADVIEZEN, FEITEN_EIGEN_EIND, FEITEN_KOERS, FEITEN_LEERLINGEN, FEITEN_NIVEAUS,
};
pub use feiten_vakken::FEITEN_VAKKEN;
pub use inspectie::{GEMENGDE_JAREN, KOPPELINGEN, LAATSTE_OORDELEN};
pub use niveaus::{COHORTEN, DUBBELE_TOETSEN, LENGTELIJNEN, NIVEAULADDER, NIVEAUS, VERDELINGEN};
pub use scholen::{KLASSEN, KLASSEN_JAAR, POPULATIE_JAAR, SCHOLEN, VERGELIJKINGSBRON};
pub use vakken::{KOERS, NIVEAUWISSELS, SCOREGROEI, VAKSTAND, VAKTRENDS};
pub use woorden::{LEERLINGBESTANDEN, REDENEN, TERUGBLIK, VAKGEBIEDEN};

use super::{Column, Table, int, text};

/// Every table of the model, in alphabetical order.
pub static MODEL: &[&Table] = &[
    &ADVIES_BANDEN,
    &ADVIES_CELLEN,
    &ADVIES_JAREN,
    &ADVIESLADDER,
    &ADVIEZEN,
    &COHORTEN,
    &DOMEINEN,
    &DOMEINEN_DUO,
    &DOMEINEN_EIGEN,
    &DOMEINEN_KLASSE,
    &DOMEINEN_SAMEN,
    &DOMEINEN_VESTIGING,
    &DRIEJAARS,
    &DUBBELE_TOETSEN,
    &EIGEN_DRIEJAARS,
    &EIGEN_JAREN,
    &FEITEN,
    &FEITEN_ADVIEZEN,
    &FEITEN_EIGEN_EIND,
    &FEITEN_KOERS,
    &FEITEN_LEERLINGEN,
    &FEITEN_NIVEAUS,
    &FEITEN_VAKKEN,
    &GEMENGDE_JAREN,
    &GROEP8,
    &JAREN,
    &KLASSEN,
    &KLASSEN_JAAR,
    &KOERS,
    &KOMENDE_GROEP8,
    &KOPPELINGEN,
    &LAATSTE_OORDELEN,
    &LEERLINGBESTANDEN,
    &LENGTELIJNEN,
    &NIVEAULADDER,
    &NIVEAUS,
    &NIVEAUWISSELS,
    &OORDELEN,
    &POPULATIE_JAAR,
    &REDENEN,
    &SCHOLEN,
    &SCOREGROEI,
    &TERUGBLIK,
    &TOETSAANBIEDERS,
    &TOETSADVIEZEN,
    &TOETSGESCHIEDENIS,
    &VAKGEBIEDEN,
    &VAKSTAND,
    &VAKTRENDS,
    &VERDELINGEN,
    &VERGELIJKING,
    &VERGELIJKINGSBRON,
    &VERLOOP,
];

/// The tables of the model that rest on pupils whom nobody can count from their rows: the shipped queries show them with
/// the care that each needs, and a query of somebody's own counts from the loaded tables.
pub static FOR_SHIPPED_QUERIES: &[&str] = &[
    "advies_banden",
    "advies_cellen",
    "advies_jaren",
    "adviezen",
    "cohorten",
    "domeinen",
    "domeinen_eigen",
    "domeinen_samen",
    "dubbele_toetsen",
    "eigen_driejaars",
    "eigen_jaren",
    "feiten",
    "feiten_adviezen",
    "feiten_eigen_eind",
    "feiten_koers",
    "feiten_leerlingen",
    "feiten_niveaus",
    "feiten_vakken",
    "groep8",
    "koers",
    "komende_groep8",
    "lengtelijnen",
    "niveaus",
    "niveauwissels",
    "scoregroei",
    "toetsaanbieders",
    "toetsadviezen",
    "toetsgeschiedenis",
    "vakstand",
    "vaktrends",
    "verdelingen",
    "verloop",
];

/// Puts the columns of tables that are joined under a table's own; where nothing is joined, they are empty.
const fn joined<const N: usize>(own: &[Column], tables: &[&[Column]]) -> [Column; N] {
    let mut all = [own[0]; N];
    let mut at = 0;
    while at < own.len() {
        all[at] = own[at];
        at += 1;
    }
    let mut rest = tables;
    while let [table, others @ ..] = rest {
        let mut columns = *table;
        while let [column, more @ ..] = columns {
            all[at] = column.or_null();
            at += 1;
            columns = more;
        }
        rest = others;
    }
    assert!(at == N, "the number of columns is that of all tables together");
    all
}

/// Returns the columns of a table but for the first ones.
const fn after(first: usize, table: &'static Table) -> &'static [Column] {
    table.columns.split_at(first).1
}

const fn ovt(source: &'static str) -> Column {
    text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", source).like("00AP|C1")
}

const fn schooljaar(source: &'static str) -> Column {
    text("schooljaar", "school year, such as `2024-2025`", source).like("2024-2025")
}

const fn domein(source: &'static str) -> Column {
    text("domein", "`rekenen`, `lezen` or `taalverzorging`", source).like("rekenen")
}

/// The columns that tables about tests between the years share.
const VAKGEBIED: Column =
    text("vakgebied", "subject, such as `rekenen`; one of `vakgebieden`", TESTS).like("begrijpend lezen");
const NAAM: Column = text("naam", "name of the vakgebied, for a heading", COMPUTED).like("Begrijpend lezen");
const VOLGORDE: Column =
    int("volgorde", "place of the vakgebied in the report, from 1", COMPUTED).unit(PLACE).like("3");
const AANBIEDER: Column =
    text("aanbieder", "provider of the test, such as `Cito` or `IEP`", TESTS).like("Cito");
const SCHAAL: Column =
    text("schaal", "scale of the niveau: `I-V` or `A-E`; the two are never converted", TESTS).like("I-V");
const LEERJAAR: Column = int("leerjaar", "1 to 8, of the pupils", TESTS).unit("leerjaar").like("5");
const LEERJAAR_NU: Column =
    int("leerjaar", "leerjaar of these pupils in the school year of the report", COMPUTED)
        .unit("leerjaar")
        .like("6");
const TERUG: Column = int("terug", "how long before the school year of the report; 0 is that year", COMPUTED)
    .unit(AGO)
    .like("1");

const OF_PUPILS: &str = "percent of pupils, 0 to 100";
const POINTS: &str = "percentage points";
const LEVELS: &str = "levels";
const SCHOOLS: &str = "schools";
const SUBJECTS: &str = "vakgebieden";
const YEARS: &str = "school years";
const AGO: &str = "school years ago";
const RANK: &str = "rank";
const PLACE: &str = "place in the order";

const COMPUTED: &str = "computed by the model";
const TESTS: &str = "toetsresultaten";
const PUPIL_TABLES: &str = "inschrijvingen, doorstroomtoets";
const ADVICE_TABLES: &str = "schooladviezen, doorstroomtoets";
