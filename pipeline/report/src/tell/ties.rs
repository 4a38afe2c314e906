//! Loaded tables and the facts of the model in; how each tie of OVT and vestiging came about, and what is left to ask, out.
//!
//! Proposes by likeness of names and never uses a proposal itself: what counts stands in the project file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use ingest::{Loaded, OfficialTie};
use query::ResultSet;

use crate::project::plan::Plan;

/// How a tie comes about in the words of the model, and what `check` says of it, in the order in which they are told.
const KINDS: [(&str, &str); 5] = [
    ("officieel", "by the official file"),
    ("enig", "one to one"),
    ("opgegeven", "by the project file"),
    ("niet in duo", "not in the files of DUO"),
    ("onzeker", "uncertain"),
];
/// What the model calls a school that DUO does not count apart, however it is tied.
const SHARED: &str = "gedeeld";
/// So many ties are told one by one.
const MOST: usize = 20;

/// What the files say of schools and vestigingen, before the model takes their tables.
pub(crate) struct Places {
    /// By BRIN, its schools: ovt and name.
    schools: BTreeMap<String, BTreeMap<String, String>>,
    /// By BRIN, its vestigingen at DUO: code and name.
    vestigingen: BTreeMap<String, BTreeMap<String, String>>,
    official: Vec<OfficialTie>,
}

/// A BRIN with a school of which nothing says at which vestiging it is.
pub(crate) struct Uncertain {
    /// The BRIN.
    pub(crate) brin: String,
    /// Its schools: ovt and name.
    schools: BTreeMap<String, String>,
    /// Its vestigingen: code and name.
    vestigingen: BTreeMap<String, String>,
    /// The schools without a tie.
    open: BTreeSet<String>,
    /// The vestigingen that are tied to another school.
    taken: BTreeSet<String>,
}

/// How the schools that get a report are tied to DUO.
pub(crate) struct Told {
    /// Number of schools of each kind, and of those that DUO does not count apart, in the words of the model.
    pub(crate) counts: BTreeMap<&'static str, usize>,
    /// A line with those numbers, and lines on the ties that need a word.
    pub(crate) lines: Vec<String>,
}

/// Collects the schools and vestigingen of every BRIN.
pub(crate) fn places(loaded: &Loaded) -> Places {
    let mut schools: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for table in ["scholen_inspectie", "schoolweging"] {
        for (ovt, naam) in pairs(loaded, table, "ovt", "naam") {
            schools.entry(brin_of(ovt).to_owned()).or_default().insert(ovt.to_owned(), naam.to_owned());
        }
    }
    for ovt in loaded.texts("leerresultaten", "ovt") {
        schools.entry(brin_of(ovt).to_owned()).or_default().entry(ovt.to_owned()).or_default();
    }
    let codes = pairs(loaded, "vestigingen", "brin", "vestiging");
    let mut vestigingen: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for ((brin, code), naam) in codes.into_iter().zip(loaded.texts("vestigingen", "naam")) {
        vestigingen.entry(brin.to_owned()).or_default().insert(code.to_owned(), naam.to_owned());
    }
    Places { schools, vestigingen, official: loaded.official_ties() }
}

/// The facts of each school about its tie, by OVT.
fn facts_of(facts: &ResultSet, column: &str) -> BTreeMap<String, String> {
    let rows = facts.all_rows();
    let text = |row: usize, column: &str| rows.cell(row, column).text().map(str::to_owned);
    (0..rows.len()).filter_map(|row| text(row, "ovt").zip(text(row, column))).collect()
}

/// Says how the ties of these schools came about.
pub(crate) fn told(places: &Places, facts: &ResultSet, schools: &[String], plan: &Plan) -> Told {
    let kinds = facts_of(facts, "koppeling");
    let of_school = |ovt: &String| {
        let kind = kinds.get(ovt).map_or("", String::as_str);
        let official = places.official.iter().any(|tie| tie.ovt == *ovt);
        let kind = if kind != SHARED {
            kind
        } else if official {
            "officieel"
        } else {
            "enig"
        };
        KINDS.iter().map(|(known, _)| *known).find(|known| *known == kind)
    };
    let mut counts: BTreeMap<&'static str, usize> = KINDS.iter().map(|(kind, _)| (*kind, 0)).collect();
    for kind in schools.iter().filter_map(of_school) {
        *counts.entry(kind).or_default() += 1;
    }
    let with = facts_of(facts, "gedeeld_met");
    let shared = schools.iter().filter_map(|ovt| Some((ovt, with.get(ovt)?)));
    let shared: Vec<String> = shared
        .map(|(ovt, others)| {
            format!(
                "  {ovt} is counted at DUO together with {others}: no figures per domain of this school alone"
            )
        })
        .collect();
    let spelled = KINDS.iter().filter(|(kind, _)| counts[kind] > 0);
    let spelled: Vec<String> = spelled.map(|(kind, words)| format!("{} {words}", counts[kind])).collect();
    let mut lines = vec![format!("ties to DUO: {}", spelled.join(", "))];
    if !shared.is_empty() {
        let _ = write!(lines[0], "; {} of these are counted together with another school", shared.len());
    }
    counts.insert(SHARED, shared.len());
    let mut single: Vec<String> = schools.iter().filter_map(|ovt| places.own_tie(ovt, plan)).collect();
    single.extend(shared);
    let more = single.len().saturating_sub(MOST);
    lines.extend(single.into_iter().take(MOST));
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
    Told { counts, lines }
}

/// Finds every BRIN with a school of which the tie is uncertain: those of these schools, and the rest.
pub(crate) fn uncertain(
    places: &Places,
    facts: &ResultSet,
    schools: &[String],
    plan: &Plan,
) -> (Vec<Uncertain>, Vec<Uncertain>) {
    let kinds = facts_of(facts, "koppeling");
    let mut by_brin: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (ovt, _) in kinds.iter().filter(|(_, kind)| *kind == "onzeker") {
        by_brin.entry(brin_of(ovt)).or_default().insert(ovt.clone());
    }
    let taken = places.taken(plan);
    let of_brin = |(brin, open): (&str, BTreeSet<String>)| {
        let vestigingen = places.vestigingen.get(brin).cloned().unwrap_or_default();
        Uncertain {
            brin: brin.to_owned(),
            schools: places.schools.get(brin).cloned().unwrap_or_default(),
            taken: vestigingen
                .keys()
                .filter(|code| taken.contains(&(brin, code.as_str())))
                .cloned()
                .collect(),
            vestigingen,
            open,
        }
    };
    let of_these = |tie: &Uncertain| schools.iter().any(|ovt| brin_of(ovt) == tie.brin);
    by_brin.into_iter().map(of_brin).partition(of_these)
}

fn brin_of(ovt: &str) -> &str {
    ovt.split('|').next().unwrap_or(ovt)
}

fn pairs<'a>(loaded: &'a Loaded, table: &str, left: &str, right: &str) -> Vec<(&'a str, &'a str)> {
    loaded.texts(table, left).into_iter().zip(loaded.texts(table, right)).collect()
}

impl Places {
    /// Where DUO counts the pupils of a vestiging: there, or at `00` when it does not list it.
    fn at_duo<'a>(&self, brin: &str, vestiging: &'a str) -> &'a str {
        let listed = self.vestigingen.get(brin).is_some_and(|codes| codes.contains_key(vestiging));
        if listed { vestiging } else { "00" }
    }

    /// The vestigingen of DUO that are tied, by the official file or by the project file.
    fn taken<'a>(&'a self, plan: &'a Plan) -> BTreeSet<(&'a str, &'a str)> {
        let official =
            self.official.iter().map(|tie| (tie.brin.as_str(), self.at_duo(&tie.brin, &tie.vestiging)));
        let own = plan.project.schools.values().filter_map(|school| school.vestiging.as_ref());
        official.chain(own.map(|(brin, vestiging)| (brin.as_str(), vestiging.as_str()))).collect()
    }

    /// A line on the tie that the project file gives a school, beside that of the official file.
    fn own_tie(&self, ovt: &str, plan: &Plan) -> Option<String> {
        let school = plan.project.schools.values().find(|school| school.ovt.as_str() == ovt)?;
        let (brin, vestiging) = school.vestiging.as_ref()?;
        let named: Vec<&OfficialTie> = self.official.iter().filter(|tie| tie.ovt == ovt).collect();
        let places: Vec<String> = named.iter().map(|tie| format!("{} {}", tie.brin, tie.vestiging)).collect();
        let same = |tie: &&OfficialTie| tie.brin == *brin && self.at_duo(brin, &tie.vestiging) == vestiging;
        let beside = match &named[..] {
            [] => String::new(),
            [tie] if same(tie) => "; the official file says the same".to_owned(),
            _ => format!("; the official file says {}; the project file counts", places.join(" and ")),
        };
        Some(format!("  {ovt} is tied to {brin} {vestiging} by the project file{beside}"))
    }
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

    /// Pairs of what is not tied that are each other's best match by name, the most alike first; each once.
    fn proposals(&self) -> Vec<(&str, &str, f64)> {
        let mut pairs: Vec<(&str, &str, f64)> = Vec::new();
        for (ovt, naam) in self.schools.iter().filter(|(ovt, _)| self.open.contains(*ovt)) {
            for (code, other) in self.vestigingen.iter().filter(|(code, _)| !self.taken.contains(*code)) {
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
    use std::collections::{BTreeMap, BTreeSet};

    use super::Uncertain;

    fn three_schools(taken: &[&str]) -> Uncertain {
        let named = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(key, naam)| ((*key).to_owned(), (*naam).to_owned())).collect()
        };
        Uncertain {
            brin: "99AA".to_owned(),
            schools: named(&[
                ("99AA|C1", "basisschool De Reiger"),
                ("99AA|C2", "Ichtus"),
                ("99AA|C3", "Reigersnest"),
            ]),
            vestigingen: named(&[("00", "Omnis school de Reiger"), ("01", "Ichtusschool")]),
            open: ["99AA|C1", "99AA|C3"].map(str::to_owned).into(),
            taken: taken.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>(),
        }
    }

    #[test]
    fn proposes_each_vestiging_once_and_only_when_names_are_alike() {
        let tie = three_schools(&[]);
        let proposals: Vec<_> = tie.proposals().into_iter().map(|(ovt, code, _)| (ovt, code)).collect();
        assert_eq!(proposals, [("99AA|C1", "00")]);
    }

    #[test]
    fn proposes_nothing_that_is_tied_already() {
        assert!(three_schools(&["00"]).proposals().is_empty());
    }
}
