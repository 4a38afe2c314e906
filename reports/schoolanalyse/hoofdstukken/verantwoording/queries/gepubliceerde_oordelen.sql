--! title: Gepubliceerde oordelen van de Inspectie
--! column standaard: Standaard
--! column oordeel: Oordeel van de Inspectie
--! column vastgesteld: Vastgesteld op
--! column kader: Kader
--! column berekend: In dit rapport: berekend, geen oordeel
--! source: Inspectie van het Onderwijs, oordeel en standaard PO/SO/VO
--! note: Oordelen staan er zoals gepubliceerd, ook als ze bij een ouder kader horen. Een naam staat er alleen bij als die in een openbare bron is nagelezen (normen/standaardnamen.csv).
with regels as (
    select
        ovt,
        rang,
        standaard as code,
        case when standaard = 'eindoordeel' then 'Eindoordeel' else standaard end as woord,
        oordeel,
        vastgesteld,
        kader
    from laatste_oordelen
    union all
    -- Zonder oordeel over OR1 staat de berekende uitkomst er toch, want daar hoort zij bij.
    select distinct met.ovt, 4 as rang, 'OR1' as code, 'OR1' as woord, null as oordeel, null as vastgesteld, null as kader
    from laatste_oordelen as met
    left join laatste_oordelen as resultaten on resultaten.ovt = met.ovt and resultaten.standaard = 'OR1'
    where resultaten.ovt is null
)
select
    regels.ovt,
    concat_ws(' ', regels.woord, namen.naam) as standaard,
    regels.oordeel,
    regels.vastgesteld,
    regels.kader,
    case
        when regels.code <> 'OR1' then ''
        when uitkomst.uitkomst_1f = uitkomst.uitkomst_1s_2f then concat('1F en 1S/2F: ', uitkomst.uitkomst_1f)
        else concat('1F: ', uitkomst.uitkomst_1f, '; 1S/2F: ', uitkomst.uitkomst_1s_2f)
    end as berekend
from regels
join oordelen as uitkomst on uitkomst.ovt = regels.ovt
left join standaardnamen as namen on namen.kader = regels.kader and namen.code = regels.code
order by regels.ovt, regels.rang, regels.code
