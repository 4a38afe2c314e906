//! A query before it is planned in, whether it can be; what stopped it in, its message out.
//!
//! Plans and runs nothing.

use std::collections::BTreeSet;

use datafusion::error::DataFusionError;

use crate::advice::Names;
use crate::bounds::{self, Text};
use crate::error::plain;
use crate::growth::AT_ONCE;
use crate::order::selected_from;
use crate::session::{Session, running};
use crate::{Error, SqlFile};

impl Session {
    /// Makes sure that a text of a user can be planned.
    pub(crate) fn checked(&self, file: &SqlFile) -> Result<Text, Error> {
        if file.own { bounds::check(file, self.is_scalar()) } else { Ok(Text::Sql) }
    }

    /// The tables that a query selects from; none where it cannot be read, which is told when it is planned.
    pub(crate) fn selects_from(&self, file: &SqlFile) -> BTreeSet<String> {
        match self.checked(file) {
            Ok(Text::Sql) => selected_from(&self.context, &file.text).unwrap_or_default(),
            _ => BTreeSet::new(),
        }
    }

    /// Whether a name is that of a function of one row.
    pub(crate) fn is_scalar(&self) -> impl Fn(&str) -> bool + Send + use<> {
        let state = self.context.state();
        move |name| state.scalar_functions().contains_key(name)
    }

    /// What stopped a query: a limit, or what the engine says.
    pub(crate) fn stopped(&self, path: &str, error: &DataFusionError) -> Error {
        match error.find_root() {
            DataFusionError::ResourcesExhausted(what) => match what.strip_prefix(AT_ONCE) {
                Some(function) => {
                    Error::TooMuchAtOnce { path: path.to_owned(), function: function.to_owned() }
                }
                None => Error::TooMuchMemory { path: path.to_owned(), megabytes: self.limits.megabytes },
            },
            _ => running(path, error),
        }
    }

    pub(crate) fn wrong(&self, file: &SqlFile, error: &DataFusionError) -> Error {
        if let stopped @ (Error::TooMuchAtOnce { .. } | Error::TooMuchMemory { .. }) =
            self.stopped(&file.path, error)
        {
            return stopped;
        }
        Error::planning(&file.path, &file.text, error, &self.names())
    }

    /// What went wrong while a file was run.
    pub(crate) fn ran(&self, file: &SqlFile, error: &DataFusionError) -> Error {
        let call = Error::call(&file.path, &file.text, &plain(error), &self.names());
        call.unwrap_or_else(|| self.stopped(&file.path, error))
    }

    /// What a query could have meant.
    pub(crate) fn names(&self) -> Names {
        Names { tables: self.tables(), functions: self.functions(), calls: self.calls() }
    }
}
