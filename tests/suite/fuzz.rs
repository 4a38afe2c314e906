//! Damaged files of every kind: no reader panics, none takes long, and rows read are rows loaded and rows rejected.
//!
//! Ignored in the suite, for it takes minutes: `just fuzz`. The same seed damages the same files in the same way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::project::Project as ProjectFile;
use ingest::{Loaded, NormFile, Pupils, Request, Sleutel};
use tests::fixtures::Random;
use tests::{Project, norms, ods, pack_bytes, sheet, unpack, xlsx};

/// How many damaged files are read, unless `SCHOOLANALYSE_FUZZ` says another number.
const INPUTS: u64 = 10_000;
/// Longer than this, in the development profile beside another one, and a file holds up a run.
const LONGEST: Duration = Duration::from_secs(20);

/// Pieces that break readers: numbers at the edge, half markup, signs that end what is open.
const PIECES: &[&str] = &[
    "4294967295",
    "-1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "XFD1048576",
    "ZZZZZZZ1",
    "A4294967296",
    "\"",
    ";",
    "\t",
    ",",
    "\r",
    "\n",
    "\0",
    "sep=;\n",
    "<",
    ">",
    "]]>",
    "<![CDATA[",
    "<!--",
    "&#x0;",
    "&lt;",
    "&a;",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "\u{feff}",
    "é",
    "�",
    "*",
    "<5",
    "NA",
    "=\"1\"",
    "' r='0'",
    " number-columns-repeated='999999999'",
    " t='s'",
    "2024-2025",
    "|C1",
    "leerling_id;vakgebied;niveau\n",
    "leerling_id",
    "</row>",
    "<row>",
    "<c><f>",
    "<v/>",
];

/// A sound file and where it goes in `bronnen`.
struct Seed {
    place: &'static str,
    bytes: Vec<u8>,
}

fn seeds() -> Vec<Seed> {
    let board = Project::fixture("bestuur");
    let small = Project::broken("pupil_unknown_pupil");
    let head = |path: &str, lines: usize| -> Vec<u8> {
        let text = board.read(path);
        text.split_inclusive(|byte| *byte == b'\n').take(lines).flatten().copied().collect()
    };
    let csv =
        String::from_utf8(head("bronnen/99WH-C1/toetsresultaten.csv", 40)).expect("the fixture is UTF-8");
    let groep8 = String::from_utf8(head("bronnen/99WH-C1/groep8.csv", 40)).expect("the fixture is UTF-8");
    let cell = |text: &str| {
        format!("<table:table-cell><text:p>{}</text:p></table:table-cell>", text.replace('<', "&lt;"))
    };
    let row = |line: &str| {
        format!("<table:table-row>{}</table:table-row>", line.split(';').map(cell).collect::<String>())
    };
    let table =
        format!("<table:table table:name='Blad1'>{}</table:table>", csv.lines().map(row).collect::<String>());
    // As if it were a file of the school of the small project.
    let whole_xml = |path: &str| -> Vec<u8> {
        let text = String::from_utf8(board.read(path)).expect("the fixture is UTF-8");
        text.replace("99SR", "99WH").replace("99OE", "99WH").replace(">03</", ">00</").into_bytes()
    };
    let sheets = [("Groep 5", "visible", sheet(&csv)), ("Groep 8", "visible", sheet(&groep8))];
    let sheets: Vec<(&str, &str, &str)> =
        sheets.iter().map(|(name, state, rows)| (*name, *state, rows.as_str())).collect();
    [
        ("99WH-C1/toetsen.csv", csv.clone().into_bytes()),
        ("99WH-C1/groep8.csv", groep8.clone().into_bytes()),
        ("99WH-C1/toetsen.xlsx", xlsx(&sheets)),
        ("99WH-C1/toetsen.ods", ods(&table)),
        ("99WH-C1/register.xml", small.read("bronnen/99WH-C1/edexml.xml")),
        ("99WH-C1/dossier.xml", whole_xml("bronnen/99SR-C2/oso/dossier-01.xml")),
        ("99WH-C1/uwlr.xml", uwlr(&whole_xml("bronnen/99OE-C1/uwlr-2025-2026.xml"))),
        ("leerresultaten.ods", small.read("bronnen/leerresultaten.ods")),
        ("schoolweging.ods", small.read("bronnen/schoolweging.ods")),
        ("niveaus.csv", head("bronnen/10.-leerlingen-bo-referentieniveaus-2023-2024.csv", 30)),
        ("adviezen.csv", head("bronnen/04-leerlingen-bo-sbo-schooladviezen-2023-2024.csv", 30)),
        ("scores.csv", head("bronnen/05.-gemiddelde-eindscores-bo-sbo-2023-2024.csv", 30)),
    ]
    .into_iter()
    .map(|(place, bytes)| Seed { place, bytes })
    .collect()
}

/// The first results of a message, with the end that makes it whole.
fn uwlr(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let end = text.match_indices("</toetsafname>").nth(20).map(|(at, end)| at + end.len());
    let tests = text.find("<toetsen>").unwrap_or(text.len());
    match end {
        Some(end) => format!("{}</toetsafnames>{}", &text[..end], &text[tests..]).into_bytes(),
        None => bytes.to_vec(),
    }
}

/// Damages bytes in one to four places.
fn damaged(random: &mut Random, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let at = |random: &mut Random, length: usize| {
            random.below(u32::try_from(length + 1).unwrap_or(u32::MAX)) as usize
        };
        let from = at(random, bytes.len());
        let to = (from + at(random, 64)).min(bytes.len());
        match random.below(8) {
            0 => bytes.truncate(from),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let copy = bytes[from..to].to_vec();
                bytes.splice(from..from, copy.repeat(1 + at(random, 20)));
            }
            3 | 4 => {
                let piece = PIECES[at(random, PIECES.len() - 1)];
                bytes.splice(from..from, piece.bytes());
            }
            5 => {
                let piece = PIECES[at(random, PIECES.len() - 1)];
                bytes.splice(from..to, piece.bytes());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte = u8::try_from(random.below(256)).unwrap_or_default();
                }
            }
        }
    }
    bytes
}

/// Damages a file; of a workbook mostly what is packed in it, for else every archive would only be broken.
fn damaged_file(random: &mut Random, bytes: &[u8]) -> Vec<u8> {
    let mut parts = unpack(bytes);
    if parts.is_empty() || random.chance(15) {
        return damaged(random, bytes);
    }
    let at = random.below(u32::try_from(parts.len()).unwrap_or(1)) as usize;
    parts[at].1 = damaged(random, &parts[at].1);
    pack_bytes(&parts)
}

/// What becomes of one folder: how many rows are loaded when all is in order, else what is not.
fn judged(folder: &Path, norms: &[NormFile], sleutel: &Sleutel) -> Result<u32, String> {
    let file = ProjectFile::parse(&fs::read_to_string(folder.join("schoolanalyse.toml")).unwrap_or_default());
    let schools: Vec<_> = file.map(|file| file.schools.into_values().collect()).unwrap_or_default();
    let store = folder.join("opslag");
    let request = Request {
        bronnen: &folder.join("bronnen"),
        normen: norms,
        koppelingen: &[],
        schools: &schools,
        pupils: Some(Pupils { sleutel: Some(sleutel), term: None, store: &store }),
    };
    let loaded = match ingest::load(&request) {
        Ok(loaded) => loaded,
        Err(error @ ingest::Error::Store { .. }) => {
            return Err(format!("the pupil files stop the run: {error}"));
        }
        Err(_) => return Ok(0),
    };
    adds_up(&loaded)?;
    Ok(loaded.sources.iter().map(|source| source.rijen_geladen).sum())
}

/// Rows read are rows loaded and rows rejected, and every rejected row is told with its line; a line of XML may hold many.
fn adds_up(loaded: &Loaded) -> Result<(), String> {
    let mut told: BTreeMap<&str, BTreeSet<(Option<&str>, u32)>> = BTreeMap::new();
    for row in loaded.rejected.iter().filter(|row| !row.cel) {
        told.entry(&row.bestand).or_default().insert((row.blad.as_deref(), row.regel));
    }
    for source in &loaded.sources {
        let of_sheet = |blad: Option<&str>| source.blad.is_none() || source.blad.as_deref() == blad;
        let lines = told.get(source.bestand.as_str());
        let lines = lines.map_or(0, |lines| lines.iter().filter(|(blad, _)| of_sheet(*blad)).count());
        let refused = usize::try_from(source.rijen_afgewezen).unwrap_or(usize::MAX);
        let adds_up = source.rijen_gelezen == source.rijen_geladen + source.rijen_afgewezen;
        if !adds_up || lines > refused || (lines == 0) != (refused == 0) {
            return Err(format!("{lines} lines are told as rejected, and {source:?}"));
        }
    }
    Ok(())
}

/// A small project in which one file after another is read.
struct Bench {
    project: Project,
    norms: Vec<NormFile>,
    sleutel: Sleutel,
}

impl Bench {
    fn new() -> Self {
        let project = Project::broken("pupil_unknown_pupil");
        let project = project.without("bronnen/99WH-C1/edexml.xml").without("bronnen/99WH-C1/leerlingen.csv");
        Self {
            project,
            norms: norms(),
            sleutel: Sleutel::parse(&"ab".repeat(32)).expect("the key is in order"),
        }
    }

    /// Reads the project with these bytes in this place: the rows that are loaded, or what is wrong; and how long it took.
    fn reads(&self, place: &str, bytes: &[u8]) -> (Result<u32, String>, Duration) {
        let path = self.project.path().join("bronnen").join(place);
        let before = fs::read(&path).ok();
        fs::write(&path, bytes).expect("a file can be written");
        let started = Instant::now();
        let judged =
            catch_unwind(AssertUnwindSafe(|| judged(self.project.path(), &self.norms, &self.sleutel)));
        let took = started.elapsed();
        let back = before.map_or_else(|| fs::remove_file(&path), |bytes| fs::write(&path, bytes));
        back.expect("what was there can be put back");
        (judged.unwrap_or_else(|_| Err("the reader panics".to_owned())), took)
    }
}

#[test]
fn every_sound_file_gives_rows() {
    let bench = Bench::new();
    for seed in seeds() {
        let (with, without) = (bench.reads(seed.place, &seed.bytes).0, bench.reads(seed.place, b"").0);
        assert!(with.as_ref().ok() > without.as_ref().ok(), "{}: {with:?} and {without:?}", seed.place);
    }
}

#[test]
#[ignore = "takes minutes: `just fuzz`"]
#[expect(clippy::print_stdout, reason = "what was tried is worth a line")]
fn no_damaged_file_breaks_a_reader() {
    let inputs =
        std::env::var("SCHOOLANALYSE_FUZZ").ok().and_then(|text| text.parse().ok()).unwrap_or(INPUTS);
    let seeds = seeds();
    let (next, longest) = (AtomicU64::new(0), AtomicU64::new(0));
    let work = || {
        let (bench, mut faults) = (Bench::new(), Vec::new());
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= inputs {
                return faults;
            }
            let seed = &seeds[usize::try_from(number).unwrap_or_default() % seeds.len()];
            let bytes = damaged_file(&mut Random::new(number), &seed.bytes);
            let (judged, took) = bench.reads(seed.place, &bytes);
            longest.fetch_max(u64::try_from(took.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
            let late = (took > LONGEST).then(|| format!("it takes {took:?}"));
            if let Some(fault) = judged.err().or(late) {
                let kept = tests::scratch().join(format!("fuzz-{number}"));
                fs::write(&kept, &bytes).expect("a damaged file can be kept");
                faults.push(format!("input {number}, {}, kept as {}: {fault}", seed.place, kept.display()));
            }
        }
    };
    let faults: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker ends")).collect()
    });
    println!("{inputs} damaged files, {} faults, longest {} ms", faults.len(), longest.into_inner());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
