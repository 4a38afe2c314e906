-- Groep 8 per schooljaar uit de eigen gegevens: wie er in beeld is (ingeschreven of getoetst), wie een ontheffing heeft,
-- wie geen of een onvolledige score heeft, en wie meetelt. Ontheffing telt niet mee, ook niet als de toets is gemaakt.
-- Elke leerling die meetelt, telt voor drie niveaus; 1S/2F is 1S (of hoger) bij rekenen en 2F bij lezen en taalverzorging.
with per_leerling as (
    select
        coalesce(inschrijving.ovt, toets.ovt) as ovt,
        coalesce(inschrijving.schooljaar, toets.schooljaar) as schooljaar,
        toets.lezen is not null or toets.taalverzorging is not null or toets.rekenen is not null as getoetst,
        coalesce(toets.ontheffing, false) as ontheffing,
        toets.lezen is not null and toets.taalverzorging is not null and toets.rekenen is not null as volledig,
        case when toets.lezen <> '<1F' then 1 else 0 end
        + case when toets.taalverzorging <> '<1F' then 1 else 0 end
        + case when toets.rekenen <> '<1F' then 1 else 0 end as niveaus_1f,
        case when toets.lezen in ('1S', '2F') then 1 else 0 end
        + case when toets.taalverzorging in ('1S', '2F') then 1 else 0 end
        + case when toets.rekenen in ('1S', '2F') then 1 else 0 end as niveaus_1s_2f
    from (select ovt, leerling, schooljaar from inschrijvingen where leerjaar = 8) as inschrijving
    full join doorstroomtoets as toets
        on toets.ovt = inschrijving.ovt
        and toets.leerling = inschrijving.leerling
        and toets.schooljaar = inschrijving.schooljaar
)
select
    per_leerling.ovt,
    per_leerling.schooljaar,
    terugblik.terug,
    cast(substr(per_leerling.schooljaar, 6, 4) as bigint) as peiljaar,
    count(*) as in_beeld,
    sum(case when ontheffing then 1 else 0 end) as ontheffing,
    sum(case when not ontheffing and not volledig then 1 else 0 end) as geen_score,
    sum(case when not ontheffing and volledig then 1 else 0 end) as meegeteld,
    sum(case when not ontheffing and volledig then niveaus_1f else 0 end) as behaald_1f,
    sum(case when not ontheffing and volledig then niveaus_1s_2f else 0 end) as behaald_1s_2f
from per_leerling
join terugblik on terugblik.schooljaar = per_leerling.schooljaar
group by per_leerling.ovt, per_leerling.schooljaar, terugblik.terug
-- Een schooljaar waarvan geen uitslag is aangeleverd, is geen jaar zonder scores: dan is de toets nog niet geweest.
having sum(case when getoetst then 1 else 0 end) > 0
order by per_leerling.ovt, per_leerling.schooljaar
