--! title: Dezelfde leerlingen, een jaar later
--! subtitle: Percentage leerlingen dat een of meer niveaus omlaag ging, op hetzelfde niveau bleef of omhoog ging sinds hetzelfde moment vorig schooljaar
--! chart: stacked
--! label: naam
--! part: deel_omlaag, deel_gelijk, deel_omhoog
--! count: leerlingen
--! word deel_omlaag: omlaag
--! word deel_gelijk: zelfde niveau
--! word deel_omhoog: omhoog
--! word count: n
--! column naam: Vakgebied
--! column reeks: Aanbieder en schaal
--! column leerlingen: Leerlingen | int
--! column deel_omlaag: Omlaag | pct0
--! column deel_gelijk: Zelfde niveau | pct0
--! column deel_omhoog: Omhoog | pct0
--! column uitleg: Omhoog tegenover omlaag
--! n: toonbaar
--! minimum: 10
--! source: eigen toetsgegevens van de school
--! note: Alleen leerlingen met een niveau op beide momenten, bij dezelfde aanbieder en op dezelfde schaal. De niveaus zijn landelijke vergelijkingsgroepen: wie op hetzelfde niveau blijft, groeide mee met de landelijke vergelijkingsgroep. Een verschil heet alleen zo als het buiten de marge ligt.
select
    ovt,
    naam,
    concat(aanbieder, ', ', schaal) as reeks,
    toonbaar,
    leerlingen,
    100.0 * omlaag / leerlingen as deel_omlaag,
    100.0 * gelijk / leerlingen as deel_gelijk,
    100.0 * omhoog / leerlingen as deel_omhoog,
    case
        when toonbaar < 10 then 'te weinig leerlingen'
        when richting = 'gelijk' then 'niet te onderscheiden'
        when richting = 'omhoog' then 'vaker omhoog'
        else 'vaker omlaag'
    end as uitleg,
    volgorde,
    vakgebied
from niveauwissels
where ovt in (select ovt from niveauwissels where toonbaar >= 10)
order by ovt, volgorde
