--! title: Dezelfde leerlingen door de leerjaren, in cijfers
--! subtitle: Percentage op niveau I-III of A-C van dezelfde leerlingen, in elk leerjaar op hetzelfde moment, afgerond op 5
--! column cohort: Cohort
--! column naam: Vakgebied
--! column reeks: Aanbieder en schaal
--! column leerlingen_min..leerlingen_max: Leerlingen | int
--! column aandeel_3: Groep 3 | pct0
--! column aandeel_4: Groep 4 | pct0
--! column aandeel_5: Groep 5 | pct0
--! column aandeel_6: Groep 6 | pct0
--! column aandeel_7: Groep 7 | pct0
--! column aandeel_8: Groep 8 | pct0
--! column landelijk: Landelijk | pct0
--! n: toonbaar
--! minimum: 10
--! context: landelijk
--! source: eigen toetsgegevens van de school
--! note: Een streepje staat bij een leerjaar dat niet in de lijn zit; in een rij met een afgeschermd jaar staat daar ook een *.
select
    ovt,
    concat('nu groep ', cast(leerjaar as varchar)) as cohort,
    naam,
    concat(aanbieder, ', ', schaal) as reeks,
    max(toonbaar) as toonbaar,
    case when min(toonbaar) < 10 then 'onderdrukt' else 'bekend' end as status,
    min(leerlingen_min) as leerlingen_min,
    max(leerlingen_max) as leerlingen_max,
    max(case when leerjaar_toen = 3 and toonbaar >= 10 then aandeel end) as aandeel_3,
    max(case when leerjaar_toen = 4 and toonbaar >= 10 then aandeel end) as aandeel_4,
    max(case when leerjaar_toen = 5 and toonbaar >= 10 then aandeel end) as aandeel_5,
    max(case when leerjaar_toen = 6 and toonbaar >= 10 then aandeel end) as aandeel_6,
    max(case when leerjaar_toen = 7 and toonbaar >= 10 then aandeel end) as aandeel_7,
    max(case when leerjaar_toen = 8 and toonbaar >= 10 then aandeel end) as aandeel_8,
    max(landelijk) as landelijk
from lengtelijnen
group by ovt, leerjaar, naam, volgorde, aanbieder, schaal
order by ovt, leerjaar, volgorde
