//! Which figures of a school the sources hide and which groups of pupils are too small, found without the model.

use std::collections::BTreeSet;

use domain::rows::Value;
use tests::World;

/// The figures that the sources hide or that rest on fewer than five pupils, found without the model.
pub(crate) struct Hidden {
    /// Schools of which the three years together are hidden.
    total: BTreeSet<String>,
    /// Schools with the position, from 1, of a hidden year.
    years: BTreeSet<(String, i64)>,
    /// Schools with a domain that has five pupils for certain in no year.
    domains: BTreeSet<(String, String)>,
}

impl Hidden {
    pub(crate) fn of(world: &World) -> Self {
        let total = world.rows("select ovt from leerresultaten where status = 'onderdrukt' or aantal_leerlingen < 5 order by ovt");
        let years = world.rows(
            "select ovt, cast(substr(periode, 1, 4) as bigint) as eerste, peiljaar from eindresultaten
             where status = 'onderdrukt' or aantal_leerlingen < 5 order by ovt, peiljaar",
        );
        let domains = world.rows(
            "select scholen.ovt, tel.domein from scholen
             join (select brin, vestiging, domein, schooljaar, sum(aantal_min) as aantal from referentieniveaus
                   group by brin, vestiging, domein, schooljaar) as tel
                 on tel.brin = scholen.brin_duo and tel.vestiging = scholen.vestiging
             group by scholen.ovt, tel.domein
             having max(tel.aantal) < 5
             order by scholen.ovt, tel.domein",
        );
        let text = |value: &Value| value.text().expect("a text").to_owned();
        let whole = |value: &Value| if let Value::Int(number) = value { *number } else { panic!("{value}") };
        Self {
            total: total.cells.iter().map(|row| text(&row[0])).collect(),
            years: years
                .cells
                .iter()
                .map(|row| (text(&row[0]), whole(&row[2]) - whole(&row[1]) + 1))
                .collect(),
            domains: domains.cells.iter().map(|row| (text(&row[0]), text(&row[1]))).collect(),
        }
    }

    pub(crate) fn schools(&self) -> usize {
        let years = self.years.iter().map(|(ovt, _)| ovt);
        years.chain(&self.total).collect::<BTreeSet<_>>().len()
    }

    /// Whether a column of the facts is one of these figures for a school; nothing when it is about no such figure.
    pub(crate) fn covers(&self, ovt: &str, column: &str) -> Option<bool> {
        let year = |year: i64| self.years.contains(&(ovt.to_owned(), year));
        let of_year = ["leerlingen_", "percentage_1f_", "percentage_1s_2f_", "afwijking_", "afstand_"];
        let own = ["aantal_leerlingen", "percentage_1", "laag_1", "hoog_1", "aandeel_lager"];
        if let Some(domain) =
            ["rekenen", "lezen", "taalverzorging"].iter().find(|domain| column.starts_with(**domain))
        {
            let hidden = self.domains.contains(&(ovt.to_owned(), (*domain).to_owned()));
            return Some(!column.contains("_klasse_") && hidden);
        }
        if column.starts_with("verschil_") {
            return Some(year(2) || year(3));
        }
        if column.starts_with("verschuiving") {
            return Some(year(1) || year(3));
        }
        if of_year
            .iter()
            .any(|start| column.strip_prefix(start).is_some_and(|rest| matches!(rest, "1" | "2" | "3")))
        {
            let hidden = (1..=3).any(|position| column.ends_with(&format!("_{position}")) && year(position));
            return Some(hidden);
        }
        own.iter().any(|start| column.starts_with(start)).then(|| self.total.contains(ovt))
    }
}

/// How many pupils a figure can be about, and whether someone among them is on a favourable niveau: ten are enough, and
/// five who count in each year of groep 8.
const GROUPS: &str = "with niveaus as (
    select ovt, leerling, vakgebied, aanbieder, schaal, niveau in ('I', 'II', 'III', 'A', 'B', 'C') as gunstig,
        cast(substr($schooljaar, 1, 4) as bigint) - cast(substr(schooljaar, 1, 4) as bigint) as terug
    from toetsresultaten where moment = $moment and niveau is not null
), groepen as (
    select ovt, 'stand' as soort, vakgebied as wie, count(distinct leerling) as n, bool_or(gunstig) as gunstig
    from niveaus where terug = 0 group by ovt, vakgebied, aanbieder, schaal
    union all
    select nu.ovt, 'wissel', nu.vakgebied, count(distinct nu.leerling), true from niveaus as nu
    join niveaus as toen on toen.ovt = nu.ovt and toen.leerling = nu.leerling and toen.vakgebied = nu.vakgebied
        and toen.aanbieder = nu.aanbieder and toen.schaal = nu.schaal and nu.terug = 0 and toen.terug = 1
    group by nu.ovt, nu.vakgebied, nu.aanbieder, nu.schaal
    union all
    select ovt, 'koers', replace(vakgebied, 'begrijpend ', ''), count(distinct leerling),
        bool_or(referentieniveau in ('1S', '2F'))
    from toetsresultaten where schooljaar = $schooljaar and leerjaar >= 6 and referentieniveau is not null
    group by ovt, vakgebied, aanbieder, leerjaar, moment
    union all
    select toets.ovt, 'advies', 'groep 8', count(*), true from doorstroomtoets as toets
    join schooladviezen as advies on advies.ovt = toets.ovt and advies.leerling = toets.leerling
        and advies.schooljaar = toets.schooljaar and advies.voorlopig is not null
    where toets.toetsadvies is not null group by toets.ovt, toets.schooljaar
    union all
    select ovt, 'komende', 'groep 8', 2 * count(distinct leerling), true from inschrijvingen
    where leerjaar = 8 and substr(schooljaar, 1, 4) = substr($periode, 6, 4) group by ovt
    union all
    select ovt, 'eigen', wie, 2 * min(n), true from (
        select ovt, count(*) as n,
            case when substr(schooljaar, 6, 4) <= substr($periode, 6, 4) then 'drie' else 'nieuw' end as wie
        from doorstroomtoets where not ontheffing and concat_ws('+', lezen, taalverzorging, rekenen) like '%+%+%'
        group by ovt, schooljaar
    ) as jaren group by ovt, wie
)
select ovt, soort, wie, max(case when n >= 10 and gunstig then 1 else 0 end) as genoeg
from groepen group by ovt, soort, wie order by ovt, soort, wie";

/// The groups of pupils that figures may be about, counted from the files without the model.
pub(crate) struct Groups {
    /// School, what is told and of whom, for groups that are large enough and not all of one low kind.
    shown: BTreeSet<(String, String, String)>,
    /// How many groups are not.
    pub(crate) hidden: usize,
}

impl Groups {
    pub(crate) fn of(world: &World) -> Self {
        let rows = world.rows(GROUPS);
        let mut groups = Self { shown: BTreeSet::new(), hidden: 0 };
        for row in 0..rows.len() {
            let text = |column: &str| rows.cell(row, column).text().expect("a text").to_owned();
            if rows.cell(row, "genoeg").number() == Some(1.0) {
                groups.shown.insert((text("ovt"), text("soort"), text("wie")));
            } else {
                groups.hidden += 1;
            }
        }
        groups
    }

    /// Whether a column of the facts, which says this when it is a text, is about a group that is not shown; nothing when it
    /// is about no group.
    pub(crate) fn cover(&self, ovt: &str, column: &str, said: Option<&str>) -> Option<bool> {
        let hidden = |soort: &str, wie: &str| {
            !self.shown.contains(&(ovt.to_owned(), soort.to_owned(), wie.to_owned()))
        };
        let (start, rest) = column.split_once('_').unwrap_or((column, ""));
        Some(match (start, rest.split('_').next().unwrap_or_default()) {
            ("vak", "laag" | "hoog" | "omlaag" | "omhoog")
            | ("lager" | "hoger" | "rond" | "omlaag" | "omhoog", "lijst") => {
                named(said).iter().any(|vak| hidden("stand", vak))
            }
            ("wissel", "omlaag" | "omhoog" | "gelijk") => named(said).iter().any(|vak| hidden("wissel", vak)),
            ("komende", _) => hidden("komende", "groep 8"),
            ("koers", _) if rest != "groep" => hidden("koers", rest.split('_').next().unwrap_or_default()),
            ("advies", "n" | "hoger" | "lager" | "bijgesteld") => hidden("advies", "groep 8"),
            ("eigen", _) if rest.starts_with("drie") => hidden("eigen", "drie"),
            ("eigen", _) if rest.starts_with("nieuw") => hidden("eigen", "nieuw"),
            _ => return None,
        })
    }
}

/// The column that names the vakgebied of a fact: `vak_laag` of `vak_laag_aandeel`.
pub(crate) fn named_by(column: &str) -> &str {
    let starts = ["vak_laag", "vak_hoog", "vak_omlaag", "vak_omhoog", "wissel_omlaag", "wissel_omhoog"];
    let start = starts.into_iter().find(|start| column.starts_with(&format!("{start}_")));
    start.filter(|_| !column.ends_with("_lijst")).unwrap_or(column)
}

/// The vakgebieden in a list of them.
fn named(list: Option<&str>) -> Vec<String> {
    let names = list.unwrap_or_default().replace(" en ", ", ").to_lowercase();
    names.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
