//! A mistyped word in, the nearest known word out.
//!
//! Used for every "did you mean"; it never corrects anything by itself.

/// The known word that is most like `typed`, when one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(typed, word), word))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_the_word_that_was_meant() {
        assert_eq!(nearest("charts", ["title", "chart", "x"]), Some("chart"));
    }

    #[test]
    fn stays_silent_when_nothing_is_near() {
        assert_eq!(nearest("zebra", ["title", "chart", "x"]), None);
    }
}
