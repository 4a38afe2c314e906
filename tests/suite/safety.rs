//! Queries of users in, refused or answered: nothing about a single pupil gets out, and honest questions are answered.
//!
//! The attempts stand in `fixtures/pogingen`, each with the refusal that it has to meet: one that is refused for another
//! reason, such as a slip in its own SQL, proves nothing.

use std::collections::BTreeMap;
use std::fs;

use query::Limits;
use tests::{World, workspace};

/// What queries of the class `resources` may take here; they want more of everything.
const FEW: Limits = Limits { megabytes: 256, seconds: 3, rows: 1_000_000 };

/// The refusals by name, each with words of its message that no other has.
const REFUSALS: &[(&str, &str)] = &[
    ("key", "is the key of a pupil"),
    ("key_compared", "held against something that is no key"),
    ("key_computed", "something is made of the key"),
    ("single_pupils", "each row of the result is about a single pupil"),
    ("value", "holds values of single pupils"),
    ("aggregate", "gives a value of a single pupil"),
    ("window", "gives a value of another pupil"),
    ("nullable", "may be empty, so its mean can rest on fewer"),
    ("picked", "picks or reshapes values of pupils"),
    ("selected", "of pupils who were picked by an outcome"),
    ("groups_picked", "picks groups by a figure of their pupils"),
    ("ground_is_value", "groups by a value of pupils as it is"),
    ("rows_tell", "which rows there are, or their order, depends on pupils"),
    ("volatile", "gives another answer each time"),
    ("outer_join", "from the side of an outer join that may be empty"),
    ("subquery", "a subquery in an expression gives values of pupils"),
    ("no_count", "none of its columns is `count(distinct leerling)` of the group"),
    ("wrong_count", "does not count the pupils behind column"),
    ("context", "cannot be left out of hiding as context"),
    ("raw_values", "values as they were found in faulty rows"),
    ("untraceable", "pupils cannot be followed through"),
    ("writes", "a query only reads"),
    ("shows", "`show` is no question"),
    ("too_long", "runs longer than"),
    ("memory", "MB of memory and was stopped"),
    ("at_once", "MB at once"),
    ("a_list_for_every_row", "makes a list of many rows for every row"),
    ("too_deep", "deep inside each other"),
    ("too_heavy", "every `with` counted where it is named"),
    ("passed_over", "would be passed over in silence"),
    ("no_function", "there is no function"),
    ("no_function", "table function `"),
    ("no_table", "` not found"),
    ("no_statement", "Unsupported SQL statement"),
    ("no_statement", "No SQL statements were provided"),
    ("no_statement", "Temporary tables not supported"),
    ("no_statement", "Insert-returning clause not supported"),
    ("no_statement", "RETURNING * not implemented yet"),
    ("too_large_pattern", "CompiledTooBig"),
    // Not refused before it runs: the message hides the value, and that it fails is told.
    ("fails_on_a_row", "fails on a row about pupils"),
];

/// One query of a list: its name, its class, the refusal that it expects and its text.
struct Attempt {
    name: String,
    class: String,
    refusal: String,
    text: String,
}

fn attempts(file: &str) -> Vec<Attempt> {
    let text =
        fs::read_to_string(workspace().join("fixtures/pogingen").join(file)).expect("the list can be read");
    let blocks = text.split("\n----\n").map(str::trim).filter(|block| !block.is_empty());
    blocks
        .map(|block| {
            let (head, sql) = block.split_once('\n').expect("a block has a head and a text");
            let mut parts = head.trim_start_matches('#').split('|').map(|part| part.trim().to_owned());
            let name = parts.next().unwrap_or_default();
            let text = format!("--! title: {name}\n{sql}");
            let mut next = || parts.next().unwrap_or_default();
            Attempt { class: next(), refusal: next(), name, text }
        })
        .collect()
}

/// The refusal that a message tells of.
fn refusal(told: &str) -> &str {
    REFUSALS.iter().find(|(_, words)| told.contains(words)).map_or(told, |(name, _)| name)
}

#[test]
fn every_attempt_meets_the_refusal_that_it_expects() {
    let (world, limited) = (World::of("bestuur"), World::limited("bestuur", FEW));
    let attempts = attempts("geweigerd.txt");
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for attempt in &attempts {
        *classes.entry(&attempt.class).or_default() += 1;
        let world = if attempt.class == "resources" { &limited } else { &world };
        let met = match world.ask_own(&attempt.text) {
            Ok(rows) => format!("answered with {} rows", rows.len()),
            Err(told) => refusal(&told).to_owned(),
        };
        if !attempt.refusal.split('/').any(|refusal| refusal == met) {
            wrong.push(format!("{} | {} | {met}", attempt.name, attempt.class));
        }
    }
    assert!(wrong.is_empty(), "{} meet another refusal:\n{}", wrong.len(), wrong.join("\n"));
    let expected = [
        ("files", 18),
        ("gap", 23),
        ("key", 85),
        ("no_n", 26),
        ("raw_values", 21),
        ("resources", 30),
        ("silent", 2),
        ("single_pupil", 49),
        ("statements", 38),
        ("value_picked", 54),
        ("writes", 24),
        ("wrong_n", 56),
    ];
    assert_eq!(classes.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn every_honest_question_is_answered() {
    let world = World::of("bestuur");
    let mut refused = Vec::new();
    let attempts = attempts("toegestaan.txt");
    for attempt in &attempts {
        if let Err(told) = world.ask_own(&attempt.text) {
            refused.push(format!("{}: {told}", attempt.name));
        }
    }
    assert!(refused.is_empty(), "{} refused:\n{}", refused.len(), refused.join("\n"));
    assert_eq!(attempts.len(), 44);
}
