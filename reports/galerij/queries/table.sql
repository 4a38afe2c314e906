--! title: Tabel (table)
--! question: Welke cijfers wil het team naast elkaar zien?
--! role: table
--! column vakgebied: Vakgebied
--! column leerlingen: Leerlingen | int
--! column percentage: Niveau IV of V | pct0
--! column laag..hoog: Marge 95% | pct0
--! column groei: Groei | sign1 | punten
--! n: leerlingen
--! minimum: 10
--! source: verzonnen cijfers
--! note: Een rij op minder dan tien leerlingen is afgeschermd (*).
-- Zonder kolommen in de kaart staan alle kolommen van de query in de tabel, gespeld naar hun type.
-- Om te veranderen: neem een tabel in plaats van values, en de kolom ovt in plaats van '99AA|C1'.
select
    '99AA|C1' as ovt, vakgebied, leerlingen,
    100.0 * laag_niveau / leerlingen as percentage,
    100 * wilson_laag(laag_niveau, leerlingen) as laag,
    100 * wilson_hoog(laag_niveau, leerlingen) as hoog,
    groei
from (values
    ('Rekenen', 140, 56, 18.9), ('Lezen', 138, 41, 12.1), ('Spelling', 135, 47, -1.4), ('Woordenschat', 8, 3, 4.0)
) as vakken (vakgebied, leerlingen, laag_niveau, groei)
order by vakgebied
