//! Reads `kleuren.toml`, returns the colours of charts by what they mean.
//!
//! Draws nothing and opens no file. Contrast is held by the tests below, for the colours that are shipped: text 4.5:1 and
//! marks 3:1 (WCAG 2.2, success criteria 1.4.3 and 1.4.11).

use std::collections::BTreeMap;

use domain::suggest::nearest;
use plotters::style::RGBColor;
use toml::Spanned;

use crate::Error;

/// Names every colour with its key in `kleuren.toml`, where it also says what it means.
macro_rules! colors {
    ($($name:ident $key:literal)*) => {
        /// What a colour means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Color {
            $($name),*
        }

        const KEYS: &[(Color, &str)] = &[$((Color::$name, $key)),*];
    };
}

colors! {
    Paper "papier" Ink "inkt" Soft "zacht" Hair "haarlijn" Ground "grond"
    School "school" SchoolBand "school_vlak" SchoolEdge "school_rand" Band "vlak" Edge "vlak_rand"
    Signal "signaleringswaarde" Ambition "ambitie"
    CloudOne "wolk_een" CloudFew "wolk_enkele" CloudMany "wolk_veel"
    LevelLowest "niveau_laagst" LevelLowestEdge "niveau_laagst_rand" LevelLow "niveau_laag"
    LevelLowEdge "niveau_laag_rand" LevelMiddle "niveau_midden" LevelMiddleEdge "niveau_midden_rand"
    LevelHigh "niveau_hoog"
    FarBelow "verschil_ver_onder" Below "verschil_onder" JustBelow "verschil_net_onder"
    BelowEdge "verschil_onder_rand" NoDifference "verschil_geen" JustAbove "verschil_net_boven"
    Above "verschil_boven" FarAbove "verschil_ver_boven" FarAboveEdge "verschil_ver_boven_rand"
    CountSmall "aantal_klein" CountUsual "aantal_gewoon" CountLarge "aantal_groot" CountLarger "aantal_groter"
}

/// The colours of a school's huisstijl.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette(Vec<RGBColor>);

impl Palette {
    /// Reads the text of `kleuren.toml`; `path` is how messages call that file.
    ///
    /// # Errors
    /// When it is not TOML, or a colour is missing or is none.
    pub fn read(path: &str, text: &str) -> Result<Self, Error> {
        let line_at = |start: usize| 1 + text[..start.min(text.len())].matches('\n').count();
        let written: BTreeMap<String, Spanned<toml::Value>> =
            toml::from_str(text).map_err(|error| Error::ColorsUnreadable {
                path: path.to_owned(),
                line: line_at(error.span().map_or(0, |span| span.start)),
                what: error.message().replace('\n', "; "),
            })?;
        let color = |key: &str| {
            let no = |place, what| Error::NoColor { place, what, key: key.to_owned() };
            let Some(value) = written.get(key) else {
                let others = written.keys().map(String::as_str).filter(|other| !is_key(other));
                let near = nearest(key, others).map_or(String::new(), |near| format!(", but `{near}`"));
                return Err(no(path.to_owned(), format!("there is no colour `{key}`{near}")));
            };
            let (found, place) = (value.get_ref(), format!("{path}:{}", line_at(value.span().start)));
            let color = found.as_str().and_then(hexadecimal);
            color.ok_or_else(|| no(place, format!("`{key}` is `{found}`, which is no colour")))
        };
        KEYS.iter().map(|(_, key)| color(key)).collect::<Result<_, _>>().map(Self)
    }

    /// The colour with this meaning.
    pub(crate) fn rgb(&self, color: Color) -> RGBColor {
        self.0[color as usize]
    }
}

fn is_key(word: &str) -> bool {
    KEYS.iter().any(|(_, key)| *key == word)
}

/// Reads `#0b5394`.
fn hexadecimal(text: &str) -> Option<RGBColor> {
    let is_color = |digits: &&str| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let digits = text.strip_prefix('#').filter(is_color)?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(RGBColor(red, green, blue))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::shades::{COUNTS, DIFFERENCES, NO_FIGURE, Shade, levels};
    use crate::drawing::test_support::{SHIPPED, palette};

    fn luminance(color: RGBColor) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.0) + 0.7152 * channel(color.1) + 0.0722 * channel(color.2)
    }

    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn between(one: Color, other: Color) -> f64 {
        contrast(palette().rgb(one), palette().rgb(other))
    }

    #[test]
    fn text_has_enough_contrast_on_paper_and_on_bands() {
        for color in [Color::Ink, Color::Soft, Color::School, Color::Signal, Color::Ambition] {
            for ground in [Color::Paper, Color::Band, Color::SchoolBand] {
                assert!(between(color, ground) >= 4.5, "{color:?} on {ground:?}");
            }
        }
    }

    #[test]
    fn marks_have_enough_contrast_on_paper_and_on_bands() {
        for color in [Color::Edge, Color::Soft, Color::School, Color::Signal, Color::Ambition] {
            assert!(between(color, Color::Paper) >= 3.0, "{color:?} on paper");
            assert!(between(color, Color::Band) >= 3.0, "{color:?} on band");
        }
        for color in [Color::SchoolEdge, Color::CloudOne, Color::CloudFew, Color::CloudMany] {
            assert!(between(color, Color::Paper) >= 3.0, "{color:?} on paper");
        }
        assert!(between(Color::School, Color::SchoolBand) >= 3.0);
    }

    /// Every shade that can be drawn, by the ramp it belongs to.
    fn ramps() -> Vec<Vec<Shade>> {
        let mut ramps: Vec<Vec<Shade>> = (1..=12).map(levels).collect();
        ramps.extend([DIFFERENCES.to_vec(), COUNTS.to_vec(), vec![NO_FIGURE]]);
        ramps
    }

    fn fill(shade: &Shade) -> RGBColor {
        shade.colors(palette()).0
    }

    #[test]
    fn figures_have_enough_contrast_on_their_shade() {
        for shade in ramps().concat() {
            assert!(contrast(palette().rgb(shade.text), fill(&shade)) >= 4.5, "{shade:?}");
        }
    }

    #[test]
    fn shades_stand_out_from_paper_by_their_edge() {
        let (paper, hair) = (palette().rgb(Color::Paper), palette().rgb(Color::Hair));
        for shade in ramps().concat() {
            let edge = shade.colors(palette()).1;
            // No figure, a count of none and a difference of nothing are meant to look like paper.
            assert!(edge == hair || contrast(edge, paper) >= 3.0, "{shade:?}");
        }
    }

    #[test]
    fn levels_and_counts_darken_step_by_step() {
        for ramp in ramps().into_iter().filter(|ramp| ramp != &DIFFERENCES) {
            for pair in ramp.windows(2) {
                assert!(luminance(fill(&pair[0])) > luminance(fill(&pair[1])), "{pair:?}");
            }
        }
    }

    #[test]
    fn differences_darken_away_from_the_middle_and_part_in_warmth() {
        let fills = DIFFERENCES.each_ref().map(fill);
        for side in [[3, 2, 1, 0], [3, 4, 5, 6]] {
            for pair in side.windows(2) {
                assert!(luminance(fills[pair[0]]) > luminance(fills[pair[1]]));
            }
        }
        // Blue against red is what red-green blindness leaves whole.
        assert!(fills[..3].iter().all(|fill| fill.0 > fill.2));
        assert!(fills[4..].iter().all(|fill| fill.0 < fill.2));
    }

    #[test]
    fn five_levels_run_from_sand_to_the_school_s_blue() {
        let shades = levels(5);
        let fills = [0, 2, 4].map(|level: usize| fill(&shades[level]));
        let named = [Color::LevelLowest, Color::LevelMiddle, Color::School];
        assert_eq!(fills, named.map(|color| palette().rgb(color)));
        assert_eq!(levels(3).len(), 3);
    }

    /// What is said of the shipped colours with one line of them changed.
    fn refused(line: &str, instead: &str) -> (String, String) {
        let error = Palette::read("kleuren.toml", &SHIPPED.replace(line, instead)).unwrap_err();
        (error.to_string(), error.hint().unwrap_or_default())
    }

    #[test]
    fn a_colour_that_is_none_is_told_with_its_line() {
        for (found, told) in [
            ("\"blauw\"", "\"blauw\""),
            ("\"#12345\"", "\"#12345\""),
            ("12", "12"),
            ("\"#+1+2+3\"", "\"#+1+2+3\""),
        ] {
            let (what, hint) = refused("inkt = \"#1b2430\"", &format!("inkt = {found}"));
            assert_eq!(what, format!("kleuren.toml:8: `inkt` is `{told}`, which is no colour"));
            assert!(hint.starts_with("write `inkt = \"#0b5394\"`"), "{hint}");
        }
    }

    #[test]
    fn a_missing_colour_is_told_with_what_stands_there() {
        let (what, hint) = refused("zacht = ", "zagt = ");
        assert_eq!(what, "kleuren.toml: there is no colour `zacht`, but `zagt`");
        assert!(hint.starts_with("write `zacht = \"#0b5394\"`"), "{hint}");
        assert_eq!(refused("grond = ", "# ").0, "kleuren.toml: there is no colour `grond`");
        assert_eq!(refused("inkt = ", "inkt : ").0.split_once(' ').unwrap().0, "kleuren.toml:8:");
    }

    #[test]
    fn every_colour_of_the_file_has_a_meaning() {
        let written: BTreeMap<String, String> = toml::from_str(SHIPPED).unwrap();
        assert!(written.keys().all(|key| is_key(key)), "{written:?}");
        assert_eq!(written.len(), KEYS.len());
    }
}
