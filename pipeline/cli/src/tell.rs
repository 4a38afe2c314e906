//! Everything that is said: results to stdout, all else to stderr, readable without colour.
//!
//! Knows no stage's work; it is handed lines, errors and progress.

use std::error::Error as _;
use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Exit;
use crate::error::Error;

/// The voice of one run.
pub(crate) struct Voice<'a> {
    quiet: bool,
    json: bool,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    bar: Option<ProgressBar>,
}

impl<'a> Voice<'a> {
    pub(crate) fn new(quiet: bool, json: bool, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { quiet, json, out, err, bar: None }
    }

    /// Where results go.
    pub(crate) fn results(&mut self) -> &mut dyn Write {
        &mut *self.out
    }

    /// Prints a line of the result; silent when the result is JSON.
    pub(crate) fn result(&mut self, line: &str) {
        if !self.json {
            write_line(self.out, line);
        }
    }

    /// Prints the whole result as JSON, when that is wanted.
    pub(crate) fn object(&mut self, object: &serde_json::Value) {
        if self.json {
            write_line(self.out, &format!("{object:#}"));
        }
    }

    /// Tells what is going on.
    pub(crate) fn note(&mut self, line: &str) {
        if !self.quiet {
            self.above_bar(line);
        }
    }

    /// Tells of something odd; also when quiet.
    pub(crate) fn warn(&mut self, line: &str) {
        self.above_bar(&format!("warning: {line}"));
    }

    /// Makes place for a new state of things: on a terminal what was told before goes.
    pub(crate) fn fresh_screen(&mut self) {
        if std::io::stderr().is_terminal() {
            let _ = write!(self.err, "\x1b[2J\x1b[H");
        }
    }

    /// Tells of a fault that ends nothing.
    pub(crate) fn fault(&mut self, error: &Error) {
        write_line(self.err, &format!("error: {}", told(error)));
        if self.json {
            let object = fault_object(error);
            self.object(&object);
        }
    }

    /// Tells of the fault that ends the run.
    pub(crate) fn fail(&mut self, error: &Error) -> Exit {
        self.end_progress();
        self.fault(error);
        error.exit()
    }

    /// Starts a progress bar, on a terminal only.
    pub(crate) fn start_progress(&mut self, steps: usize) {
        if self.quiet || !std::io::stderr().is_terminal() {
            return;
        }
        let bar = ProgressBar::with_draw_target(u64::try_from(steps).ok(), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} schools, {eta} to go  {msg}") {
            bar.set_style(style);
        }
        self.bar = Some(bar);
    }

    /// Counts one step: moves the bar on a terminal, prints a line elsewhere.
    pub(crate) fn step(&mut self, line: &str) {
        match &self.bar {
            Some(bar) => {
                bar.set_message(line.to_owned());
                bar.inc(1);
            }
            None => self.note(line),
        }
    }

    /// Counts one step that failed and tells why.
    pub(crate) fn failed_step(&mut self, about: &str, message: &str) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        self.above_bar(&format!("error: {about}: {message}"));
    }

    /// Takes the bar away.
    pub(crate) fn end_progress(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    fn above_bar(&mut self, line: &str) {
        match &self.bar {
            Some(bar) => bar.println(line),
            None => write_line(self.err, line),
        }
    }
}

fn fault_object(error: &Error) -> serde_json::Value {
    serde_json::json!({ "exit": error.exit().code(), "error": error.to_string(), "hint": error.hint() })
}

/// The error with its causes once each, the line at fault, then the hint.
pub(crate) fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    match error {
        Error::Query(fault) => text.push_str(&snippet(fault)),
        Error::Catalogue { fault, .. } => text.push_str(&underlined(&fault.text, &fault.word)),
        Error::Project { fault, .. } => text.push_str(&underlined(&fault.text, &fault.word)),
        Error::Queries(faults) => {
            for fault in faults {
                text.push_str("\n\n");
                text.push_str(&fault_told(fault));
            }
        }
        _ => {}
    }
    if let Some(hint) = error.hint() {
        text.push_str("\n\nhint: ");
        text.push_str(&hint);
    }
    text
}

/// One fault of a query with its line and hint.
pub(crate) fn fault_told(fault: &query::Error) -> String {
    let hint = fault.hint().map(|hint| format!("\n  hint: {hint}")).unwrap_or_default();
    format!("{fault}{}{hint}", snippet(fault))
}

/// The line at fault with what is meant underlined.
fn snippet(fault: &query::Error) -> String {
    fault.snippet().map_or_else(String::new, |(line, column, width)| marked(line, column, width))
}

/// A line with a word of it underlined; without that word nothing.
fn underlined(line: &str, word: &str) -> String {
    match line.find(word).filter(|_| !word.is_empty()) {
        Some(start) => marked(line, line[..start].chars().count() + 1, word.chars().count()),
        None => String::new(),
    }
}

fn marked(line: &str, column: usize, width: usize) -> String {
    let caret = format!("{}{}", " ".repeat(column.saturating_sub(1)), "^".repeat(width));
    format!("\n  | {line}\n  | {caret}")
}

/// Prints clap's answer where it belongs.
pub(crate) fn usage(answer: &clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let text = answer.render().to_string();
    if answer.use_stderr() {
        write_line(err, text.trim_end());
        Exit::Usage
    } else {
        write_line(out, text.trim_end());
        Exit::Done
    }
}

/// A reader that went away (`| head`) is no fault of the run.
fn write_line(stream: &mut dyn Write, line: &str) {
    let _ = writeln!(stream, "{line}").and_then(|()| stream.flush());
}
