--! title: Aansluiting van de leerlingaantallen
--! column schooljaar: Schooljaar
--! column inspectie: Inspectie | int
--! column rekenen_min..rekenen_max: DUO rekenen | int
--! column lezen_min..lezen_max: DUO lezen | int
--! column taalverzorging_min..taalverzorging_max: DUO taalverzorging | int
--! column uitleg: Aansluiting
--! n: leerlingen_min
--! source: Inspectie van het Onderwijs, leerresultaten; DUO, leerlingen bo referentieniveaus
--! note: De Inspectie laat leerlingen met een ontheffingsgrond weg; DUO telt per domein iedereen met een referentieniveau, als reeks waar <5 is gepubliceerd.
with geteld as (
    select
        jaren.ovt,
        jaren.schooljaar,
        jaren.status,
        jaren.aantal_leerlingen as inspectie,
        min(least(coalesce(jaren.aantal_leerlingen, duo.leerlingen_min), duo.leerlingen_min)) as leerlingen_min,
        max(case when duo.domein = 'rekenen' then duo.leerlingen_min end) as rekenen_min,
        max(case when duo.domein = 'rekenen' then duo.leerlingen_max end) as rekenen_max,
        max(case when duo.domein = 'lezen' then duo.leerlingen_min end) as lezen_min,
        max(case when duo.domein = 'lezen' then duo.leerlingen_max end) as lezen_max,
        max(case when duo.domein = 'taalverzorging' then duo.leerlingen_min end) as taalverzorging_min,
        max(case when duo.domein = 'taalverzorging' then duo.leerlingen_max end) as taalverzorging_max,
        max(duo.leerlingen_min) as grootste_ondergrens,
        min(duo.leerlingen_max) as kleinste_bovengrens
    from jaren
    join domeinen_duo as duo on duo.ovt = jaren.ovt and duo.schooljaar = jaren.schooljaar
    group by jaren.ovt, jaren.schooljaar, jaren.status, jaren.aantal_leerlingen
)
select
    ovt,
    schooljaar,
    status,
    inspectie,
    leerlingen_min,
    rekenen_min,
    rekenen_max,
    lezen_min,
    lezen_max,
    taalverzorging_min,
    taalverzorging_max,
    case
        when inspectie is null or leerlingen_min < 5 then 'niet te vergelijken'
        when inspectie < grootste_ondergrens then 'DUO telt meer leerlingen'
        when inspectie > kleinste_bovengrens then 'DUO telt minder leerlingen'
        else 'sluit aan'
    end as uitleg
from geteld
order by ovt, schooljaar
