//! Reads the card and rows of a funnel, returns it as `scatter` draws it.
//!
//! Draws nothing itself: a funnel is a scatter plot of groups by their number of pupils, of which the bands are the limits of
//! chance; as its `x` is no schoolweging, `scatter` runs these from place to place and not in classes.

pub(super) use super::scatter::read;
