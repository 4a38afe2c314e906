//! Names as they come in, the same names without a repetition out.
//!
//! Knows no format; what is a repetition and how it is told apart is up to the caller.

use std::collections::BTreeSet;

use domain::rows::Rows;

/// The column or member that says what is hidden in a row.
const HIDDEN: &str = "onderdrukt";

/// Gives the first of `name`, `spelled(2)`, `spelled(3)`… that is not taken yet, and takes it.
pub(crate) fn free(
    taken: &mut BTreeSet<String>,
    name: String,
    spelled: impl Fn(usize) -> String,
    same: impl Fn(&str) -> String,
) -> String {
    let mut candidate = name;
    let mut number = 1;
    while !taken.insert(same(&candidate)) {
        number += 1;
        candidate = spelled(number);
    }
    candidate
}

/// The names of the columns, and the name that is left for what says that something is hidden.
pub(crate) fn columns(rows: &Rows) -> (Vec<String>, String) {
    let mut taken = BTreeSet::new();
    let mut next =
        |name: &str| free(&mut taken, name.to_owned(), |number| format!("{name}_{number}"), str::to_owned);
    let names = rows.columns.iter().map(|name| next(name)).collect();
    (names, next(HIDDEN))
}

#[cfg(test)]
mod tests {
    use domain::rows::Rows;

    use super::columns;

    #[test]
    fn tells_names_apart_that_stand_twice() {
        let columns_of = |names: &[&str]| {
            columns(&Rows { columns: names.iter().map(|name| (*name).to_owned()).collect(), cells: vec![] })
        };
        let (names, hidden) = columns_of(&["n", "n", "onderdrukt", "n"]);
        assert_eq!(names, ["n", "n_2", "onderdrukt", "n_3"]);
        assert_eq!(hidden, "onderdrukt_2");
        assert_eq!(columns_of(&["n"]).1, "onderdrukt");
    }
}
