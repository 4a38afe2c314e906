-- De domeinen van elke school met een zekere of opgegeven koppeling, in de schooljaren van de resultaten.
-- De marge (Wilson, 95%) loopt van de onderkant van het laagste tot de bovenkant van het hoogste mogelijke cijfer.
select
    scholen.ovt,
    eigen.*,
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
from scholen
join oordelen on oordelen.ovt = scholen.ovt
join domeinen_vestiging as eigen on eigen.brin = scholen.brin_duo and eigen.vestiging = scholen.vestiging
join (select distinct schooljaar, toets from jaren) as toetsjaren on toetsjaren.schooljaar = eigen.schooljaar
left join domeinen_klasse as klasse
    on klasse.schoolweging_van = oordelen.schoolweging_van
    and klasse.schooljaar = eigen.schooljaar
    and klasse.domein = eigen.domein
where eigen.leerlingen_max > 0
order by scholen.ovt, eigen.schooljaar, eigen.domein
