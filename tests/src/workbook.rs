//! The bytes of a workbook in, the same workbook with one cell changed out.
//!
//! Works on the XML in the archive, so that everything else in the file stays as it was published.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// One part of a workbook, such as `xl/styles.xml`.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip archive");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("the workbook has this part");
    part.read_to_string(&mut text).expect("the parts of a workbook are XML");
    text
}

/// Replaces the text of the first cell that holds just this text.
pub(crate) fn with_cell(bytes: &[u8], text: &str, by: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip archive");
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    let (cell, new) = (format!(">{text}<"), format!(">{by}<"));
    let mut found = false;
    for position in 0..archive.len() {
        let mut part = archive.by_index(position).expect("the archive is whole");
        let options = SimpleFileOptions::default().compression_method(part.compression());
        changed.start_file(part.name().expect("a part has a name"), options).expect("a part can be begun");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a part can be read");
        let xml = String::from_utf8(content).expect("the parts of a workbook are XML");
        let xml = if found { xml } else { xml.replacen(&cell, &new, 1) };
        found = found || xml.contains(&new);
        changed.write_all(xml.as_bytes()).expect("a part can be written");
    }
    assert!(found, "no cell holds `{text}`");
    changed.finish().expect("the archive can be closed").into_inner()
}
