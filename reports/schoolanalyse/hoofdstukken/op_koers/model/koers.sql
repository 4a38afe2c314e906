-- Op koers: welk referentieniveau leerlingen van groep 6 tot en met 8 laten zien op de toetsen van dit schooljaar, tot en
-- met het moment van het rapport. Alleen wat de toets zelf vermeldt; er wordt niets uit een ander niveau afgeleid.
-- Per groep en vakgebied telt het laatste moment waarop de meesten een referentieniveau kregen, en één aanbieder.
-- `getoetst` telt ook wie bij die toets geen referentieniveau kreeg, bijvoorbeeld omdat het een toets op maat was.
with per_leerling as (
    select
        resultaat.ovt,
        resultaat.leerjaar,
        resultaat.vakgebied,
        resultaat.aanbieder,
        resultaat.moment,
        resultaat.leerling,
        -- Twee toetsen bij één vakgebied: het hoogste niveau telt, want dat heeft de leerling laten zien.
        max(case resultaat.referentieniveau when '<1F' then 0 when '1F' then 1 when '1S' then 2 when '2F' then 2 end) as niveau
    from toetsresultaten as resultaat
    join terugblik on terugblik.schooljaar = resultaat.schooljaar
    join vakgebieden on vakgebieden.vakgebied = resultaat.vakgebied
    where
        terugblik.terug = 0
        and resultaat.leerjaar between 6 and 8
        and vakgebieden.domein is not null
        and (resultaat.moment <> 'E' or $moment = 'E')
    group by
        resultaat.ovt, resultaat.leerjaar, resultaat.vakgebied, resultaat.aanbieder, resultaat.moment, resultaat.leerling
),
geteld as (
    select
        ovt,
        leerjaar,
        vakgebied,
        aanbieder,
        moment,
        count(*) as getoetst,
        count(niveau) as leerlingen,
        sum(case when niveau = 0 then 1 else 0 end) as onder_1f,
        sum(case when niveau = 1 then 1 else 0 end) as op_1f,
        sum(case when niveau = 2 then 1 else 0 end) as op_streef
    from per_leerling
    group by ovt, leerjaar, vakgebied, aanbieder, moment
    having count(niveau) > 0
),
vergeleken as (
    select
        *,
        2 * leerlingen > max(leerlingen) over (partition by ovt, leerjaar, vakgebied) as van_de_meesten,
        case moment when 'B' then 1 when 'M' then 2 else 3 end as laat
    from geteld
),
gekozen as (
    select
        *,
        row_number() over (
            partition by ovt, leerjaar, vakgebied
            order by van_de_meesten desc, laat desc, leerlingen desc, aanbieder
        ) as rang
    from vergeleken
)
select
    gekozen.ovt,
    gekozen.leerjaar,
    gekozen.vakgebied,
    vakgebieden.domein,
    vakgebieden.volgorde,
    gekozen.aanbieder,
    gekozen.moment,
    gekozen.getoetst,
    gekozen.leerlingen,
    gekozen.onder_1f,
    gekozen.op_1f,
    gekozen.op_streef,
    case when gekozen.op_streef = 0 then 0 else gekozen.leerlingen end as toonbaar
from gekozen
join vakgebieden on vakgebieden.vakgebied = gekozen.vakgebied
where gekozen.rang = 1
order by gekozen.ovt, vakgebieden.volgorde, gekozen.leerjaar
