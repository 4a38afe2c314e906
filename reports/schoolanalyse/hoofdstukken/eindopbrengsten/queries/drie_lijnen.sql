--! title: 1F en 1S/2F over de periode
--! subtitle: Percentage behaalde referentieniveaus, de bekende schooljaren van de periode samen. De streep door de punt is de marge (95%).
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
--! column signaleringswaarde: Signaleringswaarde | pct1
--! column gemiddelde: Zelfde schoolweging, drie jaren | pct1
--! column p25..p75: Middelste helft | pct1
--! column ambitie: Ambitie | pct1
--! n: aantal_leerlingen
--! context: signaleringswaarde, gemiddelde, p25, p75, ambitie
--! source: Inspectie van het Onderwijs, leerresultaten primair onderwijs
--! note: Middelste helft: p25 tot p75 van de scholen met dezelfde schoolweging, drie schooljaren samen; gemiddelde: van die scholen, elke school telt even zwaar. Gaat het cijfer van de school over minder jaren, dan staan zij er niet naast. De signaleringswaarde is een ondergrens van de Inspectie en geen doel.
-- De drie vragen: mag het (signaleringswaarde), mag je het verwachten (zelfde schoolweging), wilden we het (ambitie)?
select
    vergelijking.ovt,
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
    ambitie,
    uitkomst,
    jaren
from vergelijking
join (
    select
        ovt,
        case
            when count(case when status = 'ontbreekt' then 1 end) = 0
                then concat('drie schooljaren samen: ', min(schooljaar), ' tot en met ', max(schooljaar))
            when count(case when status = 'bekend' then 1 end) = 1
                then concat('alleen ', max(case when status = 'bekend' then schooljaar end))
            else concat(string_agg(case when status = 'bekend' then schooljaar end, ' en ' order by schooljaar), ' samen')
        end as jaren
    from jaren
    group by ovt
) as bekende_jaren on bekende_jaren.ovt = vergelijking.ovt
where percentage is not null
order by vergelijking.ovt, volgorde
