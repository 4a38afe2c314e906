//! The sentences of findings: each slip is told at its line before a report is made, and nothing unsaid passes for nothing.

use schoolanalyse::Exit;
use tests::{Pdf, Project};

use crate::own_queries::with_queries;

/// A finding of the project with this sentence.
fn finding(sentence: &str, where_: &str) -> String {
    format!(
        "--! title: De weging\n--! role: bevinding\n--! sentence: {sentence}\nselect ovt, schoolweging as oud, \
         case when ovt < '99B' then schoolweging end as nieuw\nfrom leerresultaten\nwhere {where_}\norder by ovt"
    )
}

/// The words of the PDF for the directie, one space between.
fn pdf_of(project: &Project) -> String {
    let answer = project.run(["build", "--audience", "directie"]).ends(Exit::Done);
    let path = answer.made.iter().find(|path| path.ends_with("directie.pdf")).expect("a PDF was made");
    let text = Pdf::read(project.read(path)).whole_text();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_slip_in_a_sentence_stops_every_command_with_its_line() {
    let sql = finding("De weging is {out:dec1}.", "ovt is not null");
    let project = with_queries(&[("weging", sql.as_str())]);
    project.run(["check"]).ends(Exit::Usage).answers("own_sentence_column");
    let built = project.run(["build"]).ends(Exit::Usage).leaves_nothing();
    assert!(built.text().contains("queries/weging.sql:3: there is no column `out`"), "{}", built.text());
    let asked = project.run(["query", "weging", "--project", "<project>", "-q"]).ends(Exit::Usage);
    assert!(asked.text().contains("did you mean `oud`?"), "{}", asked.text());
}

#[test]
fn what_could_not_be_said_is_counted_and_a_finding_without_rows_is_not_there() {
    let says = finding("Nu is de weging {oud:dec1}.", "ovt is not null");
    let silent = finding("Nooit {oud:dec1}.", "schoolweging > 1000").replace("De weging", "Een lege vondst");
    let unsaid =
        finding("Toen {nieuw:dec1}.", "ovt is not null").replace("De weging", "Een vondst zonder cijfer");
    let queries = [("zegt", says.as_str()), ("zwijgt", silent.as_str()), ("ongezegd", unsaid.as_str())];
    let text = pdf_of(&with_queries(&queries));
    assert!(text.contains("Nu is de weging"), "{text}");
    assert!(!text.contains("Een lege vondst"), "{text}");
    assert!(text.contains("Een vondst zonder cijfer"), "{text}");
    assert!(text.contains("Eén zin staat hier niet, omdat een cijfer ontbreekt"), "{text}");
    assert!(!text.contains("geen cijfers van de school"), "{text}");
}

#[test]
fn a_sentence_of_the_catalogue_that_can_never_be_filled_is_a_fault() {
    let catalogue =
        std::fs::read_to_string(tests::workspace().join("reports/schoolanalyse/zinnen.toml")).unwrap();
    let with = |tekst: &str, als: &str| {
        let sentence = format!(
            "\n[[zin]]\nid = \"eigen_zin\"\nplaats = \"oordeel\"\nals = \"{als}\"\ntekst = \"{tekst}\"\n"
        );
        Project::fixture("xlsx")
            .with_file("reports/schoolanalyse/zinnen.toml", format!("{catalogue}{sentence}"))
    };
    let told = |project: Project| project.run(["check"]).ends(Exit::Usage).text();
    for (tekst, als, what, hint) in [
        (
            "Van {percentage_1ff:pct1}.",
            "true",
            "there is no column `percentage_1ff` in `feiten`",
            "`percentage_1f`",
        ),
        ("Hallo {naam:pct1}.", "true", "column `naam` holds words", "write `{naam}`"),
        ("Hallo {>oordel}.", "true", "there is no place `oordel`", "`{>oordeel}`"),
        ("Hallo.", "percentage_1ff > 1", "the rule of sentence `eigen_zin`", "`percentage_1f`"),
    ] {
        let text = told(with(tekst, als));
        assert!(text.contains("reports/schoolanalyse/zinnen.toml:") && text.contains("^^"), "{text}");
        assert!(text.contains(what) && text.contains(hint), "{text}");
    }
}
