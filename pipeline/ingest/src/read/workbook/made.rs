//! Makes small workbooks in memory, for tests.
//!
//! It makes no more of a workbook than is read.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive with these parts.
pub(crate) fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, stored).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An `.ods` workbook with these tables.
pub(crate) fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:draw='d' xmlns:style='s' \
         xmlns:calcext='c'><office:automatic-styles><style:style style:name='weg'><style:table-properties table:display='false'/>\
         </style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    zip(&[("mimetype", super::archive::ODS), ("content.xml", &content)])
}

/// An `.xlsx` workbook with one sheet of these rows.
pub(crate) fn xlsx(rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    xlsx_with(&[("xl/worksheets/sheet1.xml", &sheet)])
}

/// An `.xlsx` workbook with these parts in the place of, or beside, the usual ones.
pub(crate) fn xlsx_with(parts: &[(&str, &str)]) -> Vec<u8> {
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='{TYPE}/{kind}' Target='{target}'/>")
    };
    let all = |relations: &[String]| format!("<Relationships>{}</Relationships>", relations.concat());
    let root = all(&[relation("rId1", "officeDocument", "xl/workbook.xml")]);
    let book = all(&[
        relation("rId1", "worksheet", "worksheets/sheet1.xml"),
        relation("rId2", "sharedStrings", "sharedStrings.xml"),
        relation("rId3", "styles", "/xl/styles.xml"),
    ]);
    let usual = [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root.as_str()),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='r'><sheets><sheet name='Blad1' r:id='rId1'/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", book.as_str()),
    ];
    let kept = usual.into_iter().filter(|(name, _)| parts.iter().all(|(other, _)| other != name));
    zip(&kept.chain(parts.iter().copied()).collect::<Vec<_>>())
}
