//! Reads a UWLR file with results, returns its school and one row per result.
//!
//! It goes through the file twice: once for the tests, which it holds, and once for the results, which it does not.
//! A score without a scale comes out as such, for what it measures stands nowhere.

use std::collections::BTreeMap;

use quick_xml::name::ResolveResult;

use super::format::{Format, Holds, Receiver, RowKind};
use super::row::Row;
use super::scores::{Scores, is_oso, toetsniveau};
use crate::leerlingen::column::Column;
use crate::read::xml::fault::XmlError;
use crate::read::xml::source::Opener;
use crate::read::xml::walk::{Dialect, Element, Handler, walk};
use crate::soort::Soort;

/// The name of the schema.
const SCHEMA: &str = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten";

/// This kind of file.
pub(crate) static FORMAT: Format =
    Format { soort: Soort::Uwlr, holds: Holds::Results, dialect: Dialect { is_root, vocabulary }, read };

fn is_root(schema: &ResolveResult<'_>, name: &str) -> bool {
    name == "leerresultaten_verzoek" && vocabulary(schema).is_empty()
}

fn vocabulary(schema: &ResolveResult<'_>) -> &'static str {
    match schema {
        ResolveResult::Bound(schema) if schema.0 == SCHEMA => "",
        ResolveResult::Bound(schema) if is_oso(schema.0) => "oso:",
        _ => "?:",
    }
}

/// Reads the results.
///
/// # Errors
/// Fails when the file can't be read or is not well-formed to its end.
pub(crate) fn read(open: Opener<'_>, receiver: &mut dyn Receiver) -> Result<(), XmlError> {
    let mut tests = Tests::default();
    walk(&FORMAT.dialect, open, &mut tests)?;
    let mut results = Results {
        receiver,
        tests: &tests.known,
        school: School::default(),
        pupil: Pupil::default(),
        result: Outcome::default(),
    };
    walk(&FORMAT.dialect, open, &mut results)
}

/// One version of a test.
#[derive(Default)]
struct Test {
    code: String,
    versie: String,
    naam: String,
    leerjaar: String,
    vakgebied: String,
    /// The names of its parts by code.
    parts: BTreeMap<String, String>,
}

/// All tests in the file: by code, and of one code the versions in the order of the file.
#[derive(Default)]
struct Tests {
    known: BTreeMap<String, Vec<Test>>,
    test: Test,
    /// Code and name of the part that is being read.
    part: (String, String),
}

impl Handler for Tests {
    fn start(&mut self, element: &Element<'_>) {
        match element.path {
            "leerresultaten_verzoek/toetsen/toets" => self.test = Test::default(),
            "leerresultaten_verzoek/toetsen/toets/toetsonderdelen/toetsonderdeel" => {
                self.part = <(String, String)>::default();
            }
            _ => {}
        }
    }

    fn end(&mut self, path: &str, text: &str) {
        let Some(path) = path.strip_prefix("leerresultaten_verzoek/toetsen/toets") else {
            return;
        };
        let place = match path {
            "/toetscode" => &mut self.test.code,
            "/versie" => &mut self.test.versie,
            "/toetsnaam" => &mut self.test.naam,
            "/leerjaar" => &mut self.test.leerjaar,
            "/vakgebied" => &mut self.test.vakgebied,
            "/toetsonderdelen/toetsonderdeel/toetsonderdeelcode" => &mut self.part.0,
            "/toetsonderdelen/toetsonderdeel/toetsonderdeelnaam" => &mut self.part.1,
            "/toetsonderdelen/toetsonderdeel" => {
                self.test.parts.extend([std::mem::take(&mut self.part)]);
                return;
            }
            "" => {
                let version = std::mem::take(&mut self.test);
                let versions = self.known.entry(version.code.clone()).or_default();
                versions.retain(|other| other.versie != version.versie);
                versions.push(version);
                return;
            }
            _ => return,
        };
        text.clone_into(place);
    }
}

/// The block `school`.
#[derive(Default)]
struct School {
    schooljaar: String,
    brin: String,
    vestiging: String,
}

/// The pupil whose results follow.
#[derive(Default)]
struct Pupil {
    leerlingid: String,
    eckid: String,
}

/// One result.
#[derive(Default)]
struct Outcome {
    line: u64,
    afnamedatum: String,
    code: String,
    versie: String,
    part: String,
    /// A score of which nobody says on what scale it is.
    bare: String,
    scores: Scores,
}

/// What has been read so far on the way along the results.
struct Results<'a> {
    receiver: &'a mut dyn Receiver,
    tests: &'a BTreeMap<String, Vec<Test>>,
    school: School,
    pupil: Pupil,
    result: Outcome,
}

/// Where the pupil of the results stands.
const PUPIL: &str = "leerresultaten_verzoek/toetsafnames/toetsafname";

impl Handler for Results<'_> {
    fn start(&mut self, element: &Element<'_>) {
        match element.path.strip_prefix(PUPIL) {
            Some("") => self.pupil = Pupil::default(),
            Some("/resultaten/resultaat") => {
                self.result = Outcome { line: element.line, ..Outcome::default() };
            }
            _ => {}
        }
    }

    fn end(&mut self, path: &str, text: &str) {
        if let Some(path) = path.strip_prefix(PUPIL) {
            return self.end_in_pupil(path, text);
        }
        let place = match path {
            "leerresultaten_verzoek/school/schooljaar" => &mut self.school.schooljaar,
            "leerresultaten_verzoek/school/brincode" => &mut self.school.brin,
            "leerresultaten_verzoek/school/dependancecode" => &mut self.school.vestiging,
            "leerresultaten_verzoek/school" => {
                return self.receiver.school(
                    &self.school.brin,
                    &self.school.vestiging,
                    &self.school.schooljaar,
                );
            }
            _ => return,
        };
        text.clone_into(place);
    }
}

impl Results<'_> {
    fn end_in_pupil(&mut self, path: &str, text: &str) {
        if let Some(path) = path.strip_prefix("/resultaten/resultaat/osoresultaat/") {
            return self.result.scores.take(path, text);
        }
        let place = match path {
            "/leerlingid" => &mut self.pupil.leerlingid,
            "/eckid" => &mut self.pupil.eckid,
            "/resultaten/resultaat/afnamedatum" => &mut self.result.afnamedatum,
            "/resultaten/resultaat/toetscode" => &mut self.result.code,
            "/resultaten/resultaat/versie" => &mut self.result.versie,
            "/resultaten/resultaat/toetsonderdeelcode" => &mut self.result.part,
            "/resultaten/resultaat/score" | "/resultaten/resultaat/anderresultaat/andere_score" => {
                &mut self.result.bare
            }
            "/resultaten/resultaat" => return self.send(),
            _ => return,
        };
        text.clone_into(place);
    }

    fn send(&mut self) {
        let result = &self.result;
        let mut row = Row::default();
        row.identify(&[&self.pupil.leerlingid, &self.pupil.eckid]);
        row.set(Column::Afnamedatum, &result.afnamedatum);
        let test = test(self.tests, result);
        let naam =
            test.map(|test| test.naam.as_str()).filter(|naam| !naam.is_empty()).unwrap_or(&result.code);
        if result.part.is_empty() {
            row.set(Column::Toets, naam);
        } else {
            let part = test.and_then(|test| test.parts.get(&result.part)).filter(|naam| !naam.is_empty());
            row.set(Column::Toets, &format!("{naam}: {}", part.unwrap_or(&result.part)));
        }
        let versie = test.map(|test| test.versie.as_str()).filter(|versie| !versie.is_empty());
        let codes = [versie.unwrap_or(&result.versie), naam, &result.code];
        row.set(Column::Toetsniveau, toetsniveau(&codes).unwrap_or_default());
        if let Some(test) = test {
            row.set(Column::ToetsLeerjaar, &test.leerjaar);
            row.set(Column::Vakgebied, &test.vakgebied);
        }
        row.set(Column::ScoreZonderSchaal, &result.bare);
        result.scores.fill(&mut row);
        row.send(RowKind::Toets, result.line, self.receiver);
    }
}

/// Finds the test of a result: its version, or the only one when either of the two is silent about versions.
fn test<'a>(tests: &'a BTreeMap<String, Vec<Test>>, result: &Outcome) -> Option<&'a Test> {
    let versions = tests.get(&result.code)?;
    let same = versions.iter().find(|test| test.versie == result.versie);
    let only = versions
        .first()
        .filter(|test| versions.len() == 1 && (test.versie.is_empty() || result.versie.is_empty()));
    same.or(only)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leerlingen::xml::heard::heard;

    const FILE: &str = r#"<leerresultaten_verzoek xmlns="http://www.edustandaard.nl/leerresultaten/2/leerresultaten"
xmlns:oso="http://www.edustandaard.nl/oso_gegevensset/1.2/dossier">
<school><schooljaar>2024-2025</schooljaar><brincode>99ZZ</brincode><dependancecode>01</dependancecode>
<auteur>Auteur Geheim</auteur></school>
<toetsafnames><toetsafname><leerlingid>7</leerlingid><eckid>https://id/7</eckid>
<resultaatverwerkerid>verwerker-geheim</resultaatverwerkerid><resultaten>
<resultaat key="r1"><afnamedatum>2025-01-27</afnamedatum><toetscode>RW</toetscode>RESULT</resultaat>
</resultaten></toetsafname></toetsafnames>
<toetsen>TESTS</toetsen></leerresultaten_verzoek>"#;

    const TEST: &str = "<toets><toetscode>RW</toetscode><toetsnaam>Rekenen M5</toetsnaam><leerjaar>5</leerjaar>\
        <vakgebied>rekenen</vakgebied></toets>";

    /// Reads one result and returns its row.
    fn row(result: &str, tests: &str) -> String {
        let mut told = heard(&FORMAT, FILE.replace("RESULT", result).replace("TESTS", tests)).unwrap();
        assert_eq!(told.remove(0), "school 99ZZ 01 2024-2025");
        assert_eq!(told.len(), 1);
        told.remove(0)
    }

    fn result(scores: &[(&str, &str, &str)]) -> String {
        let scores = scores.iter().map(|(code, group, value)| {
            format!(
                "<oso:referentiescore><oso:codereferentiescore>{code}</oso:codereferentiescore>\
                 <oso:codevergelijkingsgroep>{group}</oso:codevergelijkingsgroep>\
                 <oso:waarde>{value}</oso:waarde></oso:referentiescore>"
            )
        });
        format!("<osoresultaat>{}</osoresultaat>", scores.collect::<String>())
    }

    /// The columns after those that every result in `FILE` has.
    fn scores(scores: &[(&str, &str, &str)]) -> String {
        let row = row(&result(scores), TEST);
        let start = "7 Toets leerling_id=7 alias=https://id/7 afnamedatum=2025-01-27 toets=Rekenen M5 \
            toetsniveau=M5 toets_leerjaar=5 vakgebied=rekenen";
        row.strip_prefix(start).expect(&row).trim().to_owned()
    }

    #[test]
    fn a_test_that_stands_behind_the_results_is_found() {
        let score = "<osoresultaat><oso:toetsscore><oso:aantalgoed>41</oso:aantalgoed>\
            <oso:vaardigheidsscore>204.5</oso:vaardigheidsscore></oso:toetsscore></osoresultaat>";
        assert_eq!(
            row(score, TEST),
            "7 Toets leerling_id=7 alias=https://id/7 afnamedatum=2025-01-27 toets=Rekenen M5 toetsniveau=M5 \
             toets_leerjaar=5 vakgebied=rekenen vaardigheidsscore=204.5"
        );
    }

    #[test]
    fn a_prefix_is_a_matter_of_taste_and_a_schema_is_not() {
        let score = "<osoresultaat><oso:toetsscore><oso:vaardigheidsscore>2</oso:vaardigheidsscore>\
            </oso:toetsscore></osoresultaat>";
        let file = FILE.replace("RESULT", score).replace("TESTS", TEST);
        let plain = heard(&FORMAT, file.as_str()).unwrap();
        let renamed =
            file.replace("xmlns:oso=", "xmlns:o=").replace("<oso:", "<o:").replace("</oso:", "</o:");
        assert_eq!(heard(&FORMAT, renamed).unwrap(), plain);
        let other = file.replace("oso_gegevensset/1.2/dossier", "oso_gegevensset/1.2/iets");
        assert!(!heard(&FORMAT, other).unwrap()[1].contains("vaardigheidsscore"));
    }

    #[test]
    fn the_roman_scale_goes_before_the_letters() {
        assert_eq!(
            scores(&[("AE", "Landelijk", "B"), ("IV", "Landelijk", "II")]),
            "niveau_schaal=I-V niveau=II"
        );
        assert_eq!(scores(&[("AE", "", "B"), ("IV", "", "")]), "niveau_schaal=A-E niveau=B");
        assert_eq!(scores(&[("CAE", "Landelijk", "B"), ("CIV", "Landelijk", "II"), ("DQ", "", "87")]), "");
    }

    #[test]
    fn a_score_among_one_school_type_is_no_score_among_all() {
        assert_eq!(scores(&[("IV", "GT", "I"), ("IV", "Landelijk", "III")]), "niveau_schaal=I-V niveau=III");
        assert_eq!(scores(&[("IV", "HAVO", "I")]), "");
    }

    #[test]
    fn the_other_reference_scores_have_their_columns() {
        assert_eq!(
            scores(&[("FN", "Landelijk", "&lt;M3"), ("RNTRM", "", "01"), ("DLE", "", ">60")]),
            "functioneringsniveau=<M3 referentieniveau=<1F dle=>60"
        );
        assert_eq!(scores(&[("FN", "Landelijk", "87"), ("RNTRM", "", "1S")]), "referentieniveau=1S");
    }

    #[test]
    fn a_score_without_a_scale_or_of_another_kind_is_said_to_be_one() {
        for (score, word) in [
            ("<score>17</score>", "17"),
            ("<anderresultaat><andere_score>goed</andere_score></anderresultaat>", "goed"),
        ] {
            let row = row(score, TEST);
            assert!(row.ends_with(&format!("vakgebied=rekenen score_zonder_schaal={word}")), "{row}");
        }
    }

    #[test]
    fn versions_are_told_apart_and_the_only_one_needs_no_name() {
        let test = |versie: &str, naam: &str| {
            format!("<toets><toetscode>RW</toetscode>{versie}<toetsnaam>{naam}</toetsnaam></toets>")
        };
        let (old, new) = (test("<versie>1</versie>", "Oud M4"), test("<versie>2</versie>", "Nieuw M5"));
        let both = format!("{old}{new}");
        assert!(row("<versie>2</versie>", &both).ends_with("toets=Nieuw M5 toetsniveau=M5"));
        assert!(row("<versie>3</versie>", &both).ends_with("toets=RW"));
        assert!(row("", &both).ends_with("toets=RW"));
        assert!(row("", &old).ends_with("toets=Oud M4 toetsniveau=M4"));
        assert!(row("<versie>2</versie>", &old).ends_with("toets=RW"));
        assert!(row("<versie>E7</versie>", &test("", "Rekenen")).ends_with("toets=Rekenen toetsniveau=E7"));
        assert!(row("", "").ends_with("toets=RW"));
    }

    #[test]
    fn a_part_of_a_test_is_named_beside_the_test() {
        let parts = "<toetsonderdelen><toetsonderdeel><toetsonderdeelcode>G</toetsonderdeelcode>\
            <toetsonderdeelnaam>Getallen</toetsonderdeelnaam></toetsonderdeel><toetsonderdeel>\
            <toetsonderdeelcode>V</toetsonderdeelcode></toetsonderdeel></toetsonderdelen></toets>";
        let tests = TEST.replace("</toets>", parts);
        let part = |code: &str| row(&format!("<toetsonderdeelcode>{code}</toetsonderdeelcode>"), &tests);
        assert!(part("G").contains("toets=Rekenen M5: Getallen toetsniveau=M5"));
        assert!(part("V").contains("toets=Rekenen M5: V toetsniveau=M5"));
        assert!(row("", &tests).contains("toets=Rekenen M5 toetsniveau=M5"));
    }

    #[test]
    fn a_pupil_keeps_nothing_of_the_one_before() {
        let second = "</resultaat></resultaten></toetsafname><toetsafname><leerlingid>8</leerlingid><resultaten>\
            <resultaat><toetscode>X</toetscode>";
        let told = heard(&FORMAT, FILE.replace("RESULT", second).replace("TESTS", TEST)).unwrap();
        assert_eq!(told[2], "7 Toets leerling_id=8 toets=X");
        assert!(!told.concat().contains("eheim"));
    }
}
