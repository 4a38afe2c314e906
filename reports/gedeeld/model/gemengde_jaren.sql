-- Schooljaren waarin DUO de leerlingen van een school samen telt met die van een andere: DUO noemt een vestiging dat jaar niet,
-- en telt haar leerlingen dan bij vestiging 00 van de BRIN. In andere jaren staat die vestiging er wel apart.
with ongenoemd as (
    select distinct elders.brin, jaar.schooljaar, elders.ovt
    from koppelingen as elders
    join (select distinct brin, schooljaar from vestigingen) as jaar on jaar.brin = elders.brin
    left join vestigingen as genoemd
        on genoemd.brin = elders.brin and genoemd.vestiging = elders.vestiging and genoemd.schooljaar = jaar.schooljaar
    left join eindresultaten as resultaat
        on resultaat.ovt = elders.ovt and resultaat.schooljaar = jaar.schooljaar and resultaat.periode = $periode
    -- Zonder resultaten in dat jaar waren er geen leerlingen om ergens te tellen.
    where elders.vestiging <> '00' and genoemd.brin is null and coalesce(resultaat.status, '') <> 'ontbreekt'
),
betrokken as (
    select brin, schooljaar, ovt from ongenoemd
    union
    select ongenoemd.brin, ongenoemd.schooljaar, hoofd.ovt
    from ongenoemd
    join koppelingen as hoofd on hoofd.brin = ongenoemd.brin and hoofd.vestiging = '00'
),
samen as (
    select brin, schooljaar from betrokken group by brin, schooljaar having count(*) > 1
)
select distinct betrokken.ovt, betrokken.schooljaar
from betrokken
join samen on samen.brin = betrokken.brin and samen.schooljaar = betrokken.schooljaar
left join opgegeven_scholen as opgave on opgave.ovt = betrokken.ovt and opgave.vestiging is not null
where opgave.ovt is null
order by betrokken.ovt, betrokken.schooljaar
