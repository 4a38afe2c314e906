//! Measures a whole build: seconds per stage, peak memory, and the ratio to typst alone on the same input.
//!
//! Run by `just bench [folder]`; the folder is a project, or the downloaded files alone. It asserts nothing.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use typeset::{Job, Typst};

fn main() -> Result<(), Box<dyn Error>> {
    let asked = std::env::var("SCHOOLANALYSE_BENCH").unwrap_or_else(|_| "fixtures/bestuur".to_owned());
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let work = workspace.join("target/bench");
    let project = project(&workspace.join(asked), &work)?;
    let staging = work.join("staging");
    for folder in [&staging, &work.join("out")] {
        fs::remove_dir_all(folder).or_else(|error| if folder.exists() { Err(error) } else { Ok(()) })?;
    }
    std::env::set_current_dir(&workspace)?;

    let watcher = Watcher::start();
    let started = Instant::now();
    let summary = build(&project, &work.join("out"), &staging)?;
    let whole = started.elapsed().as_secs_f64();
    let (own, with_typst) = watcher.stop();

    let tools = [workspace.join(".tools/bin")];
    let typst = typeset::find(None, std::env::var_os("PATH").as_deref(), &tools)?;
    let alone = typst_alone(&typst, &staging)?;
    report(&summary, whole, alone, (own, with_typst), &mut std::io::stdout())
}

/// The folder itself when it is a project; else a project around the downloaded files in it.
fn project(asked: &Path, work: &Path) -> Result<PathBuf, Box<dyn Error>> {
    if asked.join("bronnen").is_dir() {
        return Ok(asked.to_owned());
    }
    let project = work.join("project");
    let bronnen = project.join("bronnen");
    fs::remove_dir_all(&bronnen).or_else(|error| if bronnen.exists() { Err(error) } else { Ok(()) })?;
    fs::create_dir_all(&bronnen)?;
    for entry in fs::read_dir(asked)? {
        let path = entry?.path();
        if path.is_file() {
            fs::copy(&path, bronnen.join(path.file_name().unwrap_or_default()))?;
        }
    }
    Ok(project)
}

fn build(project: &Path, out: &Path, staging: &Path) -> Result<Value, Box<dyn Error>> {
    let mut answer = Vec::new();
    let mut messages = Vec::new();
    let words: Vec<std::ffi::OsString> = vec![
        "schoolanalyse".into(),
        "build".into(),
        project.into(),
        "--out".into(),
        out.into(),
        "--keep-staging".into(),
        staging.into(),
        "--json".into(),
        "--quiet".into(),
    ];
    let exit = schoolanalyse::run(words, &mut answer, &mut messages);
    if exit != schoolanalyse::Exit::Done {
        return Err(String::from_utf8_lossy(&messages).into_owned().into());
    }
    Ok(serde_json::from_slice(&answer)?)
}

/// Compiles every staged report again, on as many threads as `build` uses, and nothing else.
fn typst_alone(typst: &Typst, root: &Path) -> Result<f64, Box<dyn Error>> {
    let mut schools: Vec<String> = Vec::new();
    for entry in fs::read_dir(root.join("staging"))? {
        schools.push(entry?.file_name().to_string_lossy().into_owned());
    }
    schools.sort();
    let next = AtomicUsize::new(0);
    let started = Instant::now();
    thread::scope(|scope| {
        for worker in 0..thread::available_parallelism().map_or(1, std::num::NonZero::get) {
            let (next, schools) = (&next, &schools);
            scope.spawn(move || {
                while let Some(school) = schools.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for audience in ["directie", "inspectie"] {
                        let job = Job {
                            root: root.to_owned(),
                            template: "reports/schoolanalyse/main.typ".to_owned(),
                            staging: format!("/staging/{school}"),
                            audience: audience.to_owned(),
                            created: 0,
                            output: root.join(format!("alone-{worker}.pdf")),
                        };
                        if let Err(error) = typeset::compile(typst, &job) {
                            let _ = writeln!(std::io::stderr(), "{error}");
                        }
                    }
                }
            });
        }
    });
    Ok(started.elapsed().as_secs_f64())
}

fn report(
    summary: &Value,
    whole: f64,
    alone: f64,
    (own, with_typst): (u64, u64),
    out: &mut impl Write,
) -> Result<(), Box<dyn Error>> {
    let seconds = |name: &str| summary["seconds"][name].as_f64().unwrap_or_default();
    let schools = summary["built"].as_f64().unwrap_or_default().max(1.0);
    let reports = schools * 2.0;
    writeln!(out, "schools                      {schools:>9}  (two PDFs each)")?;
    writeln!(out, "load                         {:>9.3} s", seconds("load"))?;
    writeln!(out, "query, all schools together  {:>9.3} s", seconds("query"))?;
    writeln!(out, "per report: query            {:>9.4} s", seconds("query") / reports)?;
    writeln!(out, "per report: charts           {:>9.4} s", seconds("charts") / reports)?;
    writeln!(out, "per report: typst            {:>9.4} s", seconds("typst") / reports)?;
    writeln!(out, "whole build                  {whole:>9.3} s")?;
    writeln!(out, "typst alone, same input      {alone:>9.3} s")?;
    writeln!(out, "ratio                        {:>9.3}", whole / alone)?;
    writeln!(out, "peak memory, this program    {:>9} MiB", own / 1024)?;
    writeln!(out, "peak memory, with typst      {:>9} MiB", with_typst / 1024)?;
    Ok(())
}

/// Samples the memory of this process and its children, in KiB; knows Linux only and says 0 elsewhere.
struct Watcher {
    stop: Arc<AtomicBool>,
    thread: thread::JoinHandle<(u64, u64)>,
}

impl Watcher {
    fn start() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let mut peak = (0, 0);
            while !until.load(Ordering::Relaxed) {
                let own = status("/proc/self/status", "VmRSS:");
                let total = own + children().iter().map(|path| status(path, "VmRSS:")).sum::<u64>();
                peak = (peak.0.max(own), peak.1.max(total));
                thread::sleep(Duration::from_millis(10));
            }
            (peak.0.max(status("/proc/self/status", "VmHWM:")), peak.1)
        });
        Self { stop, thread }
    }

    fn stop(self) -> (u64, u64) {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().unwrap_or_default()
    }
}

fn status(path: &str, field: &str) -> u64 {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(field));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}

fn children() -> Vec<String> {
    let own = std::process::id().to_string();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .map(|entry| entry.path().join("status").to_string_lossy().into_owned())
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap_or_default();
            text.lines().any(|line| line.strip_prefix("PPid:").is_some_and(|parent| parent.trim() == own))
        })
        .collect()
}
