//! Pupil files: what is read from every format, what is refused, what is stored, and the figures that follow.
//!
//! Whether a name or a number of a pupil gets out is for `privacy`.

use std::fs;
use std::time::{Duration, SystemTime};

use domain::rows::Value;
use schoolanalyse::Exit;
use tests::fixtures::{GROEP8_HEADINGS, groep8_of_counts};
use tests::{Project, World, files_below, workspace};

const TABLES: [&str; 5] =
    ["doorstroomtoets", "inschrijvingen", "leerlingen", "schooladviezen", "toetsresultaten"];
const CSV: &str = "bronnen/99WH-C1/toetsresultaten.csv";

#[test]
fn eindresultaten_of_pupils_are_the_published_percentages() {
    let results = std::env::var("SCHOOLANALYSE_RESULTS").map_or_else(
        |_| workspace().join("fixtures/bestuur/bronnen/Leerresultaten primair onderwijs 2023-2024-2025.ods"),
        Into::into,
    );
    let bytes = fs::read(&results).expect("a results file can be read");
    let project = Project::empty()
        .with_file("schoolanalyse.toml", "")
        .with_file("bronnen/leerresultaten.ods", &bytes)
        .with_file("leerlingsleutel.txt", "ab".repeat(32));
    let published = World::at(project.path());
    let pupils =
        GROEP8_HEADINGS.to_owned() + &pupils_by_year(&published) + &pupils_of_hidden_years(&published);
    let world = World::at(project.with_file("bronnen/groep8.csv", pupils).path());
    let differing = world.rows(
        "select jaren.ovt, jaren.schooljaar from jaren left join groep8 on groep8.ovt = jaren.ovt
            and groep8.schooljaar = jaren.schooljaar
         where jaren.aantal_leerlingen > 0 and (groep8.meegeteld is null
            or groep8.meegeteld <> jaren.aantal_leerlingen
            or abs(100.0 * groep8.behaald_1f / (3 * groep8.meegeteld) - jaren.percentage_1f) > 0.00501
            or abs(100.0 * groep8.behaald_1s_2f / (3 * groep8.meegeteld) - jaren.percentage_1s_2f) > 0.00501)
         order by 1, 2",
    );
    assert!(differing.is_empty(), "years that differ: {:?}", differing.cells);
    let three = world.rows(
        "with eigen as (
            select ovt, sum(meegeteld) as meegeteld, sum(behaald_1f) as behaald_1f, sum(behaald_1s_2f) as behaald_1s_2f
            from groep8 group by ovt
         )
         select count(*) as scholen, sum(case when eigen.meegeteld = resultaat.aantal_leerlingen
            and abs(100.0 * eigen.behaald_1f / (3 * eigen.meegeteld) - resultaat.percentage_1f) <= 0.00501
            and abs(100.0 * eigen.behaald_1s_2f / (3 * eigen.meegeteld) - resultaat.percentage_1s_2f) <= 0.00501
            and coalesce(drie.uitkomst_1f, resultaat.uitkomst_1f) = resultaat.uitkomst_1f
            and coalesce(drie.uitkomst_1s_2f, resultaat.uitkomst_1s_2f) = resultaat.uitkomst_1s_2f
            then 1 else 0 end) as gelijk
         from leerresultaten as resultaat
         left join eigen on eigen.ovt = resultaat.ovt
         left join eigen_driejaars as drie on drie.ovt = resultaat.ovt and drie.venster = 1
         where resultaat.percentage_1f is not null",
    );
    assert!(three.cell(0, "scholen").number().unwrap_or_default() > 100.0);
    assert_eq!(three.cell(0, "gelijk"), three.cell(0, "scholen"), "schools that agree, of all with a figure");
}

/// Pupils of every school and year of which the counts are published.
fn pupils_by_year(world: &World) -> String {
    let years = world.rows(
        "select ovt, schooljaar, aantal_leerlingen as leerlingen, behaald_1f, behaald_1s_2f from jaren
         where aantal_leerlingen is not null and behaald_1f is not null order by ovt, schooljaar",
    );
    let mut pupils = String::new();
    for row in 0..years.len() {
        let text = |column: &str| years.cell(row, column).text().expect("a key");
        let count = |column: &str| years.cell(row, column).number().map_or(0, whole);
        let counts = (count("leerlingen"), count("behaald_1f"), count("behaald_1s_2f"));
        groep8_of_counts(&mut pupils, text("ovt"), text("schooljaar"), counts);
    }
    pupils
}

/// Pupils of schools of which only the three years together are published: all but two in the first year.
fn pupils_of_hidden_years(world: &World) -> String {
    let totals = world.rows(
        "select ovt, aantal_leerlingen as leerlingen, percentage_1f, percentage_1s_2f from leerresultaten
         where percentage_1f is not null
            and ovt in (select ovt from eindresultaten where status = 'onderdrukt') order by ovt",
    );
    let mut pupils = String::new();
    for row in 0..totals.len() {
        let number = |column: &str| totals.cell(row, column).number().unwrap_or_default();
        let leerlingen = whole(number("leerlingen"));
        let levels = |column: &str| whole(number(column) * 3.0 * number("leerlingen") / 100.0);
        let (mut een_f, mut target) = (levels("percentage_1f"), levels("percentage_1s_2f"));
        for (schooljaar, count) in [("2022-2023", leerlingen - 2), ("2023-2024", 1), ("2024-2025", 1)] {
            let (now_een_f, now_target) = (een_f.min(3 * count), target.min(3 * count));
            let counts = (count, now_een_f, now_target);
            groep8_of_counts(&mut pupils, totals.cell(row, "ovt").text().expect("a key"), schooljaar, counts);
            een_f -= now_een_f;
            target -= now_target;
        }
    }
    pupils
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of pupils or levels")]
fn whole(number: f64) -> usize {
    number.round() as usize
}

#[test]
fn every_way_to_write_the_import_csv_gives_the_same_tables() {
    let text = String::from_utf8(Project::fixture("bestuur").read(CSV)).expect("the fixture is UTF-8");
    let tabs = text.replace(';', "\t");
    let points: String = text
        .lines()
        .map(|line| {
            let cells: Vec<String> = line
                .trim_end()
                .split(';')
                .map(|cell| if cell.contains(',') { cell.replace(',', ".") } else { format!("\"{cell}\"") })
                .collect();
            cells.join(",") + "\n"
        })
        .collect();
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = [b"\xEF\xBB\xBF", text.replace('\n', "\r\n").as_bytes()].concat();
    let plain = tables(&Project::fixture("bestuur"));
    for (name, bytes) in [
        ("tabs", tabs.into_bytes()),
        ("points and quotes", points.into_bytes()),
        ("UTF-16", utf16),
        ("a mark", marked),
    ] {
        assert!(tables(&Project::fixture("bestuur").with_file(CSV, bytes)) == plain, "{name}");
    }
}

/// What the stored tables hold, pupils left out of sight.
fn tables(project: &Project) -> Vec<Vec<Vec<Value>>> {
    let world = World::at(project.path());
    let all = |table: &str| {
        let columns: Vec<&str> = domain::tables::table(table)
            .expect("a table")
            .columns
            .iter()
            .map(|column| column.name)
            .filter(|name| *name != "leerling")
            .collect();
        let columns = columns.join(", ");
        world.rows(&format!("select {columns} from {table} order by {columns}")).cells
    };
    TABLES.map(all).into()
}

#[test]
fn another_key_changes_no_figure() {
    let other = Project::fixture("bestuur").with_file("leerlingsleutel.txt", "0123456789abcdef".repeat(4));
    assert!(tables(&other) == tables(&Project::fixture("bestuur")));
}

#[test]
fn a_pupil_is_the_same_in_every_year_and_from_every_file() {
    let world = World::of("bestuur");
    let rows = world.rows(
        "select ovt, count(*) as leerlingen from (
            select ovt, leerling from toetsresultaten group by ovt, leerling having count(distinct schooljaar) >= 4
         ) as volgbaar group by ovt order by ovt",
    );
    let schools: Vec<&str> = (0..rows.len()).filter_map(|row| rows.cell(row, "ovt").text()).collect();
    assert_eq!(schools, ["99DR|C1", "99FU|C1", "99OE|C1", "99WH|C1"]);
    let joined = world.rows(
        "select toets.ovt, count(distinct toets.leerling) as samen from doorstroomtoets as toets
         join toetsresultaten as resultaat on resultaat.ovt = toets.ovt and resultaat.leerling = toets.leerling
         group by toets.ovt order by toets.ovt",
    );
    for row in 0..joined.len() {
        assert!(joined.cell(row, "samen").number().unwrap_or_default() >= 10.0, "{:?}", joined.cells[row]);
    }
    assert_eq!(joined.len(), 4);
}

#[test]
fn an_unchanged_source_is_read_once() {
    let project = Project::fixture("bestuur");
    let folder = project.path().join(".schoolanalyse/leerlingen");
    let check = || project.run(["check"]).ends(Exit::Done);
    check();
    let stored =
        || -> Vec<String> { files_below(&folder).into_iter().filter(|name| name.contains('/')).collect() };
    let first = stored();
    assert_eq!(first.len(), TABLES.len() + 1, "{first:?}");
    let table = folder.join(first.iter().find(|name| name.contains("toetsresultaten")).expect("a table"));
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    let set = |time| fs::File::options().write(true).open(&table).unwrap().set_modified(time).unwrap();
    set(long_ago);
    check();
    assert_eq!(
        fs::metadata(&table).unwrap().modified().unwrap(),
        long_ago,
        "what is stored is not written again"
    );

    let text = String::from_utf8(project.read(CSV)).unwrap();
    let shorter: String = text.lines().take(1000).fold(String::new(), |all, line| all + line + "\n");
    let project = project.with_file(CSV, shorter);
    let answer = project.run(["check"]).ends(Exit::Done);
    assert!(answer.stdout.contains("999 rows ="), "{}", answer.text());
    let second = stored();
    assert_eq!(second.len(), first.len(), "what older files gave is taken away");
    assert_ne!(first, second);
}

#[test]
fn pupil_files_without_a_key_are_not_read() {
    let project = Project::fixture("bestuur");
    fs::remove_file(project.path().join("leerlingsleutel.txt")).unwrap();
    project.run(["check"]).ends(Exit::Usage).answers("no_key").leaves_nothing();
    let project = project.with_file("leerlingsleutel.txt", "geen sleutel");
    project.run(["check"]).ends(Exit::Usage).answers("bad_key").leaves_nothing();
}

#[test]
fn every_project_gets_a_key_of_its_own() {
    let (one, other) = (Project::empty(), Project::empty());
    for project in [&one, &other] {
        project.run(["init", "<project>/nieuw"]).ends(Exit::Done);
    }
    let key = |project: &Project| project.read("nieuw/leerlingsleutel.txt");
    assert_ne!(key(&one), key(&other));
    let ignored = String::from_utf8(one.read("nieuw/.gitignore")).unwrap();
    assert!(ignored.contains("/leerlingsleutel.txt") && ignored.contains("/.schoolanalyse/"), "{ignored}");
    one.run(["init", "--key", "<project>/nieuw"]).ends(Exit::Usage).answers("key_twice").leaves_nothing();
    fs::remove_file(one.path().join("nieuw/leerlingsleutel.txt")).unwrap();
    one.run(["init", "--key", "<project>/nieuw"]).ends(Exit::Done).answers("key_made");
}

#[test]
fn the_empty_templates_are_tables_without_rows() {
    let project = Project::empty();
    project.run(["init", "<project>/nieuw"]).ends(Exit::Done);
    let demo = Project::fixture("bestuur");
    fs::remove_dir_all(demo.path().join("bronnen/99WH-C1")).unwrap();
    let mut demo = demo;
    for name in ["toetsresultaten", "groep8"] {
        let template = project.read(&format!("nieuw/sjablonen/{name}.csv"));
        demo = demo.with_file(&format!("bronnen/99WH-C1/{name}.csv"), template);
    }
    let answer = demo.run(["check"]).ends(Exit::Done);
    assert_eq!(answer.stdout.matches("99WH-C1/").count(), 2, "{}", answer.text());
}

#[test]
fn a_file_of_xml_is_read_whole_or_not_at_all() {
    let path = "bronnen/99WH-C1/edexml-2025-2026.xml";
    let text = String::from_utf8(Project::fixture("bestuur").read(path)).unwrap();
    let half = &text[..text.len() / 2];
    let project = Project::fixture("bestuur").with_file(path, half);
    project.run(["check"]).ends(Exit::Faults).answers("xml_truncated");
    let bomb =
        text.replacen("<EDEX", "<!DOCTYPE EDEX [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<EDEX", 1);
    let project = Project::fixture("bestuur").with_file(path, bomb);
    project.run(["check"]).ends(Exit::Faults).answers("xml_entities");
}

#[test]
fn a_query_that_shows_pupils_is_refused() {
    let sql = "--! title: Leerlingen\n--! n: aantal\nselect ovt, leerling, count(*) as aantal from toetsresultaten group by ovt, leerling order by ovt, leerling\n";
    let project = Project::fixture("bestuur").with_query("wie", sql);
    project.run(["check"]).ends(Exit::Usage).answers("query_shows_pupils");
}
