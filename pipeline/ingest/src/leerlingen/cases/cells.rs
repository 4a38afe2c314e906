//! Numbers and words of tables, and what one faulty cell costs: tests alone.
//!
//! What a single word means is tested where it is read.

use std::collections::BTreeMap;

use super::{GROEP8, TOETS, groep8, toets, trial};
use crate::check::reason::Reason;

#[test]
fn what_spreadsheets_put_around_a_cell_is_taken_off() {
    let rows: Vec<String> = [
        [("vaardigheidsscore", "\u{a0}200\u{a0}")],
        [("vaardigheidsscore", "\u{202f}200")],
        [("vaardigheidsscore", "'200")],
        [("vaardigheidsscore", "=\"200\"")],
        [("vaardigheidsscore", "200,0")],
        [("jaargroep", "5.0")],
        [("jaargroep", "groep 5")],
        [("groep", "5-jun")],
    ]
    .iter()
    .enumerate()
    .map(|(at, changes)| toets(at, changes))
    .collect();
    let read = trial().table(TOETS, &rows).read();
    assert_eq!(read.counts(), (8, 0), "{:?}", read.loaded.rejected);
    assert_eq!(read.column("toetsresultaten", "vaardigheidsscore"), vec!["200.0"; 8]);
    let rows: Vec<String> = ["NA", "#N/B", "n.v.t.", "-"]
        .iter()
        .enumerate()
        .map(|(at, word)| toets(at, &[("vaardigheidsscore", word)]))
        .collect();
    let read = trial().table(TOETS, &rows).read();
    assert_eq!(
        (read.counts(), read.column("toetsresultaten", "vaardigheidsscore")),
        ((4, 0), vec![String::new(); 4])
    );
}

#[test]
fn a_file_of_which_each_line_stands_in_quotes_is_read() {
    let wrapped = |line: &str| format!("\"{}\"", line.replace(';', ",").replace('"', "\"\""));
    let rows: Vec<String> =
        (0..12).map(|at| wrapped(&toets(at, &[("vaardigheidsscore", "200.5")]))).collect();
    let read = trial().table(&wrapped(TOETS), &rows).read();
    assert_eq!(read.counts(), (12, 0), "{:?}", read.loaded.rejected);
    assert_eq!(read.column("toetsresultaten", "vaardigheidsscore"), vec!["200.5"; 12]);
    // The hash is that of the file as it lies there.
    let text = format!("{}\n{}\n", wrapped(TOETS), rows.join("\n"));
    assert_eq!(read.loaded.sources[0].sha256, crate::read::hash::hash(text.as_bytes()));
}

#[test]
fn a_mark_of_thousands_is_read_or_told_and_never_taken_for_decimals() {
    let score = |at: usize, word: &str| toets(at, &[("vaardigheidsscore", word), ("aanbieder", "anders")]);
    let rows = [score(0, "1.200"), score(1, "1.200,5"), score(2, "1 200"), score(3, "187,5")];
    let read = trial().table(TOETS, &rows).read();
    assert_eq!(
        (read.counts(), read.reasons()),
        ((4, 0), BTreeMap::from([((Reason::AmbiguousThousands, true), 1)]))
    );
    assert_eq!(read.column("toetsresultaten", "vaardigheidsscore"), ["", "1200.0", "1200.5", "187.5"]);
}

#[test]
fn one_pupil_in_several_spellings_is_one_pupil() {
    let numbers = ["0012340", "12340.0", "=\"0012340\"", "12340\u{a0}", "'12340", "12340"];
    let vakken = ["rekenen", "spelling", "begrijpend lezen", "woordenschat", "lezen", "engels"];
    let rows: Vec<String> = numbers
        .iter()
        .zip(vakken)
        .map(|(number, vak)| toets(1, &[("leerling_id", number), ("vakgebied", vak)]))
        .collect();
    let read = trial().table(TOETS, &rows).read();
    assert_eq!((read.counts(), read.column("leerlingen", "ovt").len()), ((6, 0), 1));
    let rows = [
        toets(1, &[("leerling_id", "ab1")]),
        toets(1, &[("leerling_id", "AB1")]),
        toets(1, &[("leerling_id", "1,2E+11")]),
    ];
    let read = trial().table(TOETS, &rows).read();
    assert_eq!((read.counts(), read.column("leerlingen", "ovt").len()), ((2, 1), 2));
}

#[test]
fn one_faulty_cell_of_groep_8_does_not_cost_the_other_figures() {
    for (column, word, reden) in [
        ("toetsadvies", "kunstacademie", Reason::UnknownAdvies),
        ("voorlopig_advies", "vmbo", Reason::UnknownAdvies),
        ("definitief_advies", "vso/havo", Reason::UnknownAdvies),
        ("standaardscore", "veel", Reason::NotANumber),
        ("standaardscore", "1999", Reason::ScoreOutOfRange),
        ("toetsaanbieder", "Toetsjuf", Reason::UnknownAanbieder),
    ] {
        let read = trial().table(GROEP8, &[groep8(1, &[(column, word)])]).read();
        assert_eq!(
            (read.counts(), read.reasons()),
            ((1, 0), BTreeMap::from([((reden, true), 1)])),
            "{column}"
        );
        for (domein, niveau) in [("lezen", "2F"), ("taalverzorging", "2F"), ("rekenen", "1S")] {
            assert_eq!(read.column("doorstroomtoets", domein), [niveau], "{column}");
        }
    }
    // A level that cannot be read leaves the others, and the pupil lacks all three together.
    let read = trial().table(GROEP8, &[groep8(1, &[("rekenen", "3F")])]).read();
    assert_eq!((read.counts(), read.reasons().len()), ((1, 0), 1));
    assert_eq!(
        (read.column("doorstroomtoets", "lezen"), read.column("doorstroomtoets", "rekenen")),
        (vec!["2F".to_owned()], vec![String::new()])
    );
    assert_eq!(read.column("schooladviezen", "definitief"), ["havo/vwo"]);
    // Without any cell that can be used the row is refused, and all its faults are those of the row.
    let only = [
        ("lezen", "x"),
        ("taalverzorging", ""),
        ("rekenen", ""),
        ("standaardscore", ""),
        ("toetsadvies", ""),
        ("voorlopig_advies", ""),
        ("definitief_advies", ""),
    ];
    let read = trial().table(GROEP8, &[groep8(1, &only)]).read();
    assert_eq!(
        (read.counts(), read.reasons()),
        ((0, 1), BTreeMap::from([((Reason::UnknownReferentieniveau, false), 1)]))
    );
    // Whether the pupil counts at all is needed for everything.
    let read = trial().table(GROEP8, &[groep8(1, &[("ontheffing", "misschien")])]).read();
    assert_eq!(read.counts(), (0, 1));
}

#[test]
fn the_advices_of_the_doorstroomtoets_are_known_in_every_spelling() {
    let spellings =
        ["pro/vmbo-bb", "PrO/VMBO BB", "vmbo-bb/kb", "vmbo-kb/(g)t", "vmbo-(g)t", "HAVO-VWO", "vwo", "geen"];
    let rows: Vec<String> =
        spellings.iter().enumerate().map(|(at, word)| groep8(at, &[("toetsadvies", word)])).collect();
    let read = trial().table(GROEP8, &rows).read();
    assert_eq!((read.counts(), read.reasons().len()), ((8, 0), 0), "{:?}", read.loaded.rejected);
    assert_eq!(
        read.column("doorstroomtoets", "toetsadvies"),
        ["", "havo/vwo", "pro/vmbo-bb", "pro/vmbo-bb", "vmbo-bb/kb", "vmbo-gt", "vmbo-kb/gt", "vwo"]
    );
}

#[test]
fn what_is_told_as_contradictory_leaves_no_trace() {
    let rows = [
        toets(1, &[]),
        toets(1, &[("niveau", "II")]),
        toets(2, &[]),
        toets(2, &[]),
        toets(3, &[("jaargroep", "6")]),
        toets(3, &[]),
    ];
    let read = trial().table(TOETS, &rows).read();
    assert_eq!(read.counts(), (1, 5));
    assert_eq!(
        read.reasons(),
        BTreeMap::from([((Reason::ContradictoryResult, false), 4), ((Reason::DuplicateResult, false), 1)])
    );
    assert_eq!(
        (read.column("leerlingen", "ovt").len(), read.column("inschrijvingen", "leerjaar")),
        (1, vec!["5".to_owned()])
    );
}

#[test]
fn an_empty_row_is_told_as_one_whatever_else_is_wrong_with_it() {
    let none = [("vaardigheidsscore", ""), ("niveau", ""), ("referentieniveau", "")];
    let rows = [
        toets(1, &[none[0], none[1], none[2], ("niveau_schaal", "1-10")]),
        toets(2, &[none[0], none[1], ("referentieniveau", "x")]),
    ];
    let read = trial().table(TOETS, &rows).read();
    assert_eq!(
        (read.counts(), read.reasons()),
        (
            (0, 2),
            BTreeMap::from([
                ((Reason::EmptyResult, false), 1),
                ((Reason::UnknownSchaal, false), 1),
                ((Reason::UnknownReferentieniveau, false), 1)
            ])
        )
    );
    let none = ["lezen", "taalverzorging", "rekenen", "standaardscore", "toetsadvies", "voorlopig_advies"];
    let mut changes = none.map(|column| (column, "")).to_vec();
    changes.extend([("definitief_advies", "geen"), ("toetsaanbieder", "Toetsjuf")]);
    let read = trial().table(GROEP8, &[groep8(1, &changes)]).read();
    assert_eq!(
        read.reasons(),
        BTreeMap::from([((Reason::EmptyResult, false), 1), ((Reason::UnknownAanbieder, false), 1)])
    );
}

#[test]
fn a_row_that_stands_there_twice_is_told_with_its_school_wherever_its_file_lies() {
    let of = |row: String| format!("99OE|C1;{row}\n");
    let file = format!("ovt;{TOETS}\n{}{}", of(toets(1, &[])), of(toets(1, &[])));
    let final_test = format!("ovt;{GROEP8}\n{}{}", of(groep8(2, &[])), of(groep8(2, &[])));
    let read = trial().with("toetsen.csv", file).with("groep8.csv", final_test).read();
    let schools: Vec<Option<&str>> = read.loaded.rejected.iter().map(|row| row.school.as_deref()).collect();
    assert_eq!(schools, [Some("99OE|C1"); 2]);
}

#[test]
fn one_faulty_cell_of_a_test_does_not_cost_its_other_results() {
    for (column, word, reden) in [
        ("vaardigheidsscore", "veel", Reason::NotANumber),
        ("vaardigheidsscore", "701", Reason::ScoreOutOfRange),
        ("niveau", "VI", Reason::UnknownNiveau),
        ("niveau", "C", Reason::NiveauNotInSchaal),
        ("niveau_schaal", "1-10", Reason::UnknownSchaal),
        ("afnamedatum", "31-02-2025", Reason::MalformedDate),
        ("aanbieder", "Toetsjuf", Reason::UnknownAanbieder),
    ] {
        let read = trial().table(TOETS, &[toets(1, &[(column, word)])]).read();
        assert_eq!(
            (read.counts(), read.reasons()),
            ((1, 0), BTreeMap::from([((reden, true), 1)])),
            "{column}"
        );
        assert_eq!(read.column("toetsresultaten", "referentieniveau"), ["1F"], "{column}");
    }
    for (column, word) in [
        ("vakgebied", "gym"),
        ("moment", "ooit"),
        ("jaargroep", "9"),
        ("schooljaar", "x"),
        ("leerling_id", ""),
    ] {
        let read = trial().table(TOETS, &[toets(1, &[(column, word)])]).read();
        assert_eq!(read.counts(), (0, 1), "{column}");
        assert!(read.reasons().keys().all(|(_, cel)| !cel));
    }
}
