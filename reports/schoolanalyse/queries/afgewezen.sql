--! title: Afgewezen rijen
--! scope: all
--! column bestand: Bestand
--! column blad: Blad
--! column regel: Regel | int
--! column kolom: Kolom
--! column uitleg: Reden
--! note: Hoogstens de eerste 40 afgewezen waarden; de aantallen per bestand staan bij de bronbestanden en alle waarden zijn te zien met het commando check.
with redenen as (
    select *
    from (
        values
            ('missing_ovt', 'de OVT-code ontbreekt'),
            ('malformed_ovt', 'dit is geen OVT-code (zoals 00AP|C1)'),
            ('duplicate_ovt', 'deze OVT staat meer dan één keer in het bestand'),
            ('missing_value', 'de cel is leeg'),
            ('not_a_number', 'dit is geen getal'),
            ('out_of_range', 'de waarde valt buiten wat in deze kolom kan'),
            ('not_whole', 'het aantal leerlingen is geen heel getal'),
            ('not_a_count', 'het percentage past niet bij het aantal leerlingen'),
            ('inconsistent_status', 'bekende, verborgen (*) en lege cellen staan door elkaar'),
            ('unknown_verdict', 'dit is geen uitkomst die de Inspectie gebruikt'),
            ('unknown_category', 'dit is geen schoolwegingscategorie'),
            ('category_mismatch', 'de categorie past niet bij de schoolweging'),
            ('ragged_row', 'de regel heeft meer of minder cellen dan de kopregel'),
            ('count_under_five', 'een aantal van 1 tot en met 4 hoort als <5 gepubliceerd te zijn'),
            ('unknown_peildatum', 'de peildatum is geen 1 oktober'),
            ('malformed_brin', 'dit is geen BRIN (instellingscode)'),
            ('malformed_vestiging', 'dit is geen vestigingscode van twee cijfers'),
            ('duplicate_vestiging', 'deze vestiging staat meer dan één keer in het bestand')
    ) as lijst (reden, uitleg)
)
select rij.bestand, rij.blad, rij.regel, rij.kolom, coalesce(redenen.uitleg, rij.reden) as uitleg
from afgewezen_rijen as rij
left join redenen on redenen.reden = rij.reden
order by rij.bestand, rij.blad, rij.regel, rij.kolom
limit 40
