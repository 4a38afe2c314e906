--! title: Matrix (matrix)
--! question: Hoe vaak valt het ene samen met het andere?
--! chart: matrix
--! row: definitief
--! column: toetsadvies
--! value: leerlingen
--! diagonal: zelfde
--! word row: definitief advies
--! word column: toetsadvies
--! column definitief: Definitief advies
--! column toetsadvies: Toetsadvies
--! column leerlingen: Leerlingen | int
--! n: leerlingen
--! source: verzonnen cijfers
-- Cellen op de diagonaal krijgen een kader waar de kolom achter diagonal waar is.
-- Om te veranderen: neem een tabel in plaats van values, en de kolom ovt in plaats van '99AA|C1'.
select '99AA|C1' as ovt, definitief, toetsadvies, leerlingen, definitief = toetsadvies as zelfde
from (values
    (1, 'vmbo', 'vmbo', 17), (1, 'vmbo', 'havo', 6), (1, 'vmbo', 'vwo', 0),
    (2, 'havo', 'vmbo', 0), (2, 'havo', 'havo', 11), (2, 'havo', 'vwo', 8),
    (3, 'vwo', 'vmbo', 0), (3, 'vwo', 'havo', 0), (3, 'vwo', 'vwo', 12)
) as adviezen (volgorde, definitief, toetsadvies, leerlingen)
order by volgorde, case toetsadvies when 'vmbo' then 1 when 'havo' then 2 else 3 end
