//! Queries of users in, refused or answered: nothing about a single pupil gets out, and honest questions are answered.
//!
//! The attempts stand in `fixtures/pogingen`; one that is answered is a leak and fails the test by name.

use std::fs;

use tests::{World, workspace};

/// One query of a list: its name, its class and its text.
struct Attempt {
    name: String,
    class: String,
    text: String,
}

fn attempts(file: &str) -> Vec<Attempt> {
    let text =
        fs::read_to_string(workspace().join("fixtures/pogingen").join(file)).expect("the list can be read");
    let blocks = text.split("\n----\n").map(str::trim).filter(|block| !block.is_empty());
    blocks
        .map(|block| {
            let (head, sql) = block.split_once('\n').expect("a block has a head and a text");
            let (name, class) =
                head.trim_start_matches('#').split_once('|').expect("a head has a name and a class");
            let text = format!("--! title: {}\n{sql}", name.trim());
            Attempt { name: name.trim().to_owned(), class: class.trim().to_owned(), text }
        })
        .collect()
}

#[test]
fn every_attempt_to_get_at_a_pupil_is_refused() {
    let world = World::of("bestuur");
    let attempts = attempts("geweigerd.txt");
    assert!(attempts.len() >= 40);
    let mut leaks = Vec::new();
    for attempt in attempts.iter().filter(|attempt| attempt.class != "resources") {
        if let Ok(rows) = world.ask_own(&attempt.text) {
            leaks.push(format!("{} ({}): {} rows", attempt.name, attempt.class, rows.len()));
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

#[test]
fn every_honest_question_is_answered() {
    let world = World::of("bestuur");
    let mut refused = Vec::new();
    for attempt in attempts("toegestaan.txt") {
        if let Err(told) = world.ask_own(&attempt.text) {
            refused.push(format!("{}: {told}", attempt.name));
        }
    }
    assert!(refused.is_empty(), "{} refused:\n{}", refused.len(), refused.join("\n"));
}
