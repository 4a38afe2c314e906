--! title: Bestanden met gegevens van leerlingen
--! column bestand: Bestand
--! column soort: Soort
--! column inhoud: Periode
--! column rijen_gelezen: Gelezen | int
--! column rijen_geladen: Geladen | int
--! column rijen_afgewezen: Afgewezen | int
--! column sha256_kort: SHA-256 (begin)
--! n: rijen_gelezen
--! note: Gelezen = geladen + afgewezen. Namen, geboortedata en nummers van leerlingen worden niet bewaard.
select
    ovt,
    bestand,
    soort,
    inhoud,
    rijen_gelezen,
    rijen_geladen,
    rijen_afgewezen,
    substr(sha256, 1, 12) as sha256_kort
from leerlingbestanden
where ovt is not null
order by ovt, soort, inhoud, bestand
