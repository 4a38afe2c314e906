//! Reads the headings of an export, returns for each of our columns where its words come from.
//!
//! Our own import CSV is the case in which every heading is ours. It reads no row.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::cell;
use super::column::{Column, Fields};
use crate::check::dates::DateOrder;
use crate::read::delimited;
use crate::read::grid::key;

/// What one row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TableKind {
    /// One result of a test between the years.
    Toets,
    /// One pupil of groep 8: final test and advice.
    Groep8,
}

impl TableKind {
    /// The word that stands in a mapping.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Toets => "toetsresultaten",
            Self::Groep8 => "groep8",
        }
    }

    /// The kind with this word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        [Self::Toets, Self::Groep8].into_iter().find(|soort| soort.word() == word)
    }

    /// Our columns.
    pub(crate) fn columns(self) -> &'static [Column] {
        match self {
            Self::Toets => &TOETS,
            Self::Groep8 => &GROEP8,
        }
    }

    /// The columns by which a file is recognised; the others may be missing.
    pub(crate) fn required(self) -> [Column; 2] {
        match self {
            Self::Toets => [Column::LeerlingId, Column::Vakgebied],
            Self::Groep8 => [Column::LeerlingId, Column::Schooljaar],
        }
    }

    /// The columns of which at least one has to be there.
    fn ledger(self) -> [Column; 5] {
        match self {
            Self::Toets => [
                Column::Vaardigheidsscore,
                Column::Niveau,
                Column::Functioneringsniveau,
                Column::Referentieniveau,
                Column::Dle,
            ],
            Self::Groep8 => [
                Column::Lezen,
                Column::Taalverzorging,
                Column::Rekenen,
                Column::Toetsadvies,
                Column::DefinitiefAdvies,
            ],
        }
    }
}

/// The columns of a test result.
const TOETS: [Column; 20] = [
    Column::Ovt,
    Column::LeerlingId,
    Column::Schooljaar,
    Column::Groep,
    Column::Jaargroep,
    Column::Afnamedatum,
    Column::Moment,
    Column::Toets,
    Column::Vakgebied,
    Column::Aanbieder,
    Column::Toetsniveau,
    Column::Vaardigheidsscore,
    Column::NiveauSchaal,
    Column::Niveau,
    Column::Functioneringsniveau,
    Column::Referentieniveau,
    Column::Dle,
    Column::Dl,
    Column::ToetsLeerjaar,
    Column::ScoreZonderSchaal,
];

/// The columns of a pupil of groep 8.
const GROEP8: [Column; 12] = [
    Column::Ovt,
    Column::LeerlingId,
    Column::Schooljaar,
    Column::Toetsaanbieder,
    Column::Lezen,
    Column::Taalverzorging,
    Column::Rekenen,
    Column::Standaardscore,
    Column::Toetsadvies,
    Column::VoorlopigAdvies,
    Column::DefinitiefAdvies,
    Column::Ontheffing,
];

/// Words of a file and what they mean.
pub(crate) type Meanings = HashMap<Vec<u8>, Vec<u8>>;

/// A heading that stands in a file twice, with both columns, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Twice {
    pub(crate) heading: String,
    pub(crate) first: usize,
    pub(crate) second: usize,
}

/// How the rows of one file are read.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// What a row is about.
    pub(crate) soort: TableKind,
    /// Our columns that are in the file, each with its column there.
    columns: Vec<(Column, usize)>,
    /// Our columns with the same word in every row.
    constants: Vec<(Column, Vec<u8>)>,
    /// Our columns of which words have to be translated.
    pub(crate) values: Vec<(Column, Meanings)>,
    /// How a day is written.
    pub(crate) order: DateOrder,
    /// The headings of the file.
    pub(crate) headings: Vec<String>,
    /// The columns of the file that are not read.
    pub(crate) ignored: usize,
}

impl Layout {
    /// The layout of our own import CSV, when these are its headings.
    ///
    /// # Errors
    /// Fails when one of our headings stands there twice.
    pub(crate) fn own(headings: &[String]) -> Result<Option<Self>, Twice> {
        let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
        let has = |column: &Column| folded.iter().any(|heading| heading == column.heading());
        let soort = [TableKind::Groep8, TableKind::Toets]
            .into_iter()
            .find(|soort| soort.required().iter().all(has) && soort.ledger().iter().any(has));
        let Some(soort) = soort else { return Ok(None) };
        let there = soort.columns().iter().copied().filter(has);
        let columns = there.map(|column| (column, column.heading().to_owned())).collect();
        Self::of(soort, &columns, &BTreeMap::new(), headings)
    }

    /// The layout in which each of our columns has the heading that `columns` gives it; nothing when one is missing.
    ///
    /// # Errors
    /// Fails when one of these headings stands there twice: nobody knows which is meant.
    pub(crate) fn of(
        soort: TableKind,
        columns: &BTreeMap<Column, String>,
        constants: &BTreeMap<Column, String>,
        headings: &[String],
    ) -> Result<Option<Self>, Twice> {
        let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
        let (mut places, mut fixed, mut twice) = (Vec::new(), Vec::new(), None);
        for ours in soort.columns().iter().copied() {
            match (columns.get(&ours), constants.get(&ours)) {
                (Some(heading), _) => {
                    let wanted = fold(heading);
                    let mut same = (0..).zip(&folded).filter(|(_, found)| **found == wanted);
                    let Some((first, _)) = same.next() else { return Ok(None) };
                    if let Some((second, _)) = same.next() {
                        twice.get_or_insert_with(|| Twice { heading: heading.clone(), first, second });
                    }
                    places.push((ours, first));
                }
                (None, Some(word)) => fixed.push((ours, word.as_bytes().to_vec())),
                (None, None) => {}
            }
        }
        if let Some(twice) = twice {
            return Err(twice);
        }
        let used: BTreeSet<usize> = places.iter().map(|(_, theirs)| *theirs).collect();
        let ignored =
            (0..headings.len()).filter(|at| !headings[*at].is_empty() && !used.contains(at)).count();
        Ok(Some(Self {
            soort,
            columns: places,
            constants: fixed,
            values: Vec::new(),
            order: DateOrder::default(),
            headings: headings.to_vec(),
            ignored,
        }))
    }

    /// The columns of the file that are read.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().map(|(_, theirs)| *theirs)
    }

    /// Picks the words of our columns out of the cells of one line.
    pub(crate) fn pick<'a>(&'a self, cells: &[&'a [u8]]) -> Fields<'a> {
        self.pick_by(|theirs| cells.get(theirs).copied().unwrap_or_default())
    }

    /// The same for cells that are looked up by their column.
    pub(crate) fn pick_by<'a>(&'a self, cell: impl Fn(usize) -> &'a [u8]) -> Fields<'a> {
        let mut fields = Fields::empty();
        for (ours, theirs) in &self.columns {
            fields[*ours] = cell::trimmed(cell(*theirs));
        }
        for (ours, word) in &self.constants {
            fields[*ours] = word;
        }
        for (ours, meanings) in &self.values {
            let word = fields[*ours];
            // A mapping has a word as people see it: without what stands around it, and in UTF-8.
            let seen = || meanings.get(delimited::text(cell::meant(word)).as_bytes());
            fields[*ours] = meanings.get(word).or_else(seen).map_or(word, Vec::as_slice);
        }
        // After the words of the mapping, which may name what else means nothing.
        for field in fields.words() {
            *field = cell::meant(field);
        }
        fields
    }

    /// Whether a line has as many cells as there are headings; empty ones at its end do not matter.
    pub(crate) fn fits(&self, cells: &[&[u8]]) -> bool {
        let width = self.headings.len();
        cells.len() >= width && cells[width..].iter().all(|cell| cell::trimmed(cell).is_empty())
    }

    /// The heading in the file of one of our columns.
    pub(crate) fn heading(&self, column: Column) -> &str {
        let found = self.columns.iter().find(|(ours, _)| *ours == column);
        let theirs = found.and_then(|(_, theirs)| self.headings.get(*theirs));
        theirs.map_or(column.heading(), String::as_str)
    }
}

/// A heading without what people change in it: capitals, white space, a byte order mark.
fn fold(heading: &str) -> String {
    key(heading.trim_matches(['\u{feff}', '"', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(text: &str) -> Vec<String> {
        text.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn our_own_headings_are_recognised_in_any_order() {
        let layout = Layout::own(&headings("niveau;Vakgebied;opmerking;LEERLING_ID")).unwrap().unwrap();
        assert_eq!((layout.soort, layout.ignored), (TableKind::Toets, 1));
        let fields = layout.pick(&[b"III", b" rekenen ", b"x", b"12"]);
        assert_eq!(
            (
                fields[Column::LeerlingId],
                fields[Column::Vakgebied],
                fields[Column::Niveau],
                fields[Column::Ovt]
            ),
            (&b"12"[..], &b"rekenen"[..], &b"III"[..], &b""[..])
        );
        assert_eq!(layout.heading(Column::Vakgebied), "Vakgebied");
    }

    #[test]
    fn a_file_without_a_telling_column_is_not_ours() {
        assert!(Layout::own(&headings("leerling_id;vakgebied")).unwrap().is_none());
        assert!(Layout::own(&headings("naam;klas")).unwrap().is_none());
        let layout = Layout::own(&headings("leerling_id;schooljaar;lezen;rekenen;definitief_advies"))
            .unwrap()
            .unwrap();
        assert_eq!(layout.soort, TableKind::Groep8);
    }

    #[test]
    fn a_mapped_word_means_ours() {
        let columns =
            BTreeMap::from([(Column::LeerlingId, "Nr".to_owned()), (Column::Vakgebied, "Vak".to_owned())]);
        let constants = BTreeMap::from([(Column::Aanbieder, "Cito".to_owned())]);
        let mut layout =
            Layout::of(TableKind::Toets, &columns, &constants, &headings("Nr;Vak")).unwrap().unwrap();
        layout.values.push((Column::Vakgebied, HashMap::from([(b"RW 3.0".to_vec(), b"rekenen".to_vec())])));
        let fields = layout.pick(&[b"1", b"RW 3.0"]);
        assert_eq!((fields[Column::Vakgebied], fields[Column::Aanbieder]), (&b"rekenen"[..], &b"Cito"[..]));
        assert_eq!(layout.pick(&[b"1", b"=\"RW 3.0\""])[Column::Vakgebied], b"rekenen");
        assert!(Layout::of(TableKind::Toets, &columns, &constants, &headings("Nr;Les")).unwrap().is_none());
    }

    #[test]
    fn a_heading_that_is_read_may_stand_there_once() {
        let twice = Layout::own(&headings("leerling_id;vakgebied;niveau;vak; Niveau\u{a0}")).unwrap_err();
        assert_eq!(twice, Twice { heading: "niveau".to_owned(), first: 2, second: 4 });
        assert!(Layout::own(&headings("leerling_id;vakgebied;niveau;naam;naam;;")).unwrap().is_some());
        let columns =
            BTreeMap::from([(Column::LeerlingId, "Nr".to_owned()), (Column::Vakgebied, "Vak".to_owned())]);
        let of = |text: &str| Layout::of(TableKind::Toets, &columns, &BTreeMap::new(), &headings(text));
        assert!(of("Nr;Vak;Score;Score").unwrap().is_some());
        assert_eq!(of("Nr;Vak;Score;vak").unwrap_err().second, 3);
    }
}
