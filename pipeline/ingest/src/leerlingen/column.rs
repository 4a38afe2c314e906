//! The columns that rows about pupils can have, each with its heading; and the words of one row by its columns.
//!
//! It knows no file and reads no word.

use std::ops::{Index, IndexMut};

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident, $heading:literal;)+) => {
        /// A column of a row about a pupil.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Column {
            $($(#[$doc])* $name,)+
        }

        impl Column {
            /// How many there are.
            const COUNT: usize = [$($heading),+].len();

            /// The heading, as our own import files and messages have it.
            pub(crate) const fn heading(self) -> &'static str {
                match self {
                    $(Self::$name => $heading,)+
                }
            }
        }
    };
}

columns! {
    /// The school.
    Ovt, "ovt";
    LeerlingId, "leerling_id";
    Schooljaar, "schooljaar";
    Groep, "groep";
    Jaargroep, "jaargroep";
    Afnamedatum, "afnamedatum";
    Moment, "moment";
    Toets, "toets";
    Vakgebied, "vakgebied";
    Aanbieder, "aanbieder";
    Toetsniveau, "toetsniveau";
    Vaardigheidsscore, "vaardigheidsscore";
    NiveauSchaal, "niveau_schaal";
    Niveau, "niveau";
    Functioneringsniveau, "functioneringsniveau";
    Referentieniveau, "referentieniveau";
    Dle, "dle";
    Dl, "dl";
    /// The leerjaar for which a test is meant; only XML says so.
    ToetsLeerjaar, "toets_leerjaar";
    /// A score of which nobody says on what scale it is; only XML has it.
    ScoreZonderSchaal, "score_zonder_schaal";
    Toetsaanbieder, "toetsaanbieder";
    Lezen, "lezen";
    Taalverzorging, "taalverzorging";
    Rekenen, "rekenen";
    Standaardscore, "standaardscore";
    Toetsadvies, "toetsadvies";
    VoorlopigAdvies, "voorlopig_advies";
    DefinitiefAdvies, "definitief_advies";
    Ontheffing, "ontheffing";
    /// The school of a pupil in a register.
    School, "school";
    /// The number of a pupil in a register.
    Leerling, "leerling";
    /// The day on which a pupil left, when it cannot be read.
    Uitstroomdatum, "uitstroomdatum";
    /// The same, when nobody knows of which day the register tells.
    ZonderPeildatum, "zonder_peildatum";
    /// The BRIN of a pupil in a register.
    Brin, "brin";
    /// Her vestiging.
    Vestiging, "vestiging";
    /// Another number of hers.
    Alias, "alias";
}

/// The words of one row; a column that is not there is empty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields<'a>([&'a [u8]; Column::COUNT]);

impl<'a> Fields<'a> {
    /// A row without words.
    pub(crate) fn empty() -> Self {
        Self([&[]; Column::COUNT])
    }

    /// All words, to look at them alike.
    pub(crate) fn words(&mut self) -> impl Iterator<Item = &mut &'a [u8]> {
        self.0.iter_mut()
    }
}

impl<'a> Index<Column> for Fields<'a> {
    type Output = &'a [u8];

    fn index(&self, column: Column) -> &Self::Output {
        &self.0[column as usize]
    }
}

impl IndexMut<Column> for Fields<'_> {
    fn index_mut(&mut self, column: Column) -> &mut Self::Output {
        &mut self.0[column as usize]
    }
}
