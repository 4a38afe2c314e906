//! Files as schools and systems write them: what is read, what is left and what is refused, each with its right count.
//!
//! What the words of a row mean is for `leerlingen`.

use schoolanalyse::Exit;
use tests::{Answer, Pdf, Project, World, ods, pack, sheet, xlsx};

const PUPILS: &str = "bronnen/99WH-C1/leerlingen.csv";
const HEADINGS: &str = "leerling_id;schooljaar;groep;jaargroep;afnamedatum;moment;toets;vakgebied;aanbieder;\
    vaardigheidsscore;niveau_schaal;niveau";

/// Twelve sound rows.
fn rows() -> String {
    let row = |number: usize| {
        let niveau = ["I", "II", "III", "IV", "V"][number % 5];
        format!(
            "P{number};2024-2025;5;5;27-01-2025;M;Rekenen M5;rekenen;Cito;{};I-V;{niveau}\n",
            200 + number
        )
    };
    (0..12).map(row).collect()
}

fn table() -> String {
    format!("{HEADINGS}\n{}", rows())
}

/// A small project without files about pupils.
fn project() -> Project {
    Project::broken("pupil_missing_pupil").without(PUPILS)
}

/// Checks the project with one file about the pupils of its school.
fn check(name: &str, bytes: impl AsRef<[u8]>) -> Answer {
    project().with_file(&format!("bronnen/99WH-C1/{name}"), bytes).run(["check"])
}

/// Fails unless the file gives its twelve rows and nothing else.
fn gives_twelve(name: &str, bytes: impl AsRef<[u8]>) -> Answer {
    let answer = check(name, bytes).ends(Exit::Done);
    let line = "12 rows =     12 loaded +    0 rejected";
    assert!(answer.stdout.contains(line), "{name}: {}", answer.text());
    answer
}

/// Fails unless the file is left or refused with these words, and the school is there all the same.
fn stops_nothing(name: &str, bytes: impl AsRef<[u8]>, words: &str) {
    let answer = check(name, bytes);
    assert_ne!(answer.exit, Exit::Usage, "{name}: {}", answer.text());
    assert!(answer.stderr.contains(words), "{name}: {}", answer.text());
    assert!(answer.stdout.contains("1 schools can be built"), "{name}: {}", answer.text());
}

#[test]
fn a_line_that_names_the_delimiter_is_an_instruction() {
    let commas = table().replace(';', ",");
    let bars = table().replace(';', "|");
    for (name, text) in [
        ("plain", format!("sep=;\r\n{}", table())),
        ("mark", format!("\u{feff}sep=;\n{}", table())),
        ("quoted", format!("\"sep=;\"\n{}", table())),
        ("saved again", format!("sep=;;;;\n{}", table())),
        ("comma", format!("sep=,\n{commas}")),
        ("bar", format!("sep=|\n{bars}")),
        ("empty lines", format!("sep=;\n{};;;;;;;;;;;\n;;\n", table())),
    ] {
        gives_twelve(&format!("{name}.csv"), text);
    }
}

#[test]
fn titles_may_stand_above_the_headings() {
    let above =
        ["Toetsoverzicht groep 5;;;;;;;;;;;\nSchooljaar 2024-2025;;\n;;;;;;;;;;;\n", "Export\n\n", "a,b;c\n"];
    for title in above {
        gives_twelve("titels.csv", format!("{title}{}", table()));
        gives_twelve("titels.xlsx", xlsx(&[("Blad1", "visible", &sheet(&format!("{title}{}", table())))]));
    }
    let many = "titel\n".repeat(25);
    stops_nothing("te-laat.csv", format!("{many}{}", table()), "is left: text without known headings");
}

#[test]
fn a_file_that_nobody_can_read_says_what_it_is_and_what_to_do() {
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].as_slice();
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted =
        "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let locked = pack(&[("mimetype", mimetype), ("META-INF/manifest.xml", encrypted), ("content.xml", "x")]);
    for (name, bytes, words) in [
        ("slot.xlsx", [compound, &stream].concat(), "a workbook with a password; save it without one"),
        ("slot.ods", locked, "a workbook with a password; save it without one"),
        ("oud.xls", compound.to_vec(), "a workbook of before 2007; save it as .ods or .xlsx"),
        ("binair.xlsb", pack(&[("xl/workbook.bin", "x")]), "(.xlsb); save it as .xlsx"),
        ("halve.xlsb", b"PK\x03\x04\0\0".to_vec(), "(.xlsb); save it as .xlsx"),
        ("tabel.xls", b"<html><body><table>".to_vec(), "if it is a table, open it in a spreadsheet"),
        (
            "2003.xls",
            b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>".to_vec(),
            "one XML document",
        ),
        ("tekst.xlsx", b"geen werkmap".to_vec(), "named as a workbook, but it holds something else"),
        ("leeg.csv", Vec::new(), "is left: empty"),
        ("half.xlsx", xlsx(&[("Blad1", "visible", &sheet(&table()))])[..700].to_vec(), "is refused"),
    ] {
        stops_nothing(name, &bytes, words);
        if name != "leeg.csv" {
            let project = Project::empty().with_file(name, &bytes);
            let draft = project.run(["check", "--suggest-mapping", &format!("<project>/{name}")]);
            assert_eq!((draft.exit, draft.stdout.as_str()), (Exit::Usage, ""), "{name}: {}", draft.text());
        }
    }
}

#[test]
fn a_damaged_file_costs_itself_alone_and_the_report_says_so() {
    let whole = "<EDEX><school><schooljaar>2024-2025</schooljaar><brincode>99WH</brincode></school><leerlingen>\
        <leerling key=\"1\"><jaargroep>5</jaargroep></leerling></leerlingen>";
    let project = project()
        .with_file("bronnen/99WH-C1/toetsen.csv", table())
        .with_file("bronnen/99WH-C1/register.xml", whole)
        .with_file("bronnen/99WH-C1/half.xlsx", b"PK\x03\x04[Content_Types].xml")
        .with_file("bronnen/99WH-C1/twee.csv", format!("{HEADINGS};niveau\n"));
    let answer = project.run(["check"]).ends(Exit::Faults);
    assert!(answer.stdout.contains("12 rows =     12 loaded"), "{}", answer.text());
    for words in [
        "register.xml` is refused, and nothing of it is used: `99WH-C1/register.xml`, line 1: the file ends",
        "half.xlsx` is refused",
        "twee.csv` is refused, and nothing of it is used: `99WH-C1/twee.csv`, line 1: columns L and M are both called `niveau`",
    ] {
        assert!(answer.stderr.contains(words), "{words}: {}", answer.text());
    }
    let world = World::at(project.path());
    let rows = world.rows("select school, bestand, reden from niet_gelezen_bestanden order by bestand");
    let cells: Vec<String> = (0..rows.len())
        .map(|row| ["bestand", "reden"].map(|column| rows.cell(row, column).to_string()).join(" "))
        .collect();
    // What may be the name of a person is told by its place in the folder.
    let told = "99WH-C1/#1.xlsx damaged_file 99WH-C1/#4.csv double_heading 99WH-C1/register.xml damaged_file";
    assert_eq!(cells.join(" "), told);
    assert!((0..rows.len()).all(|row| rows.cell(row, "school").text() == Some("99WH|C1")));
    let count = |table: &str| world.rows(&format!("select count(*) as n from {table}")).cell(0, "n").number();
    assert_eq!(count("toetsresultaten"), Some(12.0));
    // Nobody of the register that was cut off is taken for known.
    assert_eq!(count("inschrijvingen where bron = 'register'"), Some(0.0));
}

#[test]
fn error_words_and_formulas_in_a_sheet_stop_nothing() {
    let table = table();
    for word in ["#SPILL!", "#CALC!", "#FIELD!", "#N/A", "#ONBEKEND!"] {
        let cell = format!("<c t=\"e\"><v>{word}</v></c></row>");
        let rows =
            sheet(&table).replacen("</row>", "<c/></row>", 1).replace("</c></row>", &format!("</c>{cell}"));
        gives_twelve("fout.xlsx", xlsx(&[("Blad1", "visible", &rows)]));
    }
    let score = "<c t=\"inlineStr\"><is><t>211</t></is></c>";
    let rows = sheet(&table).replace(score, "<c><f>200+11</f></c>");
    let answer = gives_twelve("formules.xlsx", xlsx(&[("Blad1", "visible", &rows)]));
    assert!(answer.stderr.contains("column J: 1 formulas without their outcome"), "{}", answer.text());
}

#[test]
fn a_cell_far_away_costs_nothing_and_one_outside_every_sheet_is_named() {
    for place in ["XFD1048576", "A1048576", "ZZ200000", "XFD1"] {
        let digits = place.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
        let far = format!("<row r=\"{digits}\"><c r=\"{place}\" t=\"inlineStr\"><is><t>.</t></is></c></row>");
        let sheet = |far: &str| format!("{}{far}", sheet(&table()));
        if !place.starts_with('A') {
            let answer = gives_twelve("ver.xlsx", xlsx(&[("Blad1", "visible", &sheet(&far))]));
            let words = "1 lines hold something beside the columns that are read, and are no rows";
            assert_eq!(answer.stderr.contains(words), place != "XFD1", "{place}: {}", answer.text());
        }
        let far = far.replace("<t>.</t>", "<t> </t>");
        gives_twelve("ver.xlsx", xlsx(&[("Blad1", "visible", &sheet(&far))]));
    }
    for place in ["ZZZZZZZ1", "A4294967296"] {
        let far = format!("<row><c r=\"{place}\"><v>1</v></c></row>");
        let bytes = xlsx(&[("Blad1", "visible", &format!("{}{far}", sheet(&table())))]);
        stops_nothing("buiten.xlsx", bytes, &format!("sheet `Blad1` has a cell `{place}`"));
    }
}

#[test]
fn every_visible_sheet_with_known_headings_is_read_and_the_others_are_named() {
    let other = table().replace(";P", ";Q").replace("\nP", "\nQ");
    let groep8 =
        "leerling_id;schooljaar;lezen;taalverzorging;rekenen\nZ1;2024-2025;2F;2F;1S\nZ2;2024-2025;1F;2F;1F\n";
    let explained = sheet("Uitleg\nDit is een toelichting");
    let bytes = xlsx(&[
        ("Toelichting", "visible", &explained),
        ("Groep 5", "visible", &sheet(&table())),
        ("Juf Anja", "visible", &sheet(&format!("Titel\n{other}"))),
        ("Groep 8", "visible", &sheet(groep8)),
        ("Blad9", "hidden", &sheet(&table().replace("\nP", "\nR"))),
        ("Leeg", "visible", ""),
    ]);
    let answer = check("werkmap.xlsx", bytes).ends(Exit::Done);
    for line in [
        "12 rows =     12 loaded +    0 rejected  99WH-C1/werkmap.xlsx, sheet `Groep 5`",
        "12 rows =     12 loaded +    0 rejected  99WH-C1/werkmap.xlsx, sheet `#3`",
        "2 rows =      2 loaded +    0 rejected  99WH-C1/werkmap.xlsx, sheet `Groep 8`",
    ] {
        assert!(answer.stdout.contains(line), "{line}: {}", answer.text());
    }
    let left = "sheets that are not read: `Toelichting` (no known headings), `Blad9` (hidden)";
    assert!(answer.stderr.contains(left), "{}", answer.text());
    assert!(!answer.text().contains("Anja"));
    let hidden = xlsx(&[("Blad1", "veryHidden", &sheet(&table()))]);
    stops_nothing("verborgen.xlsx", hidden, "a workbook without a visible sheet with known headings");
}

#[test]
fn ods_of_other_writers_is_read_cell_by_cell() {
    let cell =
        |text: &str| format!("\n <table:table-cell>\n  <text:p>{text}</text:p>\n </table:table-cell>\n");
    let row = |line: &str| {
        let cells: String = line.split(';').map(cell).collect();
        format!(
            "\n<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16372\"/></table:table-row>"
        )
    };
    let rows: String = table().lines().map(row).collect();
    let comment = "<office:annotation><text:p>let op: afwezig</text:p></office:annotation>";
    let rows = rows.replace("<text:p>P3</text:p>", &format!("{comment}<text:p>P3</text:p>"));
    let empty =
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>";
    let tables = format!("<table:table table:name=\"Blad1\">{rows}{empty}</table:table>");
    gives_twelve("anders.ods", ods(&tables));
}

#[test]
fn the_older_layout_of_duo_is_left_with_its_year() {
    let text = "PEILDATUM;BRIN_NUMMER;VESTIGINGSNUMMER;INSTELLINGSNAAM_VESTIGING;REKENEN_LAGER1F;REKENEN_1F;REKENEN_1S;\
        LV_1F;TV_1F\n20190417;99WH;0;De Wilgenhoek;1;4;6;2;2\n";
    let answer = project().with_file("bronnen/duo-2018-2019.csv", text).run(["check"]).ends(Exit::Done);
    let words =
        "open data of DUO about 2018-2019 in an older layout (`BRIN_NUMMER`), of which nothing is used";
    assert!(answer.stderr.contains(words), "{}", answer.text());
}

#[test]
fn what_a_user_wrote_may_start_with_a_mark_and_another_encoding_is_named() {
    let mark = "\u{feff}";
    let toml = String::from_utf8(project().read("schoolanalyse.toml")).expect("the fixture is UTF-8");
    let key = String::from_utf8(project().read("leerlingsleutel.txt")).expect("the fixture is UTF-8");
    let koppeling = "soort = \"toetsresultaten\"\n[kolommen]\nleerling_id = \"Nr\"\nvakgebied = \"Vak\"\nniveau = \"Niveau\"\n\
        schooljaar = \"Jaar\"\nmoment = \"Moment\"\njaargroep = \"Groep\"\n";
    let export = "Nr;Vak;Niveau;Jaar;Moment;Groep\n1;rekenen;I;2024-2025;M;5\n";
    let query = "--! title: Proef\nselect ovt, schoolweging from schoolweging order by ovt\n";
    let marked = project()
        .with_file("schoolanalyse.toml", format!("{mark}{toml}"))
        .with_file("leerlingsleutel.txt", format!("{mark}{key}"))
        .with_file("koppelingen/x.toml", format!("{mark}{koppeling}"))
        .with_file("queries/q.sql", format!("{mark}{query}"))
        .with_file("bronnen/99WH-C1/export.csv", export);
    let answer = marked.run(["check"]).ends(Exit::Done);
    assert!(
        answer.stdout.contains("1 rows =      1 loaded +    0 rejected  99WH-C1/export.csv"),
        "{}",
        answer.text()
    );
    let utf16 = |text: &str| -> Vec<u8> {
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    for (path, text) in [
        ("schoolanalyse.toml", toml.as_str()),
        ("leerlingsleutel.txt", &key),
        ("koppelingen/x.toml", koppeling),
        ("queries/q.sql", query),
    ] {
        let answer = project().with_file(path, utf16(text)).run(["check"]).ends(Exit::Usage);
        assert!(answer.stderr.contains("not UTF-8 text, but UTF-16"), "{path}: {}", answer.text());
        let answer = project().with_file(path, [text.as_bytes(), b"\n# caf\xE9\n"].concat()).run(["check"]);
        assert!(answer.stderr.contains("such as Windows-1252"), "{path}: {}", answer.text());
        assert!(answer.stderr.contains("save it as UTF-8"), "{path}: {}", answer.text());
    }
}

#[test]
fn runs_at_once_on_a_fresh_store_wait_for_each_other() {
    let project = project().with_file("bronnen/99WH-C1/toetsen.csv", table());
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| project.run(["check"]))).collect();
        runs.into_iter().map(|run| run.join().expect("a run ends")).collect()
    });
    for answer in answers {
        assert!(answer.ends(Exit::Done).stdout.contains("12 loaded"));
    }
    let stored =
        std::fs::read_dir(project.path().join(".schoolanalyse/leerlingen")).expect("there is a store");
    assert_eq!(stored.filter(|entry| entry.as_ref().expect("readable").path().is_dir()).count(), 1);
}

#[test]
fn a_rejected_row_of_a_public_file_names_its_school() {
    let answer = Project::broken("percentage_over_100").run(["check"]);
    assert!(answer.stdout.contains("leerresultaten.ods:Data:3: 99OE|C1: `Gemiddelde"), "{}", answer.text());
    let words = ["verify", "<project>/bronnen/leerresultaten.ods"];
    let verified = Project::broken("percentage_over_100").run(words);
    let told = verified.stdout.contains("leerresultaten.ods:Data:3: 99OE|C1: `Gemiddelde");
    assert!(told, "{}", verified.text());
}

#[test]
fn a_sign_outside_the_font_is_named_and_replaced() {
    for (name, sign, code) in [
        ("De 🎉 School", '🎉', "U+1F389"),
        ("漢 Wilgenhoek", '漢', "U+6F22"),
        ("De \u{e000} Hoek", '\u{e000}', "U+E000"),
    ] {
        let project = project().with_change("schoolanalyse.toml", "De Wilgenhoek", name);
        let words = format!(
            "99WH|C1 {name}: the font has no `{sign}` ({code}), and the report shows `□` in its place"
        );
        let checked = project.run(["check"]).ends(Exit::Done);
        assert!(checked.stderr.contains(&words), "{}", checked.text());
        let built = project.run(["build"]).ends(Exit::Done);
        assert!(built.stderr.contains(&words), "{}", built.text());
        let bytes = project.read("rapporten/2025-2026-midden/99WH-C1/directie.pdf");
        assert!(Pdf::read(bytes).text(1).contains(&name.replace(sign, "□")), "{name}");
    }
}
