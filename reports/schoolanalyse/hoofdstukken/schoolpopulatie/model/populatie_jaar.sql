-- Leerlingen, schoolweging en spreiding per school en schooljaar, naast de scholen van het land: uit het geladen bestand als
-- dat landelijk is (vanaf 5.000 scholen), en voor de spreiding anders uit de meegeleverde landelijke cijfers van dat jaar.
-- Het gemiddelde van een deel van het land is geen maat voor een school en staat hier niet.
with geladen as (
    select
        schooljaar,
        count(*) >= 5000 as landelijk,
        avg(schoolweging) as schoolweging,
        avg(spreiding) as spreiding,
        percentile_cont(0.25) within group (order by spreiding) as p25,
        percentile_cont(0.75) within group (order by spreiding) as p75
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
    case when geladen.landelijk then geladen.schoolweging end as schoolweging_landelijk,
    case when geladen.landelijk then geladen.spreiding else land.gemiddelde end as spreiding_landelijk,
    case when geladen.landelijk then geladen.p25 else land.p25 end as spreiding_p25,
    case when geladen.landelijk then geladen.p75 else land.p75 end as spreiding_p75,
    row_number() over (partition by eigen.ovt order by eigen.schooljaar) as volgnummer
from schoolweging_jaar as eigen
join geladen on geladen.schooljaar = eigen.schooljaar
left join spreiding_landelijk as land on land.schooljaar = eigen.schooljaar
where eigen.schoolweging is not null
order by eigen.ovt, eigen.schooljaar
