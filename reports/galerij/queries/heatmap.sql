--! title: Kaart van verschillen (heatmap)
--! question: In welke leerjaren en vakgebieden wijken wij af?
--! chart: heatmap
--! row: groep
--! column: vakgebied
--! value: verschil
--! count: leerlingen
--! word count: n
--! word low: minder dan landelijk
--! word high: meer dan landelijk
--! column groep: Leerjaar
--! column vakgebied: Vakgebied
--! column leerlingen: Leerlingen | int
--! column verschil: Verschil | sign1 | procentpunt
--! n: leerlingen
--! minimum: 10
--! source: verzonnen cijfers
-- Kleur en lijst zeggen aan welke kant van nul een verschil ligt. Rijen en kolommen staan in de volgorde van de query.
-- Om te veranderen: neem een tabel in plaats van values, en de kolom ovt in plaats van '99AA|C1'.
select '99AA|C1' as ovt, groep, vakgebied, leerlingen, verschil
from (values
    ('groep 6', 'Rekenen', 24, -22.5), ('groep 6', 'Lezen', 25, -4.0), ('groep 6', 'Spelling', 24, 8.0),
    ('groep 7', 'Rekenen', 21, -12.9), ('groep 7', 'Lezen', 22, 1.5), ('groep 7', 'Spelling', 22, -5.5),
    ('groep 8', 'Rekenen', 22, -4.5), ('groep 8', 'Lezen', 22, 0.0), ('groep 8', 'Spelling', 22, 12.0)
) as cellen (groep, vakgebied, leerlingen, verschil)
order by groep, vakgebied
