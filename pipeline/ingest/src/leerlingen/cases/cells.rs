//! Days, numbers and words of tables, and what one faulty cell costs: tests alone.

use std::collections::BTreeMap;

use super::{GROEP8, TOETS, groep8, toets, trial};
use crate::KoppelingFile;
use crate::check::reason::Reason;

#[test]
fn days_are_read_in_every_usual_form() {
    let days =
        ["27-01-25", "27-jan-2025", "27 januari 2025", "27.01.2025", "27-1-2025 0:00", "45684", "20250127"];
    let empty = [("schooljaar", ""), ("moment", "")];
    let rows: Vec<String> =
        (0..).zip(days).map(|(at, day)| toets(at, &[("afnamedatum", day), empty[0], empty[1]])).collect();
    let read = trial().table(TOETS, &rows).read();
    assert_eq!(read.counts(), (7, 0), "{:?}", read.loaded.rejected);
    assert_eq!(read.column("toetsresultaten", "afnamedatum"), vec!["2025-01-27"; 7]);
    assert_eq!(read.column("toetsresultaten", "moment"), vec!["M"; 7]);
}

#[test]
fn a_column_with_a_day_in_another_order_is_refused_whole() {
    let empty = [("schooljaar", ""), ("moment", "")];
    for (day, form) in [("01/27/2025", "mm/dd/jjjj"), ("2025-27-01", "jjjj-dd-mm")] {
        // The telling day stands far behind days that can be read in either order.
        let mut rows: Vec<String> =
            (0..40_000).map(|at| toets(at, &[("afnamedatum", "01/06/2025"), empty[0], empty[1]])).collect();
        rows.push(toets(40_000, &[("afnamedatum", day), empty[0], empty[1]]));
        rows.push(toets(40_001, &[("afnamedatum", "")]));
        let read = trial().table(TOETS, &rows).read();
        assert_eq!(read.counts(), (1, 40_001), "{day}");
        assert_eq!(read.reasons(), BTreeMap::from([((Reason::OtherDateOrder, false), 40_001)]));
        assert_eq!(read.loaded.rejected[0].waarde, Some(format!("({form})")));
        assert_eq!(read.column("inschrijvingen", "schooljaar"), ["2024-2025"]);
    }
    // Where school year and moment stand beside it, only the day is refused; another file keeps its days.
    let rows = [toets(1, &[("afnamedatum", "01/06/2025")]), toets(2, &[("afnamedatum", "01/27/2025")])];
    let other = format!("{TOETS}\n{}\n", toets(1, &[]));
    let read = trial().table(TOETS, &rows).with("99OE-C1/tabel.csv", other).read();
    assert_eq!((read.rows("99WH-C1/tabel.csv"), read.rows("99OE-C1/tabel.csv")), ((2, 0), (1, 0)));
    assert_eq!(read.reasons(), BTreeMap::from([((Reason::OtherDateOrder, true), 2)]));
    assert_eq!(read.column("toetsresultaten", "afnamedatum"), ["", "", "2025-01-27"]);
}

#[test]
fn a_school_year_beside_it_can_tell_that_a_day_has_the_month_first() {
    let day = |at: usize, day: &str| toets(at, &[("afnamedatum", day)]);
    // 9 February is in 2024-2025, and 2 September is not.
    let read = trial().table(TOETS, &[day(1, "01/06/2025"), day(2, "02/09/2025")]).read();
    assert_eq!(
        (read.counts(), read.reasons()),
        ((2, 0), BTreeMap::from([((Reason::OtherDateOrder, true), 2)]))
    );
    // Beside a day that can only be day first it is one wrong day.
    let read = trial().table(TOETS, &[day(1, "27/01/2025"), day(2, "02/09/2025")]).read();
    assert_eq!(
        (read.counts(), read.reasons()),
        ((1, 1), BTreeMap::from([((Reason::DateOutsideSchooljaar, false), 1)]))
    );
}

#[test]
fn days_of_which_nothing_tells_the_order_are_told() {
    let day = |at: usize, day: &str| toets(at, &[("afnamedatum", day), ("schooljaar", ""), ("moment", "")]);
    let read = trial().table(TOETS, &[day(1, "01/06/2025"), day(2, "02/07/2025")]).read();
    assert_eq!(read.counts(), (2, 0));
    assert!(
        read.warnings().concat().contains("2 days could have the month first as well"),
        "{:?}",
        read.warnings()
    );
    for sure in [day(3, "27/01/2025"), toets(3, &[])] {
        let read = trial().table(TOETS, &[day(1, "01/06/2025"), sure]).read();
        assert_eq!((read.counts(), read.warnings().len()), ((2, 0), 0));
    }
    let read = trial().table(TOETS, &[toets(1, &[("afnamedatum", "06-01-2025")])]).read();
    assert!(read.warnings().is_empty());
}

#[test]
fn a_mapping_says_in_which_order_the_days_stand() {
    let text = "soort = \"toetsresultaten\"\n[kolommen]\nleerling_id = \"leerling_id\"\nvakgebied = \"vakgebied\"\n\
                jaargroep = \"jaargroep\"\nafnamedatum = \"afnamedatum\"\nniveau = \"niveau\"\n[datum]\nvorm = \"mm/dd/jjjj\"\n";
    let rows = [toets(1, &[("afnamedatum", "01/06/2025")]), toets(2, &[("afnamedatum", "01/27/2025")])];
    let mut us = trial().table(TOETS, &rows);
    us.koppelingen.push(KoppelingFile { path: "koppelingen/us.toml".to_owned(), text: text.to_owned() });
    let read = us.read();
    assert_eq!(read.column("toetsresultaten", "afnamedatum"), ["2025-01-06", "2025-01-27"]);
}

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
fn a_day_with_the_year_in_front_does_not_tell_the_order_of_the_others() {
    let day = |at: usize, day: &str| toets(at, &[("afnamedatum", day), ("schooljaar", ""), ("moment", "")]);
    let read = trial().table(TOETS, &[day(1, "01/06/2025"), day(2, "2025-01-27")]).read();
    assert!(read.warnings().concat().contains("1 days could have the month first as well"));
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
