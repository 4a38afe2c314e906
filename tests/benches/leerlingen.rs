//! Measures reading pupil results: seconds and peak memory for the import CSV of many schools, with all checks on, beside a
//! bare scan and aggregation of the same file by `DataFusion`, and beside `DuckDB` with the same casts.
//!
//! Run by `just bench-pupils [rows]`. Each measurement has a process of its own, so that peaks don't mix. It asserts nothing.

use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::prelude::{CsvReadOptions, SessionConfig, SessionContext};
use domain::project::School;
use ingest::{NormFile, Pupils, Request, Sleutel};
use tests::fixtures::write_many;

/// Schools of the country, about.
const SCHOOLS: u32 = 6_000;
/// Results when nobody says how many.
const ROWS: u64 = 20_000_000;
/// Every column is read, and what a report counts is counted.
const SCAN: &str = "select schooljaar, jaargroep, moment, vakgebied, niveau, count(*),
    avg(cast(replace(vaardigheidsscore, ',', '.') as double)), count(ovt), count(leerling_id), count(groep),
    count(afnamedatum), count(toets), count(aanbieder), count(toetsniveau), count(niveau_schaal),
    count(functioneringsniveau), count(referentieniveau), max(cast(dle as int)), max(cast(dl as int))
    from resultaten group by schooljaar, jaargroep, moment, vakgebied, niveau";
/// The same with the casts that our own reading makes, each value used so that none is left out.
const CASTS: &str = "select schooljaar, cast(jaargroep as int), moment, vakgebied, niveau, count(*),
    avg(cast(replace(vaardigheidsscore, ',', '.') as double)), min(cast(afnamedatum as date)), max(cast(dle as int)),
    max(cast(dl as int)), max(ovt), max(leerling_id), max(groep), max(toets), max(aanbieder), max(toetsniveau),
    max(niveau_schaal), max(functioneringsniveau), max(referentieniveau)
    from resultaten group by schooljaar, cast(jaargroep as int), moment, vakgebied, niveau";
/// The same casts that our own reading makes.
const DUCKDB: &str = "
import sys, duckdb
duckdb.execute(f'set threads={sys.argv[2]}')
duckdb.execute('''create table resultaten as select ovt, leerling_id, schooljaar, groep,
  cast(jaargroep as integer) jaargroep, cast(strptime(afnamedatum, '%Y-%m-%d') as date) afnamedatum, moment, toets,
  vakgebied, aanbieder, toetsniveau, cast(replace(vaardigheidsscore, ',', '.') as double) vaardigheidsscore,
  niveau_schaal, niveau, functioneringsniveau, referentieniveau, cast(dle as integer) dle, cast(dl as integer) dl
  from read_csv(?, delim=';', header=true, all_varchar=true)''', [sys.argv[1]])
";

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let work = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench/leerlingen");
    match words.first().map(String::as_str) {
        Some("ours") => ours(&work),
        Some("scan") => scan(&work, "bare scan", SCAN),
        Some("casts") => scan(&work, "scan with casts", CASTS),
        _ => compare(&work),
    }
}

fn csv(work: &Path) -> PathBuf {
    work.join("bronnen/resultaten.csv")
}

/// Makes the file when it is not there, and measures in turn.
#[expect(
    clippy::disallowed_methods,
    reason = "a process of its own per measurement, so that peaks don't mix"
)]
fn compare(work: &Path) -> Result<(), Box<dyn Error>> {
    let rows =
        std::env::var("SCHOOLANALYSE_BENCH_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(ROWS);
    fs::create_dir_all(work.join("bronnen"))?;
    let mark = work.join("rows");
    if fs::read_to_string(&mark).is_ok_and(|made| made == rows.to_string()) {
        note("the file is there from an earlier run")?;
    } else {
        let mut file = BufWriter::with_capacity(1 << 20, fs::File::create(csv(work))?);
        write_many(SCHOOLS, rows, &mut file)?;
        file.flush()?;
        fs::write(&mark, rows.to_string())?;
    }
    note(&format!("{rows} results, {} MB of CSV", fs::metadata(csv(work))?.len() / 1_000_000))?;
    // Once through the file, so that all find it in the memory of the system.
    std::io::copy(&mut fs::File::open(csv(work))?, &mut std::io::sink())?;
    fs::remove_dir_all(work.join("store")).ok();
    let program = std::env::current_exe()?;
    for which in ["ours", "ours", "scan", "casts"] {
        let done = Command::new(&program).arg(which).stdout(Stdio::inherit()).status()?;
        if !done.success() {
            return Err(format!("`{which}` ended with {done}").into());
        }
    }
    let threads = std::thread::available_parallelism()?.to_string();
    let started = Instant::now();
    let mut python = Command::new("python3");
    match python
        .arg("-c")
        .arg(DUCKDB)
        .arg(csv(work))
        .arg(threads)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
    {
        Ok(done) if done.success() => note(&format!(
            "DuckDB: {:.1} s into a table in memory, with the same casts",
            started.elapsed().as_secs_f64()
        )),
        _ => note("DuckDB: not measured; `pip install duckdb` makes it available"),
    }
}

/// Reads the file into the canonical tables; the second time finds them stored.
fn ours(work: &Path) -> Result<(), Box<dyn Error>> {
    let bounds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reports/normen/scorebereiken.csv");
    let norm = NormFile { path: "scorebereiken.csv".to_owned(), text: fs::read_to_string(bounds)? };
    let schools: Vec<School> = tests::fixtures::many_ovts(SCHOOLS)
        .into_iter()
        .map(|ovt| {
            let ovt = ovt.parse()?;
            Ok(School { ovt, naam: None, vestiging: None, ambitie_1f: None, ambitie_1s_2f: None, line: 1 })
        })
        .collect::<Result<_, domain::ovt::OvtError>>()?;
    let sleutel = Sleutel::parse(&"5c".repeat(32)).map_err(|_| "no key")?;
    let store = work.join("store");
    let stored = store.is_dir();
    let started = Instant::now();
    let loaded = ingest::load(&Request {
        bronnen: &work.join("bronnen"),
        normen: &[norm],
        koppelingen: &[],
        schools: &schools,
        pupils: Some(Pupils { sleutel: Some(&sleutel), term: None, store: &store }),
    })?;
    let seconds = started.elapsed().as_secs_f64();
    let source = loaded.sources.first().ok_or("nothing was read")?;
    let size: u64 = loaded.stored.values().map(|path| fs::metadata(path).map_or(0, |file| file.len())).sum();
    note(&format!(
        "{}: {seconds:.2} s, {} rows = {} loaded + {} rejected, {} MB of Parquet, peak {}",
        if stored { "ours, unchanged" } else { "ours, all checks" },
        source.rijen_gelezen,
        source.rijen_geladen,
        source.rijen_afgewezen,
        size / 1_000_000,
        peak()
    ))
}

/// A scan of the whole file and an aggregation.
fn scan(work: &Path, name: &str, sql: &str) -> Result<(), Box<dyn Error>> {
    let head = fs::File::open(csv(work)).map(std::io::BufReader::new)?;
    let headings = std::io::BufRead::lines(head).next().ok_or("no headings")??;
    let fields: Vec<Field> = headings.split(';').map(|name| Field::new(name, DataType::Utf8, true)).collect();
    let schema = Schema::new(fields);
    let path = csv(work).to_string_lossy().into_owned();
    let runtime = tokio::runtime::Builder::new_multi_thread().build()?;
    let started = Instant::now();
    runtime.block_on(async {
        let partitions = std::thread::available_parallelism()?.get();
        let context =
            SessionContext::new_with_config(SessionConfig::new().with_target_partitions(partitions));
        let options = CsvReadOptions::new().delimiter(b';').schema(&schema);
        context.register_csv("resultaten", path, options).await?;
        context.sql(sql).await?.collect().await?;
        Ok::<_, Box<dyn Error>>(())
    })?;
    note(&format!("DataFusion, {name}: {:.2} s, peak {}", started.elapsed().as_secs_f64(), peak()))
}

/// The most memory that this process held, where the system tells it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |kilobytes| format!("{} MiB", kilobytes / 1024))
}

fn note(line: &str) -> Result<(), Box<dyn Error>> {
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}
