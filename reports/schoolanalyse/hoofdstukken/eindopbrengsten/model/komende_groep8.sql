-- De groep 8 van de volgende toets, zoals het leerlingregister haar kent: het schooljaar na de periode van de Inspectie.
-- Zonder register, of met minder dan vijf leerlingen, is zij niet bekend.
select ovt, schooljaar, count(distinct leerling) as leerlingen
from inschrijvingen
where leerjaar = 8 and cast(substr(schooljaar, 1, 4) as bigint) = cast(substr($periode, 6, 4) as bigint)
group by ovt, schooljaar
having count(distinct leerling) >= 5
order by ovt, schooljaar
