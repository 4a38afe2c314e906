//! Our own SQL functions: intervals for proportions.
//!
//! Each formula cites its literature; nothing here knows what a school is.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, Float64Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::cast::as_float64_array;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};
use statrs::distribution::{Binomial, DiscreteCDF};

/// The 97.5th percentile of the standard normal distribution, for two-sided 95% intervals.
const Z95: f64 = 1.959_963_984_540_054;

/// The Wilson score interval (95%) for `successes` of `trials`, as fractions of one.
///
/// `successes` may be fractional, so that the pupil can be the unit where three levels of one pupil are pooled.
/// Newcombe, R. G. (1998), "Two-sided confidence intervals for the single proportion: comparison of seven methods",
/// Statistics in Medicine 17, 857-872, method 3. `None` without trials or outside `0..=trials`.
#[must_use]
pub fn wilson(successes: f64, trials: f64) -> Option<(f64, f64)> {
    if !(trials > 0.0 && (0.0..=trials).contains(&successes)) {
        return None;
    }
    let share = successes / trials;
    let square = Z95 * Z95;
    let centre = 2.0 * trials * share + square;
    let spread = Z95 * (square + 4.0 * trials * share * (1.0 - share)).sqrt();
    let scale = 2.0 * (trials + square);
    Some((((centre - spread) / scale).max(0.0), ((centre + spread) / scale).min(1.0)))
}

/// The interval (95%) for the difference of two proportions, first minus second, as fractions of one.
///
/// Newcombe, R. G. (1998), "Interval estimation for the difference between independent proportions: comparison of
/// eleven methods", Statistics in Medicine 17, 873-890, method 10 (hybrid score). `None` where [`wilson`] is.
#[must_use]
pub fn newcombe(first: (f64, f64), second: (f64, f64)) -> Option<(f64, f64)> {
    let (low_1, high_1) = wilson(first.0, first.1)?;
    let (low_2, high_2) = wilson(second.0, second.1)?;
    let (share_1, share_2) = (first.0 / first.1, second.0 / second.1);
    let difference = share_1 - share_2;
    let below = ((share_1 - low_1).powi(2) + (high_2 - share_2).powi(2)).sqrt();
    let above = ((high_1 - share_1).powi(2) + (share_2 - low_2).powi(2)).sqrt();
    Some((difference - below, difference + above))
}

/// Below this many trials the limits of chance are those of the binomial distribution itself.
const FEW: f64 = 30.0;
/// And below this many expected successes or failures, where the normal distribution is too narrow.
const RARE: f64 = 5.0;

/// The limits of chance (95%) around a share for a number of trials, as fractions of one: those of a funnel plot.
///
/// From thirty trials on, five of either outcome expected, the normal limits, cut at zero and one; else the shares of the
/// smallest counts that chance reaches with 2.5% and with 97.5%. Spiegelhalter, D. J. (2005), "Funnel plots for comparing institutional performance",
/// Statistics in Medicine 24, 1185-1202. `None` without whole trials or with a share outside `0..=1`.
#[must_use]
pub fn funnel(share: f64, trials: f64) -> Option<(f64, f64)> {
    if !(trials >= 1.0 && trials.fract() == 0.0 && (0.0..=1.0).contains(&share)) {
        return None;
    }
    let rare = trials * share.min(1.0 - share);
    if trials >= FEW && rare >= RARE {
        let spread = Z95 * (share * (1.0 - share) / trials).sqrt();
        return Some(((share - spread).max(0.0), (share + spread).min(1.0)));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and at least one")]
    let counts = Binomial::new(share, trials as u64).ok()?;
    let reached = |chance: f64| u32::try_from(counts.inverse_cdf(chance)).ok().map(f64::from);
    Some((reached(0.025)? / trials, reached(0.975)? / trials))
}

/// The name and arguments of each of our functions, and what it answers, for people.
pub const FUNCTIONS: &[(&str, &str)] = &[
    ("wilson_laag(behaald, aantal)", "lower end of the Wilson interval (95%), as a fraction of one"),
    ("wilson_hoog(behaald, aantal)", "upper end of the Wilson interval (95%), as a fraction of one"),
    (
        "newcombe_laag(behaald_1, aantal_1, behaald_2, aantal_2)",
        "lower end of the interval (95%) for the first fraction minus the second",
    ),
    (
        "newcombe_hoog(behaald_1, aantal_1, behaald_2, aantal_2)",
        "upper end of the interval (95%) for the first fraction minus the second",
    ),
    ("trechter_laag(aandeel, aantal)", "lower limit of chance (95%) around a fraction, for a funnel plot"),
    ("trechter_hoog(aandeel, aantal)", "upper limit of chance (95%) around a fraction, for a funnel plot"),
];

/// The functions that every session knows.
pub(crate) fn all() -> Vec<ScalarUDF> {
    vec![
        float_function("wilson_laag", 2, |a| wilson(a[0], a[1]).map(|(low, _)| low)),
        float_function("wilson_hoog", 2, |a| wilson(a[0], a[1]).map(|(_, high)| high)),
        float_function("newcombe_laag", 4, |a| newcombe((a[0], a[1]), (a[2], a[3])).map(|(low, _)| low)),
        float_function("newcombe_hoog", 4, |a| newcombe((a[0], a[1]), (a[2], a[3])).map(|(_, high)| high)),
        float_function("trechter_laag", 2, |a| funnel(a[0], a[1]).map(|(low, _)| low)),
        float_function("trechter_hoog", 2, |a| funnel(a[0], a[1]).map(|(_, high)| high)),
    ]
}

/// A function of numbers that gives no answer when any argument is empty.
fn float_function(name: &str, arity: usize, compute: fn(&[f64]) -> Option<f64>) -> ScalarUDF {
    let run = move |arguments: &[ColumnarValue]| -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(arguments)?;
        let columns = arrays.iter().map(|array| as_float64_array(array)).collect::<Result<Vec<_>>>()?;
        let rows = columns.first().map_or(0, Array::len);
        let answers: Float64Array = (0..rows)
            .map(|row| {
                let values: Option<Vec<f64>> =
                    columns.iter().map(|column| column.is_valid(row).then(|| column.value(row))).collect();
                values.and_then(|values| compute(&values))
            })
            .collect();
        Ok(ColumnarValue::Array(Arc::new(answers) as ArrayRef))
    };
    create_udf(name, vec![DataType::Float64; arity], DataType::Float64, Volatility::Immutable, Arc::new(run))
}

#[cfg(test)]
mod tests {
    use super::{funnel, newcombe, wilson};

    fn close(found: (f64, f64), expected: (f64, f64), within: f64) {
        assert!(
            (found.0 - expected.0).abs() < within && (found.1 - expected.1).abs() < within,
            "{found:?} {expected:?}"
        );
    }

    #[test]
    fn wilson_gives_the_published_answers() {
        close(wilson(81.0, 263.0).unwrap(), (0.255_288_519_878_274_2, 0.366_209_576_982_800_04), 1e-12);
        close(wilson(15.0, 148.0).unwrap(), (0.0624, 0.1605), 5e-5);
        close(wilson(0.0, 20.0).unwrap(), (0.0, 0.1611), 5e-5);
        close(wilson(1.0, 29.0).unwrap(), (0.0061, 0.1718), 5e-5);
        close(wilson(65.0, 100.0).unwrap(), (0.552_544_432_968_879_7, 0.736_357_517_569_024_7), 1e-12);
    }

    #[test]
    fn wilson_has_no_answer_without_trials() {
        assert_eq!(wilson(0.0, 0.0), None);
        assert_eq!(wilson(3.0, 2.0), None);
    }

    #[test]
    fn funnel_gives_the_published_limits_and_those_of_the_binomial() {
        // The test file of the funnel plots of Public Health England.
        let (low, _) = funnel(0.806_424_48, 30.0).unwrap();
        assert!((low - 0.665_042_34).abs() < 5e-6, "{low}");
        // Of ten with chance one half, P(X <= 1) = 0.0107, P(X <= 2) = 0.0547, P(X <= 8) = 0.9893.
        close(funnel(0.5, 10.0).unwrap(), (0.2, 0.8), 1e-12);
        assert_eq!((funnel(1.0, 5.0), funnel(0.0, 400.0)), (Some((1.0, 1.0)), Some((0.0, 0.0))));
        // Three of forty with chance 0.02 is within reach: P(X <= 2) = 0.954, P(X <= 3) = 0.992.
        assert_eq!(funnel(0.02, 40.0), Some((0.0, 0.075)));
        assert_eq!(funnel(0.98, 40.0).map(|(low, _)| low), Some(0.925));
        assert_eq!((funnel(0.5, 0.0), funnel(1.2, 40.0), funnel(0.5, 4.5)), (None, None, None));
    }

    #[test]
    fn newcombe_gives_the_published_answers() {
        close(newcombe((56.0, 70.0), (48.0, 80.0)).unwrap(), (0.0524, 0.3339), 5e-5);
        close(newcombe((9.0, 10.0), (3.0, 10.0)).unwrap(), (0.1705, 0.8090), 5e-5);
        close(newcombe((5.0, 56.0), (0.0, 29.0)).unwrap(), (-0.0381, 0.1926), 5e-5);
        close(newcombe((0.0, 10.0), (0.0, 10.0)).unwrap(), (-0.2775, 0.2775), 5e-5);
    }
}
