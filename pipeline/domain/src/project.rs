//! The text of `schoolanalyse.toml` in, what the user said about report and schools out.
//!
//! Reads no file: the caller hands over the text, errors carry the line.

use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::ovt::Ovt;
use crate::parameter::ParameterValue;
use crate::term::Term;

/// For whom a PDF is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The school leader and the team: with questions.
    Directie,
    /// The Inspectie: facts, method, verantwoording.
    Inspectie,
}

impl Audience {
    /// Every audience, in the order in which reports are made.
    pub const ALL: [Self; 2] = [Self::Directie, Self::Inspectie];

    /// The word of the field, also the file stem of the PDF.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Directie => "directie",
            Self::Inspectie => "inspectie",
        }
    }
}

impl FromStr for Audience {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|audience| audience.word() == text).ok_or_else(|| text.to_owned())
    }
}

/// Where the figures of schools with the same schoolweging come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Comparison {
    /// From the loaded results file when it is national, else the shipped benchmark.
    #[default]
    Automatisch,
    /// Always from the loaded results file.
    Bestand,
    /// Always the shipped benchmark.
    Meegeleverd,
}

impl Comparison {
    /// The word as it stands in `schoolanalyse.toml`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Automatisch => "automatisch",
            Self::Bestand => "bestand",
            Self::Meegeleverd => "meegeleverd",
        }
    }
}

/// What the user said of one school.
#[derive(Debug, Clone, PartialEq)]
pub struct School {
    /// The object van toezicht.
    pub ovt: Ovt,
    /// A name that replaces the published one.
    pub naam: Option<String>,
    /// The tie to DUO: instellingscode and vestigingscode.
    pub vestiging: Option<(String, String)>,
    /// The school's own ambition for 1F, in percent.
    pub ambitie_1f: Option<f64>,
    /// The school's own ambition for 1S/2F, in percent.
    pub ambitie_1s_2f: Option<f64>,
    /// The line of `schoolanalyse.toml` on which this school starts.
    pub line: usize,
}

/// Everything that `schoolanalyse.toml` can say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Project {
    /// The name of the bestuur, printed on the cover.
    pub bestuur: Option<String>,
    /// The term of the reports.
    pub term: Option<Term>,
    /// The date for cover and metadata.
    pub datum: Option<Date>,
    /// The audiences to make a PDF for; empty means all.
    pub doelgroepen: Vec<Audience>,
    /// Where the comparison comes from.
    pub vergelijking: Comparison,
    /// Whether every school in the results gets a report, also when some are named below.
    pub alle_scholen: bool,
    /// The schools, by OVT.
    pub schools: BTreeMap<Ovt, School>,
    /// The values of `$name` in the project's own queries.
    pub parameters: BTreeMap<String, ParameterValue>,
    /// How long a query of one's own may run, in seconds.
    pub seconds: Option<u64>,
    /// How much memory queries may take together, in megabytes.
    pub megabytes: Option<usize>,
}

/// A fault in `schoolanalyse.toml`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ProjectError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawProject {
    rapport: RawReport,
    school: Vec<Spanned<RawSchool>>,
    parameters: BTreeMap<String, Spanned<toml::Value>>,
    queries: RawQueries,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawQueries {
    seconds: Option<u64>,
    megabytes: Option<usize>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawReport {
    bestuur: Option<String>,
    term: Option<Spanned<String>>,
    datum: Option<Spanned<String>>,
    doelgroepen: Vec<Audience>,
    vergelijking: Comparison,
    scholen: Which,
}

/// Which schools get a report.
#[derive(Deserialize, Default, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Which {
    #[default]
    Genoemd,
    Alle,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSchool {
    ovt: Spanned<String>,
    naam: Option<String>,
    brin: Option<Spanned<String>>,
    vestiging: Option<Spanned<String>>,
    ambitie_1f: Option<Spanned<f64>>,
    ambitie_1s_2f: Option<Spanned<f64>>,
}

/// The keys that `schoolanalyse.toml` knows, for "did you mean".
const KEYS: &[&str] = &[
    "rapport",
    "school",
    "bestuur",
    "term",
    "datum",
    "doelgroepen",
    "vergelijking",
    "ovt",
    "naam",
    "brin",
    "vestiging",
    "ambitie_1f",
    "ambitie_1s_2f",
    "directie",
    "inspectie",
    "automatisch",
    "bestand",
    "meegeleverd",
    "scholen",
    "genoemd",
    "alle",
    "parameters",
    "queries",
    "seconds",
    "megabytes",
];

impl Project {
    /// Reads the text of `schoolanalyse.toml`.
    ///
    /// # Errors
    /// When it is not TOML, has a key that is not known, or a value that cannot be meant.
    pub fn parse(text: &str) -> Result<Self, ProjectError> {
        let raw: RawProject = toml::from_str(text).map_err(|error| syntax_error(text, &error))?;
        let at = |start: usize| line_of(text, start);
        let term = raw.rapport.term.map(|term| parse_term(&term, &at)).transpose()?;
        let datum = raw.rapport.datum.map(|datum| parse_date(&datum, &at)).transpose()?;
        let mut schools = BTreeMap::new();
        for spanned in raw.school {
            let line = at(spanned.span().start);
            let school = parse_school(spanned.into_inner(), line, &at)?;
            let ovt = school.ovt.clone();
            if let Some(earlier) = schools.insert(ovt.clone(), school) {
                return Err(ProjectError {
                    line,
                    what: format!("school `{ovt}` already stands on line {}", earlier.line),
                    hint: Some("keep one `[[school]]` for each ovt".to_owned()),
                });
            }
        }
        let mut parameters = BTreeMap::new();
        for (name, value) in raw.parameters {
            let line = at(value.span().start);
            parameters.insert(name.clone(), parse_parameter(&name, value.into_inner(), line)?);
        }
        Ok(Self {
            parameters,
            seconds: raw.queries.seconds,
            megabytes: raw.queries.megabytes,
            bestuur: raw.rapport.bestuur,
            term,
            datum,
            doelgroepen: raw.rapport.doelgroepen,
            vergelijking: raw.rapport.vergelijking,
            alle_scholen: raw.rapport.scholen == Which::Alle,
            schools,
        })
    }
}

fn parse_term(term: &Spanned<String>, at: &impl Fn(usize) -> usize) -> Result<Term, ProjectError> {
    Term::from_str(term.get_ref()).map_err(|error| ProjectError {
        line: at(term.span().start),
        what: error.to_string(),
        hint: None,
    })
}

fn parse_date(datum: &Spanned<String>, at: &impl Fn(usize) -> usize) -> Result<Date, ProjectError> {
    datum.get_ref().parse().map_err(|_| ProjectError {
        line: at(datum.span().start),
        what: format!("`{}` is not a date", datum.get_ref()),
        hint: Some("write it as `datum = \"2026-02-09\"`".to_owned()),
    })
}

fn parse_school(raw: RawSchool, line: usize, at: &impl Fn(usize) -> usize) -> Result<School, ProjectError> {
    let ovt = Ovt::from_str(raw.ovt.get_ref()).map_err(|error| ProjectError {
        line: at(raw.ovt.span().start),
        what: error.to_string(),
        hint: Some("write the ovt as the Inspectie does, for example `00AP|C1`".to_owned()),
    })?;
    let vestiging = match (raw.brin, raw.vestiging) {
        (Some(brin), Some(vestiging)) => Some((brin.into_inner(), format!("{:0>2}", vestiging.into_inner()))),
        (None, None) => None,
        (Some(half), None) | (None, Some(half)) => {
            return Err(ProjectError {
                line: at(half.span().start),
                what: format!("school `{ovt}` has half a tie to DUO"),
                hint: Some("give both `brin` and `vestiging`, or neither".to_owned()),
            });
        }
    };
    let ambition = |value: Option<Spanned<f64>>| match value {
        Some(value) if !(0.0..=100.0).contains(value.get_ref()) => Err(ProjectError {
            line: at(value.span().start),
            what: format!("ambition `{}` of school `{ovt}` is not a percentage", value.get_ref()),
            hint: Some("an ambition lies between 0 and 100".to_owned()),
        }),
        other => Ok(other.map(Spanned::into_inner)),
    };
    Ok(School {
        naam: raw.naam,
        vestiging,
        ambitie_1f: ambition(raw.ambitie_1f)?,
        ambitie_1s_2f: ambition(raw.ambitie_1s_2f)?,
        line,
        ovt,
    })
}

fn parse_parameter(name: &str, value: toml::Value, line: usize) -> Result<ParameterValue, ProjectError> {
    let given = match value {
        toml::Value::String(text) => Some(ParameterValue::Text(text)),
        toml::Value::Integer(number) => Some(ParameterValue::Int(number)),
        toml::Value::Float(number) => Some(ParameterValue::Number(number)),
        toml::Value::Boolean(value) => Some(ParameterValue::Bool(value)),
        toml::Value::Datetime(day) => day.to_string().parse().ok().map(ParameterValue::Date),
        toml::Value::Array(_) | toml::Value::Table(_) => None,
    };
    given.ok_or_else(|| ProjectError {
        line,
        what: format!("parameter `{name}` is no text, number, date, true or false"),
        hint: Some("write it as `doel = 75`".to_owned()),
    })
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

fn syntax_error(text: &str, error: &toml::de::Error) -> ProjectError {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    let what = error.message().trim().replace('\n', "; ");
    let typed = what.split('`').nth(1).filter(|_| what.starts_with("unknown"));
    let is_key = |typed: &&str| ["key", "sleutel", "leerlingsleutel", "sleutelbestand"].contains(typed);
    if typed.is_some_and(|typed| is_key(&typed)) {
        let hint = "this file travels with the project, and the key should not: give its path with `--key FILE` or in \
                    SCHOOLANALYSE_KEY";
        return ProjectError { line, what, hint: Some(hint.to_owned()) };
    }
    let hint = typed
        .and_then(|typed| crate::suggest::nearest(typed, KEYS.iter().copied()))
        .map(|word| format!("did you mean `{word}`?"));
    ProjectError { line, what, hint }
}

#[cfg(test)]
mod tests {
    use super::Project;

    #[test]
    fn an_empty_text_is_an_ordinary_project() {
        assert_eq!(Project::parse("").unwrap(), Project::default());
    }

    #[test]
    fn names_the_line_of_an_unknown_key() {
        let error = Project::parse("[rapport]\ndoelgroepn = []\n").unwrap_err();
        assert_eq!(error.line, 2);
        assert_eq!(error.hint.as_deref(), Some("did you mean `doelgroepen`?"));
    }

    #[test]
    fn says_where_the_path_of_a_key_is_given() {
        for text in ["key = \"/veilig/sleutel.txt\"", "[rapport]\nsleutel = \"sleutel.txt\""] {
            let hint = Project::parse(text).unwrap_err().hint.unwrap();
            assert!(hint.contains("SCHOOLANALYSE_KEY"), "{hint}");
        }
    }

    #[test]
    fn refuses_half_a_tie() {
        let error = Project::parse("[[school]]\novt = \"99WH|C1\"\nbrin = \"99WH\"\n").unwrap_err();
        assert_eq!(error.line, 3);
    }

    #[test]
    fn refuses_a_school_that_stands_twice() {
        let text = "[[school]]\novt = \"99WH|C1\"\n[[school]]\novt = \"99WH|C1\"\n";
        assert_eq!(Project::parse(text).unwrap_err().line, 3);
    }

    #[test]
    fn refuses_a_day_that_does_not_exist() {
        assert!(Project::parse("[rapport]\ndatum = \"2026-02-30\"\n").is_err());
    }
}
