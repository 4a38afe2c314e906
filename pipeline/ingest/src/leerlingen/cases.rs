//! Reads files as schools and systems really write them, and holds what became of them against what is right: tests alone.
//!
//! Each test below is a kind of oddity, with others of its kind beside it. What a single word means is tested where it is read.

mod cells;
mod days;
mod files;
mod registers;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use arrow::util::display::array_value_to_string;
use domain::project::Project;
use domain::term::{Moment, Term};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use tempfile::TempDir;

use crate::check::reason::Reason;
use crate::{KoppelingFile, Loaded, NormFile, Pupils, Request, Sleutel};

const TOETS: &str = "leerling_id;schooljaar;groep;jaargroep;afnamedatum;moment;vakgebied;aanbieder;vaardigheidsscore;niveau_schaal;niveau;referentieniveau";
const GROEP8: &str = "leerling_id;schooljaar;toetsaanbieder;lezen;taalverzorging;rekenen;standaardscore;toetsadvies;voorlopig_advies;definitief_advies;ontheffing";
const NORM: &str = "aanbieder,maat,laagst,hoogst,bron\nLIB,standaardscore,150,200,proef\nCito,vaardigheidsscore,0,700,proef\n";
const SCHOOLS: &str = "[[school]]\novt = \"99OE|C1\"\n[[school]]\novt = \"99WH|C1\"\n";

/// A folder with pupil files of two schools.
struct Trial {
    folder: TempDir,
    koppelingen: Vec<KoppelingFile>,
}

/// What was read of it.
struct Answer {
    loaded: Loaded,
    _folder: TempDir,
}

fn trial() -> Trial {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("bronnen")).unwrap();
    Trial { folder, koppelingen: Vec::new() }
}

impl Trial {
    fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let place = self.folder.path().join("bronnen").join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
        self
    }

    /// Adds a table of the school 99WH.
    fn table(self, headings: &str, rows: &[String]) -> Self {
        self.with("99WH-C1/tabel.csv", format!("{headings}\n{}\n", rows.join("\n")))
    }

    fn read(self) -> Answer {
        let norm = NormFile { path: "scorebereiken.csv".to_owned(), text: NORM.to_owned() };
        let schools: Vec<_> = Project::parse(SCHOOLS).unwrap().schools.into_values().collect();
        let sleutel = Sleutel::parse(&"ab".repeat(32)).unwrap();
        let store = self.folder.path().join("store");
        let term = Some(Term { schooljaar: "2025-2026".parse().unwrap(), moment: Moment::Midden });
        let request = Request {
            bronnen: &self.folder.path().join("bronnen"),
            normen: &[norm],
            koppelingen: &self.koppelingen,
            schools: &schools,
            pupils: Some(Pupils { sleutel: Some(&sleutel), term, store: &store }),
        };
        let loaded = crate::load(&request).unwrap();
        for source in &loaded.sources {
            assert_eq!(source.rijen_gelezen, source.rijen_geladen + source.rijen_afgewezen, "{source:?}");
        }
        Answer { loaded, _folder: self.folder }
    }
}

impl Answer {
    /// Rows loaded and rejected of a file.
    fn rows(&self, bestand: &str) -> (u32, u32) {
        let found = self.loaded.sources.iter().find(|source| source.bestand == bestand);
        found.map_or((0, 0), |source| (source.rijen_geladen, source.rijen_afgewezen))
    }

    /// Rows loaded and rejected of the only file.
    fn counts(&self) -> (u32, u32) {
        assert_eq!(self.loaded.sources.len(), 1, "{:?}", self.loaded.sources);
        self.rows(&self.loaded.sources[0].bestand)
    }

    /// How often each reason was given, for rows and for cells.
    fn reasons(&self) -> BTreeMap<(Reason, bool), usize> {
        let mut counts = BTreeMap::new();
        for one in &self.loaded.rejected {
            *counts.entry((one.reden, one.cel)).or_default() += 1;
        }
        counts
    }

    fn warnings(&self) -> Vec<String> {
        self.loaded.warnings.iter().map(ToString::to_string).collect()
    }

    /// A column of a table that was stored, sorted.
    fn column(&self, table: &str, column: &str) -> Vec<String> {
        let mut values = column_of(&self.loaded.stored[table], column);
        values.sort();
        values
    }
}

fn column_of(path: &Path, column: &str) -> Vec<String> {
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    let mut values = Vec::new();
    for batch in reader.map(Result::unwrap) {
        let array = batch.column_by_name(column).unwrap();
        values.extend((0..array.len()).map(|row| array_value_to_string(array, row).unwrap()));
    }
    values
}

/// A row of a test, with other words in some columns.
fn toets(nummer: usize, changes: &[(&str, &str)]) -> String {
    let id = format!("P{nummer}");
    let row = [&id, "2024-2025", "5", "5", "27-01-2025", "M", "rekenen", "Cito", "200", "I-V", "III", "1F"];
    changed(TOETS, &row, changes)
}

/// A row of groep 8, with other words in some columns.
fn groep8(nummer: usize, changes: &[(&str, &str)]) -> String {
    let id = format!("P{nummer}");
    let row = [&id, "2024-2025", "LIB", "2F", "2F", "1S", "180", "havo", "havo", "havo/vwo", "N"];
    changed(GROEP8, &row, changes)
}

fn changed(headings: &str, row: &[&str], changes: &[(&str, &str)]) -> String {
    let word = |(heading, word): (&str, &&str)| {
        let other = changes.iter().find(|(column, _)| *column == heading);
        other.map_or((*word).to_owned(), |(_, other)| (*other).to_owned())
    };
    headings.split(';').zip(row).map(word).collect::<Vec<_>>().join(";")
}
