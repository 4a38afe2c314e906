//! Titles about shares of pupils: cells around the country, small lines, and parts of bars.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use domain::rows::Value;

use super::claims::{Judged, Scene};
use super::tokens::{has_words, years};

impl Scene<'_> {
    /// Cells around the country, a column together with its margin.
    pub(super) fn heatmap(&self, title: &str) -> Judged {
        let columns: BTreeSet<String> = self.measures().into_iter().map(|cell| cell.panel).collect();
        let sides = columns
            .iter()
            .map(|column| (column.to_lowercase(), self.side(column), self.is_partly_hidden(column)));
        let sides: Vec<(String, Ordering, bool)> = sides.collect();
        // Of a column with hidden cells nothing need be told.
        let told = || sides.iter().filter(|(_, _, partly)| !partly);
        let side = if title.contains("nder het landelijke") { Ordering::Less } else { Ordering::Greater };
        if title.starts_with("Elk vakgebied ligt, ook met de marge, ") {
            return Some(!sides.is_empty() && told().all(|(_, of, _)| *of == side));
        }
        if title == "Geen vakgebied is van het landelijke aandeel te onderscheiden" {
            return Some(told().all(|(_, of, _)| *of == Ordering::Equal));
        }
        let (head, list) = title.split_once(": ")?;
        let known = [
            "Onder het landelijke aandeel, ook met de marge",
            "Boven het landelijke aandeel, ook met de marge",
        ];
        let named: BTreeSet<String> = list.replace(" en ", ", ").split(", ").map(str::to_owned).collect();
        // Where a vakgebied has several providers, the column says so behind its name.
        let bare = |name: &String| name.split(" (").next().unwrap_or(name).to_owned();
        let on_side: BTreeSet<String> =
            sides.iter().filter(|(_, of, _)| *of == side).map(|(name, _, _)| bare(name)).collect();
        let must: BTreeSet<String> =
            told().filter(|(_, of, _)| *of == side).map(|(name, _, _)| bare(name)).collect();
        known.contains(&head).then(|| named.is_subset(&on_side) && must.is_subset(&named))
    }

    fn is_partly_hidden(&self, column: &str) -> bool {
        let mut rows = (0..self.rows.len()).filter(|row| self.text(*row, "column") == column);
        rows.any(|row| *self.rows.cell(row, "aandeel") == Value::Suppressed)
    }

    /// On which side of the country the shown cells of a column lie together, margin included.
    fn side(&self, column: &str) -> Ordering {
        let rows = (0..self.rows.len()).filter(|row| self.text(*row, "column") == column);
        let known = |row: usize| {
            let of = |name: &str| self.rows.cell(row, name).number();
            Some((of("aandeel")?, of("landelijk")?, self.number(row, "count", 0)?))
        };
        let cells: Vec<(f64, f64, f64)> = rows.filter_map(known).collect();
        let pupils: f64 = cells.iter().map(|cell| cell.2).sum();
        let reached: f64 = cells.iter().map(|(share, _, pupils)| (share * pupils / 100.0).round()).sum();
        let country = cells.first().map_or(0.0, |cell| cell.1 / 100.0);
        match query::wilson(reached, pupils) {
            Some((_, high)) if high < country => Ordering::Less,
            Some((low, _)) if low > country => Ordering::Greater,
            _ => Ordering::Equal,
        }
    }

    /// Small lines: the groups with a value in both school years, together.
    pub(super) fn cohort(&self, title: &str) -> Judged {
        let columns: BTreeSet<String> = self.measures().into_iter().map(|cell| cell.panel).collect();
        if title == "Bij geen vakgebied een verandering buiten de marge" {
            let changes = columns.iter().filter_map(|column| self.change(column));
            let changes: Vec<(f64, f64)> = changes.map(|(_, low, high)| (low, high)).collect();
            return Some(
                !changes.is_empty() && changes.iter().all(|(low, high)| *low <= 0.0 && *high >= 0.0),
            );
        }
        let (name, rest) = title.split_once(": ")?;
        let (year, low, high) = self.change(name)?;
        let is_year = years(rest).contains(&year);
        match rest {
            _ if rest.starts_with("kleiner deel op niveau ") => Some(is_year && high < 0.0),
            _ if rest.starts_with("groter deel op niveau ") => Some(is_year && low > 0.0),
            _ => None,
        }
    }

    /// How a column changed since the first school year in which half of its pupils of now can be set beside: the year and the
    /// margin of the difference.
    fn change(&self, column: &str) -> Option<(String, f64, f64)> {
        let mark = |row: usize| {
            let year = self.rows.cell(row, "schooljaar").text()?.to_owned();
            let (share, pupils) = (self.number(row, "y", 0)?, self.number(row, "count", 0)?);
            let reached = (share * pupils / 100.0).round();
            Some((self.text(row, "row"), self.text(row, "break"), year, reached, pupils))
        };
        let rows = (0..self.rows.len()).filter(|row| self.text(*row, "column") == column);
        let marks: Vec<_> = rows.filter_map(mark).collect();
        let last =
            (0..self.rows.len()).filter_map(|row| self.rows.cell(row, "schooljaar").text()).max()?.to_owned();
        let now: Vec<_> = marks.iter().filter(|mark| mark.2 == last).collect();
        let of_series =
            |series: &str| now.iter().filter(|mark| mark.1 == series).map(|mark| mark.4).sum::<f64>();
        let series: BTreeSet<&String> = now.iter().map(|mark| &mark.1).collect();
        let main = series.into_iter().max_by(|one, other| of_series(one).total_cmp(&of_series(other)))?;
        let earlier: BTreeSet<&String> =
            marks.iter().map(|mark| &mark.2).filter(|year| **year < last).collect();
        let pairs = |year: &String| {
            let of_then = |mark: &(String, String, String, f64, f64)| {
                marks.iter().find(|then| then.2 == *year && then.0 == mark.0 && then.1 == mark.1).cloned()
            };
            let found = now
                .iter()
                .filter(|mark| mark.1 == *main)
                .filter_map(|mark| Some(((*mark).clone(), of_then(mark)?)));
            let sums = found.fold([0.0; 4], |sums, (now, then)| {
                [sums[0] + now.3, sums[1] + now.4, sums[2] + then.3, sums[3] + then.4]
            });
            (2.0 * sums[1] >= of_series(main)).then_some(sums)
        };
        let usable: Vec<(&String, [f64; 4])> =
            earlier.into_iter().filter_map(|year| Some((year, pairs(year)?))).collect();
        let (year, sums) = usable.first().filter(|_| usable.len() >= 2)?;
        let (low, high) = query::newcombe((sums[0], sums[1]), (sums[2], sums[3]))?;
        Some(((*year).clone(), low, high))
    }

    /// Parts of bars: one kind of part more often than another. Bars of school years count together, others each by itself.
    pub(super) fn stacked(&self, title: &str) -> Judged {
        if title.starts_with("In groep ") && title.contains(" op 1S bij rekenen") {
            let mut labels = (0..self.rows.len()).map(|row| self.text(row, "label"));
            let group = title.split(" zit ").next()?.trim_start_matches("In ").to_owned();
            return Some(labels.any(|label| label.starts_with(&group)));
        }
        let bars: Vec<usize> =
            (0..self.rows.len()).filter(|row| self.number(*row, "part", 0).is_some()).collect();
        let in_years = bars.iter().all(|bar| !years(&self.text(*bar, "label")).is_empty());
        let groups: Vec<Vec<usize>> =
            if in_years { vec![bars] } else { bars.into_iter().map(|bar| vec![bar]).collect() };
        let name = |group: &[usize]| self.text(group[0], "label").to_lowercase();
        if let Some(rest) = title.strip_prefix("Tussen ") {
            let (more, rest) = rest.split_once(" en ")?;
            let less = rest.split(' ').next()?;
            let is_even = |group: &Vec<usize>| self.leaning(group, more, less) == Some(Ordering::Equal);
            return rest.contains("geen verschil buiten de marge").then(|| groups.iter().all(is_even));
        }
        let (head, less) = title.split_once(" dan ")?;
        let (head, more) = head.split_once("vaker ")?;
        let less = less.split(' ').next()?;
        let leans = |group: &&Vec<usize>| self.leaning(group, more, less) == Some(Ordering::Greater);
        let found: BTreeSet<String> = groups.iter().filter(leans).map(|group| name(group)).collect();
        match head.strip_prefix("Bij ") {
            Some(list) => {
                let named: BTreeSet<String> =
                    list.trim().replace(" en ", ", ").split(", ").map(str::to_owned).collect();
                Some(named == found)
            }
            None => Some(!groups.is_empty() && found.len() == groups.len()),
        }
    }

    /// Whether one kind of part is there more often than another, by more than chance.
    fn leaning(&self, bars: &[usize], more: &str, less: &str) -> Option<Ordering> {
        let parts = self.card.channels.get("part")?;
        let count = |kind: &str| -> f64 {
            let of_kind = parts.iter().enumerate().filter(|(_, part)| has_words(self.card.word(part), kind));
            let of_kind: Vec<usize> = of_kind.map(|(at, _)| at).collect();
            let of_bar = |bar: usize| {
                let pupils = self.number(bar, "count", 0).unwrap_or_default();
                let shares = of_kind.iter().filter_map(|at| self.number(bar, "part", *at));
                shares.map(|share| (share * pupils / 100.0).round()).sum::<f64>()
            };
            bars.iter().map(|bar| of_bar(*bar)).sum()
        };
        let (first, second) = (count(more), count(less));
        Some(match query::wilson(first, first + second) {
            Some((low, _)) if low > 0.5 => Ordering::Greater,
            Some((_, high)) if high < 0.5 => Ordering::Less,
            _ => Ordering::Equal,
        })
    }
}
