//! Reads an EDEXML file, returns its school, its day and one row per pupil who is enrolled on that day.
//!
//! Names, birth dates, addresses and whatever else stands beside a pupil are read past. It holds the groups, because
//! pupils name them by key.

use std::collections::BTreeMap;

use quick_xml::name::ResolveResult;

use super::format::{Format, Holds, Receiver, RowKind};
use super::row::Row;
use crate::check::dates::{DateOrder, Day};
use crate::leerlingen::column::Column;
use crate::read::xml::fault::XmlError;
use crate::read::xml::source::Opener;
use crate::read::xml::walk::{Dialect, Element, Handler, walk};
use crate::soort::Soort;

/// The jaargroep of a group in which pupils of several ones sit.
const COMBINATION: &str = "C";

/// This kind of file.
pub(crate) static FORMAT: Format =
    Format { soort: Soort::Edexml, holds: Holds::Register, dialect: Dialect { is_root, vocabulary }, read };

fn is_root(schema: &ResolveResult<'_>, name: &str) -> bool {
    matches!((schema, name), (ResolveResult::Unbound, "EDEX"))
}

fn vocabulary(schema: &ResolveResult<'_>) -> &'static str {
    if matches!(schema, ResolveResult::Unbound) { "" } else { "?:" }
}

/// Reads the pupils.
///
/// # Errors
/// Fails when the file can't be read or is not well-formed to its end.
pub(crate) fn read(open: Opener<'_>, receiver: &mut dyn Receiver) -> Result<(), XmlError> {
    let mut reading = Reading {
        receiver,
        school: School::default(),
        groups: BTreeMap::new(),
        group: (String::new(), Group::default()),
        pupil: Pupil::default(),
    };
    walk(&FORMAT.dialect, open, &mut reading)
}

/// The block `school`.
#[derive(Default)]
struct School {
    schooljaar: String,
    peildatum: String,
    aanmaakdatum: String,
    brin: String,
    vestiging: String,
}

/// A group.
#[derive(Default)]
struct Group {
    naam: String,
    jaargroep: String,
}

/// A pupil, without what nobody needs to know.
#[derive(Default)]
struct Pupil {
    line: u64,
    key: String,
    eckid: String,
    bsn: String,
    onderwijsnummer: String,
    jaargroep: String,
    group: String,
    vestiging: String,
    uitstroomdatum: String,
}

/// What has been read so far.
struct Reading<'a> {
    receiver: &'a mut dyn Receiver,
    school: School,
    groups: BTreeMap<String, Group>,
    /// The group that is being read, with its key.
    group: (String, Group),
    pupil: Pupil,
}

impl Handler for Reading<'_> {
    fn start(&mut self, element: &Element<'_>) {
        match element.path {
            "EDEX/groepen/groep" => self.group = (element.attribute("key"), Group::default()),
            "EDEX/leerlingen/leerling" => {
                self.pupil = Pupil {
                    line: element.line,
                    key: element.attribute("key"),
                    eckid: element.attribute("eckid"),
                    ..Pupil::default()
                };
            }
            "EDEX/leerlingen/leerling/groep" => self.pupil.group = element.attribute("key"),
            "EDEX/leerlingen/leerling/vestiging" => self.pupil.vestiging = element.attribute("key"),
            _ => {}
        }
    }

    fn end(&mut self, path: &str, text: &str) {
        let place = match path {
            "EDEX/school/schooljaar" => &mut self.school.schooljaar,
            "EDEX/school/peildatum" => &mut self.school.peildatum,
            "EDEX/school/aanmaakdatum" => &mut self.school.aanmaakdatum,
            "EDEX/school/brincode" => &mut self.school.brin,
            "EDEX/school/dependancecode" => &mut self.school.vestiging,
            "EDEX/groepen/groep/naam" => &mut self.group.1.naam,
            "EDEX/groepen/groep/jaargroep" => &mut self.group.1.jaargroep,
            "EDEX/leerlingen/leerling/jaargroep" => &mut self.pupil.jaargroep,
            // The name that a BSN had before 2007.
            "EDEX/leerlingen/leerling/bsn" | "EDEX/leerlingen/leerling/sofinummer" => &mut self.pupil.bsn,
            "EDEX/leerlingen/leerling/onderwijsnummer" => &mut self.pupil.onderwijsnummer,
            "EDEX/leerlingen/leerling/uitstroomdatum" => &mut self.pupil.uitstroomdatum,
            "EDEX/school" => return self.school_is_known(),
            "EDEX/groepen/groep" => {
                let (key, group) = std::mem::take(&mut self.group);
                self.groups.insert(key, group);
                return;
            }
            "EDEX/leerlingen/leerling" => return self.send(),
            _ => return,
        };
        text.clone_into(place);
    }
}

impl Reading<'_> {
    fn school_is_known(&mut self) {
        let School { brin, vestiging, schooljaar, .. } = &self.school;
        self.receiver.school(brin, vestiging, schooljaar);
        if let Some(day) = self.school.day() {
            self.receiver.peildatum(day);
        }
    }

    /// Sends the pupil, unless she left before the day of which the file tells.
    fn send(&mut self) {
        let pupil = &self.pupil;
        let left = day(&pupil.uitstroomdatum);
        if left.zip(self.school.day()).is_some_and(|(left, day)| left.since_1970() < day.since_1970()) {
            return;
        }
        let group = self.groups.get(&pupil.group);
        let mut row = Row::default();
        row.identify(&[&pupil.key, &pupil.eckid, &pupil.bsn, &pupil.onderwijsnummer]);
        row.set(Column::Schooljaar, &self.school.schooljaar);
        row.set(Column::Jaargroep, jaargroep(&pupil.jaargroep, group));
        row.set(Column::Groep, group.map_or("", |group| &group.naam));
        if let Some((brin, vestiging)) = vestiging(&pupil.vestiging) {
            row.set(Column::Brin, brin);
            row.set(Column::Vestiging, vestiging);
        }
        if left.is_none() {
            // Nobody can tell whether she left.
            row.set(Column::Uitstroomdatum, &pupil.uitstroomdatum);
        } else if self.school.day().is_none() {
            row.set(Column::ZonderPeildatum, &pupil.uitstroomdatum);
        }
        row.send(RowKind::Leerling, pupil.line, self.receiver);
    }
}

impl School {
    /// The day of which the file tells: its peildatum, else the day on which it was made.
    fn day(&self) -> Option<Day> {
        day(&self.peildatum).or_else(|| day(&self.aanmaakdatum))
    }
}

fn day(text: &str) -> Option<Day> {
    Day::read(text.trim().as_bytes(), DateOrder::Dutch).ok()
}

/// Returns the jaargroep of the pupil, or else the one of the whole group.
fn jaargroep<'a>(own: &'a str, group: Option<&'a Group>) -> &'a str {
    let shared = group.map_or("", |group| &group.jaargroep);
    if own.is_empty() && shared != COMBINATION { shared } else { own }
}

/// Reads a key such as `99ZZ01`; any other key is a word of the school's own system, which the file does not explain.
fn vestiging(key: &str) -> Option<(&str, &str)> {
    let (brin, code) = key.split_at_checked(4)?;
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_digit());
    (domain::ovt::is_brin(brin) && is_code).then_some((brin, code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leerlingen::xml::heard::heard;

    const FILE: &str = r#"<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<school><schooljaar>2024-2025</schooljaar><peildatum>2024-10-01</peildatum><brincode>99ZZ</brincode>
<dependancecode>00</dependancecode><auteur>Auteur Geheim</auteur></school>
<vestigingen><vestiging key="VH"><naam>Vestiging Geheim</naam></vestiging></vestigingen>
<groepen><groep key="g4"><naam>4A</naam><jaargroep>4</jaargroep><toevoegingen><blok xsi:type="Opmerking">
<code>c</code><naam>Geheim</naam><jaargroep>9</jaargroep></blok></toevoegingen></groep>
<groep key="g56"><naam>5/6</naam><jaargroep>C</jaargroep></groep>
<samengestelde_groep key="sg"><naam>Plusklas</naam></samengestelde_groep></groepen>
<leerlingen>
<leerling key="7" eckid="https://id/7">PUPIL</leerling>
</leerlingen>
<leerkrachten><leerkracht key="LK1" eckid="https://id/geheim"><achternaam>Geheim</achternaam>
<groepen><groep key="g4"/></groepen></leerkracht></leerkrachten></EDEX>"#;

    /// Reads one pupil and returns what the receiver was told after the school.
    fn rows(pupil: &str) -> Vec<String> {
        let mut told = heard(&FORMAT, FILE.replace("PUPIL", pupil)).unwrap();
        assert_eq!(told.remove(0), "school 99ZZ 00 2024-2025");
        assert!(!told.concat().to_lowercase().contains("geheim"), "{told:?}");
        told
    }

    const START: &str = "10 Leerling leerling_id=7 alias=https://id/7";

    #[test]
    fn the_jaargroep_sits_on_the_pupil_and_the_group_is_found_by_its_key() {
        let pupil = r#"<jaargroep>6</jaargroep><groep key="g56"/>"#;
        assert_eq!(rows(pupil), [format!("{START} schooljaar=2024-2025 jaargroep=6 groep=5/6")]);
    }

    #[test]
    fn a_pupil_without_a_jaargroep_has_the_one_of_a_group_that_is_no_combination() {
        assert_eq!(
            rows(r#"<groep key="g4"/>"#),
            [format!("{START} schooljaar=2024-2025 jaargroep=4 groep=4A")]
        );
        assert_eq!(rows(r#"<groep key="g56"/>"#), [format!("{START} schooljaar=2024-2025 groep=5/6")]);
        assert_eq!(rows(r#"<groep key="g9"/>"#), [format!("{START} schooljaar=2024-2025")]);
    }

    #[test]
    fn a_second_group_is_no_group() {
        let pupil = r#"<jaargroep>4</jaargroep><samengestelde_groepen><samengestelde_groep key="sg"/>
            </samengestelde_groepen>"#;
        assert_eq!(rows(pupil), [format!("{START} schooljaar=2024-2025 jaargroep=4")]);
    }

    #[test]
    fn who_left_before_the_peildatum_is_left_out() {
        for (left, count) in [
            ("2024-09-30", 0),
            ("2024-07-18+02:00", 0),
            ("2024-10-01", 1),
            ("2025-03-01", 1),
            ("18-07-2024", 0),
            ("2024-10-01T08:00:00Z", 1),
            ("", 1),
        ] {
            assert_eq!(rows(&format!("<uitstroomdatum>{left}</uitstroomdatum>")).len(), count, "{left}");
        }
        assert!(rows("<uitstroomdatum>ooit</uitstroomdatum>")[0].ends_with(" uitstroomdatum=ooit"));
    }

    #[test]
    fn without_a_peildatum_the_day_on_which_the_file_was_made_counts() {
        let made = |school: &str, left: &str| {
            let file = FILE.replace("<peildatum>2024-10-01</peildatum>", school);
            let pupil = format!("<uitstroomdatum>{left}</uitstroomdatum>");
            heard(&FORMAT, file.replace("PUPIL", &pupil)).unwrap().len() - 1
        };
        let both = "<peildatum>2024-10-01</peildatum><aanmaakdatum>2024-11-05T09:00:00</aanmaakdatum>";
        let only = "<aanmaakdatum>2024-11-05T09:00:00+01:00</aanmaakdatum>";
        assert_eq!((made(both, "2024-10-03"), made(only, "2024-10-03"), made(only, "2024-11-05")), (1, 0, 1));
        assert_eq!(made("<peildatum></peildatum><aanmaakdatum>05-11-2024</aanmaakdatum>", "2024-10-03"), 0);
        assert_eq!(made("", "2024-07-18"), 1);
        let file = FILE.replace("<peildatum>2024-10-01</peildatum>", "<peildatum>ooit</peildatum>");
        let told = heard(&FORMAT, file.replace("PUPIL", "<uitstroomdatum>2024-07-18</uitstroomdatum>"));
        assert!(told.unwrap()[1].ends_with(" zonder_peildatum=2024-07-18"));
    }

    #[test]
    fn nothing_of_a_person_comes_through_but_the_numbers() {
        let pupil = "<achternaam>Geheim</achternaam><voorvoegsel>geheim</voorvoegsel><voornamen>Geheim</voornamen>\
            <voorletters-1>GEHEIM</voorletters-1><roepnaam>Geheim</roepnaam><geboortedatum>geheim</geboortedatum>\
            <gebruikersnaam>geheim</gebruikersnaam><emailadres>geheim@example.org</emailadres><fotourl>geheim</fotourl>\
            <bsn>123456782</bsn><bsn_ondwnr-4>geheim</bsn_ondwnr-4><postcodenl>GEHEIM</postcodenl>";
        assert_eq!(rows(pupil), [format!("{START} alias=123456782 schooljaar=2024-2025")]);
        let number = |name: &str| rows(&format!("<{name}>123456782</{name}>"));
        assert_eq!(number("sofinummer"), number("bsn"));
        assert_eq!(number("onderwijsnummer"), number("bsn"));
    }

    #[test]
    fn a_vestiging_is_known_only_by_its_whole_code() {
        for (key, columns) in
            [("VH", ""), ("01", ""), ("99ZZ01", " brin=99ZZ vestiging=01"), ("99ZZAB", ""), ("ééé", "")]
        {
            let told = rows(&format!(r#"<vestiging key="{key}"/>"#));
            assert_eq!(told, [format!("{START} schooljaar=2024-2025{columns}")]);
        }
    }

    #[test]
    fn a_pupil_keeps_nothing_of_the_one_before() {
        let second = r#"<jaargroep>4</jaargroep><bsn>1</bsn><groep key="g4"/></leerling>
<leerling key="8">"#;
        assert_eq!(rows(second)[1], "11 Leerling leerling_id=8 schooljaar=2024-2025");
    }
}
