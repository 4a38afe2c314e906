--! title: Leerlingen, schoolweging en spreiding
--! subtitle: Per schooljaar
--! chart: line
--! size: 168x44
--! x: schooljaar
--! y: aantal_leerlingen, schoolweging, spreiding
--! reference: geen, schoolweging_landelijk, spreiding_landelijk
--! word aantal_leerlingen: Leerlingen
--! word schoolweging: Schoolweging
--! word spreiding: Spreiding
--! word reference: Nederland
--! column schooljaar: Schooljaar
--! column aantal_leerlingen: Leerlingen | int
--! column schoolweging: Schoolweging | dec2
--! column schoolweging_landelijk: Nederland, schoolweging | dec2
--! column spreiding: Spreiding | dec2
--! column spreiding_landelijk: Nederland, spreiding | dec2
--! n: aantal_leerlingen
--! context: schoolweging_landelijk, spreiding_landelijk, spreiding_p25, spreiding_p75, geen
--! source: Inspectie van het Onderwijs, schoolweging (berekening CBS); landelijk: zie de bijlage Rekenwijze, Normen en vergelijking
--! note: Een hogere schoolweging betekent een complexere populatie. De spreiding zegt hoe sterk de leerlingen onderling verschillen; de Inspectie betrekt die niet bij haar oordeel. Peildatum: 1 oktober tot en met 2021-2022, daarna 1 februari.
select
    ovt,
    schooljaar,
    aantal_leerlingen,
    schoolweging,
    schoolweging_landelijk,
    spreiding,
    spreiding_landelijk,
    -- Waar een zin onder de figuur de spreiding naast legt.
    spreiding_p25,
    spreiding_p75,
    cast(null as double) as geen
from populatie_jaar
where aantal_leerlingen > 0
order by ovt, schooljaar
