-- Hoeveel leerlingen welk voorlopig advies, toetsadvies en definitief advies kregen, in de laatste vijf schooljaren.
with per_leerling as (
    select
        coalesce(advies.ovt, toets.ovt) as ovt,
        coalesce(advies.schooljaar, toets.schooljaar) as schooljaar,
        advies.voorlopig,
        toets.toetsadvies,
        advies.definitief
    from schooladviezen as advies
    full join doorstroomtoets as toets
        on toets.ovt = advies.ovt and toets.leerling = advies.leerling and toets.schooljaar = advies.schooljaar
)
select
    per_leerling.ovt,
    per_leerling.schooljaar,
    terugblik.terug,
    voorlopig.rang as voorlopig_rang,
    toets.rang as toets_rang,
    definitief.rang as definitief_rang,
    definitief.band as definitief_band,
    toets.groep as toets_groep,
    definitief.groep as definitief_groep,
    count(*) as aantal
from per_leerling
join terugblik on terugblik.schooljaar = per_leerling.schooljaar
left join adviesladder as voorlopig on voorlopig.advies = per_leerling.voorlopig
left join adviesladder as toets on toets.advies = per_leerling.toetsadvies
left join adviesladder as definitief on definitief.advies = per_leerling.definitief
where voorlopig.rang is not null or toets.rang is not null or definitief.rang is not null
group by
    per_leerling.ovt, per_leerling.schooljaar, terugblik.terug, voorlopig.rang, toets.rang, definitief.rang,
    definitief.band, toets.groep, definitief.groep
order by
    per_leerling.ovt, per_leerling.schooljaar, voorlopig.rang, toets.rang, definitief.rang
