//! Reads SVG as plotters writes it, returns the same picture smaller and at its exact printed size.
//!
//! Changes no mark and no word: it sets the size of the page, drops what says nothing and joins
//! runs of equal dots or equal dashes into one path.

use std::fmt::Write as _;

/// Runs shorter than this stay as they are.
const SHORTEST_RUN: usize = 3;

/// Sets the size in millimetres and the window in drawing units, and tidies what is inside.
pub(crate) fn tidy(raw: &str, size_mm: (f64, f64), window: (f64, f64)) -> String {
    let mut out = format!(
        "<svg width=\"{:.2}mm\" height=\"{:.2}mm\" viewBox=\"0 0 {:.2} {:.2}\" \
         xmlns=\"http://www.w3.org/2000/svg\">\n",
        size_mm.0, size_mm.1, window.0, window.1
    );
    let mut run: Vec<Mark> = Vec::new();
    let mut lines = raw.lines().skip(1);
    while let Some(line) = lines.next() {
        let line = line.replace(" opacity=\"1\"", "").replace(" stroke=\"none\"", "");
        let mark = Mark::read(&line);
        if run.first().is_some_and(|first| !mark.as_ref().is_some_and(|m| m.joins(first))) {
            flush(&mut run, &mut out);
        }
        match mark {
            Some(mark) => run.push(mark),
            None if line.starts_with("<text") => {
                let words = lines.next().unwrap_or_default();
                let end = lines.next().unwrap_or_default();
                let line = line.replace(" dy=\"0.5ex\"", "");
                let line = line.replace(" text-anchor=\"start\"", "");
                let _ = writeln!(out, "{line}{words}{end}");
            }
            None => {
                out.push_str(&line);
                out.push('\n');
            }
        }
    }
    flush(&mut run, &mut out);
    out
}

/// A dot or a stroke that may be joined with its equals.
#[derive(Debug, PartialEq)]
struct Mark {
    /// The attributes of the joined path: all but the place.
    pen: String,
    /// The place, as path data.
    place: String,
    /// The line itself.
    line: String,
}

impl Mark {
    /// Reads an opaque dot or stroke; anything else is left alone.
    fn read(line: &str) -> Option<Self> {
        if line.contains(" opacity=") {
            return None;
        }
        if line.starts_with("<circle ") && attribute(line, "fill")? != "none" {
            return Self::dot(line);
        }
        if line.starts_with("<polyline ") {
            return Self::stroke(line);
        }
        None
    }

    fn dot(line: &str) -> Option<Self> {
        let diameter = attribute(line, "r")?.parse::<u32>().ok()? * 2;
        let pen = format!(
            "stroke=\"{}\" stroke-width=\"{diameter}\" stroke-linecap=\"round\"",
            attribute(line, "fill")?
        );
        let place = format!("M{} {}h1", attribute(line, "cx")?, attribute(line, "cy")?);
        Some(Self { pen, place, line: line.to_owned() })
    }

    fn stroke(line: &str) -> Option<Self> {
        let pen = format!(
            "stroke=\"{}\" stroke-width=\"{}\"",
            attribute(line, "stroke")?,
            attribute(line, "stroke-width")?
        );
        let place = format!("M{}", attribute(line, "points")?.trim_end());
        Some(Self { pen, place, line: line.to_owned() })
    }

    fn joins(&self, other: &Self) -> bool {
        self.pen == other.pen
    }
}

fn flush(run: &mut Vec<Mark>, out: &mut String) {
    if run.len() < SHORTEST_RUN {
        for mark in run.iter() {
            out.push_str(&mark.line);
            out.push('\n');
        }
    } else {
        let places: String = run.iter().map(|mark| mark.place.as_str()).collect();
        let _ = writeln!(out, "<path fill=\"none\" {} d=\"{places}\"/>", run[0].pen);
    }
    run.clear();
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let start = line.find(&format!(" {name}=\""))? + name.len() + 3;
    let length = line.get(start..)?.find('"')?;
    line.get(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle(x: u32, opacity: &str) -> String {
        format!(
            "<circle cx=\"{x}\" cy=\"5\" r=\"4\" opacity=\"{opacity}\" fill=\"#AABBCC\" \
             stroke=\"none\" stroke-width=\"1\"/>\n"
        )
    }

    fn tidied(inside: &str) -> String {
        tidy(&format!("<svg width=\"1\">\n{inside}</svg>\n"), (10.0, 20.0), (566.93, 1133.86))
    }

    #[test]
    fn says_its_size_in_millimetres() {
        assert!(
            tidied("")
                .starts_with("<svg width=\"10.00mm\" height=\"20.00mm\" viewBox=\"0 0 566.93 1133.86\"")
        );
    }

    #[test]
    fn joins_a_run_of_equal_dots() {
        let out = tidied(&[circle(1, "1"), circle(2, "1"), circle(3, "1")].concat());
        assert!(out.contains("d=\"M1 5h1M2 5h1M3 5h1\""), "{out}");
        assert!(out.contains("stroke-width=\"8\" stroke-linecap=\"round\""), "{out}");
    }

    #[test]
    fn leaves_single_and_translucent_dots_alone() {
        let out = tidied(&circle(1, "1"));
        assert!(out.contains("<circle cx=\"1\""), "{out}");
        let out = tidied(&[circle(1, "0.5"), circle(2, "0.5"), circle(3, "0.5")].concat());
        assert_eq!(out.matches("<circle").count(), 3);
    }

    #[test]
    fn keeps_words_and_their_escapes() {
        let out =
            tidied("<text x=\"1\" dy=\"0.5ex\" opacity=\"1\">\na &lt; b opacity=&quot;1&quot;\n</text>\n");
        assert!(out.contains("<text x=\"1\">a &lt; b opacity=&quot;1&quot;</text>"), "{out}");
    }
}
