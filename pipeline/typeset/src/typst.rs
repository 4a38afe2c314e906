//! A staged report in, typst's PDF out.
//!
//! Finding, composing the arguments and running are separate, so that all but the last can be tested without typst.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::Error;

/// The oldest typst that knows `pdf.attach` and PDF/UA-1 together with PDF/A-3a as the templates use them.
pub const MINIMUM_VERSION: &str = "0.15.0";

/// A typst that was found and is new enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typst {
    /// The program.
    pub path: PathBuf,
    /// Its version, as it says itself.
    pub version: String,
}

/// One PDF to make.
#[derive(Debug, Clone)]
pub struct Job {
    /// The folder that holds `reports/` and the staged data; typst sees nothing outside it.
    pub root: PathBuf,
    /// The template, from the root.
    pub template: String,
    /// The staged data of the school, from the root, starting with `/`.
    pub staging: String,
    /// For whom: `directie` or `inspectie`.
    pub audience: String,
    /// Seconds since 1970 that stand in the PDF as its time of creation.
    pub created: i64,
    /// The PDF.
    pub output: PathBuf,
}

/// Finds typst: the named one, else the first on `path`, else the one in one of the tool folders.
///
/// # Errors
/// When there is none, it cannot be started, or it is too old.
pub fn find(named: Option<&Path>, path: Option<&OsStr>, tools: &[PathBuf]) -> Result<Typst, Error> {
    if let Some(named) = named {
        return ask_version(named);
    }
    let on_path = path.into_iter().flat_map(std::env::split_paths).map(|folder| folder.join(PROGRAM));
    let in_tools = tools.iter().map(|folder| folder.join(PROGRAM));
    // An old typst on the path does not hide a good one in the tool folder.
    let mut refused = None;
    for candidate in on_path.chain(in_tools).filter(|candidate| candidate.is_file()) {
        match ask_version(&candidate) {
            Ok(found) => return Ok(found),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    let mut places: Vec<String> = std::iter::once("PATH".to_owned())
        .chain(tools.iter().map(|folder| format!("`{}`", folder.display())))
        .collect();
    places.dedup();
    Err(refused.unwrap_or(Error::Missing(places)))
}

const PROGRAM: &str = if cfg!(windows) { "typst.exe" } else { "typst" };

fn ask_version(path: &Path) -> Result<Typst, Error> {
    // Absolute, because typst is run in another folder than ours.
    let path = &std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let output = run(path, &[OsString::from("--version")], None)?;
    let answer = String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().trim().to_owned();
    let version = answer.strip_prefix("typst ").and_then(|rest| rest.split_whitespace().next());
    let numbers = version.and_then(numbers);
    match (version, numbers) {
        (Some(version), Some(found)) if Some(found) >= self::numbers(MINIMUM_VERSION) => {
            Ok(Typst { path: path.to_owned(), version: version.to_owned() })
        }
        (Some(version), Some(_)) => Err(Error::TooOld { path: path.to_owned(), found: version.to_owned() }),
        _ => Err(Error::NotTypst { path: path.to_owned(), answer }),
    }
}

fn numbers(version: &str) -> Option<(u32, u32, u32)> {
    let plain = version.split(['-', '+']).next()?;
    let mut parts = plain.split('.').map(str::parse);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor)), Some(Ok(patch))) => Some((major, minor, patch)),
        _ => None,
    }
}

/// The arguments for one PDF: both standards at once, only our fonts, no clock.
#[must_use]
pub fn arguments(job: &Job) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = ["compile", "--root"].map(OsString::from).to_vec();
    arguments.push(job.root.clone().into());
    for (name, value) in [("staging", &job.staging), ("doelgroep", &job.audience)] {
        arguments.push("--input".into());
        arguments.push(format!("{name}={value}").into());
    }
    // From the root, in which typst is run: a colon in its own name would make two folders of one.
    arguments.push("--font-path".into());
    arguments.push("reports/huisstijl/fonts".into());
    arguments.extend(
        [
            "--ignore-system-fonts",
            "--pdf-standard",
            "ua-1,a-3a",
            "--diagnostic-format",
            "short",
            "--jobs",
            "1",
        ]
        .map(OsString::from),
    );
    arguments.push("--creation-timestamp".into());
    arguments.push(job.created.to_string().into());
    arguments.push(job.root.join(&job.template).into());
    arguments.push(job.output.clone().into());
    arguments
}

/// Makes one PDF.
///
/// # Errors
/// When typst cannot be started or refuses the report.
pub fn compile(typst: &Typst, job: &Job) -> Result<(), Error> {
    // In the root, so that typst's messages name the templates as the user knows them.
    let output = run(&typst.path, &arguments(job), Some(&job.root))?;
    let messages = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    // A warning is a fault in a template: the shipped ones compile without any.
    if output.status.success() && messages.is_empty() {
        return Ok(());
    }
    Err(Error::Refused { template: job.template.clone(), audience: job.audience.clone(), messages })
}

#[expect(clippy::disallowed_methods, reason = "the one place where this program starts another")]
fn run(program: &Path, arguments: &[OsString], folder: Option<&Path>) -> Result<Output, Error> {
    let mut command = Command::new(program);
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    command
        .args(arguments)
        // What stands in the environment must not change a PDF.
        .env_remove("SOURCE_DATE_EPOCH")
        .env_remove("TYPST_FONT_PATHS")
        .env_remove("TYPST_ROOT")
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Error::Start { path: program.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Job, arguments, find, numbers};
    use crate::Error;

    #[test]
    fn asks_for_both_standards_and_no_clock() {
        let job = Job {
            root: PathBuf::from("/r"),
            template: "reports/schoolanalyse/main.typ".into(),
            staging: "/staging/99WH-C1".into(),
            audience: "directie".into(),
            created: 1_770_595_200,
            output: PathBuf::from("/r/uit.pdf"),
        };
        let line =
            arguments(&job).iter().map(|a| a.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ");
        assert!(line.contains("--pdf-standard ua-1,a-3a"));
        assert!(line.contains("--creation-timestamp 1770595200"));
        assert!(line.contains("--input staging=/staging/99WH-C1 --input doelgroep=directie"));
        assert!(line.contains("--ignore-system-fonts"));
    }

    #[test]
    fn compares_versions_as_numbers() {
        assert!(numbers("0.15.1") > numbers("0.9.0"));
        assert_eq!(numbers("0.16.0-rc1"), Some((0, 16, 0)));
        assert_eq!(numbers("typst"), None);
    }

    #[test]
    fn names_every_place_where_it_looked() {
        let error = find(None, None, &[PathBuf::from("/nergens/.tools/bin")]).unwrap_err();
        assert!(matches!(&error, Error::Missing(places) if places.len() == 2));
        assert!(error.hint().unwrap().contains("cargo install --locked typst-cli"));
    }
}
