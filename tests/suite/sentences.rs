//! The sentence catalogue on every school of the fixtures: each sentence holds somewhere, and none gives away a figure.
//!
//! What a sentence says is reviewed in `golden/zinnen.txt`: its name, a school for which it holds, its filled text.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use domain::rows::Value;
use domain::sentence::{Catalogue, Sentence, fill};
use query::ResultSet;
use tests::fixtures::{CountedSchool, counted_ovt, rare_pupils, results_file};
use tests::{Project, World, golden};

/// Sentences that hold for no school of the fixtures, each with the reason.
const NEVER: &[(&str, &str)] = &[];

#[test]
fn every_sentence_holds_for_a_school_and_reads_as_in_the_golden_file() {
    let (schools, pupils) = (rare_schools(), project_of_rare_pupils());
    let halls = [
        Hall::of("bestuur", World::of("bestuur")),
        Hall::of("xlsx", World::of("xlsx")),
        Hall::of("rare schools", World::at(schools.path())),
        Hall::of("rare pupils", World::at(pupils.path())),
    ];
    let catalogue = &halls[0].catalogue;
    let mut text = String::new();
    let mut silent = Vec::new();
    for (index, sentence) in catalogue.zin.iter().enumerate() {
        let spoken = halls.iter().find_map(|hall| hall.first_speaker(index).map(|speaker| (hall, speaker)));
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
            for sentence in sentences.iter().map(|index| &hall.catalogue.zin[*index]) {
                let Ok((words, used)) = hall.speak(ovt, sentence) else { continue };
                let leak = used.iter().find(|column| {
                    hidden.covers(ovt, column)
                        || groups.cover(ovt, column, published.rows().cell(0, column).text())
                });
                assert!(leak.is_none(), "{ovt}: `{}` gives away `{leak:?}`: {words}", sentence.id);
                checked += used.len();
            }
        }
    }
    assert!(checked > 10_000 && schools > 20, "{checked} figures, {schools} schools");
    assert!(groups_hidden > 8, "{groups_hidden} groups of pupils");
}

/// Schools that are too rare for the demo board: a sharp fall, a sharp rise, very low on 1F, none at DUO,
/// and three pupils in the two years that there are.
fn rare_schools() -> Project {
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
fn project_of_rare_pupils() -> Project {
    let files = rare_pupils().expect("a results file can be made");
    files.into_iter().fold(Project::empty(), |project, (path, bytes)| project.with_file(&path, bytes))
}

/// The facts of one fixture, and who may say what.
struct Hall {
    name: &'static str,
    world: World,
    facts: ResultSet,
    catalogue: Catalogue,
    holds: BTreeMap<String, Vec<usize>>,
}

impl Hall {
    fn of(name: &'static str, world: World) -> Self {
        let facts = world.answer("reports/schoolanalyse/zinnen.sql");
        let (catalogue, holds) = world.sentences();
        Self { name, world, facts, catalogue, holds }
    }

    /// The filled text of a sentence, heading first, and the columns that it uses; or the column without a figure.
    fn speak(&self, ovt: &str, sentence: &Sentence) -> Result<(String, BTreeSet<String>), String> {
        let published = self.world.published(&self.facts, ovt);
        let used = RefCell::new(BTreeSet::new());
        let figure = |column: &str| -> &Value {
            used.borrow_mut().insert(column.to_owned());
            published.rows().cell(0, column)
        };
        let part = |place: &str| self.first_part(ovt, place, &used);
        let mut lines = Vec::new();
        for text in sentence.titel.iter().chain([&sentence.tekst]) {
            lines.push(fill(text, &figure, &part)?);
        }
        Ok((lines.join("\n"), used.into_inner()))
    }

    /// The heaviest sentence of a place that holds and can be filled, for `{>place}`.
    fn first_part(&self, ovt: &str, place: &str, used: &RefCell<BTreeSet<String>>) -> Option<String> {
        let holding = self.holds.get(ovt)?.iter().map(|index| &self.catalogue.zin[*index]);
        let mut parts: Vec<&Sentence> = holding.filter(|sentence| sentence.plaats == place).collect();
        parts.sort_by_key(|sentence| std::cmp::Reverse(sentence.gewicht));
        let (words, columns) = parts.into_iter().find_map(|sentence| self.speak(ovt, sentence).ok())?;
        used.borrow_mut().extend(columns);
        Some(words)
    }

    /// The first school for which a sentence holds, those of the board before the background; and how many there are.
    fn first_speaker(&self, index: usize) -> Option<(&str, String, usize)> {
        let sentence = &self.catalogue.zin[index];
        let speakers: Vec<(&str, String)> = self
            .holds
            .iter()
            .filter(|(_, sentences)| sentences.contains(&index))
            .filter_map(|(ovt, _)| Some((ovt.as_str(), self.speak(ovt, sentence).ok()?.0)))
            .collect();
        let schools = speakers.len();
        let board = speakers.iter().position(|(ovt, _)| ovt.starts_with("99")).unwrap_or(0);
        speakers.into_iter().nth(board).map(|(ovt, words)| (ovt, words, schools))
    }
}

/// The figures that the sources hide or that rest on fewer than five pupils, found without the model.
struct Hidden {
    /// Schools of which the three years together are hidden.
    total: BTreeSet<String>,
    /// Schools with the position, from 1, of a hidden year.
    years: BTreeSet<(String, i64)>,
    /// Schools with a domain that has five pupils for certain in no year.
    domains: BTreeSet<(String, String)>,
}

impl Hidden {
    fn of(world: &World) -> Self {
        let total = world.rows("select ovt from leerresultaten where status = 'onderdrukt' or aantal_leerlingen < 5 order by ovt");
        let years = world.rows(
            "select ovt, cast(substr(periode, 1, 4) as bigint) as eerste, peiljaar from eindresultaten
             where status = 'onderdrukt' or aantal_leerlingen < 5 order by ovt, peiljaar",
        );
        let domains = world.rows(
            "select scholen.ovt, tel.domein from scholen
             join (select brin, vestiging, domein, schooljaar, sum(aantal_min) as aantal from referentieniveaus
                   group by brin, vestiging, domein, schooljaar) as tel
                 on tel.brin = scholen.brin_duo and tel.vestiging = scholen.vestiging
             group by scholen.ovt, tel.domein
             having max(tel.aantal) < 5
             order by scholen.ovt, tel.domein",
        );
        let text = |value: &Value| value.text().expect("a text").to_owned();
        let whole = |value: &Value| if let Value::Int(number) = value { *number } else { panic!("{value}") };
        Self {
            total: total.cells.iter().map(|row| text(&row[0])).collect(),
            years: years
                .cells
                .iter()
                .map(|row| (text(&row[0]), whole(&row[2]) - whole(&row[1]) + 1))
                .collect(),
            domains: domains.cells.iter().map(|row| (text(&row[0]), text(&row[1]))).collect(),
        }
    }

    fn schools(&self) -> usize {
        let years = self.years.iter().map(|(ovt, _)| ovt);
        years.chain(&self.total).collect::<BTreeSet<_>>().len()
    }

    /// Whether a column of the facts is one of these figures for a school.
    fn covers(&self, ovt: &str, column: &str) -> bool {
        let year = |year: i64| self.years.contains(&(ovt.to_owned(), year));
        let of_year = ["leerlingen_", "percentage_1f_", "percentage_1s_2f_", "afwijking_", "afstand_"];
        let own = ["aantal_leerlingen", "percentage_1", "laag_1", "hoog_1", "aandeel_lager"];
        if let Some(domain) =
            ["rekenen", "lezen", "taalverzorging"].iter().find(|domain| column.starts_with(**domain))
        {
            return !column.contains("_klasse_")
                && self.domains.contains(&(ovt.to_owned(), (*domain).to_owned()));
        }
        if column.starts_with("verschil_") {
            return year(2) || year(3);
        }
        if of_year
            .iter()
            .any(|start| column.strip_prefix(start).is_some_and(|rest| matches!(rest, "1" | "2" | "3")))
        {
            return (1..=3).any(|position| column.ends_with(&format!("_{position}")) && year(position));
        }
        own.iter().any(|start| column.starts_with(start)) && self.total.contains(ovt)
    }
}

/// How many pupils a figure can be about, and whether someone among them is on a favourable niveau: ten are enough, and
/// five who count in each year of groep 8.
const GROUPS: &str = "with niveaus as (
    select ovt, leerling, vakgebied, aanbieder, schaal, niveau in ('I', 'II', 'III', 'A', 'B', 'C') as gunstig,
        cast(substr($schooljaar, 1, 4) as bigint) - cast(substr(schooljaar, 1, 4) as bigint) as terug
    from toetsresultaten where moment = $moment and niveau is not null
), groepen as (
    select ovt, 'stand' as soort, vakgebied as wie, count(distinct leerling) as n, bool_or(gunstig) as gunstig
    from niveaus where terug = 0 group by ovt, vakgebied, aanbieder, schaal
    union all
    select nu.ovt, 'wissel', nu.vakgebied, count(distinct nu.leerling), true from niveaus as nu
    join niveaus as toen on toen.ovt = nu.ovt and toen.leerling = nu.leerling and toen.vakgebied = nu.vakgebied
        and toen.aanbieder = nu.aanbieder and toen.schaal = nu.schaal and nu.terug = 0 and toen.terug = 1
    group by nu.ovt, nu.vakgebied, nu.aanbieder, nu.schaal
    union all
    select ovt, 'koers', replace(vakgebied, 'begrijpend ', ''), count(distinct leerling),
        bool_or(referentieniveau in ('1S', '2F'))
    from toetsresultaten where schooljaar = $schooljaar and leerjaar >= 6 and referentieniveau is not null
    group by ovt, vakgebied, aanbieder, leerjaar, moment
    union all
    select toets.ovt, 'advies', 'groep 8', count(*), true from doorstroomtoets as toets
    join schooladviezen as advies on advies.ovt = toets.ovt and advies.leerling = toets.leerling
        and advies.schooljaar = toets.schooljaar and advies.voorlopig is not null
    where toets.toetsadvies is not null group by toets.ovt, toets.schooljaar
    union all
    select ovt, 'eigen', wie, 2 * min(n), true from (
        select ovt, count(*) as n,
            case when substr(schooljaar, 6, 4) <= substr($periode, 6, 4) then 'drie' else 'nieuw' end as wie
        from doorstroomtoets where not ontheffing and concat_ws('+', lezen, taalverzorging, rekenen) like '%+%+%'
        group by ovt, schooljaar
    ) as jaren group by ovt, wie
)
select ovt, soort, wie, max(case when n >= 10 and gunstig then 1 else 0 end) as genoeg
from groepen group by ovt, soort, wie order by ovt, soort, wie";

/// The groups of pupils that figures may be about, counted from the files without the model.
struct Groups {
    /// School, what is told and of whom, for groups that are large enough and not all of one low kind.
    shown: BTreeSet<(String, String, String)>,
    /// How many groups are not.
    hidden: usize,
}

impl Groups {
    fn of(world: &World) -> Self {
        let rows = world.rows(GROUPS);
        let mut groups = Self { shown: BTreeSet::new(), hidden: 0 };
        for row in 0..rows.len() {
            let text = |column: &str| rows.cell(row, column).text().expect("a text").to_owned();
            if rows.cell(row, "genoeg").number() == Some(1.0) {
                groups.shown.insert((text("ovt"), text("soort"), text("wie")));
            } else {
                groups.hidden += 1;
            }
        }
        groups
    }

    /// Whether a column of the facts, which says this when it is a text, is about a group that is not shown.
    fn cover(&self, ovt: &str, column: &str, said: Option<&str>) -> bool {
        let hidden = |soort: &str, wie: &str| {
            !self.shown.contains(&(ovt.to_owned(), soort.to_owned(), wie.to_owned()))
        };
        let (start, rest) = column.split_once('_').unwrap_or((column, ""));
        match (start, rest) {
            (
                "vak" | "lager" | "hoger" | "rond" | "omlaag" | "omhoog",
                "laag" | "hoog" | "omlaag" | "omhoog" | "lijst",
            ) => named(said).iter().any(|vak| hidden("stand", vak)),
            ("wissel", "omlaag" | "omhoog" | "omlaag_lijst" | "omhoog_lijst" | "gelijk_lijst") => {
                named(said).iter().any(|vak| hidden("wissel", vak))
            }
            ("koers", _) if rest != "groep" => hidden("koers", rest.split('_').next().unwrap_or_default()),
            ("advies", "n" | "hoger" | "lager" | "bijgesteld") => hidden("advies", "groep 8"),
            ("eigen", _) if rest.starts_with("drie") => hidden("eigen", "drie"),
            ("eigen", _) if rest.starts_with("nieuw") => hidden("eigen", "nieuw"),
            _ => false,
        }
    }
}

/// The vakgebieden in a list of them.
fn named(list: Option<&str>) -> Vec<String> {
    let names = list.unwrap_or_default().replace(" en ", ", ").to_lowercase();
    names.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
