//! The prompt of `query`: questions typed one after another, their answers on the screen.
//!
//! Knows history, completion of tables, columns and words, and questions over several lines; a question ends with `;`
//! or with an empty line.

use std::fs;
use std::path::Path;

use report::{Error, Exit, Inquiry, Voice, footer, text, told, typed};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Config, Context, Editor, Helper};

use crate::terminal::Terminal;

/// Words of SQL that are completed too.
const WORDS: [&str; 24] = [
    "select",
    "from",
    "where",
    "group by",
    "order by",
    "having",
    "join",
    "left join",
    "on",
    "as",
    "and",
    "or",
    "not",
    "in",
    "is null",
    "is not null",
    "between",
    "case",
    "when",
    "then",
    "else",
    "end",
    "distinct",
    "with",
];
/// What can be typed beside SQL.
const HELP: &str = "end a question with `;`
\\t            all tables
\\t <table>    the columns of a table
\\e <question> how a question would be answered, and what would be hidden
\\s <ovt>      only rows of this school; \\s alone: all schools
\\q            leave";

/// Reads questions until the end.
pub(crate) fn run(inquiry: &mut Inquiry, project: &Path, voice: &mut Terminal<'_>) -> Result<Exit, Error> {
    let failed = |error: ReadlineError| Error::Prompt(error.to_string());
    let known = inquiry.tables()?;
    let mut words: Vec<String> = WORDS.map(str::to_owned).to_vec();
    words.extend(inquiry.names());
    for table in &known {
        words.push(table.table.clone());
        words.extend(table.columns.iter().map(|(name, _)| name.clone()));
    }
    words.sort();
    words.dedup();
    let mut editor: Editor<Asking, FileHistory> =
        Editor::with_config(Config::builder().auto_add_history(true).build()).map_err(failed)?;
    editor.set_helper(Some(Asking { words }));
    let history = project.join(".schoolanalyse/geschiedenis");
    // Without a history of before there is nothing to look back at.
    let _ = editor.load_history(&history);
    voice.note("type a question in SQL and end it with `;`, or `\\?` for help");
    let mut school: Option<String> = None;
    loop {
        let line = match editor.readline("vraag> ") {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(failed(error)),
        };
        let (word, rest) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
        match word {
            "" => {}
            "\\q" | "quit" | "exit" => break,
            "\\?" | "help" => voice.result(HELP),
            "\\s" => school = (!rest.is_empty()).then(|| rest.trim().to_owned()),
            "\\t" | "\\d" => {
                for table in known.iter().filter(|table| rest.is_empty() || table.table == rest.trim()) {
                    voice.result(&table.table);
                    for (name, kind) in table.columns.iter().filter(|_| !rest.is_empty()) {
                        voice.result(&format!("  {name}: {kind}"));
                    }
                }
            }
            "\\e" => tell(explained(inquiry, rest), voice),
            _ => {
                let outcome = answered(inquiry, &line, school.as_deref(), voice);
                tell(outcome, voice);
            }
        }
    }
    if let Some(folder) = history.parent() {
        fs::create_dir_all(folder).map_err(Error::io("make", folder))?;
    }
    editor.save_history(&history).map_err(failed)?;
    Ok(Exit::Done)
}

/// A fault ends a question and not the prompt.
fn tell(outcome: Result<String, Error>, voice: &mut Terminal<'_>) {
    match outcome {
        Ok(text) => voice.result(&text),
        Err(error) => voice.result(&format!("error: {}", told(&error))),
    }
}

fn answered(
    inquiry: &mut Inquiry,
    line: &str,
    school: Option<&str>,
    voice: &mut Terminal<'_>,
) -> Result<String, Error> {
    let query = typed(line.trim().trim_end_matches(';'))?;
    let published = inquiry.answer(&query, school, voice)?;
    Ok(format!("{}{}", text(&published), footer(&published)))
}

fn explained(inquiry: &mut Inquiry, line: &str) -> Result<String, Error> {
    inquiry.explain(&typed(line.trim().trim_end_matches(';'))?)
}

/// What helps someone who types a question.
struct Asking {
    words: Vec<String>,
}

impl Helper for Asking {}

impl Hinter for Asking {
    type Hint = String;
}

impl Highlighter for Asking {}

impl Completer for Asking {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let before = line.get(..at).unwrap_or(line);
        let start = before
            .char_indices()
            .rev()
            .find(|(_, c)| !(c.is_alphanumeric() || *c == '_'))
            .map_or(0, |(index, c)| index + c.len_utf8());
        let typed = before.get(start..).unwrap_or_default().to_lowercase();
        let fitting = self.words.iter().filter(|word| !typed.is_empty() && word.starts_with(&typed));
        Ok((start, fitting.cloned().collect()))
    }
}

impl Validator for Asking {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let text = context.input().trim_end();
        let whole = text.is_empty()
            || text.ends_with(';')
            || text.starts_with('\\')
            || context.input().ends_with("\n\n");
        let word = matches!(text, "help" | "quit" | "exit");
        Ok(if whole || word { ValidationResult::Valid(None) } else { ValidationResult::Incomplete })
    }
}
