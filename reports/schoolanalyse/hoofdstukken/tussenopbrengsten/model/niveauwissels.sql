-- Dezelfde leerlingen, een jaar later: hoeveel gingen er bij een vakgebied een of meer niveaus omhoog of omlaag.
-- Omdat de niveaus landelijke vergelijkingsgroepen zijn, blijft een leerling die meegroeit op hetzelfde niveau.
-- De marge (Wilson, 95%) is die van het deel omhoog onder de leerlingen die van niveau wisselden: ligt de helft erbuiten,
-- dan gaan er meer omhoog dan omlaag, of andersom.
with geteld as (
    select
        ovt,
        vakgebied,
        aanbieder,
        schaal,
        sum(leerlingen) as leerlingen,
        sum(omhoog) as omhoog,
        sum(omlaag) as omlaag
    from cohorten
    where reeks >= 2
    group by ovt, vakgebied, aanbieder, schaal
),
gekozen as (
    select *, row_number() over (partition by ovt, vakgebied order by leerlingen desc, aanbieder, schaal) as rang
    from geteld
)
select
    gekozen.ovt,
    gekozen.vakgebied,
    vakgebieden.naam,
    vakgebieden.volgorde,
    gekozen.aanbieder,
    gekozen.schaal,
    gekozen.leerlingen,
    gekozen.omhoog,
    gekozen.leerlingen - gekozen.omhoog - gekozen.omlaag as gelijk,
    gekozen.omlaag,
    case when gekozen.omlaag = gekozen.leerlingen then 0 else gekozen.leerlingen end as toonbaar,
    case
        when wilson_laag(gekozen.omhoog, gekozen.omhoog + gekozen.omlaag) > 0.5 then 'omhoog'
        when wilson_hoog(gekozen.omhoog, gekozen.omhoog + gekozen.omlaag) < 0.5 then 'omlaag'
        else 'gelijk'
    end as richting
from gekozen
join vakgebieden on vakgebieden.vakgebied = gekozen.vakgebied
where gekozen.rang = 1
order by gekozen.ovt, vakgebieden.volgorde
