//! What people do on their first day with the program, and what it should have understood.
//!
//! Each was tried by somebody and gave a message that helped nobody, or none.

use schoolanalyse::Exit;
use tests::{Answer, Project};

use crate::own_queries::with_queries;

/// A copy of the demo board in a folder of this name.
fn named(name: &str) -> Project {
    let project = Project::empty();
    let place = project.path().join(name);
    std::fs::create_dir_all(&place).expect("a folder of a test can be made");
    tests::copy_project(&tests::workspace().join("fixtures/bestuur"), &place);
    project
}

#[test]
fn a_project_is_found_by_any_way_to_its_folder() {
    let usual = Project::fixture("bestuur").run(["check"]).ends(Exit::Done).stdout;
    let name = "bést uur #1 %20 [x] {y} 'q' & +=~, ünï";
    let project = named(name);
    std::fs::create_dir(project.path().join("naast")).unwrap();
    let ways = [
        format!("<project>/{name}"),
        format!("<project>/{name}/"),
        format!("<project>/naast/../{name}"),
        format!("<project>/naast/.././{name}/bronnen/.."),
    ];
    for way in &ways {
        assert_eq!(project.run(["check", way.as_str()]).ends(Exit::Done).stdout, usual, "{way}");
    }
    let way = format!("<project>/naast/../{name}");
    let built = project.run(["build", way.as_str(), "--school", "99FU|C1", "--audience", "directie"]);
    let built = built.ends(Exit::Done);
    assert!(built.made.iter().any(|path| path.ends_with("99FU-C1/directie.pdf")), "{}", built.text());
}

#[cfg(unix)]
#[test]
fn a_project_is_found_behind_a_link_and_with_signs_that_mean_something_elsewhere() {
    let usual = Project::fixture("bestuur").run(["check"]).ends(Exit::Done).stdout;
    let name = "wat? * : \"zo\" \\ | <b>";
    let project = named(name);
    std::os::unix::fs::symlink(project.path().join(name), project.path().join("link")).unwrap();
    for way in
        [format!("<project>/{name}"), "<project>/link".to_owned(), "<project>/link/../link/".to_owned()]
    {
        assert_eq!(project.run(["check", way.as_str()]).ends(Exit::Done).stdout, usual, "{way}");
    }
    let built = project.run(["build", "<project>/link", "--school", "99FU|C1", "--audience", "directie"]);
    built.ends(Exit::Done);
}

#[test]
fn an_answer_for_all_stands_in_every_file_as_in_the_pdf() {
    let all = "--! title: Alle wegingen\n--! scope: all\nselect ovt as school, schoolweging from leerresultaten order by ovt";
    let drawn = "--! title: Getekend\n--! scope: all\n--! role: figure\n--! chart: bullet\n--! label: school\n--! y: weging\n\
                 select ovt as school, schoolweging as weging from leerresultaten order by ovt limit 5";
    let project = with_queries(&[("alle_wegingen", all), ("getekend", drawn)]);
    let built = project.run(["build", "--audience", "directie", "--export", "csv", "--export", "parquet"]);
    let built = built.ends(Exit::Done);
    let folder = built.made.iter().find_map(|path| path.strip_suffix("directie.pdf")).unwrap().to_owned();
    for name in ["alle_wegingen", "getekend", "bronnen"] {
        for ending in ["csv", "parquet"] {
            let path = format!("{folder}cijfers/{name}.{ending}");
            assert!(built.made.contains(&path), "{path}: {:?}", built.made);
        }
    }
    let figures = String::from_utf8(project.read(&format!("{folder}cijfers.csv"))).unwrap();
    let rows = figures.lines().filter(|line| line.starts_with("alle_wegingen;") && line.contains(";school;"));
    let listed = String::from_utf8(project.read(&format!("{folder}cijfers/alle_wegingen.csv"))).unwrap();
    assert_eq!(rows.count(), listed.lines().count() - 1);
    assert!(figures.contains("\r\ngetekend;") && !figures.contains("schoolweging_wolk;"), "{figures}");
    let sheets = tests::part(&project.read(&format!("{folder}cijfers.xlsx")), "xl/workbook.xml");
    assert!(sheets.contains("\"alle_wegingen\"") && sheets.contains("\"getekend\""), "{sheets}");
}

#[test]
fn a_new_query_gets_no_name_that_a_report_cannot_take() {
    let project = Project::fixture("xlsx").with_file(
        "reports/schoolanalyse/model/eigen_tabel.sql",
        "-- Een tabel van onszelf.\nselect ovt from leerresultaten order by ovt",
    );
    let project =
        project.with_file("queries/checks/nagaan.sql", "--! title: A\nselect 1 as a where false order by a");
    let asked = |name: &str| project.run(["new-query", name, "--project", "<project>"]);
    asked("jaren").ends(Exit::Usage).leaves_nothing().answers("own_name_of_a_table");
    for (name, what) in [
        ("eindresultaten", "is a table already"),
        ("jaren.sql", "`jaren` is a table of the model already"),
        ("eigen_tabel", "is a table of the model"),
        ("drie_lijnen", "is a query of the report"),
        ("telling_wijkt_af", "is a check of the report"),
        ("nagaan", "is a check of the project"),
        ("order", "is a word of SQL"),
        ("count", "is a function of SQL"),
        ("wilson_laag", "is a function of SQL"),
        ("Lezen Laag", "did you mean `lezen_laag`?"),
        ("queries/lezen_laag", "did you mean `lezen_laag`?"),
        ("../buiten", "did you mean `buiten`?"),
        ("2024", "start with a letter"),
    ] {
        let text = asked(name).ends(Exit::Usage).leaves_nothing().text();
        assert!(text.contains(what), "{name}: {text}");
    }
    let made = asked("lezen_laag.sql").ends(Exit::Done).made;
    assert_eq!(made, ["queries/lezen_laag.sql"]);
}

#[test]
fn a_year_has_no_thousands_point_in_any_format() {
    let project = Project::fixture("xlsx");
    let sql = "select distinct peiljaar, peiljaar - 1 as schooljaar_start \
               from eindresultaten order by peiljaar limit 1";
    let asked = |format: &str, sql: &str| -> Answer {
        project.run(["query", "-q", "--project", "<project>", "--format", format, "-c", sql]).ends(Exit::Done)
    };
    let first: serde_json::Value = serde_json::from_str(&asked("json", sql).stdout).unwrap();
    let year = first.pointer("/0/peiljaar").and_then(serde_json::Value::as_i64).unwrap();
    for format in ["table", "csv", "json", "markdown"] {
        let text = asked(format, sql).stdout;
        assert!(
            text.contains(&year.to_string()) && text.contains(&(year - 1).to_string()),
            "{format}: {text}"
        );
        assert!(!text.contains("2.0"), "{format}: {text}");
    }
    let counted = asked("table", "select 2023 as leerlingen, 2023 as peiljaar").stdout;
    assert_eq!(
        counted.lines().nth(2).map(str::split_whitespace).map(Iterator::collect::<Vec<_>>),
        Some(vec!["2.023", "2023"]),
        "{counted}"
    );
    let carded = "--! title: A\n--! scope: all\n--! column peiljaar: Peiljaar\nselect 2023 as peiljaar";
    assert!(asked("table", carded).stdout.contains("2023"));
    let sheet = "<project>/jaar.xlsx";
    project.run(["query", "-q", "--project", "<project>", "--out", sheet, "-c", sql]).ends(Exit::Done);
    let styles = tests::part(&project.read("jaar.xlsx"), "xl/styles.xml");
    assert!(styles.contains("numFmtId=\"1\"") || styles.contains("formatCode=\"0\""), "{styles}");
}

#[test]
fn the_pupils_are_counted_by_the_column_that_counts_them_wherever_it_stands() {
    let project = Project::fixture("bestuur");
    let counted = "count(distinct leerling)";
    let texts = [
        format!("select ovt, {counted} as n from toetsresultaten group by ovt order by ovt"),
        format!("select ovt, {counted} as hoeveel from toetsresultaten group by ovt order by ovt"),
        format!(
            "select {counted} as k, ovt, count(*) as toetsen from toetsresultaten group by ovt order by ovt"
        ),
        format!(
            "select ovt, {counted} as een, {counted} as twee from toetsresultaten group by ovt order by ovt"
        ),
        format!(
            "with t as (select ovt, {counted} as k from toetsresultaten group by ovt) select k, ovt from t order by ovt"
        ),
    ];
    let asked = |sql: &str, format: &str| {
        let words = ["query", "-q", "--project", "<project>", "--format", format, "-c", sql];
        project.run(words).ends(Exit::Done).stdout
    };
    let named = asked(&format!("--! n: n\n{}", texts[0]), "csv");
    assert_eq!(asked(&texts[0], "csv"), named);
    // The same numbers under whatever name, and in whatever place.
    let numbers = |text: &str| -> Vec<String> {
        text.lines().skip(1).filter_map(|line| Some(line.split_once(';')?.1.to_owned())).collect()
    };
    let other = asked(&texts[1], "csv");
    assert!(other.starts_with("\u{feff}ovt;hoeveel") || other.starts_with("ovt;hoeveel"), "{other}");
    assert_eq!(numbers(&other), numbers(&named));
    for text in &texts[2..] {
        assert!(asked(text, "json").contains("99WH|C1"), "{text}");
    }
}

#[test]
fn the_tables_of_a_project_are_shown_with_its_own() {
    let project = with_queries(&[
        (
            "wegingen",
            "--! title: De wegingen\n--! column schoolweging: Weging | dec1\nselect ovt, schoolweging from leerresultaten order by ovt",
        ),
        ("stuk", "--! title: Stuk\nselect ovt, wegng from leerresultaten order by ovt"),
        (
            "op_school",
            "--! title: Van een school\nselect ovt, periode from eigen_tabel where ovt = $school order by ovt",
        ),
    ]);
    let project = project.with_file(
        "reports/schoolanalyse/model/eigen_tabel.sql",
        "-- Een tabel van onszelf.\nselect ovt, periode, schoolweging from leerresultaten order by ovt",
    );
    let tables = |more: [&str; 2]| project.run(["tables", "--project", "<project>", more[0], more[1]]);
    let all = project.run(["tables", "--project", "<project>"]).ends(Exit::Done).leaves_nothing();
    let own =
        all.stdout.split("Computed by the project's own files").nth(1).expect("the project's own are shown");
    let own = own.split("Functions, beside").next().unwrap();
    let own = own.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "eigen_tabel Een tabel van onszelf. (reports/schoolanalyse/model/eigen_tabel.sql)",
        "wegingen De wegingen (queries/wegingen.sql)",
        "op_school Van een school (queries/op_school.sql)",
        "stuk has a fault: queries/stuk.sql:2:13: No field named wegng",
    ] {
        assert!(own.contains(line), "{own}");
    }
    tables(["wegingen", "-q"]).ends(Exit::Done).answers("tables_own_query");
    let markdown = tables(["eigen_tabel", "--markdown"]).ends(Exit::Done).stdout;
    assert!(markdown.contains("| `schoolweging` | number |"), "{markdown}");
    let wrong = project.run(["tables", "wegingn", "--project", "<project>"]).ends(Exit::Usage).text();
    assert!(wrong.contains("did you mean `wegingen`?"), "{wrong}");
    let object = tables(["--json", "-q"]).ends(Exit::Done).json();
    assert_eq!(object.pointer("/project/tables/0/name"), Some(&"eigen_tabel".into()));
}
