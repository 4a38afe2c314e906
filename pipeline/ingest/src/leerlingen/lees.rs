//! The pupil files in, the canonical tables in a folder out, with what was refused and what was odd.
//!
//! Every file with results is read, one after another, and held against the registers, which were read before.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use domain::tables::{INSCHRIJVINGEN, LEERLINGEN, TOETSRESULTATEN};

use super::bestand::{Bestand, Inhoud, Werkmap};
use super::blok::{self, Woordenboek};
use super::dubbel::Dubbelen;
use super::groep8::{self, Groep8Blok, Groep8Lezer, Placed};
use super::kolommen::{Layout, Soort};
use super::opslag::{self, Uitvoer};
use super::registers::Registers;
use super::rij::{Context, Dagen, Herkomst, RijLezer};
use super::stream::{self, Form};
use super::stukken::Stukken;
use super::telling::{Stopped, Telling, book, source};
use super::toets::{ToetsBlok, ToetsLezer};
use super::verzamel::Verzameling;
use super::xml::format::{Format, Holds};
use super::{cel, uitkomst, xmlbron};
use crate::check::dates::DateOrder;
use crate::check::ledger::Rejected;
use crate::check::reason::Reason;
use crate::error::Error;
use crate::source::{Refused, Source};
use crate::warning::{Oddity, Warning};

/// What reading came to, beside the tables.
#[derive(Debug, Default)]
pub(crate) struct Gelezen {
    pub(crate) sources: Vec<Source>,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) warnings: Vec<Warning>,
}

/// Where results come in, file by file.
struct Bureau<'a> {
    context: &'a Context<'a>,
    files: &'a [Bestand],
    woordenboek: Woordenboek,
    uitvoer: Uitvoer,
    stukken: Stukken,
    dubbelen: Dubbelen,
    groep8: Vec<Placed>,
    gezien: Verzameling,
    tellingen: Vec<Telling>,
    hashes: Vec<String>,
    warnings: Vec<Warning>,
    werkmap: Werkmap,
    /// The registers that are not used.
    superseded: &'a [usize],
    /// Per file the order in which some day of it has to be read, when that is not the order of the file.
    orders: &'a Orders,
    /// What the days of each file say of the order in which they stand.
    dagen: Vec<Dagen>,
}

/// Per file the order in which some day of it has to be read, when that is not the order of the file.
pub(crate) type Orders = Vec<Option<DateOrder>>;

/// Reads all files into tables in `folder`, without the days of those that stand in another order; and says which those are.
///
/// # Errors
/// Fails when a file cannot be read to its end, and when the tables cannot be written.
pub(crate) fn read_once(
    files: &[Bestand],
    base: &Context<'_>,
    registers: &Registers,
    orders: &Orders,
    folder: &Path,
) -> Result<(Gelezen, Orders), Error> {
    let mut gelezen = Gelezen { warnings: registers.warnings.clone(), ..Gelezen::default() };
    let context = Context { register: &registers.register, ..*base };
    let of_register = |number: usize| registers.used.get(&number).cloned().unwrap_or_default();
    let (tellingen, hashes) = (0..files.len()).map(of_register).unzip();
    let uitvoer = Uitvoer::start(opslag::place(folder, TOETSRESULTATEN.name), &blok::schema())?;
    let mut bureau = Bureau {
        context: &context,
        files,
        woordenboek: Woordenboek::new(context.scholen),
        uitvoer,
        stukken: Stukken::default(),
        dubbelen: Dubbelen::default(),
        groep8: Vec::new(),
        gezien: Verzameling::default(),
        tellingen,
        hashes,
        warnings: Vec::new(),
        werkmap: Werkmap::default(),
        superseded: &registers.superseded,
        orders,
        dagen: vec![Dagen::default(); files.len()],
    };
    for number in 0..files.len() {
        bureau.file(number)?;
    }
    let found = bureau.dagen.iter().copied().map(Dagen::order).collect();
    bureau.finish(folder, &mut gelezen)?;
    Ok((gelezen, found))
}

impl Bureau<'_> {
    fn file(&mut self, number: usize) -> Result<(), Error> {
        let file = &self.files[number];
        let other_order = self.orders[number];
        let herkomst = Herkomst { other_order, ..file.herkomst(self.context.scholen) };
        match &file.inhoud {
            Inhoud::Text(layout, form) => self.text(number, layout, form, herkomst),
            Inhoud::Blad { layout, nummer, regel, .. } => {
                self.sheet(number, (layout, *nummer, *regel), herkomst)
            }
            Inhoud::Xml(format) if format.holds == Holds::Register => Ok(()),
            Inhoud::Xml(format) => self.xml(number, format, herkomst),
        }
    }

    fn text(&mut self, number: usize, layout: &Layout, form: &Form, herkomst: Herkomst) -> Result<(), Error> {
        let (context, file) = (self.context, &self.files[number]);
        let source = file.open().map_err(|source| Error::Read { path: file.path.clone(), source })?;
        let hash = match layout.soort {
            Soort::Toets => {
                let woordenboek = Woordenboek::new(context.scholen);
                let work = |block: &[u8]| {
                    let mut lezer = ToetsLezer::new(context, herkomst);
                    let lines = rows_of(block, form, layout, &mut lezer);
                    let blok = lezer.finish();
                    ((woordenboek.batch(&blok), blok), lines)
                };
                stream::read(source, form, work, |(batch, blok), line| {
                    self.toetsen(number, blok, batch, Some(layout), line)
                })
            }
            Soort::Groep8 => {
                let work = |block: &[u8]| {
                    let mut lezer = Groep8Lezer::new(context, herkomst);
                    let lines = rows_of(block, form, layout, &mut lezer);
                    (lezer.finish(), lines)
                };
                stream::read(source, form, work, |blok, line| self.groep8(number, blok, Some(layout), line))
            }
        };
        let hash = hash.map_err(|fault: Stopped| fault.into_error(&file.path))?;
        // What was read of a file that is converted are not its own bytes.
        let unreadable = |source| Error::Read { path: file.path.clone(), source };
        let is_converted = file.is_converted().map_err(unreadable)?;
        self.hashes[number] = if is_converted { xmlbron::sha256(file)? } else { hash };
        Ok(())
    }

    /// Reads one sheet of a workbook: the lines below the one with headings.
    fn sheet(
        &mut self,
        number: usize,
        (layout, blad, regel): (&Layout, usize, u32),
        herkomst: Herkomst,
    ) -> Result<(), Error> {
        let file = &self.files[number];
        let grid = self.werkmap.sheet(file, blad)?;
        let context = self.context;
        let (mut results, mut finals) =
            (ToetsLezer::new(context, herkomst), Groep8Lezer::new(context, herkomst));
        let mut aside = 0;
        for row in grid.rows.iter().filter(|row| row.line > regel) {
            let words: BTreeMap<usize, String> =
                layout.places().filter_map(|at| Some((at, cel::of_sheet(row.cell(at))?))).collect();
            if words.is_empty() {
                aside += 1;
                continue;
            }
            let fields = layout.pick_by(|at| words.get(&at).map_or(&[][..], |word| word.as_bytes()));
            match layout.soort {
                Soort::Toets => results.row(&fields, row.line),
                Soort::Groep8 => finals.row(&fields, row.line),
            }
        }
        if aside > 0 {
            self.warnings.push(Warning::in_sheet(&file.naam, file.blad(), Oddity::RowsAside(aside)));
        }
        self.warnings.extend(Warning::of_formulas(&file.naam, file.blad(), grid, layout.places()));
        self.hashes[number].clone_from(&self.werkmap.sha256);
        let blok = results.finish();
        let batch = self.woordenboek.batch(&blok);
        let done = self.toetsen(number, blok, batch, Some(layout), 0);
        let done = done.and_then(|()| self.groep8(number, finals.finish(), Some(layout), 0));
        done.map_err(|fault| fault.into_error(&self.files[number].path))
    }

    fn xml(&mut self, number: usize, format: &Format, herkomst: Herkomst) -> Result<(), Error> {
        let file = &self.files[number];
        let read = xmlbron::results(file, format, herkomst, self.context)?;
        self.hashes[number] = read.sha256;
        let batch = self.woordenboek.batch(&read.toetsen);
        let done = self.toetsen(number, read.toetsen, batch, None, 0);
        let done = done.and_then(|()| self.groep8(number, read.groep8, None, 0));
        done.map_err(|fault| fault.into_error(&file.path))
    }

    /// Takes a stretch of results, which starts at a line of the file.
    fn toetsen(
        &mut self,
        number: usize,
        blok: ToetsBlok,
        batch: Result<RecordBatch, ArrowError>,
        layout: Option<&Layout>,
        line: u32,
    ) -> Result<(), Stopped> {
        let batch = batch.map_err(|error| Stopped::from(opslag::fault(&self.files[number].path, &error)))?;
        self.dagen[number].add(blok.dagen);
        let telling = &mut self.tellingen[number];
        telling.loaded += u32::try_from(blok.rows.len()).unwrap_or(u32::MAX);
        for one in &blok.inschrijvingen {
            telling.jaren.insert(one.jaar);
            self.gezien.add(one);
        }
        self.dubbelen.add(&blok.entries, self.stukken.next());
        self.stukken.add(number, line, blok.lines);
        self.uitvoer.write(&batch)?;
        book(telling, &self.files[number], self.context, layout, (blok.faults, blok.refused), line)?;
        Ok(())
    }

    fn groep8(
        &mut self,
        number: usize,
        blok: Groep8Blok,
        layout: Option<&Layout>,
        line: u32,
    ) -> Result<(), Stopped> {
        let telling = &mut self.tellingen[number];
        for (at, row) in blok.rows {
            telling.loaded += 1;
            telling.jaren.insert(row.jaar);
            self.groep8.push(Placed { file: number, line: line + at, row });
        }
        Ok(book(telling, &self.files[number], self.context, layout, (blok.faults, blok.refused), line)?)
    }

    /// Takes rows of results out of what was written, and refuses them.
    fn take_back(&mut self, refused: &[(u32, Reason)]) -> Result<(), Error> {
        let path = self.uitvoer.finish()?;
        if refused.is_empty() {
            return Ok(());
        }
        let rows: Vec<u32> = refused.iter().map(|(row, _)| *row).collect();
        let taken = opslag::without(&path, &rows)?;
        self.gezien.forget(&taken.gone);
        for ((row, reden), ovt) in refused.iter().zip(taken.ovts) {
            if let Some((file, line)) = self.stukken.place(*row) {
                self.refuse(file, line, *reden, ovt)?;
            }
        }
        Ok(())
    }

    fn finish(mut self, folder: &Path, gelezen: &mut Gelezen) -> Result<(), Error> {
        let (groep8, refused) = groep8::without_doubles(std::mem::take(&mut self.groep8));
        for (placed, reden) in refused {
            let ovt = self.context.scholen.ovt(placed.row.school).to_owned();
            self.refuse(placed.file, placed.line, reden, ovt)?;
        }
        // Two long sorts that have nothing to do with each other.
        let dubbelen = std::mem::take(&mut self.dubbelen);
        let refused = thread::scope(|scope| {
            scope.spawn(|| self.gezien.shorten());
            dubbelen.refused()
        });
        self.take_back(&refused)?;
        for row in &groep8 {
            self.gezien.add(&row.inschrijving());
        }
        let scholen = self.context.scholen;
        let found = self.gezien.finish(self.context.register, scholen)?;
        let [leerlingen, inschrijvingen] = &found.tables;
        opslag::write(folder, LEERLINGEN.name, leerlingen)?;
        opslag::write(folder, INSCHRIJVINGEN.name, inschrijvingen)?;
        uitkomst::write(&groep8, scholen, folder)?;
        self.warnings.extend(found.oddities(scholen).into_iter().map(|odd| Warning::new("bronnen", odd)));
        let used = (0..).zip(self.files).zip(self.tellingen).zip(self.hashes);
        for (((at, file), telling), sha256) in used.filter(|(((at, _), _), _)| !self.superseded.contains(at))
        {
            gelezen.sources.push(source(file, &telling, sha256));
            gelezen.rejected.extend(telling.rejected);
            gelezen.warnings.extend(file.warnings());
            let warn = |odd| Warning::in_sheet(&file.naam, file.blad(), odd);
            gelezen.warnings.extend(self.dagen[at].oddity().map(warn));
        }
        gelezen.warnings.append(&mut self.warnings);
        gelezen.rejected.sort_by(|one, other| (&one.bestand, one.regel).cmp(&(&other.bestand, other.regel)));
        Ok(())
    }

    /// Refuses a row that had been taken.
    fn refuse(&mut self, file: usize, regel: u32, reden: Reason, ovt: String) -> Result<(), Error> {
        let bestand = &self.files[file];
        let telling = &mut self.tellingen[file];
        telling.loaded -= 1;
        telling.refused += 1;
        telling.rejected.push(Rejected {
            bestand: bestand.naam.clone(),
            blad: bestand.blad().map(str::to_owned),
            regel,
            kolom: None,
            waarde: None,
            reden,
            school: Some(ovt),
            cel: false,
        });
        telling.check(bestand)
    }
}

/// Gives every line of a block to the one who reads its kind of rows; returns how many lines there are.
fn rows_of(block: &[u8], form: &Form, layout: &Layout, lezer: &mut impl RijLezer) -> u32 {
    stream::lines(block, form, |line, cells| {
        // Spreadsheets write the delimiters of empty lines too.
        if cells.iter().all(|cell| cel::trimmed(cell).is_empty()) {
            return;
        }
        if layout.fits(cells) {
            lezer.row(&layout.pick(cells), line);
        } else {
            lezer.ragged(line);
        }
    })
}
