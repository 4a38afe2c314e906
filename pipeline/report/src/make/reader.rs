//! Someone who gets a file in, what of the project's own that file may hold out.
//!
//! A PDF is given to its audience, with all that is attached to it; a school's folder stays with the school.

use std::collections::BTreeSet;

use domain::card::Card;
use domain::parameter::ParameterValue;
use domain::project::Audience;

use crate::compute::prepared::Prepared;
use crate::project::content::OWN_QUERIES;

/// Parameters that every report has, and that tell of no query.
const OF_EVERY_REPORT: [&str; 5] = ["periode", "schooljaar", "moment", "term", "vergelijking"];

/// Who gets a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The school itself, in whose folder everything stands.
    School,
    /// The audience of a PDF.
    Of(Audience),
}

impl Reader {
    /// Whether the answer of a query is for this reader.
    pub(crate) fn sees(self, card: &Card) -> bool {
        match self {
            Self::School => true,
            Self::Of(audience) => card.audience.is_empty() || card.audience.contains(&audience),
        }
    }

    /// Whether a file of the reports may be named to this reader. An own query that is not answered in a PDF, such as a
    /// check, has no part in it.
    pub(crate) fn knows(self, path: &str, prepared: &Prepared) -> bool {
        let mut answers = prepared.results.iter().chain(&prepared.checks).map(|result| &result.query);
        match (self, answers.find(|query| query.file.path == path)) {
            (Self::School, _) => true,
            (Self::Of(_), Some(query)) => self.sees(&query.card) && !is_own_check(path, prepared),
            (Self::Of(_), None) => !path.starts_with(&format!("{OWN_QUERIES}/")),
        }
    }

    /// The parameters that this reader may know: those of every report and those that a query of the reader's has.
    pub(crate) fn parameters(self, prepared: &Prepared) -> impl Iterator<Item = (&str, &ParameterValue)> {
        let seen =
            prepared.results.iter().map(|result| &result.query).filter(move |query| self.sees(&query.card));
        let files = seen.map(|query| &query.file).chain(&prepared.model).chain(prepared.behind_sentences());
        let named: BTreeSet<&str> = files.flat_map(|file| named(&file.text)).collect();
        let known =
            move |name: &str| self == Self::School || OF_EVERY_REPORT.contains(&name) || named.contains(name);
        prepared
            .parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value))
            .filter(move |(name, _)| known(name))
    }
}

/// For whom a query is that has a fault; one whose card cannot be read is for the directie alone.
pub(crate) fn of_broken(text: &str) -> Vec<Audience> {
    match Card::parse(text) {
        Ok(card) if card.audience.is_empty() => Audience::ALL.to_vec(),
        Ok(card) => card.audience,
        Err(_) => vec![Audience::Directie],
    }
}

fn is_own_check(path: &str, prepared: &Prepared) -> bool {
    path.starts_with(OWN_QUERIES) && prepared.checks.iter().any(|check| check.query.file.path == path)
}

/// The parameters that a text of SQL names.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('$').skip(1).map(|behind| {
        let end = behind.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(behind.len());
        &behind[..end]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_says_who_sees_its_answer() {
        let card = |more: &str| Card::parse(&format!("--! title: A\n{more}select 1")).unwrap();
        let inspectie = Reader::Of(Audience::Inspectie);
        assert!(inspectie.sees(&card("")) && inspectie.sees(&card("--! audience: directie, inspectie\n")));
        assert!(!inspectie.sees(&card("--! audience: directie\n")));
        assert!(Reader::School.sees(&card("--! audience: directie\n")));
    }

    #[test]
    fn a_card_that_cannot_be_read_is_not_told_to_the_inspectie() {
        assert_eq!(of_broken("--! title: A\nselec"), Audience::ALL);
        assert_eq!(of_broken("--! title: A\n--! audience: directie\nselec"), [Audience::Directie]);
        assert_eq!(of_broken("--! title: A\n--! audiance: directie\nselect 1"), [Audience::Directie]);
        assert_eq!(of_broken("select 1"), [Audience::Directie]);
    }

    #[test]
    fn finds_the_parameters_of_a_text() {
        assert_eq!(named("select $a, '$b' where x=$c_1").collect::<Vec<_>>(), ["a", "b", "c_1"]);
    }
}
