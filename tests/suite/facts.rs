//! No fact and no column of a query is there for nothing: each is said, drawn, printed or selected from.

use std::collections::BTreeSet;

use report::Prepared;
use tests::{World, shipped_queries, shipped_sql, workspace};

/// Facts that the program itself reads: who the school is, and to which rows of DUO it belongs.
const READ_BY_THE_PROGRAM: [&str; 5] = ["ovt", "naam", "plaats", "bevoegd_gezag", "bestuursnaam"];

#[test]
fn every_fact_is_used_by_a_sentence() {
    let mut world = World::of("xlsx");
    let Prepared { catalogue, figures, .. } = world.sentences();
    let words = |text: &str| -> BTreeSet<String> {
        let parts = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let placeholders = |text: &str| -> BTreeSet<String> {
        let inside = text.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        inside.flat_map(words).collect()
    };
    let said = |figure: Option<&str>| -> BTreeSet<String> {
        let sentences = catalogue.zin.iter().filter(|sentence| sentence.figure() == figure);
        let said = sentences.flat_map(|sentence| {
            let texts = sentence.titel.iter().chain([&sentence.tekst]).map(String::as_str);
            words(&sentence.als).into_iter().chain(texts.flat_map(placeholders)).collect::<Vec<_>>()
        });
        said.collect()
    };
    let facts = world.tables().into_iter().find(|table| table.table == "feiten").expect("there are facts");
    let spoken = said(None);
    let of_program = |name: &str| READ_BY_THE_PROGRAM.contains(&name);
    let dead: Vec<String> = facts
        .columns
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !spoken.contains(name) && !of_program(name))
        .collect();
    assert_eq!(dead, Vec::<String>::new(), "facts that no sentence of the school uses");
    for (figure, facts) in &catalogue.figuur {
        let spoken = said(Some(figure));
        let dead: Vec<&String> = facts.keys().filter(|name| !spoken.contains(*name)).collect();
        assert_eq!(dead, Vec::<&String>::new(), "facts of `{figure}` that no words of it use");
        assert!(figures.contains_key(figure), "`[figuur.{figure}]` is about no query that has words");
    }
    let queries: BTreeSet<String> = shipped_sql().iter().map(|path| stem(path).to_owned()).collect();
    let figures = catalogue.zin.iter().filter_map(|sentence| sentence.figure());
    let beside = catalogue.plaats.values().flat_map(|place| place.bij.iter().map(String::as_str));
    let unknown: Vec<&str> = figures.chain(beside).filter(|name| !queries.contains(*name)).collect();
    assert_eq!(unknown, Vec::<&str>::new(), "places of figures that no query draws");
}

#[test]
fn every_column_of_a_shipped_query_is_shown_or_used() {
    let mut world = World::of("xlsx");
    let catalogue = std::fs::read_to_string(workspace().join("reports/schoolanalyse/zinnen.toml"));
    let catalogue = catalogue.expect("the catalogue can be read");
    let catalogue_of = world.sentences().catalogue;
    let texts: Vec<String> = shipped_sql()
        .iter()
        .map(|path| std::fs::read_to_string(workspace().join(path)).expect("a query can be read"))
        .collect();
    assert!(!catalogue.is_empty());
    for path in &shipped_queries() {
        let result = world.answer(path);
        let name = stem(path);
        let named: BTreeSet<&str> = result.query.card.columns().collect();
        let facts = catalogue_of.figuur.get(name).into_iter().flat_map(|facts| facts.values());
        let facts: String = facts.cloned().collect::<Vec<_>>().join(" ");
        let others =
            texts.iter().filter(|text| text.contains(name) && !text.contains(&result.query.card.title));
        let others: String = others.cloned().collect::<Vec<_>>().join(" ");
        let beside = catalogue_of.plaats.values().any(|place| place.bij.iter().any(|beside| beside == name));
        let dead: Vec<String> = result
            .all_rows()
            .columns
            .into_iter()
            .filter(|column| {
                let owner = ["ovt", "bevoegd_gezag", "status"].contains(&column.as_str());
                let used =
                    named.contains(column.as_str()) || facts.contains(column) || others.contains(column);
                !(owner || used || beside && catalogue.contains(column.as_str()))
            })
            .collect();
        assert_eq!(dead, Vec::<String>::new(), "{path}: columns that nothing shows or uses");
    }
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".sql")
}
