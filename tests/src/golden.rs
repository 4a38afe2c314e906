//! What was found in, held against the golden file of that name; with `ACCEPT=1` the golden file is written instead.
//!
//! Golden files are reviewed text: every change of an answer shows in the diff of a commit.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::listing::files_below;
use crate::workspace::workspace;

/// Lines shown when two texts differ.
const SHOWN: usize = 24;
/// Two texts of which this many pairs of lines would have to be compared are shown as two blocks.
const COMPARED: usize = 4_000_000;

/// Whether golden files are rewritten.
pub fn accepting() -> bool {
    std::env::var_os("ACCEPT").is_some_and(|value| value != "0" && !value.is_empty())
}

/// Fails unless the golden file holds just this text.
pub fn same(name: &str, found: &str) {
    if let Some(fault) = compare(name, found, |golden, found| golden == found) {
        panic!("{fault}");
    }
}

/// Fails unless the golden file holds these words, however the lines are broken.
pub fn same_words(name: &str, found: &str) {
    let words = |golden: &str, found: &str| golden.split_whitespace().eq(found.split_whitespace());
    if let Some(fault) = compare(name, found, words) {
        panic!("{fault}");
    }
}

fn path_of(name: &str) -> PathBuf {
    workspace().join("tests/golden").join(name)
}

fn compare(name: &str, found: &str, same: impl Fn(&str, &str) -> bool) -> Option<String> {
    let path = path_of(name);
    let golden = fs::read_to_string(&path).ok();
    if golden.as_deref().is_some_and(|golden| same(golden, found)) {
        return None;
    }
    if accepting() {
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a golden folder can be made");
        fs::write(&path, found).expect("a golden file can be written");
        return None;
    }
    Some(match golden {
        None => format!(
            "tests/golden/{name} does not exist; look at the answer and run `just accept`:\n{}",
            head(found)
        ),
        Some(golden) => format!(
            "tests/golden/{name} differs; `just accept` takes the new answer\n{}",
            difference(&golden, found)
        ),
    })
}

fn head(text: &str) -> String {
    text.lines().take(SHOWN).fold(String::new(), |shown, line| shown + "  + " + line + "\n")
}

/// The lines that differ, each with its sign; unchanged lines between them are left out.
fn difference(golden: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (golden.lines().collect(), found.lines().collect());
    let start = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = rest.take_while(|(one, other)| one == other).count();
    let (old, new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let lines = if old.len() * new.len() > COMPARED {
        old.iter().map(|line| ('-', *line)).chain(new.iter().map(|line| ('+', *line))).collect()
    } else {
        changes(old, new)
    };
    let mut text = format!("  line {}:\n", start + 1);
    for (sign, line) in lines.iter().take(SHOWN) {
        let _ = writeln!(text, "  {sign} {line}");
    }
    if lines.len() > SHOWN {
        let _ = writeln!(text, "  … and {} lines more", lines.len() - SHOWN);
    }
    text
}

/// The lines outside the longest common subsequence of two texts.
fn changes<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    let mut common = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for (row, one) in old.iter().enumerate().rev() {
        for (column, other) in new.iter().enumerate().rev() {
            common[row][column] = if one == other {
                common[row + 1][column + 1] + 1
            } else {
                common[row + 1][column].max(common[row][column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut lines = Vec::new();
    while row < old.len() || column < new.len() {
        if row < old.len() && column < new.len() && old[row] == new[column] {
            (row, column) = (row + 1, column + 1);
        } else if column == new.len() || row < old.len() && common[row + 1][column] >= common[row][column + 1]
        {
            lines.push(('-', old[row]));
            row += 1;
        } else {
            lines.push(('+', new[column]));
            column += 1;
        }
    }
    lines
}

/// A folder of golden files that holds exactly what was compared.
pub struct Shelf {
    folder: String,
    compared: BTreeSet<String>,
    faults: Vec<String>,
}

impl Shelf {
    /// Begins with the folder of this name.
    pub fn open(folder: &str) -> Self {
        Self { folder: folder.to_owned(), compared: BTreeSet::new(), faults: Vec::new() }
    }

    /// Compares one file; faults are told by [`Shelf::close`], all together.
    pub fn compare(&mut self, name: &str, found: &str) {
        assert!(self.compared.insert(name.to_owned()), "two answers are called `{}/{name}`", self.folder);
        self.faults
            .extend(compare(&format!("{}/{name}", self.folder), found, |golden, found| golden == found));
    }

    /// Names a file that another test compares.
    pub fn keep(&mut self, name: &str) {
        self.compared.insert(name.to_owned());
    }

    /// Fails on every difference, and on a golden file that nothing was compared with.
    pub fn close(mut self) {
        for stale in files_below(&path_of(&self.folder)).iter().filter(|name| !self.compared.contains(*name))
        {
            let path = format!("{}/{stale}", self.folder);
            if accepting() {
                fs::remove_file(path_of(&path)).expect("a stale golden file can be removed");
            } else {
                self.faults.push(format!(
                    "tests/golden/{path} belongs to nothing any more; `just accept` removes it\n"
                ));
            }
        }
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn shows_only_the_lines_that_differ() {
        let shown = difference("one\ntwo\nthree\nfour\nfive\n", "one\ntwee\nthree\nvier\nfive\n");
        assert_eq!(shown, "  line 2:\n  - two\n  + twee\n  - four\n  + vier\n");
    }

    #[test]
    fn shows_a_line_that_only_one_text_has() {
        assert_eq!(difference("one\nthree\n", "one\ntwo\nthree\n"), "  line 2:\n  + two\n");
    }

    #[test]
    fn does_not_show_hundreds_of_lines() {
        assert_eq!(difference("", &"line\n".repeat(100)).lines().count(), 26);
    }
}
