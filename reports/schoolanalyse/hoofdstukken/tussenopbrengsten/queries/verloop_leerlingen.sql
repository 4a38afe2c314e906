--! title: Wie erbij kwam en wie wegging
--! subtitle: Verschil met dezelfde jaargroep in het eerste schooljaar van de vergelijking
--! column cohort: Cohort
--! column sinds: Sinds
--! column vertrokken_min..vertrokken_max: Vertrokken | int
--! column gekomen_min..gekomen_max: Gekomen | int
--! column gewisseld_min..gewisseld_max: Naar of uit een ander leerjaar | int
--! n: betrokken
--! minimum: 10
--! source: leerlingregister van de school; waar dat ontbreekt, leerlingen met een toets
--! note: Waar het om 1 tot en met 4 leerlingen gaat, staat dat als reeks. Naar of uit een ander leerjaar: bleven zitten of sloegen een leerjaar over.
select
    ovt,
    concat('nu groep ', cast(leerjaar as varchar)) as cohort,
    sinds,
    betrokken,
    case when vertrokken between 1 and 4 then 1 else vertrokken end as vertrokken_min,
    case when vertrokken between 1 and 4 then 4 else vertrokken end as vertrokken_max,
    case when gekomen between 1 and 4 then 1 else gekomen end as gekomen_min,
    case when gekomen between 1 and 4 then 4 else gekomen end as gekomen_max,
    case when gewisseld between 1 and 4 then 1 else gewisseld end as gewisseld_min,
    case when gewisseld between 1 and 4 then 4 else gewisseld end as gewisseld_max
from verloop
where ovt in (select ovt from lengtelijnen union select ovt from scoregroei where leerlingen >= 10)
order by ovt, leerjaar
