--! title: Verdeling (stacked)
--! question: Hoe zijn de leerlingen over niveaus verdeeld, naast het land?
--! chart: stacked
--! label: groep
--! part: deel_v, deel_iv, deel_iii, deel_ii, deel_i
--! reference: lijn_1, lijn_2, lijn_3, lijn_4
--! count: leerlingen
--! word deel_v: V
--! word deel_iv: IV
--! word deel_iii: III
--! word deel_ii: II
--! word deel_i: I
--! word reference: landelijk
--! word count: n
--! column groep: Leerjaar
--! column leerlingen: Leerlingen | int
--! column deel_v: V | pct0
--! column deel_iv: IV | pct0
--! column deel_iii: III | pct0
--! column deel_ii: II | pct0
--! column deel_i: I | pct0
--! n: leerlingen
--! minimum: 10
--! source: verzonnen cijfers
-- De delen tellen samen tot 100. Met facet komt er een vak voor elk vakgebied.
-- Om te veranderen: neem een tabel in plaats van values, en de kolom ovt in plaats van '99AA|C1'.
select
    '99AA|C1' as ovt, groep, leerlingen, deel_v, deel_iv, deel_iii, deel_ii, deel_i,
    20.0 as lijn_1, 40.0 as lijn_2, 60.0 as lijn_3, 80.0 as lijn_4
from (values
    ('groep 5', 25, 48.0, 28.0, 12.0, 4.0, 8.0),
    ('groep 6', 24, 54.0, 8.0, 29.0, 1.0, 8.0),
    ('groep 7', 21, 33.0, 29.0, 19.0, 5.0, 14.0),
    ('groep 8', 22, 18.0, 36.0, 23.0, 9.0, 14.0)
) as groepen (groep, leerlingen, deel_v, deel_iv, deel_iii, deel_ii, deel_i)
order by groep
