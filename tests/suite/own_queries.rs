//! The queries of a project: what each mistake in one is answered with, and what a sound one becomes.
//!
//! Every message stands in `golden/own_queries`, whole, as a user sees it.

use schoolanalyse::Exit;
use tests::Project;
use tests::golden::Shelf;

/// Mistakes that the command `query` tells of: the name of the golden file and the text of the query.
const MISTAKES: &[(&str, &str)] = &[
    ("card_unknown_key", "--! title: A\n--! quesion: Waarom?\nselect 1 as a order by a"),
    ("card_key_twice", "--! title: A\n--! title: B\nselect 1 as a order by a"),
    ("card_no_colon", "--! title: A\n--! chart line\nselect 1 as a order by a"),
    ("card_unknown_chart", "--! title: A\n--! chart: liine\nselect 1 as a order by a"),
    ("card_chart_needs_key", "--! title: A\n--! chart: line\n--! x: a\nselect 1 as a order by a"),
    (
        "card_chart_has_no_key",
        "--! title: A\n--! chart: line\n--! x: a\n--! y: a\n--! part: a\nselect 1 as a order by a",
    ),
    ("card_unknown_role", "--! title: A\n--! role: figuur\nselect 1 as a order by a"),
    ("card_bevinding_without_sentence", "--! title: A\n--! role: bevinding\nselect 1 as a order by a"),
    ("card_sentence_without_role", "--! title: A\n--! sentence: {a}\nselect 1 as a order by a"),
    (
        "card_table_with_chart",
        "--! title: A\n--! role: table\n--! chart: line\n--! x: a\n--! y: a\nselect 1 as a order by a",
    ),
    ("card_unknown_scope", "--! title: A\n--! scope: bestuu\nselect 1 as a order by a"),
    ("card_unknown_audience", "--! title: A\n--! audience: directie, ouders\nselect 1 as a order by a"),
    ("card_unknown_format", "--! title: A\n--! column a: A | pct9\nselect 1 as a order by a"),
    ("card_unknown_severity", "--! title: A\n--! role: check\n--! severity: fuot\nselect 1 as a order by a"),
    ("card_allowed_no_number", "--! title: A\n--! role: check\n--! allowed: geen\nselect 1 as a order by a"),
    ("card_minimum_too_low", "--! title: A\n--! minimum: 3\nselect 1 as a order by a"),
    ("card_size_wrong", "--! title: A\n--! size: groot\nselect 1 as a order by a"),
    ("card_sort_wrong", "--! title: A\n--! sort: a omlaag\nselect 1 as a order by a"),
    ("card_sort_column_missing", "--! title: A\n--! scope: all\n--! sort: b\nselect 1 as a order by a"),
    (
        "card_column_missing",
        "--! title: A\n--! scope: all\n--! chart: line\n--! x: jaar\n--! y: b\nselect '2024' as jaar, 1 as a order by a",
    ),
    ("card_parameter_name", "--! title: A\n--! parameter Doel: number\nselect 1 as a order by a"),
    ("card_parameter_type", "--! title: A\n--! parameter doel: getal = 7\nselect 1 as a order by a"),
    ("card_parameter_value", "--! title: A\n--! parameter doel: int = 7,5\nselect 1 as a order by a"),
    (
        "unknown_parameter",
        "--! title: A\n--! scope: all\nselect ovt from schoolweging\nwhere laatste_schooljaar = $schoojaar order by ovt",
    ),
    (
        "parameter_without_value",
        "--! title: A\n--! scope: all\n--! parameter doel: int\nselect $doel as doel order by doel",
    ),
    ("no_owner_school", "--! title: A\nselect 1 as a order by a"),
    ("no_owner_board", "--! title: A\n--! scope: bestuur\nselect 1 as a order by a"),
    ("unknown_table", "select ovt from eindresultaat order by ovt"),
    ("unknown_column", "select ovt,\n    schoolwegin\nfrom schoolweging order by ovt"),
    ("unknown_function", "select rondaf(schoolweging) as weging from schoolweging order by weging"),
    ("ambiguous", "select naam\nfrom scholen a join schoolweging b on a.ovt = b.ovt order by naam"),
    ("not_grouped", "select ovt,\n    count(*) as n\nfrom scholen order by n"),
    ("show_tables", "show tables"),
    ("few_columns", "select vakk from vakgebieden order by 1"),
    ("syntax", "selec ovt from schoolweging"),
    ("two_statements", "select 1; select 2"),
    ("explain", "explain select 1"),
    ("writes", "create table a as select 1"),
    ("sets_an_option", "set datafusion.execution.batch_size = 1"),
    ("copies", "copy schoolweging to 'weging.csv'"),
    ("reads_a_file", "select * from '/etc/passwd'"),
    ("column_type", "select make_array(1, 2) as a"),
    ("fails_while_running", "select 1 / (1 - 1) as a from leerresultaten"),
    (
        "too_many_rows",
        "select a.value from generate_series(1, 2000) as a cross join generate_series(1, 1000) as b",
    ),
    ("pupil_key", "select ovt, leerling as nummer from leerlingen"),
    ("pupil_key_compared", "select count(distinct leerling) as n from leerlingen where leerling = 7"),
    ("pupil_key_computed", "select max(leerling) as m, count(distinct leerling) as n from leerlingen"),
    ("pupils_one_by_one", "select ovt, leerjaar from inschrijvingen"),
    (
        "pupil_aggregate",
        "select ovt, count(distinct leerling) as n, max(dle) as m from toetsresultaten where dle is not null group by ovt",
    ),
    (
        "pupil_nullable",
        "select ovt, count(distinct leerling) as n, avg(dle) as m from toetsresultaten group by ovt",
    ),
    (
        "pupil_picked",
        "select ovt, count(distinct leerling) as n, avg(case when niveau = 'V' then dle end) as m from toetsresultaten where dle is not null group by ovt",
    ),
    (
        "pupil_groups_picked",
        "select leerjaar, count(distinct leerling) as n from toetsresultaten\ngroup by leerjaar having count(distinct leerling) = 4",
    ),
    (
        "pupil_selected",
        "select ovt, count(distinct leerling) as n, avg(dle) as m from toetsresultaten where dle is not null and niveau = 'V' group by ovt",
    ),
    (
        "pupil_ground_is_value",
        "select dle, count(distinct leerling) as n from toetsresultaten where dle is not null group by dle",
    ),
    (
        "pupil_outer_join",
        "select s.ovt, count(distinct s.leerling) as n, avg(t.dle) as m from inschrijvingen as s left join toetsresultaten as t on t.leerling = s.leerling where t.dle is not null group by s.ovt",
    ),
    (
        "pupil_window",
        "select ovt, count(distinct leerling) as n, avg(volgende) as m from (select ovt, leerling, lead(dle) over (partition by ovt order by schooljaar) as volgende from toetsresultaten) as t where volgende is not null group by ovt",
    ),
    (
        "pupil_subquery",
        "select ovt, (select dle from toetsresultaten where dle is not null) as dle from schoolweging",
    ),
    (
        "pupil_rows_tell",
        "select ovt from schoolweging as w where exists (select 1 from schooladviezen as a where a.ovt = w.ovt and definitief = 'pro')",
    ),
    ("pupil_no_count", "select ovt, avg(dle) as m from toetsresultaten where dle is not null group by ovt"),
    (
        "pupil_wrong_count",
        "--! title: A\n--! n: n\nselect ovt, count(*) as n, avg(dle) as m from toetsresultaten where dle is not null group by ovt",
    ),
    (
        "pupil_context",
        "--! title: A\n--! n: n\n--! context: m\nselect ovt, count(distinct leerling) as n, avg(dle) as m from toetsresultaten where dle is not null group by ovt",
    ),
    (
        "card_sentence_column",
        "--! title: De outsider\n--! scope: all\n--! role: bevinding\n--! sentence: Van {out:pct1} nu\nselect 1.5 as oud",
    ),
    (
        "card_sentence_format",
        "--! title: A\n--! scope: all\n--! role: bevinding\n--! sentence: Van {oud:ptc1} nu\nselect 1.5 as oud",
    ),
    (
        "card_sentence_open",
        "--! title: A\n--! scope: all\n--! role: bevinding\n--! sentence: Van {oud:pct1, nu\nselect 1.5 as oud",
    ),
    (
        "card_sentence_words",
        "--! title: A\n--! scope: all\n--! role: bevinding\n--! sentence: In {naam:int}\nselect 'Wilg' as naam",
    ),
    ("quoted_column", "select ovt,\n    \"Naam\"\nfrom scholen order by ovt"),
    ("quoted_table", "select ovt from \"Scholen\" order by ovt"),
    ("quoted_text", "select ovt from scholen\nwhere naam = \"De Wilgenhoek\" order by ovt"),
    ("call", "select ovt,\n    date_trunc(1, 2) as dag\nfrom scholen order by ovt"),
    ("call_of_text", "select sum(naam) as s from scholen"),
    ("call_of_ours", "select wilson_laag(1) as laag"),
    ("call_of_nothing", "select round() as a"),
    ("call_of_the_parser", "select ovt,\n    substr(1) as a\nfrom scholen"),
    ("call_of_a_window", "select row_number() as a"),
    ("raw_values", "select waarde from afgewezen_rijen"),
    ("volatile", "select random() as kans"),
];

#[test]
fn each_mistake_in_a_query_has_its_message() {
    let mut shelf = Shelf::open("own_queries");
    let mut project = Project::fixture("xlsx");
    for (name, sql) in MISTAKES {
        project = project.with_file("proef.sql", sql);
        let answer = project.run(["query", "<project>/proef.sql", "--project", "<project>", "--quiet"]);
        assert_eq!(answer.exit, Exit::Usage, "{name}: {}", answer.text());
        shelf.compare(&format!("{name}.txt"), &answer.text());
    }
    shelf.close();
}

/// A project with these queries of its own.
pub(crate) fn with_queries(queries: &[(&str, &str)]) -> Project {
    let start = Project::fixture("xlsx");
    queries.iter().fold(start, |project, (name, sql)| project.with_file(&format!("queries/{name}.sql"), sql))
}

#[test]
fn every_broken_query_is_told_and_none_hides_another() {
    let queries = [
        ("Groot", "--! title: A\nselect ovt from schoolweging order by ovt"),
        ("schoolweging", "--! title: A\nselect ovt from vestigingen order by ovt"),
        ("plek", "--! title: A\n--! chapter: eindopbrengst\nselect ovt from schoolweging order by ovt"),
        ("kaart", "--! title: A\n--! charts: line\nselect ovt from schoolweging order by ovt"),
        ("kolom", "--! title: A\nselect ovt, schoolwegin from schoolweging order by ovt"),
        ("daarop", "--! title: A\nselect ovt from kolom order by ovt"),
        ("goed", "--! title: A\nselect ovt, schoolweging from schoolweging order by ovt"),
    ];
    with_queries(&queries).run(["build"]).leaves_nothing().answers("own_several_faults");
}

#[test]
fn queries_that_need_each_other_are_shown_as_a_circle() {
    let queries = [
        ("een", "--! title: A\nselect ovt from twee order by ovt"),
        ("twee", "--! title: A\nselect ovt from drie order by ovt"),
        ("drie", "--! title: A\nselect ovt from een order by ovt"),
    ];
    with_queries(&queries).run(["check"]).ends(Exit::Usage).answers("own_circle");
}

#[test]
fn a_broken_query_can_be_passed_over_and_the_pdf_says_so() {
    let queries = [("kapot", "--! title: A\nselect ovt, schoolwegin from schoolweging order by ovt")];
    let project = with_queries(&queries);
    let answer = project.run(["build", "--skip-broken", "--audience", "directie"]).ends(Exit::Done);
    let pdf = answer.made.iter().find(|path| path.ends_with("directie.pdf")).unwrap();
    let text = tests::Pdf::read(project.read(pdf)).whole_text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Deze vraag kon niet worden beantwoord"), "{text}");
    assert!(text.contains("queries/kapot.sql"), "{text}");
}

#[test]
fn a_parameter_has_its_type_from_the_card_and_its_value_from_nearby() {
    let sql = "--! title: A\n--! scope: all\n--! parameter doel: number = 62,5\nselect $doel + 1 as meer";
    let project = Project::fixture("xlsx").with_file("proef.sql", sql);
    let asked = |more: [&str; 2]| {
        let [first, second] = more;
        let words = [
            "query",
            "<project>/proef.sql",
            "--project",
            "<project>",
            "--format",
            "csv",
            "-q",
            first,
            second,
        ];
        project.run(words)
    };
    assert!(asked(["--param", "ander=1"]).ends(Exit::Done).text().contains("63,5"));
    assert!(asked(["--param", "doel=10"]).ends(Exit::Done).text().contains("11"));
    asked(["--param", "doel=veel"]).ends(Exit::Usage).answers("own_parameter_type");
    asked(["--param", "schooljaar=2020"]).ends(Exit::Usage).answers("own_parameter_taken");
}

#[test]
fn a_new_query_works_as_it_is_written() {
    let project = Project::fixture("bestuur");
    project.run(["new-query", "lezen_laag", "--project", "<project>"]).ends(Exit::Done);
    let words = ["query", "lezen_laag", "--project", "<project>", "--school", "99WH|C1", "-q"];
    project.run(words).ends(Exit::Done).answers("own_new_query");
    let again = project.run(["new-query", "lezen_laag", "--project", "<project>"]).ends(Exit::Usage);
    assert!(again.text().contains("already exists"), "{}", again.text());
}

#[test]
fn an_answer_is_written_in_every_format() {
    let project = Project::fixture("bestuur");
    for (format, start) in [("table", "schooljaar"), ("csv", "\novt;"), ("json", "["), ("markdown", "|")] {
        let words = [
            "query",
            "groei_rekenen",
            "--project",
            "<project>",
            "--school",
            "99WH|C1",
            "-q",
            "--format",
            format,
        ];
        let text = project.run(words).ends(Exit::Done).text();
        assert!(text.contains(start) && text.contains("2024-2025"), "{format}: {text}");
        assert!(!text.contains('\u{feff}'), "{format} has a byte order mark in a pipe");
    }
    let out = "<project>/antwoord.csv";
    let words = ["query", "groei_rekenen", "--project", "<project>", "-q", "--out", out];
    project.run(words).ends(Exit::Done);
    assert!(project.read("antwoord.csv").starts_with("\u{feff}ovt;".as_bytes()));
    for (format, magic) in [("xlsx", b"PK"), ("parquet", b"PA")] {
        let out = format!("<project>/antwoord.{format}");
        let words =
            ["query", "groei_rekenen", "--project", "<project>", "-q", "--format", format, "--out", &out];
        project.run(words).ends(Exit::Done);
        assert!(project.read(&format!("antwoord.{format}")).starts_with(magic), "{format}");
    }
    project.run(["query", "groei_rekenen", "--project", "<project>", "--format", "xlsx"]).ends(Exit::Usage);
}

#[test]
fn a_check_fails_the_run_unless_it_only_warns_or_finds_few() {
    let check = |keys: &str| {
        let sql = format!(
            "--! title: Scholen met een lage weging\n{keys}select ovt, schoolweging from leerresultaten order by ovt"
        );
        Project::fixture("xlsx").with_file("queries/checks/laag.sql", sql).run(["check"])
    };
    let failed = check("").ends(Exit::Faults);
    assert!(failed.text().contains("fout: Scholen met een lage weging"), "{}", failed.text());
    assert!(check("--! severity: waarschuwing\n").ends(Exit::Done).text().contains("waarschuwing: Scholen"));
    let allowed = check("--! allowed: 10000\n").ends(Exit::Done);
    assert!(!allowed.text().contains("Scholen met een lage weging"), "{}", allowed.text());
}

#[test]
fn a_query_without_end_is_stopped() {
    let limits = "[queries]\nseconds = 1\nmegabytes = 256\n";
    let project = Project::fixture("xlsx");
    let text = String::from_utf8(project.read("schoolanalyse.toml")).unwrap();
    let project = project.with_file("schoolanalyse.toml", format!("{text}\n{limits}"));
    let endless = [
        "select count(*) as n from generate_series(1, 1000000) as a cross join generate_series(1, 1000000) as b",
        "with recursive r as (select 1 as i union all select i + 1 from r) select max(i) as m from r",
    ];
    for sql in endless {
        let answer = project.run(["query", "--project", "<project>", "-q", "-c", sql]).ends(Exit::Usage);
        answer.answers("own_too_long");
    }
}
