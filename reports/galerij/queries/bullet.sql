--! title: Staaf met lijnen (bullet)
--! question: Waar staat een percentage ten opzichte van de grens, vergelijkbare scholen en ons doel?
--! chart: bullet
--! label: indicator
--! y: percentage
--! low: laag
--! high: hoog
--! band_low: p25
--! band_high: p75
--! mean: gemiddelde
--! norm: grens
--! ambition: doel
--! word norm: grens
--! word band: middelste helft van vergelijkbare scholen
--! word mean: gemiddelde
--! word ambition: ons doel
--! column indicator: Indicator
--! column leerlingen: Leerlingen | int
--! column percentage: School | pct1
--! column laag..hoog: Marge 95% | pct1
--! n: leerlingen
--! source: verzonnen cijfers
-- Alleen label en y zijn nodig; elke andere sleutel voegt een lijn of een vlak toe.
-- Om te veranderen: neem een tabel in plaats van values, en de kolom ovt in plaats van '99AA|C1'.
select
    '99AA|C1' as ovt, indicator, leerlingen, percentage,
    100 * wilson_laag(percentage / 100 * leerlingen, leerlingen) as laag,
    100 * wilson_hoog(percentage / 100 * leerlingen, leerlingen) as hoog,
    p25, p75, gemiddelde, grens, doel
from (values
    (1, '1F', 74, 95.0, 94.5, 97.9, 96.1, 85.0, 96.0),
    (2, '1S/2F', 74, 51.4, 53.5, 63.6, 57.8, 47.1, 60.0)
) as cijfers (volgorde, indicator, leerlingen, percentage, p25, p75, gemiddelde, grens, doel)
order by volgorde
