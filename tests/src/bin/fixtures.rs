//! Nothing in, the whole of `fixtures/` out: a fictitious board in the publishers' own layouts, and every way to be wrong.
//!
//! Run by `just fixtures`, optionally with another folder to write to. It has its own random numbers
//! and no clock, so it writes the same bytes every time; of a project folder it replaces only what it wrote itself.

use std::io::Write;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures")), PathBuf::from);
    let written = tests::fixtures::write_all(&folder)?;
    writeln!(std::io::stdout(), "wrote {written} files to `{}`", folder.display())
}
