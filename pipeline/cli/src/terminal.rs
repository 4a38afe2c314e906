//! Everything that is said: results to stdout, all else to stderr, readable without colour.
//!
//! Knows no stage's work; it is handed lines, errors and progress.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use report::{Error, Exit, Voice, fault_object, told};

/// Where one run speaks.
pub(crate) struct Terminal<'a> {
    quiet: bool,
    json: bool,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    bar: Option<ProgressBar>,
}

impl<'a> Terminal<'a> {
    pub(crate) fn new(quiet: bool, json: bool, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { quiet, json, out, err, bar: None }
    }

    /// Where results go.
    pub(crate) fn results(&mut self) -> &mut dyn Write {
        &mut *self.out
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

    fn above_bar(&mut self, line: &str) {
        match &self.bar {
            Some(bar) => bar.println(line),
            None => write_line(self.err, line),
        }
    }
}

impl Voice for Terminal<'_> {
    fn result(&mut self, line: &str) {
        if !self.json {
            write_line(self.out, line);
        }
    }

    fn object(&mut self, object: &serde_json::Value) {
        if self.json {
            write_line(self.out, &format!("{object:#}"));
        }
    }

    fn note(&mut self, line: &str) {
        if !self.quiet {
            self.above_bar(line);
        }
    }

    fn warn(&mut self, line: &str) {
        self.above_bar(&format!("warning: {line}"));
    }

    fn fresh_screen(&mut self) {
        if std::io::stderr().is_terminal() {
            let _ = write!(self.err, "\x1b[2J\x1b[H");
        }
    }

    fn start_progress(&mut self, schools: usize) {
        if self.quiet || !std::io::stderr().is_terminal() {
            return;
        }
        let bar = ProgressBar::with_draw_target(u64::try_from(schools).ok(), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} schools, {eta} to go  {msg}") {
            bar.set_style(style);
        }
        self.bar = Some(bar);
    }

    fn step(&mut self, line: &str) {
        match &self.bar {
            Some(bar) => {
                bar.set_message(line.to_owned());
                bar.inc(1);
            }
            None => self.note(line),
        }
    }

    fn failed_step(&mut self, about: &str, message: &str) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        self.above_bar(&format!("error: {about}: {message}"));
    }

    fn end_progress(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
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
