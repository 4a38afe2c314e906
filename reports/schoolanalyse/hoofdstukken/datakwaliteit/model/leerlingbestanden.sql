-- De bestanden met gegevens van leerlingen: alle soorten die de Inspectie en DUO niet zelf publiceren.
-- Staat een bestand in een map met de naam van een school (99AA-C1), dan is het van die school.
select
    bestand,
    blad,
    soort,
    inhoud,
    rijen_gelezen,
    rijen_geladen,
    rijen_afgewezen,
    sha256,
    case
        when bestand ~ '^(.*/)?[0-9]{2}[A-Z]{2}-C[0-9]+/[^/]+(/.*)?$'
            then regexp_replace(bestand, '^(.*/)?([0-9]{2}[A-Z]{2})-(C[0-9]+)/.*$', '\2|\3')
    end as ovt
from bronnen
where soort not in (
    'leerresultaten', 'schoolweging', 'referentieniveaus', 'schooladviezen', 'eindscores', 'oordelen', 'besturen'
)
order by bestand, blad
