-- De domeinen van alle scholen met een zekere of opgegeven koppeling, per klasse van de schoolweging, schooljaar en domein.
-- Alleen klassen met ten minste tien scholen: met minder zegt het verschil meer over die scholen dan over de klasse.
select
    oordelen.schoolweging_van,
    eigen.schooljaar,
    eigen.domein,
    count(*) as aantal_scholen,
    sum(eigen.streef_min) as streef_min,
    sum(eigen.streef_max) as streef_max,
    sum(eigen.midden_min + eigen.onder_min) as rest_min,
    sum(eigen.midden_max + eigen.onder_max) as rest_max,
    100.0 * sum(eigen.streef_min) / nullif(sum(eigen.streef_min + eigen.midden_max + eigen.onder_max), 0) as klasse_laag,
    100.0 * sum(eigen.streef_max) / nullif(sum(eigen.streef_max + eigen.midden_min + eigen.onder_min), 0) as klasse_hoog
from scholen
join oordelen on oordelen.ovt = scholen.ovt
join domeinen_vestiging as eigen on eigen.brin = scholen.brin_duo and eigen.vestiging = scholen.vestiging
where eigen.leerlingen_max > 0 and oordelen.schoolweging_van is not null
group by oordelen.schoolweging_van, eigen.schooljaar, eigen.domein
having count(*) >= 10
order by oordelen.schoolweging_van, eigen.schooljaar, eigen.domein
