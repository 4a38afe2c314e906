-- Leerlingen, schoolweging en spreiding per school en schooljaar, naast het gemiddelde van alle scholen in het bestand.
with alle as (
    select schooljaar, avg(schoolweging) as schoolweging_alle, avg(spreiding) as spreiding_alle
    from schoolweging_jaar
    where schoolweging is not null
    group by schooljaar
)
select
    eigen.ovt,
    eigen.schooljaar,
    eigen.aantal_leerlingen,
    eigen.schoolweging,
    eigen.spreiding,
    alle.schoolweging_alle,
    alle.spreiding_alle,
    row_number() over (partition by eigen.ovt order by eigen.schooljaar) as volgnummer
from schoolweging_jaar as eigen
join alle on alle.schooljaar = eigen.schooljaar
where eigen.schoolweging is not null
order by eigen.ovt, eigen.schooljaar
