//! Values of parameters in, what the engine takes for them out.
//!
//! Types are those of the card; the engine sees values, never text in the SQL.

use datafusion::scalar::ScalarValue;
use domain::card::Card;
use domain::parameter::ParameterValue;

use crate::{Error, Parameters, Query};

/// The value as the engine wants it.
pub(crate) fn scalar(value: &ParameterValue) -> ScalarValue {
    match value {
        ParameterValue::Text(text) => ScalarValue::Utf8(Some(text.clone())),
        ParameterValue::Int(number) => ScalarValue::Int64(Some(*number)),
        ParameterValue::Number(number) => ScalarValue::Float64(Some(*number)),
        ParameterValue::Bool(value) => ScalarValue::Boolean(Some(*value)),
        ParameterValue::Date(date) => {
            let days = jiff::civil::date(1970, 1, 1).until(*date).map_or(0, |span| span.get_days());
            ScalarValue::Date32(Some(days))
        }
    }
}

/// The parameters of one query: those of the session, then what the card declares, read as the card's type.
///
/// # Errors
/// [`Error::ParameterType`] when a given value is not of the declared type.
pub(crate) fn of(query: &Query, given: &Parameters) -> Result<Parameters, Error> {
    let mut all = given.clone();
    let Card { parameters, .. } = &query.card;
    for declared in parameters {
        match given.get(&declared.name) {
            Some(value) => {
                let text = value.to_string();
                let read = declared.kind.read(&text).ok_or_else(|| Error::ParameterType {
                    path: query.file.path.clone(),
                    name: declared.name.clone(),
                    kind: declared.kind.word(),
                    value: text,
                })?;
                all.insert(declared.name.clone(), read);
            }
            None => all.extend(declared.default.clone().map(|value| (declared.name.clone(), value))),
        }
    }
    Ok(all)
}
