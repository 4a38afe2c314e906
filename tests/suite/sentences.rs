//! The sentence catalogue on every school of the fixtures: each sentence holds somewhere, and none gives away a figure.
//!
//! What a sentence says is reviewed in `golden/zinnen.txt`: its name, a school for which it holds, its filled text.

use std::fmt::Write as _;

use tests::fixtures::{CountedSchool, counted_ovt, rare_pupils, results_file};
use tests::{Hall, Project, World, golden};

use crate::hidden::{Groups, Hidden, named_by};

/// Sentences that hold for no school of the fixtures, each with the reason.
const NEVER: &[(&str, &str)] = &[
    ("populatie_spreiding_alleen", "every fixture has the school year of which the national spread is known"),
    ("titel_domeinen_onder_veel", "no school of the fixtures lies under the others in more than three cells"),
    (
        "titel_domeinen_onder_en_boven",
        "no school of the fixtures lies under the others here and above them there",
    ),
];

/// Facts that are about no group of pupils: names, years and norms, what other schools do, what is published of the whole
/// school, and counts of years and schools. A new fact is held against the sources below, or is named here.
const HARMLESS: &[&str] = &[
    "advies_jaren",
    "ambitie_1f",
    "ambitie_1s_2f",
    "bekende_jaren",
    "brin",
    "brin_duo",
    "domein_jaren",
    "eigen_afwijkende_jaren",
    "eindoordeel",
    "eindoordeel_vastgesteld",
    "gedeeld_met",
    "gemengde_jaren",
    "gemiddelde_1f",
    "gemiddelde_1s_2f",
    "jaar_1",
    "jaar_2",
    "jaar_3",
    "jaar_nieuw",
    "jaren_bekend",
    "klasse",
    "koers_groep",
    "lijn_jaren",
    "moment_tekst",
    "niet_getelde_toetsen",
    "ontbrekende_jaren",
    "oordeel_stand",
    "oordelen_stand",
    "p25_1s_2f",
    "p75_1s_2f",
    "populatie_jaar_1",
    "populatie_jaar_3",
    "scholen_in_bestand",
    "scholen_in_klasse",
    "schoolgrootte_1",
    "schoolgrootte_3",
    "schoolweging",
    "schoolweging_1",
    "schoolweging_3",
    "signaleringswaarde_1f",
    "signaleringswaarde_1s_2f",
    "spreiding_3",
    "spreiding_land",
    "spreiding_land_jaar",
    "spreiding_land_p25",
    "spreiding_land_p75",
    "toets_3",
    "toets_aanbieders",
    "toetsen_tekst",
    "trend_eerste_jaar",
    "uitkomst_1f",
    "uitkomst_1s_2f",
    "vestiging",
    "vestigingen",
    "zonder_referentie",
];

#[test]
fn every_sentence_holds_for_a_school_and_reads_as_in_the_golden_file() {
    let (schools, pupils, ties) = (rare_schools(), project_of_rare_pupils(), crate::ties::project());
    let halls = [
        Hall::of("bestuur", World::of("bestuur")),
        Hall::of("xlsx", World::of("xlsx")),
        Hall::of("rare schools", World::at(schools.path())),
        Hall::of("rare pupils", World::at(pupils.path())),
        Hall::of("ties", World::at(ties.path())),
    ];
    let catalogue = &halls[0].catalogue;
    let mut text = String::new();
    let mut silent = Vec::new();
    for (index, sentence) in catalogue.zin.iter().enumerate() {
        let spoken = halls.iter().find_map(|hall| first_speaker(hall, index).map(|speaker| (hall, speaker)));
        let Some((hall, (ovt, words, schools))) = spoken else {
            silent.push(sentence.id.as_str());
            continue;
        };
        let (id, place, weight, fixture) = (&sentence.id, &sentence.plaats, sentence.gewicht, hall.name);
        let _ = write!(text, "{id} ({place}, {weight}): {ovt} in {fixture}, one of {schools}\n{words}\n\n");
    }
    let excused: Vec<&str> = NEVER.iter().map(|(id, _)| *id).collect();
    assert_eq!(
        silent, excused,
        "these sentences hold for no school of the fixtures, or are excused and do hold"
    );
    golden::same("zinnen.txt", &text);
}

#[test]
fn no_sentence_prints_a_figure_that_is_hidden_elsewhere() {
    let pupils = project_of_rare_pupils();
    let halls =
        [Hall::of("bestuur", World::of("bestuur")), Hall::of("rare pupils", World::at(pupils.path()))];
    let (mut checked, mut schools, mut groups_hidden) = (0, 0, 0);
    for hall in &halls {
        let hidden = Hidden::of(&hall.world);
        let groups = Groups::of(&hall.world);
        schools += hidden.schools();
        groups_hidden += groups.hidden;
        for (ovt, sentences) in &hall.holds {
            let published = hall.world.published(&hall.facts, ovt);
            for sentence in sentences.iter().map(|held| &hall.catalogue.zin[held.sentence]) {
                let Ok(spoken) = hall.speak(ovt, sentence) else { continue };
                for column in &spoken.used {
                    let said = published.rows().cell(0, named_by(column)).text();
                    let judged = [hidden.covers(ovt, column), groups.cover(ovt, column, said)];
                    let harmless = HARMLESS.contains(&column.as_str()).then_some(false);
                    let judged: Vec<bool> = judged.into_iter().chain([harmless]).flatten().collect();
                    assert!(
                        !judged.is_empty(),
                        "`{}` says `{column}`: hold it against the sources here, or say in HARMLESS why it is of no group",
                        sentence.id
                    );
                    assert!(
                        !judged.contains(&true),
                        "{ovt}: `{}` gives away `{column}`: {}",
                        sentence.id,
                        spoken.text
                    );
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 10_000 && schools > 20, "{checked} figures, {schools} schools");
    assert!(groups_hidden > 8, "{groups_hidden} groups of pupils");
}

#[test]
fn sentences_of_one_place_and_one_weight_are_alternatives() {
    let (schools, pupils) = (rare_schools(), project_of_rare_pupils());
    let halls = [
        Hall::of("bestuur", World::of("bestuur")),
        Hall::of("rare schools", World::at(schools.path())),
        Hall::of("rare pupils", World::at(pupils.path())),
    ];
    for hall in &halls {
        for (ovt, sentences) in &hall.holds {
            let mut seen = std::collections::BTreeMap::new();
            for sentence in sentences.iter().map(|held| &hall.catalogue.zin[held.sentence]) {
                for reader in &sentence.voor {
                    let place = (sentence.plaats.as_str(), sentence.gewicht, reader.word());
                    let other = seen.insert(place, sentence.id.as_str());
                    assert_eq!(other, None, "{ovt} in {}: beside `{}` on {place:?}", hall.name, sentence.id);
                }
            }
        }
    }
}

/// Schools that are too rare for the demo board: a sharp fall, a sharp rise, very low on 1F, none at DUO,
/// and three pupils in the two years that there are.
pub(crate) fn rare_schools() -> Project {
    let school =
        |years: [(u32, u32, u32); 3]| CountedSchool { years: years.map(Some), schoolweging: Some(2950) };
    let ods = results_file(&[
        school([(60, 175, 140), (60, 175, 140), (60, 150, 60)]),
        school([(60, 150, 60), (60, 150, 60), (60, 175, 140)]),
        school([(60, 100, 40), (60, 100, 40), (60, 100, 40)]),
        school([(20, 57, 30), (20, 57, 30), (20, 57, 30)]),
        CountedSchool { years: [None, Some((2, 5, 3)), Some((1, 3, 2))], schoolweging: Some(2950) },
    ]);
    let toml = format!("[[school]]\novt = \"{}\"\nambitie_1f = 80.0\n", counted_ovt(0));
    Project::empty()
        .with_file("schoolanalyse.toml", toml)
        .with_file("bronnen/leerresultaten.ods", ods.expect("a results file can be made"))
        .with_file("bronnen/referentieniveaus.csv", include_str!("referentieniveaus_zonder_leerlingen.csv"))
}

/// Schools of which the pupils are too rare for the demo board.
pub(crate) fn project_of_rare_pupils() -> Project {
    let files = rare_pupils().expect("a results file can be made");
    files.into_iter().fold(Project::empty(), |project, (path, bytes)| project.with_file(&path, bytes))
}

/// The first school for which a sentence holds, those of the board before the background; and how many there are.
fn first_speaker(hall: &Hall, index: usize) -> Option<(&str, String, usize)> {
    let sentence = &hall.catalogue.zin[index];
    let speakers: Vec<(&str, String)> = hall
        .holds
        .iter()
        .filter(|(_, sentences)| sentences.iter().any(|held| held.sentence == index))
        .filter_map(|(ovt, _)| Some((ovt.as_str(), hall.speak(ovt, sentence).ok()?.text)))
        .collect();
    let schools = speakers.len();
    let board = speakers.iter().position(|(ovt, _)| ovt.starts_with("99")).unwrap_or(0);
    speakers.into_iter().nth(board).map(|(ovt, words)| (ovt, words, schools))
}
