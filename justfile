# The contributor's menu: `just --list`.

set shell := ["bash", "-euo", "pipefail", "-c"]

# One target folder for all builds; a CARGO_TARGET_DIR outside the checkout is respected.
target := env("CARGO_TARGET_DIR", justfile_directory() / "target")
typst_version := "0.15.1"

# Show this menu
default:
    @just --list

# Install what the project needs beside cargo: typst, in .tools, unless it is there or on the path
tools:
    @if ! { .tools/bin/typst --version || typst --version; } 2>/dev/null | grep -qE '^typst (0\.(1[5-9]|[2-9][0-9])|[1-9])'; then \
        CARGO_TARGET_DIR="{{ target }}/tools" cargo install --locked typst-cli --version {{ typst_version }} --root .tools; \
    fi

# Make the PDFs of the fictitious board in fixtures/bestuur
demo: tools
    cargo build --workspace
    {{ target }}/debug/schoolanalyse build fixtures/bestuur
    @echo "open fixtures/bestuur/rapporten/2025-2026-midden/99WH-C1/directie.pdf"

# Everything that has to be green before a commit lands
test: tools check
    cargo test --workspace --doc --quiet
    cargo nextest run --workspace --no-fail-fast

# Formatting, lints and documentation, without a single warning
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items --quiet

# Rewrite the golden files from what the program does now; review the difference before committing
accept: tools
    ACCEPT=1 cargo nextest run --workspace --no-fail-fast

# Rewrite everything below fixtures/ from its generator
fixtures:
    cargo build --workspace
    {{ target }}/debug/fixtures

# Seconds per stage, peak memory and the ratio to typst alone; `just bench ../folder` for other data
bench folder="fixtures/bestuur": tools
    SCHOOLANALYSE_BENCH="{{ folder }}" cargo bench --workspace --bench build

# Seconds and peak memory for reading pupil results, beside a bare scan and DuckDB; `just bench-pupils 1000000` for fewer
bench-pupils rows="20000000":
    SCHOOLANALYSE_BENCH_ROWS="{{ rows }}" cargo bench --workspace --bench leerlingen

# Replay a published results file of the Inspectie
verify file:
    cargo build --workspace
    {{ target }}/debug/schoolanalyse verify {{ file }}

# Damage files of every kind and read them: no panic, no row lost; `just fuzz 50000` for more
fuzz inputs="10000":
    SCHOOLANALYSE_FUZZ="{{ inputs }}" cargo nextest run --workspace --run-ignored only --no-capture -E 'test(no_damaged_file_breaks_a_reader)'
