--! title: Trechter (funnel)
--! question: Welke scholen wijken meer af dan hun aantal leerlingen verklaart?
--! chart: funnel
--! scope: all
--! own: ovt
--! x: leerlingen
--! y: percentage
--! band_low: grens_laag
--! band_high: grens_hoog
--! mean: samen
--! word own: deze school
--! word x: aantal leerlingen
--! word y: op streefniveau
--! word band: wat toeval verklaart (95%)
--! word mean: alle scholen samen
--! column leerlingen: Leerlingen | int
--! column percentage: Percentage | pct1
--! column grens_laag..grens_hoog: Grenzen van toeval | pct0
--! n: leerlingen
--! source: verzonnen cijfers
-- Bij weinig leerlingen schommelt een percentage meer: de trechter is links breed. Wie erbuiten ligt, wijkt af; wie
-- erbinnen ligt, is niet van de anderen te onderscheiden. Het is geen rangorde.
-- Om te veranderen: neem een tabel met een kolom ovt in plaats van values.
with scholen (ovt, leerlingen, behaald) as (
    values
        ('99AA|C1', 74, 38), ('99BB|C1', 31, 20), ('99CC|C1', 142, 88), ('99DD|C1', 25, 11), ('99EE|C1', 58, 27),
        ('99FF|C1', 96, 55), ('99GG|C1', 18, 13), ('99HH|C1', 67, 41), ('99II|C1', 120, 51), ('99JJ|C1', 44, 24),
        ('99KK|C1', 83, 52), ('99LL|C1', 110, 63), ('99MM|C1', 12, 9), ('99NN|C1', 39, 19)
),
totaal as (
    select cast(sum(behaald) as double) / sum(leerlingen) as aandeel from scholen
)
select
    ovt, leerlingen,
    100.0 * behaald / leerlingen as percentage,
    100 * trechter_laag(aandeel, leerlingen) as grens_laag,
    100 * trechter_hoog(aandeel, leerlingen) as grens_hoog,
    100 * aandeel as samen
from scholen cross join totaal
order by leerlingen, ovt
