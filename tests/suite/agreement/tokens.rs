//! A text in, the numbers and school years in it out, and what the rows of a query would be spelled like.
//!
//! A digit that belongs to a word, as in `1F` or `M7`, is no number.

use std::collections::BTreeSet;

use domain::dutch::{FORMATS, Format};
use domain::rows::{Rows, Value};

/// The numbers in a text as they stand there, without sign and percent.
pub(super) fn numbers(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let joins = |at: usize| {
            [',', '.'].contains(&letters[at]) && letters.get(at + 1).is_some_and(char::is_ascii_digit)
        };
        while at < letters.len() && (letters[at].is_ascii_digit() || joins(at)) {
            at += 1;
        }
        let in_word = start > 0 && letters[start - 1].is_alphabetic()
            || letters.get(at).is_some_and(|next| next.is_alphabetic());
        if !in_word {
            found.insert(letters[start..at].iter().collect());
        }
    }
    found
}

/// The school years in a text.
pub(super) fn years(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_digit() && letter != '-');
    let is_year = |word: &&str| {
        let ends = word.split_once('-').map(|(from, to)| (from.parse::<u32>(), to.parse::<u32>()));
        word.len() == 9 && matches!(ends, Some((Ok(from), Ok(to))) if to == from + 1)
    };
    words.filter(is_year).map(str::to_owned).collect()
}

/// Whether a text has these words by themselves, whatever their capitals.
pub(super) fn has_words(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    let ends = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    !words.is_empty()
        && text.match_indices(&words).any(|(at, _)| {
            ends(text[..at].chars().next_back()) && ends(text[at + words.len()..].chars().next())
        })
}

/// Every way in which the figures of rows can be spelled, and the numbers in their texts.
pub(super) fn spelled(rows: &Rows) -> BTreeSet<String> {
    let formats: Vec<Format> = FORMATS.iter().filter_map(|format| format.parse().ok()).collect();
    let mut found = BTreeSet::new();
    for cell in rows.cells.iter().flatten() {
        match cell {
            Value::Text(text) => found.extend(numbers(text)),
            cell if cell.number().is_some() => {
                for format in &formats {
                    found.extend(numbers(&format.spell(cell)));
                }
            }
            _ => {}
        }
    }
    found
}

/// The text of a sentence without its placeholders.
pub(super) fn bare(template: &str) -> String {
    let mut text = String::new();
    for (index, part) in template.split('{').enumerate() {
        text.push_str(if index == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) });
    }
    text
}

/// The columns between the braces of a sentence, each with its format; parts of other sentences are not among them.
pub(super) fn placeholders(template: &str) -> Vec<(String, Format)> {
    let inside = template.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    // A number in words, and what is said of one and of more, count the rows and stand in none of them.
    let is_count = |inside: &&str| inside.ends_with(":woord") || inside.contains('|');
    let figures = inside.filter(|inside| !inside.starts_with('>') && !is_count(inside));
    let columns = figures.flat_map(|inside| {
        let inside = inside.strip_suffix(":lijst").unwrap_or(inside);
        let (columns, format) = inside.split_once(':').unwrap_or((inside, "text"));
        let format: Format = format.parse().expect("a format of a sentence is known");
        columns.split("..").map(move |column| (column.to_owned(), format)).collect::<Vec<_>>()
    });
    columns.collect()
}

#[test]
fn a_digit_in_a_word_is_no_number() {
    let found = numbers("In groep 7 zit 57,3% op 1S of 2F (M7); van 1.234 naar −5,0 in 2023-2024.");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["1.234", "2023", "2024", "5,0", "57,3", "7"]);
    assert_eq!(years("2023-2025 of 2023-2024").into_iter().collect::<Vec<_>>(), ["2023-2024"]);
    assert!(has_words("Bij Lezen lager", "lezen") && !has_words("begrijpend lezenden", "lezen"));
}
