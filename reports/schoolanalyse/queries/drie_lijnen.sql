--! title: Drie lijnen, drie vragen
--! subtitle: Percentage behaalde referentieniveaus, drie schooljaren samen. De streep door de punt is de marge (95%).
--! chart: bullet
--! size: 168x58
--! label: indicator
--! sublabel: betekenis
--! y: percentage
--! low: marge_laag
--! high: marge_hoog
--! band_low: p25
--! band_high: p75
--! mean: gemiddelde
--! norm: signaleringswaarde
--! ambition: ambitie
--! word norm: signaleringswaarde
--! word band: middelste helft, zelfde schoolweging
--! word mean: gemiddelde
--! word ambition: eigen ambitie
--! word missing: geen driejaarscijfer gepubliceerd
--! column indicator: Indicator
--! column aantal_leerlingen: Leerlingen | int
--! column percentage: School | pct1
--! column marge_laag..marge_hoog: Marge 95% | pct1
--! column signaleringswaarde: Signalerings­waarde | pct1
--! column gemiddelde: Zelfde weging | pct1
--! column p25..p75: Middelste helft | pct1
--! column ambitie: Ambitie | pct1
--! n: aantal_leerlingen
--! context: signaleringswaarde, gemiddelde, p25, p75, ambitie
--! source: Inspectie van het Onderwijs, leerresultaten primair onderwijs
--! note: Middelste helft: p25 tot p75 van de scholen met dezelfde schoolweging; gemiddelde: van die scholen, elke school telt even zwaar. De signaleringswaarde is een ondergrens van de Inspectie en geen doel.
-- De drie vragen: mag het (signaleringswaarde), mag je het verwachten (zelfde schoolweging), wilden we het (ambitie)?
select
    ovt,
    status,
    indicator,
    case indicator when '1F' then 'fundamenteel' else 'streefniveau' end as betekenis,
    aantal_leerlingen,
    percentage,
    marge_laag,
    marge_hoog,
    -- Waar de Inspectie niet vergelijkt, staat ook hier geen signaleringswaarde.
    case when uitkomst in ('Boven de signaleringswaarde', 'Onder de signaleringswaarde') then signaleringswaarde end as signaleringswaarde,
    gemiddelde,
    p25,
    p75,
    ambitie
from vergelijking
where percentage is not null
order by ovt, volgorde
