//! Reads values, returns scales with nice bounds and numbers in Dutch form.
//!
//! The only place that chooses ticks or writes a decimal comma; it draws nothing.

use domain::dutch::Format;

use crate::error::Error;

/// How the numbers of one scale are written, and between which bounds they make sense.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NumberStyle {
    /// Decimals of a value; ticks take no more than their step needs.
    pub(crate) decimals: usize,
    /// What stands directly behind a number, such as `%`.
    pub(crate) suffix: String,
    /// Smallest and largest value that can occur; a scale never passes them.
    pub(crate) limits: Option<(f64, f64)>,
}

impl NumberStyle {
    /// Percentages: a percent sign behind the number, between 0 and 100.
    pub(crate) fn percentage(decimals: usize) -> Self {
        Self { decimals, suffix: "%".into(), limits: Some((0.0, 100.0)) }
    }

    /// The style of a format of the card.
    pub(crate) fn of(format: Format) -> Self {
        match format {
            Format::Percentage(decimals) => Self::percentage(decimals),
            Format::Decimal(decimals) => Self::amount(decimals),
            // A difference may be negative.
            Format::Signed(decimals) => Self { decimals, suffix: String::new(), limits: None },
            Format::Text | Format::Int | Format::Year => Self::amount(0),
        }
    }

    /// Bare numbers that are never negative, such as numbers of pupils.
    pub(crate) fn amount(decimals: usize) -> Self {
        Self { decimals, suffix: String::new(), limits: Some((0.0, f64::INFINITY)) }
    }
}

/// Writes a number the Dutch way: `23,5%`, `1.234`, `−0,7`.
pub(crate) fn number(value: f64, style: &NumberStyle) -> String {
    format!("{}{}", dutch(value, style.decimals), style.suffix)
}

/// As `domain::dutch` spells it, so that chart and table agree.
fn dutch(value: f64, decimals: usize) -> String {
    Format::Decimal(decimals).spell_number(value)
}

/// A linear scale with nice bounds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    /// Lower bound.
    pub(crate) low: f64,
    /// Upper bound.
    pub(crate) high: f64,
    /// Distance between two ticks.
    pub(crate) step: f64,
}

/// Share of the possible range that a scale shows at least, so that a small difference never
/// fills the height of a chart.
const SMALLEST_SHARE: f64 = 0.2;

impl Scale {
    /// The scale that holds all values, with about `intervals` ticks; without values, all that
    /// can occur.
    pub(crate) fn around(values: &[f64], style: &NumberStyle, intervals: usize) -> Self {
        let possible = style.limits.filter(|(_, most)| most.is_finite()).unwrap_or((0.0, 1.0));
        let (low, high) = extent(values).unwrap_or(possible);
        let (low, high) = widened(low, high, style);
        let step = nice_step((high - low) / count(intervals.max(1)), style.decimals);
        let mut scale = Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step };
        scale.loosen(values);
        scale.clip(style);
        scale
    }

    /// Moves and stretches the scale to a given span, keeping its middle where limits allow.
    pub(crate) fn stretched(&self, span: f64, style: &NumberStyle) -> Self {
        let extra = (span - (self.high - self.low)).max(0.0);
        let below = (extra / 2.0 / self.step).floor() * self.step;
        let mut low = self.low - below;
        let (least, most) = style.limits.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        if low + span > most {
            low = most - span;
        }
        low = low.max(least);
        Self { low, high: low + span, step: self.step }
    }

    /// Keeps values off the bounds: what lies on the lowest line reads as nothing.
    fn loosen(&mut self, values: &[f64]) {
        if let Some((least, most)) = extent(values) {
            let near = self.step * 0.05;
            self.low -= if least - self.low < near { self.step } else { 0.0 };
            self.high += if self.high - most < near { self.step } else { 0.0 };
        }
    }

    fn clip(&mut self, style: &NumberStyle) {
        if let Some((least, most)) = style.limits {
            self.low = self.low.max(least);
            self.high = self.high.min(most);
        }
    }

    /// The values that get a tick, from low to high.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let first = (self.low / self.step - 1e-9).ceil();
        (0..100u32)
            .map(|i| (first + f64::from(i)) * self.step)
            .take_while(|tick| *tick <= self.high + self.step * 1e-9)
            .map(|tick| if tick == 0.0 { 0.0 } else { tick })
            .collect()
    }

    /// A tick in words, with as many decimals as the step needs.
    pub(crate) fn tick_text(&self, tick: f64, style: &NumberStyle) -> String {
        let decimals = (0..4usize)
            .find(|d| {
                let scaled = self.step * 10f64.powi(i32::try_from(*d).unwrap_or(0));
                (scaled - scaled.round()).abs() < 1e-6
            })
            .unwrap_or(4);
        format!("{}{}", dutch(tick, decimals), style.suffix)
    }

    /// Every tick in words.
    pub(crate) fn ticks_in_print(&self, style: &NumberStyle) -> Vec<String> {
        self.ticks().into_iter().map(|tick| self.tick_text(tick, style)).collect()
    }

    /// The place of a value between two ends.
    pub(crate) fn place(&self, value: f64, from: f64, to: f64) -> f64 {
        from + (value - self.low) / (self.high - self.low) * (to - from)
    }
}

/// Smallest and largest value, if there is any.
pub(crate) fn extent(values: &[f64]) -> Option<(f64, f64)> {
    let mut values = values.iter().copied();
    let first = values.next()?;
    Some(values.fold((first, first), |(low, high), v| (low.min(v), high.max(v))))
}

/// A number of things as a number to calculate with.
pub(crate) fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}

/// Refuses values that cannot be drawn.
pub(crate) fn finite(place: &str, values: impl IntoIterator<Item = f64>) -> Result<Vec<f64>, Error> {
    let values: Vec<f64> = values.into_iter().collect();
    if values.iter().all(|v| v.is_finite()) {
        Ok(values)
    } else {
        Err(Error::NotFinite { place: place.to_owned() })
    }
}

fn widened(low: f64, high: f64, style: &NumberStyle) -> (f64, f64) {
    let possible = style.limits.map_or(f64::INFINITY, |(least, most)| most - least);
    let finest = 4.0 / 10f64.powi(i32::try_from(style.decimals).unwrap_or(0));
    let smallest = if possible.is_finite() {
        possible * SMALLEST_SHARE
    } else {
        (low.abs().max(high.abs()) * SMALLEST_SHARE).max(finest)
    };
    let missing = (smallest - (high - low)).max(0.0);
    let (mut low, mut high) = (low - missing / 2.0, high + missing / 2.0);
    if let Some((least, most)) = style.limits {
        if low < least {
            high += least - low;
            low = least;
        }
        if high > most {
            low = (low - (high - most)).max(least);
            high = most;
        }
    }
    (low, high)
}

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `raw`; never finer than
/// the last decimal, and 2.5 only where its decimal can be written.
fn nice_step(raw: f64, decimals: usize) -> f64 {
    let finest = 10f64.powi(-i32::try_from(decimals).unwrap_or(0));
    let raw = raw.max(finest);
    let power = 10f64.powf(raw.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .filter(|step| {
            let parts = step / finest;
            (parts - parts.round()).abs() < 1e-6
        })
        .find(|step| *step >= raw * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent() -> NumberStyle {
        NumberStyle::percentage(1)
    }

    #[test]
    fn writes_numbers_the_dutch_way() {
        assert_eq!(number(23.45, &percent()), "23,5%");
        assert_eq!(number(100.0, &NumberStyle::percentage(0)), "100%");
        assert_eq!(number(1234.0, &NumberStyle::amount(0)), "1.234");
        assert_eq!(number(1_234_567.8, &NumberStyle::amount(1)), "1.234.567,8");
        assert_eq!(number(-0.7, &NumberStyle::amount(1)), "\u{2212}0,7");
        assert_eq!(number(-0.01, &NumberStyle::amount(1)), "0,0");
    }

    #[test]
    fn bounds_hold_all_values_and_are_nice() {
        let scale = Scale::around(&[37.2, 68.9], &percent(), 4);
        assert_eq!((scale.low, scale.high, scale.step), (30.0, 70.0, 10.0));
        assert_eq!(scale.ticks(), [30.0, 40.0, 50.0, 60.0, 70.0]);
    }

    #[test]
    fn percentages_stay_between_0_and_100() {
        let scale = Scale::around(&[99.0, 100.0], &percent(), 4);
        assert_eq!((scale.low, scale.high), (80.0, 100.0));
        let scale = Scale::around(&[0.0], &percent(), 4);
        assert_eq!((scale.low, scale.high), (0.0, 20.0));
        let scale = Scale::around(&[0.0, 100.0], &percent(), 4);
        assert_eq!(scale.ticks(), [0.0, 25.0, 50.0, 75.0, 100.0]);
    }

    #[test]
    fn equal_values_still_give_a_scale() {
        let scale = Scale::around(&[50.0, 50.0], &percent(), 4);
        assert_eq!((scale.low, scale.high), (40.0, 60.0));
        let scale = Scale::around(&[29.4], &NumberStyle::amount(1), 4);
        assert!(scale.low < 29.4 && scale.high > 29.4, "{scale:?}");
    }

    #[test]
    fn values_stay_off_bounds_that_are_no_limits() {
        let scale = Scale::around(&[50.0, 74.0], &percent(), 4);
        assert!(scale.low < 50.0, "{scale:?}");
    }

    #[test]
    fn no_values_give_a_scale_too() {
        let scale = Scale::around(&[], &percent(), 4);
        assert_eq!((scale.low, scale.high), (0.0, 100.0));
        let scale = Scale::around(&[], &NumberStyle::amount(0), 4);
        assert!(scale.high > scale.low);
    }

    #[test]
    fn whole_numbers_get_whole_ticks() {
        let scale = Scale::around(&[1.0, 3.0], &NumberStyle::amount(0), 4);
        assert_eq!(scale.ticks(), [0.0, 1.0, 2.0, 3.0, 4.0]);
        let scale = Scale::around(&[211.0, 243.0], &NumberStyle::amount(0), 4);
        assert!(scale.ticks().iter().all(|t| t.fract() == 0.0), "{:?}", scale.ticks());
    }

    #[test]
    fn ticks_take_the_decimals_of_their_step() {
        let style = NumberStyle::percentage(1);
        let scale = Scale { low: 0.0, high: 10.0, step: 2.5 };
        assert_eq!(scale.tick_text(7.5, &style), "7,5%");
        let scale = Scale { low: 0.0, high: 100.0, step: 25.0 };
        assert_eq!(scale.tick_text(75.0, &style), "75%");
    }

    #[test]
    fn stretching_keeps_within_limits() {
        let scale = Scale { low: 80.0, high: 100.0, step: 5.0 }.stretched(35.0, &percent());
        assert_eq!((scale.low, scale.high), (65.0, 100.0));
        let scale = Scale { low: 40.0, high: 60.0, step: 5.0 }.stretched(30.0, &percent());
        assert_eq!((scale.low, scale.high), (35.0, 65.0));
    }

    #[test]
    fn refuses_what_is_not_a_number() {
        assert!(matches!(finite("1F", [f64::NAN]), Err(Error::NotFinite { .. })));
    }
}
