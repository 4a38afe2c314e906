//! Files as they are downloaded, and others: of which kind each is, or why it is left. Tests alone.
//!
//! What stands in a file is tested where it is read.

use domain::schooljaar::Schooljaar;

use super::*;
use crate::read::container;
use crate::soort::Soort;

/// The kind of a file, or why it is left.
fn recognise(bestand: &str, bytes: &[u8]) -> Result<Result<Soort, Why>, Error> {
    let shelves = shelves();
    let opened = container::open(bestand, bytes, &|grid| known(&shelves, grid))?;
    Ok(match opened {
        Ok(opened) => find(&shelves, opened.sheets, bestand)?
            .map(|found| shelves[found.shelf].soort())
            .map_err(|_| Why::OtherWorkbook),
        Err(why) => Err(why),
    })
}

fn why(bytes: &[u8]) -> Option<Why> {
    recognise("x", bytes).unwrap().err()
}

#[test]
fn says_why_a_file_is_left() {
    assert_eq!(why(b""), Some(Why::Empty));
    assert_eq!(recognise("x.ODS", b"tekst").unwrap().err(), Some(Why::FalseWorkbook));
    assert_eq!(why(b"%PDF-1.7"), Some(Why::Binary));
    assert_eq!(why(b"\x89PNG\r\n\0\0"), Some(Why::Binary));
    assert_eq!(why(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), Some(Why::OldExcel));
    assert_eq!(why(b"<!DOCTYPE html><html>"), Some(Why::WebPage));
    assert_eq!(
        why(b"<!-- x --><meta charset='utf-8'><table><tr><td>1</td></tr></table>"),
        Some(Why::WebPage)
    );
    assert_eq!(why(b"<?xml version='1.0'?><html xmlns='x'><table>"), Some(Why::WebPage));
    assert_eq!(why(b"<?mso-application progid=\"Excel.Sheet\"?><Workbook>"), Some(Why::XmlWorkbook));
    assert_eq!(why(b"<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"x\">"), Some(Why::XmlWorkbook));
    assert_eq!(recognise("x.xlsb", b"PK\x03\x04\0\0").unwrap().err(), Some(Why::BinaryExcel));
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(why(&[&[0xD0, 0xCF, 0x11, 0xE0], &stream[..]].concat()), Some(Why::Password));
    assert_eq!(why(b"Beste collega, \"hierbij\nde bestanden"), Some(Why::OtherText));
    assert_eq!(why(b"INSTELLINGSCODE;VESTIGINGSCODE;VSO;PRO\n00AP;00;0;0\n"), Some(Why::OtherDuo));
}

#[test]
fn the_older_layout_of_duo_is_left_with_its_year() {
    let levels = "PEILDATUM;BRIN_NUMMER;VESTIGINGSNUMMER;INSTELLINGSNAAM_VESTIGING;REKENEN_LAGER1F;REKENEN_1F;LV_1F;TV_1F\n\
        20190417;99WH;0;X;1;4;6;0\n";
    let scores = "PEILDATUM_LEERLINGEN;brin_nummer;VESTIGINGSNUMMER;INSTELLINGSNAAM_VESTIGING;cet_aantal\n20161001;99WH;0;X;1\n";
    let year = |text: &str| text.parse::<Schooljaar>().ok();
    assert_eq!(why(levels.as_bytes()), Some(Why::OldDuo(year("2018-2019"))));
    assert_eq!(why(scores.as_bytes()), Some(Why::OldDuo(year("2016-2017"))));
    assert_eq!(why(levels.replace("20190417", "x").as_bytes()), Some(Why::OldDuo(None)));
}

#[test]
fn headings_are_found_below_titles_and_a_line_that_names_the_delimiter() {
    let rows = "INSTELLINGSCODE,VESTIGINGSCODE,REKENEN_LAGER1F,LV_1F,TV_2F\n00AP,00,<5,7,5\n";
    for above in ["sep=,\n", "\"sep=,\"\n", "Download; van DUO; op maandag\n\n"] {
        let text = format!("{above}{rows}");
        assert!(matches!(recognise("x", text.as_bytes()), Ok(Ok(Soort::Referentieniveaus))), "{above}");
    }
}

#[test]
fn knows_duo_by_its_headings() {
    let text = b"\xEF\xBB\xBF\"INSTELLINGSCODE\";\"VESTIGINGSCODE\";\"REKENEN_LAGER1F\";\"LV_1F\";\"TV_2F\"\r\n\"00AP\";\"00\";\"<5\";\"7\";\"5\"\r\n";
    assert!(matches!(recognise("x.txt", text), Ok(Ok(Soort::Referentieniveaus))));
}

#[test]
fn knows_results_by_their_headings_even_as_text() {
    let text = b"ovt;Gemiddelde %1F 2223;Gemiddelde %1S/2F 2223\n00AP|C1;94,44;55,56\n";
    assert!(matches!(recognise("x", text), Ok(Ok(Soort::Leerresultaten))));
}

#[test]
fn an_open_quote_in_our_own_kind_is_an_error() {
    let text = "ovt;Gemiddelde %1F 2223;Gemiddelde %1S/2F 2223\n\"00AP|C1;94,44;55,56\n00AQ|C1;1;2\n";
    for (above, line) in [("", 2), ("sep=;\n", 3), ("Download van maandag\n\n", 4)] {
        let text = format!("{above}{text}");
        let found = recognise("x", text.as_bytes());
        assert!(matches!(found, Err(Error::OpenQuote { regel, .. }) if regel == line), "{above}");
    }
}
