--! title: Elk leerjaar door de jaren
--! subtitle: Dwarsdoorsnede: zelfde leerjaar en zelfde moment, elk schooljaar andere leerlingen; percentage op niveau I-III of A-C
--! chart: cohort
--! row: groep
--! column: naam
--! x: jaar
--! y: aandeel
--! reference: landelijk
--! break: reeks
--! count: leerlingen
--! word reference: landelijk
--! word break: andere toets of schaal
--! word count: n
--! column naam: Vakgebied
--! column groep: Leerjaar
--! column schooljaar: Schooljaar
--! column reeks: Aanbieder en schaal
--! column leerlingen: Leerlingen | int
--! column aandeel: I-III of A-C | pct0
--! column landelijk: Landelijk | pct0
--! n: toonbaar
--! minimum: 10
--! context: landelijk
--! source: eigen toetsgegevens van de school
--! note: Elk punt is van één aanbieder en één schaal: die met de meeste leerlingen. Verandert die, dan staat er een streep: over de streep heen is niet te vergelijken. Op minder dan tien leerlingen is een punt afgeschermd (*).
-- Een leerjaar staat er alleen bij als ten minste één vakgebied twee punten heeft die getoond mogen worden.
with te_volgen as (
    select ovt, leerjaar, naam
    from verdelingen
    where hoofdreeks and toonbaar >= 10
    group by ovt, leerjaar, naam
    having count(*) >= 2
)
select
    verdelingen.ovt,
    concat('groep ', cast(verdelingen.leerjaar as varchar)) as groep,
    naam,
    schooljaar,
    concat(substr(schooljaar, 3, 2), '-', substr(schooljaar, 8, 2)) as jaar,
    reeks,
    toonbaar,
    leerlingen,
    aandeel,
    landelijk
from verdelingen
join (select distinct ovt, leerjaar from te_volgen) as gevolgd
    on gevolgd.ovt = verdelingen.ovt and gevolgd.leerjaar = verdelingen.leerjaar
where hoofdreeks and verdelingen.ovt in (select ovt from verdelingen where terug = 0 and toonbaar >= 10)
order by verdelingen.ovt, verdelingen.leerjaar, volgorde, schooljaar
