-- De domeinen van elke school met een zekere of opgegeven koppeling, in de schooljaren van de resultaten.
select
    scholen.ovt,
    eigen.*,
    alle.streef_laag as alle_laag,
    alle.streef_hoog as alle_hoog,
    alle.aantal_vestigingen
from scholen
join domeinen_vestiging as eigen on eigen.brin = scholen.brin_duo and eigen.vestiging = scholen.vestiging
join domeinen_alle as alle on alle.schooljaar = eigen.schooljaar and alle.domein = eigen.domein
where eigen.leerlingen_max > 0
    and eigen.schooljaar in (select schooljaar from jaren)
order by scholen.ovt, eigen.schooljaar, eigen.domein
