//! Reads the pupil files, returns the canonical tables in a folder, with what was refused and what was odd.
//!
//! Every file with results is read, one after another, and held against the registers, which were read before.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use domain::tables::{INSCHRIJVINGEN, LEERLINGEN, TOETSRESULTATEN};

use super::batch::{self, Dictionaries};
use super::doubles::Doubles;
use super::enrolments::Enrolments;
use super::groep8::{self, Groep8Block, Groep8Reader, Placed};
use super::layout::{Layout, TableKind};
use super::ledger::{Ledger, Stopped, book, source};
use super::pupil_file::{Content, OpenWorkbook, PupilFile};
use super::reading::{Context, Days, Origin, RowReader};
use super::registers::Registers;
use super::storage::{self, Output};
use super::stream::{self, Form};
use super::stretches::Stretches;
use super::toets::{ToetsBlock, ToetsReader};
use super::xml::format::{Format, Holds};
use super::{cell, finals, xml_rows};
use crate::check::dates::DateOrder;
use crate::check::ledger::Rejected;
use crate::check::reason::Reason;
use crate::error::Error;
use crate::source::{Refused, Source};
use crate::warning::{Oddity, Warning};

/// What reading came to, beside the tables.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) sources: Vec<Source>,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) warnings: Vec<Warning>,
}

/// Where results come in, file by file.
struct Run<'a> {
    context: &'a Context<'a>,
    files: &'a [PupilFile],
    dictionaries: Dictionaries,
    output: Output,
    stretches: Stretches,
    doubles: Doubles,
    groep8: Vec<Placed>,
    enrolments: Enrolments,
    ledgers: Vec<Ledger>,
    hashes: Vec<String>,
    warnings: Vec<Warning>,
    workbook: OpenWorkbook,
    /// The registers that are not used.
    superseded: &'a [usize],
    /// Per file the order in which some day of it has to be read, when that is not the order of the file.
    orders: &'a Orders,
    /// What the days of each file say of the order in which they stand.
    days: Vec<Days>,
}

/// Per file the order in which some day of it has to be read, when that is not the order of the file.
pub(crate) type Orders = Vec<Option<DateOrder>>;

/// Reads all files into tables in `folder`, without the days of those that stand in another order; and says which those are.
///
/// # Errors
/// Fails when a file cannot be read to its end, and when the tables cannot be written.
pub(crate) fn read_once(
    files: &[PupilFile],
    base: &Context<'_>,
    registers: &Registers,
    orders: &Orders,
    folder: &Path,
) -> Result<(Outcome, Orders), Error> {
    let mut outcome = Outcome { warnings: registers.warnings.clone(), ..Outcome::default() };
    let context = Context { register: &registers.register, ..*base };
    let of_register = |number: usize| registers.used.get(&number).cloned().unwrap_or_default();
    let (ledgers, hashes) = (0..files.len()).map(of_register).unzip();
    let output = Output::start(storage::place(folder, TOETSRESULTATEN.name), &batch::schema())?;
    let mut run = Run {
        context: &context,
        files,
        dictionaries: Dictionaries::new(context.scholen),
        output,
        stretches: Stretches::default(),
        doubles: Doubles::default(),
        groep8: Vec::new(),
        enrolments: Enrolments::default(),
        ledgers,
        hashes,
        warnings: Vec::new(),
        workbook: OpenWorkbook::default(),
        superseded: &registers.superseded,
        orders,
        days: vec![Days::default(); files.len()],
    };
    for number in 0..files.len() {
        run.file(number)?;
    }
    let found = run.days.iter().copied().map(Days::order).collect();
    run.finish(folder, &mut outcome)?;
    Ok((outcome, found))
}

impl Run<'_> {
    fn file(&mut self, number: usize) -> Result<(), Error> {
        let file = &self.files[number];
        let other_order = self.orders[number];
        let origin = Origin { other_order, ..file.origin(self.context.scholen) };
        match &file.inhoud {
            Content::Text(layout, form) => self.text(number, layout, form, origin),
            Content::Blad { layout, nummer, regel, .. } => {
                self.sheet(number, (layout, *nummer, *regel), origin)
            }
            Content::Xml(format) if format.holds == Holds::Register => Ok(()),
            Content::Xml(format) => self.xml(number, format, origin),
        }
    }

    fn text(&mut self, number: usize, layout: &Layout, form: &Form, origin: Origin) -> Result<(), Error> {
        let (context, file) = (self.context, &self.files[number]);
        let source = file.open().map_err(|source| Error::Read { path: file.path.clone(), source })?;
        let hash = match layout.soort {
            TableKind::Toets => {
                let dictionaries = Dictionaries::new(context.scholen);
                let work = |block: &[u8]| {
                    let mut reading = ToetsReader::new(context, origin);
                    let lines = rows_of(block, form, layout, &mut reading);
                    let block = reading.finish();
                    ((dictionaries.batch(&block), block), lines)
                };
                stream::read(source, form, work, |(batch, block), line| {
                    self.toetsen(number, block, batch, Some(layout), line)
                })
            }
            TableKind::Groep8 => {
                let work = |block: &[u8]| {
                    let mut reading = Groep8Reader::new(context, origin);
                    let lines = rows_of(block, form, layout, &mut reading);
                    (reading.finish(), lines)
                };
                stream::read(source, form, work, |block, line| self.groep8(number, block, Some(layout), line))
            }
        };
        let hash = hash.map_err(|fault: Stopped| fault.into_error(&file.path))?;
        // What was read of a file that is converted are not its own bytes.
        let unreadable = |source| Error::Read { path: file.path.clone(), source };
        let is_converted = file.is_converted().map_err(unreadable)?;
        self.hashes[number] = if is_converted { xml_rows::sha256(file)? } else { hash };
        Ok(())
    }

    /// Reads one sheet of a workbook: the lines below the one with headings.
    fn sheet(
        &mut self,
        number: usize,
        (layout, blad, regel): (&Layout, usize, u32),
        origin: Origin,
    ) -> Result<(), Error> {
        let file = &self.files[number];
        let grid = self.workbook.sheet(file, blad)?;
        let context = self.context;
        let (mut results, mut finals) =
            (ToetsReader::new(context, origin), Groep8Reader::new(context, origin));
        let mut aside = 0;
        for row in grid.rows.iter().filter(|row| row.line > regel) {
            let words: BTreeMap<usize, String> =
                layout.places().filter_map(|at| Some((at, cell::of_sheet(row.cell(at))?))).collect();
            if words.is_empty() {
                aside += 1;
                continue;
            }
            let fields = layout.pick_by(|at| words.get(&at).map_or(&[][..], |word| word.as_bytes()));
            match layout.soort {
                TableKind::Toets => results.row(&fields, row.line),
                TableKind::Groep8 => finals.row(&fields, row.line),
            }
        }
        if aside > 0 {
            self.warnings.push(Warning::in_sheet(&file.naam, file.blad(), Oddity::RowsAside(aside)));
        }
        self.warnings.extend(Warning::of_formulas(&file.naam, file.blad(), grid, layout.places()));
        self.hashes[number].clone_from(&self.workbook.sha256);
        let block = results.finish();
        let batch = self.dictionaries.batch(&block);
        let done = self.toetsen(number, block, batch, Some(layout), 0);
        let done = done.and_then(|()| self.groep8(number, finals.finish(), Some(layout), 0));
        done.map_err(|fault| fault.into_error(&self.files[number].path))
    }

    fn xml(&mut self, number: usize, format: &Format, origin: Origin) -> Result<(), Error> {
        let file = &self.files[number];
        let read = xml_rows::results(file, format, origin, self.context)?;
        self.hashes[number] = read.sha256;
        let batch = self.dictionaries.batch(&read.toetsen);
        let done = self.toetsen(number, read.toetsen, batch, None, 0);
        let done = done.and_then(|()| self.groep8(number, read.groep8, None, 0));
        done.map_err(|fault| fault.into_error(&file.path))
    }

    /// Takes a stretch of results, which starts at a line of the file.
    fn toetsen(
        &mut self,
        number: usize,
        block: ToetsBlock,
        batch: Result<RecordBatch, ArrowError>,
        layout: Option<&Layout>,
        line: u32,
    ) -> Result<(), Stopped> {
        let batch = batch.map_err(|error| Stopped::from(storage::fault(&self.files[number].path, &error)))?;
        self.days[number].add(block.days);
        let ledger = &mut self.ledgers[number];
        ledger.loaded += u32::try_from(block.rows.len()).unwrap_or(u32::MAX);
        for one in &block.inschrijvingen {
            ledger.jaren.insert(one.jaar);
            self.enrolments.add(one);
        }
        self.doubles.add(&block.entries, self.stretches.next());
        self.stretches.add(number, line, block.lines);
        self.output.write(&batch)?;
        book(ledger, &self.files[number], self.context, layout, (block.faults, block.refused), line)?;
        Ok(())
    }

    fn groep8(
        &mut self,
        number: usize,
        block: Groep8Block,
        layout: Option<&Layout>,
        line: u32,
    ) -> Result<(), Stopped> {
        let ledger = &mut self.ledgers[number];
        for (at, row) in block.rows {
            ledger.loaded += 1;
            ledger.jaren.insert(row.jaar);
            self.groep8.push(Placed { file: number, line: line + at, row });
        }
        Ok(book(ledger, &self.files[number], self.context, layout, (block.faults, block.refused), line)?)
    }

    /// Takes rows of results out of what was written, and refuses them.
    fn take_back(&mut self, refused: &[(u32, Reason)]) -> Result<(), Error> {
        let path = self.output.finish()?;
        if refused.is_empty() {
            return Ok(());
        }
        let rows: Vec<u32> = refused.iter().map(|(row, _)| *row).collect();
        let taken = storage::without(&path, &rows)?;
        self.enrolments.forget(&taken.gone);
        for ((row, reden), ovt) in refused.iter().zip(taken.ovts) {
            if let Some((file, line)) = self.stretches.place(*row) {
                self.refuse(file, line, *reden, ovt)?;
            }
        }
        Ok(())
    }

    fn finish(mut self, folder: &Path, outcome: &mut Outcome) -> Result<(), Error> {
        let (groep8, refused) = groep8::without_doubles(std::mem::take(&mut self.groep8));
        for (placed, reden) in refused {
            let ovt = self.context.scholen.ovt(placed.row.school).to_owned();
            self.refuse(placed.file, placed.line, reden, ovt)?;
        }
        // Two long sorts that have nothing to do with each other.
        let doubles = std::mem::take(&mut self.doubles);
        let refused = thread::scope(|scope| {
            scope.spawn(|| self.enrolments.shorten());
            doubles.refused()
        });
        self.take_back(&refused)?;
        for row in &groep8 {
            self.enrolments.add(&row.inschrijving());
        }
        let scholen = self.context.scholen;
        let found = self.enrolments.finish(self.context.register, scholen)?;
        let [leerlingen, inschrijvingen] = &found.tables;
        storage::write(folder, LEERLINGEN.name, leerlingen)?;
        storage::write(folder, INSCHRIJVINGEN.name, inschrijvingen)?;
        finals::write(&groep8, scholen, folder)?;
        self.warnings.extend(found.oddities(scholen).into_iter().map(|odd| Warning::new("bronnen", odd)));
        let used = (0..).zip(self.files).zip(self.ledgers).zip(self.hashes);
        for (((at, file), ledger), sha256) in used.filter(|(((at, _), _), _)| !self.superseded.contains(at)) {
            outcome.sources.push(source(file, &ledger, sha256));
            outcome.rejected.extend(ledger.rejected);
            outcome.warnings.extend(file.warnings());
            let warn = |odd| Warning::in_sheet(&file.naam, file.blad(), odd);
            outcome.warnings.extend(self.days[at].oddity().map(warn));
        }
        outcome.warnings.append(&mut self.warnings);
        outcome.rejected.sort_by(|one, other| (&one.bestand, one.regel).cmp(&(&other.bestand, other.regel)));
        Ok(())
    }

    /// Refuses a row that had been taken.
    fn refuse(&mut self, file: usize, regel: u32, reden: Reason, ovt: String) -> Result<(), Error> {
        let bestand = &self.files[file];
        let ledger = &mut self.ledgers[file];
        ledger.loaded -= 1;
        ledger.refused += 1;
        ledger.rejected.push(Rejected {
            bestand: bestand.naam.clone(),
            blad: bestand.blad().map(str::to_owned),
            regel,
            kolom: None,
            waarde: None,
            reden,
            school: Some(ovt),
            cel: false,
        });
        ledger.check(bestand)
    }
}

/// Gives every line of a block to the one who reads its kind of rows; returns how many lines there are.
fn rows_of(block: &[u8], form: &Form, layout: &Layout, reading: &mut impl RowReader) -> u32 {
    stream::lines(block, form, |line, cells| {
        // Spreadsheets write the delimiters of empty lines too.
        if cells.iter().all(|cell| cell::trimmed(cell).is_empty()) {
            return;
        }
        if layout.fits(cells) {
            reading.row(&layout.pick(cells), line);
        } else {
            reading.ragged(line);
        }
    })
}
