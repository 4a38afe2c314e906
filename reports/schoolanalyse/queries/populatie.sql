--! title: Leerlingen, schoolweging en spreiding
--! subtitle: Per schooljaar; gestreept: gemiddelde van alle scholen in het bestand
--! chart: line
--! size: 168x44
--! x: schooljaar
--! y: aantal_leerlingen, schoolweging, spreiding
--! reference: geen, schoolweging_alle, spreiding_alle
--! word aantal_leerlingen: Leerlingen
--! word schoolweging: Schoolweging
--! word spreiding: Spreiding
--! word reference: alle scholen
--! column schooljaar: Schooljaar
--! column aantal_leerlingen: Leerlingen | int
--! column schoolweging: Schoolweging | dec2
--! column schoolweging_alle: Alle scholen | dec2
--! column spreiding: Spreiding | dec2
--! column spreiding_alle: Alle scholen | dec2
--! n: aantal_leerlingen
--! context: schoolweging_alle, spreiding_alle, geen
--! source: Inspectie van het Onderwijs, schoolweging (berekening CBS)
--! note: Een hogere schoolweging betekent een complexere populatie. De spreiding zegt hoe sterk de leerlingen onderling verschillen; de Inspectie betrekt die niet bij haar oordeel. Peildatum: 1 oktober tot en met 2021-2022, daarna 1 februari.
select
    ovt,
    schooljaar,
    aantal_leerlingen,
    schoolweging,
    schoolweging_alle,
    spreiding,
    spreiding_alle,
    cast(null as double) as geen
from populatie_jaar
where aantal_leerlingen > 0
order by ovt, schooljaar
