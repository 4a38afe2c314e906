--! title: Drie schooljaren samen, uit eigen leerlinggegevens
--! subtitle: Percentage behaalde referentieniveaus, gewogen naar leerlingen
--! column periode: Toetsjaren
--! column indicator: Indicator
--! column leerlingen: Leerlingen | int
--! column percentage: Eigen | pct2
--! column inspectie: Inspectie | pct2
--! column signaleringswaarde: Signaleringswaarde | pct1
--! column uitkomst: Uitkomst uit eigen gegevens: berekend, geen oordeel
--! n: toonbaar
--! context: signaleringswaarde
--! source: eigen gegevens van groep 8; Inspectie van het Onderwijs, leerresultaten primair onderwijs
--! note: De officiële uitkomst is die van de Inspectie; deze tabel laat zien of de eigen gegevens op hetzelfde uitkomen. Voor jaren na de periode van de Inspectie is nog geen signaleringswaarde bekend.
with lang as (
    select
        ovt, venster, periode, 1 as volgorde, '1F' as indicator, toonbaar, meegeteld as leerlingen,
        percentage_1f as percentage, inspectie_1f as inspectie, signaleringswaarde_1f as signaleringswaarde,
        uitkomst_1f as uitkomst
    from eigen_driejaars
    union all
    select
        ovt, venster, periode, 2, '1S/2F', toonbaar, meegeteld,
        percentage_1s_2f, inspectie_1s_2f, signaleringswaarde_1s_2f, uitkomst_1s_2f
    from eigen_driejaars
)
select
    ovt,
    periode,
    indicator,
    toonbaar,
    leerlingen,
    percentage,
    inspectie,
    case when uitkomst in ('Boven de signaleringswaarde', 'Onder de signaleringswaarde') then signaleringswaarde end as signaleringswaarde,
    case when venster = 1 then coalesce(uitkomst, 'Te weinig gegevens') else 'nog geen signaleringswaarde bekend' end as uitkomst
from lang
where toonbaar >= 5
order by ovt, venster, volgorde
