//! What somebody does on purpose or by a slip: outputs over inputs, files that are no queries, runs that are killed, keys
//! in other places.

use std::fs;
use std::path::Path;

use schoolanalyse::Exit;
use tests::Project;

#[test]
fn nothing_is_written_over_an_input() {
    let project = Project::fixture("xlsx")
        .with_file("queries/eigen.sql", "--! title: A\nselect ovt from schoolweging order by ovt");
    let before = contents(project.path());
    let sql = "select ovt from schoolweging order by ovt";
    let asked = |out: &str, format: &str| {
        let out = format!("<project>/{out}");
        project.run(["query", "-c", sql, "--project", "<project>", "-q", "--format", format, "--out", &out])
    };
    for (out, format) in [
        ("bronnen/leerresultaten.xlsx", "xlsx"),
        ("bronnen/nieuw.csv", "csv"),
        ("queries/../bronnen/leerresultaten.xlsx", "xlsx"),
        ("nergens/../queries/eigen.sql", "table"),
        ("reports/nieuw.md", "markdown"),
        ("schoolanalyse.toml", "table"),
        ("koppelingen/a.json", "json"),
        (".schoolanalyse/a.parquet", "parquet"),
    ] {
        let answer = asked(out, format).ends(Exit::Usage);
        assert!(answer.stderr.contains("leads to an input of the project"), "{out}: {}", answer.text());
    }
    asked("bronnen/leerresultaten.xlsx", "xlsx").answers("query_over_source").leaves_nothing();
    for words in [
        ["--out", "<project>/bronnen"],
        ["--keep-staging", "<project>"],
        ["--keep-staging", "<project>/queries/x"],
    ] {
        let [flag, value] = words;
        let answer = project.run(["build", "<project>", flag, value]).ends(Exit::Usage);
        assert!(answer.stderr.contains("leads to an input of the project"), "{words:?}: {}", answer.text());
    }
    let gallery = project.run(["gallery", "--out", "<project>/queries/galerij.pdf"]).ends(Exit::Usage);
    assert!(gallery.stderr.contains("leads to an input"), "{}", gallery.text());
    assert_eq!(contents(project.path()), before);
    asked("antwoord.csv", "csv").ends(Exit::Done);
    asked("antwoord.csv", "csv").ends(Exit::Done);
    asked("antwoord.csv", "json").ends(Exit::Usage).answers("query_over_another_file");
}

#[cfg(unix)]
#[test]
fn a_device_behind_a_link_is_no_query() {
    let project = Project::fixture("xlsx");
    std::os::unix::fs::symlink("/dev/zero", project.path().join("nul.sql")).unwrap();
    let answer = project.run(["query", "<project>/nul.sql", "--project", "<project>"]).ends(Exit::Usage);
    assert!(answer.stderr.contains("is not a regular file"), "{}", answer.text());
}

#[cfg(unix)]
#[test]
fn links_lead_to_no_input_either() {
    use std::os::unix::fs::symlink;
    let (project, elsewhere) = (Project::fixture("xlsx"), Project::empty());
    symlink(project.path().join("bronnen"), elsewhere.path().join("map")).unwrap();
    symlink(project.path().join("schoolanalyse.toml"), elsewhere.path().join("a.txt")).unwrap();
    let before = contents(project.path());
    for out in ["map/nieuw.txt", "a.txt"] {
        let out = elsewhere.path().join(out).display().to_string();
        let words = ["query", "-c", "select 1 as a", "--project", "<project>", "-q", "--out", &out];
        project.run(words).ends(Exit::Usage).leaves_nothing();
    }
    assert_eq!(contents(project.path()), before);
}

/// Every file of a project with what it holds.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = tests::files_below(folder).into_iter();
    files.map(|path| (path.clone(), fs::read(folder.join(&path)).expect("readable"))).collect()
}

#[test]
fn only_a_query_is_read_as_one_and_nothing_of_another_file_is_told() {
    let secret = "geheim42 is het wachtwoord";
    let project = Project::fixture("xlsx")
        .with_file("sleutel.txt", secret)
        .with_file("sleutel.sql", secret)
        .with_file("beeld.sql", [0x89, b'P', b'N', b'G', 0, 0xff])
        .with_file("--! kaart", "x")
        .with_file("kaart.sql", format!("--! {secret}\n{secret}"))
        .with_file("select", secret);
    for file in
        ["sleutel.txt", "sleutel.sql", "beeld.sql", "kaart.sql", "select", "leerlingsleutel.txt", "queries"]
    {
        let path = format!("<project>/{file}");
        let answer =
            project.run(["query", &path, "--project", "<project>"]).ends(Exit::Usage).leaves_nothing();
        assert!(!answer.text().contains("geheim42"), "{file}: {}", answer.text());
    }
    let path = "<project>/sleutel.sql";
    project.run(["query", path, "--project", "<project>"]).answers("query_of_no_query");
    for path in ["/etc/passwd", "/dev/zero", "/dev/null"] {
        let answer = project.run(["query", path, "--project", "<project>"]).ends(Exit::Usage);
        assert!(answer.stderr.contains("is no query"), "{}", answer.text());
    }
}

#[test]
fn a_part_that_the_engine_passes_over_is_refused_by_name() {
    let project = Project::fixture("xlsx");
    let sql = "select ovt\nfrom schoolweging tablesample bernoulli (10)\norder by ovt";
    let words = |sql| ["query", "-c", sql, "--project", "<project>"];
    project.run(words(sql)).ends(Exit::Usage).answers("query_tablesample");
    project
        .run(words("select ovt from schoolweging order by ovt for update"))
        .ends(Exit::Usage)
        .answers("query_for_update");
}

#[test]
fn the_work_of_a_killed_run_is_cleared_and_that_of_a_live_one_is_not() {
    let killed = "rapporten/2025-2026-midden/.schoolanalyse-gedood/staging/rapport.json";
    let older = "rapporten/2024-2025-eind/.schoolanalyse-gedood/.bezet";
    let project = Project::fixture("xlsx").with_file(killed, "{}").with_file(older, "");
    let live = "rapporten/2025-2026-midden/.schoolanalyse-bezig";
    let project = project.with_file(&format!("{live}/.bezet"), "").with_file(&format!("{live}/werk"), "x");
    let held = fs::File::open(project.path().join(live).join(".bezet")).unwrap();
    held.try_lock().unwrap();
    project.run(["build", "--audience", "directie"]).ends(Exit::Done);
    for gone in [killed, older] {
        let folder = Path::new(gone).iter().take(3).collect::<std::path::PathBuf>();
        assert!(!project.path().join(&folder).exists(), "{}", folder.display());
    }
    assert_eq!(project.read(&format!("{live}/werk")), b"x");
    drop(held);
    project.run(["build", "--audience", "directie"]).ends(Exit::Done);
    assert!(!project.path().join(live).exists());
}

#[test]
fn what_somebody_put_in_the_place_of_a_report_is_not_thrown_away() {
    let school = |project: &Project| project.reports("rapporten/2025-2026-midden").remove(0);
    let first = Project::fixture("xlsx");
    first.run(["build", "--audience", "directie"]).ends(Exit::Done);
    let note = format!("rapporten/2025-2026-midden/{}/notities.txt", school(&first));
    let project = Project::fixture("xlsx").with_file(&note, "van mij");
    let answer = project.run(["build", "--audience", "directie"]);
    assert_ne!(answer.exit, Exit::Done);
    assert!(answer.stderr.contains("is no report of this program"), "{}", answer.text());
    assert_eq!(project.read(&note), b"van mij");
}

#[test]
fn a_key_may_be_kept_elsewhere() {
    let (project, elsewhere) = (Project::fixture("bestuur"), Project::empty());
    let inside = project.path().join("leerlingsleutel.txt");
    let outside = elsewhere.path().join("sleutel.txt");
    fs::copy(&inside, &outside).unwrap();
    let outside = outside.display().to_string();
    let with_key = |words: [&str; 2]| project.run([words[0], words[1], "--key", &outside, "<project>"]);
    // The key that is named goes before the one in the project.
    fs::write(&inside, "geen sleutel").unwrap();
    project.run(["check"]).ends(Exit::Usage);
    assert_eq!(with_key(["check", "-q"]).exit, Exit::Done);
    fs::remove_file(&inside).unwrap();
    assert_eq!(with_key(["check", "-q"]).exit, Exit::Done);
    let words =
        ["query", "groei_rekenen", "--project", "<project>", "-q", "--key", &outside, "--school", "99WH|C1"];
    assert!(project.run(words).ends(Exit::Done).stdout.contains("2024-2025"));
    let built = project.run(["build", "--school", "99WH|C1", "--audience", "directie", "--key", &outside]);
    assert_eq!(built.exit, Exit::Done, "{}", built.text());
    let out =
        ["query", "-c", "select 1 as a", "--project", "<project>", "--key", &outside, "--out", &outside];
    assert!(project.run(out).ends(Exit::Usage).stderr.contains("leads to an input"));
    project
        .run(["check", "--key", "<project>/nergens.txt", "<project>"])
        .ends(Exit::Usage)
        .answers("key_away");
    let text = "sleutel = \"elders.txt\"\n";
    project
        .with_file("schoolanalyse.toml", text)
        .run(["check"])
        .ends(Exit::Usage)
        .answers("key_in_project_file");
}
