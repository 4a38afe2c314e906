-- Waar leerlingen bij één vakgebied op één moment meer dan één toets van een aanbieder maakten: welke toets telt.
-- Dat is de toets die de school bij dat vakgebied het meest afneemt, zodat elke leerling één keer telt.
-- Een toetsniveau in de naam (M5) maakt geen andere toets: met toets op maat verschilt dat binnen een groep.
with dubbel as (
    select ovt, schooljaar, leerjaar, vakgebied, aanbieder
    from toetsresultaten
    where moment = $moment
    group by ovt, schooljaar, leerjaar, vakgebied, aanbieder
    having count(*) > count(distinct leerling)
),
per_toets as (
    select
        resultaat.ovt,
        resultaat.schooljaar,
        resultaat.leerjaar,
        resultaat.vakgebied,
        resultaat.aanbieder,
        coalesce(resultaat.toets, '') as toets,
        count(*) as aantal
    from toetsresultaten as resultaat
    join dubbel
        on dubbel.ovt = resultaat.ovt
        and dubbel.schooljaar = resultaat.schooljaar
        and dubbel.leerjaar = resultaat.leerjaar
        and dubbel.vakgebied = resultaat.vakgebied
        and dubbel.aanbieder = resultaat.aanbieder
    where resultaat.moment = $moment
    group by
        resultaat.ovt, resultaat.schooljaar, resultaat.leerjaar, resultaat.vakgebied, resultaat.aanbieder,
        coalesce(resultaat.toets, '')
),
kaal as (
    select *, trim(regexp_replace(toets, '[BME][3-8]', '', 'g')) as naam
    from per_toets
),
-- Over alle leerjaren en jaren van de school, ook die waarin niemand twee toetsen maakte.
per_naam as (
    select
        resultaat.ovt,
        resultaat.vakgebied,
        resultaat.aanbieder,
        trim(regexp_replace(coalesce(resultaat.toets, ''), '[BME][3-8]', '', 'g')) as naam,
        count(*) as op_school
    from toetsresultaten as resultaat
    join (select distinct ovt, vakgebied, aanbieder from dubbel) as geval
        on geval.ovt = resultaat.ovt
        and geval.vakgebied = resultaat.vakgebied
        and geval.aanbieder = resultaat.aanbieder
    where resultaat.moment = $moment
    group by
        resultaat.ovt, resultaat.vakgebied, resultaat.aanbieder,
        trim(regexp_replace(coalesce(resultaat.toets, ''), '[BME][3-8]', '', 'g'))
),
geteld as (
    select kaal.*, per_naam.op_school
    from kaal
    join per_naam
        on per_naam.ovt = kaal.ovt
        and per_naam.vakgebied = kaal.vakgebied
        and per_naam.aanbieder = kaal.aanbieder
        and per_naam.naam = kaal.naam
)
select
    ovt,
    schooljaar,
    leerjaar,
    vakgebied,
    aanbieder,
    toets,
    naam = first_value(naam) over (
        partition by ovt, schooljaar, leerjaar, vakgebied, aanbieder order by op_school desc, naam
    ) as telt
from geteld
order by ovt, schooljaar, leerjaar, vakgebied, aanbieder, toets
