--! title: Stand van de ambities
--! column indicator: Indicator
--! column ambitie: Ambitie | pct1
--! column percentage: School | pct1
--! column verschil: Verschil in procentpunt | sign1
--! column marge_laag..marge_hoog: Marge 95% | pct1
--! n: aantal_leerlingen
--! context: ambitie
--! source: schoolanalyse.toml; Inspectie van het Onderwijs
select
    ovt,
    indicator,
    aantal_leerlingen,
    ambitie,
    percentage,
    percentage - ambitie as verschil,
    marge_laag,
    marge_hoog
from vergelijking
where ambitie is not null and percentage is not null
order by ovt, volgorde
