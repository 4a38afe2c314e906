//! How OVT and vestiging are tied, on a small project in which every way occurs once, counted by hand.

use std::fmt::Write as _;

use domain::rows::{Rows, Value};
use schoolanalyse::Exit;
use tests::{Project, World};

/// The schools of the results file, by what they are there for.
const OVTS: [&str; 15] = [
    "90AA|C1", // two vestigingen, both at DUO
    "90BB|C1", // shares 00 with the next, whose vestiging DUO does not list
    "90BB|C2", "90CC|C1", // two vestigingen, of which DUO lists one
    "90DD|C1", // not in the monthly file, but one to one
    "90EE|C1", // not in the monthly file, and two vestigingen
    "90FF|C1", // the project file says 01, the monthly file 00
    "90FF|C2", // the monthly file says 01, which the project file gave to the other
    "90GG|C1", // at a vestiging that DUO lists nowhere
    "90HH|C1", // moved between two months, and changed bestuur
    "90JJ|C1", // shares 00 with a school that is gone
    "90KK|C1", // in the older month only
    "90LL|C1", // shares 00 with a school that has no results
    "90MM|C1", // shares 00 with the next in the one year in which DUO does not list 01
    "90MM|C2",
];

const VESTIGINGEN: [(&str, &str); 17] = [
    ("90AA", "00"),
    ("90AA", "01"),
    ("90BB", "00"),
    ("90CC", "00"),
    ("90DD", "00"),
    ("90EE", "00"),
    ("90EE", "01"),
    ("90FF", "00"),
    ("90FF", "01"),
    ("90GG", "03"),
    ("90HH", "00"),
    ("90HH", "01"),
    ("90JJ", "00"),
    ("90KK", "00"),
    ("90LL", "00"),
    ("90MM", "00"),
    ("90MM", "01"),
];

/// A project in which every way occurs once.
pub(crate) fn project() -> Project {
    let newest = [
        ("90AA|C1", "90AA|00, 90AA|01,90AA|01", "11111", "Stichting Een"),
        ("90BB|C1", "90BB|00", "11111", "Stichting Een"),
        ("90BB|C2", "90BB|01", "11111", "Stichting Een"),
        ("90CC|C1", "90CC|00,90CC|01", "11111", "Stichting Een"),
        ("90FF|C1", "90FF|00", "11111", "Stichting Een"),
        ("90FF|C2", "90FF|01", "11111", "Stichting Een"),
        ("90GG|C1", "90GG|02", "", ""),
        ("90HH|C1", "90HH|01", "8", ""),
        ("90JJ|C1", "90JJ|00", "11111", "Stichting Een"),
        ("90LL|C1", "90LL|00", "11111", "Stichting Een"),
        ("90LL|C2", "90LL|01", "11111", "Stichting Een"),
        ("90MM|C1", "90MM|00", "11111", "Stichting Een"),
        ("90MM|C2", "90MM|01", "11111", "Stichting Een"),
    ];
    let older = [
        ("90HH|C1", "90HH|00", "11111", "Stichting Eerder"),
        ("90JJ|C2", "90JJ|00", "11111", "Stichting Eerder"),
        ("90KK|C1", "90KK|00", "22222", "Stichting Twee"),
    ];
    let toml = "[[school]]\novt = \"90FF|C1\"\nbrin = \"90FF\"\nvestiging = \"01\"\n\
                [rapport]\nscholen = \"alle\"\n";
    Project::empty()
        .with_file("schoolanalyse.toml", toml)
        .with_file("bronnen/resultaten.csv", results())
        .with_file("bronnen/duo.csv", counts())
        .with_file("bronnen/nieuw.csv", monthly("01-03-2026", &newest))
        .with_file("bronnen/oud.csv", monthly("01-09-2025", &older))
        .with_file("bronnen/besturen.csv", besturen())
}

/// Schools of twenty pupils a year, all alike.
fn results() -> String {
    let mut text = String::from("ovt");
    for year in ["2223", "2324", "2425"] {
        let _ = write!(text, ";Gemiddelde %1F {year};Gemiddelde %1S/2F {year};Aantal leerlingen {year}");
    }
    text.push_str(
        ";Schoolweging;Schoolwegingscategorie;Signaleringswaarde 1F;Signaleringswaarde 1S/2F;\
         Gewogen driejaarsgemiddelde %1F;Gewogen driejaarsgemiddelde %1S/2F;Totaal aantal leerlingen 3 jaar;\
         Uitkomst indicator 1F;Uitkomst indicator 1S/2F\n",
    );
    let boven = "Boven de signaleringswaarde";
    for ovt in OVTS {
        let years = ";95;50;20".repeat(3);
        let _ = writeln!(text, "{ovt}{years};29,5;[29,30);85;47,1;95;50;60;{boven};{boven}");
    }
    text
}

/// Vestiging 00 has more pupils than the others.
fn counts() -> String {
    let headings = include_str!("referentieniveaus_zonder_leerlingen.csv").lines().next().unwrap_or_default();
    let mut text = format!("{headings}\n");
    let listed = VESTIGINGEN.map(|(brin, code)| ("20241001", brin, code));
    for (peildatum, brin, code) in listed.into_iter().chain([("20231001", "90MM", "00")]) {
        let levels = if code == "00" { "<5;10;8;0;0;10;9;<5;9;9" } else { "<5;<5;6;0;<5;5;<5;0;6;<5" };
        let _ = writeln!(
            text,
            "{peildatum};{brin};{code};{brin} {code};0021BA;DUINRIJK;0002;Duinrijk;Zuid-Holland;Bo;Openbaar;41;{levels}"
        );
    }
    text
}

fn monthly(peildatum: &str, schools: &[(&str, &str, &str, &str)]) -> String {
    let headings = include_str!("../src/fixtures/texts/oordelen.txt").trim();
    let mut text = format!("{headings}\n");
    for (ovt, vestigingen, number, name) in schools {
        let front = format!(
            "{peildatum};PO;{ovt};School {ovt};CLR;Geen eindoordeel;;;;;;{number};{name};BAS;{vestigingen};;"
        );
        let rest = headings.split(';').count() - front.split(';').count();
        let _ = writeln!(text, "{front}{}", ";".repeat(rest));
    }
    text
}

fn besturen() -> String {
    let headings = include_str!("../src/fixtures/texts/besturen.txt").trim();
    let front = "01-03-2026;=\"00008\";Stichting Acht;PO";
    let rest = headings.split(';').count() - front.split(';').count();
    format!("{headings}\n{front}{}\n", ";".repeat(rest))
}

fn lines(rows: &Rows, columns: &[&str]) -> Vec<String> {
    let cell = |row: usize, column: &str| rows.cell(row, column).to_string();
    let line = |row: usize| columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>().join(" ");
    (0..rows.len()).map(line).collect()
}

#[test]
fn every_tie_comes_about_in_its_own_way() {
    let project = project();
    let world = World::at(project.path());
    let rows = world.rows("select ovt, koppeling, brin_duo, vestiging from scholen order by ovt");
    assert_eq!(
        lines(&rows, &["ovt", "koppeling", "brin_duo", "vestiging"]),
        [
            "90AA|C1 officieel 90AA 00 en 01",
            "90BB|C1 gedeeld NULL NULL",
            "90BB|C2 gedeeld NULL NULL",
            "90CC|C1 officieel 90CC 00",
            "90DD|C1 enig 90DD 00",
            "90EE|C1 onzeker NULL NULL",
            "90FF|C1 opgegeven 90FF 01",
            "90FF|C2 gedeeld NULL NULL",
            "90GG|C1 niet in duo NULL NULL",
            "90HH|C1 officieel 90HH 01",
            "90JJ|C1 officieel 90JJ 00",
            "90KK|C1 officieel 90KK 00",
            "90LL|C1 gedeeld NULL NULL",
            "90MM|C1 officieel 90MM 00",
            "90MM|C2 officieel 90MM 01",
        ]
    );
    let shared =
        world.rows("select ovt, gedeeld_met from scholen where gedeeld_met is not null order by ovt");
    assert_eq!(
        lines(&shared, &["ovt", "gedeeld_met"]),
        [
            "90BB|C1 School 90BB|C2 (90BB|C2)",
            "90BB|C2 School 90BB|C1 (90BB|C1)",
            "90FF|C2 School 90FF|C1 (90FF|C1)",
            "90LL|C1 School 90LL|C2 (90LL|C2)"
        ]
    );
}

#[test]
fn the_vestigingen_of_one_school_are_added_up_as_ranges() {
    let project = project();
    let world = World::at(project.path());
    let rows = world.rows(
        "select streef_min, streef_max, midden_min, midden_max, onder_min, onder_max, leerlingen_min, leerlingen_max, \
         streef_laag, streef_hoog from domeinen where ovt = '90AA|C1' and domein = 'rekenen'",
    );
    // 00: <5, 10 and 8 pupils; 01: <5, <5 and 6.
    let columns =
        ["streef_min", "streef_max", "midden_min", "midden_max", "onder_min", "onder_max", "leerlingen_min"];
    assert_eq!(lines(&rows, &columns), ["14 14 11 14 2 8 27"]);
    assert_eq!(rows.cell(0, "leerlingen_max"), &Value::Int(36));
    let share = |column: &str| rows.cell(0, column).number().unwrap_or_default();
    assert!((share("streef_laag") - 1400.0 / 36.0).abs() < 1e-9, "{}", share("streef_laag"));
    assert!((share("streef_hoog") - 1400.0 / 27.0).abs() < 1e-9, "{}", share("streef_hoog"));
    let figures = world.rows("select distinct ovt from domeinen order by ovt");
    let with_figures =
        ["90AA|C1", "90CC|C1", "90DD|C1", "90FF|C1", "90HH|C1", "90JJ|C1", "90KK|C1", "90MM|C1", "90MM|C2"];
    assert_eq!(lines(&figures, &["ovt"]), with_figures);
}

#[test]
fn a_year_in_which_two_schools_are_counted_at_one_vestiging_has_no_figures() {
    let project = project();
    let world = World::at(project.path());
    let years = world.rows(
        "select distinct ovt, schooljaar from domeinen where ovt like '90MM%' order by ovt, schooljaar",
    );
    assert_eq!(lines(&years, &["ovt", "schooljaar"]), ["90MM|C1 2024-2025", "90MM|C2 2024-2025"]);
    let mixed = world.rows("select ovt, schooljaar from gemengde_jaren order by ovt, schooljaar");
    assert_eq!(lines(&mixed, &["ovt", "schooljaar"]), ["90MM|C1 2023-2024", "90MM|C2 2023-2024"]);
}

#[test]
fn the_newest_peildatum_says_which_bestuur_and_what_it_is_called() {
    let project = project();
    let world = World::at(project.path());
    let rows = world.rows("select ovt, naam, bevoegd_gezag, bestuursnaam from scholen order by ovt");
    let told = lines(&rows, &["ovt", "naam", "bevoegd_gezag", "bestuursnaam"]);
    for line in [
        "90AA|C1 School 90AA|C1 11111 Stichting Een",
        // Only DUO names a bestuur, and nobody its name.
        "90DD|C1 90DD 00 00041 NULL",
        "90EE|C1 90EE|C1 NULL NULL",
        "90HH|C1 School 90HH|C1 00008 Stichting Acht",
        "90KK|C1 School 90KK|C1 22222 Stichting Twee",
    ] {
        assert!(told.iter().any(|told| told == line), "{line} is not in {told:#?}");
    }
}

#[test]
fn check_tells_how_ties_came_about_and_asks_about_what_is_left() {
    project().run(["check"]).ends(Exit::Done).answers("check_ties").leaves_nothing();
}
