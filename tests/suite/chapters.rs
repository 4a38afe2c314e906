//! A chapter that is only a folder in a project: typeset, computed, spoken of and told, with nothing said elsewhere.
//!
//! And what goes wrong with one, in words.

use schoolanalyse::Exit;
use tests::{Pdf, Project, part};

use crate::pdfs::squeezed;

const CHAPTER: &str = "reports/schoolanalyse/hoofdstukken/deelname";

const PAGE: &str = "#import \"/reports/huisstijl/huisstijl.typ\": *

= Deelname

#onderdeel(\"Wie meetelden\", plaats: \"deelname\", stam: \"deelname_per_jaar\")
";

const MODEL: &str = "-- Hoeveel leerlingen elk jaar meetelden.
select ovt, peiljaar, aantal_leerlingen
from eindresultaten
where aantal_leerlingen is not null
order by ovt, peiljaar
";

const QUERY: &str = "--! title: Leerlingen die meetelden
--! chart: line
--! x: peiljaar
--! y: aantal_leerlingen
--! column peiljaar: Peiljaar | year
--! column aantal_leerlingen: Leerlingen | int
--! n: aantal_leerlingen
--! source: Inspectie van het Onderwijs, leerresultaten
select ovt, peiljaar, aantal_leerlingen
from deelname
order by ovt, peiljaar
";

const SENTENCES: &str = "[plaats]
\"deelname\" = { hoogstens = 9, bij = [\"deelname_per_jaar\"] }

[[zin]]
id = \"deelname_jaar\"
plaats = \"deelname\"
over = \"deelname_per_jaar\"
hoogstens = 2
gewicht = 60
als = \"aantal_leerlingen > 0\"
tekst = \"In {peiljaar} telden {aantal_leerlingen:int} leerlingen mee.\"

[[zin]]
id = \"deelname_samen\"
plaats = \"deelname\"
over = \"deelname_per_jaar\"
samen = true
gewicht = 50
als = \"aantal_leerlingen > 0\"
tekst = \"Van {aantal:woord} {aantal|jaar|jaren} is het bekend: {peiljaar:lijst}.\"

[[zin]]
id = \"deelname_feit\"
plaats = \"deelname\"
gewicht = 40
als = \"aantal_leerlingen > 0\"
tekst = \"Samen waren het {aantal_leerlingen:int} leerlingen.\"
";

fn with_chapter(project: Project) -> Project {
    project
        .with_file(&format!("{CHAPTER}/hoofdstuk.typ"), PAGE)
        .with_file(&format!("{CHAPTER}/model/deelname.sql"), MODEL)
        .with_file(&format!("{CHAPTER}/queries/deelname_per_jaar.sql"), QUERY)
        .with_file(&format!("{CHAPTER}/zinnen.toml"), SENTENCES)
}

#[test]
fn a_chapter_is_a_folder() {
    let project = with_chapter(Project::fixture("bestuur"));
    project.run(["build", "--school", "99WH|C1", "--export", "csv"]).ends(Exit::Done);
    let folder = "rapporten/2025-2026-midden/99WH-C1";
    let pdf = Pdf::read(project.read(&format!("{folder}/directie.pdf")));
    let text = squeezed(&pdf.whole_text());
    for words in [
        "Deelname",
        "Wie meetelden",
        "In 2023 telden",
        "In 2024 telden",
        "Van drie jaren is het bekend: 2023, 2024 en 2025.",
        "Samen waren het",
        "Leerlingen die meetelden",
        "deelname_per_jaar",
    ] {
        assert!(text.contains(&squeezed(words)), "the PDF lacks `{words}`");
    }
    // Each row is said, but no more of them than asked.
    assert!(!text.contains(&squeezed("In 2025 telden")));
    // It comes before the school's own questions and the chapter that accounts for it all.
    let place =
        |words: &str| pdf.bookmarks().iter().position(|mark| mark.contains(words)).expect("a chapter");
    assert!(place("Schooladviezen") < place("Deelname") && place("Deelname") < place("Verantwoording"));
    // The figures travel in every file, and the SQL with them.
    for file in ["cijfers/deelname_per_jaar.csv", "figuren/deelname_per_jaar.svg"] {
        assert!(project.path().join(folder).join(file).exists(), "{file}");
    }
    let attached = String::from_utf8(pdf.attachments()["schoolanalyse.sql"].clone()).expect("SQL is text");
    assert!(attached.contains(MODEL) && attached.contains(QUERY));
    let sheets = part(&project.read(&format!("{folder}/cijfers.xlsx")), "xl/workbook.xml");
    assert!(sheets.contains("deelname_per_jaar"), "{sheets}");
    // Its tables can be asked, and are told.
    let told = project.run(["tables", "--project", "<project>"]).ends(Exit::Done);
    assert!(
        told.stdout.contains("deelname") && told.stdout.contains(&format!("{CHAPTER}/model/deelname.sql"))
    );
    let asked = ["query", "-c", "select count(*) as rijen from deelname", "--project", "<project>"];
    project.run(asked).ends(Exit::Done);
}

#[test]
fn a_sentence_over_rows_has_its_faults_told() {
    let faults = [
        ("over = \"deelname_per_jaar\"", "over = \"deelname_per_jar\"", "did you mean `deelname_per_jaar`?"),
        ("{peiljaar:lijst}", "{peiljar:lijst}", "did you mean `peiljaar`?"),
        ("{aantal|jaar|jaren}", "{aantal|jaar}", "what stands there for one and what for more"),
        (
            "als = \"aantal_leerlingen > 0\"",
            "als = \"aantal_leerling > 0\"",
            "did you mean `aantal_leerlingen`?",
        ),
    ];
    for (right, wrong, words) in faults {
        let project = with_chapter(Project::fixture("xlsx"));
        let project =
            project.with_file(&format!("{CHAPTER}/zinnen.toml"), SENTENCES.replacen(right, wrong, 1));
        let answer = project.run(["check"]).ends(Exit::Usage);
        let place = format!("{CHAPTER}/zinnen.toml:");
        assert!(
            answer.stderr.contains(words) && answer.stderr.contains(&place),
            "{wrong}: {}",
            answer.text()
        );
    }
}
