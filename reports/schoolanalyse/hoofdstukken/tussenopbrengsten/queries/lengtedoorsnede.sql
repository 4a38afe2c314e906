--! title: Dezelfde leerlingen door de leerjaren
--! subtitle: Lengtedoorsnede: leerlingen die nu samen in een leerjaar zitten, in elk eerder leerjaar op hetzelfde moment; percentage op niveau I-III of A-C, afgerond op 5
--! chart: cohort
--! row: cohort
--! column: naam
--! x: leerjaar_toen
--! y: aandeel
--! reference: landelijk
--! word reference: landelijk
--! column naam: Vakgebied
--! column cohort: Cohort
--! column leerjaar_toen: Leerjaar
--! column reeks: Aanbieder en schaal
--! column leerlingen_min..leerlingen_max: Leerlingen | int
--! column aandeel: I-III of A-C | pct0
--! column landelijk: Landelijk | pct0
--! n: toonbaar
--! minimum: 10
--! context: landelijk
--! source: eigen toetsgegevens van de school
--! note: In een lijn tellen alleen leerlingen die op elk punt een niveau hebben, bij dezelfde aanbieder en op dezelfde schaal; wie kwam, vertrok of bleef zitten telt niet mee. Onder de lijn staat het leerjaar van toen. De percentages zijn afgerond en de aantallen staan als reeks in de bijlage: zo is uit twee figuren samen niets over één leerling af te leiden.
select
    ovt,
    concat('nu groep ', cast(leerjaar as varchar)) as cohort,
    naam,
    cast(leerjaar_toen as varchar) as leerjaar_toen,
    concat(aanbieder, ', ', schaal) as reeks,
    toonbaar,
    leerlingen_min,
    leerlingen_max,
    aandeel,
    landelijk
from lengtelijnen
order by ovt, leerjaar, volgorde, terug desc
