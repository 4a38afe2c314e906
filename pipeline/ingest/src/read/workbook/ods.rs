//! Reads an `.ods` workbook, returns its sheets.
//!
//! Takes what a person sees in a cell: no comment, no drawing, nothing of a cell that another one covers. Repeats of
//! empty cells and lines cost nothing.

use std::collections::HashSet;
use std::sync::Arc;

use super::archive::Archive;
use super::elements::{Element, Step, walk};
use super::sheet::{
    COLUMNS, Collected, Fault, LAST_LINE, LONGEST_TEXT, MOST_SHEETS, push, too_many, too_many_cells,
};
use crate::read::grid::{Cell, Grid, MOST_CELLS, letters};

/// Reads all sheets, in the order of the workbook.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Vec<Grid>, Fault> {
    if is_encrypted(archive)? {
        return Err(Fault::Password);
    }
    let mut reading = Reading {
        hidden: HashSet::new(),
        style: String::new(),
        sheets: Vec::new(),
        sheet: None,
        line: 0,
        lines: 1,
        column: 0,
        cell: None,
        room: MOST_CELLS,
    };
    let Some(part) = archive.part("content.xml")? else { return Err("its sheets are not in it".into()) };
    walk(part, |open, step| reading.step(open, step))?;
    Ok(reading.sheets)
}

fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, Fault> {
    let mut encrypted = false;
    let Some(part) = archive.part("META-INF/manifest.xml")? else { return Ok(false) };
    walk(part, |_, step| {
        if let Step::Start(element) = step {
            encrypted |= element.name() == "encryption-data";
        }
        Ok(())
    })?;
    Ok(encrypted)
}

/// The cell that is open.
struct Open {
    /// How many elements are open with it.
    depth: usize,
    /// How many columns it stands for.
    repeat: usize,
    covered: bool,
    /// The kind of its value, and the value.
    kind: String,
    value: Option<String>,
    formula: bool,
    text: String,
    paragraphs: usize,
}

/// What has been read so far.
struct Reading {
    /// The styles of hidden sheets.
    hidden: HashSet<String>,
    /// The style that is being described.
    style: String,
    sheets: Vec<Grid>,
    sheet: Option<Collected>,
    /// The line at hand, from 1.
    line: u32,
    /// How many lines it stands for.
    lines: u32,
    column: usize,
    cell: Option<Open>,
    room: usize,
}

impl Reading {
    fn step(&mut self, open: &[String], step: Step<'_>) -> Result<(), Fault> {
        if self.cell.is_some() {
            return self.step_in_cell(open, step);
        }
        let (Some(name), Some(holder)) = (open.last(), open.len().checked_sub(2).map(|at| &open[at])) else {
            return Ok(());
        };
        match (step, name.as_str()) {
            (Step::Start(element), "style") => self.style = element.attribute("name").unwrap_or_default(),
            (Step::Start(element), "table-properties")
                if element.attribute("display").as_deref() == Some("false") =>
            {
                self.hidden.insert(self.style.clone());
            }
            (Step::Start(element), "table") if holder == "spreadsheet" => self.start_sheet(&element)?,
            (Step::End, "table") if holder == "spreadsheet" => {
                self.sheets.extend(self.sheet.take().map(Collected::finish));
            }
            (Step::Start(element), "table-row") if self.sheet.is_some() => {
                self.line = self.line.saturating_add(self.lines);
                self.lines = repeats(&element, "number-rows-repeated");
                self.column = 0;
            }
            (Step::End, "table-row") if self.sheet.is_some() => self.end_line()?,
            (Step::Start(element), "table-cell" | "covered-table-cell") if self.sheet.is_some() => {
                self.cell = Some(Open::new(&element, open.len()));
            }
            _ => {}
        }
        Ok(())
    }

    fn start_sheet(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        if self.sheets.len() == MOST_SHEETS {
            return Err(too_many(MOST_SHEETS, "sheets"));
        }
        let hidden = element.attribute("style-name").is_some_and(|style| self.hidden.contains(&style));
        let name = element.attribute("name").unwrap_or_default();
        self.sheet = Some(Collected::new(name, self.sheets.len(), hidden));
        (self.line, self.lines) = (0, 1);
        Ok(())
    }

    fn step_in_cell(&mut self, open: &[String], step: Step<'_>) -> Result<(), Fault> {
        let Some(cell) = &mut self.cell else { return Ok(()) };
        let inside = open.get(cell.depth..).unwrap_or_default();
        if inside.is_empty() {
            return match (step, self.cell.take()) {
                (Step::End, Some(cell)) => self.end_cell(&cell),
                (_, cell) => {
                    self.cell = cell;
                    Ok(())
                }
            };
        }
        if inside[0] != "p" || inside.iter().any(|name| is_no_text(name)) {
            return Ok(());
        }
        match (step, inside) {
            (Step::Start(_), [_]) => {
                cell.paragraphs += 1;
                if cell.paragraphs > 1 {
                    cell.push("\n");
                }
            }
            (Step::Start(element), [.., last]) if last == "s" => {
                let spaces = element.attribute("c").and_then(|text| text.parse().ok()).unwrap_or(1);
                cell.push(&" ".repeat(LONGEST_TEXT.min(spaces)));
            }
            (Step::Start(_), [.., last]) if last == "tab" => cell.push("\t"),
            (Step::Start(_), [.., last]) if last == "line-break" => cell.push("\n"),
            (Step::Text(piece), _) => cell.push(piece),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self, cell: &Open) -> Result<(), Fault> {
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        let value = cell.cell();
        let end = self.column.saturating_add(cell.repeat);
        if value.is_empty() {
            if cell.formula && cell.value.is_none() && cell.paragraphs == 0 {
                // What is repeated costs something here, so there is an end to it as to filled cells.
                let columns = self.column..end.min(COLUMNS);
                self.room = self.room.checked_sub(columns.len()).ok_or_else(too_many_cells)?;
                columns.for_each(|column| sheet.uncomputed(column, self.lines));
            }
            self.column = end;
            return Ok(());
        }
        if end > COLUMNS || self.line > LAST_LINE {
            return Err(sheet.outside(&format!("cell `{}{}`", letters(end - 1), self.line)));
        }
        for column in self.column..end {
            sheet.cell(column, value.clone(), &mut self.room)?;
        }
        self.column = end;
        Ok(())
    }

    /// Ends a line, which may stand for many that are the same.
    fn end_line(&mut self) -> Result<(), Fault> {
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        let cells = std::mem::take(&mut sheet.cells);
        if cells.is_empty() {
            return Ok(());
        }
        for line in self.line..self.line.saturating_add(self.lines) {
            if line > LAST_LINE {
                return Err(sheet.outside(&format!("line `{line}`")));
            }
            if line > self.line {
                let room = self.room.checked_sub(cells.len());
                self.room = room.ok_or_else(too_many_cells)?;
            }
            sheet.cells.clone_from(&cells);
            sheet.end_line(line);
        }
        Ok(())
    }
}

/// What stands in a cell and is no part of its text.
fn is_no_text(name: &str) -> bool {
    matches!(name, "annotation" | "frame" | "custom-shape" | "note" | "ruby-text" | "table")
}

/// How often a cell or a line stands there: once when that is not said, and never less.
fn repeats<T: std::str::FromStr + From<u8> + Ord>(element: &Element<'_>, name: &str) -> T {
    let said: Option<T> = element.attribute(name).and_then(|text| text.trim().parse().ok());
    said.map_or(T::from(1), |said| said.max(T::from(1)))
}

impl Open {
    fn new(element: &Element<'_>, depth: usize) -> Self {
        let kind = element.attribute("value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => element.attribute("value"),
            "date" => element.attribute("date-value"),
            "time" => element.attribute("time-value"),
            "boolean" => element.attribute("boolean-value"),
            _ => element.attribute("string-value").filter(|text| !text.is_empty()),
        };
        Self {
            depth,
            repeat: repeats(element, "number-columns-repeated"),
            covered: element.name() == "covered-table-cell",
            kind,
            value,
            formula: element.attribute("formula").is_some(),
            text: String::new(),
            paragraphs: 0,
        }
    }

    fn push(&mut self, piece: &str) {
        push(&mut self.text, piece);
    }

    fn cell(&self) -> Cell {
        if self.covered {
            return Cell::Empty;
        }
        let text = self.value.as_ref().unwrap_or(&self.text).trim();
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        match (self.kind.as_str(), number) {
            ("float" | "percentage" | "currency", Some(number)) => Cell::Number(number),
            ("date", _) => Cell::from_text(text.strip_suffix("T00:00:00").unwrap_or(text)),
            _ if text.is_empty() => Cell::Empty,
            _ => Cell::Text(Arc::from(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::workbook::{Opened, made, open};
    use crate::why::Why;

    fn sheets(tables: &str) -> Vec<Grid> {
        match open(&made::ods(tables)) {
            Opened::Sheets(sheets) => sheets,
            Opened::Broken(what) => panic!("{what}"),
            Opened::Other(why) => panic!("{why}"),
        }
    }

    fn texts(rows: &str) -> Vec<(u32, Vec<String>)> {
        let sheets = sheets(&format!("<table:table table:name='Blad1'>{rows}</table:table>"));
        sheets[0].rows.iter().map(|row| (row.line, row.texts())).collect()
    }

    fn one(cell: &str) -> String {
        texts(&format!("<table:table-row>{cell}</table:table-row>"))[0].1[0].clone()
    }

    #[test]
    fn white_space_between_elements_is_none_of_ours() {
        let rows = "\n <table:table-header-rows>\n<table:table-row>\n <table:table-cell>\n <text:p>a</text:p>\n\
            </table:table-cell>\n <table:table-cell office:value-type='float' office:value='2'/>\n</table:table-row>\n\
            </table:table-header-rows>\n";
        assert_eq!(texts(rows), [(1, vec!["a".to_owned(), "2".to_owned()])]);
    }

    #[test]
    fn repeats_and_covered_cells_keep_every_cell_at_its_place() {
        let rows = "<table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='1024'/>\
            </table:table-row><table:table-row table:number-rows-repeated='2'>\
            <table:table-cell table:number-columns-spanned='2'><text:p>a</text:p></table:table-cell>\
            <table:covered-table-cell><text:p>onder</text:p></table:covered-table-cell>\
            <table:table-cell table:number-columns-repeated='2'><text:p>b</text:p></table:table-cell></table:table-row>\
            <table:table-row table:number-rows-repeated='1048570'><table:table-cell/></table:table-row>";
        let row: Vec<String> = ["a", "", "b", "b"].map(str::to_owned).to_vec();
        assert_eq!(texts(rows), [(4, row.clone()), (5, row)]);
    }

    #[test]
    fn what_is_claimed_costs_nothing_and_what_is_repeated_is_bounded() {
        let far = "<table:table-row table:number-rows-repeated='4294967295'><table:table-cell/></table:table-row>\
            <table:table-row><table:table-cell table:number-columns-repeated='99999999999'/></table:table-row>";
        assert!(texts(far).is_empty());
        let filled = "<table:table-row table:number-rows-repeated='4294967295'><table:table-cell table:number-columns-repeated='9'>\
            <text:p>x</text:p></table:table-cell></table:table-row>";
        let table = format!("<table:table table:name='A'>{filled}</table:table>");
        assert!(matches!(open(&made::ods(&table)), Opened::Broken(_)));
    }

    #[test]
    fn a_text_is_what_a_person_reads_in_the_cell() {
        for (cell, text) in [
            (
                "<table:table-cell office:value-type='string'><office:annotation><text:p>nota</text:p></office:annotation>\
              <text:p>een<text:s text:c='2'/><text:span>tw<text:a>ee</text:a></text:span></text:p><text:p>drie</text:p></table:table-cell>",
                "een  twee\ndrie",
            ),
            (
                "<table:table-cell><text:p>a<draw:frame><draw:text-box><text:p>kader</text:p></draw:text-box></draw:frame></text:p></table:table-cell>",
                "a",
            ),
            (
                "<table:table-cell office:value-type='date' office:date-value='2025-01-27T00:00:00'><text:p>27 jan</text:p></table:table-cell>",
                "2025-01-27",
            ),
            (
                "<table:table-cell office:value-type='percentage' office:value='0.5'><text:p>50%</text:p></table:table-cell>",
                "0.5",
            ),
            (
                "<table:table-cell office:value-type='string' office:string-value='' calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell>",
                "#N/A",
            ),
            (
                "<table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>WAAR</text:p></table:table-cell>",
                "true",
            ),
            (
                "<table:table-cell office:value-type='string'><text:p>a &amp; &#233;</text:p></table:table-cell>",
                "a & é",
            ),
        ] {
            assert_eq!(one(cell), text);
        }
    }

    #[test]
    fn other_tables_hidden_sheets_and_empty_formulas_are_known() {
        let sheets = sheets(
            "<table:tracked-changes><table:table-cell><text:p>oud</text:p></table:table-cell></table:tracked-changes>\
             <table:table table:name='A' table:style-name='weg'><table:table-row><table:table-cell table:formula='of:=1'/>\
             <table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>\
             <table:table table:name='B'/>",
        );
        assert_eq!((sheets.len(), sheets[0].hidden, sheets[1].hidden), (2, true, false));
        assert_eq!((sheets[0].uncomputed.clone(), sheets[0].rows.len()), ([(0, 1)].into(), 1));
    }

    #[test]
    fn a_repeated_formula_without_an_outcome_is_told_for_each_of_its_columns_and_lines() {
        let of = |repeat: &str, lines: &str| {
            sheets(&format!(
                "<table:table table:name='A'><table:table-row table:number-rows-repeated='{lines}'>\
                 <table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell table:formula='of:=1' \
                 table:number-columns-repeated='{repeat}'/></table:table-row></table:table>"
            ))
        };
        assert_eq!(of("3", "2")[0].uncomputed, [(1, 2), (2, 2), (3, 2)].into());
        assert_eq!(of("99999999999", "1")[0].uncomputed.len(), COLUMNS - 1);
    }

    #[test]
    fn a_password_is_told() {
        let bytes = made::zip(&[
            ("mimetype", crate::read::workbook::archive::ODS),
            (
                "META-INF/manifest.xml",
                "<m:manifest xmlns:m='x'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
            ),
            ("content.xml", "geheim"),
        ]);
        assert!(matches!(open(&bytes), Opened::Other(Why::Password)));
    }
}
