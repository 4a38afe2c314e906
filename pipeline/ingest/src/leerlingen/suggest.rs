//! Reads an export that nobody maps yet, returns the draft of a mapping: headings that look like ours, and words to translate.
//!
//! It proposes and decides nothing. Of headings and cells only words of the field are shown; anything else can be a name,
//! also as a heading, and is described.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use super::column::Column;
use super::layout::TableKind;
use super::pupil_file::HEAD;
use super::quotes::unwrapped;
use super::shape::described;
use super::stream::{self, Form};
use super::{advies, words};
use crate::check::vaktaal;
use crate::error::Error;
use crate::read::container;
use crate::read::delimited::{self, as_utf8};
use crate::read::grid::{Grid, Header, key};
use crate::read::workbook::{self, Opened};
use crate::walk;
use crate::why::Why;

/// What a draft consists of; the words around it are for the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The kind of rows, as a mapping writes it.
    pub soort: String,
    /// Our column and the heading that looks like it.
    pub kolommen: Vec<(String, String)>,
    /// Our columns for which no heading was found.
    pub zonder: Vec<String>,
    /// Headings that look like none of our columns.
    pub onbekend: Vec<Told>,
    /// Words that are not ours, per column of ours.
    pub waarden: BTreeMap<String, Vec<Told>>,
}

/// A text of the export as it may be told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// The text, which consists of words of the field.
    Word(String),
    /// What it looks like.
    Described(String),
}

impl Told {
    fn new(text: &str) -> Self {
        if vaktaal::is_known(text) { Self::Word(text.to_owned()) } else { Self::Described(described(text)) }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(text) => f.write_str(text),
            Self::Described(text) => write!(f, "({text})"),
        }
    }
}

/// How exports call our columns, folded; the first that is there counts.
const NAMES: &[(&str, &[&str])] = &[
    (
        "leerling_id",
        &["leerling_id", "leerlingid", "leerlingnummer", "leerlingnr", "leerling nr", "nr", "id", "eckid"],
    ),
    ("schooljaar", &["schooljaar", "jaar", "cursusjaar"]),
    ("groep", &["groep", "groepsnaam", "stamgroep", "klas"]),
    ("jaargroep", &["jaargroep", "leerjaar", "jgroep"]),
    ("afnamedatum", &["afnamedatum", "datum afname", "datum", "toetsdatum"]),
    ("moment", &["moment", "afnamemoment", "periode", "meting"]),
    ("toets", &["toets", "toetsnaam", "naam toets"]),
    ("vakgebied", &["vakgebied", "vak", "domein", "onderdeel", "leergebied"]),
    ("aanbieder", &["aanbieder", "uitgever", "methode"]),
    ("toetsaanbieder", &["toetsaanbieder", "aanbieder", "toets", "doorstroomtoets"]),
    ("toetsniveau", &["toetsniveau", "niveau toets", "toetsversie"]),
    ("vaardigheidsscore", &["vaardigheidsscore", "score", "vs", "vaardigheid", "ontwikkelscore"]),
    ("niveau_schaal", &["niveau_schaal", "schaal"]),
    ("niveau", &["niveau", "i v", "a e", "niveau i v", "niveau a e"]),
    ("functioneringsniveau", &["functioneringsniveau", "fn", "functioneert op"]),
    ("referentieniveau", &["referentieniveau", "rn", "f niveau"]),
    ("dle", &["dle"]),
    ("dl", &["dl"]),
    ("lezen", &["lezen", "leesvaardigheid", "referentieniveau lezen", "lv"]),
    ("taalverzorging", &["taalverzorging", "referentieniveau taalverzorging", "tv"]),
    ("rekenen", &["rekenen", "referentieniveau rekenen", "rekenen wiskunde"]),
    ("standaardscore", &["standaardscore", "score"]),
    ("toetsadvies", &["toetsadvies", "advies toets"]),
    ("voorlopig_advies", &["voorlopig_advies", "voorlopig advies", "voorlopig schooladvies"]),
    (
        "definitief_advies",
        &["definitief_advies", "definitief advies", "schooladvies", "definitief schooladvies"],
    ),
    ("ontheffing", &["ontheffing"]),
    ("ovt", &["ovt"]),
];

/// Columns that only XML fills.
const HIDDEN: [Column; 2] = [Column::ToetsLeerjaar, Column::ScoreZonderSchaal];
/// At most this many unknown words are shown of a column.
const MOST_WORDS: usize = 30;

/// Looks at an export and drafts a mapping.
///
/// # Errors
/// Fails when the file cannot be read, or is neither delimited text nor a workbook.
pub fn draft(path: &Path) -> Result<Draft, Error> {
    let left = |why| Error::NoTable { path: path.to_owned(), why };
    let bytes = walk::read_whole(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let bytes = bytes.map_err(|why| left(Some(why)))?;
    if let Some(why) = container::not_text(&bytes).filter(|_| !bytes.starts_with(workbook::ZIP)) {
        return Err(left(Some(why)));
    }
    let bytes = if bytes.starts_with(workbook::ZIP) { bytes } else { unwrapped(as_utf8(&bytes)) };
    let table = table(&bytes, path)?;
    let headings = table.headings();
    let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
    let find = |column: &str| -> Option<usize> {
        let names = NAMES.iter().find(|(known, _)| *known == column)?.1;
        names.iter().find_map(|name| folded.iter().position(|heading| heading == &fold(name)))
    };
    let weight =
        |soort: TableKind| soort.columns().iter().filter(|column| find(column.heading()).is_some()).count();
    let soort = if weight(TableKind::Groep8) >= 6 && find("vakgebied").is_none() {
        TableKind::Groep8
    } else {
        TableKind::Toets
    };
    let mut used = BTreeSet::new();
    let (mut kolommen, mut zonder, mut waarden) = (Vec::new(), Vec::new(), BTreeMap::new());
    for column in
        soort.columns().iter().filter(|column| !HIDDEN.contains(column)).map(|column| column.heading())
    {
        match find(column).filter(|at| used.insert(*at)) {
            None => zonder.push(column.to_owned()),
            Some(at) => {
                kolommen.push((column.to_owned(), headings[at].clone()));
                let strange = strange(column, at, &table);
                if !strange.is_empty() {
                    waarden.insert(column.to_owned(), strange);
                }
            }
        }
    }
    let unused = (0..headings.len()).filter(|at| !used.contains(at) && !headings[*at].is_empty());
    let onbekend = unused.map(|at| match Told::new(&headings[at]) {
        Told::Described(text) => Told::Described(format!("column {}: {text}", at + 1)),
        known @ Told::Word(_) => known,
    });
    Ok(Draft { soort: soort.word().to_owned(), kolommen, zonder, onbekend: onbekend.collect(), waarden })
}

/// The lines of a file of which one is taken for the headings; its cells are looked up by their column.
enum Table<'a> {
    /// A sheet, and the headings with their line.
    Sheet(Grid, Header),
    /// A text.
    Text(&'a [u8], Form),
}

impl Table<'_> {
    fn headings(&self) -> &[String] {
        match self {
            Self::Sheet(_, header) => &header.names,
            Self::Text(_, form) => &form.headings,
        }
    }

    /// Gives every filled cell of one column to `each`.
    fn cells(&self, column: usize, mut each: impl FnMut(&str)) {
        match self {
            Self::Sheet(grid, header) => {
                for cell in grid.below(header).filter_map(|row| row.cell(column).shown()) {
                    each(&cell);
                }
            }
            Self::Text(bytes, form) => {
                stream::lines(&bytes[form.start..], form, |_, cells| {
                    let cell = cells.get(column).map(|cell| delimited::text(cell));
                    if let Some(cell) = cell.as_deref().map(str::trim).filter(|cell| !cell.is_empty()) {
                        each(cell);
                    }
                });
            }
        }
    }
}

/// Finds the likeliest headings of a file.
fn table<'a>(bytes: &'a [u8], path: &Path) -> Result<Table<'a>, Error> {
    let left = |why: Option<Why>| Error::NoTable { path: path.to_owned(), why };
    if bytes.starts_with(workbook::ZIP) {
        let sheets = match workbook::open(bytes) {
            Opened::Sheets(sheets) => sheets,
            Opened::Other(why) => return Err(left(Some(why))),
            Opened::Broken(waarom) => {
                return Err(Error::Workbook { bestand: path.display().to_string(), waarom });
            }
        };
        let visible = sheets.into_iter().filter(|grid| !grid.hidden);
        let longest = visible.max_by_key(|grid| grid.rows.len()).ok_or_else(|| left(None))?;
        let top = longest.top().map(Header::new).enumerate();
        let likely = top.max_by_key(|(at, header)| (likeness(&header.names), Reverse(*at)));
        let (_, header) = likely.ok_or_else(|| left(None))?;
        return Ok(Table::Sheet(longest, header));
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if let Some(why) = container::no_table(&delimited::text(head)) {
        return Err(left(Some(why)));
    }
    let forms = Form::all(head).into_iter().enumerate();
    let likely = forms.max_by_key(|(at, form)| (likeness(&form.headings), Reverse(*at)));
    let (_, form) = likely.ok_or_else(|| left(None))?;
    if form.headings.len() > 1 { Ok(Table::Text(bytes, form)) } else { Err(left(None)) }
}

/// How many of these texts are headings that exports give to columns of ours.
fn likeness(texts: &[String]) -> usize {
    let known = |text: &&String| {
        let folded = fold(text);
        NAMES.iter().any(|(_, names)| names.iter().any(|name| fold(name) == folded))
    };
    texts.iter().filter(|text| !text.is_empty()).filter(known).count()
}

/// The words of a column of a vocabulary that are not in it; a column with many is no such column.
fn strange(column: &str, at: usize, table: &Table<'_>) -> Vec<Told> {
    let known: fn(&[u8]) -> bool = match column {
        "vakgebied" => |word| words::vakgebied(word).is_some(),
        "aanbieder" | "toetsaanbieder" => |word| words::aanbieder(word).is_some(),
        "moment" => |word| words::moment(word).is_some(),
        "niveau" => |word| words::niveau(word).is_some(),
        "referentieniveau" | "lezen" | "taalverzorging" | "rekenen" => {
            |word| words::referentieniveau(word).is_some()
        }
        "toetsadvies" | "voorlopig_advies" | "definitief_advies" => |word| advies::advies(word).is_some(),
        "ontheffing" => |word| words::ja_nee(word).is_some(),
        _ => return Vec::new(),
    };
    let mut strange: BTreeSet<String> = BTreeSet::new();
    table.cells(at, |cell| {
        if strange.len() <= MOST_WORDS && !known(cell.as_bytes()) {
            strange.insert(cell.to_owned());
        }
    });
    if strange.len() > MOST_WORDS { Vec::new() } else { strange.iter().map(|cell| Told::new(cell)).collect() }
}

fn fold(heading: &str) -> String {
    key(&heading.replace(['-', '_', '/', '.'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::workbook::made;

    #[test]
    fn drafts_from_headings_and_some_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export.csv");
        let text = "Naam;Leerlingnummer;Leerjaar;Vak;Niveau;Schooljaar\n\
                    Sanne Test;12;5;RW 3.0;III;2024-2025\nBo Proef;13;5;Spelling;II;2024-2025\n";
        std::fs::write(&path, text).unwrap();
        let draft = draft(&path).unwrap();
        assert_eq!(draft.soort, "toetsresultaten");
        assert!(draft.kolommen.contains(&("jaargroep".to_owned(), "Leerjaar".to_owned())));
        assert_eq!(draft.onbekend, [Told::Word("Naam".to_owned())]);
        let words = vec![Told::Word("RW 3.0".to_owned())];
        assert_eq!(draft.waarden, BTreeMap::from([("vakgebied".to_owned(), words)]));
        assert!(!format!("{draft:?}").contains("Sanne"));
        let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        std::fs::write(&path, utf16).unwrap();
        assert_eq!(super::draft(&path).unwrap(), draft);
    }

    #[test]
    fn a_sheet_costs_what_is_in_it_and_not_how_far_away_that_stands() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export.xlsx");
        let cell = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
        let headings: String = ["leerling_id", "vakgebied", "niveau"].map(cell).concat();
        // Written out, these lines would take 2 GB.
        let far = "<row><c r='XFD2'><v>1</v></c></row>".repeat(5_000);
        let row = ["1", "RW 3.0", "III"].map(cell).concat();
        let bytes = made::xlsx(&format!("<row>{headings}</row>{far}<row>{row}</row>"));
        std::fs::write(&path, bytes).unwrap();
        let draft = draft(&path).unwrap();
        let words = vec![Told::Word("RW 3.0".to_owned())];
        assert_eq!(draft.waarden, BTreeMap::from([("vakgebied".to_owned(), words)]));
    }

    #[test]
    fn a_name_is_described_wherever_it_stands() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export.csv");
        // The first has a name in a column of a vocabulary, the second has no headings at all.
        for text in [
            "leerling_id;vakgebied;aanbieder;niveau\n1;rekenen;Jansen van Testnaam;III\n2;Zwanenburg;Cito;Bo\n",
            "Zwanenburg;Jansen van Testnaam;rekenen;III\nBo;Jansen;spelling;II\n",
        ] {
            std::fs::write(&path, text).unwrap();
            let draft = format!("{:?}", draft(&path).unwrap());
            for name in ["Jansen", "Testnaam", "Zwanenburg", "Bo\""] {
                assert!(!draft.contains(name), "{draft}");
            }
            assert!(draft.contains("a word of 10 letters"), "{draft}");
        }
    }
}
