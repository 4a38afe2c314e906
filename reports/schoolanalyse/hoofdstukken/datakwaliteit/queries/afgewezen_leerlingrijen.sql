--! title: Afgewezen rijen en cellen over leerlingen
--! column bestand: Bestand
--! column uitleg: Reden
--! column rijen: Rijen | int
--! column cellen: Cellen | int
--! n: rijen_gelezen
--! note: Van rijen over leerlingen staan hier alleen de reden en het aantal, nooit een waarde uit de rij. Het commando check noemt de regelnummers.
-- Een rij met twee redenen telt bij beide. Van een rij waarin een cel is afgewezen, tellen de andere cellen gewoon mee.
with per_school as (
    select
        case when rij.school like '%|%' then rij.school else leerlingen.ovt end as ovt,
        rij.bestand,
        rij.reden,
        rij.blad,
        rij.regel,
        rij.omvang,
        leerlingen.rijen_gelezen
    from afgewezen_rijen as rij
    join leerlingbestanden as leerlingen
        on leerlingen.bestand = rij.bestand and coalesce(leerlingen.blad, '') = coalesce(rij.blad, '')
)
select
    per_school.ovt,
    per_school.bestand,
    coalesce(redenen.uitleg, per_school.reden) as uitleg,
    count(distinct case
        when per_school.omvang = 'rij'
            then concat(coalesce(per_school.blad, ''), ':', cast(per_school.regel as varchar))
    end) as rijen,
    sum(case when per_school.omvang = 'cel' then 1 else 0 end) as cellen,
    max(per_school.rijen_gelezen) as rijen_gelezen
from per_school
left join redenen on redenen.reden = per_school.reden
where per_school.ovt is not null
group by per_school.ovt, per_school.bestand, coalesce(redenen.uitleg, per_school.reden)
order by per_school.ovt, per_school.bestand, rijen desc, cellen desc, uitleg
