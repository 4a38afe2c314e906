-- Per school en schooljaar: de hele aantallen achter de gepubliceerde percentages, en daaruit het onafgeronde percentage.
-- Elke leerling telt voor drie niveaus (lezen, taalverzorging, rekenen): behaald = rond(percentage * 3n / 100).
with geteld as (
    select
        *,
        cast(round(percentage_1f * 3 * aantal_leerlingen / 100) as bigint) as behaald_1f,
        cast(round(percentage_1s_2f * 3 * aantal_leerlingen / 100) as bigint) as behaald_1s_2f
    from eindresultaten
    where periode = $periode
)
select
    ovt,
    schooljaar,
    peiljaar,
    toets,
    status,
    row_number() over (partition by ovt order by peiljaar) as volgnummer,
    aantal_leerlingen,
    behaald_1f,
    behaald_1s_2f,
    100.0 * behaald_1f / (3 * aantal_leerlingen) as percentage_1f,
    100.0 * behaald_1s_2f / (3 * aantal_leerlingen) as percentage_1s_2f,
    -- De marge (Wilson, 95%) telt de leerling als eenheid: de drie niveaus van één leerling hangen samen.
    100 * wilson_laag(behaald_1f / 3.0, aantal_leerlingen) as laag_1f,
    100 * wilson_hoog(behaald_1f / 3.0, aantal_leerlingen) as hoog_1f,
    100 * wilson_laag(behaald_1s_2f / 3.0, aantal_leerlingen) as laag_1s_2f,
    100 * wilson_hoog(behaald_1s_2f / 3.0, aantal_leerlingen) as hoog_1s_2f
from geteld
order by ovt, peiljaar
