-- Hoeveel leerlingen per schooljaar welk definitief advies kregen, in vijf groepen: uit de eigen gegevens, en zoals DUO het
-- publiceert (1 tot en met 4 leerlingen als <5, dus van ten minste tot ten hoogste).
with eigen as (
    select
        ovt,
        schooljaar,
        definitief_band as band,
        sum(aantal) as aantal_min,
        sum(aantal) as aantal_max
    from adviezen
    where definitief_band is not null
    group by ovt, schooljaar, definitief_band
),
duo as (
    select
        koppelingen.ovt,
        duo.schooljaar,
        ladder.band,
        sum(duo.aantal_min) as aantal_min,
        sum(duo.aantal_max) as aantal_max
    from duo_schooladviezen as duo
    join koppelingen on koppelingen.brin = duo.brin and koppelingen.vestiging = duo.vestiging
    join adviesladder as ladder on ladder.advies = duo.advies
    join terugblik on terugblik.schooljaar = duo.schooljaar
    where not koppelingen.gedeeld
    group by koppelingen.ovt, duo.schooljaar, ladder.band
),
samen as (
    select 'eigen gegevens' as bron, * from eigen
    union all
    select 'DUO' as bron, * from duo
)
select
    ovt,
    schooljaar,
    bron,
    sum(aantal_min) as leerlingen_min,
    sum(aantal_max) as leerlingen_max,
    sum(case when band = 1 then aantal_min else 0 end) as band_1_min,
    sum(case when band = 1 then aantal_max else 0 end) as band_1_max,
    sum(case when band = 2 then aantal_min else 0 end) as band_2_min,
    sum(case when band = 2 then aantal_max else 0 end) as band_2_max,
    sum(case when band = 3 then aantal_min else 0 end) as band_3_min,
    sum(case when band = 3 then aantal_max else 0 end) as band_3_max,
    sum(case when band = 4 then aantal_min else 0 end) as band_4_min,
    sum(case when band = 4 then aantal_max else 0 end) as band_4_max,
    sum(case when band = 5 then aantal_min else 0 end) as band_5_min,
    sum(case when band = 5 then aantal_max else 0 end) as band_5_max
from samen
group by ovt, schooljaar, bron
having sum(aantal_max) > 0
order by ovt, schooljaar, bron
