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
-- De richting (`grootste`: het eerst te noemen vakgebied) is die van de leerjaren met een niveau in het eerste en in het laatste schooljaar samen, met hun marge.
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
    verdelingen.naam,
    verdelingen.schooljaar,
    concat(substr(verdelingen.schooljaar, 3, 2), '-', substr(verdelingen.schooljaar, 8, 2)) as jaar,
    verdelingen.reeks,
    verdelingen.toonbaar,
    verdelingen.leerlingen,
    verdelingen.aandeel,
    verdelingen.landelijk,
    case
        when trend.verschil_hoog < 0 then 'omlaag'
        when trend.verschil_laag > 0 then 'omhoog'
        when trend.ovt is not null then 'gelijk'
    end as richting,
    row_number() over (
        partition by
            verdelingen.ovt,
            trend.verschil_hoog < 0,
            trend.verschil_laag > 0,
            verdelingen.toonbaar >= 10
        order by abs(trend.verschil) desc nulls last, verdelingen.volgorde, verdelingen.leerjaar, verdelingen.schooljaar
    ) = 1 as grootste,
    trend.eerste_schooljaar,
    case trend.schaal when 'I-V' then 'I-III' when 'A-E' then 'A-C' end as gunstig
from verdelingen
join (select distinct ovt, leerjaar from te_volgen) as gevolgd
    on gevolgd.ovt = verdelingen.ovt and gevolgd.leerjaar = verdelingen.leerjaar
left join vaktrends as trend
    on trend.ovt = verdelingen.ovt
    and trend.vakgebied = verdelingen.vakgebied
    and trend.aanbieder = verdelingen.aanbieder
    and trend.schaal = verdelingen.schaal
    and trend.toonbaar >= 10
where hoofdreeks and verdelingen.ovt in (select ovt from verdelingen where terug = 0 and toonbaar >= 10)
order by verdelingen.ovt, verdelingen.leerjaar, verdelingen.volgorde, verdelingen.schooljaar
