-- Wat de Inspectie nu over een school publiceert: van de nieuwste peildatum waarop de school in een maandbestand staat, elke
-- standaard één keer. Staat een standaard er onder twee kaders, dan telt het laatst vastgestelde oordeel, en daarna het nieuwste kader.
with stand as (
    select ovt, max(peildatum) as peildatum from scholen_inspectie group by ovt
),
geordend as (
    select
        oordeel.*,
        row_number() over (
            partition by oordeel.ovt, oordeel.standaard
            order by oordeel.vaststellingsdatum desc nulls last, oordeel.kader desc nulls last
        ) as volgorde
    from oordelen_inspectie as oordeel
    join stand on stand.ovt = oordeel.ovt and stand.peildatum = oordeel.peildatum
)
select
    ovt,
    peildatum,
    standaard,
    case
        when standaard = 'eindoordeel' then 1
        when standaard like 'OP%' then 2
        when standaard like 'VS%' then 3
        when standaard like 'OR%' then 4
        when standaard like 'SK%' then 5
        else 6
    end as rang,
    oordeel,
    kader,
    onderzoek,
    vaststellingsdatum,
    case
        when vaststellingsdatum is not null then concat(
            cast(date_part('day', vaststellingsdatum) as int),
            ' ',
            split_part(
                'januari februari maart april mei juni juli augustus september oktober november december',
                ' ',
                cast(date_part('month', vaststellingsdatum) as int)
            ),
            ' ',
            cast(date_part('year', vaststellingsdatum) as int)
        )
    end as vastgesteld
from geordend
where volgorde = 1
order by ovt, rang, standaard
