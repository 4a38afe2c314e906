--! title: Eindopbrengsten per schooljaar
--! subtitle: Percentage behaalde referentieniveaus per schooljaar, met marge (95%); gestreept: scholen met dezelfde schoolweging
--! chart: line
--! size: 168x56
--! x: schooljaar
--! y: percentage_1f, percentage_1s_2f
--! low: laag_1f, laag_1s_2f
--! high: hoog_1f, hoog_1s_2f
--! reference: gemiddelde_1f, gemiddelde_1s_2f
--! break: toets
--! count: aantal_leerlingen
--! word percentage_1f: 1F, fundamenteel niveau
--! word percentage_1s_2f: 1S/2F, streefniveau
--! word reference: zelfde weging
--! word count: n =
--! word break: andere toets
--! column schooljaar: Schooljaar
--! column toets: Toets
--! column aantal_leerlingen: Leerlingen | int
--! column percentage_1f: 1F | pct1
--! column laag_1f..hoog_1f: Marge | pct1
--! column gemiddelde_1f: Zelfde weging | pct1
--! column percentage_1s_2f: 1S/2F | pct1
--! column laag_1s_2f..hoog_1s_2f: Marge | pct1
--! column gemiddelde_1s_2f: Zelfde weging | pct1
--! n: aantal_leerlingen
--! context: gemiddelde_1f, gemiddelde_1s_2f
--! source: Inspectie van het Onderwijs, leerresultaten primair onderwijs
--! note: Stippellijn: van eindtoets (tot en met 2022-2023) naar doorstroomtoets. Cijfers voor en na die grens zijn niet rechtstreeks te vergelijken. Zelfde weging: alle leerlingen van de scholen in die klasse samen, per jaar.
select
    jaren.ovt,
    jaren.schooljaar,
    jaren.toets,
    jaren.status,
    jaren.aantal_leerlingen,
    jaren.percentage_1f,
    jaren.laag_1f,
    jaren.hoog_1f,
    klassen_jaar.gemiddelde_1f,
    jaren.percentage_1s_2f,
    jaren.laag_1s_2f,
    jaren.hoog_1s_2f,
    klassen_jaar.gemiddelde_1s_2f
from jaren
join oordelen on oordelen.ovt = jaren.ovt
left join klassen_jaar
    on klassen_jaar.schoolweging_van = oordelen.schoolweging_van
    and klassen_jaar.schooljaar = jaren.schooljaar
-- Zonder één gepubliceerd jaarcijfer is er niets te tekenen: dan zegt een zin dat.
where oordelen.jaren_bekend > 0
order by jaren.ovt, jaren.schooljaar
