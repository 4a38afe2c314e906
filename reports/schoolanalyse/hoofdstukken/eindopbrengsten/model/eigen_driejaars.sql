-- Drie schooljaren samen uit de eigen gegevens, gewogen naar leerlingen: de periode van de Inspectie, en de drie jaren tot
-- en met een nieuwer schooljaar als dat is aangeleverd. Voor die nieuwere jaren is nog geen signaleringswaarde bekend.
-- De uitkomst volgt dezelfde rekenregel als in oordelen.sql: vergeleken op hele aantallen, en gelijk telt als boven.
with genummerd as (
    select *, row_number() over (partition by ovt order by schooljaar desc) as van_achter
    from eigen_jaren
),
vensters as (
    select
        ovt,
        1 as venster,
        min(peiljaar) as eerste,
        max(peiljaar) as laatste,
        min(toonbaar) as toonbaar,
        sum(meegeteld) as meegeteld,
        sum(behaald_1f) as behaald_1f,
        sum(behaald_1s_2f) as behaald_1s_2f
    from genummerd
    where in_periode
    group by ovt
    having count(*) = 3
    union all
    select
        ovt,
        2,
        min(peiljaar),
        max(peiljaar),
        min(toonbaar),
        sum(meegeteld),
        sum(behaald_1f),
        sum(behaald_1s_2f)
    from genummerd
    where van_achter <= 3
    group by ovt
    having count(*) = 3 and max(peiljaar) - min(peiljaar) = 2 and not bool_and(in_periode)
)
select
    vensters.ovt,
    vensters.venster,
    concat(cast(vensters.eerste as varchar), '-', cast(vensters.laatste as varchar)) as periode,
    vensters.toonbaar,
    vensters.meegeteld,
    vensters.behaald_1f,
    vensters.behaald_1s_2f,
    100.0 * vensters.behaald_1f / (3 * vensters.meegeteld) as percentage_1f,
    100.0 * vensters.behaald_1s_2f / (3 * vensters.meegeteld) as percentage_1s_2f,
    oordelen.percentage_1f as inspectie_1f,
    oordelen.percentage_1s_2f as inspectie_1s_2f,
    oordelen.signaleringswaarde_1f,
    oordelen.signaleringswaarde_1s_2f,
    case
        when vensters.venster = 2 then null
        when vensters.meegeteld < 15 then 'Kleine school - Beoordeling over 5 jaar'
        when 100.0 * vensters.behaald_1f >= round(oordelen.signaleringswaarde_1f * 3 * vensters.meegeteld, 6)
            then 'Boven de signaleringswaarde'
        when oordelen.signaleringswaarde_1f is not null then 'Onder de signaleringswaarde'
    end as uitkomst_1f,
    case
        when vensters.venster = 2 then null
        when vensters.meegeteld < 15 then 'Kleine school - Beoordeling over 5 jaar'
        when 100.0 * vensters.behaald_1s_2f >= round(oordelen.signaleringswaarde_1s_2f * 3 * vensters.meegeteld, 6)
            then 'Boven de signaleringswaarde'
        when oordelen.signaleringswaarde_1s_2f is not null then 'Onder de signaleringswaarde'
    end as uitkomst_1s_2f
from vensters
left join oordelen on oordelen.ovt = vensters.ovt and vensters.venster = 1
where vensters.meegeteld > 0
order by vensters.ovt, vensters.venster
