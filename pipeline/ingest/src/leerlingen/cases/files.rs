//! Files in the folder of a school that are no sound files about pupils, and workbooks of two kinds: tests alone.
//!
//! What a single file is, is tested where it is recognised.

use super::{TOETS, toets, trial};
use crate::read::workbook::made;

/// Headings and a row of a file of the Inspectie.
const RESULTS: &str = "ovt;Gemiddelde %1F 2223;Gemiddelde %1S/2F 2223;Uitkomst indicator 1F\n";

#[test]
fn a_public_file_with_a_fault_in_the_folder_of_a_school_costs_itself_alone() {
    let good = format!("{TOETS}\n{}\n", toets(1, &[]));
    let long = ";".repeat((1 << 20) + 1);
    for (content, reden) in [
        (format!("{RESULTS}\"99WH|C1;94,44;55,56;x\n"), "damaged_file"),
        (format!("{RESULTS}99WH|C1;94,44;55,56;x\n"), "damaged_file"),
        (RESULTS.to_owned(), "damaged_file"),
        (format!("{RESULTS}{long}\n"), "file_too_large"),
    ] {
        let read = trial().with("99WH-C1/goed.csv", &good).with("99WH-C1/fout.csv", content).read();
        assert_eq!(read.rows("99WH-C1/goed.csv"), (1, 0));
        let refused: Vec<(&str, &str)> =
            read.loaded.refused.iter().map(|file| (file.bestand.as_str(), file.reden.as_str())).collect();
        assert_eq!(refused, [("99WH-C1/fout.csv", reden)]);
    }
}

#[test]
fn sheets_beside_a_public_one_are_named() {
    let line = |text: &str| {
        let cell = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
        format!("<row>{}</row>", text.split(';').map(cell).collect::<Vec<_>>().concat())
    };
    let sheet = |lines: &[&str]| {
        let rows: String = lines.iter().map(|text| line(text)).collect();
        format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
    };
    let front = "INSTELLINGSCODE;VESTIGINGSCODE;INSTELLINGSNAAM_VESTIGING;PEILDATUM_LEERLINGEN;CET_AANTAL;CET_GEM;\
        IEP_AANTAL;IEP_GEM";
    let scores = sheet(&[front, "99WH;00;De Plas;20231001;18;533.5;0;0"]);
    let (pupils, other) = (sheet(&[TOETS, &toets(1, &[])]), sheet(&["een;twee"]));
    let names = ["Data", "Groep 5", "Juf Anja", "Toelichting", "Uitleg"];
    let listed = |(at, name): (usize, &str)| {
        let hidden = if name == "Uitleg" { " state='hidden'" } else { "" };
        format!("<sheet name='{name}' r:id='rId{at}'{hidden}/>")
    };
    let list = (1..).zip(names).map(listed).collect::<Vec<_>>().concat();
    let relation = |at: usize| {
        format!("<Relationship Id='rId{at}' Type='x/worksheet' Target='worksheets/sheet{at}.xml'/>")
    };
    let relations = format!("<Relationships>{}</Relationships>", (1..=5).map(relation).collect::<String>());
    let bytes = made::xlsx_with(&[
        ("xl/workbook.xml", &format!("<workbook><sheets>{list}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/worksheets/sheet1.xml", &scores),
        ("xl/worksheets/sheet2.xml", &pupils),
        ("xl/worksheets/sheet3.xml", &other),
        ("xl/worksheets/sheet4.xml", &other),
        ("xl/worksheets/sheet5.xml", &other),
    ]);
    let read = trial().with("werkmap.xlsx", bytes).read();
    assert_eq!(
        read.warnings(),
        [
            "`werkmap.xlsx`: sheets that are not read: `Groep 5` (a table by itself, which has to be a file of its own), \
          `#3` (no known headings), `Uitleg` (hidden)"
        ]
    );
    assert_eq!(read.rows("werkmap.xlsx"), (1, 0));
}
