//! Reads an OSO dossier, returns the school of its pupil and one row per school year, test and final test.
//!
//! A dossier is about one pupil. Names, addresses, care and attachments are read past, and so are the parts of a
//! test and the school years at other schools.

use quick_xml::name::ResolveResult;

use super::format::{Format, Holds, Receiver, RowKind};
use super::row::{Row, day};
use super::scores::{Scores, is_oso, toetsniveau};
use crate::leerlingen::column::Column;
use crate::read::xml::fault::XmlError;
use crate::read::xml::source::Opener;
use crate::read::xml::walk::{Dialect, Element, Handler, walk};
use crate::soort::Soort;
use eindtoets::FinalTest;

mod eindtoets;

/// The most school years that are held before they are sent; no school life is half as long.
const MOST_YEARS: usize = 50;

/// This kind of file.
pub(crate) static FORMAT: Format =
    Format { soort: Soort::Oso, holds: Holds::Dossier, dialect: Dialect { is_root, vocabulary }, read };

fn is_root(schema: &ResolveResult<'_>, name: &str) -> bool {
    name == "dossier" && vocabulary(schema).is_empty()
}

fn vocabulary(schema: &ResolveResult<'_>) -> &'static str {
    if matches!(schema, ResolveResult::Bound(schema) if is_oso(schema.0)) { "" } else { "?:" }
}

/// Reads the dossier.
///
/// # Errors
/// Fails when the file can't be read or is not well-formed to its end.
pub(crate) fn read(open: Opener<'_>, receiver: &mut dyn Receiver) -> Result<(), XmlError> {
    let mut reading = Reading {
        receiver,
        brin: String::new(),
        vestiging: String::new(),
        pupil: Pupil::default(),
        year: Year::default(),
        years: Vec::new(),
        test: Test::default(),
        last: FinalTest::new(0),
    };
    walk(&FORMAT.dialect, open, &mut reading)
}

/// The numbers of the pupil.
#[derive(Default)]
struct Pupil {
    leerlingid: String,
    bsn: String,
    onderwijsnummer: String,
}

/// A school year, or a part of one.
#[derive(Default)]
struct Year {
    line: u64,
    schooljaar: String,
    groepscode: String,
    jaargroep: String,
    begindatum: String,
    brin: String,
    vestiging: String,
}

/// A test.
#[derive(Default)]
struct Test {
    line: u64,
    code: String,
    leergebied: String,
    naam: String,
    versie: String,
    afnamedatum: String,
    jaargroep: String,
    dl: String,
    scores: Scores,
}

/// What has been read so far.
struct Reading<'a> {
    receiver: &'a mut dyn Receiver,
    brin: String,
    vestiging: String,
    pupil: Pupil,
    year: Year,
    /// The school years at the school of the dossier.
    years: Vec<Year>,
    test: Test,
    last: FinalTest,
}

/// Where the pupil stands.
const PUPIL: &str = "dossier/huidigeschool/leerling";

/// Where a final test stands in the pupil.
const FINAL_TEST: &str = "/eindtoets_basisonderwijs/eindtoetsresultaat";

impl Handler for Reading<'_> {
    fn start(&mut self, element: &Element<'_>) {
        let line = element.line;
        match element.path.strip_prefix(PUPIL) {
            Some("") => {
                self.pupil = Pupil::default();
                self.receiver.school(&self.brin, &self.vestiging, "");
            }
            Some("/schoolloopbaanlijst/schoolloopbaan") => self.year = Year { line, ..Year::default() },
            Some("/toetslijst/toets") => self.test = Test { line, ..Test::default() },
            Some(FINAL_TEST) => self.last = FinalTest::new(line),
            _ => {}
        }
    }

    fn end(&mut self, path: &str, text: &str) {
        let place = match path {
            "dossier/huidigeschool/brincode" => &mut self.brin,
            "dossier/huidigeschool/vestigingscode" => &mut self.vestiging,
            _ => return self.end_in_pupil(path.strip_prefix(PUPIL).unwrap_or_default(), text),
        };
        text.clone_into(place);
    }
}

impl Reading<'_> {
    fn end_in_pupil(&mut self, path: &str, text: &str) {
        if let Some(path) = path.strip_prefix("/schoolloopbaanlijst/schoolloopbaan") {
            return self.end_in_year(path, text);
        }
        if let Some(path) = path.strip_prefix("/toetslijst/toets") {
            return self.end_in_test(path, text);
        }
        match path.strip_prefix(FINAL_TEST) {
            Some("") => return self.send_final_test(),
            Some(path) => return self.last.take(path, text),
            None => {}
        }
        let place = match path {
            "/leerlingid" => &mut self.pupil.leerlingid,
            "/bsn" => &mut self.pupil.bsn,
            "/onderwijsnummer" => &mut self.pupil.onderwijsnummer,
            "/schoolloopbaanlijst" => return self.send_years(),
            _ => return,
        };
        text.clone_into(place);
    }

    fn end_in_year(&mut self, path: &str, text: &str) {
        let place = match path {
            "/schooljaar" => &mut self.year.schooljaar,
            "/groepscode" => &mut self.year.groepscode,
            "/jaargroep" => &mut self.year.jaargroep,
            "/begindatum" => &mut self.year.begindatum,
            "/brincode" => &mut self.year.brin,
            "/vestigingscode" => &mut self.year.vestiging,
            "" => return self.enter_year(),
            _ => return,
        };
        text.clone_into(place);
    }

    fn end_in_test(&mut self, path: &str, text: &str) {
        if let Some(path) = path.strip_prefix("/resultaat/") {
            return self.test.scores.take(path, text);
        }
        let place = match path {
            "/toetsidentificatie/eldtoetscode" => &mut self.test.code,
            "/toetsidentificatie/leergebied" => &mut self.test.leergebied,
            "/toetsidentificatie/toetsnaam" => &mut self.test.naam,
            "/toetsidentificatie/toetsversie" => &mut self.test.versie,
            "/afname/afnamedatum" => &mut self.test.afnamedatum,
            "/afname/jaargroep" => &mut self.test.jaargroep,
            "/afname/dl" => &mut self.test.dl,
            "" => return self.send_test(),
            _ => return,
        };
        text.clone_into(place);
    }

    fn row(&self) -> Row {
        let mut row = Row::default();
        row.identify(&[&self.pupil.leerlingid, &self.pupil.bsn, &self.pupil.onderwijsnummer]);
        row
    }

    /// Keeps a school year at the school of the dossier; of two parts of one year the later one stays.
    fn enter_year(&mut self) {
        let year = std::mem::take(&mut self.year);
        if year.brin != self.brin || !is_same_vestiging(&year.vestiging, &self.vestiging) {
            return;
        }
        match self.years.iter_mut().find(|other| other.schooljaar == year.schooljaar) {
            Some(other) => {
                let days = day(&year.begindatum).zip(day(&other.begindatum));
                if days.is_none_or(|(one, other)| one >= other) {
                    *other = year;
                }
            }
            None => self.years.push(year),
        }
        if self.years.len() == MOST_YEARS {
            self.send_years();
        }
    }

    fn send_years(&mut self) {
        for year in std::mem::take(&mut self.years) {
            let mut row = self.row();
            row.set(Column::Schooljaar, &year.schooljaar);
            row.set(Column::Jaargroep, &year.jaargroep);
            row.set(Column::Groep, &year.groepscode);
            row.set(Column::Brin, &self.brin);
            row.set(Column::Vestiging, &self.vestiging);
            row.send(RowKind::Leerling, year.line, self.receiver);
        }
    }

    fn send_test(&mut self) {
        let test = &self.test;
        let mut row = self.row();
        row.set_schooljaar(&test.afnamedatum);
        row.set(Column::Jaargroep, &test.jaargroep);
        row.set(Column::Afnamedatum, &test.afnamedatum);
        row.set(Column::Toets, if test.naam.is_empty() { &test.code } else { &test.naam });
        row.set(Column::Vakgebied, &test.leergebied);
        row.set(
            Column::Toetsniveau,
            toetsniveau(&[&test.versie, &test.naam, &test.code]).unwrap_or_default(),
        );
        test.scores.fill(&mut row);
        row.set(Column::Dl, &test.dl);
        row.send(RowKind::Toets, test.line, self.receiver);
    }

    fn send_final_test(&mut self) {
        let mut row = self.row();
        self.last.fill(&mut row);
        row.send(RowKind::Groep8, self.last.line, self.receiver);
    }
}

/// Compares two codes of a vestiging, of which an empty one is `00`.
fn is_same_vestiging(one: &str, other: &str) -> bool {
    let code = |text: &str| format!("{text:0>2}");
    code(one) == code(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leerlingen::xml::heard::heard;

    const FILE: &str = r#"<dossier xmlns="http://www.edustandaard.nl/oso_gegevensset/2019/dossier">
<metadata><datum>2016-01-02</datum></metadata><huidigeschool><naam>School Geheim</naam><brincode>99ZZ</brincode>
<vestigingscode>00</vestigingscode><leerling><voornaam>Geheim</voornaam><achternaam>Geheim</achternaam>
<geboortedatum>geheim</geboortedatum><adreslijst><adres><postcode>GEHEIM</postcode></adres></adreslijst>
<bsn>123456782</bsn><onderwijsnummer>999</onderwijsnummer><leerlingid>LN1</leerlingid>
PUPIL
<verzorger><achternaam>Geheim</achternaam><leerlingid>geheim</leerlingid></verzorger>
</leerling></huidigeschool></dossier>"#;

    const START: &str = "leerling_id=LN1 alias=123456782 alias=999";

    /// Reads a part of a pupil and returns what the receiver was told after the school.
    fn rows(pupil: &str) -> Vec<String> {
        let mut told = heard(&FORMAT, FILE.replace("PUPIL", pupil)).unwrap();
        assert_eq!(told.remove(0), "school 99ZZ 00 ");
        assert!(!told.concat().to_lowercase().contains("geheim"), "{told:?}");
        told
    }

    fn year(schooljaar: &str, groep: &str, begin: &str, school: (&str, &str)) -> String {
        format!(
            "<schoolloopbaan><schooljaar>{schooljaar}</schooljaar><groepscode>{groep}</groepscode>\
             <groepsnaam>geheim</groepsnaam><jaargroep>7</jaargroep><begindatum>{begin}</begindatum>\
             <brincode>{}</brincode><vestigingscode>{}</vestigingscode></schoolloopbaan>",
            school.0, school.1
        )
    }

    fn years(years: &[String]) -> Vec<String> {
        rows(&format!("<schoolloopbaanlijst>\n{}</schoolloopbaanlijst>", years.join("\n")))
    }

    #[test]
    fn a_dossier_of_a_pupil_without_tests_has_its_school_alone() {
        assert_eq!(rows(""), Vec::<String>::new());
    }

    #[test]
    fn school_years_at_another_school_are_left_out() {
        let own = ("99ZZ", "00");
        let told = years(&[
            year("2012-2013", "6a", "", own),
            year("2011-2012", "5", "", ("99YY", "00")),
            year("2013-2014", "7", "", ("99ZZ", "01")),
            year("2014-2015", "8", "", ("99ZZ", "")),
        ]);
        let row = |line: u32, year: &str, group: &str| {
            format!(
                "{line} Leerling {START} schooljaar={year} jaargroep=7 groep={group} brin=99ZZ vestiging=00"
            )
        };
        assert_eq!(told, [row(7, "2012-2013", "6a"), row(10, "2014-2015", "8")]);
    }

    #[test]
    fn the_later_part_of_a_school_year_counts() {
        let own = ("99ZZ", "00");
        let group = |one: &str, other: &str| {
            let told = years(&[year("2012-2013", "eerst", one, own), year("2012-2013", "dan", other, own)]);
            assert_eq!(told.len(), 1);
            told[0].contains("groep=dan")
        };
        assert!(group("2012-08-01", "2013-01-07"));
        assert!(!group("2013-01-07", "2012-08-01"));
        assert!(group("", "2012-08-01") && group("", "") && group("2012-08-01", "2012-08-01"));
    }

    #[test]
    fn a_long_school_life_is_sent_in_parts() {
        let life: Vec<String> = (0..120).map(|n| year(&n.to_string(), "x", "", ("99ZZ", "00"))).collect();
        assert_eq!(years(&life).len(), 120);
    }

    #[test]
    fn without_a_leerlingid_the_other_numbers_say_who_it_is() {
        let list = format!(
            "<schoolloopbaanlijst>{}</schoolloopbaanlijst>",
            year("2012-2013", "6", "", ("99ZZ", "00"))
        );
        let file = FILE.replace("<leerlingid>LN1</leerlingid>", "").replace("PUPIL", &list);
        assert!(
            heard(&FORMAT, file.as_str()).unwrap()[1]
                .contains(" leerling_id=123456782 alias=999 schooljaar=")
        );
        let file = file.replace("<bsn>123456782</bsn>", "");
        assert!(heard(&FORMAT, file).unwrap()[1].contains(" leerling_id=999 schooljaar="));
    }

    #[test]
    fn a_test_has_its_own_scores_and_not_those_of_its_parts() {
        let test = "<toetslijst><toets><toetsidentificatie><eldtoetscode>BLZ07</eldtoetscode>\
            <leergebied>begrijpend lezen</leergebied><toetsnaam>Begrijpend lezen 2007</toetsnaam>\
            <toetsversie>M8-digi S(B)O</toetsversie></toetsidentificatie>\
            <afname><afnamedatum>2015-01-19</afnamedatum><jaargroep>7</jaargroep><dl>45</dl>\
            <afgenomendoor><naammedewerker>Geheim</naammedewerker></afgenomendoor></afname>\
            <resultaat><toetsscore><vaardigheidsscore>103</vaardigheidsscore></toetsscore>\
            <referentiescore><codereferentiescore>FN</codereferentiescore><waarde>87</waarde></referentiescore>\
            <referentiescore><codereferentiescore>IV</codereferentiescore>\
            <codevergelijkingsgroep>Landelijk</codevergelijkingsgroep><waarde>III</waarde></referentiescore>\
            <document><omschrijving>geheim</omschrijving><waarde>geheim</waarde></document></resultaat>\
            <toetsonderdeel><onderdeelnaam>geheim</onderdeelnaam><resultaat><toetsscore>\
            <vaardigheidsscore>2</vaardigheidsscore></toetsscore><referentiescore>\
            <codereferentiescore>RNTRM</codereferentiescore><waarde>1F</waarde></referentiescore></resultaat>\
            </toetsonderdeel></toets>\n\
            <toets><toetsidentificatie><eldtoetscode>RW-E6</eldtoetscode></toetsidentificatie></toets></toetslijst>";
        assert_eq!(
            rows(test),
            [
                format!(
                    "6 Toets {START} schooljaar=2014-2015 jaargroep=7 afnamedatum=2015-01-19 \
                     toets=Begrijpend lezen 2007 vakgebied=begrijpend lezen toetsniveau=M8 vaardigheidsscore=103 \
                     niveau_schaal=I-V niveau=III dl=45"
                ),
                format!("7 Toets {START} toets=RW-E6 toetsniveau=E6"),
            ]
        );
    }

    #[test]
    fn the_same_names_elsewhere_are_something_else() {
        let pupil = "<toets><afname><dl>1</dl></afname></toets><datum_afname>2015-04-28</datum_afname>\
            <cijferlijstlijst><toetslijst><toets/></toetslijst></cijferlijstlijst>\
            <onderwijsondersteuning><diagnose><naam>geheim</naam><document><bestandsinhoud>geheim</bestandsinhoud>\
            </document></diagnose><eindtoetsresultaat/></onderwijsondersteuning>";
        assert_eq!(rows(pupil), Vec::<String>::new());
    }

    #[test]
    fn a_final_test_is_a_row_of_groep_8() {
        let test = "<eindtoets_basisonderwijs><eindtoetsresultaat><toetssoort>0011</toetssoort>\
            <toetsniveau>G</toetsniveau><datum_afname>2015-04-28</datum_afname>\
            <wettelijke_ontheffing>N</wettelijke_ontheffing><standaardscore>525</standaardscore>\
            <toets_advies>vmbo kb</toets_advies><onderdelen><onderdeel><onderdeelcode>8000</onderdeelcode>\
            <ond_referentieniveau>03</ond_referentieniveau>\
            <domeinen><domein><domeincode>8050</domeincode><dom_referentieniveau>01</dom_referentieniveau></domein>\
            <domein><domeincode>8051</domeincode><dom_referentieniveau>02</dom_referentieniveau></domein>\
            <domein><domeincode>8052</domeincode><dom_referentieniveau>03</dom_referentieniveau></domein></domeinen>\
            </onderdeel><onderdeel><onderdeelcode>8001</onderdeelcode>\
            <ond_referentieniveau>04</ond_referentieniveau></onderdeel></onderdelen></eindtoetsresultaat>\
            <deelgenomen>true</deelgenomen><document><omschrijving>geheim</omschrijving></document>\n\
            <eindtoetsresultaat><wettelijke_ontheffing>J</wettelijke_ontheffing></eindtoetsresultaat>\
            </eindtoets_basisonderwijs>";
        assert_eq!(
            rows(test),
            [
                format!(
                    "6 Groep8 {START} schooljaar=2014-2015 toetsaanbieder=CET lezen=<1F taalverzorging=1F \
                     rekenen=2F standaardscore=525 toetsadvies=vmbo kb ontheffing=N"
                ),
                format!("7 Groep8 {START} toetsaanbieder=anders ontheffing=J"),
            ]
        );
    }
}
