//! Loaded tables in, the ties between OVT and vestiging that nobody can be sure of out.
//!
//! Proposes by likeness of names and never uses a proposal itself: what counts stands in the project file.

use std::collections::{BTreeMap, BTreeSet};

use ingest::Loaded;

use crate::plan::Plan;

/// A BRIN whose schools and vestigingen cannot be told apart by counting.
pub(crate) struct Uncertain {
    /// The BRIN.
    pub(crate) brin: String,
    /// Its schools: ovt and name.
    schools: BTreeMap<String, String>,
    /// Its vestigingen: code and name.
    vestigingen: BTreeMap<String, String>,
}

/// Finds every BRIN with more than one school or vestiging of which a school is not tied in the project file.
pub(crate) fn uncertain(loaded: &Loaded, plan: &Plan) -> Vec<Uncertain> {
    let results: BTreeSet<&str> = loaded.texts("leerresultaten", "ovt").into_iter().collect();
    let mut schools: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    for (ovt, naam) in pairs(loaded, "schoolweging", "ovt", "naam") {
        schools.entry(brin_of(ovt)).or_default().insert(ovt.to_owned(), naam.to_owned());
    }
    for ovt in &results {
        schools.entry(brin_of(ovt)).or_default().entry((*ovt).to_owned()).or_default();
    }
    let codes = pairs(loaded, "vestigingen", "brin", "vestiging");
    let names = loaded.texts("vestigingen", "naam");
    let mut vestigingen: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    for ((brin, code), naam) in codes.into_iter().zip(names) {
        vestigingen.entry(brin).or_default().insert(code.to_owned(), naam.to_owned());
    }
    let tied = |ovt: &String| {
        plan.project.schools.values().any(|school| school.ovt.as_str() == ovt && school.vestiging.is_some())
    };
    let mut found = Vec::new();
    for (brin, schools) in schools {
        let Some(vestigingen) = vestigingen.remove(brin) else { continue };
        let open = schools.keys().any(|ovt| results.contains(ovt.as_str()) && !tied(ovt));
        if open && (schools.len() > 1 || vestigingen.len() > 1) {
            found.push(Uncertain { brin: brin.to_owned(), schools, vestigingen });
        }
    }
    found
}

fn brin_of(ovt: &str) -> &str {
    ovt.split('|').next().unwrap_or(ovt)
}

fn pairs<'a>(loaded: &'a Loaded, table: &str, left: &str, right: &str) -> Vec<(&'a str, &'a str)> {
    loaded.texts(table, left).into_iter().zip(loaded.texts(table, right)).collect()
}

impl Uncertain {
    /// The schools and vestigingen, and for each school lines to put in the project file when they are right.
    pub(crate) fn told(&self) -> String {
        let mut text = format!("uncertain tie: BRIN {} has", self.brin);
        for (ovt, naam) in &self.schools {
            text.push_str(&format!("\n  school    {ovt}  {naam}"));
        }
        for (code, naam) in &self.vestigingen {
            text.push_str(&format!("\n  vestiging {code}      {naam}"));
        }
        for (ovt, naam) in &self.schools {
            if let Some((code, likeness)) = self.most_like(naam) {
                text.push_str(&format!(
                    "\n  proposal, names alike for {:.0}%; check it before you put it in schoolanalyse.toml:\n    \
                     [[school]]\n    ovt = \"{ovt}\"\n    brin = \"{}\"\n    vestiging = \"{code}\"",
                    likeness * 100.0,
                    self.brin
                ));
            }
        }
        text
    }

    fn most_like(&self, naam: &str) -> Option<(&str, f64)> {
        let naam = naam.to_lowercase();
        let likeness = |(code, other): (&'_ String, &String)| {
            (code.as_str().to_owned(), strsim::jaro_winkler(&naam, &other.to_lowercase()))
        };
        let best = self.vestigingen.iter().map(likeness).max_by(|one, other| one.1.total_cmp(&other.1))?;
        let code = self.vestigingen.keys().find(|code| **code == best.0)?;
        (best.1 >= 0.6).then_some((code.as_str(), best.1))
    }
}
