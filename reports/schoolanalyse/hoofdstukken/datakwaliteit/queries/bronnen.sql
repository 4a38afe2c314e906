--! title: Bronbestanden
--! scope: all
--! column bestand: Bestand
--! column soort: Soort
--! column inhoud: Periode
--! column rijen_gelezen: Gelezen | int
--! column rijen_geladen: Geladen | int
--! column rijen_afgewezen: Afgewezen | int
--! column sha256_kort: SHA-256 (begin)
--! note: Gelezen = geladen + afgewezen. De volledige SHA-256 van elk bestand staat in manifest.json.
select
    bestand,
    soort,
    inhoud,
    rijen_gelezen,
    rijen_geladen,
    rijen_afgewezen,
    substr(sha256, 1, 12) as sha256_kort
from bronnen
-- Bestanden in de map van een school staan alleen in het rapport van die school: bronnen_leerlingen.sql.
where bestand not in (select bestand from leerlingbestanden where ovt is not null)
order by soort, inhoud, bestand
