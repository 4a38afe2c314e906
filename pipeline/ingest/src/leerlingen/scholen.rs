//! Reads what is known of the schools, returns the school of a file or a row.
//!
//! A pupil's row is never given to a school by guessing: it names the school, or its folder does, or there is one.

use std::collections::{BTreeMap, BTreeSet};

use domain::ovt::Ovt;
use domain::project::School;

use crate::publiek::oordelen::OfficialTie;

/// A school by its position in [`Scholen`].
pub(crate) type SchoolId = u16;

/// The schools that pupils can belong to.
#[derive(Debug, Default)]
pub(crate) struct Scholen {
    ovts: Vec<Ovt>,
    positions: BTreeMap<String, SchoolId>,
    /// BRIN and vestiging, as far as the project file ties them.
    tied: BTreeMap<(String, String), SchoolId>,
    /// BRIN and vestiging, as the Inspectie's monthly file ties them; nothing where they are of several schools, or of
    /// one that is not known here.
    official: BTreeMap<(String, String), Option<SchoolId>>,
    /// The only school of the project.
    only: Option<SchoolId>,
}

impl Scholen {
    /// Takes the schools of the results file, those that the project file names, and the official ties.
    pub(crate) fn new<'a>(
        results: impl IntoIterator<Item = &'a str>,
        named: &[School],
        official: &[OfficialTie],
    ) -> Self {
        let mut known: Vec<Ovt> = results.into_iter().filter_map(|text| text.parse().ok()).collect();
        known.extend(named.iter().map(|school| school.ovt.clone()));
        known.sort();
        known.dedup();
        known.truncate(usize::from(SchoolId::MAX));
        let positions: BTreeMap<String, SchoolId> =
            known.iter().map(|ovt| ovt.as_str().to_owned()).zip(0..).collect();
        let tied = named
            .iter()
            .filter_map(|school| Some((school.vestiging.clone()?, *positions.get(school.ovt.as_str())?)));
        let tied = tied.collect();
        let only = match (named, known.len()) {
            ([school], _) => positions.get(school.ovt.as_str()).copied(),
            ([], 1) => Some(0),
            _ => None,
        };
        let official = by_vestiging(official, &positions);
        Self { ovts: known, positions, tied, official, only }
    }

    /// The code of a school.
    pub(crate) fn ovt(&self, school: SchoolId) -> &str {
        self.ovts.get(usize::from(school)).map_or("", Ovt::as_str)
    }

    /// The codes of all schools, in the order of their positions.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.ovts.iter().map(Ovt::as_str)
    }

    /// The school with this code, also spelled as the name of a folder.
    pub(crate) fn find(&self, text: &str) -> Option<SchoolId> {
        self.positions.get(text).or_else(|| self.positions.get(&text.replacen('-', "|", 1))).copied()
    }

    /// The school in whose folder a file lies: the nearest folder that is named as an OVT.
    ///
    /// `Err` with that name when it is an OVT of a school that is not known.
    pub(crate) fn of_folder<'a>(&self, bestand: &'a str) -> Result<Option<SchoolId>, &'a str> {
        let folders = bestand.rsplit('/').skip(1);
        let named = folders
            .filter(|folder| Ovt::from_folder(folder).is_ok())
            .map(|folder| self.find(folder).ok_or(folder));
        named.into_iter().next().transpose()
    }

    /// The only school of the project, when there is one.
    pub(crate) fn only(&self) -> Option<SchoolId> {
        self.only
    }

    /// The school at a vestiging: tied in the project file, else by the Inspectie, else the only OVT of its BRIN.
    pub(crate) fn at(&self, brin: &str, vestiging: &str) -> Option<SchoolId> {
        let place = (brin.to_owned(), format!("{vestiging:0>2}"));
        if let Some(found) = self.tied.get(&place) {
            return Some(*found);
        }
        // A file that names no vestiging is not taken to mean `00`.
        if let Some(found) = self.official.get(&place).filter(|_| !vestiging.is_empty()) {
            return *found;
        }
        let mut same = (0..).zip(&self.ovts).filter(|(_, ovt)| ovt.brin() == brin).map(|(id, _)| id);
        match (same.next(), same.next()) {
            (Some(school), None) => Some(school),
            _ => None,
        }
    }
}

/// The school at each vestiging on the newest day of which a file tells of it.
fn by_vestiging(
    official: &[OfficialTie],
    positions: &BTreeMap<String, SchoolId>,
) -> BTreeMap<(String, String), Option<SchoolId>> {
    let mut claims: BTreeMap<(String, String), (i32, BTreeSet<&str>)> = BTreeMap::new();
    for tie in official {
        let place = (tie.brin.clone(), tie.vestiging.clone());
        let claim = claims.entry(place).or_insert_with(|| (tie.peildatum, BTreeSet::new()));
        if tie.peildatum > claim.0 {
            *claim = (tie.peildatum, BTreeSet::new());
        }
        if tie.peildatum == claim.0 {
            claim.1.insert(&tie.ovt);
        }
    }
    let school = |ovts: BTreeSet<&str>| match ovts.first() {
        Some(ovt) if ovts.len() == 1 => positions.get(*ovt).copied(),
        _ => None,
    };
    claims.into_iter().map(|(place, (_, ovts))| (place, school(ovts))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school(ovt: &str, vestiging: Option<(&str, &str)>) -> School {
        School {
            ovt: ovt.parse().unwrap(),
            naam: None,
            vestiging: vestiging.map(|(brin, code)| (brin.to_owned(), code.to_owned())),
            ambitie_1f: None,
            ambitie_1s_2f: None,
            line: 1,
        }
    }

    #[test]
    fn a_folder_names_the_school() {
        let scholen = Scholen::new(["99WH|C1", "99OE|C1"], &[], &[]);
        assert_eq!(
            scholen.of_folder("99WH-C1/export.csv").map(|id| id.map(|id| scholen.ovt(id))),
            Ok(Some("99WH|C1"))
        );
        assert_eq!(scholen.of_folder("99OE-C1/2025/export.csv"), Ok(scholen.find("99OE|C1")));
        assert_eq!(scholen.of_folder("export.csv"), Ok(None));
        assert_eq!(scholen.of_folder("99ZZ-C1/export.csv"), Err("99ZZ-C1"));
    }

    #[test]
    fn a_vestiging_is_tied_or_stands_alone() {
        let scholen =
            Scholen::new(["99SR|C1", "99SR|C2", "99WH|C1"], &[school("99SR|C2", Some(("99SR", "03")))], &[]);
        assert_eq!(scholen.at("99SR", "3").map(|id| scholen.ovt(id)), Some("99SR|C2"));
        assert_eq!(scholen.at("99SR", "00"), None);
        assert_eq!(scholen.at("99WH", "").map(|id| scholen.ovt(id)), Some("99WH|C1"));
        assert_eq!(scholen.only().map(|id| scholen.ovt(id)), Some("99SR|C2"));
    }

    #[test]
    fn a_vestiging_is_of_the_school_that_the_newest_file_names() {
        let tie = |ovt: &str, peildatum, vestiging: &str| OfficialTie {
            ovt: ovt.to_owned(),
            peildatum,
            brin: "99SR".to_owned(),
            vestiging: vestiging.to_owned(),
        };
        let ties = [
            tie("99SR|C1", 20_000, "00"),
            tie("99SR|C1", 20_000, "03"),
            tie("99SR|C2", 20_100, "03"),
            tie("99SR|C1", 20_100, "04"),
            tie("99SR|C2", 20_100, "04"),
            tie("99SR|C9", 20_100, "05"),
        ];
        let scholen = Scholen::new(["99SR|C1", "99SR|C2"], &[], &ties);
        let at = |vestiging: &str| scholen.at("99SR", vestiging).map(|id| scholen.ovt(id));
        assert_eq!([at("0"), at("03"), at(""), at("07")], [Some("99SR|C1"), Some("99SR|C2"), None, None]);
        // One vestiging of two schools, and one of a school that is not known here: nothing is guessed.
        assert_eq!([at("04"), at("05")], [None, None]);
        let alone = Scholen::new(["99SR|C1"], &[], &ties);
        assert_eq!((alone.at("99SR", "05"), alone.at("99SR", "08").is_some()), (None, true));
        let own = Scholen::new(["99SR|C1", "99SR|C2"], &[school("99SR|C1", Some(("99SR", "03")))], &ties);
        assert_eq!(own.at("99SR", "03").map(|id| own.ovt(id)), Some("99SR|C1"));
    }
}
