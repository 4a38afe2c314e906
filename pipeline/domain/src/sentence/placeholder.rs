//! A text with `{column:format}` in it in, its pieces out, or the placeholder at fault and what was meant.
//!
//! Fills nothing: it knows which columns there are and what they hold, and no figure.

use std::str::FromStr;

use crate::card::ColumnKind;
use crate::dutch::{FORMATS, Format};
use crate::suggest::nearest;

/// What a sentence can ask for beside the formats of a figure: a list of all rows, and a number in words.
const LIST: &str = "lijst";
const WORD: &str = "woord";

/// More columns than this are not named in a message.
const READABLE: usize = 24;

/// A placeholder that cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceholderFault {
    /// What stands there, braces included.
    pub text: String,
    /// What is wrong with it.
    pub what: String,
    /// What to write instead.
    pub hint: Option<String>,
}

/// One piece of a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'a> {
    Plain(&'a str),
    Figure(&'a str, Format),
    Interval(&'a str, &'a str, Format),
    /// A whole number in words.
    Word(&'a str),
    /// The words of every row that the sentence speaks of.
    List(&'a str),
    /// What is said of one, and what of more.
    Choice(&'a str, &'a str, &'a str),
    Part(&'a str),
    /// Every sentence of a place, as a list.
    Parts(&'a str),
}

/// What the placeholders of a text can name.
pub struct Known<'a> {
    /// The columns, each with what it holds.
    pub columns: &'a [(String, ColumnKind)],
    /// Whose columns they are, for messages: `the result`.
    pub of: &'a str,
    /// The places that `{>place}` can name.
    pub places: &'a [&'a str],
}

/// Makes sure that a text can be taken apart, whatever columns there are.
///
/// # Errors
/// On a brace that is not closed, an unknown format, and braces with nothing in them.
pub fn readable(text: &str) -> Result<(), PlaceholderFault> {
    pieces(text).map(drop)
}

/// Makes sure that every placeholder of a text names what there is, in a format that fits it.
///
/// # Errors
/// On a brace that is not closed, an unknown column, place or format, and a number's format for words.
pub fn check(text: &str, known: &Known<'_>) -> Result<(), PlaceholderFault> {
    for piece in pieces(text)? {
        let (names, format) = match piece {
            Piece::Plain(_) => continue,
            Piece::Figure(column, format) => (vec![column], format),
            Piece::Interval(low, high, format) => (vec![low, high], format),
            Piece::List(column) => (vec![column], Format::Text),
            Piece::Word(column) | Piece::Choice(column, ..) => (vec![column], Format::Int),
            Piece::Part(place) | Piece::Parts(place) => {
                part(place, known)?;
                continue;
            }
        };
        for name in names {
            let fault = |(what, hint)| PlaceholderFault { text: around(text, name), what, hint };
            fits(name, format, known).map_err(fault)?;
        }
    }
    Ok(())
}

/// The first placeholder of a text that names this column.
fn around(text: &str, name: &str) -> String {
    let mut inside = text.split('{').skip(1).filter_map(|behind| Some(behind.split_once('}')?.0));
    let found = inside.find(|inside| {
        let columns = inside.split([':', '|']).next().unwrap_or(inside);
        columns.split("..").any(|column| column.trim() == name)
    });
    found.map_or_else(|| name.to_owned(), |inside| format!("{{{inside}}}"))
}

fn fits(name: &str, format: Format, known: &Known<'_>) -> Result<(), (String, Option<String>)> {
    let Some((_, kind)) = known.columns.iter().find(|(column, _)| column == name) else {
        let names = || known.columns.iter().map(|(column, _)| column.as_str());
        let has = if known.columns.len() > READABLE {
            String::new()
        } else {
            format!("; it has: {}", names().collect::<Vec<_>>().join(", "))
        };
        let what = format!("there is no column `{name}` in {}{has}", known.of);
        return Err((what, nearest(name, names()).map(|meant| format!("did you mean `{meant}`?"))));
    };
    match kind {
        ColumnKind::Text if format.is_number() => Err((
            format!("column `{name}` holds words, and the format behind it is for numbers"),
            Some(format!("write `{{{name}}}`")),
        )),
        ColumnKind::Bool => Err((
            format!("column `{name}` is true or false, which no sentence can say"),
            Some(format!("select `case when {name} then 'ja' else 'nee' end`")),
        )),
        _ => Ok(()),
    }
}

fn part(place: &str, known: &Known<'_>) -> Result<(), PlaceholderFault> {
    if known.places.contains(&place) {
        return Ok(());
    }
    let meant = nearest(place, known.places.iter().copied());
    Err(PlaceholderFault {
        text: format!("{{>{place}}}"),
        what: format!("there is no place `{place}`"),
        hint: meant.map(|meant| format!("did you mean `{{>{meant}}}`?")),
    })
}

/// Takes a text apart.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece<'_>>, PlaceholderFault> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        found.push(Piece::Plain(before));
        let Some(behind) = brace.strip_prefix('{') else {
            return Err(unopened(before));
        };
        let inside = match behind.find(['{', '}']) {
            Some(end) if behind[end..].starts_with('}') => &behind[..end],
            _ => return Err(unclosed(behind)),
        };
        found.push(piece(inside)?);
        rest = &behind[inside.len() + 1..];
    }
    found.push(Piece::Plain(rest));
    Ok(found)
}

fn piece(inside: &str) -> Result<Piece<'_>, PlaceholderFault> {
    if let Some(place) = inside.trim().strip_prefix('>') {
        return Ok(match place.split_once(':') {
            Some((place, word)) if word.trim() == LIST => Piece::Parts(place.trim()),
            _ => Piece::Part(place.trim()),
        });
    }
    if let Some((column, words)) = inside.split_once('|') {
        return choice(inside, column.trim(), words);
    }
    match inside.split_once(':').map(|(column, word)| (column.trim(), word.trim())) {
        Some((column, LIST)) if !column.is_empty() => return Ok(Piece::List(column)),
        Some((column, WORD)) if !column.is_empty() => return Ok(Piece::Word(column)),
        _ => {}
    }
    let (column, format) = match inside.split_once(':') {
        Some((column, word)) => (column.trim(), format(inside, word.trim())?),
        None => (inside.trim(), Format::usual(inside.trim())),
    };
    if column.is_empty() {
        return Err(PlaceholderFault {
            text: format!("{{{inside}}}"),
            what: format!("`{{{inside}}}` names no column"),
            hint: Some("write a column between the braces, as in `{percentage:pct1}`".to_owned()),
        });
    }
    Ok(match column.split_once("..") {
        Some((low, high)) => Piece::Interval(low.trim(), high.trim(), format),
        None => Piece::Figure(column, format),
    })
}

/// What is said of one and of more: `{aantal|leerling|leerlingen}`.
fn choice<'a>(inside: &str, column: &'a str, words: &'a str) -> Result<Piece<'a>, PlaceholderFault> {
    match words.split_once('|') {
        Some((one, more)) if !column.is_empty() && !more.contains('|') => {
            Ok(Piece::Choice(column, one, more))
        }
        _ => Err(PlaceholderFault {
            text: format!("{{{inside}}}"),
            what: format!("`{{{inside}}}` does not say what stands there for one and what for more"),
            hint: Some("write it as in `{aantal|leerling|leerlingen}`".to_owned()),
        }),
    }
}

fn format(inside: &str, word: &str) -> Result<Format, PlaceholderFault> {
    Format::from_str(word).map_err(|_| PlaceholderFault {
        text: format!("{{{inside}}}"),
        what: format!("unknown format `{word}`; known formats: {}, {LIST}, {WORD}", FORMATS.join(", ")),
        hint: nearest(word, FORMATS.iter().copied().chain([LIST, WORD]))
            .map(|meant| format!("did you mean `{meant}`?")),
    })
}

fn unclosed(behind: &str) -> PlaceholderFault {
    let end = behind.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(behind.len());
    let text = format!("{{{}", &behind[..end]);
    let whole = format!("{}}}", text.trim_end_matches(['.', ',', ';', '%', ')']));
    PlaceholderFault {
        what: format!("`{text}` has no closing brace"),
        hint: Some(format!("write `{whole}`")),
        text,
    }
}

fn unopened(before: &str) -> PlaceholderFault {
    let start = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let text = format!("{}}}", &before[start..]);
    PlaceholderFault {
        what: format!("`{text}` has no opening brace"),
        hint: Some(format!("write `{{{text}`")),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, check};
    use crate::card::ColumnKind;

    /// What is wrong with a text: the word, the fault and the hint.
    fn fault(text: &str) -> Option<(String, String, String)> {
        let columns =
            [("oud", ColumnKind::Number), ("naam", ColumnKind::Text), ("gehaald", ColumnKind::Bool)];
        let columns = columns.map(|(name, kind)| (name.to_owned(), kind));
        let known = Known { columns: &columns, of: "the result", places: &["deel.bron"] };
        let fault = check(text, &known).err()?;
        Some((fault.text, fault.what, fault.hint.unwrap_or_default()))
    }

    #[test]
    fn passes_what_can_be_said() {
        for text in [
            "",
            "Geen cijfer.",
            "{naam}: {oud:pct1} ({oud..oud:dec1}) {>deel.bron}",
            "{ oud : pct0 }",
            "{naam:lijst}: {oud:woord} {oud|vak|vakken} {>deel.bron:lijst}",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn each_slip_is_told_with_what_was_meant() {
        let slips = [
            (
                "Van {out:pct1}",
                "{out:pct1}",
                "there is no column `out` in the result; it has: oud, naam, gehaald",
                "did you mean `oud`?",
            ),
            (
                "{oud..out:pct1}",
                "{oud..out:pct1}",
                "there is no column `out` in the result; it has: oud, naam, gehaald",
                "did you mean `oud`?",
            ),
            (
                "{oud:ptc1}",
                "{oud:ptc1}",
                "unknown format `ptc1`; known formats: text, int, dec1, dec2, pct0, pct1, pct2, sign0, sign1, year, \
                 lijst, woord",
                "did you mean `pct1`?",
            ),
            ("Van {oud:pct1.", "{oud:pct1.", "`{oud:pct1.` has no closing brace", "write `{oud:pct1}`"),
            ("{oud {naam}", "{oud", "`{oud` has no closing brace", "write `{oud}`"),
            ("Van oud:pct1}", "oud:pct1}", "`oud:pct1}` has no opening brace", "write `{oud:pct1}`"),
            (
                "Van {} nu",
                "{}",
                "`{}` names no column",
                "write a column between the braces, as in `{percentage:pct1}`",
            ),
            (
                "{naam:pct1}",
                "{naam:pct1}",
                "column `naam` holds words, and the format behind it is for numbers",
                "write `{naam}`",
            ),
            (
                "{gehaald}",
                "{gehaald}",
                "column `gehaald` is true or false, which no sentence can say",
                "select `case when gehaald then 'ja' else 'nee' end`",
            ),
            (
                "{oud|vak}",
                "{oud|vak}",
                "`{oud|vak}` does not say what stands there for one and what for more",
                "write it as in `{aantal|leerling|leerlingen}`",
            ),
            (
                "{naam:woord}",
                "{naam:woord}",
                "column `naam` holds words, and the format behind it is for numbers",
                "write `{naam}`",
            ),
            ("{>deel.bon}", "{>deel.bon}", "there is no place `deel.bon`", "did you mean `{>deel.bron}`?"),
        ];
        for (text, word, what, hint) in slips {
            assert_eq!(fault(text), Some((word.to_owned(), what.to_owned(), hint.to_owned())), "{text}");
        }
    }
}
