--! title: Reeks (range)
--! question: Tussen welke waarden ligt een cijfer dat niet precies bekend is?
--! chart: range
--! facet: domein
--! x: schooljaar
--! low: laag
--! high: hoog
--! reference_low: klasse_laag
--! reference_high: klasse_hoog
--! count: leerlingen
--! word reference: zelfde weging
--! column domein: Domein
--! column schooljaar: Schooljaar
--! column leerlingen: Leerlingen | int
--! column laag..hoog: Op streefniveau | pct1
--! n: leerlingen
--! source: verzonnen cijfers
-- DUO publiceert één tot en met vier leerlingen als <5: dan zijn alleen het laagste en het hoogste percentage bekend.
-- Zijn laag en hoog gelijk, dan staat er een punt. Elke waarde van de kolom achter facet krijgt een eigen vak.
-- Om te veranderen: neem een tabel in plaats van values, en de kolom ovt in plaats van '99AA|C1'.
select '99AA|C1' as ovt, domein, schooljaar, leerlingen, laag, hoog, klasse_laag, klasse_hoog
from (values
    ('Rekenen', '2022-2023', 26, 42.3, 42.3, 42.0, 47.0),
    ('Rekenen', '2023-2024', 23, 39.1, 52.2, 41.0, 45.4),
    ('Rekenen', '2024-2025', 25, 40.0, 52.0, 37.3, 42.0),
    ('Lezen', '2022-2023', 26, 65.4, 65.4, 66.1, 71.6),
    ('Lezen', '2023-2024', 23, 65.2, 65.2, 69.0, 75.2),
    ('Lezen', '2024-2025', 25, 56.0, 68.0, 68.5, 73.3)
) as jaren (domein, schooljaar, leerlingen, laag, hoog, klasse_laag, klasse_hoog)
order by domein desc, schooljaar
