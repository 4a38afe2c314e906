-- De lengtedoorsnede: per leerjaar van nu en vakgebied één vaste groep leerlingen, met in elk jaar van de lijn een niveau.
-- Naast de dwarsdoorsnede zou een lijn een enkele leerling kunnen verraden die kwam of ging. Daarom is het deel afgerond
-- op 5 procentpunt en staat het aantal leerlingen als een reeks van vijf.
-- De lijn gaat zo ver terug als ten minste tien leerlingen, en de helft van wie nu meetelt, in elk jaar meedoen.
with opgeteld as (
    select
        *,
        sum(leerlingen) over (
            partition by ovt, leerjaar, vakgebied, aanbieder, schaal order by reeks desc
        ) as vaste_groep,
        sum(leerlingen) over (partition by ovt, leerjaar, vakgebied, aanbieder, schaal) as alle
    from cohorten
),
lengtes as (
    select ovt, leerjaar, vakgebied, aanbieder, schaal, max(alle) as alle, max(reeks) as lengte
    from opgeteld
    where reeks >= 2 and vaste_groep >= 10 and 2 * vaste_groep >= alle
    group by ovt, leerjaar, vakgebied, aanbieder, schaal
),
gekozen as (
    select
        *,
        row_number() over (partition by ovt, leerjaar, vakgebied order by alle desc, aanbieder, schaal) as rang
    from lengtes
),
vast as (
    select
        gekozen.ovt,
        gekozen.leerjaar,
        gekozen.vakgebied,
        gekozen.aanbieder,
        gekozen.schaal,
        gekozen.lengte,
        sum(cohorten.leerlingen) as leerlingen,
        sum(cohorten.gunstig_0) as gunstig_0,
        sum(cohorten.gunstig_1) as gunstig_1,
        sum(cohorten.gunstig_2) as gunstig_2,
        sum(cohorten.gunstig_3) as gunstig_3,
        sum(cohorten.gunstig_4) as gunstig_4
    from gekozen
    join cohorten
        on cohorten.ovt = gekozen.ovt
        and cohorten.leerjaar = gekozen.leerjaar
        and cohorten.vakgebied = gekozen.vakgebied
        and cohorten.aanbieder = gekozen.aanbieder
        and cohorten.schaal = gekozen.schaal
        and cohorten.reeks >= gekozen.lengte
    where gekozen.rang = 1
    group by
        gekozen.ovt, gekozen.leerjaar, gekozen.vakgebied, gekozen.aanbieder, gekozen.schaal, gekozen.lengte
),
per_jaar as (
    select
        ovt,
        leerjaar,
        vakgebied,
        aanbieder,
        schaal,
        lengte,
        leerlingen,
        unnest(make_array(0, 1, 2, 3, 4)) as terug,
        unnest(make_array(gunstig_0, gunstig_1, gunstig_2, gunstig_3, gunstig_4)) as gunstig
    from vast
)
select
    per_jaar.ovt,
    per_jaar.leerjaar,
    per_jaar.vakgebied,
    vakgebieden.naam,
    vakgebieden.volgorde,
    per_jaar.aanbieder,
    per_jaar.schaal,
    per_jaar.terug,
    per_jaar.leerjaar - per_jaar.terug as leerjaar_toen,
    per_jaar.leerlingen - per_jaar.leerlingen % 5 as leerlingen_min,
    per_jaar.leerlingen - per_jaar.leerlingen % 5 + 4 as leerlingen_max,
    5.0 * round(20.0 * per_jaar.gunstig / per_jaar.leerlingen) as aandeel,
    case per_jaar.schaal when 'I-V' then 60.0 else 75.0 end as landelijk,
    case when per_jaar.gunstig = 0 then 0 else least(per_jaar.leerlingen, 10) end as toonbaar
from per_jaar
join vakgebieden on vakgebieden.vakgebied = per_jaar.vakgebied
where per_jaar.terug < per_jaar.lengte
order by per_jaar.ovt, per_jaar.leerjaar, vakgebieden.volgorde, per_jaar.terug desc
