--! title: Definitief advies naast toetsadvies
--! subtitle: Aantal leerlingen, ten hoogste drie schooljaren onder dezelfde regel voor bijstelling, met bij ten minste tien leerlingen beide adviezen
--! chart: matrix
--! row: definitief
--! column: toetsadvies
--! value: aantal
--! diagonal: zelfde
--! word row: definitief advies
--! word column: toetsadvies
--! column definitief: Definitief advies
--! column toetsadvies: Toetsadvies
--! column aantal: Leerlingen | int
--! n: leerlingen
--! minimum: 10
--! source: eigen gegevens van groep 8
--! note: In het kader zijn beide adviezen van dezelfde groep. Cellen met één tot en met vier leerlingen zijn afgeschermd (*), en soms een cel ernaast, zodat het aantal niet af te leiden is. Een dubbel advies telt bij het hoogste van de twee: vmbo-gt/havo bij havo.
select
    ovt,
    definitief,
    toetsadvies,
    leerlingen,
    case when not weg then aantal end as aantal,
    case when weg then 'onderdrukt' else 'bekend' end as status,
    definitief_groep = toets_groep as zelfde
from advies_cellen
where leerlingen >= 10
order by ovt, definitief_groep, toets_groep
