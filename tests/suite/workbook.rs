//! The workbook of every school of the demo board, read back: Dutch headings, numbers as numbers, no invisible letters.

use std::io::{Cursor, Read as _};

use schoolanalyse::Exit;
use tests::{Project, silent_typst};
use zip::ZipArchive;

/// A leerjaar is a number that names a group.
const NAMES: [&str; 2] = ["Leerjaar", "Leerjaren"];

#[test]
fn a_workbook_has_headings_in_words_and_counts_as_numbers() {
    let project = Project::fixture("bestuur");
    let typst = silent_typst().display().to_string();
    let words = ["build", "--typst", typst.as_str(), "--audience", "directie"];
    project.run(words).ends(Exit::Done);
    let folder = "rapporten/2025-2026-midden";
    let (mut sheets, mut faults) = (0, Vec::new());
    for school in project.reports(folder) {
        for sheet in read(&project.read(&format!("{folder}/{school}/cijfers.xlsx"))) {
            sheets += 1;
            faults
                .extend(sheet.faults().into_iter().map(|fault| format!("{school}, {}: {fault}", sheet.name)));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    assert!(sheets > 100, "{sheets} sheets");
}

/// A sheet: its name, and its rows of cells with a number or a text.
struct Sheet {
    name: String,
    rows: Vec<Vec<Cell>>,
}

#[derive(Clone)]
enum Cell {
    Text(String),
    Other,
}

impl Cell {
    fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }
}

impl Sheet {
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let texts = self.rows.iter().flatten().map(Cell::text);
        faults.extend(
            texts.filter(|text| text.contains('\u{ad}')).map(|text| format!("a soft hyphen in `{text}`")),
        );
        // The table starts under the first empty row.
        let Some(head) = self.rows.iter().position(Vec::is_empty).and_then(|at| self.rows.get(at + 1)) else {
            return faults;
        };
        let is_raw = |cell: &&Cell| cell.text().contains('_') || cell.text() == "ovt";
        faults.extend(head.iter().filter(is_raw).map(|cell| format!("the heading `{}`", cell.text())));
        let start = self.rows.iter().position(Vec::is_empty).unwrap_or_default() + 2;
        for row in self.rows.iter().skip(start).take_while(|row| !row.is_empty()) {
            for (cell, heading) in row.iter().zip(head) {
                let is_number = cell.text().trim_start_matches(['<', '+', '−', '-']).parse::<f64>().is_ok();
                if is_number && !NAMES.contains(&heading.text()) {
                    faults.push(format!("`{}` stands as a text under `{}`", cell.text(), heading.text()));
                }
            }
        }
        faults
    }
}

/// The sheets of a workbook after the first, which lists them.
fn read(bytes: &[u8]) -> Vec<Sheet> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip archive");
    let mut part = |name: &str| -> Option<String> {
        let mut text = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut text).expect("the parts of a workbook are XML");
        Some(text)
    };
    let strings = part("xl/sharedStrings.xml").expect("a workbook has texts");
    let strings: Vec<String> = strings.split("<si>").skip(1).map(plain).collect();
    let names = part("xl/workbook.xml").expect("a workbook lists its sheets");
    let names: Vec<String> = names
        .split("<sheet name=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect();
    let sheets = names.iter().enumerate().skip(1).map(|(at, name)| {
        let xml =
            part(&format!("xl/worksheets/sheet{}.xml", at + 1)).expect("a sheet that is listed is there");
        Sheet { name: name.clone(), rows: rows(&xml, &strings) }
    });
    sheets.collect()
}

/// The rows of a sheet by their number, those without a cell empty.
fn rows(xml: &str, strings: &[String]) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in xml.split("<row ").skip(1) {
        let number: usize =
            attribute(row, "r").and_then(|text| text.parse().ok()).expect("a row has a number");
        rows.resize_with(number, Vec::new);
        let cells = row.split("<c ").skip(1).map(|cell| {
            let value = cell.split("<v>").nth(1).and_then(|rest| rest.split("</v>").next());
            let text =
                value.filter(|_| attribute(cell, "t") == Some("s")).and_then(|at| at.parse::<usize>().ok());
            text.map_or(Cell::Other, |at| Cell::Text(strings[at].clone()))
        });
        rows[number - 1] = cells.collect();
    }
    rows
}

fn attribute<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let tag = xml.split('>').next()?;
    tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()
}

/// The text of a shared string, its tags taken away.
fn plain(xml: &str) -> String {
    let xml = xml.split("</si>").next().unwrap_or(xml);
    let texts = xml.split("<t").skip(1).filter_map(|rest| rest.split_once('>')?.1.split("</t>").next());
    texts.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
