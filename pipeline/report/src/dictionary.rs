//! A project folder in, the tables and queries that it adds, each with its columns, out; for `tables --project`.
//!
//! Reads no source: everything is planned and run on tables without rows, which have the same columns.

use std::path::Path;

use domain::card::ColumnKind;
use domain::parameter::ParameterValue;
use domain::tables::TABLES;
use query::Session;
use serde_json::{Value, json};

use crate::compute::answers::{Questions, questions};
use crate::compute::model::{Given, given};
use crate::error::Error;
use crate::project::anatomy;
use crate::project::plan::Plan;

/// What a run gives every query, for plans on tables without rows; any value of the right form does.
const GIVEN: [(&str, &str); 5] = [
    ("periode", "2023-2025"),
    ("schooljaar", "2025-2026"),
    ("moment", "M"),
    ("term", "2025-2026-midden"),
    ("vergelijking", "automatisch"),
];
/// A school that no source has, for queries that ask for one.
const NOBODY: &str = "00AA|C1";

/// A table or a query of a project.
pub struct OwnTable {
    /// The name in SQL.
    pub name: String,
    /// The file.
    pub path: String,
    /// What it is about, as its file says.
    pub meaning: String,
    /// The columns: name, type, and heading where the card gives one.
    pub columns: Vec<(String, &'static str, Option<String>)>,
    /// What is wrong with it.
    pub fault: Option<String>,
}

/// What a project adds.
pub struct OwnTables {
    /// The tables that its model files make.
    pub tables: Vec<OwnTable>,
    /// Its queries.
    pub queries: Vec<OwnTable>,
}

impl OwnTables {
    /// Finds the tables and queries of a project.
    ///
    /// # Errors
    /// When the project cannot be read, or its model has a fault.
    pub fn of(project: &Path) -> Result<Self, Error> {
        // Without a key: no pupil is read.
        crate::block_on(Self::planned(&Plan::read(project, None)?))
    }

    async fn planned(plan: &Plan) -> Result<Self, Error> {
        let tables = TABLES.iter().map(|table| (table.name.to_owned(), ingest::empty(table)));
        let Given { mut parameters, limits, .. } = given(plan, &[]);
        parameters
            .extend(GIVEN.map(|(name, value)| (name.to_owned(), ParameterValue::Text(value.to_owned()))));
        let mut session = Session::open(tables, parameters, limits)?;
        let model = anatomy::model(&plan.content)?;
        session.build_model(&model).await?;
        let known = session.known().await?;
        let of_model = model.iter().filter(|file| file.own).map(|file| OwnTable {
            name: file.name.clone(),
            path: file.path.clone(),
            meaning: first_comment(&file.text),
            columns: known.iter().find(|table| table.table == file.name).map_or_else(Vec::new, |table| {
                table.columns.iter().map(|(name, kind)| (name.clone(), *kind, None)).collect()
            }),
            fault: None,
        });
        let tables = of_model.collect();
        let Questions { built_in: mut others, own } = questions(&plan.content, &model)?;
        others.extend(own.queries.iter().cloned());
        let mut found: Vec<OwnTable> = own.faults.iter().map(faulty).collect();
        for query in &own.queries {
            let card = &query.card;
            let heading = |name: &str| {
                let column = card.table.iter().find(|column| column.name == name);
                column.map(|column| column.label.clone()).filter(|label| !label.is_empty())
            };
            let answer = session.ask(query, &others, &[NOBODY.to_owned()]).await;
            let (columns, fault) = match answer {
                Ok(answer) => (answer.columns(), None),
                Err(fault) => (Vec::new(), Some(fault.to_string())),
            };
            found.push(OwnTable {
                name: query.file.name.clone(),
                path: query.file.path.clone(),
                meaning: card.title.clone(),
                columns: columns
                    .into_iter()
                    .map(|(name, kind)| (name.clone(), word(kind), heading(&name)))
                    .collect(),
                fault,
            });
        }
        found.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self { tables, queries: found })
    }

    /// One of them by its name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&OwnTable> {
        self.tables.iter().chain(&self.queries).find(|table| table.name == name)
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().chain(&self.queries).map(|table| table.name.as_str())
    }

    /// All of it for machines.
    #[must_use]
    pub fn object(&self) -> Value {
        let all = |tables: &[OwnTable]| tables.iter().map(OwnTable::object).collect::<Vec<_>>();
        json!({ "tables": all(&self.tables), "queries": all(&self.queries) })
    }
}

impl OwnTable {
    /// The table for machines.
    #[must_use]
    pub fn object(&self) -> Value {
        let column = |(name, kind, heading): &(String, &str, Option<String>)| json!({ "name": name, "type": kind, "heading": heading });
        json!({ "name": self.name, "meaning": self.meaning, "path": self.path, "fault": self.fault,
                "columns": self.columns.iter().map(column).collect::<Vec<_>>() })
    }
}

/// A file that is no query yet.
fn faulty(fault: &query::Error) -> OwnTable {
    let path = fault.path().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".sql");
    OwnTable {
        name: name.to_owned(),
        path: path.to_owned(),
        meaning: String::new(),
        columns: Vec::new(),
        fault: Some(fault.to_string()),
    }
}

/// What a model file says of itself on top.
fn first_comment(text: &str) -> String {
    let comment = text.lines().find_map(|line| line.strip_prefix("--").filter(|rest| !rest.starts_with('!')));
    comment.unwrap_or_default().trim().to_owned()
}

fn word(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Int => "whole number",
        ColumnKind::Number => "number",
        ColumnKind::Bool => "true or false",
    }
}
