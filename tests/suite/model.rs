//! The official model in SQL against known answers, and against whole-number arithmetic on schools made up at random.
//!
//! The answers of the worked rows were published or computed by hand; nothing here reads the norm files of the product.

use domain::rows::{Rows, Value};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tests::fixtures::{CountedSchool, counted_ovt, results_file};
use tests::{Project, World};

const BOVEN: &str = "Boven de signaleringswaarde";
const ONDER: &str = "Onder de signaleringswaarde";
const TE_WEINIG: &str = "Te weinig gegevens";
const KLEIN: &str = "Kleine school - Beoordeling over 5 jaar";

/// Signaleringswaarden 1S/2F of the classes [20,21) to [39,40] in tenths of a percent; Inspectie van het Onderwijs,
/// Leerresultaten primair onderwijs 2023-2024-2025.
const GRENZEN: [u32; 20] =
    [683, 650, 619, 589, 562, 538, 518, 501, 486, 471, 455, 435, 412, 387, 363, 343, 328, 320, 317, 303];
/// Signaleringswaarde 1F in tenths of a percent, from the same publication.
const GRENS_1F: u32 = 850;

#[test]
fn pools_the_worked_row_of_the_publication() {
    // 00AP|C1: 94,44/92,31/91,67 of 18/13/12 pupils is 51+36+33 = 120 of 129 levels: 93,02.
    let school = school([(18, 51, 28), (13, 36, 20), (12, 33, 19)], Some(3147));
    let rows = judged(&[school]);
    assert_eq!(rows.cell(0, "behaald_1f"), &Value::Int(120));
    assert_eq!(format!("{:.2}", number(&rows, 0, "percentage_1f")), "93.02");
    assert_eq!(format!("{:.2}", number(&rows, 0, "percentage_1s_2f")), "51.94");
    assert_eq!(rows.cell(0, "schoolweging_van"), &Value::Int(31));
    assert_eq!(verdicts(&rows, 0), (BOVEN, BOVEN));
}

#[test]
fn counts_a_figure_on_the_boundary_as_above_and_one_just_under_it_as_below() {
    let rows = judged(&[
        // 153 of 180 levels is 85,00 exactly.
        school([(20, 51, 40), (20, 51, 40), (20, 51, 40)], Some(3350)),
        // 60 of 138 levels is 43,4783, in one decimal equal to the 43,5 of its class.
        school([(15, 43, 21), (16, 46, 20), (15, 44, 19)], Some(3150)),
        // 261 of 600 levels is 43,5 exactly.
        school([(66, 190, 87), (67, 190, 87), (67, 190, 87)], Some(3150)),
    ]);
    same(number(&rows, 0, "percentage_1f"), 85.0);
    assert_eq!(verdicts(&rows, 0).0, BOVEN);
    assert_eq!(format!("{:.4}", number(&rows, 1, "percentage_1s_2f")), "43.4783");
    assert_eq!(verdicts(&rows, 1), (BOVEN, ONDER));
    same(number(&rows, 2, "percentage_1s_2f"), 43.5);
    assert_eq!(verdicts(&rows, 2), (BOVEN, BOVEN));
}

#[test]
fn puts_a_schoolweging_of_exactly_forty_in_the_last_class() {
    let years = [(25, 70, 23), (25, 70, 23), (25, 70, 23)];
    let rows = judged(&[school(years, Some(4000)), school(years, Some(3999)), school(years, Some(3900))]);
    for row in 0..3 {
        assert_eq!(rows.cell(row, "schoolweging_van"), &Value::Int(39));
        same(number(&rows, row, "signaleringswaarde_1s_2f"), 30.3);
    }
}

#[test]
fn goes_by_the_official_precedence() {
    let rows = judged(&[
        school([(5, 14, 9), (5, 14, 9), (4, 11, 7)], Some(2950)),
        school([(5, 14, 9), (5, 14, 9), (5, 14, 9)], Some(2950)),
        CountedSchool { years: [None, Some((6, 17, 10)), Some((7, 21, 13))], schoolweging: Some(2950) },
        school([(20, 57, 42), (20, 57, 42), (20, 57, 42)], None),
        school([(20, 57, 40), (20, 57, 40), (20, 57, 40)], None),
    ]);
    assert_eq!(verdicts(&rows, 0), (KLEIN, KLEIN), "14 pupils is a small school");
    assert_eq!(verdicts(&rows, 1), (BOVEN, BOVEN), "15 pupils is not");
    assert_eq!(verdicts(&rows, 2), (TE_WEINIG, TE_WEINIG), "a missing year goes before a small school");
    assert_eq!(
        verdicts(&rows, 3),
        (BOVEN, BOVEN),
        "70% is above every signaleringswaarde, so above without schoolweging"
    );
    assert_eq!(verdicts(&rows, 4), (BOVEN, TE_WEINIG), "66,7% is not");
}

#[test]
fn judges_on_counts_where_the_years_are_hidden_too() {
    // 184 of 423 levels is 43,4988, published as 43,5: only the count tells that it is below 43,5.
    let rows = judged(&[school([(70, 203, 92), (68, 197, 89), (3, 8, 3)], Some(3150))]);
    assert_eq!(verdicts(&rows, 0), (BOVEN, ONDER));
}

#[test]
fn agrees_with_whole_number_arithmetic_on_any_schools() {
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let schools = prop::collection::vec(any_school(), 60);
    let outcome = runner.run(&schools, |schools| {
        let rows = judged(&schools);
        for (index, school) in schools.iter().enumerate() {
            agree(&rows, index, school)?;
        }
        Ok(())
    });
    outcome.unwrap();
}

fn any_year() -> impl Strategy<Value = Option<(u32, u32, u32)>> {
    let pupils = prop_oneof![1 => 1..5_u32, 3 => 5..15_u32, 12 => 15..90_u32];
    let year = pupils.prop_flat_map(|pupils| {
        (Just(pupils), (0..=3 * pupils).prop_flat_map(|reached| (Just(reached), 0..=reached)))
    });
    prop_oneof![1 => Just(None), 19 => year.prop_map(|(pupils, (een_f, target))| Some((pupils, een_f, target)))]
}

fn any_school() -> impl Strategy<Value = CountedSchool> {
    let schoolweging = prop_oneof![1 => Just(None), 12 => (2000..=4000_i32).prop_map(Some)];
    let years = [any_year(), any_year(), any_year()];
    (years, schoolweging)
        .prop_map(|(years, schoolweging)| CountedSchool { years, schoolweging })
        .prop_filter("a school has pupils", |school| school.years.iter().any(Option::is_some))
}

/// Compares one row with the rules of the publication, written here in whole numbers.
fn agree(rows: &Rows, row: usize, school: &CountedSchool) -> Result<(), TestCaseError> {
    let known = school.years.iter().flatten();
    let (pupils, een_f, target) =
        known.fold((0, 0, 0), |sum, year| (sum.0 + year.0, sum.1 + year.1, sum.2 + year.2));
    let class = school.schoolweging.map(|weging| usize::try_from(weging / 100 - 20).unwrap_or(0).min(19));
    let reaches = |reached: u32, grens: u32| reached * 1000 >= grens * 3 * pupils;
    let expected = if school.years.iter().any(Option::is_none) {
        (TE_WEINIG, TE_WEINIG)
    } else if pupils < 15 {
        (KLEIN, KLEIN)
    } else {
        let een_f = if reaches(een_f, GRENS_1F) { BOVEN } else { ONDER };
        let target = match class {
            Some(class) if reaches(target, GRENZEN[class]) => BOVEN,
            Some(_) => ONDER,
            None if reaches(target, GRENZEN[0]) => BOVEN,
            None => TE_WEINIG,
        };
        (een_f, target)
    };
    prop_assert_eq!(verdicts(rows, row), expected, "{:?}", school);
    if pupils >= 5 {
        let hidden = school.years.iter().flatten().any(|year| year.0 < 5);
        for (reached, column) in [(een_f, "percentage_1f"), (target, "percentage_1s_2f")] {
            let exact = 100.0 * f64::from(reached) / f64::from(3 * pupils);
            let within = if hidden { 0.005_000_1 } else { 1e-9 };
            prop_assert!((number(rows, row, column) - exact).abs() <= within, "{:?}: {}", school, column);
        }
        prop_assert_eq!(rows.cell(row, "aantal_leerlingen"), &Value::Int(i64::from(pupils)));
    } else {
        prop_assert!(!rows.cell(row, "percentage_1f").is_known(), "{:?}", school);
    }
    Ok(())
}

fn school(years: [(u32, u32, u32); 3], schoolweging: Option<i32>) -> CountedSchool {
    CountedSchool { years: years.map(Some), schoolweging }
}

/// The rows of `oordelen`, in the order of the schools.
fn judged(schools: &[CountedSchool]) -> Rows {
    let ods = results_file(schools).expect("a results file can be made");
    let project = Project::empty().with_file("bronnen/leerresultaten.ods", ods);
    let answer = World::at(project.path()).rows("select * from oordelen order by ovt");
    let row_of = |index: usize| {
        let ovt = counted_ovt(index);
        let found = answer.cells.iter().find(|row| row[0].text() == Some(&ovt));
        found.unwrap_or_else(|| panic!("{ovt} was rejected: {:?}", schools[index])).clone()
    };
    Rows { columns: answer.columns.clone(), cells: (0..schools.len()).map(row_of).collect() }
}

fn number(rows: &Rows, row: usize, column: &str) -> f64 {
    rows.cell(row, column).number().unwrap_or_else(|| panic!("row {row} has no `{column}`"))
}

fn same(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

fn verdicts(rows: &Rows, row: usize) -> (&str, &str) {
    let verdict = |column| rows.cell(row, column).text().expect("every school has a verdict");
    (verdict("uitkomst_1f"), verdict("uitkomst_1s_2f"))
}
