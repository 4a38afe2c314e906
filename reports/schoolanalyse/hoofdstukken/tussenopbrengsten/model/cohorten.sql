-- Dezelfde leerlingen over de jaren: per leerjaar waarin zij nu zitten, vakgebied, aanbieder en schaal de leerlingen
-- naar het aantal jaren op rij (`reeks`) dat zij op dit moment een niveau hebben. Een leerling die bleef zitten of
-- versnelde, telt alleen in de jaren waarin hij met dit leerjaar meeliep.
-- `gunstig_2` is het aantal met een gunstig niveau van twee jaar geleden; omhoog en omlaag gaan over het laatste jaar.
with per_leerling as (
    select
        resultaat.ovt,
        resultaat.leerling,
        resultaat.leerjaar + terugblik.terug as leerjaar,
        resultaat.vakgebied,
        resultaat.aanbieder,
        resultaat.schaal,
        max(case when terugblik.terug = 0 then ladder.rang end) as rang_0,
        max(case when terugblik.terug = 1 then ladder.rang end) as rang_1,
        max(case when terugblik.terug = 2 then ladder.rang end) as rang_2,
        max(case when terugblik.terug = 3 then ladder.rang end) as rang_3,
        max(case when terugblik.terug = 4 then ladder.rang end) as rang_4
    from toetsresultaten as resultaat
    join terugblik on terugblik.schooljaar = resultaat.schooljaar
    join niveauladder as ladder on ladder.schaal = resultaat.schaal and ladder.niveau = resultaat.niveau
    left join dubbele_toetsen as dubbel
        on dubbel.ovt = resultaat.ovt
        and dubbel.schooljaar = resultaat.schooljaar
        and dubbel.leerjaar = resultaat.leerjaar
        and dubbel.vakgebied = resultaat.vakgebied
        and dubbel.aanbieder = resultaat.aanbieder
        and dubbel.toets = coalesce(resultaat.toets, '')
    where resultaat.moment = $moment and coalesce(dubbel.telt, true)
    group by
        resultaat.ovt, resultaat.leerling, resultaat.leerjaar + terugblik.terug, resultaat.vakgebied,
        resultaat.aanbieder, resultaat.schaal
),
met_reeks as (
    select
        *,
        case
            when rang_1 is null then 1
            when rang_2 is null then 2
            when rang_3 is null then 3
            when rang_4 is null then 4
            else 5
        end as reeks
    from per_leerling
    where rang_0 is not null
)
select
    ovt,
    leerjaar,
    vakgebied,
    aanbieder,
    schaal,
    reeks,
    count(*) as leerlingen,
    sum(case when rang_0 <= 3 then 1 else 0 end) as gunstig_0,
    sum(case when rang_1 <= 3 then 1 else 0 end) as gunstig_1,
    sum(case when rang_2 <= 3 then 1 else 0 end) as gunstig_2,
    sum(case when rang_3 <= 3 then 1 else 0 end) as gunstig_3,
    sum(case when rang_4 <= 3 then 1 else 0 end) as gunstig_4,
    sum(case when rang_0 < rang_1 then 1 else 0 end) as omhoog,
    sum(case when rang_0 > rang_1 then 1 else 0 end) as omlaag
from met_reeks
group by ovt, leerjaar, vakgebied, aanbieder, schaal, reeks
order by ovt, leerjaar, vakgebied, aanbieder, schaal, reeks
