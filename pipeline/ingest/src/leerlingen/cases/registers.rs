//! Registers, results in XML and school years: tests alone.
//!
//! What a single element means is tested where it is read.

use std::collections::BTreeMap;

use super::{GROEP8, TOETS, groep8, toets, trial};
use crate::check::reason::Reason;

/// A register of 99WH with pupils: number, jaargroep and the day on which they left.
fn edexml(days: &str, pupils: &[(&str, &str, &str)]) -> String {
    let each = pupils.iter().map(|(key, jaargroep, left)| {
        format!(
            "<leerling key=\"{key}\"><achternaam>Geheim</achternaam><jaargroep>{jaargroep}</jaargroep>\
             <uitstroomdatum>{left}</uitstroomdatum></leerling>\n"
        )
    });
    format!(
        "<EDEX><school><schooljaar>2024-2025</schooljaar>{days}<brincode>99WH</brincode></school>\n<leerlingen>\n{}\
         </leerlingen></EDEX>",
        each.collect::<String>()
    )
}

/// A day of which a register tells.
const PEILDATUM: &str = "<peildatum>2024-11-05</peildatum>";

#[test]
fn a_register_without_peildatum_is_of_the_day_on_which_it_was_made() {
    let pupils =
        [("1", "5", ""), ("2", "5", "2024-11-06"), ("3", "5", "2024-11-04"), ("4", "5", "01-10-2024")];
    for days in [
        PEILDATUM,
        "<aanmaakdatum>2024-11-05T09:00:00</aanmaakdatum>",
        "<aanmaakdatum>2024-11-05+01:00</aanmaakdatum>",
    ] {
        let read = trial().with("register.xml", edexml(days, &pupils)).read();
        assert_eq!((read.counts(), read.column("inschrijvingen", "leerjaar").len()), ((2, 0), 2), "{days}");
    }
}

#[test]
fn a_register_without_a_day_that_can_be_read_says_whom_it_counts() {
    let pupils = [("1", "5", ""), ("2", "5", "2024-11-06"), ("3", "5", "2024-07-18")];
    for days in ["", "<peildatum>ooit</peildatum>", "<peildatum/><aanmaakdatum>2024</aanmaakdatum>"] {
        let read = trial().with("register.xml", edexml(days, &pupils)).read();
        assert_eq!(read.counts(), (3, 0), "{days}");
        let told = read.warnings().concat();
        assert!(told.contains("2 pupils with an uitstroomdatum are counted"), "{told}");
    }
}

#[test]
fn a_pupil_of_another_vestiging_is_of_her_own_school_or_refused() {
    let file = |key: &str| {
        edexml(PEILDATUM, &[("1", "5", ""), ("2", "6", "")])
            .replace("key=\"2\">", &format!("key=\"2\"><vestiging key=\"{key}\"/>"))
    };
    let read = trial().with("register.xml", file("99OE00")).read();
    assert_eq!(read.counts(), (2, 0));
    assert_eq!(read.column("inschrijvingen", "ovt"), ["99OE|C1", "99WH|C1"]);
    // In the folder of one school nobody of another is taken, and neither is one of a school that is not known.
    for (path, key) in [("99WH-C1/register.xml", "99OE00"), ("register.xml", "99ZZ00")] {
        let read = trial().with(path, file(key)).read();
        assert_eq!(read.counts(), (1, 1), "{path}");
        assert_eq!(read.reasons(), BTreeMap::from([((Reason::OtherSchool, false), 1)]));
        assert_eq!(read.column("inschrijvingen", "ovt"), ["99WH|C1"]);
    }
}

#[test]
fn pupils_in_another_jaargroep_are_counted_left_and_known() {
    let pupils = [
        ("1", "5", ""),
        ("2", "0", ""),
        ("3", "0", ""),
        ("4", "S", ""),
        ("5", "11", ""),
        ("6", "H", "2024-07-18"),
    ];
    let of = |nummer: &str| toets(1, &[("leerling_id", nummer)]);
    let rows = [of("1"), of("4"), of("77"), toets(1, &[("leerling_id", "5"), ("jaargroep", "")])];
    let read = trial().with("99WH-C1/register.xml", edexml(PEILDATUM, &pupils)).table(TOETS, &rows).read();
    assert_eq!((read.rows("99WH-C1/register.xml"), read.rows("99WH-C1/tabel.csv")), ((1, 0), (1, 3)));
    assert_eq!(
        read.reasons(),
        BTreeMap::from([((Reason::LeerjaarNotCounted, false), 2), ((Reason::UnknownPupil, false), 1)])
    );
    let told = read.warnings().concat();
    assert!(told.contains("2 in `0`, 1 in `11`, 1 in `S`"), "{told}");
    // And so when results have another number of the pupil.
    let register = edexml(PEILDATUM, &pupils).replace("key=\"4\"", "key=\"4\" eckid=\"E4\"");
    let read = trial().with("99WH-C1/register.xml", register).table(TOETS, &[of("E4")]).read();
    assert_eq!(read.reasons(), BTreeMap::from([((Reason::LeerjaarNotCounted, false), 1)]));
    // What is no code of a jaargroep is a fault.
    let read = trial()
        .with("register.xml", edexml(PEILDATUM, &[("1", "5", ""), ("2", "9", ""), ("3", "vijf", "")]))
        .read();
    assert_eq!(read.counts(), (1, 2));
    assert!(read.warnings().is_empty());
}

#[test]
fn the_newest_register_of_a_school_year_counts_and_names_the_older() {
    let old = edexml("<peildatum>2024-10-01</peildatum>", &[("1", "5", ""), ("2", "5", ""), ("3", "5", "")]);
    let new = edexml("<aanmaakdatum>2025-02-01T08:00:00</aanmaakdatum>", &[("1", "6", ""), ("2", "5", "")]);
    for (first, second) in [("a.xml", "b.xml"), ("b.xml", "a.xml")] {
        let read =
            trial().with(&format!("99WH-C1/{first}"), &old).with(&format!("99WH-C1/{second}"), &new).read();
        assert_eq!((read.rows(&format!("99WH-C1/{second}")), read.loaded.sources.len()), ((2, 0), 1));
        assert_eq!(read.column("inschrijvingen", "leerjaar"), ["5", "6"]);
        let told = read.warnings().concat();
        assert!(
            told.starts_with(&format!("`99WH-C1/{first}`")) && told.contains(&format!("`99WH-C1/{second}`")),
            "{told}"
        );
        assert!(read.loaded.rejected.is_empty());
    }
    // Of one day, a file per group: both count, and of a contradiction the first stays.
    let other = edexml("<peildatum>2024-10-01</peildatum>", &[("3", "6", ""), ("4", "6", "")]);
    let read = trial().with("99WH-C1/a.xml", &old).with("99WH-C1/b.xml", &other).read();
    assert_eq!((read.rows("99WH-C1/a.xml"), read.rows("99WH-C1/b.xml")), ((3, 0), (1, 1)));
    assert_eq!(read.column("inschrijvingen", "leerjaar"), ["5", "5", "5", "6"]);
    assert_eq!(read.reasons(), BTreeMap::from([((Reason::ContradictoryRegistration, false), 1)]));
}

#[test]
fn a_day_of_xml_may_have_a_time_zone() {
    for day in ["2025-01-27", "2025-01-27Z", "2025-01-27+01:00", "2025-01-27T09:00:00.000+01:00"] {
        let read = trial()
            .with(
                "uwlr.xml",
                uwlr(
                    day,
                    "<osoresultaat><o:toetsscore><o:vaardigheidsscore>200.125\
             </o:vaardigheidsscore></o:toetsscore></osoresultaat>",
                ),
            )
            .read();
        assert_eq!(read.counts(), (1, 0), "{day}: {:?}", read.loaded.rejected);
        assert_eq!(read.column("toetsresultaten", "afnamedatum"), ["2025-01-27"], "{day}");
        assert_eq!(read.column("toetsresultaten", "vaardigheidsscore"), ["200.125"]);
    }
}

fn uwlr(day: &str, result: &str) -> String {
    format!(
        "<leerresultaten_verzoek xmlns=\"http://www.edustandaard.nl/leerresultaten/2/leerresultaten\" \
         xmlns:o=\"http://www.edustandaard.nl/oso_gegevensset/1.2/dossier\"><school><schooljaar>2024-2025</schooljaar>\
         <brincode>99WH</brincode></school><toetsafnames><toetsafname><leerlingid>7</leerlingid><resultaten><resultaat>\
         <afnamedatum>{day}</afnamedatum><toetscode>RW</toetscode>{result}</resultaat></resultaten></toetsafname>\
         </toetsafnames><toetsen><toets><toetscode>RW</toetscode><leerjaar>5</leerjaar><vakgebied>rekenen</vakgebied>\
         </toets></toetsen></leerresultaten_verzoek>"
    )
}

#[test]
fn a_message_of_soap_is_opened_and_a_bare_score_is_told() {
    let file = uwlr("2025-01-27", "<score>200</score>");
    let message = format!(
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Header/><e:Body>{file}</e:Body></e:Envelope>"
    );
    for content in [file, message] {
        let read = trial().with("uwlr.xml", content).read();
        assert_eq!(read.counts(), (0, 1));
        assert_eq!(read.reasons(), BTreeMap::from([((Reason::ScoreWithoutScale, false), 1)]));
    }
}

#[test]
fn one_year_is_no_school_year_in_any_pupil_file() {
    let years = ["2019", "2020", "2021", "2022", "2023", "2024", "2025"];
    let rows: Vec<String> = (0..).zip(years).map(|(at, year)| toets(at, &[("schooljaar", year)])).collect();
    let read = trial().table(TOETS, &rows).read();
    assert_eq!((read.counts(), read.reasons()), ((0, 7), BTreeMap::from([((Reason::SingleYear, false), 7)])));
    let rows: Vec<String> = (0..).zip(years).map(|(at, year)| groep8(at, &[("schooljaar", year)])).collect();
    let read = trial().table(GROEP8, &rows).read();
    assert_eq!((read.counts(), read.reasons()), ((0, 7), BTreeMap::from([((Reason::SingleYear, false), 7)])));
    let rows: Vec<String> = (0..)
        .zip(["2024-25", "24/25", "2024/2025", "2425"])
        .map(|(at, year)| toets(at, &[("schooljaar", year)]))
        .collect();
    let read = trial().table(TOETS, &rows).read();
    assert_eq!(
        (read.counts(), read.column("toetsresultaten", "schooljaar")),
        ((4, 0), vec!["2024-2025".to_owned(); 4])
    );
}

#[test]
fn the_same_export_in_the_folders_of_two_schools_is_read_for_neither() {
    let same = format!("{TOETS}\n{}\n", toets(1, &[]));
    let other = format!("{TOETS}\n{}\n", toets(2, &[("niveau", "II")]));
    let read = trial()
        .with("99OE-C1/a.csv", &same)
        .with("99WH-C1/b.csv", &same)
        .with("99WH-C1/eigen.csv", &other)
        .read();
    assert_eq!((read.counts(), read.rows("99WH-C1/eigen.csv")), ((1, 0), (1, 0)));
    let refused: Vec<&str> = read.loaded.refused.iter().map(|file| file.wat.as_str()).collect();
    assert_eq!(refused.len(), 2);
    assert!(refused[0].starts_with("`99OE-C1/a.csv`: the same bytes as `99WH-C1/b.csv`"), "{refused:?}");
    assert!(refused[1].starts_with("`99WH-C1/b.csv`: the same bytes as `99OE-C1/a.csv`"), "{refused:?}");
    // In two folders of one school it is a copy, and counts once.
    let read = trial().with("99WH-C1/a.csv", &same).with("99WH-C1/oud/b.csv", &same).read();
    assert_eq!(read.counts(), (1, 0));
    assert!(read.loaded.refused.is_empty() && read.warnings().concat().contains("loaded once"));
}

#[test]
fn pupils_of_one_school_that_are_nearly_all_anothers_are_told() {
    let rows = |from: usize| (from..from + 20).map(|at| toets(at, &[])).collect::<Vec<_>>();
    let other = |from: usize| format!("{TOETS}\n{}\n", rows(from).join("\n"));
    let read = trial().table(TOETS, &rows(0)).with("99OE-C1/tabel.csv", other(1)).read();
    let told = read.warnings().concat();
    assert!(told.contains("19 of 20 pupils of 99OE|C1 are pupils of 99WH|C1 too"), "{told}");
    let read = trial().table(TOETS, &rows(0)).with("99OE-C1/tabel.csv", other(5)).read();
    assert!(read.warnings().is_empty(), "{:?}", read.warnings());
}
