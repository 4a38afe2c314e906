-- Wat een zin mag zeggen over de schooladviezen: ten hoogste drie schooljaren samen met elk ten minste tien leerlingen, onder
-- dezelfde regel voor bijstelling.
-- Een jaar dat in de figuur is afgeschermd, telt niet mee: uit de som en de andere jaren zou het zijn terug te rekenen.
with adviesjaren as (
    select
        *,
        row_number() over (partition by ovt order by schooljaar desc) as volgorde,
        regel = first_value(regel) over (partition by ovt order by schooljaar desc) as zelfde_regel
    from advies_jaren
    where toonbaar >= 10
),
adviescijfers as (
    select
        ovt,
        string_agg(schooljaar, ', ' order by schooljaar) as advies_jaren,
        sum(leerlingen) as advies_n,
        sum(hoger) as hoger,
        sum(lager) as lager,
        sum(hoger_bijgesteld) as hoger_bijgesteld,
        sum(hoger_open) as hoger_open
    from adviesjaren
    where volgorde <= 3 and zelfde_regel
    group by ovt
),
adviesbronnen as (
    select ovt, bool_or(eigen) as heeft_eigen_adviezen, bool_or(eigen and leerlingen >= 10) as toont_adviezen
    from (
        select ovt, bron = 'eigen gegevens' as eigen, leerlingen_max as leerlingen
        from advies_banden
        union all
        -- Een voorlopig advies is er al voordat er een definitief advies is.
        select ovt, true as eigen, 0 as leerlingen
        from adviezen
        where voorlopig_rang is not null
    ) as bronnen
    group by ovt
)
select
    adviesbronnen.ovt,
    coalesce(adviescijfers.advies_n >= 10, false) as toont_toetsadvies,
    coalesce(adviesbronnen.toont_adviezen, false) as toont_adviezen,
    coalesce(adviesbronnen.heeft_eigen_adviezen, false) as heeft_eigen_adviezen,
    case when adviescijfers.advies_n >= 10 then regexp_replace(adviescijfers.advies_jaren, ', ([^,]+)$', ' en \1') end as advies_jaren,
    case when adviescijfers.advies_n >= 10 then adviescijfers.advies_n end as advies_n,
    case when adviescijfers.advies_n >= 10 then 100.0 * adviescijfers.hoger / adviescijfers.advies_n end as advies_hoger,
    case when adviescijfers.advies_n >= 10 then 100.0 * adviescijfers.lager / adviescijfers.advies_n end as advies_lager,
    -- Van wie een hoger toetsadvies kreeg en al een definitief advies heeft.
    case
        when adviescijfers.hoger - adviescijfers.hoger_open >= 10
            then 100.0 * adviescijfers.hoger_bijgesteld / (adviescijfers.hoger - adviescijfers.hoger_open)
    end as advies_bijgesteld,
    coalesce(adviescijfers.advies_n >= 10 and wilson_laag(adviescijfers.hoger, adviescijfers.hoger + adviescijfers.lager) > 0.5, false) as advies_vaker_hoger,
    coalesce(adviescijfers.advies_n >= 10 and wilson_hoog(adviescijfers.hoger, adviescijfers.hoger + adviescijfers.lager) < 0.5, false) as advies_vaker_lager
from adviesbronnen
left join adviescijfers on adviescijfers.ovt = adviesbronnen.ovt
order by adviesbronnen.ovt
