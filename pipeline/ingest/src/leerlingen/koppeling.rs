//! Reads the text of a mapping, returns how to read an export with it.
//!
//! A mapping says which heading of a foreign export is which column of ours. It fits a file that has all its headings.

use std::collections::BTreeMap;

use domain::suggest::nearest;
use serde::Deserialize;
use toml::Spanned;

use super::column::Column;
use super::layout::{Layout, TableKind, Twice};
use crate::check::dates::DateOrder;
use crate::error::Error;

/// One mapping file, as the caller read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KoppelingFile {
    /// Its path, for messages.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A mapping that was read.
#[derive(Clone, Debug)]
pub(crate) struct Koppeling {
    /// Its path, for messages.
    pub(crate) path: String,
    soort: TableKind,
    columns: BTreeMap<Column, String>,
    constants: BTreeMap<Column, String>,
    values: BTreeMap<Column, BTreeMap<String, String>>,
    order: DateOrder,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    soort: Spanned<String>,
    kolommen: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    vast: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    waarden: BTreeMap<Spanned<String>, BTreeMap<String, String>>,
    datum: Option<RawDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDate {
    vorm: Spanned<String>,
}

impl Koppeling {
    /// Reads a mapping.
    ///
    /// # Errors
    /// When it is not TOML, names a kind, column or date form that is not known, or leaves out a column that is needed.
    pub(crate) fn parse(file: &KoppelingFile) -> Result<Self, Error> {
        let at = |start: usize| line_of(&file.text, start);
        let wrong = |line: u32, wat: String, hint: Option<String>| Error::Koppeling {
            path: file.path.clone(),
            regel: line,
            wat,
            hint,
        };
        let raw: Raw = toml::from_str(&file.text).map_err(|error| {
            let line = error.span().map_or(1, |span| at(span.start));
            wrong(line, error.message().to_owned(), None)
        })?;
        let soort = TableKind::named(raw.soort.get_ref()).ok_or_else(|| {
            let known = format!("`{}` is no kind of mapping", raw.soort.get_ref());
            wrong(at(raw.soort.span().start), known, Some("write `toetsresultaten` or `groep8`".to_owned()))
        })?;
        let own = |name: &Spanned<String>| {
            soort.columns().iter().copied().find(|column| column.heading() == name.get_ref()).ok_or_else(
                || {
                    let hint = nearest(name.get_ref(), soort.columns().iter().map(|column| column.heading()))
                        .map(|meant| format!("did you mean `{meant}`?"));
                    wrong(at(name.span().start), format!("there is no column `{}`", name.get_ref()), hint)
                },
            )
        };
        let columns = raw.kolommen.iter().map(|(name, heading)| Ok((own(name)?, heading.get_ref().clone())));
        let columns: BTreeMap<_, _> = columns.collect::<Result<_, Error>>()?;
        let constants = raw.vast.iter().map(|(name, word)| Ok((own(name)?, word.get_ref().clone())));
        let constants: BTreeMap<_, _> = constants.collect::<Result<_, Error>>()?;
        let values = raw.waarden.iter().map(|(name, words)| Ok((own(name)?, words.clone())));
        let values = values.collect::<Result<_, Error>>()?;
        let missing = soort
            .required()
            .into_iter()
            .find(|column| !columns.contains_key(column) && !constants.contains_key(column));
        if let Some(missing) = missing.map(Column::heading) {
            let hint = Some(format!("add `{missing} = \"<heading in the export>\"` under `[kolommen]`"));
            return Err(wrong(1, format!("no column `{missing}`"), hint));
        }
        let order = match &raw.datum {
            None => DateOrder::default(),
            Some(date) => DateOrder::named(date.vorm.get_ref()).ok_or_else(|| {
                let hint = Some("write for instance `dd-mm-jjjj`, `jjjj-mm-dd` or `mm/dd/jjjj`".to_owned());
                wrong(
                    at(date.vorm.span().start),
                    format!("`{}` is no form of a date", date.vorm.get_ref()),
                    hint,
                )
            })?,
        };
        Ok(Self { path: file.path.clone(), soort, columns, constants, values, order })
    }

    /// How to read a file with these headings; nothing when it misses one that the mapping names.
    ///
    /// # Errors
    /// Fails when a heading that the mapping names stands there twice.
    pub(crate) fn layout(&self, headings: &[String]) -> Result<Option<Layout>, Twice> {
        let Some(mut layout) = Layout::of(self.soort, &self.columns, &self.constants, headings)? else {
            return Ok(None);
        };
        for (column, words) in &self.values {
            let meant = words.iter().map(|(word, ours)| (word.as_bytes().to_vec(), ours.as_bytes().to_vec()));
            layout.values.push((*column, meant.collect()));
        }
        layout.order = self.order;
        Ok(Some(layout))
    }
}

fn line_of(text: &str, start: usize) -> u32 {
    u32::try_from(text[..start.min(text.len())].matches('\n').count() + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Koppeling, Error> {
        Koppeling::parse(&KoppelingFile { path: "koppelingen/x.toml".to_owned(), text: text.to_owned() })
    }

    #[test]
    fn a_mapping_fits_a_file_with_its_headings() {
        let koppeling = parse(
            "soort = \"toetsresultaten\"\n[kolommen]\nleerling_id = \"Nr\"\nvakgebied = \"Vak\"\n\
             [vast]\naanbieder = \"IEP\"\n[waarden.vakgebied]\n\"RW\" = \"rekenen\"\n[datum]\nvorm = \"mm/dd/jjjj\"\n",
        )
        .unwrap();
        let headings = ["Naam", "Nr", "Vak"].map(str::to_owned);
        let layout = koppeling.layout(&headings).unwrap().unwrap();
        assert_eq!((layout.order, layout.ignored), (DateOrder::MonthFirst, 1));
        assert_eq!(layout.pick(&[b"Jan", b"7", b"RW"])[Column::Vakgebied], b"rekenen");
        assert!(koppeling.layout(&headings[..2]).unwrap().is_none());
    }

    #[test]
    fn says_where_a_mapping_is_wrong() {
        let error = parse("soort = \"toetsresultaten\"\n[kolommen]\nleerling = \"Nr\"\n").unwrap_err();
        assert!(matches!(&error, Error::Koppeling { regel: 3, .. }), "{error}");
        assert_eq!(error.hint().as_deref(), Some("did you mean `leerling_id`?"));
        assert!(parse("soort = \"cijfers\"\n[kolommen]\n").is_err());
        assert!(parse("soort = \"groep8\"\n[kolommen]\nlezen = \"L\"\n").is_err());
        assert!(
            parse(
                "soort = \"groep8\"\n[kolommen]\nleerling_id=\"a\"\nschooljaar=\"b\"\n[datum]\nvorm=\"w\"\n"
            )
            .is_err()
        );
    }
}
