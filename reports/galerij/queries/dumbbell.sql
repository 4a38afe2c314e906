--! title: Toen en nu (dumbbell)
--! question: Hoever kwamen dezelfde leerlingen tussen twee momenten?
--! chart: dumbbell
--! facet: vakgebied
--! label: groep
--! from: midden
--! to: eind
--! count: leerlingen
--! word from: midden
--! word to: eind
--! word count: n
--! column vakgebied: Vakgebied
--! column groep: Leerjaar
--! column leerlingen: Leerlingen | int
--! column midden: Midden | dec1
--! column eind: Eind | dec1
--! n: leerlingen
--! minimum: 10
--! source: verzonnen cijfers
-- Elk vak heeft zijn eigen schaal: scores van twee toetsen zijn niet te vergelijken.
-- Om te veranderen: neem een tabel in plaats van values, en de kolom ovt in plaats van '99AA|C1'.
select '99AA|C1' as ovt, vakgebied, groep, leerlingen, midden, eind
from (values
    ('Rekenen', 'groep 5', 25, 148.9, 168.4), ('Rekenen', 'groep 6', 24, 169.6, 187.3),
    ('Rekenen', 'groep 7', 21, 201.2, 214.0),
    ('Technisch lezen', 'groep 5', 25, 43.1, 53.3), ('Technisch lezen', 'groep 6', 25, 59.1, 64.5),
    ('Technisch lezen', 'groep 7', 21, 73.0, 78.9)
) as metingen (vakgebied, groep, leerlingen, midden, eind)
order by vakgebied, groep
