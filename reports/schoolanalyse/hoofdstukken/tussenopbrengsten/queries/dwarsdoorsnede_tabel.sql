--! title: Elk leerjaar door de jaren, in cijfers
--! subtitle: Percentage op niveau I-III of A-C, zelfde leerjaar en zelfde moment
--! column naam: Vakgebied
--! column groep: Leerjaar
--! column reeks: Aanbieder en schaal
--! column aandeel_4: 4 jaar eerder | pct0
--! column aandeel_3: 3 jaar eerder | pct0
--! column aandeel_2: 2 jaar eerder | pct0
--! column aandeel_1: 1 jaar eerder | pct0
--! column aandeel_0: Nu | pct0
--! column landelijk: Landelijk | pct0
--! column leerlingen_min..leerlingen_max: Leerlingen | int
--! n: toonbaar
--! minimum: 10
--! context: landelijk
--! source: eigen toetsgegevens van de school
--! note: Leerlingen: het kleinste en het grootste aantal van de getoonde jaren. In een rij met een afgeschermd jaar staat ook bij een jaar zonder gegevens een *.
-- Een rij is één aanbieder en één schaal; verandert die, dan begint er een nieuwe rij.
select
    ovt,
    naam,
    concat('groep ', cast(leerjaar as varchar)) as groep,
    reeks,
    max(toonbaar) as toonbaar,
    case when min(toonbaar) < 10 then 'onderdrukt' else 'bekend' end as status,
    max(case when terug = 4 and toonbaar >= 10 then aandeel end) as aandeel_4,
    max(case when terug = 3 and toonbaar >= 10 then aandeel end) as aandeel_3,
    max(case when terug = 2 and toonbaar >= 10 then aandeel end) as aandeel_2,
    max(case when terug = 1 and toonbaar >= 10 then aandeel end) as aandeel_1,
    max(case when terug = 0 and toonbaar >= 10 then aandeel end) as aandeel_0,
    max(landelijk) as landelijk,
    min(case when toonbaar >= 10 then leerlingen end) as leerlingen_min,
    max(case when toonbaar >= 10 then leerlingen end) as leerlingen_max
from verdelingen
where hoofdreeks and ovt in (select ovt from verdelingen where terug = 0 and toonbaar >= 10)
group by ovt, naam, volgorde, leerjaar, reeks
order by ovt, volgorde, leerjaar, min(terug), reeks
