//! Reads words and their lettering, returns their width and the lines into which they are broken, and sets them on the sheet.
//!
//! Chooses no place. Text is measured with the registered font, so what fits here fits in print.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::canvas::{Canvas, Point, UNITS};
use super::fonts::FAMILY;
use super::pens::Lettering;
use crate::Error;

/// Ascender minus descender of Source Sans 3 in ems: `ab_glyph` takes a size as this height.
const EM_HEIGHT: f64 = 1.326;
/// plotters writes a font size divided by this.
const SVG_SIZE: f64 = 1.24;

/// Which side of a text stands at the given place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// Its left side.
    Left,
    /// Its middle.
    Center,
    /// Its right side.
    Right,
}

impl Canvas<'_> {
    /// Sets a text with its baseline at the place given.
    pub(crate) fn text(
        &self,
        words: &str,
        at: Point,
        lettering: Lettering,
        align: Align,
    ) -> Result<(), Error> {
        let side = match align {
            Align::Left => HPos::Left,
            Align::Center => HPos::Center,
            Align::Right => HPos::Right,
        };
        // `tidy` drops the vertical shift that plotters writes for `Center`: what is left is the baseline.
        let style =
            font(lettering, SVG_SIZE).color(&self.rgb(lettering.color)).pos(Pos::new(side, VPos::Center));
        Ok(self.area.draw(&Text::new(clean(words), at, style))?)
    }

    /// Sets a text that reads upwards, with the start of its baseline at the place given.
    pub(crate) fn text_upwards(&self, words: &str, at: Point, lettering: Lettering) -> Result<(), Error> {
        let style = font(lettering, SVG_SIZE)
            .color(&self.rgb(lettering.color))
            .pos(Pos::new(HPos::Left, VPos::Center));
        Ok(self.area.draw(&Text::new(clean(words), at, style.transform(FontTransform::Rotate270)))?)
    }

    /// The width of a text in points.
    pub(crate) fn width_of(&self, words: &str, lettering: Lettering) -> Result<f64, Error> {
        let style = font(lettering, EM_HEIGHT).into_text_style(&self.area);
        style.font.box_size("x").map_err(|_| Error::FontMissing { family: FAMILY })?;
        let (width, _) = self.area.estimate_text_size(&clean(words), &style)?;
        Ok(f64::from(width) / UNITS)
    }

    /// The text if it fits, or else as much of it as fits with an ellipsis.
    pub(crate) fn fitted(&self, words: &str, lettering: Lettering, room: f64) -> Result<String, Error> {
        if self.width_of(words, lettering)? <= room {
            return Ok(words.to_owned());
        }
        let mut kept: Vec<char> = words.chars().collect();
        while kept.pop().is_some() {
            let start: String = kept.iter().collect();
            let short = format!("{}\u{2026}", start.trim_end());
            if self.width_of(&short, lettering)? <= room {
                return Ok(short);
            }
        }
        Ok(String::new())
    }

    /// The text broken at its spaces into at most `most` lines that fit.
    pub(crate) fn wrapped(
        &self,
        words: &str,
        lettering: Lettering,
        room: f64,
        most: usize,
    ) -> Result<Vec<String>, Error> {
        let mut lines: Vec<String> = Vec::new();
        for word in words.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer {
                Some(longer) if lines.len() >= most || self.width_of(&longer, lettering)? <= room => {
                    lines.pop();
                    lines.push(longer);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines.iter().map(|line| self.fitted(line, lettering, room)).collect()
    }

    /// The text broken into at most `most` lines, if all of it fits.
    pub(crate) fn whole(
        &self,
        words: &str,
        lettering: Lettering,
        room: f64,
        most: usize,
    ) -> Result<Option<Vec<String>>, Error> {
        let lines = self.wrapped(words, lettering, room, most)?;
        let set = lines.iter().flat_map(|line| line.split_whitespace());
        Ok(set.eq(words.split_whitespace()).then_some(lines))
    }

    /// The width of the widest of some texts.
    pub(crate) fn widest(
        &self,
        texts: impl IntoIterator<Item: AsRef<str>>,
        lettering: Lettering,
    ) -> Result<f64, Error> {
        let mut widest = 0.0_f64;
        for words in texts {
            widest = widest.max(self.width_of(words.as_ref(), lettering)?);
        }
        Ok(widest)
    }
    /// The texts broken into at most so many lines, if every one of them fits whole.
    pub(crate) fn all_whole(
        &self,
        texts: &[&str],
        lettering: Lettering,
        room: f64,
        most: usize,
    ) -> Result<Option<Vec<Vec<String>>>, Error> {
        texts.iter().map(|words| self.whole(words, lettering, room, most)).collect()
    }
}

fn font(lettering: Lettering, em: f64) -> FontDesc<'static> {
    let style = if lettering.bold { FontStyle::Bold } else { FontStyle::Normal };
    FontDesc::new(FontFamily::Name(FAMILY), lettering.size * UNITS * em, style)
}

/// Control characters have no place in SVG text.
fn clean(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::pens::{NAME, VALUE};
    use crate::drawing::test_support::frame;

    #[test]
    fn measures_with_the_printed_font() {
        // A figure of Source Sans 3 Regular is 497/1000 em wide.
        Canvas::paint(&frame(100.0, 50.0), |canvas| {
            let width = canvas.width_of("0000000000", NAME.sized(10.0))?;
            assert!((width - 49.7).abs() < 0.2, "{width}");
            assert!(canvas.width_of("51,4%", VALUE)? > canvas.width_of("51,4%", NAME)?);
            Ok(())
        })
        .unwrap();
    }

    #[test]
    fn escapes_names_and_drops_control_characters() {
        let svg = Canvas::paint(&frame(100.0, 50.0), |canvas| {
            canvas.text("'t Hof & \"Zo\" <1F\nx", (10.0, 10.0), NAME, Align::Left)
        })
        .unwrap();
        assert!(svg.contains("&apos;t Hof &amp; &quot;Zo&quot; &lt;1F x</text>"), "{svg}");
    }

    #[test]
    fn a_text_stands_with_its_baseline_on_the_place_given() {
        let svg =
            Canvas::paint(&frame(100.0, 50.0), |canvas| canvas.text("x", (10.0, 12.5), NAME, Align::Left))
                .unwrap();
        assert!(
            svg.contains("<text x=\"200\" y=\"250\" font-family=\"Source Sans 3\" font-size=\"150\""),
            "{svg}"
        );
    }

    #[test]
    fn shortens_only_what_does_not_fit() {
        Canvas::paint(&frame(100.0, 50.0), |canvas| {
            assert_eq!(canvas.fitted("kort", NAME, 60.0)?, "kort");
            let short = canvas.fitted("een erg lange naam van een school", NAME, 60.0)?;
            assert!(short.ends_with('\u{2026}') && canvas.width_of(&short, NAME)? <= 60.0);
            let lines = canvas.wrapped("een erg lange naam van een school", NAME, 60.0, 3)?;
            assert_eq!(lines.join(" "), "een erg lange naam van een school");
            Ok(())
        })
        .unwrap();
    }

    #[test]
    fn knows_whether_a_text_fits_whole() {
        let fits = |words: &str, most| {
            Canvas::measure(&frame(100.0, 50.0), |c| c.whole(words, NAME, 60.0, most)).unwrap()
        };
        assert_eq!(fits("technisch lezen", 1), Some(vec!["technisch lezen".to_owned()]));
        assert_eq!(fits("begrijpend lezen en meer", 2).map(|lines| lines.len()), Some(2));
        assert_eq!(fits("begrijpend lezen en nog veel meer woorden", 2), None);
    }

    #[test]
    fn a_text_can_read_upwards() {
        let svg =
            Canvas::paint(&frame(100.0, 50.0), |c| c.text_upwards("spelling", (10.0, 40.0), NAME)).unwrap();
        assert!(svg.contains("transform=\"rotate(270, 200, 800)\">spelling</text>"), "{svg}");
    }
}
