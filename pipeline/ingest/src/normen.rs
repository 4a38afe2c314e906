//! Reads the norm files (signaleringswaarden, benchmarks and other figures of the field, CSV), returns their tables.
//!
//! These files belong to the program, or to a user who adds a period: every fault is an error with file, line
//! and column. No value is carried over from one period to another.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use arrow::array::RecordBatch;
use domain::periode::Periode;
use domain::schooljaar::Schooljaar;
use domain::tables::{
    BENCHMARKS, BENCHMARKS_JAAR, Column, Kind, SCOREBEREIKEN, SIGNALERINGSWAARDEN, SPREIDING_LANDELIJK,
    STANDAARDNAMEN, Table,
};

use crate::check::cells;
use crate::error::Error;
use crate::leerlingen::bereik::Bereiken;
use crate::read::delimited;
use crate::read::grid::{Header, Row};
use crate::tabulate::{Rows, Value};

/// One norm file, as the caller read it: shipped with the program, or from the user's own folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NormFile {
    /// Its path, for messages.
    pub path: String,
    /// Its text.
    pub text: String,
}

const TABLES: [&Table; 6] = [
    &SIGNALERINGSWAARDEN,
    &BENCHMARKS,
    &BENCHMARKS_JAAR,
    &SCOREBEREIKEN,
    &STANDAARDNAMEN,
    &SPREIDING_LANDELIJK,
];

/// The columns that tell the rows of a table without classes apart: what they name has one row.
const KEYS: [(&Table, &[&str]); 2] =
    [(&STANDAARDNAMEN, &["kader", "code"]), (&SPREIDING_LANDELIJK, &["schooljaar"])];

/// The lower ends of the classes of the schoolweging.
const CLASSES: RangeInclusive<i32> = 20..=39;

/// To what a row belongs: the table, the period and, in a yearly table, the school year.
type Block = (&'static str, Periode, Option<Schooljaar>);

/// Where each class of each block stands: file and line.
type Seen = BTreeMap<Block, BTreeMap<i32, (String, u32)>>;

/// What was read so far, to find what stands there twice or not at all.
#[derive(Default)]
struct Known {
    classes: Seen,
    keys: BTreeSet<(&'static str, Vec<String>)>,
    bereiken: Bereiken,
}

/// Reads all norm files; files with the same headings add up.
///
/// # Errors
/// Fails on unknown headings, on a value that can't be, on a class that stands there twice and on a period
/// without all twenty classes.
pub(crate) fn read(files: &[NormFile]) -> Result<(BTreeMap<&'static str, RecordBatch>, Bereiken), Error> {
    let mut rows: BTreeMap<&'static str, Rows> =
        TABLES.iter().map(|table| (table.name, Rows::new(table))).collect();
    let mut known = Known::default();
    let mut sorted: Vec<&NormFile> = files.iter().collect();
    sorted.sort_by_key(|file| &file.path);
    for file in sorted {
        read_file(file, &mut rows, &mut known)?;
    }
    complete(&known.classes)?;
    let tables = rows.into_iter().map(|(name, rows)| Ok((name, rows.finish()?)));
    Ok((tables.collect::<Result<_, Error>>()?, known.bereiken))
}

fn read_file(
    file: &NormFile,
    tables: &mut BTreeMap<&'static str, Rows>,
    known: &mut Known,
) -> Result<(), Error> {
    let path = &file.path;
    let grid = delimited::grid(&file.text).map_err(|fault| fault.into_error(path))?;
    let header = grid.rows.first().map(Header::new);
    let table = header.as_ref().and_then(|header| TABLES.into_iter().find(|table| fits(header, table)));
    let (Some(header), Some(table)) = (header, table) else {
        return Err(Error::NormHeader {
            path: path.clone(),
            regel: grid.rows.first().map_or(1, |row| row.line),
        });
    };
    for row in grid.below(&header) {
        let line = Line { path, header: &header, row };
        let values = values(&line, table)?;
        if table.column("schoolweging_van").is_some() {
            line.take_class(table, &mut known.classes)?;
        } else if table.name == SCOREBEREIKEN.name {
            line.add_to(&mut known.bereiken)?;
        } else {
            line.take_key(table, &mut known.keys)?;
        }
        push(tables, table, &values);
    }
    Ok(())
}

fn push(tables: &mut BTreeMap<&'static str, Rows>, table: &Table, values: &[Owned]) {
    let values: Vec<Value<'_>> = values.iter().map(Owned::value).collect();
    if let Some(rows) = tables.get_mut(table.name) {
        rows.push_slice(&values);
    }
}

fn fits(header: &Header, table: &Table) -> bool {
    header.width() == table.columns.len()
        && table.columns.iter().all(|column| header.columns(column.name).len() == 1)
}

enum Owned {
    Text(String),
    Int(i32),
    Float(f64),
}

impl Owned {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(text),
            Self::Int(number) => Value::Int(*number),
            Self::Float(number) => Value::Float(*number),
        }
    }
}

fn values(line: &Line<'_>, table: &Table) -> Result<Vec<Owned>, Error> {
    let is_percentage = |column: &Column| column.unit.is_some_and(|unit| unit.starts_with("percent"));
    let read = |column: &Column| match column.kind {
        Kind::Int => line.whole(column.name).map(Owned::Int),
        Kind::Float if is_percentage(column) => line.percentage(column.name).map(Owned::Float),
        Kind::Float => line.number(column.name).map(Owned::Float),
        Kind::Text | Kind::Bool | Kind::Key | Kind::Date => line.word(column.name).map(Owned::Text),
    };
    table.columns.iter().map(read).collect()
}

/// One line of a norm file, with what it takes to say what is wrong with it.
struct Line<'a> {
    path: &'a str,
    header: &'a Header,
    row: &'a Row,
}

impl Line<'_> {
    /// Takes note of the class of a row, which stands once in its period.
    fn take_class(&self, table: &'static Table, seen: &mut Seen) -> Result<(), Error> {
        let (block, class) = self.check(table)?;
        let at = (self.path.to_owned(), self.row.line);
        let Some((eerder, eerder_regel)) = seen.entry(block).or_default().insert(class, at) else {
            return Ok(());
        };
        Err(Error::NormTwice {
            path: self.path.to_owned(),
            regel: self.row.line,
            klasse: class,
            inhoud: title(&block),
            eerder,
            eerder_regel,
        })
    }

    /// Takes note of what a row without a class is about, which stands there once.
    fn take_key(
        &self,
        table: &'static Table,
        seen: &mut BTreeSet<(&'static str, Vec<String>)>,
    ) -> Result<(), Error> {
        let columns = KEYS.iter().find(|(keyed, _)| keyed.name == table.name).map_or(&[][..], |(_, key)| key);
        let key = columns.iter().map(|column| self.word(column)).collect::<Result<Vec<_>, _>>()?;
        match columns.last() {
            Some(last) if !seen.insert((table.name, key)) => Err(self.wrong(last, "in one row only")),
            _ => Ok(()),
        }
    }

    /// Checks what the columns of a row have to do with each other, and says to what the row belongs.
    fn check(&self, table: &'static Table) -> Result<(Block, i32), Error> {
        let periode: Periode = self.parse("periode", "a period such as `2023-2025`")?;
        let class = self.whole("schoolweging_van")?;
        if !CLASSES.contains(&class) {
            return Err(self.wrong("schoolweging_van", "a class from 20 to 39"));
        }
        if table.column("schoolweging_tot").is_some() && self.whole("schoolweging_tot")? != class + 1 {
            return Err(self.wrong("schoolweging_tot", "one more than `schoolweging_van`"));
        }
        for (low, high) in [("p25_1f", "p75_1f"), ("p25_1s_2f", "p75_1s_2f")] {
            if table.column(low).is_some() && self.percentage(low)? > self.percentage(high)? {
                return Err(self.wrong(low, &format!("at most `{high}`")));
            }
        }
        let mut schooljaar = None;
        if table.column("schooljaar").is_some() {
            let jaar = self.schooljaar()?;
            if !periode.jaren().contains(&jaar) {
                return Err(self.wrong("schooljaar", "a school year of the period"));
            }
            schooljaar = Some(jaar);
        }
        Ok(((table.name, periode, schooljaar), class))
    }

    fn column(&self, name: &str) -> usize {
        self.header.columns(name).first().copied().unwrap_or(usize::MAX)
    }

    fn text(&self, name: &str) -> Result<String, Error> {
        cells::text(self.row.cell(self.column(name))).ok_or_else(|| self.wrong(name, "filled in"))
    }

    /// The text of a cell; a school year is spelled as in every table.
    fn word(&self, name: &str) -> Result<String, Error> {
        if name == "schooljaar" { self.schooljaar().map(String::from) } else { self.text(name) }
    }

    fn schooljaar(&self) -> Result<Schooljaar, Error> {
        self.parse("schooljaar", "a school year such as `2022-2023`")
    }

    fn parse<T: std::str::FromStr>(&self, name: &str, expected: &str) -> Result<T, Error> {
        self.text(name)?.parse().map_err(|_| self.wrong(name, expected))
    }

    fn whole(&self, name: &str) -> Result<i32, Error> {
        let number = cells::pupils(self.row.cell(self.column(name))).ok().flatten();
        number.ok_or_else(|| self.wrong(name, "a whole number"))
    }

    fn percentage(&self, name: &str) -> Result<f64, Error> {
        let number = cells::percentage(self.row.cell(self.column(name))).ok().flatten();
        number.ok_or_else(|| self.wrong(name, "a percentage from 0 to 100"))
    }

    fn number(&self, name: &str) -> Result<f64, Error> {
        let number = cells::decimal(self.row.cell(self.column(name))).ok().flatten();
        number.ok_or_else(|| self.wrong(name, "a number"))
    }

    fn add_to(&self, bereiken: &mut Bereiken) -> Result<(), Error> {
        let range = self.number("laagst")?..=self.number("hoogst")?;
        if range.start() > range.end() {
            return Err(self.wrong("laagst", "at most `hoogst`"));
        }
        let added = bereiken.add(&self.text("aanbieder")?, &self.text("maat")?, range);
        added
            .ok_or_else(|| self.wrong("maat", "`vaardigheidsscore` or `standaardscore` of a known aanbieder"))
    }

    fn wrong(&self, name: &str, expected: &str) -> Error {
        Error::NormValue {
            path: self.path.to_owned(),
            regel: self.row.line,
            kolom: name.to_owned(),
            waarde: cells::text(self.row.cell(self.column(name))).unwrap_or_default(),
            verwacht: expected.to_owned(),
        }
    }
}

/// Checks that every period has all classes, and every yearly table all years.
fn complete(seen: &Seen) -> Result<(), Error> {
    for (block, classes) in seen {
        let path = classes.values().next().map(|(path, _)| path.clone()).unwrap_or_default();
        let missing = CLASSES.filter(|class| !classes.contains_key(class));
        let mut ontbreekt: Vec<String> = missing.map(|class| format!("class {class}")).collect();
        let (table, periode, schooljaar) = block;
        if schooljaar.is_some() {
            let absent = periode
                .jaren()
                .into_iter()
                .filter(|jaar| !seen.contains_key(&(*table, *periode, Some(*jaar))));
            ontbreekt.extend(absent.map(|jaar| jaar.to_string()));
        }
        if !ontbreekt.is_empty() {
            return Err(Error::NormIncomplete { path, inhoud: title(block), ontbreekt });
        }
    }
    Ok(())
}

fn title((_, periode, schooljaar): &Block) -> String {
    schooljaar.map_or_else(|| periode.to_string(), |jaar| format!("{periode}, {jaar}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADINGS: &str =
        "periode,schoolweging_van,schoolweging_tot,signaleringswaarde_1f,signaleringswaarde_1s_2f,bron";

    fn file(path: &str, lines: impl IntoIterator<Item = String>) -> NormFile {
        let lines: Vec<String> = lines.into_iter().collect();
        NormFile { path: path.to_owned(), text: format!("{HEADINGS}\n{}\n", lines.join("\n")) }
    }

    fn line(periode: &str, class: i32) -> String {
        format!("{periode},{class},{},85.0,47.1,Inspectie", class + 1)
    }

    fn with(class: i32, mend: impl Fn(String) -> String) -> Error {
        let lines = CLASSES
            .map(|each| if each == class { mend(line("2023-2025", each)) } else { line("2023-2025", each) });
        read(&[file("sv.csv", lines)]).unwrap_err()
    }

    #[test]
    fn periods_add_up_over_files() {
        let files = ["2023-2025", "2024-2026"]
            .map(|periode| file(periode, CLASSES.map(|class| line(periode, class))));
        let (tables, _) = read(&files).unwrap();
        assert_eq!((tables["signaleringswaarden"].num_rows(), tables["benchmarks"].num_rows()), (40, 0));
    }

    #[test]
    fn every_value_needs_a_source() {
        let error = with(29, |line| line.replace("Inspectie", ""));
        assert!(matches!(error, Error::NormValue { regel: 11, kolom, .. } if kolom == "bron"));
    }

    #[test]
    fn faults_have_a_line_and_a_column() {
        let kolom = |error: Error| match error {
            Error::NormValue { kolom, .. } => kolom,
            other => other.to_string(),
        };
        assert_eq!(kolom(with(29, |line| line.replace("2023-2025", "2023"))), "periode");
        assert_eq!(kolom(with(29, |line| line.replace("29,30", "29,31"))), "schoolweging_tot");
        assert_eq!(kolom(with(29, |line| line.replace("29,30", "41,42"))), "schoolweging_van");
        assert_eq!(kolom(with(29, |line| line.replace("47.1", "147.1"))), "signaleringswaarde_1s_2f");
    }

    #[test]
    fn a_period_has_each_class_once() {
        let incomplete = file("sv.csv", (20..39).map(|class| line("2023-2025", class)));
        assert!(
            matches!(read(&[incomplete]), Err(Error::NormIncomplete { ontbreekt, .. }) if ontbreekt == ["class 39"])
        );
        let twice = [
            file("a.csv", CLASSES.map(|class| line("2023-2025", class))),
            file("b.csv", [line("2023-2025", 20)]),
        ];
        assert!(
            matches!(read(&twice), Err(Error::NormTwice { klasse: 20, regel: 2, eerder, .. }) if eerder == "a.csv")
        );
    }

    #[test]
    fn a_standard_has_one_name_per_kader() {
        let names = |rows: &str| NormFile {
            path: "standaarden.csv".to_owned(),
            text: format!("kader,code,naam,bron\n{rows}"),
        };
        let good = names("PO2021,OP2,Zicht,a\nPO2021_V23,OP2,Zicht,a\n");
        assert_eq!(read(&[good]).unwrap().0["standaardnamen"].num_rows(), 2);
        let twice = names("PO2021,OP2,Zicht,a\nPO2021,OP2,Kijk,b\n");
        assert!(matches!(read(&[twice]), Err(Error::NormValue { regel: 3, kolom, .. }) if kolom == "code"));
        let nameless = names("PO2021,OP2,,a\n");
        assert!(
            matches!(read(&[nameless]), Err(Error::NormValue { regel: 2, kolom, .. }) if kolom == "naam")
        );
    }

    #[test]
    fn headings_of_no_norm_table_are_refused() {
        let other = NormFile { path: "x.csv".to_owned(), text: "a,b\n1,2\n".to_owned() };
        assert!(matches!(read(&[other]), Err(Error::NormHeader { regel: 1, .. })));
    }
}
