--! title: Bestanden met gegevens van leerlingen
--! column bestand: Bestand
--! column soort: Soort
--! column inhoud: Periode
--! column rijen_gelezen: Gelezen | int
--! column rijen_geladen: Geladen | int
--! column rijen_afgewezen: Afgewezen | int
--! column sha256_kort: SHA-256 (begin)
--! n: rijen_gelezen
--! note: Gelezen = geladen + afgewezen. Namen, geboortedata en nummers van leerlingen worden niet bewaard. De dossiers van een map staan samen op één regel; elk controlegetal staat in manifest.json.
with genoemd as (
    select
        *,
        case
            when soort = 'dossier (OSO)' then regexp_replace(bestand, 'dossier [0-9]+$', 'dossiers')
            when blad is not null then concat(bestand, ', blad ', blad)
            else bestand
        end as naam
    from leerlingbestanden
    where ovt is not null
)
select
    ovt,
    case when count(*) > 1 then concat(naam, ' (', cast(count(*) as varchar), ')') when min(blad) is null then min(bestand) else naam end as bestand,
    soort,
    case when min(inhoud) = max(inhoud) then min(inhoud) else concat(min(inhoud), ' …') end as inhoud,
    sum(rijen_gelezen) as rijen_gelezen,
    sum(rijen_geladen) as rijen_geladen,
    sum(rijen_afgewezen) as rijen_afgewezen,
    case when count(*) = 1 then substr(min(sha256), 1, 12) end as sha256_kort
from genoemd
group by ovt, naam, soort
order by ovt, soort, inhoud, bestand
