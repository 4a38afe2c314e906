//! The text of a query that somebody wrote in, whether it can be planned at all out.
//!
//! Looks at words and their nesting before the engine does: what is too large or too deep costs the engine its stack or
//! an endless plan, and what the engine passes over in silence would answer another question. Plans nothing.

mod silent;
mod weight;

use std::ops::ControlFlow;
use std::sync::mpsc::channel;
use std::time::Duration;

use datafusion::sql::sqlparser::ast::{Statement, Visit};
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::parser::{Parser, ParserError};
use datafusion::sql::sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

use crate::{Error, SqlFile};
use silent::Silent;
use weight::Look;

/// The longest text, in bytes.
const BYTES: usize = 256 * 1024;
/// The most words and signs of a text; a list of thousands of codes still fits.
const WORDS: usize = 20_000;
/// The deepest that expressions, queries and unions stand inside each other.
const DEPTH: usize = 250;
/// The levels that the engine reads; an expression takes one or two of its own.
pub(crate) const LEVELS: usize = 2 * DEPTH;
/// The deepest that brackets stand inside each other.
const BRACKETS: usize = 100;
/// How long reading a text may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most expressions and tables of a query, with every `with` written out where it is named.
const WEIGHT: u64 = 20_000;
/// The stack on which texts are looked at and queries planned: a level costs the engine kilobytes. It is only taken when
/// it is used.
pub(crate) const STACK: usize = 512 * 1024 * 1024;

/// Whether a text can be read as SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Text {
    /// It is one or more statements.
    Sql,
    /// It is none; where it goes wrong is found when it is planned.
    Broken,
}

/// Why a text is not planned.
pub(crate) enum Fault {
    /// It is too large, in these words.
    Large(String),
    /// It has something that the engine passes over.
    Silent(Silent),
}

/// Makes sure that a text of a user can be planned; `scalars` are the functions that stand for one value of one row.
///
/// # Errors
/// When it is too large, or has a part that the engine would pass over in silence.
pub(crate) fn check(file: &SqlFile, scalars: impl Fn(&str) -> bool + Send + 'static) -> Result<Text, Error> {
    let large = |what: String| Error::TooLarge { path: file.path.clone(), what };
    if file.text.len() > BYTES {
        return Err(large(format!("it is longer than {} kB", BYTES / 1024)));
    }
    // A long row of operators nests as deep as it is long, and is taken apart on the stack again.
    let (send, looked) = channel();
    let text = file.text.clone();
    let thread =
        std::thread::Builder::new().stack_size(STACK).spawn(move || send.send(look(&text, &scalars)));
    thread.map_err(|error| Error::Engine(error.to_string()))?;
    match looked.recv_timeout(PATIENCE) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(Fault::Large(what))) => Err(large(what)),
        Ok(Err(Fault::Silent(silent))) => Err(silent.told(file)),
        Err(_) => Err(large("it cannot be read".to_owned())),
    }
}

/// The same for an expression, which is no statement by itself; a long one that cannot be read is too much as well.
///
/// # Errors
/// As for a text.
pub(crate) fn check_expression(path: String, expression: &str) -> Result<(), Error> {
    /// An expression of more bytes than this is not given to the engine when it cannot be read.
    const LONG: usize = 4096;
    let text = format!("select {expression}");
    let file = SqlFile { name: path.clone(), path: path.clone(), text, own: true };
    match check(&file, |_| false)? {
        Text::Broken if expression.len() > LONG => {
            Err(Error::TooLarge { path, what: "it cannot be read".to_owned() })
        }
        Text::Broken | Text::Sql => Ok(()),
    }
}

fn look(text: &str, scalars: &dyn Fn(&str) -> bool) -> Result<Text, Fault> {
    let dialect = GenericDialect {};
    let Ok(tokens) = Tokenizer::new(&dialect, text).tokenize_with_location() else { return Ok(Text::Broken) };
    let words = tokens.iter().filter(|token| !matches!(token.token, Token::Whitespace(_))).count();
    if words > WORDS {
        return Err(Fault::Large(format!("it has more than {WORDS} words and signs")));
    }
    if deepest_bracket(&tokens) > BRACKETS {
        return Err(Fault::Large(format!("its brackets stand more than {BRACKETS} deep inside each other")));
    }
    let read = |levels| {
        Parser::new(&dialect)
            .with_recursion_limit(levels)
            .with_tokens_with_locations(tokens.clone())
            .parse_statements()
    };
    match read(LEVELS) {
        Ok(statements) => statements.iter().try_for_each(weighed(scalars)).map(|()| Text::Sql),
        Err(ParserError::RecursionLimitExceeded) => Err(too_deep()),
        // At some places the reader takes its own limit for a mistake in the text.
        Err(_) => match read(words) {
            Ok(_) | Err(ParserError::RecursionLimitExceeded) => Err(too_deep()),
            Err(_) => Ok(Text::Broken),
        },
    }
}

fn weighed(scalars: &dyn Fn(&str) -> bool) -> impl Fn(&Statement) -> Result<(), Fault> {
    move |statement| {
        let mut look = Look::new(scalars);
        match statement.visit(&mut look) {
            ControlFlow::Break(fault) => Err(fault),
            ControlFlow::Continue(()) => Ok(()),
        }
    }
}

fn too_deep() -> Fault {
    Fault::Large(format!("its expressions, queries or unions stand more than {DEPTH} deep inside each other"))
}

fn too_heavy() -> Fault {
    Fault::Large(format!(
        "it has more than {WEIGHT} expressions and tables, every `with` counted where it is named"
    ))
}

/// How deep brackets stand inside each other, and types: those of lists nest without a bracket that closes.
fn deepest_bracket(tokens: &[TokenWithSpan]) -> usize {
    let (mut depth, mut deepest, mut types) = (0_usize, 0, 0);
    let signs =
        tokens.iter().map(|token| &token.token).filter(|token| !matches!(token, Token::Whitespace(_)));
    let mut before = &Token::EOF;
    for token in signs {
        let goes_on =
            matches!((before, token), (Token::LBracket, Token::RBracket) | (Token::Word(_), Token::Lt));
        types += usize::from(goes_on && is_type(before));
        match token {
            Token::LParen | Token::LBracket | Token::LBrace => depth += 1,
            Token::RParen | Token::RBracket | Token::RBrace => depth = depth.saturating_sub(1),
            _ => {}
        }
        (before, deepest) = (token, deepest.max(depth));
    }
    deepest.max(types)
}

/// Whether a type may go on behind a token.
fn is_type(token: &Token) -> bool {
    match token {
        Token::Word(word) => {
            ["array", "struct", "map", "list"].iter().any(|kind| word.value.eq_ignore_ascii_case(kind))
        }
        other => *other == Token::LBracket,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<Text, String> {
        let file = SqlFile { name: "a".into(), path: "a.sql".into(), text: text.to_owned(), own: true };
        check(&file, |name| name == "abs").map_err(|error| error.to_string())
    }

    #[test]
    fn an_ordinary_text_is_sound_and_a_wrong_one_is_left_to_the_engine() {
        assert_eq!(
            checked("--! title: A\nselect ovt, count(*) as n from scholen group by ovt order by n"),
            Ok(Text::Sql)
        );
        assert_eq!(checked("selec ovt from scholen"), Ok(Text::Broken));
        assert_eq!(checked("select 'a"), Ok(Text::Broken));
        assert_eq!(checked(&format!("select {}1 as a", "1+".repeat(200))), Ok(Text::Sql));
        let codes = vec!["'99AA|C1'"; 5000].join(",");
        assert_eq!(checked(&format!("select 1 as a where x in ({codes})")), Ok(Text::Sql));
    }

    #[test]
    fn what_nests_too_deep_is_refused_however_it_nests() {
        let inside =
            |open: &str, close: &str, times: usize| format!("{}1{}", open.repeat(times), close.repeat(times));
        let deep = [
            format!("select {}1 as a", "1+".repeat(6000)),
            format!("select 1 as a where {}true", "a=1 and ".repeat(3000)),
            format!("select 1 as a where {}true", "a=1 or ".repeat(3000)),
            format!("{}select 1 as a", "select 1 as a union all ".repeat(3000)),
            format!("select {}", inside("(", ")", 300)),
            format!("select {}", inside("(", ")", 6000)),
            format!("select {}", inside("abs(", ")", 300)),
            format!("select {}", inside("case when true then ", " end", 1000)),
            format!("select {}1", "not ".repeat(8000)),
            format!("select {}1", "- ".repeat(8000)),
            format!("select 1{}", " is null".repeat(6000)),
            format!("select 1{}", "::int".repeat(6000)),
            format!("select cast(1 as int{})", "[]".repeat(3000)),
            format!("select * from {}t{}", "(".repeat(300), ")".repeat(300)),
            format!("select {}", inside("(select ", ")", 300)),
            format!("select cast(1 as {}int{})", "array<".repeat(3000), ">".repeat(3000)),
            format!("select 1 as a where x {}1", "between 1 and 2 and x ".repeat(2000)),
        ];
        let mut passed = Vec::new();
        for text in deep {
            let told = checked(&text);
            let start: String = text.chars().take(60).collect();
            let broken = told == Ok(Text::Broken);
            if !broken && !told.as_ref().is_err_and(|told| told.contains("deep inside each other")) {
                passed.push((start, told));
            }
        }
        assert!(passed.is_empty(), "{passed:?}");
    }

    #[test]
    fn what_is_too_large_is_refused_in_time() {
        let codes = vec!["1"; 100_000].join(",");
        assert!(
            checked(&format!("select 1 as a where x in ({codes})")).unwrap_err().contains("words and signs")
        );
        let arms = "when 1 then 2 ".repeat(10_000);
        assert!(checked(&format!("select case x {arms} end as a")).unwrap_err().contains("words and signs"));
        assert!(
            checked(&format!("select 1 as {}", "a".repeat(300_000))).unwrap_err().contains("longer than")
        );
        let doubling = |from: usize| {
            let with =
                (1..from).map(|k| format!("c{k} as (select a.x from c{0} a cross join c{0} b)", k - 1));
            format!(
                "with c0 as (select 1 as x), {} select x from c{}",
                with.collect::<Vec<_>>().join(", "),
                from - 1
            )
        };
        assert_eq!(checked(&doubling(8)), Ok(Text::Sql));
        assert!(checked(&doubling(26)).unwrap_err().contains("every `with` counted"));
        let chain = (1..200).map(|k| format!("c{k} as (select x + 1 as x from c{})", k - 1));
        let chain = format!(
            "with c0 as (select 1 as x), {} select x from c199",
            chain.collect::<Vec<_>>().join(", ")
        );
        assert_eq!(checked(&chain), Ok(Text::Sql));
        // Names inside a `with` are its own.
        let inner = "with c0 as (select 1 as x) select x from c0";
        assert_eq!(checked(&doubling(8).replace("select 1 as x", inner)), Ok(Text::Sql));
    }

    #[test]
    fn what_the_engine_passes_over_is_named() {
        let mut passed = Vec::new();
        for (text, clause) in [
            ("select a from t tablesample bernoulli (10)", "tablesample"),
            ("select a from (select 1 as a) as t tablesample (10 rows)", "tablesample"),
            ("select a from t for update", "for update"),
            ("select a from t for share nowait", "for update"),
            ("select a from t order by a fetch first 3 rows only", "fetch"),
            ("select a from t with (nolock)", "with (…)"),
            ("select a from generate_series(1, 3) with ordinality", "with ordinality"),
            ("select a from t group by a with rollup", "with rollup"),
            ("select a from t prewhere a > 1", "prewhere"),
            ("select * ilike 'a%' from t", "ilike"),
            ("select abs(distinct a) from t", "distinct"),
            ("select abs(a) filter (where a > 1) from t", "filter"),
            ("select abs(a) over () from t", "over"),
            ("select a from t settings max_threads = 1", "settings"),
            ("select a from t format csv", "format"),
            ("select a from t partition (p0)", "partition"),
        ] {
            let told = checked(text);
            if !told.as_ref().is_err_and(|told| told.contains(&format!("`{clause}`"))) {
                passed.push((text, told));
            }
        }
        assert!(passed.is_empty(), "{passed:?}");
        for text in [
            "select sum(a) filter (where a > 1) over () from t qualify row_number() over () = 1",
            "select count(distinct a) from t, lateral (select 1) as b limit 3 offset 2",
            "select a from t group by rollup (a)",
        ] {
            assert_eq!(checked(text), Ok(Text::Sql), "{text}");
        }
    }
}
