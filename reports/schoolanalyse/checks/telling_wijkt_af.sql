--! title: Leerlingen die meetellen: eigen telling anders dan die van de Inspectie
--! role: check
--! severity: waarschuwing
--! scope: all
--! n: inspectie
-- Wie meetelt volgt uit de eigen leerlinggegevens; wijkt dat af van wat de Inspectie publiceert, dan mist er een uitslag of
-- staat een ontheffing er niet in.
select groep8.ovt, groep8.schooljaar, groep8.meegeteld as eigen, resultaat.aantal_leerlingen as inspectie
from groep8
join eindresultaten as resultaat
    on resultaat.ovt = groep8.ovt and resultaat.schooljaar = groep8.schooljaar and resultaat.periode = $periode
where resultaat.status = 'bekend' and groep8.meegeteld <> resultaat.aantal_leerlingen
order by groep8.ovt, groep8.schooljaar
