-- Per school de drie jaren samen, gewogen naar aantal leerlingen: som(behaald) / (3 * som(n)).
-- Waar een jaar is onderdrukt (*), zijn alle jaren onderdrukt; dan geldt het gepubliceerde driejaarscijfer, en
-- volgt het hele aantal daaruit.
with opgeteld as (
    select
        ovt,
        sum(case when status = 'bekend' then 1 else 0 end) as jaren_bekend,
        sum(case when status = 'onderdrukt' then 1 else 0 end) as jaren_onderdrukt,
        sum(case when status = 'ontbreekt' then 1 else 0 end) as jaren_ontbreken,
        sum(behaald_1f) as behaald_1f,
        sum(behaald_1s_2f) as behaald_1s_2f,
        sum(aantal_leerlingen) as aantal_leerlingen
    from jaren
    group by ovt
)
select
    resultaat.ovt,
    resultaat.schoolweging,
    resultaat.status,
    opgeteld.jaren_bekend,
    opgeteld.jaren_onderdrukt,
    opgeteld.jaren_ontbreken,
    case
        when opgeteld.jaren_onderdrukt = 0 then opgeteld.behaald_1f
        else cast(round(resultaat.percentage_1f * 3 * resultaat.aantal_leerlingen / 100) as bigint)
    end as behaald_1f,
    case
        when opgeteld.jaren_onderdrukt = 0 then opgeteld.behaald_1s_2f
        else cast(round(resultaat.percentage_1s_2f * 3 * resultaat.aantal_leerlingen / 100) as bigint)
    end as behaald_1s_2f,
    case
        when opgeteld.jaren_onderdrukt = 0 then opgeteld.aantal_leerlingen
        else cast(resultaat.aantal_leerlingen as bigint)
    end as aantal_leerlingen,
    case
        when opgeteld.jaren_onderdrukt = 0 then 100.0 * opgeteld.behaald_1f / (3 * opgeteld.aantal_leerlingen)
        else resultaat.percentage_1f
    end as percentage_1f,
    case
        when opgeteld.jaren_onderdrukt = 0 then 100.0 * opgeteld.behaald_1s_2f / (3 * opgeteld.aantal_leerlingen)
        else resultaat.percentage_1s_2f
    end as percentage_1s_2f
from leerresultaten as resultaat
join opgeteld on opgeteld.ovt = resultaat.ovt
where resultaat.periode = $periode
order by resultaat.ovt
