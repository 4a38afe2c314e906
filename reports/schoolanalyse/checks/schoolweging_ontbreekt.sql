--! title: Scholen zonder schoolweging
--! role: check
--! severity: waarschuwing
--! scope: all
-- Zonder schoolweging is er geen signaleringswaarde en geen vergelijking: het rapport van deze scholen blijft daar leeg.
select school.ovt, resultaat.periode
from opgegeven_scholen as school
join leerresultaten as resultaat on resultaat.ovt = school.ovt and resultaat.periode = $periode
where resultaat.schoolweging is null
order by school.ovt
