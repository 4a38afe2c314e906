//! Days of tables in every form and order: tests alone.
//!
//! What a single day means is tested where it is read.

use std::collections::BTreeMap;

use super::{TOETS, toets, trial};
use crate::KoppelingFile;
use crate::check::reason::Reason;

#[test]
fn days_are_read_in_every_usual_form() {
    let days =
        ["27-01-25", "27-jan-2025", "27 januari 2025", "27.01.2025", "27-1-2025 0:00", "45684", "20250127"];
    let empty = [("schooljaar", ""), ("moment", "")];
    let rows: Vec<String> =
        (0..).zip(days).map(|(at, day)| toets(at, &[("afnamedatum", day), empty[0], empty[1]])).collect();
    let read = trial().table(TOETS, &rows).read();
    assert_eq!(read.counts(), (7, 0), "{:?}", read.loaded.rejected);
    assert_eq!(read.column("toetsresultaten", "afnamedatum"), vec!["2025-01-27"; 7]);
    assert_eq!(read.column("toetsresultaten", "moment"), vec!["M"; 7]);
}

#[test]
fn a_column_with_a_day_in_another_order_is_refused_whole() {
    let empty = [("schooljaar", ""), ("moment", "")];
    for (day, form) in [("01/27/2025", "mm/dd/jjjj"), ("2025-27-01", "jjjj-dd-mm")] {
        // The telling day stands far behind days that can be read in either order.
        let mut rows: Vec<String> =
            (0..40_000).map(|at| toets(at, &[("afnamedatum", "01/06/2025"), empty[0], empty[1]])).collect();
        rows.push(toets(40_000, &[("afnamedatum", day), empty[0], empty[1]]));
        rows.push(toets(40_001, &[("afnamedatum", "")]));
        let read = trial().table(TOETS, &rows).read();
        assert_eq!(read.counts(), (1, 40_001), "{day}");
        assert_eq!(read.reasons(), BTreeMap::from([((Reason::OtherDateOrder, false), 40_001)]));
        assert_eq!(read.loaded.rejected[0].waarde, Some(format!("({form})")));
        assert_eq!(read.column("inschrijvingen", "schooljaar"), ["2024-2025"]);
    }
    // Where school year and moment stand beside it, only the day is refused; another file keeps its days.
    let rows = [toets(1, &[("afnamedatum", "01/06/2025")]), toets(2, &[("afnamedatum", "01/27/2025")])];
    let other = format!("{TOETS}\n{}\n", toets(1, &[]));
    let read = trial().table(TOETS, &rows).with("99OE-C1/tabel.csv", other).read();
    assert_eq!((read.rows("99WH-C1/tabel.csv"), read.rows("99OE-C1/tabel.csv")), ((2, 0), (1, 0)));
    assert_eq!(read.reasons(), BTreeMap::from([((Reason::OtherDateOrder, true), 2)]));
    assert_eq!(read.column("toetsresultaten", "afnamedatum"), ["", "", "2025-01-27"]);
}

#[test]
fn a_school_year_beside_it_can_tell_that_a_day_has_the_month_first() {
    let day = |at: usize, day: &str| toets(at, &[("afnamedatum", day)]);
    // 9 February is in 2024-2025, and 2 September is not.
    let read = trial().table(TOETS, &[day(1, "01/06/2025"), day(2, "02/09/2025")]).read();
    assert_eq!(
        (read.counts(), read.reasons()),
        ((2, 0), BTreeMap::from([((Reason::OtherDateOrder, true), 2)]))
    );
    // Beside a day that can only be day first it is one wrong day.
    let read = trial().table(TOETS, &[day(1, "27/01/2025"), day(2, "02/09/2025")]).read();
    assert_eq!(
        (read.counts(), read.reasons()),
        ((1, 1), BTreeMap::from([((Reason::DateOutsideSchooljaar, false), 1)]))
    );
}

#[test]
fn days_of_which_nothing_tells_the_order_are_told() {
    let day = |at: usize, day: &str| toets(at, &[("afnamedatum", day), ("schooljaar", ""), ("moment", "")]);
    let read = trial().table(TOETS, &[day(1, "01/06/2025"), day(2, "02/07/2025")]).read();
    assert_eq!(read.counts(), (2, 0));
    assert!(
        read.warnings().concat().contains("2 days could have the month first as well"),
        "{:?}",
        read.warnings()
    );
    for sure in [day(3, "27/01/2025"), toets(3, &[])] {
        let read = trial().table(TOETS, &[day(1, "01/06/2025"), sure]).read();
        assert_eq!((read.counts(), read.warnings().len()), ((2, 0), 0));
    }
    let read = trial().table(TOETS, &[toets(1, &[("afnamedatum", "06-01-2025")])]).read();
    assert!(read.warnings().is_empty());
}

#[test]
fn a_mapping_says_in_which_order_the_days_stand() {
    let text = "soort = \"toetsresultaten\"\n[kolommen]\nleerling_id = \"leerling_id\"\nvakgebied = \"vakgebied\"\n\
                jaargroep = \"jaargroep\"\nafnamedatum = \"afnamedatum\"\nniveau = \"niveau\"\n[datum]\nvorm = \"mm/dd/jjjj\"\n";
    let rows = [toets(1, &[("afnamedatum", "01/06/2025")]), toets(2, &[("afnamedatum", "01/27/2025")])];
    let mut us = trial().table(TOETS, &rows);
    us.koppelingen.push(KoppelingFile { path: "koppelingen/us.toml".to_owned(), text: text.to_owned() });
    let read = us.read();
    assert_eq!(read.column("toetsresultaten", "afnamedatum"), ["2025-01-06", "2025-01-27"]);
}

#[test]
fn a_day_with_the_year_in_front_does_not_tell_the_order_of_the_others() {
    let day = |at: usize, day: &str| toets(at, &[("afnamedatum", day), ("schooljaar", ""), ("moment", "")]);
    let read = trial().table(TOETS, &[day(1, "01/06/2025"), day(2, "2025-01-27")]).read();
    assert!(read.warnings().concat().contains("1 days could have the month first as well"));
}
