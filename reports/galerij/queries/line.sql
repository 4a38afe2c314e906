--! title: Lijn met marge (line)
--! question: Hoe veranderde een cijfer door de jaren, en is dat meer dan toeval?
--! chart: line
--! x: schooljaar
--! y: percentage
--! low: laag
--! high: hoog
--! reference: landelijk
--! break: toets
--! count: leerlingen
--! word percentage: Percentage op streefniveau
--! word reference: landelijk
--! word break: andere toets
--! column schooljaar: Schooljaar
--! column toets: Toets
--! column leerlingen: Leerlingen | int
--! column percentage: Percentage | pct1
--! column laag..hoog: Marge 95% | pct0
--! n: leerlingen
--! source: verzonnen cijfers
-- Noemt y meer kolommen, dan staan er evenveel grafieken naast elkaar. Waar de kolom achter break verandert,
-- is de lijn onderbroken.
-- Om te veranderen: neem een tabel in plaats van values, en de kolom ovt in plaats van '99AA|C1'.
select
    '99AA|C1' as ovt, schooljaar, toets, leerlingen,
    100.0 * behaald / leerlingen as percentage,
    100 * wilson_laag(behaald, leerlingen) as laag,
    100 * wilson_hoog(behaald, leerlingen) as hoog,
    landelijk
from (values
    ('2021-2022', 'eindtoets', 29, 17, 61.0),
    ('2022-2023', 'eindtoets', 26, 14, 60.2),
    ('2023-2024', 'doorstroomtoets', 23, 12, 58.3),
    ('2024-2025', 'doorstroomtoets', 25, 15, 57.0)
) as jaren (schooljaar, toets, leerlingen, behaald, landelijk)
order by schooljaar
