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
        let head = format!("uncertain tie: BRIN {} has", self.brin);
        let schools = self.schools.iter().map(|(ovt, naam)| format!("  school    {ovt}  {naam}"));
        let vestigingen =
            self.vestigingen.iter().map(|(code, naam)| format!("  vestiging {code}      {naam}"));
        let proposals = self.proposals().into_iter().map(|(ovt, code, likeness)| {
            format!(
                "  proposal, names alike for {:.0}%; check it before you put it in schoolanalyse.toml:\n    \
                 [[school]]\n    ovt = \"{ovt}\"\n    brin = \"{}\"\n    vestiging = \"{code}\"",
                likeness * 100.0,
                self.brin
            )
        });
        let lines: Vec<String> =
            std::iter::once(head).chain(schools).chain(vestigingen).chain(proposals).collect();
        lines.join("\n")
    }

    /// Pairs that are each other's best match by name, the most alike first; every school and vestiging once.
    fn proposals(&self) -> Vec<(&str, &str, f64)> {
        let mut pairs: Vec<(&str, &str, f64)> = Vec::new();
        for (ovt, naam) in &self.schools {
            for (code, other) in &self.vestigingen {
                pairs.push((ovt, code, strsim::sorensen_dice(&letters(naam), &letters(other))));
            }
        }
        pairs.retain(|(_, _, likeness)| *likeness >= 0.5);
        pairs.sort_by(|one, other| other.2.total_cmp(&one.2).then(one.0.cmp(other.0)));
        let mut chosen: Vec<(&str, &str, f64)> = Vec::new();
        for pair in pairs {
            if chosen.iter().all(|earlier| earlier.0 != pair.0 && earlier.1 != pair.1) {
                chosen.push(pair);
            }
        }
        chosen
    }
}

/// A name without spaces, marks and the words that half of all schools carry.
fn letters(naam: &str) -> String {
    let lower = naam.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !["basisschool", "school", "obs", "cbs", "rkbs", "bs", "de", "het"].contains(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Uncertain;

    #[test]
    fn proposes_each_vestiging_once_and_only_when_names_are_alike() {
        let named = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(key, naam)| ((*key).to_owned(), (*naam).to_owned())).collect()
        };
        let tie = Uncertain {
            brin: "99AA".to_owned(),
            schools: named(&[
                ("99AA|C1", "basisschool De Reiger"),
                ("99AA|C2", "Ichtus"),
                ("99AA|C3", "Reigersnest"),
            ]),
            vestigingen: named(&[("00", "Omnis school de Reiger")]),
        };
        let proposals = tie.proposals();
        assert_eq!(proposals.len(), 1);
        assert_eq!((proposals[0].0, proposals[0].1), ("99AA|C1", "00"));
    }
}
