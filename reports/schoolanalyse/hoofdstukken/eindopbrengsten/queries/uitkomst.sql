--! title: Uitkomst van het onderwijsresultatenmodel
--! column indicator: Indicator
--! column percentage: School | pct2
--! column marge_laag..marge_hoog: Marge 95% | pct1
--! column signaleringswaarde: Signaleringswaarde | pct1
--! column uitkomst: Uitkomst volgens de rekenregels: berekend, geen oordeel
--! n: aantal_leerlingen
--! context: signaleringswaarde
--! source: Inspectie van het Onderwijs, leerresultaten primair onderwijs; nagerekend uit de jaarcijfers
-- De officiële uitkomst, woordelijk, met de marge ernaast.
select
    ovt,
    status,
    indicator,
    aantal_leerlingen,
    percentage,
    marge_laag,
    marge_hoog,
    case when uitkomst in ('Boven de signaleringswaarde', 'Onder de signaleringswaarde') then signaleringswaarde end as signaleringswaarde,
    uitkomst
from vergelijking
order by ovt, volgorde
