//! Title, subtitle, description, table and drawing of every figure, and the sentences beside it, held against the rows.
//!
//! Walks every query and every school of the fixtures and knows none by name: whoever adds a figure, a title or a sentence is
//! held too. What a title claims is read by `claims`; a title that it cannot read is a fault.

mod beside;
mod claims;
mod figure;
mod shares;
mod tokens;

use std::collections::BTreeSet;

use schoolanalyse::Exit;
use serde_json::Value as Json;
use tests::{Hall, Project, World, shipped_queries, shipped_query, silent_typst};

use crate::sentences::{project_of_rare_pupils, rare_schools};
use figure::Figure;

/// Schools that are looked at in each fixture: those of the board, and every so many of the background.
const EVERY: usize = 40;
/// Faults that are told.
const TOLD: usize = 40;

/// A fixture as the program staged it, and what the queries say of it.
struct Scene {
    hall: Hall,
    project: Project,
    schools: Vec<String>,
}

impl Scene {
    fn of(name: &'static str, project: Project) -> Self {
        let hall = Hall::of(name, World::at(project.path()));
        let all = hall.facts.schools().map(str::to_owned).collect::<Vec<_>>();
        let is_told = |(at, ovt): &(usize, String)| ovt.starts_with("99") || at % EVERY == 0;
        let schools = all.into_iter().enumerate().filter(is_told).map(|(_, ovt)| ovt).collect();
        Self::with(hall, project, schools)
    }

    fn with(hall: Hall, project: Project, mut schools: Vec<String>) -> Self {
        let name = hall.name;
        let (typst, folder) = (silent_typst(), project.path().display().to_string());
        let mut words = ["schoolanalyse", "build", "--typst"].map(str::to_owned).to_vec();
        words.push(typst.display().to_string());
        words.extend(["--audience", "directie", "--keep-staging"].map(str::to_owned));
        words.push(format!("{folder}/staging"));
        words.extend(schools.iter().flat_map(|ovt| ["--school".to_owned(), ovt.clone()]));
        words.push(folder);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = schoolanalyse::run(words.into_iter().map(std::ffi::OsString::from), &mut out, &mut err);
        assert_eq!(exit, Exit::Done, "{name}: {}", String::from_utf8_lossy(&err));
        schools.sort();
        Self { hall, project, schools }
    }

    fn document(&self, ovt: &str) -> Json {
        self.project.json(&format!("staging/staging/{}/rapport.json", ovt.replace('|', "-")))
    }

    fn drawing(&self, ovt: &str, query: &str) -> String {
        let path = format!("staging/staging/{}/figuren/{query}.svg", ovt.replace('|', "-"));
        String::from_utf8(self.project.read(&path)).expect("a drawing is text")
    }
}

/// What a figure is made to say or show, and the fault that has to be found.
type Lie = (&'static str, &'static str, fn(&mut Figure<'_>), &'static str);

#[test]
fn each_kind_of_contradiction_is_found() {
    let project = Project::fixture("bestuur");
    let hall = Hall::of("bestuur", World::at(project.path()));
    let scene = Scene::with(hall, project, ["99FU|C1", "99WH|C1"].map(str::to_owned).to_vec());
    let lies: [Lie; 9] = [
        (
            "99FU|C1",
            "drie_lijnen",
            |it| it.description.push_str(". Signaleringswaarde"),
            "is not drawn and named",
        ),
        (
            "99WH|C1",
            "drie_lijnen",
            |it| it.description = it.description.replace("Ambitie", "Doel"),
            "names none of",
        ),
        (
            "99WH|C1",
            "drie_lijnen",
            |it| it.title = "Beide niveaus liggen onder de signaleringswaarde".into(),
            "denies",
        ),
        (
            "99WH|C1",
            "eindresultaten_per_jaar",
            |it| {
                it.title = "In 2023-2024 een lager streefniveau dan scholen met dezelfde schoolweging".into();
            },
            "denies",
        ),
        (
            "99WH|C1",
            "eindresultaten_per_jaar",
            |it| it.title = "Het gaat de goede kant op".into(),
            "no rule can hold",
        ),
        ("99WH|C1", "populatie", |it| it.description.push_str(" 98,7"), "stands in no row"),
        ("99WH|C1", "populatie", |it| it.description.push_str(" 1998-1999"), "no school year of its rows"),
        ("99WH|C1", "niveaukaart", |it| it.title.push_str(" en engels"), "has no row"),
        (
            "99WH|C1",
            "eindresultaten_per_jaar",
            |it| it.drawn.retain(|text| !text.contains(',')),
            "the drawing lacks",
        ),
    ];
    for (ovt, query, lie, fault) in lies {
        let answer = scene.hall.world.answer(&shipped_query(query));
        let (document, svg) = (scene.document(ovt), scene.drawing(ovt, query));
        let published = scene.hall.world.published(&answer, ovt);
        let mut figure = Figure::new(&scene.hall, ovt, published, &document["figuren"][query], &svg);
        assert_eq!(figure.faults(&answer), Vec::<String>::new(), "{ovt}, `{query}` as it is");
        lie(&mut figure);
        let found = figure.faults(&answer);
        assert!(
            found.iter().any(|found| found.contains(fault)),
            "{ovt}, `{query}` lacks `{fault}`: {found:?}"
        );
    }
}

/// The fixtures, and every school of the project folder in `SCHOOLANALYSE_PROJECT` when that is set.
fn scenes() -> Vec<Scene> {
    let mut scenes = vec![
        Scene::of("bestuur", Project::fixture("bestuur")),
        Scene::of("xlsx", Project::fixture("xlsx")),
        Scene::of("rare schools", rare_schools()),
        Scene::of("rare pupils", project_of_rare_pupils()),
    ];
    if let Some(folder) = std::env::var_os("SCHOOLANALYSE_PROJECT") {
        let project = Project::copy_of(folder.as_ref());
        let hall = Hall::of("elsewhere", World::at(project.path()));
        let schools = hall.facts.schools().map(str::to_owned).collect();
        scenes.push(Scene::with(hall, project, schools));
    }
    scenes
}

#[test]
fn what_is_said_of_a_figure_agrees_with_its_rows_its_table_and_its_drawing() {
    let shipped: Vec<String> = shipped_queries();
    let (mut faults, mut drawn, mut figures) = (Vec::new(), BTreeSet::new(), 0);
    for scene in scenes() {
        let answers: Vec<_> = shipped.iter().map(|path| scene.hall.world.answer(path)).collect();
        for ovt in &scene.schools {
            let document = scene.document(ovt);
            for answer in &answers {
                let name = &answer.query.file.name;
                let staged = &document["figuren"][name];
                let published = scene.hall.world.published(answer, ovt);
                let table = &document["tabellen"][name];
                let told = |fault: String| format!("{ovt} in {}, `{name}`: {fault}", scene.hall.name);
                faults.extend(beside::table_faults(&published, table).into_iter().map(told));
                if staged.is_null() {
                    continue;
                }
                drawn.insert(name.clone());
                figures += 1;
                let svg = scene.drawing(ovt, name);
                let figure = Figure::new(&scene.hall, ovt, published, staged, &svg);
                faults.extend(figure.faults(answer).into_iter().map(told));
            }
            faults.extend(own_faults(&document).into_iter().map(|fault| format!("{ovt}: {fault}")));
            faults.extend(beside_faults(&scene.hall, ovt, &document, &answers));
        }
    }
    let few = faults.iter().take(TOLD).cloned().collect::<Vec<_>>().join("\n");
    assert!(faults.is_empty(), "{} faults in {figures} figures\n{few}", faults.len());
    assert!(figures > 200, "only {figures} figures");
    let charts = shipped.iter().filter(|path| has_chart(path)).map(|path| stem(path));
    let never: Vec<&str> = charts.filter(|name| !drawn.contains(*name)).collect();
    assert_eq!(never, Vec::<&str>::new(), "no fixture draws these");
}

/// What the description of a question of the school itself leaves out: it tells every cell of its first rows.
fn own_faults(document: &Json) -> Vec<String> {
    /// As many rows are told.
    const HEARD: usize = 12;
    let own = document["eigen"].as_array().map_or(&[][..], Vec::as_slice);
    let mut faults = Vec::new();
    for name in own.iter().filter_map(|question| question["naam"].as_str()) {
        let (Some(alt), Some(rows)) =
            (document["figuren"][name]["alt"].as_str(), document["tabellen"][name]["rijen"].as_array())
        else {
            continue;
        };
        let cells = rows.iter().take(HEARD).filter_map(Json::as_array).flatten().filter_map(Json::as_str);
        let lost = cells.filter(|cell| !["", "–"].contains(cell) && !alt.contains(cell));
        faults.extend(lost.map(|cell| format!("`{name}`: the description lacks `{cell}`: {alt}")));
    }
    faults
}

/// What a sentence beside a figure or a table says and none of their rows holds.
fn beside_faults(hall: &Hall, ovt: &str, document: &Json, answers: &[query::ResultSet]) -> Vec<String> {
    let mut faults = Vec::new();
    for (place, limits) in hall.catalogue.plaats.iter().filter(|(_, limits)| !limits.bij.is_empty()) {
        let beside = answers.iter().filter(|answer| limits.bij.contains(&answer.query.file.name));
        let rows: Vec<_> = beside
            .map(|answer| hall.world.published(answer, ovt))
            .filter(|rows| !rows.rows().is_empty() && !rows.shows_nothing())
            .collect();
        let printed = document["zinnen"][place].as_array().map_or(&[][..], Vec::as_slice);
        for id in printed.iter().filter_map(|sentence| sentence["id"].as_str()) {
            let sentence = hall.catalogue.zin.iter().find(|sentence| sentence.id == id);
            let sentence = sentence.unwrap_or_else(|| panic!("`{id}` is in no catalogue"));
            if rows.is_empty() {
                continue;
            }
            let told = |fault: String| format!("{ovt} in {}, sentence `{id}`: {fault}", hall.name);
            faults.extend(beside::sentence_faults(hall, ovt, sentence, &rows).into_iter().map(told));
        }
    }
    faults
}

fn has_chart(path: &str) -> bool {
    let text = std::fs::read_to_string(tests::workspace().join(path)).expect("a query can be read");
    text.lines().any(|line| line.starts_with("--! chart:"))
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".sql")
}
