--! title: Afgewezen rijen
--! scope: all
--! column bestand: Bestand
--! column blad: Blad
--! column regel: Regel | int
--! column kolom: Kolom
--! column uitleg: Reden
--! note: Hoogstens de eerste 40 afgewezen waarden; de aantallen per bestand staan bij de bronbestanden en alle waarden zijn te zien met het commando check.
-- Rijen over leerlingen staan hier alleen als niet te zien is bij welke school zij horen; die van de school zelf worden
-- geteld in afgewezen_leerlingrijen.sql.
select rij.bestand, rij.blad, rij.regel, rij.kolom, coalesce(redenen.uitleg, rij.reden) as uitleg
from afgewezen_rijen as rij
left join redenen on redenen.reden = rij.reden
left join leerlingbestanden as leerlingen
    on leerlingen.bestand = rij.bestand and coalesce(leerlingen.blad, '') = coalesce(rij.blad, '')
where leerlingen.bestand is null or coalesce(leerlingen.ovt, rij.school) is null
order by rij.bestand, rij.blad, rij.regel, rij.kolom
limit 40
