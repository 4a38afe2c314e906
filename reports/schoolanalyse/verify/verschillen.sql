--! title: Verschillen tussen de publicatie en de eigen berekening
--! column ovt: OVT
--! column indicator: Indicator
--! column gegeven: Gegeven
--! column gepubliceerd: Gepubliceerd
--! column berekend: Berekend
-- Elke rij is een verschil. Percentages mogen door afronding op twee decimalen hoogstens 0,005 verschillen.
with naast_elkaar as (
    select
        publicatie.ovt,
        '1F' as indicator,
        publicatie.percentage_1f as percentage_gepubliceerd,
        oordelen.percentage_1f as percentage_berekend,
        publicatie.signaleringswaarde_1f as grens_gepubliceerd,
        oordelen.signaleringswaarde_1f as grens_berekend,
        publicatie.uitkomst_1f as uitkomst_gepubliceerd,
        oordelen.uitkomst_1f as uitkomst_berekend,
        publicatie.schoolwegingscategorie,
        publicatie.aantal_leerlingen as aantal_gepubliceerd,
        oordelen.aantal_leerlingen as aantal_berekend,
        oordelen.schoolweging_van
    from leerresultaten as publicatie
    join oordelen on oordelen.ovt = publicatie.ovt
    where publicatie.periode = $periode
    union all
    select
        publicatie.ovt,
        '1S/2F',
        publicatie.percentage_1s_2f,
        oordelen.percentage_1s_2f,
        publicatie.signaleringswaarde_1s_2f,
        oordelen.signaleringswaarde_1s_2f,
        publicatie.uitkomst_1s_2f,
        oordelen.uitkomst_1s_2f,
        publicatie.schoolwegingscategorie,
        publicatie.aantal_leerlingen,
        oordelen.aantal_leerlingen,
        oordelen.schoolweging_van
    from leerresultaten as publicatie
    join oordelen on oordelen.ovt = publicatie.ovt
    where publicatie.periode = $periode
),
verschillen as (
    select
        ovt, indicator, 1 as volgorde, 'percentage' as gegeven,
        cast(percentage_gepubliceerd as varchar) as gepubliceerd, cast(round(percentage_berekend, 4) as varchar) as berekend
    from naast_elkaar
    where coalesce(abs(percentage_gepubliceerd - percentage_berekend) > 0.005 + 1e-9, percentage_gepubliceerd is distinct from percentage_berekend)
    union all
    select ovt, indicator, 2, 'aantal leerlingen', cast(aantal_gepubliceerd as varchar), cast(aantal_berekend as varchar)
    from naast_elkaar
    where cast(aantal_gepubliceerd as bigint) is distinct from aantal_berekend
    union all
    select
        ovt, indicator, 3, 'schoolwegingscategorie', schoolwegingscategorie,
        concat('[', cast(schoolweging_van as varchar), ',', cast(schoolweging_van + 1 as varchar), ')')
    from naast_elkaar
    where schoolwegingscategorie is distinct from case
        when schoolweging_van is not null
            then concat('[', cast(schoolweging_van as varchar), ',', cast(schoolweging_van + 1 as varchar), ')')
    end
    union all
    select ovt, indicator, 4, 'signaleringswaarde', cast(grens_gepubliceerd as varchar), cast(grens_berekend as varchar)
    from naast_elkaar
    where grens_gepubliceerd is distinct from grens_berekend
    union all
    select ovt, indicator, 5, 'uitkomst', uitkomst_gepubliceerd, uitkomst_berekend
    from naast_elkaar
    where uitkomst_gepubliceerd is distinct from uitkomst_berekend
)
select ovt, indicator, gegeven, gepubliceerd, berekend
from verschillen
order by ovt, indicator, volgorde
