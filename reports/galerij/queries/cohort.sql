--! title: Groepen gevolgd (cohort)
--! question: Hoe gaat het met dezelfde leerlingen door de leerjaren?
--! chart: cohort
--! row: cohort
--! column: vakgebied
--! x: leerjaar
--! y: aandeel
--! reference: landelijk
--! word reference: landelijk
--! column cohort: Cohort
--! column vakgebied: Vakgebied
--! column leerjaar: Leerjaar | int
--! column leerlingen: Leerlingen | int
--! column aandeel: Niveau I-III | pct0
--! n: leerlingen
--! minimum: 10
--! source: verzonnen cijfers
-- Een vak voor elk paar van rij en kolom, alle op één schaal.
-- Om te veranderen: neem een tabel in plaats van values, en de kolom ovt in plaats van '99AA|C1'.
select '99AA|C1' as ovt, cohort, vakgebied, leerjaar, leerlingen, aandeel, 60.0 as landelijk
from (values
    ('nu groep 7', 'Rekenen', 4, 21, 50.0), ('nu groep 7', 'Rekenen', 5, 21, 40.0), ('nu groep 7', 'Rekenen', 6, 21, 35.0),
    ('nu groep 7', 'Lezen', 4, 22, 55.0), ('nu groep 7', 'Lezen', 5, 22, 60.0), ('nu groep 7', 'Lezen', 6, 22, 65.0),
    ('nu groep 8', 'Rekenen', 5, 22, 50.0), ('nu groep 8', 'Rekenen', 6, 22, 45.0), ('nu groep 8', 'Rekenen', 7, 22, 50.0),
    ('nu groep 8', 'Lezen', 5, 20, 65.0), ('nu groep 8', 'Lezen', 6, 20, 55.0), ('nu groep 8', 'Lezen', 7, 20, 60.0)
) as punten (cohort, vakgebied, leerjaar, leerlingen, aandeel)
order by cohort, vakgebied, leerjaar
