-- De stand per vakgebied: alle leerjaren samen op het moment van het rapport, met marge (Wilson, 95%).
-- Een leerjaar dat verborgen blijft, telt alleen mee als er meer zijn, met ten minste tien leerlingen samen: anders was
-- het terug te rekenen uit het geheel en de getoonde leerjaren.
with met_verborgen as (
    select
        *,
        sum(case when toonbaar < 10 then 1 else 0 end) over (partition by ovt, vakgebied, aanbieder, schaal) as verborgen,
        sum(case when toonbaar < 10 then leerlingen else 0 end) over (
            partition by ovt, vakgebied, aanbieder, schaal
        ) as verborgen_leerlingen
    from verdelingen
    where terug = 0
),
geteld as (
    select
        ovt,
        vakgebied,
        naam,
        volgorde,
        aanbieder,
        schaal,
        landelijk,
        sum(leerlingen) as leerlingen,
        sum(gunstig) as gunstig
    from met_verborgen
    where toonbaar >= 10 or (verborgen >= 2 and verborgen_leerlingen >= 10)
    group by ovt, vakgebied, naam, volgorde, aanbieder, schaal, landelijk
),
gekozen as (
    select *, row_number() over (partition by ovt, vakgebied order by leerlingen desc, aanbieder, schaal) as rang
    from geteld
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
