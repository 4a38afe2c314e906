-- Per school en schooljaar: de hele aantallen achter de gepubliceerde percentages.
-- Elke leerling telt voor drie niveaus (lezen, taalverzorging, rekenen): behaald = rond(percentage * 3n / 100).
select
    ovt,
    schooljaar,
    peiljaar,
    toets,
    status,
    row_number() over (partition by ovt order by peiljaar) as volgnummer,
    aantal_leerlingen,
    percentage_1f,
    percentage_1s_2f,
    cast(round(percentage_1f * 3 * aantal_leerlingen / 100) as bigint) as behaald_1f,
    cast(round(percentage_1s_2f * 3 * aantal_leerlingen / 100) as bigint) as behaald_1s_2f,
    -- De marge (Wilson, 95%) telt de leerling als eenheid: de drie niveaus van één leerling hangen samen.
    100 * wilson_laag(percentage_1f / 100 * aantal_leerlingen, aantal_leerlingen) as laag_1f,
    100 * wilson_hoog(percentage_1f / 100 * aantal_leerlingen, aantal_leerlingen) as hoog_1f,
    100 * wilson_laag(percentage_1s_2f / 100 * aantal_leerlingen, aantal_leerlingen) as laag_1s_2f,
    100 * wilson_hoog(percentage_1s_2f / 100 * aantal_leerlingen, aantal_leerlingen) as hoog_1s_2f
from eindresultaten
where periode = $periode
order by ovt, peiljaar
