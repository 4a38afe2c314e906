//! Parts in, the bytes of a workbook out, and back; for workbooks as no generator of ours writes them.
//!
//! What stands in a part is for the test to say.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Packs parts into an archive, in order.
pub fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    crate::fixtures::pack(parts).expect("parts can be packed")
}

/// The same for parts that need not be text.
pub fn pack_bytes(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    crate::fixtures::pack(&parts).expect("parts can be packed")
}

/// The parts of an archive, those that can be unpacked.
pub fn unpack(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let Ok(mut part) = archive.by_index(at) else { continue };
        let mut bytes = Vec::new();
        let name = part.name().map(|name| name.to_string()).unwrap_or_default();
        if part.read_to_end(&mut bytes).is_ok() {
            parts.push((name, bytes));
        }
    }
    parts
}

/// The rows of a delimited text as the rows of an `.xlsx` sheet.
pub fn sheet(text: &str) -> String {
    let row = |line: &str| {
        let cells =
            line.split(';').map(|cell| format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(cell)));
        format!("<row>{}</row>", cells.collect::<String>())
    };
    text.lines().map(row).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// An `.xlsx` workbook of sheets: name, state, rows.
pub fn xlsx(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{TYPE}/{kind}\" Target=\"{target}\"/>")
    };
    let all = |relations: String| format!("<Relationships>{relations}</Relationships>");
    let root = all(relation(1, "officeDocument", "xl/workbook.xml"));
    let numbered = || (1..).zip(sheets);
    let named = numbered().map(|(number, (name, state, _))| {
        format!("<sheet name=\"{name}\" sheetId=\"{number}\" state=\"{state}\" r:id=\"rId{number}\"/>")
    });
    let book = format!("<workbook xmlns:r=\"r\"><sheets>{}</sheets></workbook>", named.collect::<String>());
    let targets =
        numbered().map(|(number, _)| relation(number, "worksheet", &format!("worksheets/sheet{number}.xml")));
    let relations = all(targets.collect());
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("_rels/.rels".to_owned(), root),
        ("xl/workbook.xml".to_owned(), book),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations),
    ];
    parts.extend(numbered().map(|(number, (_, _, rows))| {
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        (format!("xl/worksheets/sheet{number}.xml"), sheet)
    }));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    pack(&parts)
}

/// An `.ods` workbook with these tables.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    pack(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}
