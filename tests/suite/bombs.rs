//! Queries like bombs: what wants too much memory, time or depth ends at its limit, with a message, and the program lives.

use std::fs;

use query::Limits;
use schoolanalyse::Exit;
use tests::{Project, World};

/// The sentences of the chapter on tests between the years.
const CATALOGUE: &str = "reports/schoolanalyse/hoofdstukken/tussenopbrengsten/zinnen.toml";

/// The megabytes that queries may take here.
const MEGABYTES: usize = 256;

/// A session with so many seconds for a query.
fn limited(seconds: u64) -> World {
    World::limited("xlsx", Limits { megabytes: MEGABYTES, seconds, rows: 1_000_000 })
}

/// What is said of a query, or how many rows it answers.
fn ask(world: &World, sql: &str) -> Result<usize, String> {
    world.ask_own(&format!("--! title: x\n--! scope: all\n{sql}")).map(|rows| rows.len())
}

/// Queries that want gigabytes, with the words of the limit that stops them.
const BOMBS: &[(&str, &str)] = &[
    ("select approx_percentile_cont(value, 0.5, 2000000000) as n from generate_series(1, 100)", "at once"),
    (
        "select approx_percentile_cont(value, 0.5, 1000*1000*2000) as n from generate_series(1, 100)",
        "at once",
    ),
    ("select array_length(range(0, 2000000000)) as l", "at once"),
    ("select array_length(generate_series(0, 2000000000)) as l", "at once"),
    ("select array_length(range(0, value * 100000000)) as l from generate_series(1, 20)", "at once"),
    ("select array_length(range(date '1700-01-01', date '2200-01-01', interval '1 second')) as l", "at once"),
    ("select cardinality(array_repeat(array_repeat(1, 100000), 100000)) as l", "at once"),
    ("select array_length(array_resize([1], 2000000000, 7)) as l", "at once"),
    ("select length(array_to_string(range(0, 1000000), $lang)) as l", "at once"),
    ("select count(*) as l from (select unnest(range(0, 2000000000)) as x)", "at once"),
    ("select length(replace(replace(replace($lang, 'a', $lang), 'a', $lang), 'a', $lang)) as l", "at once"),
    (
        "select length(regexp_replace(regexp_replace($lang, 'a', $lang, 'g'), 'a', $lang, 'g')) as l",
        "at once",
    ),
    ("select count(arrow_cast(cast('a' as bytea), 'FixedSizeBinary(2000000000)')) as l", "at once"),
    (
        "with recursive t as (select 'aaaaaaaaaa' as x, 1 as k union all select concat(x, x), k + 1 from t where k < 40) select max(length(x)) as m from t",
        "at once",
    ),
    (
        "with recursive t as (select 'aaaaaaaaaa' as x, 1 as k union all select x || x, k + 1 from t where k < 40) select max(length(x)) as m from t",
        "at once",
    ),
    (
        "with recursive t as (select 'aaaaaaaaaa' as x, 1 as k union all select concat_ws(x, x, x), k + 1 from t where k < 40) select max(length(x)) as m from t",
        "at once",
    ),
    (
        "with recursive t as (select [1, 2] as x, 1 as k union all select array_concat(x, x), k + 1 from t where k < 40) select max(array_length(x)) as m from t",
        "at once",
    ),
    (
        "select count(distinct concat(cast(a.value as varchar), cast(b.value as varchar))) as c from generate_series(1, 30000) a cross join generate_series(1, 30000) b",
        "was stopped",
    ),
    (
        "select median(a.value * 1.0) as n from generate_series(1, 30000) a cross join generate_series(1, 30000) b",
        "was stopped",
    ),
    (
        "select max(array_length(l)) as n from (select array_agg(value) over (order by value) as l from generate_series(1, 1000000))",
        "for every row",
    ),
    (
        "select max(length(l)) as n from (select string_agg(cast(value as varchar), 'x') over () as l from generate_series(1, 1000000))",
        "for every row",
    ),
    (
        "select length(string_agg(cast(a.value as varchar), '')) as n from generate_series(1, 30000) a cross join generate_series(1, 30000) b",
        "was stopped",
    ),
    (
        "with recursive r as (select 1 as i union select i + 1 from r) select max(i) as m from r",
        "was stopped",
    ),
];

#[test]
fn a_query_that_wants_gigabytes_is_stopped_within_its_limits() {
    let (patient, hasty) = (limited(60), limited(4));
    for (sql, limit) in BOMBS {
        let world = if *limit == "was stopped" { &hasty } else { &patient };
        let before = peak();
        let told = ask(world, &sql.replace("$lang", &format!("'{}'", "a".repeat(20_000))));
        assert!(told.as_ref().is_err_and(|told| told.contains(limit)), "{sql}: {told:?}");
        // Memory is looked at a hundred times a second, and a machine with other work looks later.
        let grown = peak().saturating_sub(before) / 1024;
        assert!(grown < 2 * MEGABYTES, "{sql} took {grown} MB more");
    }
}

/// The most memory that this process ever had, in kilobytes; nothing where the system does not tell.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

#[test]
fn a_query_that_is_too_deep_or_too_large_is_told_so() {
    let world = limited(60);
    let nested = |open: &str, close: &str, times: usize| {
        format!("select {}1{} as a", open.repeat(times), close.repeat(times))
    };
    let doubling = {
        let with =
            (1..26).map(|k| format!("c{k} as (select a.x + b.x as x from c{0} a cross join c{0} b)", k - 1));
        format!("with c0 as (select 1 as x), {} select x from c25", with.collect::<Vec<_>>().join(", "))
    };
    let deep = [
        format!("select {}1 as a", "1+".repeat(20_000)),
        format!("select 1 as a {}", "union all select 1 ".repeat(5000)),
        format!("select 1 as a where {}true", "1=1 and ".repeat(30_000)),
        format!("select 1 as a where {}true", "1=2 or ".repeat(3000)),
        nested("(", ")", 10_000),
        nested("(select ", ")", 1000),
        nested("abs(", ")", 5000),
        nested("case when true then ", " end", 1000),
        format!("select case 1 {} end as a", "when 1 then 2 ".repeat(10_000)),
        format!("select 1 as a where 1 in ({})", vec!["1"; 100_000].join(",")),
        format!("select 1 as {}", "a".repeat(1_000_000)),
        format!("select 1{} as a", " is null".repeat(6000)),
        format!("select 1 {} as", "+1".repeat(9000)),
        format!("select 1 as a where {}", "not ".repeat(9000)),
        doubling,
    ];
    for text in deep {
        let start: String = text.chars().take(60).collect();
        let told = ask(&world, &text);
        let said =
            ["deep inside each other", "words and signs", "longer than", "`with` counted", "Expected: "];
        let is_told = told.as_ref().is_err_and(|told| said.iter().any(|words| told.contains(words)));
        assert!(is_told, "{start}: {told:?}");
    }
    let sound = [
        format!("select {}1 as a", "1+".repeat(200)),
        format!("select 1 as a {}", "union all select 1 ".repeat(200)),
        format!("select 1 as a where {}true", "1=1 and ".repeat(200)),
        format!("select 1 as a where 1 in ({})", vec!["1"; 5000].join(",")),
        format!("select case 1 {} end as a", "when 1 then 2 ".repeat(2000)),
        nested("(", ")", 20),
    ];
    for text in sound {
        let start: String = text.chars().take(60).collect();
        let told = ask(&world, &text);
        assert!(told.is_ok(), "{start}: {told:?}");
    }
}

#[test]
fn an_own_query_of_a_report_is_held_to_the_same_limits() {
    let bomb = "--! title: x\n--! scope: all\nselect array_length(range(0, 2000000000)) as l";
    let deep = format!("--! title: x\n--! scope: all\nselect {}1 as a", "1+".repeat(20_000));
    let project =
        Project::fixture("xlsx").with_file("queries/bom.sql", bomb).with_file("queries/diep.sql", deep);
    let answer = project.run(["build"]).ends(Exit::Usage).leaves_nothing();
    for words in
        ["queries/bom.sql: `range` would make more than 64 MB at once", "queries/diep.sql: it has more than"]
    {
        assert!(answer.stderr.contains(words), "{}", answer.text());
    }
    let model = Project::fixture("xlsx")
        .with_file("reports/schoolanalyse/model/bom.sql", "select array_length(range(0, 2000000000)) as l");
    let answer = model.run(["check"]).ends(Exit::Usage);
    assert!(answer.stderr.contains("`range` would make more than"), "{}", answer.text());
}

#[test]
fn what_words_may_say_of_a_figure_is_one_expression_over_its_rows() {
    let catalogue = fs::read_to_string(tests::workspace().join(CATALOGUE)).unwrap();
    let known = "[figuur.niveaukaart]\n";
    assert!(catalogue.contains(known));
    for fact in [
        "(select count(*) from leerlingen)",
        "count(*) as a, max(groep) as b from \\\"getoonde rijen\\\" --",
        "max(array_length(range(0, 2000000000)))",
    ] {
        let text = catalogue.replacen(known, &format!("{known}geheim = \"{fact}\"\n"), 1);
        let project = Project::fixture("bestuur").with_file(CATALOGUE, text);
        let answer = project.run(["check"]).ends(Exit::Usage);
        assert!(answer.stderr.contains("niveaukaart"), "{fact}: {}", answer.text());
    }
}
