-- De domeinen van elke school in de schooljaren van de resultaten: uit de eigen doorstroomtoets waar die is aangeleverd,
-- anders van DUO, waar DUO de leerlingen van de school apart telt. Eigen aantallen zijn heel: ten minste is dan ten hoogste.
-- De marge (Wilson, 95%) loopt van de onderkant van het laagste tot de bovenkant van het hoogste mogelijke cijfer.
with eigen as (
    select
        coalesce(eigen.ovt, duo.ovt) as ovt,
        coalesce(eigen.schooljaar, duo.schooljaar) as schooljaar,
        coalesce(eigen.domein, duo.domein) as domein,
        case when eigen.ovt is null then 'DUO' else 'eigen' end as bron,
        coalesce(eigen.streef, duo.streef_min) as streef_min,
        coalesce(eigen.streef, duo.streef_max) as streef_max,
        coalesce(eigen.midden, duo.midden_min) as midden_min,
        coalesce(eigen.midden, duo.midden_max) as midden_max,
        coalesce(eigen.onder, duo.onder_min) as onder_min,
        coalesce(eigen.onder, duo.onder_max) as onder_max,
        coalesce(eigen.leerlingen, duo.leerlingen_min) as leerlingen_min,
        coalesce(eigen.leerlingen, duo.leerlingen_max) as leerlingen_max,
        coalesce(100.0 * eigen.streef / eigen.leerlingen, duo.streef_laag) as streef_laag,
        coalesce(100.0 * eigen.streef / eigen.leerlingen, duo.streef_hoog) as streef_hoog
    from domeinen_duo as duo
    full join domeinen_eigen as eigen
        on eigen.ovt = duo.ovt and eigen.schooljaar = duo.schooljaar and eigen.domein = duo.domein
)
select
    eigen.*,
    bool_or(eigen.bron = 'eigen') over (partition by eigen.ovt) as eigen_bron,
    toetsjaren.toets,
    -- Kan het om minder dan 5 leerlingen gaan, of haalt in een kleine groep niemand het streefniveau, dan blijft het cijfer weg.
    case when eigen.streef_max = 0 and eigen.leerlingen_max < 15 then 0 else eigen.leerlingen_min end as toonbaar,
    100 * wilson_laag(eigen.streef_min, eigen.streef_min + eigen.midden_max + eigen.onder_max) as marge_laag,
    100 * wilson_hoog(eigen.streef_max, eigen.streef_max + eigen.midden_min + eigen.onder_min) as marge_hoog,
    klasse.klasse_laag,
    klasse.klasse_hoog,
    klasse.aantal_scholen as klasse_scholen,
    klasse.streef_min as klasse_streef_min,
    klasse.streef_max as klasse_streef_max,
    klasse.rest_min as klasse_rest_min,
    klasse.rest_max as klasse_rest_max
from eigen
join oordelen on oordelen.ovt = eigen.ovt
join (select distinct schooljaar, toets from jaren) as toetsjaren on toetsjaren.schooljaar = eigen.schooljaar
left join domeinen_klasse as klasse
    on klasse.schoolweging_van = oordelen.schoolweging_van
    and klasse.schooljaar = eigen.schooljaar
    and klasse.domein = eigen.domein
order by eigen.ovt, eigen.schooljaar, eigen.domein
