//! What own queries answer: of one school, without giving hidden counts away, and with a word where a slip is likely.

use std::collections::BTreeMap;

use schoolanalyse::Exit;
use tests::Project;

use crate::own_queries::with_queries;

#[test]
fn a_school_limits_an_answer_or_it_is_refused() {
    let project = Project::fixture("bestuur");
    let asked =
        |sql: &str| project.run(["query", "-q", "--project", "<project>", "--school", "99WH|C1", "-c", sql]);
    let counted = "count(distinct leerling) as n from toetsresultaten where schooljaar = '2025-2026'";
    let whole = format!("select leerjaar, {counted} group by leerjaar order by leerjaar");
    asked(&whole).ends(Exit::Usage).answers("own_no_school_column");
    let with_ovt =
        asked(&format!("select ovt, leerjaar, {counted} group by ovt, leerjaar order by leerjaar"));
    let by_parameter =
        asked(&format!("select leerjaar, {counted} and ovt = $school group by leerjaar order by leerjaar"));
    let counts = |text: &str| -> Vec<String> {
        let last = |line: &str| line.split_whitespace().last().map(str::to_owned);
        text.lines().filter_map(last).filter(|word| word.parse::<u32>().is_ok()).collect()
    };
    let (one, other) =
        (counts(&with_ovt.ends(Exit::Done).stdout), counts(&by_parameter.ends(Exit::Done).stdout));
    assert!(one == other && one.len() == 6, "{one:?} {other:?}");
}

#[test]
fn a_total_beside_its_parts_gives_no_hidden_part_back() {
    let project = Project::fixture("bestuur");
    let sql = "--! n: n\nselect ovt, leerjaar, niveau, count(distinct leerling) as n from toetsresultaten
        where vakgebied = 'spelling' and schooljaar = $schooljaar and moment = $moment
        group by grouping sets ((ovt, leerjaar, niveau), (ovt, leerjaar)) order by ovt, leerjaar, niveau";
    let answer = project.run(["query", "-q", "--project", "<project>", "--format", "json", "-c", sql]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&answer.ends(Exit::Done).stdout).unwrap();
    let mut hidden: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row["niveau"].is_null() && !row["n"].is_number()) {
        *hidden.entry(format!("{} {}", row["ovt"], row["leerjaar"])).or_default() += 1;
    }
    assert!(hidden.len() > 5, "{hidden:?}");
    assert!(
        hidden.values().all(|number| *number != 1),
        "one niveau alone is hidden beside its total: {hidden:?}"
    );
}

#[test]
fn what_looks_like_a_slip_is_told_and_the_report_is_made() {
    let card = "--! title: A\n--! column deel: Deel | pct0\n";
    let fractions = format!(
        "{card}select ovt, jaar, 0.1 * jaar as deel from (select ovt, 2 as jaar from scholen union all \
                             select ovt, 3 from scholen) as t order by ovt, jaar"
    );
    let queries = [
        ("deel", fractions.as_str()),
        ("leeg", "--! title: B\nselect ovt, schoolweging from schoolweging where ovt = 'x' order by ovt"),
        ("goed", "--! title: C\n--! column p: P | pct0\nselect ovt, 40.0 as p from scholen order by ovt"),
    ];
    let told = with_queries(&queries).run(["build", "--audience", "directie"]).ends(Exit::Done).text();
    assert!(told.contains("`queries/deel.sql`: column `deel` holds fractions of one"), "{told}");
    assert!(told.contains("`queries/leeg.sql` has no rows for any school"), "{told}");
    assert!(!told.contains("queries/goed.sql"), "{told}");
}

#[test]
fn queries_without_end_are_stopped_also_when_they_keep_every_worker_busy() {
    let endless = |left: u32| {
        format!(
            "--! title: A\n--! scope: all\nselect count(*) as c from range(0, 400000) a(x) \
             join range(0, 400000) b(y) on (a.x * 1 + b.y) % 7 = {left} order by c"
        )
    };
    let workers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let texts: Vec<String> = (0..).take(workers + 1).map(endless).collect();
    let names: Vec<String> = (0..texts.len()).map(|at| format!("zwaar_{at}")).collect();
    let queries: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let project = with_queries(&queries);
    let text = String::from_utf8(project.read("schoolanalyse.toml")).unwrap();
    let project = project.with_file("schoolanalyse.toml", format!("{text}\n[queries]\nseconds = 1\n"));
    let told = project.run(["check"]).ends(Exit::Usage).text();
    assert_eq!(told.matches("it runs longer than 1 second").count(), queries.len(), "{told}");
}
