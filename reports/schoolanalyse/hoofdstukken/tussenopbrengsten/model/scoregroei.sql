-- Dezelfde leerlingen met een vaardigheidsscore op hetzelfde moment van vorig schooljaar en van nu, op dezelfde toets:
-- het gemiddelde toen en nu. Er hoort geen groeinorm bij; normtabellen zijn niet openbaar en worden niet verzonnen.
with per_leerling as (
    select
        resultaat.ovt,
        resultaat.leerling,
        resultaat.leerjaar + terugblik.terug as leerjaar,
        resultaat.vakgebied,
        resultaat.aanbieder,
        -- Het toetsniveau in de naam (M5) maakt geen andere schaal.
        trim(regexp_replace(coalesce(resultaat.toets, ''), '[BME][3-8]', '', 'g')) as toets,
        max(case when terugblik.terug = 0 then resultaat.vaardigheidsscore end) as score_nu,
        max(case when terugblik.terug = 1 then resultaat.vaardigheidsscore end) as score_toen
    from toetsresultaten as resultaat
    join terugblik on terugblik.schooljaar = resultaat.schooljaar
    left join dubbele_toetsen as dubbel
        on dubbel.ovt = resultaat.ovt
        and dubbel.schooljaar = resultaat.schooljaar
        and dubbel.leerjaar = resultaat.leerjaar
        and dubbel.vakgebied = resultaat.vakgebied
        and dubbel.aanbieder = resultaat.aanbieder
        and dubbel.toets = coalesce(resultaat.toets, '')
    where
        resultaat.moment = $moment
        and terugblik.terug <= 1
        and resultaat.vaardigheidsscore is not null
        and coalesce(dubbel.telt, true)
    group by
        resultaat.ovt, resultaat.leerling, resultaat.leerjaar + terugblik.terug, resultaat.vakgebied,
        resultaat.aanbieder, trim(regexp_replace(coalesce(resultaat.toets, ''), '[BME][3-8]', '', 'g'))
),
geteld as (
    select
        ovt,
        leerjaar,
        vakgebied,
        aanbieder,
        toets,
        count(*) as leerlingen,
        -- In hele honderdsten opgeteld: zo hangt het gemiddelde niet af van de volgorde van de rijen.
        sum(cast(round(100 * score_toen) as bigint)) / (100.0 * count(*)) as score_toen,
        sum(cast(round(100 * score_nu) as bigint)) / (100.0 * count(*)) as score_nu
    from per_leerling
    where score_nu is not null and score_toen is not null
    group by ovt, leerjaar, vakgebied, aanbieder, toets
),
gekozen as (
    select
        *,
        row_number() over (partition by ovt, leerjaar, vakgebied order by leerlingen desc, aanbieder, toets) as rang
    from geteld
)
select
    gekozen.ovt,
    gekozen.leerjaar,
    gekozen.vakgebied,
    vakgebieden.naam,
    vakgebieden.volgorde,
    gekozen.aanbieder,
    gekozen.toets,
    gekozen.leerlingen,
    gekozen.score_toen,
    gekozen.score_nu,
    gekozen.score_nu - gekozen.score_toen as groei
from gekozen
join vakgebieden on vakgebieden.vakgebied = gekozen.vakgebied
where gekozen.rang = 1
order by gekozen.ovt, vakgebieden.volgorde, gekozen.leerjaar
