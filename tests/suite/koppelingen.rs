//! Exports of other systems: the draft of a mapping, what is wrong with one, and what one faulty cell of an export costs.

use domain::rows::Value;
use schoolanalyse::Exit;
use tests::{Project, World};

#[test]
fn drafts_a_mapping_for_another_export() {
    let file = "<project>/bronnen/99DR-C1/Toetsoverzicht IEP.xlsx";
    let answer = Project::fixture("bestuur").run(["check", "--suggest-mapping", file]).ends(Exit::Done);
    let answer = answer.answers("suggest_mapping").leaves_nothing();
    assert!(answer.stdout.parse::<toml::Table>().is_ok(), "the draft is TOML:\n{}", answer.stdout);
}

#[test]
fn a_draft_of_a_mapping_shows_no_name() {
    let export = "leerling_id;vakgebied;aanbieder;niveau;Zwanenburg\n1;rekenen;Jansen van Testnaam;III;x\n";
    let project = Project::empty().with_file("export.csv", export);
    let file = "<project>/export.csv";
    let drafts = [
        project.run(["check", "--suggest-mapping", file]),
        project.run(["check", "--json", "--suggest-mapping", file]),
    ];
    for answer in drafts {
        let text = answer.ends(Exit::Done).text();
        assert!(!text.contains("Testnaam") && !text.contains("Zwanenburg"), "{text}");
        assert!(text.contains("a word of 10 letters") && text.contains("a text of 19 characters"), "{text}");
    }
}

#[test]
fn says_what_is_wrong_with_a_mapping_and_which_two_fit() {
    let path = "koppelingen/uitstroom_groep_8.toml";
    let project = Project::fixture("bestuur").with_change(path, "leerling_id", "leerlingid");
    project.run(["check"]).ends(Exit::Usage).answers("mapping_unknown_column").leaves_nothing();
    let twice = Project::fixture("bestuur");
    let copy = twice.read(path);
    twice
        .with_file("koppelingen/zelfde.toml", copy)
        .run(["check"])
        .ends(Exit::Faults)
        .answers("mapping_twice");
}

#[test]
fn a_faulty_advice_costs_no_referentieniveaus_and_is_counted() {
    let path = "bronnen/99WH-C1/groep8.csv";
    let counted = |project: &Project| {
        let world = World::at(project.path());
        let of_school = |sql: &str| world.rows(sql).cells;
        let levels = of_school("select * from groep8 where ovt = '99WH|C1' order by schooljaar");
        let cells = of_school(
            "select omvang, reden, count(*) as aantal from afgewezen_rijen where school = '99WH|C1' group by omvang, reden",
        );
        (levels, cells)
    };
    let sound = Project::fixture("bestuur");
    let (levels, none) = counted(&sound);
    assert!(!levels.is_empty() && none.is_empty());
    let text = String::from_utf8(sound.read(path)).unwrap();
    let faulty = sound.with_file(path, text.replace(";havo/vwo;", ";kunstacademie;"));
    let (now, cells) = counted(&faulty);
    assert_eq!(now, levels);
    assert!(
        matches!(&cells[..], [row] if row[..2] == [Value::Text("cel".to_owned()), Value::Text("unknown_advies".to_owned())]),
        "{cells:?}"
    );
    let answer = faulty.run(["check"]).ends(Exit::Faults);
    assert!(
        answer.stdout.contains("78 rows =     78 loaded +    0 rejected  99WH-C1/groep8.csv"),
        "{}",
        answer.text()
    );
    assert!(answer.stdout.contains("cell only 99WH-C1/groep8.csv"), "{}", answer.text());
    let list = String::from_utf8(faulty.read("afgewezen-rijen.csv")).unwrap();
    assert!(list.lines().skip(1).all(|line| line.ends_with(";unknown_advies;cel")), "{list}");
}
