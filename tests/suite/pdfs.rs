//! The PDFs of the demo board: valid, accessible, Dutch, and saying what they should.
//!
//! Nothing is compared by pixel; how a page looks is for people to judge.

use std::fs;

use schoolanalyse::Exit;
use serde_json::Value;
use tests::{Pdf, Project, files_below, shipped_sql};

const FOLDER: &str = "rapporten/2025-2026-midden";
const AUDIENCES: [&str; 2] = ["directie", "inspectie"];
const FINDING: &str = "Boven de signaleringswaarde, onder wat de schoolweging doet verwachten";
/// A school without pupil data stays under ten pages; one with all of it has chapters 4 to 6 and their tables more.
const PAGES: std::ops::RangeInclusive<usize> = 6..=28;

/// Queries of the demo board, and of this test, that the Inspectie does not get.
const FOR_THE_DIRECTIE: [&str; 3] = ["instroom", "geheim_bedrag", "geheim_gevolg"];
/// A question for the directie, with a column, a parameter and rows that stand nowhere else.
const SECRET: &str = "--! title: Alleen voor de directie: het geheim bedrag
--! audience: directie
--! parameter geheim_doel: int = 7654321
--! column schooljaar: Geheim jaar
--! column geheimgetal: Geheim getal | int
select ovt, laatste_schooljaar as schooljaar, $geheim_doel as geheimgetal from schoolweging order by ovt
";
/// A finding that rests on it, for the directie too.
const SECRET_FINDING: &str = "--! title: Het gevolg van het geheim
--! audience: directie
--! role: bevinding
--! sentence: Het geheim is {geheimgetal:int}.
--! chapter: schoolpopulatie
select ovt, geheimgetal from geheim_bedrag order by ovt
";
/// A check of the directie.
const SECRET_CHECK: &str = "--! title: Geheime toets
--! scope: all
select ovt from schoolweging where ovt = 'geheim' order by ovt
";

/// Words that are not Dutch, so that they can only have slipped through from the program.
const ENGLISH: [&str; 24] = [
    "the",
    "and",
    "with",
    "from",
    "for",
    "year",
    "years",
    "table",
    "figure",
    "page",
    "source",
    "rows",
    "pupils",
    "null",
    "none",
    "true",
    "false",
    "nan",
    "undefined",
    "unknown",
    "error",
    "warning",
    "missing",
    "summary",
];

#[test]
fn every_pdf_of_the_demo_board_is_whole_accessible_and_dutch() {
    let project = Project::fixture("bestuur");
    let settings = String::from_utf8(project.read("schoolanalyse.toml")).expect("settings are text");
    let project = project
        .with_file("schoolanalyse.toml", format!("{settings}\n[parameters]\ngeheim_doel = 7654321\n"))
        .with_file("queries/geheim_bedrag.sql", SECRET)
        .with_file("queries/geheim_gevolg.sql", SECRET_FINDING)
        .with_file("queries/checks/geheim_toets.sql", SECRET_CHECK);
    let staging = "<project>/staging";
    project.run(["build", "<project>", "--jobs", "2", "--keep-staging", staging]).ends(Exit::Done);
    let schools = project.reports(FOLDER);
    assert_eq!(schools.len(), 10);
    for school in &schools {
        let document: Value = project.json(&format!("staging/staging/{school}/rapport.json"));
        for audience in AUDIENCES {
            let name = format!("{school}/{audience}.pdf");
            let pdf = Pdf::read(project.read(&format!("{FOLDER}/{name}")));
            let shown = figures(&project, school) - for_others(&document, audience);
            keeps_to_the_standards(&name, &pdf, shown);
            says_what_was_staged(&name, &pdf, &document, audience);
            speaks_dutch(&name, &pdf);
            shows_each_table_once(&name, &pdf, &document);
            claims_nothing_unsure(&name, &pdf);
            carries_its_sources(&name, &pdf, &project, school, audience);
            tells_secrets_to_the_directie_only(&name, &pdf, audience);
        }
    }
    tells_the_stories(&project);
}

/// The figures of own questions that another audience gets.
fn for_others(document: &Value, audience: &str) -> usize {
    let own = document["eigen"].as_array().map_or(&[][..], Vec::as_slice);
    let drawn = |question: &&Value| {
        question["naam"].as_str().is_some_and(|name| !document["figuren"][name].is_null())
    };
    let seen = |question: &Value| {
        question["voor"].as_array().is_some_and(|voor| voor.iter().any(|word| word == audience))
    };
    own.iter().filter(drawn).filter(|question| !seen(question)).count()
}

fn keeps_to_the_standards(name: &str, pdf: &Pdf, figures: usize) {
    assert_eq!(pdf.faults(), Vec::<String>::new(), "{name}");
    assert!(PAGES.contains(&pdf.pages()), "{name} has {} pages", pdf.pages());
    assert!(pdf.language().starts_with("nl"), "{name} is in `{}`", pdf.language());
    let described = pdf.figure_descriptions();
    let long_enough = |text: &Option<String>| text.as_ref().is_some_and(|text| text.len() > 40);
    assert!(described.iter().all(long_enough), "{name}: a figure without description: {described:?}");
    assert_eq!(described.len(), figures, "{name}: as many figures as there are drawings");
    let text = squeezed(&pdf.whole_text());
    let bookmarks = pdf.bookmarks();
    assert!(bookmarks.len() > 15, "{name}: {bookmarks:?}");
    let lost = bookmarks.iter().find(|title| !text.contains(&squeezed(title)));
    assert_eq!(lost, None, "{name}: a bookmark to a heading that is not there");
}

/// Every sentence that was staged for an audience is printed, none that is only for the other.
fn says_what_was_staged(name: &str, pdf: &Pdf, document: &Value, audience: &str) {
    let text = squeezed(&pdf.whole_text());
    let places = document["zinnen"].as_object().expect("the sentences stand by place");
    let sentences = places.values().filter_map(Value::as_array).flatten();
    let is_meant =
        |sentence: &&Value| sentence["voor"].as_array().is_some_and(|voor| voor.contains(&audience.into()));
    let words = |sentence: &Value| squeezed(sentence["tekst"].as_str().expect("a sentence has a text"));
    let (meant, other): (Vec<&Value>, Vec<&Value>) = sentences.partition(is_meant);
    for sentence in &meant {
        assert!(text.contains(&words(sentence)), "{name} lacks `{}`: {}", sentence["id"], sentence["tekst"]);
    }
    let meant: Vec<String> = meant.iter().map(|sentence| words(sentence)).collect();
    for sentence in other.iter().filter(|sentence| !meant.iter().any(|text| text.contains(&words(sentence))))
    {
        assert!(!text.contains(&words(sentence)), "{name} tells `{}`: {}", sentence["id"], sentence["tekst"]);
    }
    let naam = document["school"]["naam"].as_str().expect("a school has a name");
    // The cover opens with a capital and keeps 's- together; the title in the metadata is the name itself.
    let cover = squeezed(&pdf.text(1)).replace('\u{2011}', "-").to_lowercase();
    assert!(cover.contains(&squeezed(naam).to_lowercase()), "{name}: the cover lacks `{naam}`");
    assert!(
        pdf.information("Title").is_some_and(|title| title.ends_with(naam)),
        "{name}: {:?}",
        pdf.information("Title")
    );
    assert_eq!(
        text.contains("Vragenvoorhetteam"),
        audience == "directie" && places.contains_key("teamvraag"),
        "{name}"
    );
}

fn speaks_dutch(name: &str, pdf: &Pdf) {
    for page in 1..=pdf.pages() {
        let text = pdf.text(page);
        let words = text.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase);
        let english: Vec<String> = words.filter(|word| ENGLISH.contains(&word.as_str())).collect();
        assert!(english.is_empty(), "{name}, page {page}: {english:?}");
        assert_eq!(pointed_percentage(&text), None, "{name}, page {page}");
    }
}

/// A table stands in one chapter.
fn shows_each_table_once(name: &str, pdf: &Pdf, document: &Value) {
    let text = squeezed(&pdf.whole_text());
    let tables = document["tabellen"].as_object().expect("the tables stand by query");
    let captions = tables.values().filter_map(|table| table["titel"].as_str());
    let captions: Vec<String> = captions.map(|title| format!("{}Tabel", squeezed(title))).collect();
    let found: usize = captions.iter().filter(|caption| text.contains(*caption)).count();
    assert!(found > 3, "{name}: {found} captions of {captions:?}");
    let twice = captions.iter().find(|caption| text.matches(caption.as_str()).count() > 1);
    assert_eq!(twice, None, "{name}: a table that stands there twice");
}

/// What nobody looked up is not printed, and OP0 is never called a kernstandaard.
fn claims_nothing_unsure(name: &str, pdf: &Pdf) {
    let text = squeezed(&pdf.whole_text()).to_lowercase();
    for words in ["tecontroleren", "kernstandaard"] {
        assert!(!text.contains(words), "{name} says `{words}`");
    }
}

/// A percentage with a decimal point, such as `51.4%`.
fn pointed_percentage(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| {
        word.match_indices('%').any(|(sign, _)| {
            let number = word[..sign].trim_end_matches(|digit: char| digit.is_ascii_digit());
            number.len() < sign
                && number
                    .strip_suffix('.')
                    .is_some_and(|rest| rest.ends_with(|digit: char| digit.is_ascii_digit()))
        })
    })
}

fn carries_its_sources(name: &str, pdf: &Pdf, project: &Project, school: &str, audience: &str) {
    let attachments = pdf.attachments();
    let names: Vec<&String> = attachments.keys().collect();
    assert_eq!(names, ["cijfers.csv", "manifest.json", "schoolanalyse.sql"], "{name}");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("figures are text");
    let whole = text(&project.read(&format!("{FOLDER}/{school}/cijfers.csv")));
    let hidden =
        |line: &&str| audience == "inspectie" && FOR_THE_DIRECTIE.iter().any(|query| line.starts_with(query));
    let seen: Vec<&str> = whole.lines().filter(|line| !hidden(line)).collect();
    assert_eq!(text(&attachments["cijfers.csv"]).lines().collect::<Vec<_>>(), seen, "{name}");
    let mut inside: Value =
        serde_json::from_slice(&attachments["manifest.json"]).expect("a manifest is JSON");
    let mut beside = project.json(&format!("{FOLDER}/{school}/manifest.json"));
    for manifest in [&mut inside, &mut beside] {
        manifest["uitvoer"].take();
        manifest["parameters"].take();
        for list in ["queries", "sjablonen_en_normen"] {
            let entries = manifest[list].as_array_mut().expect("a manifest has lists");
            let kept = |entry: &Value| {
                let path = entry["bestand"].as_str().unwrap_or_default();
                !path.starts_with("queries/checks/")
                    && (audience == "directie" || !FOR_THE_DIRECTIE.iter().any(|query| path.contains(query)))
            };
            entries.retain(kept);
        }
    }
    assert_eq!(inside, beside, "{name}: the manifest in the PDF and the one beside it");
    let sql = String::from_utf8(attachments["schoolanalyse.sql"].clone()).expect("the SQL is text");
    for path in shipped_sql()
        .iter()
        .filter(|path| path.starts_with("reports/schoolanalyse/") && !path.contains("/verify/"))
    {
        let text = fs::read_to_string(tests::workspace().join(path)).expect("a query can be read");
        assert!(sql.contains(&text), "{name}: the attached SQL lacks `{path}`");
    }
}

/// Nothing of a query for the directie is in what the Inspectie gets: no title, name, column, parameter, row or SQL.
fn tells_secrets_to_the_directie_only(name: &str, pdf: &Pdf, audience: &str) {
    let mut texts = vec![squeezed(&pdf.whole_text())];
    texts.extend(pdf.figure_descriptions().into_iter().flatten());
    texts.extend(pdf.bookmarks());
    let printed = texts.len();
    texts.extend(
        pdf.attachments().into_values().map(|bytes| String::from_utf8(bytes).expect("attachments are text")),
    );
    for secret in ["geheim", "7654321", "later instroomden", "queries/instroom"] {
        let holds = |text: &String| text.to_lowercase().contains(&secret.to_lowercase());
        let found = texts.iter().any(holds);
        assert!(audience == "directie" || !found, "{name} tells `{secret}`");
        // The words are right, for the directie does get them.
        if secret == "geheim" {
            assert_eq!(texts[..printed].iter().any(holds), audience == "directie", "{name}");
        }
    }
    let check = texts.iter().any(|text| text.contains("geheim_toets"));
    assert!(!check, "{name} names a check, which no reader sees the answer of");
}

/// What the stories of the board must show.
fn tells_the_stories(project: &Project) {
    let summary = |school: &str, audience: &str| {
        let pdf = Pdf::read(project.read(&format!("{FOLDER}/{school}/{audience}.pdf")));
        let page =
            (1..=pdf.pages()).map(|page| pdf.text(page)).find(|text| text.starts_with("1 Samenvatting"));
        page.unwrap_or_else(|| panic!("{school} has no summary"))
    };
    for audience in AUDIENCES {
        assert!(summary("99WH-C1", audience).contains(FINDING));
        assert!(!summary("99SR-C2", audience).contains(FINDING));
        assert!(!summary("99OE-C1", audience).contains(FINDING));
        assert!(summary("99WH-C1", audience).contains("51,4%"));
        assert!(summary("99OE-C1", audience).contains("Streefniveau onder de signaleringswaarde"));
    }
    let hidden = Pdf::read(project.read(&format!("{FOLDER}/99ZO-C1/directie.pdf"))).whole_text();
    for figure in ["88,89%", "91,67%", "88,9%", "91,7%", "58,33%", "58,3%", "66,67%", "66,7%"] {
        assert!(!hidden.contains(figure), "the report of four pupils shows {figure}");
    }
}

fn figures(project: &Project, school: &str) -> usize {
    files_below(&project.path().join(FOLDER).join(school).join("figuren")).len()
}

/// The text without white space and soft hyphens, so that line breaks do not matter.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{ad}').collect()
}
