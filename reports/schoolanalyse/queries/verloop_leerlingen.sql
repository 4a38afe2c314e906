--! title: Wie erbij kwamen en weggingen
--! subtitle: Verschil met dezelfde jaargroep in het eerste schooljaar van de vergelijking
--! column cohort: Cohort
--! column sinds: Sinds
--! column vertrokken: Vertrokken
--! column gekomen: Gekomen
--! column gewisseld: Naar of uit een ander leerjaar
--! n: betrokken
--! minimum: 10
--! source: leerlingregister van de school; waar dat ontbreekt, leerlingen met een toets
--! note: <5 betekent één tot en met vier leerlingen. Naar of uit een ander leerjaar: bleven zitten of sloegen een leerjaar over.
select
    ovt,
    concat('nu groep ', cast(leerjaar as varchar)) as cohort,
    sinds,
    betrokken,
    case when betrokken < 10 then 'onderdrukt' else 'bekend' end as status,
    case
        when betrokken < 10 then null
        when vertrokken between 1 and 4 then '<5'
        else cast(vertrokken as varchar)
    end as vertrokken,
    case when betrokken < 10 then null when gekomen between 1 and 4 then '<5' else cast(gekomen as varchar) end as gekomen,
    case when betrokken < 10 then null when gewisseld between 1 and 4 then '<5' else cast(gewisseld as varchar) end as gewisseld
from verloop
where ovt in (select ovt from lengtelijnen union select ovt from scoregroei where leerlingen >= 10)
order by ovt, leerjaar
