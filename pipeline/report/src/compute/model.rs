//! Reads what was loaded, returns a session with the model built in it.
//!
//! Answers no query.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::parameter::ParameterValue;
use domain::periode::Periode;
use domain::project::Comparison;
use domain::term::Term;
use ingest::Loaded;
use query::{Limits, Parameters, Session, SqlFile};

use crate::error::Error;
use crate::project::anatomy;
use crate::project::content::Content;
use crate::project::plan::Plan;

/// Opens a session on what was loaded and builds the model in it, or does so in a session of before when the parameters
/// are the same: then only what changed is computed again.
pub(crate) async fn model(
    content: &Content,
    loaded: &Loaded,
    periode: Periode,
    term: Term,
    comparison: Comparison,
    given: Given,
) -> Result<(Session, Parameters, Vec<SqlFile>), Error> {
    let built_in = [
        ("periode", periode.to_string()),
        ("schooljaar", term.schooljaar.to_string()),
        ("moment", term.moment.code().to_owned()),
        ("term", term.to_string()),
        ("vergelijking", comparison.word().to_owned()),
    ];
    let built_in = built_in.map(|(name, value)| (name.to_owned(), ParameterValue::Text(value)));
    let mut parameters = given.parameters;
    if let Some((name, _)) = built_in.iter().find(|(name, _)| parameters.contains_key(name)) {
        return Err(Error::OwnParameter { name: name.clone() });
    }
    parameters.extend(built_in);
    let tables = loaded.tables().map(|(name, batch)| (name.to_owned(), batch));
    let mut session = match given.before {
        Some((mut session, known)) if known == parameters => {
            session.load(tables)?;
            session
        }
        _ => Session::open_in(tables, parameters.clone(), given.limits, given.spills.as_deref())?,
    };
    for (name, path) in &loaded.stored {
        if let Some(table) = domain::tables::table(name) {
            let path = std::path::absolute(path).map_err(Error::io("find", path))?;
            let mark = given.marks.get(name).cloned().unwrap_or_else(|| path.display().to_string());
            session.attach(name, &path, ingest::schema(table), mark)?;
        }
    }
    let files = anatomy::model(content)?;
    session.build_model(&files).await?;
    Ok((session, parameters, files))
}

/// What the project gives its queries.
#[derive(Default)]
pub(crate) struct Given {
    /// Its parameters.
    pub(crate) parameters: Parameters,
    /// What queries may take.
    pub(crate) limits: Limits,
    /// Marks of the content of stored tables; without one a table is another when it stands elsewhere.
    pub(crate) marks: BTreeMap<&'static str, String>,
    /// The folder for what does not fit in memory.
    pub(crate) spills: Option<PathBuf>,
    /// A session of before, with its parameters.
    pub(crate) before: Option<(Session, Parameters)>,
}

/// The parameters and limits of a project, with what was typed on top.
pub(crate) fn given(plan: &Plan, typed: &[(String, String)]) -> Given {
    let mut parameters = plan.project.parameters.clone();
    parameters.extend(typed.iter().map(|(name, value)| (name.clone(), ParameterValue::Text(value.clone()))));
    let usual = Limits::default();
    let limits = Limits {
        seconds: plan.project.seconds.unwrap_or(usual.seconds),
        megabytes: plan.project.megabytes.unwrap_or(usual.megabytes),
        ..usual
    };
    Given { parameters, limits, ..Given::default() }
}
