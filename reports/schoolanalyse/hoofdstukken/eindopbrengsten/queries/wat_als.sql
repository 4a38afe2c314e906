--! title: Wat als het oudste toetsjaar wegvalt
--! subtitle: Nodig bij de volgende toets om met de laatste twee jaren samen op elk doel uit te komen
--! column toetsjaar: Toetsjaar
--! column indicator: Indicator
--! column doel: Doel
--! column doelwaarde: Waarde | pct1
--! column behaald_nodig: Niveaus nodig | int
--! column niveaus_mogelijk: van | int
--! column percentage_nodig: Nodig | pct1
--! column percentage_laatste: Laatste jaar | pct1
--! column leerlingen_nieuw: Leerlingen | int
--! column toelichting: Toelichting
--! n: leerlingen_nieuw
--! context: doelwaarde
--! source: eigen berekening op de jaarcijfers van de Inspectie
--! note: Elke leerling telt voor drie niveaus. Uitgegaan is van de groep 8 in het leerlingregister, zonder te weten wie een ontheffing krijgt; is zij daar niet bekend, dan van evenveel leerlingen als in het laatste toetsjaar. Aanname: schoolweging, signaleringswaarde en vergelijkingscijfers blijven gelijk. De nieuwe waarden zijn pas bekend als de Inspectie ze publiceert.
with lang as (
    select
        ovt, volgnummer, peiljaar, aantal_leerlingen, '1F' as indicator, behaald_1f as behaald, percentage_1f as percentage
    from jaren
    union all
    select ovt, volgnummer, peiljaar, aantal_leerlingen, '1S/2F', behaald_1s_2f, percentage_1s_2f
    from jaren
),
blijft as (
    select
        lang.ovt,
        lang.indicator,
        sum(lang.behaald) as behaald,
        sum(lang.aantal_leerlingen) as aantal_leerlingen,
        coalesce(
            max(komend.leerlingen), max(case when lang.volgnummer = 3 then lang.aantal_leerlingen end)
        ) as leerlingen_nieuw,
        max(komend.leerlingen) is not null as uit_register,
        max(case when lang.volgnummer = 3 then lang.percentage end) as percentage_laatste,
        max(lang.peiljaar) as laatste_peiljaar
    from lang
    join oordelen on oordelen.ovt = lang.ovt
    left join komende_groep8 as komend on komend.ovt = lang.ovt
    where lang.volgnummer > 1 and oordelen.jaren_bekend = 3
    group by lang.ovt, lang.indicator
),
doelen as (
    select ovt, indicator, volgorde, 1 as rang, 'signaleringswaarde' as doel, signaleringswaarde as doelwaarde
    from vergelijking
    where uitkomst in ('Boven de signaleringswaarde', 'Onder de signaleringswaarde')
    union all
    select ovt, indicator, volgorde, 2, 'zelfde schoolweging, drie jaren', gemiddelde
    from vergelijking
    union all
    select ovt, indicator, volgorde, 3, 'eigen ambitie', ambitie
    from vergelijking
),
gerekend as (
    select
        doelen.*,
        blijft.leerlingen_nieuw,
        blijft.uit_register,
        blijft.percentage_laatste,
        blijft.laatste_peiljaar,
        cast(ceil(round(
            doelen.doelwaarde * 3 * (blijft.aantal_leerlingen + blijft.leerlingen_nieuw) / 100 - blijft.behaald, 6
        )) as bigint) as behaald_nodig
    from doelen
    join blijft on blijft.ovt = doelen.ovt and blijft.indicator = doelen.indicator
    where doelen.doelwaarde is not null
)
select
    ovt,
    concat(cast(laatste_peiljaar as varchar), '-', cast(laatste_peiljaar + 1 as varchar)) as toetsjaar,
    indicator,
    doel,
    doelwaarde,
    leerlingen_nieuw,
    greatest(behaald_nodig, 0) as behaald_nodig,
    3 * leerlingen_nieuw as niveaus_mogelijk,
    case
        when behaald_nodig > 0 and behaald_nodig <= 3 * leerlingen_nieuw
            then 100.0 * behaald_nodig / (3 * leerlingen_nieuw)
    end as percentage_nodig,
    percentage_laatste,
    uit_register,
    concat(cast(laatste_peiljaar - 1 as varchar), '-', cast(laatste_peiljaar as varchar)) as laatste_jaar,
    case
        when behaald_nodig <= 0 then 'bij deze aannames al gehaald'
        when behaald_nodig > 3 * leerlingen_nieuw then 'niet in één toetsjaar te halen'
        else ''
    end as toelichting
from gerekend
order by ovt, volgorde, rang
