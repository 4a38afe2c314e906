-- Per klasse van de schoolweging: gemiddelde en middelste helft (p25-p75) van de scholen, op één decimaal.
-- Uit het bestand tellen scholen met ten minste 15 leerlingen en een bekende schoolweging.
with uit_bestand as (
    select
        schoolweging_van,
        count(*) as aantal_scholen,
        round(avg(percentage_1f), 1) as gemiddelde_1f,
        round(percentile_cont(0.25) within group (order by percentage_1f), 1) as p25_1f,
        round(percentile_cont(0.75) within group (order by percentage_1f), 1) as p75_1f,
        round(avg(percentage_1s_2f), 1) as gemiddelde_1s_2f,
        round(percentile_cont(0.25) within group (order by percentage_1s_2f), 1) as p25_1s_2f,
        round(percentile_cont(0.75) within group (order by percentage_1s_2f), 1) as p75_1s_2f
    from oordelen
    where aantal_leerlingen >= 15 and schoolweging_van is not null and percentage_1f is not null
    group by schoolweging_van
)
select uit_bestand.*, 'bestand' as bron
from uit_bestand
cross join vergelijkingsbron
where vergelijkingsbron.bron = 'bestand'
union all
select
    cast(benchmarks.schoolweging_van as bigint),
    cast(benchmarks.aantal_scholen as bigint),
    benchmarks.gemiddelde_1f,
    benchmarks.p25_1f,
    benchmarks.p75_1f,
    benchmarks.gemiddelde_1s_2f,
    benchmarks.p25_1s_2f,
    benchmarks.p75_1s_2f,
    'meegeleverd' as bron
from benchmarks
cross join vergelijkingsbron
where vergelijkingsbron.bron = 'meegeleverd' and benchmarks.periode = $periode
order by schoolweging_van
