//! A number of schools, a number of rows and a file name in, that file out: test results of made-up pupils as import CSV.
//!
//! It makes data to measure the program with (`leerlingen 6000 20000000 groot.csv`); the fixtures come from `fixtures`.

use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Bytes that are written at once.
const BUFFER: usize = 1 << 20;

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [schools, rows, file] = words.as_slice() else {
        return Err(io::Error::other("usage: leerlingen <schools> <rows> <file>"));
    };
    let schools = schools.parse().map_err(io::Error::other)?;
    let rows = rows.parse().map_err(io::Error::other)?;
    let mut out = BufWriter::with_capacity(BUFFER, File::create(file)?);
    let bytes = tests::fixtures::write_many(schools, rows, &mut out)?;
    out.flush()?;
    writeln!(io::stdout(), "wrote {rows} rows, {bytes} bytes, to `{file}`")
}
