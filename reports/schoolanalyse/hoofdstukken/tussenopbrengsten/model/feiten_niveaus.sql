-- Wat een zin mag zeggen over de tussenopbrengsten van een school: of er cijfers zijn, en van welke toetsen.
with niveaucijfers as (
    select
        ovt,
        bool_or(terug = 0) as heeft_niveaus,
        bool_or(terug = 0 and toonbaar >= 10) as toont_niveaus
    from verdelingen
    group by ovt
),
reeksteksten as (
    select
        ovt,
        concat(aanbieder, ' (', schaal, '): ', string_agg(vakgebied, ', ' order by volgorde)) as tekst
    from (
        select distinct
            ovt,
            case aanbieder when 'anders' then 'andere aanbieder' else aanbieder end as aanbieder,
            schaal,
            vakgebied,
            volgorde
        from verdelingen
        where terug = 0
    ) as reeksen
    group by ovt, aanbieder, schaal
),
reekslijst as (
    select ovt, count(*) as reeksen, string_agg(tekst, '; ' order by tekst) as toetsen_tekst
    from reeksteksten
    group by ovt
),
niet_geteld as (
    select ovt, string_agg(tekst, ', ' order by tekst) as niet_getelde_toetsen
    from (
        select distinct
            ovt,
            concat(case when toets = '' then 'toets zonder naam' else toets end, ' (', vakgebied, ')') as tekst
        from dubbele_toetsen
        where not telt
    ) as toetsen
    group by ovt
),
lijncijfers as (
    select ovt, max(terug) + 1 as lijn_jaren
    from lengtelijnen
    where toonbaar >= 10
    group by ovt
)
select
    niveaucijfers.ovt,
    niveaucijfers.heeft_niveaus,
    niveaucijfers.toont_niveaus,
    reekslijst.reeksen,
    reekslijst.toetsen_tekst,
    niet_geteld.niet_getelde_toetsen,
    lijncijfers.lijn_jaren
from niveaucijfers
left join reekslijst on reekslijst.ovt = niveaucijfers.ovt
left join niet_geteld on niet_geteld.ovt = niveaucijfers.ovt
left join lijncijfers on lijncijfers.ovt = niveaucijfers.ovt
order by niveaucijfers.ovt
