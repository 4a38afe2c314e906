-- De stand per vakgebied: de leerjaren die de kaart toont samen, op het moment van het rapport, met marge (Wilson, 95%).
-- Een leerjaar dat verborgen blijft, telt niet mee: een zin over de kaart rust op wat de kaart laat zien. Is dat minder dan de
-- helft van de leerlingen, dan is er over het vakgebied niets te zeggen.
with geteld as (
    select
        ovt,
        vakgebied,
        naam,
        volgorde,
        aanbieder,
        schaal,
        landelijk,
        sum(leerlingen) as alle,
        sum(case when toonbaar >= 10 then leerlingen else 0 end) as leerlingen,
        sum(case when toonbaar >= 10 then gunstig else 0 end) as gunstig
    from verdelingen
    where terug = 0
    group by ovt, vakgebied, naam, volgorde, aanbieder, schaal, landelijk
),
gekozen as (
    select *, row_number() over (partition by ovt, vakgebied order by leerlingen desc, aanbieder, schaal) as rang
    from geteld
    where leerlingen > 0 and 2 * leerlingen >= alle
)
select
    ovt,
    vakgebied,
    naam,
    volgorde,
    aanbieder,
    schaal,
    landelijk,
    leerlingen,
    gunstig,
    case when gunstig = 0 then 0 else leerlingen end as toonbaar,
    100.0 * gunstig / leerlingen as aandeel,
    100 * wilson_laag(gunstig, leerlingen) as marge_laag,
    100 * wilson_hoog(gunstig, leerlingen) as marge_hoog,
    case
        when 100 * wilson_hoog(gunstig, leerlingen) < landelijk then 'lager'
        when 100 * wilson_laag(gunstig, leerlingen) > landelijk then 'hoger'
        else 'rond'
    end as ligging
from gekozen
where rang = 1
order by ovt, volgorde
