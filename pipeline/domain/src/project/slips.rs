//! What TOML refuses in `schoolanalyse.toml` in, what is wrong with that line and what was probably meant out.
//!
//! Knows the keys and the tables of the file; whether a value makes sense is for those who read it.

use super::{ProjectError, line_of};
use crate::ovt::Ovt;
use crate::suggest::nearest;

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Number,
    List,
}

/// A table of the file: its name, whether it can stand there several times, and its keys.
type Known = (&'static str, bool, &'static [(&'static str, Shape)]);

/// Every table with its keys; those of `[parameters]` are the user's own.
static TABLES: [Known; 4] = [
    (
        "rapport",
        false,
        &[
            ("bestuur", Shape::Text),
            ("term", Shape::Text),
            ("datum", Shape::Text),
            ("doelgroepen", Shape::List),
            ("vergelijking", Shape::Text),
            ("scholen", Shape::Text),
        ],
    ),
    (
        "school",
        true,
        &[
            ("ovt", Shape::Text),
            ("naam", Shape::Text),
            ("brin", Shape::Text),
            ("vestiging", Shape::Text),
            ("ambitie_1f", Shape::Number),
            ("ambitie_1s_2f", Shape::Number),
        ],
    ),
    ("parameters", false, &[]),
    ("queries", false, &[("seconds", Shape::Number), ("megabytes", Shape::Number)]),
];

/// What people call the key of the pupils, which is no setting of this file.
const KEY_WORDS: [&str; 4] = ["key", "sleutel", "leerlingsleutel", "sleutelbestand"];
/// Quotation marks of every kind, for values that were written in a word processor.
const QUOTES: [char; 8] = ['"', '\'', '“', '”', '„', '‘', '’', '`'];

/// Gives what TOML refuses its line, and what was meant.
pub(super) fn refused(text: &str, error: &toml::de::Error) -> ProjectError {
    let lines: Vec<&str> = text.lines().collect();
    let index = line_of(text, error.span().map_or(0, |span| span.start)) - 1;
    // What is not closed is found missing only at the end of its line.
    let index = if lines.get(index).is_none_or(|line| line.trim().is_empty()) {
        index.saturating_sub(1)
    } else {
        index
    };
    let line = lines.get(index).copied().unwrap_or_default();
    let said = error.message().trim().replace('\n', "; ");
    let (word, what, hint) = header(line, &said)
        .or_else(|| key(&lines, index, &said))
        .or_else(|| value(line))
        .unwrap_or_else(|| (String::new(), said.clone(), variant(&said)));
    // The key itself may stand there, and a message is kept in more places than the file.
    let shown = match line.split_once('=') {
        Some((key, _)) if KEY_WORDS.contains(&key.trim()) => format!("{key}= …"),
        _ => line.to_owned(),
    };
    ProjectError { line: index + 1, text: shown, word, what, hint }
}

type Slip = (String, String, Option<String>);

/// The name of a table in the brackets that it needs.
fn heading((name, several, _): &Known) -> String {
    if *several { format!("[[{name}]]") } else { format!("[{name}]") }
}

/// A fault in the heading of a table.
fn header(line: &str, said: &str) -> Option<Slip> {
    let typed = line.trim().split('#').next()?.trim();
    if !typed.starts_with('[') {
        return None;
    }
    let name = typed.trim_matches(['[', ']', ' ']);
    let names = TABLES.iter().map(|(name, ..)| *name);
    let meant = nearest(name, names).and_then(|meant| TABLES.iter().find(|(name, ..)| *name == meant));
    let known = TABLES.iter().any(|(known, ..)| *known == name);
    let right = meant.map(heading);
    if let Some(key) = said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        let hint = Some(format!("add a line `{key} = …` under it"));
        return Some((typed.to_owned(), format!("`{typed}` has no `{key}`"), hint));
    }
    if known && right.as_deref() == Some(typed) {
        let hint = said.contains("duplicate").then(|| format!("put everything under one `{typed}`"));
        let what = hint.as_ref().map_or_else(|| said.to_owned(), |_| format!("`{typed}` stands twice"));
        return Some((typed.to_owned(), what, hint));
    }
    let what = if known {
        format!("`{typed}` has not the brackets that it needs")
    } else {
        format!("there is no table `{typed}`; known tables: {}", TABLES.each_ref().map(heading).join(", "))
    };
    Some((typed.to_owned(), what, right.map(|right| format!("did you mean `{right}`?"))))
}

/// A key that is not known where it stands, or that stands there twice.
fn key(lines: &[&str], index: usize, said: &str) -> Option<Slip> {
    let typed = lines.get(index)?.split_once('=')?.0.trim();
    if said.contains("duplicate key") {
        let hint = Some("keep one of the two lines".to_owned());
        return Some((typed.to_owned(), format!("`{typed}` stands twice under this heading"), hint));
    }
    let field = said.strip_prefix("unknown field `")?.split('`').next()?;
    let above = lines[..index].iter().rev().map(|line| line.trim()).find(|line| line.starts_with('['));
    let here = above.map(|line| line.split('#').next().unwrap_or(line).trim().trim_matches(['[', ']', ' ']));
    let home = here.and_then(|here| TABLES.iter().find(|(name, ..)| *name == here));
    let keys = |table: &Known| table.2.iter().map(|(key, _)| *key).collect::<Vec<_>>();
    let what = match home {
        Some(table) => {
            format!(
                "unknown key `{field}` under `{}`; known keys: {}",
                heading(table),
                keys(table).join(", ")
            )
        }
        None => format!("unknown key `{field}` above the first heading"),
    };
    if KEY_WORDS.contains(&field) {
        let hint = "this file travels with the project, and the key should not: give its path with `--key FILE` or in \
                    SCHOOLANALYSE_KEY";
        return Some((field.to_owned(), what, Some(hint.to_owned())));
    }
    let owner = |key: &str| TABLES.iter().find(|table| keys(table).contains(&key));
    let hint = if let Some(table) = owner(field) {
        Some(format!("`{field}` stands under `{}`", heading(table)))
    } else if let Some(meant) = home.and_then(|table| nearest(field, keys(table))) {
        Some(format!("did you mean `{meant}`?"))
    } else {
        let meant = nearest(field, TABLES.iter().flat_map(keys));
        let table = meant.and_then(owner);
        meant.zip(table).map(|(meant, table)| format!("did you mean `{meant}`, under `{}`?", heading(table)))
    };
    Some((field.to_owned(), what, hint))
}

/// A value that is not written as TOML has it, or that is of another kind than its key wants.
fn value(line: &str) -> Option<Slip> {
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim(), without_comment(value).trim());
    if KEY_WORDS.contains(&key) {
        return None;
    }
    let shape = TABLES.iter().flat_map(|(_, _, keys)| *keys).find(|(known, _)| *known == key);
    let bare = value.trim_matches(QUOTES).trim();
    let number = decimal(bare);
    let shape = match (shape, &number) {
        (Some((_, shape)), _) => *shape,
        (None, Some(_)) => Shape::Number,
        (None, None) => Shape::Text,
    };
    let (what, meant) = match shape {
        Shape::Number => (format!("`{key}` is a number, and `{value}` is none"), number?),
        Shape::Text if value.is_empty() => (format!("`{key}` has no value"), "\"…\"".to_owned()),
        Shape::Text => {
            let text = if key == "ovt" { Ovt::meant(bare).map(String::from) } else { None };
            let text = text.or_else(|| day(bare)).unwrap_or_else(|| bare.to_owned());
            (format!("`{key}` is a text, and a text stands between straight quotes"), format!("\"{text}\""))
        }
        Shape::List => {
            let words =
                bare.trim_matches(['[', ']']).split(',').map(|word| word.trim().trim_matches(QUOTES).trim());
            let words: Vec<String> =
                words.filter(|word| !word.is_empty()).map(|word| format!("\"{word}\"")).collect();
            (format!("`{key}` is a list"), format!("[{}]", words.join(", ")))
        }
    };
    (meant != value).then(|| (value.to_owned(), what, Some(format!("write `{key} = {meant}`"))))
}

/// A value up to a comment; a `#` between quotes is none.
fn without_comment(value: &str) -> &str {
    let mut quoted = false;
    for (at, sign) in value.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            '#' if !quoted => return &value[..at],
            _ => {}
        }
    }
    value
}

/// A number with a comma or a percent sign as TOML writes it.
fn decimal(text: &str) -> Option<String> {
    let plain = text.trim_end_matches('%').trim().replace(',', ".");
    let number: f64 = plain.parse().ok()?;
    number.is_finite().then_some(plain)
}

/// A day with the year last, with the year first.
fn day(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let fits = year.len() == 4 && [day, month].iter().all(|part| matches!(part.len(), 1 | 2) && digits(part));
    (fits && digits(year)).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// A word of a closed list.
fn variant(said: &str) -> Option<String> {
    let (typed, known) = said.strip_prefix("unknown variant `")?.split_once('`')?;
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    nearest(typed, known).map(|meant| format!("did you mean `{meant}`?"))
}

#[cfg(test)]
mod tests {
    use super::super::Project;

    /// The line, what is wrong and the hint.
    fn slip(text: &str) -> (usize, String, String) {
        let fault = Project::parse(text).unwrap_err();
        (fault.line, fault.what, fault.hint.unwrap_or_default())
    }

    #[test]
    fn a_value_is_written_as_the_file_wants_it() {
        let school = |line: &str| slip(&format!("[[school]]\novt = \"99WH|C1\"\n{line}\nbrin = \"99WH\"\n"));
        for (line, hint) in [
            ("ambitie_1f = 97,5", "write `ambitie_1f = 97.5`"),
            ("ambitie_1f = \"97,5\"  # ons doel", "write `ambitie_1f = 97.5`"),
            ("ambitie_1f = \"97%\"", "write `ambitie_1f = 97`"),
            ("ambitie_1f = 97%", "write `ambitie_1f = 97`"),
            ("naam = De Wilgenhoek", "write `naam = \"De Wilgenhoek\"`"),
            ("naam = “De Wilgenhoek”", "write `naam = \"De Wilgenhoek\"`"),
            ("naam = \"De Wilgenhoek", "write `naam = \"De Wilgenhoek\"`"),
            ("naam =", "write `naam = \"…\"`"),
            ("vestiging = 00", "write `vestiging = \"00\"`"),
            ("vestiging = 1", "write `vestiging = \"1\"`"),
        ] {
            let (at, what, told) = school(line);
            assert_eq!((at, told.as_str()), (3, hint), "{line}: {what}");
        }
    }

    #[test]
    fn an_ovt_a_day_and_a_list_get_their_form() {
        for (text, line, hint) in [
            ("[[school]]\novt = 99WH|C1\n", 2, "write `ovt = \"99WH|C1\"`"),
            ("[[school]]\novt = 99wh-c1\n", 2, "write `ovt = \"99WH|C1\"`"),
            ("[rapport]\ndatum = 9-2-2026\n", 2, "write `datum = \"2026-02-09\"`"),
            ("[rapport]\ndatum = 2026-02-09\n", 2, "write `datum = \"2026-02-09\"`"),
            ("[rapport]\n\ndoelgroepen = \"directie\"\n", 3, "write `doelgroepen = [\"directie\"]`"),
            (
                "[rapport]\ndoelgroepen = directie, inspectie\n",
                2,
                "write `doelgroepen = [\"directie\", \"inspectie\"]`",
            ),
            ("[rapport]\nvergelijking = bestand\n", 2, "write `vergelijking = \"bestand\"`"),
            ("[queries]\nseconds = \"60\"\n", 2, "write `seconds = 60`"),
            ("[parameters]\ndoel = 75,5\n", 2, "write `doel = 75.5`"),
        ] {
            let (at, what, told) = slip(text);
            assert_eq!((at, told.as_str()), (line, hint), "{text}: {what}");
        }
    }

    #[test]
    fn a_heading_and_a_key_say_where_they_belong() {
        for (text, line, hint) in [
            ("\n[school]\novt = \"99WH|C1\"\n", 2, "did you mean `[[school]]`?"),
            ("[[schol]]\novt = \"99WH|C1\"\n", 1, "did you mean `[[school]]`?"),
            ("[[scholen]]\novt = \"99WH|C1\"\n", 1, "did you mean `[[school]]`?"),
            ("[[school]\novt = \"99WH|C1\"\n", 1, "did you mean `[[school]]`?"),
            ("[[rapport]]\nterm = \"2025-2026-midden\"\n", 1, "did you mean `[rapport]`?"),
            ("[raport]\n", 1, "did you mean `[rapport]`?"),
            ("[rapport]\n[rapport]\n", 2, "put everything under one `[rapport]`"),
            ("[[school]]\nnaam = \"A\"\n", 1, "add a line `ovt = …` under it"),
            ("ovt = \"99WH|C1\"\n", 1, "`ovt` stands under `[[school]]`"),
            ("[rapport]\novt = \"99WH|C1\"\n", 2, "`ovt` stands under `[[school]]`"),
            ("[rapport]\nambite_1f = 97.0\n", 2, "did you mean `ambitie_1f`, under `[[school]]`?"),
            ("[[school]]\novt = \"99WH|C1\"\nambitie_if = 97.0\n", 3, "did you mean `ambitie_1f`?"),
            (
                "[rapport]\nterm = \"2025-2026-midden\"\nterm = \"2025-2026-eind\"\n",
                3,
                "keep one of the two lines",
            ),
            ("[rapport]\ndoelgroepen = [\"directi\"]\n", 2, "did you mean `directie`?"),
        ] {
            let (at, what, told) = slip(text);
            assert_eq!((at, told.as_str()), (line, hint), "{text}: {what}");
        }
    }
}
