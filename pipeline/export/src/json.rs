//! Publishable rows in, a JSON array with an object per row out.
//!
//! Spells nothing for people: numbers are whole, names are those of the result columns.

use disclose::Published;
use domain::rows::Value;
use serde_json::{Map, Number, Value as Json};

use crate::naming;

/// Writes the rows as JSON; a row in which figures are hidden names those columns under `onderdrukt`.
#[must_use]
pub fn json(published: &Published) -> String {
    let rows = published.rows();
    let (names, hidden) = naming::columns(rows);
    let objects = rows.cells.iter().map(|row| object(&names, &hidden, row)).collect();
    format!("{:#}\n", Json::Array(objects))
}

fn object(names: &[String], hidden: &str, row: &[Value]) -> Json {
    let mut members: Map<String, Json> =
        names.iter().zip(row).map(|(name, cell)| (name.clone(), member(cell))).collect();
    let suppressed = names.iter().zip(row).filter(|(_, cell)| **cell == Value::Suppressed);
    let suppressed: Vec<Json> = suppressed.map(|(name, _)| Json::from(name.as_str())).collect();
    if !suppressed.is_empty() {
        members.insert(hidden.to_owned(), Json::Array(suppressed));
    }
    Json::Object(members)
}

fn member(cell: &Value) -> Json {
    match cell {
        Value::Null | Value::Suppressed => Json::Null,
        Value::Bool(value) => Json::from(*value),
        Value::Int(value) => Json::from(*value),
        Value::Float(value) => Number::from_f64(*value).map_or(Json::Null, Json::Number),
        Value::Text(value) => Json::from(value.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use domain::rows::Value;

    use super::json;
    use crate::proof::{published, pupils};

    #[test]
    fn writes_an_object_for_each_row_in_column_order() {
        let cells = vec![
            vec![Value::Text("a\"b".into()), Value::Int(12), Value::Float(0.1)],
            vec![Value::Null, Value::Int(4), Value::Float(f64::NAN)],
        ];
        let expected = r#"[
  {
    "z": "a\"b",
    "n": 12,
    "a": 0.1
  },
  {
    "z": null,
    "n": null,
    "a": null,
    "onderdrukt": [
      "n",
      "a"
    ]
  }
]
"#;
        assert_eq!(json(&published("--! n: n\n", &["z", "n", "a"], cells)), expected);
    }

    #[test]
    fn never_gives_a_hidden_figure() {
        let written: serde_json::Value = serde_json::from_str(&json(&pupils())).unwrap();
        assert_eq!(written[0].get("onderdrukt"), None);
        assert_eq!(written[1]["n"], serde_json::Value::Null);
        assert_eq!(written[1]["onderdrukt"].as_array().unwrap().len(), 5);
    }

    #[test]
    fn writes_an_empty_array_for_no_rows() {
        assert_eq!(json(&published("", &["a"], vec![])), "[]\n");
    }
}
