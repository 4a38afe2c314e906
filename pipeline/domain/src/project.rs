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

mod ambition;
mod slips;

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
    /// The text of that line.
    pub text: String,
    /// The word at fault, for the caret; empty when the whole line is meant.
    pub word: String,
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
    seconds: Option<Spanned<u64>>,
    megabytes: Option<Spanned<usize>>,
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

impl Project {
    /// Reads the text of `schoolanalyse.toml`.
    ///
    /// # Errors
    /// When it is not TOML, has a key that is not known, or a value that cannot be meant.
    pub fn parse(text: &str) -> Result<Self, ProjectError> {
        let raw: RawProject = toml::from_str(text).map_err(|error| slips::refused(text, &error))?;
        Self::read(raw, text).map_err(|mut fault| {
            text.lines().nth(fault.line.saturating_sub(1)).unwrap_or_default().clone_into(&mut fault.text);
            fault
        })
    }

    fn read(raw: RawProject, text: &str) -> Result<Self, ProjectError> {
        let at = |start: usize| line_of(text, start);
        let term = raw.rapport.term.map(|term| parse_term(&term, &at)).transpose()?;
        let datum = raw.rapport.datum.map(|datum| parse_date(&datum, &at)).transpose()?;
        let mut schools = BTreeMap::new();
        for spanned in raw.school {
            let line = at(spanned.span().start);
            let school = parse_school(spanned.into_inner(), line, &at)?;
            let ovt = school.ovt.clone();
            if let Some(earlier) = schools.insert(ovt.clone(), school) {
                let what = format!("school `{ovt}` already stands on line {}", earlier.line);
                return Err(fault(line, "", what, "keep one `[[school]]` for each ovt"));
            }
        }
        let mut parameters = BTreeMap::new();
        for (name, value) in raw.parameters {
            let line = at(value.span().start);
            parameters.insert(name.clone(), parse_parameter(&name, value.into_inner(), line)?);
        }
        let RawQueries { seconds, megabytes } = raw.queries;
        Ok(Self {
            parameters,
            seconds: seconds.map(|seconds| at_least_one("seconds", seconds, &at)).transpose()?,
            megabytes: megabytes.map(|megabytes| at_least_one("megabytes", megabytes, &at)).transpose()?,
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

fn fault(line: usize, word: &str, what: String, hint: &str) -> ProjectError {
    ProjectError { line, text: String::new(), word: word.to_owned(), what, hint: Some(hint.to_owned()) }
}

fn at_least_one<T: Copy + Default + PartialEq>(
    key: &str,
    value: Spanned<T>,
    at: &impl Fn(usize) -> usize,
) -> Result<T, ProjectError> {
    if *value.get_ref() != T::default() {
        return Ok(value.into_inner());
    }
    let hint = format!("write at least 1, or leave `{key}` out");
    Err(fault(at(value.span().start), key, format!("`{key} = 0` leaves queries nothing"), &hint))
}

fn parse_term(term: &Spanned<String>, at: &impl Fn(usize) -> usize) -> Result<Term, ProjectError> {
    Term::from_str(term.get_ref()).map_err(|error| {
        let hint = "write it as `term = \"2025-2026-midden\"` or `term = \"2025-2026-eind\"`";
        fault(at(term.span().start), term.get_ref(), error.to_string(), hint)
    })
}

fn parse_date(datum: &Spanned<String>, at: &impl Fn(usize) -> usize) -> Result<Date, ProjectError> {
    datum.get_ref().parse().map_err(|_| {
        let what = format!("`{}` is not a date", datum.get_ref());
        fault(at(datum.span().start), datum.get_ref(), what, "write it as `datum = \"2026-02-09\"`")
    })
}

fn parse_school(raw: RawSchool, line: usize, at: &impl Fn(usize) -> usize) -> Result<School, ProjectError> {
    let ovt = Ovt::from_str(raw.ovt.get_ref()).map_err(|error| {
        let usual = || "write the ovt as the Inspectie does, for example `00AP|C1`".to_owned();
        let hint =
            Ovt::meant(raw.ovt.get_ref()).map_or_else(usual, |meant| format!("did you mean `{meant}`?"));
        fault(at(raw.ovt.span().start), raw.ovt.get_ref(), error.to_string(), &hint)
    })?;
    let vestiging = match (raw.brin, raw.vestiging) {
        (Some(brin), Some(vestiging)) => Some((brin.into_inner(), format!("{:0>2}", vestiging.into_inner()))),
        (None, None) => None,
        (Some(half), None) | (None, Some(half)) => {
            let what = format!("school `{ovt}` has half a tie to DUO");
            let hint = "give both `brin` and `vestiging`, or neither";
            return Err(fault(at(half.span().start), "", what, hint));
        }
    };
    let ambition = |key: &str, value: Option<&Spanned<f64>>| {
        let Some(value) = value else { return Ok(None) };
        let read = ambition::percentage(key, *value.get_ref());
        read.map(Some).map_err(|(what, hint)| fault(at(value.span().start), key, what, &hint))
    };
    let ambitie_1f = ambition("ambitie_1f", raw.ambitie_1f.as_ref())?;
    let ambitie_1s_2f = ambition("ambitie_1s_2f", raw.ambitie_1s_2f.as_ref())?;
    if let (Some(higher), Some(value)) =
        (ambitie_1f.filter(|wanted| ambitie_1s_2f > Some(*wanted)), &raw.ambitie_1s_2f)
    {
        let what = format!(
            "`ambitie_1s_2f` is above the `ambitie_1f` of {higher}, and who reaches 1S/2F reaches 1F too"
        );
        return Err(fault(
            at(value.span().start),
            "ambitie_1s_2f",
            what,
            "change the two lines round, or mend one",
        ));
    }
    Ok(School { naam: raw.naam, vestiging, ambitie_1f, ambitie_1s_2f, line, ovt })
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
    given.ok_or_else(|| {
        let what = format!("parameter `{name}` is no text, number, date, true or false");
        fault(line, name, what, "write it as `doel = 75`")
    })
}

/// The line in which a byte stands, from 1.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
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
        assert_eq!(Project::parse("sleutel = \"0123abcd\"").unwrap_err().text, "sleutel = …");
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
    fn an_ambition_that_cannot_be_meant_is_asked_about_at_its_line() {
        let school =
            |lines: &str| Project::parse(&format!("[[school]]\novt = \"99WH|C1\"\n{lines}")).unwrap_err();
        let fault = school("ambitie_1f = 0.97\n");
        assert_eq!((fault.line, fault.text.as_str()), (3, "ambitie_1f = 0.97"));
        assert_eq!(fault.hint.as_deref(), Some("did you mean `ambitie_1f = 97`?"));
        assert_eq!(school("ambitie_1f = 60.0\nambitie_1s_2f = 97.0\n").line, 4);
    }

    #[test]
    fn an_ovt_in_another_spelling_is_known() {
        let error = Project::parse("[[school]]\novt = \"99wh-c1\"\n").unwrap_err();
        assert_eq!(error.hint.as_deref(), Some("did you mean `99WH|C1`?"));
    }

    #[test]
    fn refuses_limits_of_nothing() {
        assert_eq!(Project::parse("[queries]\nseconds = 0\n").unwrap_err().line, 2);
        assert_eq!(Project::parse("[queries]\nmegabytes = 512\n").unwrap().megabytes, Some(512));
    }

    #[test]
    fn refuses_a_day_that_does_not_exist() {
        assert!(Project::parse("[rapport]\ndatum = \"2026-02-30\"\n").is_err());
    }
}
