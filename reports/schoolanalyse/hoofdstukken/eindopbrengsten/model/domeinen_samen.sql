-- Per school en domein de schooljaren met dezelfde toets als het laatste jaar, samengeteld: één jaar is voor een
-- vergelijking te klein, en over de overgang van eindtoets naar doorstroomtoets heen tellen we niet op.
-- Een jaar waarin het om minder dan 5 leerlingen kan gaan, telt niet mee.
with laatste as (
    select ovt, max(schooljaar) as schooljaar
    from domeinen
    where toonbaar >= 5
    group by ovt
),
zelfde_toets as (
    select domeinen.*
    from domeinen
    join laatste on laatste.ovt = domeinen.ovt
    join (select distinct schooljaar, toets from jaren) as toetsjaren
        on toetsjaren.schooljaar = laatste.schooljaar and toetsjaren.toets = domeinen.toets
    where domeinen.toonbaar >= 5
),
opgeteld as (
    select
        ovt,
        domein,
        string_agg(schooljaar, ' en ' order by schooljaar) as jaren,
        count(*) as aantal_jaren,
        sum(leerlingen_min) as leerlingen_min,
        sum(streef_min) as streef_min,
        sum(streef_max) as streef_max,
        sum(midden_min + onder_min) as rest_min,
        sum(midden_max + onder_max) as rest_max,
        100.0 * sum(klasse_streef_min) / nullif(sum(klasse_streef_min + klasse_rest_max), 0) as klasse_laag,
        100.0 * sum(klasse_streef_max) / nullif(sum(klasse_streef_max + klasse_rest_min), 0) as klasse_hoog,
        count(*) = count(klasse_streef_min) as klasse_volledig
    from zelfde_toets
    group by ovt, domein
)
select
    ovt,
    domein,
    jaren,
    -- Een uitspraak over een domein vraagt ten minste twee jaren en ten minste 15 leerlingen.
    aantal_jaren >= 2 and leerlingen_min >= 15 as genoeg,
    100.0 * streef_min / nullif(streef_min + rest_max, 0) as laag,
    100.0 * streef_max / nullif(streef_max + rest_min, 0) as hoog,
    100 * wilson_laag(streef_min, streef_min + rest_max) as marge_laag,
    100 * wilson_hoog(streef_max, streef_max + rest_min) as marge_hoog,
    case when klasse_volledig then klasse_laag end as klasse_laag,
    case when klasse_volledig then klasse_hoog end as klasse_hoog
from opgeteld
order by ovt, domein
