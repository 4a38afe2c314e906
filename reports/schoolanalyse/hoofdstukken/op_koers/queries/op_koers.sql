--! title: Op koers voor 1F en 1S/2F
--! subtitle: Percentage leerlingen per referentieniveau dat de toets zelf vermeldt, per leerjaar
--! chart: stacked
--! facet: paneel
--! label: groep
--! part: deel_onder, deel_1f, deel_streef
--! count: leerlingen
--! word deel_onder: onder 1F
--! word deel_1f: 1F
--! word deel_streef: 1S/2F
--! word count: n
--! column paneel: Domein (toets)
--! column groep: Leerjaar en moment
--! column aanbieder: Aanbieder
--! column leerlingen: Leerlingen | int
--! column deel_onder: Onder 1F | pct0
--! column deel_1f: 1F | pct0
--! column deel_streef: 1S/2F | pct0
--! column zonder_min..zonder_max: Zonder referentieniveau | int
--! n: toonbaar
--! minimum: 10
--! source: referentieniveaus zoals de toets ze vermeldt, eigen toetsgegevens van de school
--! note: Streefniveau: 1S bij rekenen, 2F bij lezen en taalverzorging. Zonder referentieniveau: leerlingen met een toets die er geen vermeldt, bijvoorbeeld een toets op maat; het beeld kan daardoor te gunstig zijn. Een rij waarin niemand het streefniveau haalt, is afgeschermd (*).
select
    ovt,
    case
        when domein = vakgebied then concat(upper(substr(domein, 1, 1)), substr(domein, 2))
        else concat(upper(substr(domein, 1, 1)), substr(domein, 2), ' (', vakgebied, ')')
    end as paneel,
    -- M7: midden groep 7.
    concat('groep ', cast(leerjaar as varchar), ' (', moment, cast(leerjaar as varchar), ')') as groep,
    aanbieder,
    toonbaar,
    leerlingen,
    100.0 * onder_1f / leerlingen as deel_onder,
    100.0 * op_1f / leerlingen as deel_1f,
    100.0 * op_streef / leerlingen as deel_streef,
    case when getoetst - leerlingen between 1 and 4 then 1 else getoetst - leerlingen end as zonder_min,
    case when getoetst - leerlingen between 1 and 4 then 4 else getoetst - leerlingen end as zonder_max,
    leerjaar,
    domein,
    -- De hoogste groep met cijfers; in een eindrapport heeft groep 8 de doorstroomtoets al gehad.
    leerjaar = max(case when toonbaar >= 10 and (leerjaar < 8 or $moment = 'M') then leerjaar end) over (partition by ovt) as hoogste
from koers
where ovt in (select ovt from koers where toonbaar >= 10)
order by ovt, volgorde, leerjaar
