//! Reads rows as the Inspectie writes them, returns what is kept, left and refused of them.
//!
//! Which rows of DUO are whose is for the model.

use super::*;
use crate::read::delimited;

const HEADINGS: &str = "Peildatum;Sector;OVT;OVTNaam;Elementtype;KwaliteitOnderwijs;Onderzoeksnummer;TypeOnderzoekCode;\
    TypeOnderzoek;Vaststellingsdatum;Publicatiedatum;Bestuursnummer;Bestuursnaam;TypeOVT;BetrokkenVestigingen;BRIN;\
    Vestiging;Kader;WV1;2.1;OP0;OP2;OP2SN;OR1;SKA1";
const PLAIN: &str =
    "01-03-2026;PO;99AA|C1;De Plas;CLR;Geen eindoordeel;;;;;;41;Stichting;BAS;99AA|00;99AA;00;;;;;;;;";
const JUDGED: &str = "01-03-2026;PO;99AB|C1;De Wal;CLR;Voldoende;1;SKO23;Stelselonderzoek;20250613;20250627;99001;\
    Bestuur;BAS;99AB|00,99AB|01,99AB|01;99AB;00;PO2021_V23;;;;Voldoende;;N.t.b.;";

fn read_lines(lines: &[&str]) -> (Vec<School>, Ledger) {
    let grid = delimited::grid(&[&[HEADINGS], lines].concat().join("\r\n")).unwrap();
    let header = grid.header(is_header).unwrap();
    let mut ledger = Ledger::new("oordelen.csv", Soort::Oordelen);
    let read = read(&grid, &header, &mut ledger).unwrap();
    (read.scholen, ledger)
}

fn refused(lines: &[&str]) -> Vec<(u32, Reason)> {
    let (_, ledger) = read_lines(lines);
    assert_eq!(usize::try_from(ledger.loaded + ledger.refused).unwrap(), lines.len());
    ledger.rejected.iter().map(|row| (row.regel, row.reden)).collect()
}

#[test]
fn a_school_has_its_vestigingen_once_its_bestuur_and_its_judgements_with_their_days() {
    let (scholen, ledger) = read_lines(&[PLAIN, JUDGED]);
    assert!(ledger.rejected.is_empty() && ledger.warnings.is_empty());
    assert_eq!(scholen[0].bevoegd_gezag.as_deref(), Some("00041"));
    assert!(scholen[0].oordelen.is_empty() && scholen[0].vastgesteld.is_none());
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(scholen[1].vestigingen, [pair("99AB", "00"), pair("99AB", "01")]);
    assert_eq!(
        scholen[1].oordelen,
        [pair("eindoordeel", "Voldoende"), pair("OP2", "Voldoende"), pair("OR1", "N.t.b.")]
    );
    assert_eq!(scholen[1].vastgesteld.map(|day| day.to_string()).as_deref(), Some("2025-06-13"));
}

#[test]
fn other_sectors_and_what_is_no_school_are_counted_and_left() {
    let vo = PLAIN.replace(";PO;99AA|C1;De Plas;CLR", ";VO;99AA|03|VMBOB;VMBOB;ODS");
    let so = PLAIN.replace(";PO;99AA|C1;De Plas;CLR", ";SO;99AA|OKE 01|SO;De Plas;OKE");
    let opdc = PLAIN.replace(";PO;99AA|C1;De Plas;CLR", ";PO;99AA|00;OPDC;VST").replace(";BAS;", ";OPDP;");
    let (scholen, ledger) = read_lines(&[&vo, &so, PLAIN, &vo, &opdc]);
    assert_eq!((scholen.len(), ledger.loaded, ledger.refused), (1, 1, 0));
    assert_eq!(
        ledger.warnings[0].to_string(),
        "`oordelen.csv`: rows of no school for primary education, which are left: PO (VST OPDP) 1, SO 1, VO 2"
    );
}

#[test]
fn an_ovt_with_a_row_for_each_kader_is_one_school() {
    let older = JUDGED.replace("PO2021_V23", "PO2021");
    let (scholen, ledger) = read_lines(&[JUDGED, &older]);
    assert_eq!((scholen.len(), ledger.refused), (2, 0));
    let tables = tabellen::tables(scholen).unwrap();
    let [schools, places, judgements] = &tables[..] else { panic!("three tables") };
    assert_eq!((schools.1.num_rows(), places.1.num_rows(), judgements.1.num_rows()), (1, 2, 6));
}

#[test]
fn rows_of_one_ovt_that_contradict_each_other_are_refused() {
    let twice = Reason::DuplicateOvt;
    assert_eq!(refused(&[PLAIN, PLAIN]), [(3, twice)]);
    assert_eq!(refused(&[PLAIN, &PLAIN.replace(";;;;;;;;", ";;;;Goed;;;;")]), [(2, twice), (3, twice)]);
    let elsewhere = JUDGED.replace("PO2021_V23", "PO2021").replace("99AB|00,", "");
    assert_eq!(refused(&[JUDGED, &elsewhere, PLAIN]), [(2, twice), (3, twice)]);
}

#[test]
fn a_faulty_row_is_refused_with_its_line_and_its_ovt() {
    for (found, instead, reason) in [
        (";PO;", ";PAO;", Reason::UnknownSector),
        (";PO;", ";;", Reason::MissingValue),
        ("01-03-2026", "31-02-2026", Reason::MalformedDate),
        ("01-03-2026", "", Reason::MissingValue),
        ("De Wal", "", Reason::MissingValue),
        ("20250613", "20250631", Reason::MalformedDate),
        ("99001", "9900A", Reason::MalformedBestuur),
        ("99AB|00,", "99AB-00,", Reason::MalformedVestiging),
        ("99AB|00,", "9AAB|00,", Reason::MalformedBrin),
        ("N.t.b.", "4", Reason::MalformedOordeel),
    ] {
        let row = JUDGED.replacen(found, instead, 1);
        let (scholen, ledger) = read_lines(&[PLAIN, &row]);
        assert_eq!((scholen.len(), ledger.rejected.len()), (1, 1), "{instead}");
        let rejected = &ledger.rejected[0];
        assert_eq!(
            (rejected.regel, rejected.reden, rejected.school.as_deref()),
            (3, reason, Some("99AB|C1"))
        );
    }
    assert_eq!(refused(&[&JUDGED.replace("99AB|C1", "99AB-C1")]), [(2, Reason::MalformedOvt)]);
    assert_eq!(refused(&[&PLAIN.replace(";BAS", "")]), [(2, Reason::RaggedRow)]);
}

#[test]
fn a_heading_is_a_standard_by_its_form() {
    for code in ["OP0", "OP", "OP2SN", "SKA1", "WV7", "2.1", "OR1", "BA2", "OP10"] {
        assert!(is_standard(code) && has_form(code), "{code}");
    }
    for code in ["KVK", "NW1", "RIO"] {
        assert!(!is_standard(code) && has_form(code), "{code}");
    }
    for other in ["OVT", "BRIN", "Kader", "Sector", "", "21", "2.", "TypeOVT", "2.x"] {
        assert!(!is_standard(other) && !has_form(other), "{other}");
    }
}

#[test]
fn a_new_column_is_a_standard_when_it_holds_judgements_and_else_it_is_left_and_named() {
    let headings = format!("{HEADINGS};KVK;NW1;LEE");
    let lines = [
        headings,
        format!("{PLAIN};41012345;Goed;"),
        format!("{JUDGED};41012346;;"),
        format!("{PLAIN};x;4;"),
    ];
    let lines =
        lines.map(|line| line.replace("99AA|C1", if line.ends_with("x;4;") { "99AC|C1" } else { "99AA|C1" }));
    let grid = delimited::grid(&lines.join("\n")).unwrap();
    let header = grid.header(is_header).unwrap();
    let mut ledger = Ledger::new("oordelen.csv", Soort::Oordelen);
    let read = read(&grid, &header, &mut ledger).unwrap();
    assert_eq!(read.scholen[0].oordelen, [("NW1".to_owned(), "Goed".to_owned())]);
    // A number among judgements is a fault; a column of numbers is another column.
    assert_eq!((read.scholen.len(), ledger.rejected.len(), ledger.rejected[0].regel), (2, 1, 4));
    let told: Vec<String> = ledger.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["`oordelen.csv`: columns that are ignored: `KVK`"]);
}

#[test]
fn a_file_without_one_of_its_headings_is_told_from_another_kind() {
    let grid =
        delimited::grid(&format!("{}\r\n{PLAIN}", HEADINGS.replace("BetrokkenVestigingen", "x"))).unwrap();
    let header = grid.header(is_header).unwrap();
    let fault = read(&grid, &header, &mut Ledger::new("x", Soort::Oordelen)).unwrap_err();
    assert!(matches!(fault, Error::MissingColumn { kolommen, .. } if kolommen == ["BetrokkenVestigingen"]));
}
