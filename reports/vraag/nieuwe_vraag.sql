--! title: Leerlingen met niveau IV of V bij begrijpend lezen
--! question: Hoeveel van onze leerlingen hebben niveau IV of V bij begrijpend lezen, per leerjaar?
--! column leerjaar: Leerjaar | int
--! column leerlingen: Leerlingen | int
--! column percentage: Niveau IV of V | pct0
--! n: leerlingen
--! minimum: 10
--! source: eigen toetsresultaten
-- Dit is een vraag van de school zelf. De regels met --! zijn de kaart: wat er in het rapport boven en onder komt.
-- Daaronder staat gewone SQL. Bewaar het bestand in queries/ en het antwoord staat in het volgende rapport.
--
-- Probeer haar uit:             schoolanalyse query <naam> --school '<ovt>'
-- Zie haar in het rapport:      schoolanalyse watch --school '<ovt>'
-- Welke tabellen er zijn:       schoolanalyse tables, en per tabel: schoolanalyse tables toetsresultaten
-- Welke grafieken er zijn:      schoolanalyse gallery
--
-- Wat de kaart nog meer kan zeggen, zonder de streep ervoor:
--   ! chart: line             {grafieken} of {laatste_grafiek}
--   ! chapter: tussenopbrengsten   schoolpopulatie, eindopbrengsten, op_koers, schooladviezen; anders Eigen vragen
--   ! audience: directie      alleen in dit rapport
--   ! parameter doel: number = 75  in de SQL: $doel; te zetten met --param doel=80 of in schoolanalyse.toml
--   ! note: ...               een opmerking onder de tabel
--
-- Cijfers over leerlingen: tel met count(distinct leerling) en noem die kolom achter n. Wat op te weinig leerlingen
-- rust, wordt vanzelf verborgen. $schooljaar en $moment zijn die van het rapport.
select
    ovt,
    leerjaar,
    count(distinct leerling) as leerlingen,
    100.0 * count(distinct case when niveau in ('IV', 'V') then leerling end) / count(distinct leerling) as percentage
from toetsresultaten
where vakgebied = 'begrijpend lezen' and schooljaar = $schooljaar and moment = $moment and schaal = 'I-V'
group by ovt, leerjaar
order by ovt, leerjaar
