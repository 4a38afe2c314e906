//! Reads a plan, returns every figure of every school, still undisclosed: load, model, answers.

pub(crate) mod answers;
pub(crate) mod load;
pub(crate) mod model;
pub(crate) mod prepared;
pub(crate) mod slips;
