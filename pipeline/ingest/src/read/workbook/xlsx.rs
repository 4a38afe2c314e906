//! Reads an `.xlsx` workbook, returns its sheets.
//!
//! Follows the relations between its parts, and knows no prefix and no edition (ECMA-376, strict or transitional).

use std::collections::HashMap;
use std::sync::Arc;

use super::archive::Archive;
use super::days::{Styles, day};
use super::elements::{Element, Step, walk};
use super::sheet::{COLUMNS, Collected, Fault, LAST_LINE, MOST_SHEETS, push, too_many};
use crate::read::grid::{Cell, Grid, MOST_CELLS, letters};

/// Finds the part that lists the sheets.
pub(super) fn place(archive: &mut Archive<'_>) -> Option<String> {
    let relations = relations(archive, "_rels/.rels", "").ok()?;
    let named = relations.into_values().find(|relation| relation.is("officeDocument"));
    let place = named.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    (place.to_lowercase().contains("workbook") && archive.has(&place)).then_some(place)
}

/// What a part says of another one.
struct Relation {
    kind: String,
    target: String,
}

impl Relation {
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// Reads the relations of a part, by their names; their targets are paths in the archive.
fn relations(
    archive: &mut Archive<'_>,
    part: &str,
    folder: &str,
) -> Result<HashMap<String, Relation>, Fault> {
    let mut found = HashMap::new();
    let Some(part) = archive.part(part)? else { return Ok(found) };
    walk(part, |_, step| {
        if let Step::Start(element) = step
            && element.name() == "Relationship"
            && let (Some(id), Some(kind), Some(target)) =
                (element.attribute("Id"), element.attribute("Type"), element.attribute("Target"))
        {
            found.insert(id, Relation { kind, target: resolved(folder, &target) });
        }
        Ok(())
    })?;
    Ok(found)
}

/// The path of a target, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for name in from.split('/').chain(target.split(['/', '\\'])) {
        match name {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.join("/")
}

/// Reads all sheets, in the order of the workbook.
pub(super) fn read(archive: &mut Archive<'_>, place: &str) -> Result<Vec<Grid>, Fault> {
    let (folder, name) = place.rsplit_once('/').unwrap_or(("", place));
    let relations = relations(archive, &format!("{folder}/_rels/{name}.rels"), folder)?;
    let target = |kind: &str| {
        relations.values().find(|relation| relation.is(kind)).map(|relation| relation.target.clone())
    };
    let strings = strings(archive, &target("sharedStrings").unwrap_or_default())?;
    let styles = styles(archive, &target("styles").unwrap_or_default())?;
    let (sheets, from_1904) = listed(archive, place)?;
    let mut room = MOST_CELLS;
    let mut grids = Vec::with_capacity(sheets.len());
    for (number, (name, hidden, id)) in sheets.into_iter().enumerate() {
        let absent = || Fault::from("a sheet that it lists is not in it");
        let relation = relations.get(&id).ok_or_else(absent)?;
        if !relation.is("worksheet") {
            // A sheet that is a chart or a dialogue has no cells.
            continue;
        }
        let mut sheet = Sheet {
            collected: Collected::new(name, number, hidden),
            strings: &strings,
            styles: &styles,
            from_1904,
            room: &mut room,
            line: 0,
            column: 0,
            cell: Raw::default(),
        };
        let part = archive.part(&relation.target)?.ok_or_else(absent)?;
        walk(part, |open, step| sheet.step(open, step))?;
        grids.push(sheet.collected.finish());
    }
    Ok(grids)
}

/// A sheet as the workbook lists it: its name, whether it is hidden, and its relation.
type Listed = (String, bool, String);

/// The sheets, and whether days count from 1904.
fn listed(archive: &mut Archive<'_>, place: &str) -> Result<(Vec<Listed>, bool), Fault> {
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    let Some(part) = archive.part(place)? else { return Err("the list of its sheets is not in it".into()) };
    walk(part, |open, step| {
        let Step::Start(element) = step else { return Ok(()) };
        match (open, element.name()) {
            ([_, holder, _], "sheet") if holder == "sheets" => {
                if sheets.len() == MOST_SHEETS {
                    return Err(too_many(MOST_SHEETS, "sheets"));
                }
                let hidden = element.attribute("state").is_some_and(|state| state != "visible");
                let (name, id) = (element.attribute("name"), element.attribute("id"));
                sheets.push((name.unwrap_or_default(), hidden, id.unwrap_or_default()));
            }
            (_, "workbookPr") => {
                from_1904 = matches!(element.attribute("date1904").as_deref(), Some("1" | "true" | "on"));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok((sheets, from_1904))
}

/// Reads the texts that cells share.
fn strings(archive: &mut Archive<'_>, place: &str) -> Result<Vec<Arc<str>>, Fault> {
    let (mut strings, mut text) = (Vec::new(), String::new());
    let Some(part) = archive.part(place)? else { return Ok(strings) };
    walk(part, |open, step| {
        match (step, open) {
            (Step::Start(element), _) if element.name() == "si" => text.clear(),
            (Step::Text(piece), [.., holder, last]) if last == "t" && (holder == "si" || holder == "r") => {
                push(&mut text, piece);
            }
            (Step::End, [.., last]) if last == "si" => {
                // Each of them costs more here than its few bytes in the file.
                if strings.len() == MOST_CELLS {
                    return Err(too_many(MOST_CELLS, "texts"));
                }
                strings.push(Arc::from(text.trim()));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

/// Reads which styles show a day.
fn styles(archive: &mut Archive<'_>, place: &str) -> Result<Styles, Fault> {
    let mut styles = Styles::default();
    let Some(part) = archive.part(place)? else { return Ok(styles) };
    let number = |element: &Element<'_>| element.attribute("numFmtId").and_then(|text| text.parse().ok());
    walk(part, |open, step| {
        let Step::Start(element) = step else { return Ok(()) };
        match (open, element.name()) {
            (_, "numFmt") => {
                if let (Some(number), Some(code)) = (number(&element), element.attribute("formatCode")) {
                    styles.format(number, &code);
                }
            }
            ([.., holder, _], "xf") if holder == "cellXfs" => styles.style(number(&element).unwrap_or(0)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// A cell as it is stored.
#[derive(Default)]
struct Raw {
    kind: String,
    style: usize,
    /// What stands in `v`; nothing when there is none.
    value: Option<String>,
    /// What stands in `is`.
    inline: String,
    formula: bool,
}

/// What has been read of one sheet.
struct Sheet<'a> {
    collected: Collected,
    strings: &'a [Arc<str>],
    styles: &'a Styles,
    from_1904: bool,
    room: &'a mut usize,
    /// The line at hand, from 1.
    line: u32,
    /// The column at hand, from 0.
    column: usize,
    cell: Raw,
}

impl Sheet<'_> {
    fn step(&mut self, open: &[String], step: Step<'_>) -> Result<(), Fault> {
        // `worksheet`, `sheetData`, `row`, `c` and what is in a cell.
        let [_, data, inside @ ..] = open else { return Ok(()) };
        if data != "sheetData" {
            return Ok(());
        }
        let names: Vec<&str> = inside.iter().map(String::as_str).collect();
        match (step, names.as_slice()) {
            (Step::Start(element), ["row"]) => self.start_line(&element),
            (Step::Start(element), ["row", "c"]) => self.start_cell(&element),
            (Step::Start(_), ["row", "c", "f"]) => {
                self.cell.formula = true;
                Ok(())
            }
            (Step::Start(_), ["row", "c", "v"]) => {
                self.cell.value = Some(String::new());
                Ok(())
            }
            (Step::Text(piece), ["row", "c", "v"]) => {
                push(self.cell.value.get_or_insert_default(), piece);
                Ok(())
            }
            (Step::Text(piece), ["row", "c", "is", "t"] | ["row", "c", "is", "r", "t"]) => {
                push(&mut self.cell.inline, piece);
                Ok(())
            }
            (Step::End, ["row", "c"]) => self.end_cell(),
            (Step::End, ["row"]) => {
                self.collected.end_line(self.line);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start_line(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let named = element.attribute("r");
        let line = match &named {
            Some(text) => text.parse().ok(),
            None => self.line.checked_add(1),
        };
        self.line = line.filter(|line| (1..=LAST_LINE).contains(line)).ok_or_else(|| {
            self.collected.outside(&format!("line `{}`", shortened(&named.unwrap_or_default())))
        })?;
        self.column = 0;
        Ok(())
    }

    fn start_cell(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        if let Some(place) = element.attribute("r") {
            let digits = place.find(|sign: char| sign.is_ascii_digit()).unwrap_or(place.len());
            let line = place[digits..].parse::<u32>().ok();
            let column = column(&place[..digits]);
            self.column = column
                .filter(|_| line.is_some_and(|line| (1..=LAST_LINE).contains(&line)))
                .ok_or_else(|| self.collected.outside(&format!("cell `{}`", shortened(&place))))?;
        }
        if self.column >= COLUMNS {
            return Err(self.collected.outside(&format!("cell `{}{}`", letters(self.column), self.line)));
        }
        self.cell = Raw {
            kind: element.attribute("t").unwrap_or_default(),
            style: element.attribute("s").and_then(|text| text.parse().ok()).unwrap_or_default(),
            ..Raw::default()
        };
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let raw = std::mem::take(&mut self.cell);
        if raw.formula && raw.inline.is_empty() && !raw.is_stored() {
            self.collected.uncomputed(self.column, 1);
        }
        let cell = self.value(&raw)?;
        self.collected.cell(self.column, cell, self.room)?;
        self.column += 1;
        Ok(())
    }

    fn value(&self, raw: &Raw) -> Result<Cell, Fault> {
        if raw.kind == "inlineStr" || !raw.inline.is_empty() {
            return Ok(Cell::from_text(&raw.inline));
        }
        let Some(value) = raw.value.as_deref().map(str::trim).filter(|value| !value.is_empty()) else {
            return Ok(Cell::Empty);
        };
        Ok(match raw.kind.as_str() {
            "s" => {
                let text = value.parse::<usize>().ok().and_then(|at| self.strings.get(at));
                let text = text.ok_or_else(|| {
                    let (sheet, column) = (self.collected.sheet(), letters(self.column));
                    let cell = format!("cell `{column}{}` of sheet `{sheet}`", self.line);
                    Fault::Other(format!("{cell} names a text that is not in it"))
                })?;
                if text.is_empty() { Cell::Empty } else { Cell::Text(Arc::clone(text)) }
            }
            "b" if value == "1" => Cell::from_text("true"),
            "b" if value == "0" => Cell::from_text("false"),
            "" | "n" => match value.parse::<f64>() {
                Ok(number) if number.is_finite() => self.number(number, raw.style),
                _ => Cell::from_text(value),
            },
            _ => Cell::from_text(value),
        })
    }

    /// A number, or the day that it is shown as.
    fn number(&self, number: f64, style: usize) -> Cell {
        let shown = self.styles.shows_a_day(style).then(|| day(number, self.from_1904)).flatten();
        shown.map_or(Cell::Number(number), |day| Cell::from_text(&day))
    }
}

impl Raw {
    /// Whether the outcome of a formula is there: of a text it may be empty.
    fn is_stored(&self) -> bool {
        self.value.as_ref().is_some_and(|value| !value.is_empty() || self.kind == "str")
    }
}

/// Reads the letters of a column as its number from 0.
fn column(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let number = letters.bytes().try_fold(0, |sum, letter| {
        letter.is_ascii_alphabetic().then(|| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    (number <= COLUMNS).then(|| number - 1)
}

/// A place that a file names, so short that it fits in a message.
fn shortened(place: &str) -> String {
    place.chars().filter(char::is_ascii_alphanumeric).take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::workbook::{Opened, made, open};

    fn sheets(bytes: &[u8]) -> Vec<Grid> {
        match open(bytes) {
            Opened::Sheets(sheets) => sheets,
            Opened::Broken(what) => panic!("{what}"),
            Opened::Other(why) => panic!("{why}"),
        }
    }

    fn texts(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        sheets(bytes)[0].rows.iter().map(|row| (row.line, row.texts())).collect()
    }

    #[test]
    fn cells_keep_their_place_with_and_without_a_name() {
        let rows = "<row r='3'><c r='B3'><v>1.5</v></c><c t='inlineStr'><is><t>x</t></is></c></row><row>\
            <c t='b'><v>1</v></c></row>";
        let expected = [(3, vec!["", "1.5", "x"]), (4, vec!["true"])];
        assert_eq!(
            texts(&made::xlsx(rows)),
            expected.map(|(line, row)| (line, row.into_iter().map(str::to_owned).collect()))
        );
    }

    #[test]
    fn error_words_are_texts_whatever_they_say() {
        for word in ["#N/A", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#GETTING_DATA", "#MORGEN!"] {
            let rows = format!("<row><c t='e'><v>{word}</v></c><c><v>7</v></c></row>");
            assert_eq!(texts(&made::xlsx(&rows))[0].1, [word, "7"]);
        }
    }

    #[test]
    fn a_formula_without_an_outcome_is_told_and_an_empty_text_is_an_outcome() {
        let rows = "<row><c><f>A2</f><v/></c><c><f>B2</f></c><c t='str'><f>C2</f><v></v></c><c><f>D2</f><v>4</v></c>\
            </row><row><c><f>A3</f></c></row>";
        let sheets = sheets(&made::xlsx(rows));
        assert_eq!(sheets[0].uncomputed, [(0, 2), (1, 1)].into());
        assert_eq!(sheets[0].rows[0].texts(), ["", "", "", "4"]);
    }

    #[test]
    fn a_far_cell_is_read_and_one_outside_every_sheet_is_named() {
        assert_eq!(
            texts(&made::xlsx("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"))[0].1.len(),
            COLUMNS
        );
        for place in ["ZZZZZZZ1", "XFE1", "A4294967296", "A0", "7", "É1", "A99999999999999999999"] {
            let rows = format!("<row><c r='{place}'><v>1</v></c></row>");
            let Opened::Broken(what) = open(&made::xlsx(&rows)) else { panic!("{place}") };
            assert!(what.contains("sheet `Blad1` has a cell"), "{what}");
        }
    }

    #[test]
    fn a_sheet_that_may_be_named_after_a_person_is_told_by_its_number() {
        let book = |name: &str, cell: &str| {
            let list = format!("<workbook><sheets><sheet name='{name}' r:id='rId1'/></sheets></workbook>");
            let sheet = format!("<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>");
            let bytes = made::xlsx_with(&[("xl/workbook.xml", &list), ("xl/worksheets/sheet1.xml", &sheet)]);
            let Opened::Broken(what) = open(&bytes) else { panic!("{name}") };
            what
        };
        for (cell, told) in [
            ("<c r='XFE1'><v>1</v></c>", "sheet `#1` has a cell `XFE1`, which lies outside every sheet"),
            ("<c r='C1' t='s'><v>7</v></c>", "cell `C1` of sheet `#1` names a text that is not in it"),
        ] {
            assert_eq!(book("Jan Jansen", cell), told);
            assert_eq!(book("Data", cell), told.replace("#1", "Data"));
        }
    }

    #[test]
    fn a_prefix_or_another_edition_changes_nothing() {
        let plain = made::xlsx(
            "<row><c t='inlineStr'><is><r><t>a</t></r><r><t xml:space='preserve'> b</t></r><rPh><t>c</t></rPh></is></c></row>",
        );
        assert_eq!(texts(&plain)[0].1, ["a b"]);
        let prefixed = "<x:row><x:c t='inlineStr'><x:is><x:t>a b</x:t></x:is></x:c></x:row>";
        assert_eq!(texts(&made::xlsx_with(&[("xl/worksheets/sheet1.xml", &format!(
            "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData>{prefixed}</x:sheetData></x:worksheet>"
        ))]))[0].1, ["a b"]);
    }

    #[test]
    fn shared_texts_days_and_hidden_sheets_are_known() {
        let bytes = made::xlsx_with(&[
            (
                "xl/sharedStrings.xml",
                "<sst uniqueCount='4294967295'><si><t>een</t></si><si><t>twee</t></si></sst>",
            ),
            (
                "xl/styles.xml",
                "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd\\-mm\\-yyyy'/></numFmts>\
                <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='14'/></cellXfs></styleSheet>",
            ),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row><c t='s'><v>1</v></c><c s='1'><v>45684</v></c>\
                <c s='2'><v>45684</v></c><c s='0'><v>45684</v></c></row></sheetData></worksheet>",
            ),
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name='Blad1' r:id='rId1' state='hidden'/></sheets></workbook>",
            ),
        ]);
        let sheets = sheets(&bytes);
        assert_eq!(sheets[0].rows[0].texts(), ["twee", "2025-01-27", "2025-01-27", "45684"]);
        assert!(sheets[0].hidden);
    }

    #[test]
    fn paths_are_seen_from_the_folder_of_the_part() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolved("xl/a", "..\\b.xml"), "xl/b.xml");
    }
}
