//! Rebuilds the program when the built-in reports change: they are compiled into the binary.

fn main() {
    println!("cargo::rerun-if-changed=../../reports");
}
