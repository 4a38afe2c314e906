-- De domeinen van alle scholen waarvan DUO de leerlingen apart telt, per klasse van de schoolweging, schooljaar en domein.
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
from domeinen_duo as eigen
join oordelen on oordelen.ovt = eigen.ovt
where oordelen.schoolweging_van is not null
group by oordelen.schoolweging_van, eigen.schooljaar, eigen.domein
having count(*) >= 10
order by oordelen.schoolweging_van, eigen.schooljaar, eigen.domein
