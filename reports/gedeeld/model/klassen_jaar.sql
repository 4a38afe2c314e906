-- Per klasse en schooljaar: het percentage van alle leerlingen van die scholen samen, op één decimaal.
with uit_bestand as (
    select
        oordelen.schoolweging_van,
        jaren.schooljaar,
        round(100.0 * sum(jaren.behaald_1f) / (3 * sum(jaren.aantal_leerlingen)), 1) as gemiddelde_1f,
        round(100.0 * sum(jaren.behaald_1s_2f) / (3 * sum(jaren.aantal_leerlingen)), 1) as gemiddelde_1s_2f
    from jaren
    join oordelen on oordelen.ovt = jaren.ovt
    where oordelen.jaren_bekend = 3 and oordelen.aantal_leerlingen >= 15 and oordelen.schoolweging_van is not null
    group by oordelen.schoolweging_van, jaren.schooljaar
)
select uit_bestand.*
from uit_bestand
cross join vergelijkingsbron
where vergelijkingsbron.bron = 'bestand'
union all
select
    cast(benchmarks_jaar.schoolweging_van as bigint),
    benchmarks_jaar.schooljaar,
    benchmarks_jaar.gemiddelde_1f,
    benchmarks_jaar.gemiddelde_1s_2f
from benchmarks_jaar
cross join vergelijkingsbron
where vergelijkingsbron.bron = 'meegeleverd' and benchmarks_jaar.periode = $periode
order by schoolweging_van, schooljaar
