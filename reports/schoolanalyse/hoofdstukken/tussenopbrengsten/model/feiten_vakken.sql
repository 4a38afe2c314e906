-- Wat een zin mag zeggen over de vakgebieden van een school: welke boven of onder het landelijke aandeel liggen, welke
-- met hun marge bewogen, en bij welke dezelfde leerlingen van niveau wisselden. Overal ten minste tien leerlingen.
with standen as (
    select
        *,
        row_number() over (partition by ovt, ligging order by abs(aandeel - landelijk) desc, volgorde) as rang
    from vakstand
    where toonbaar >= 10
),
standcijfers as (
    select
        ovt,
        count(*) as vakken,
        count(case when ligging = 'lager' then 1 end) as vakken_lager,
        count(case when ligging = 'hoger' then 1 end) as vakken_hoger,
        string_agg(case when ligging = 'lager' then vakgebied end, ', ' order by volgorde) as lager_lijst,
        string_agg(case when ligging = 'hoger' then vakgebied end, ', ' order by volgorde) as hoger_lijst,
        string_agg(case when ligging = 'rond' then vakgebied end, ', ' order by volgorde) as rond_lijst,
        max(case when ligging = 'lager' and rang = 1 then naam end) as vak_laag,
        max(case when ligging = 'lager' and rang = 1 then case schaal when 'I-V' then 'I-III' else 'A-C' end end) as vak_laag_niveau,
        max(case when ligging = 'lager' and rang = 1 then leerlingen end) as vak_laag_n,
        max(case when ligging = 'lager' and rang = 1 then aandeel end) as vak_laag_aandeel,
        max(case when ligging = 'lager' and rang = 1 then landelijk end) as vak_laag_landelijk,
        max(case when ligging = 'lager' and rang = 1 then marge_hoog end) as vak_laag_marge_hoog,
        max(case when ligging = 'hoger' and rang = 1 then naam end) as vak_hoog,
        max(case when ligging = 'hoger' and rang = 1 then case schaal when 'I-V' then 'I-III' else 'A-C' end end) as vak_hoog_niveau,
        max(case when ligging = 'hoger' and rang = 1 then aandeel end) as vak_hoog_aandeel,
        max(case when ligging = 'hoger' and rang = 1 then landelijk end) as vak_hoog_landelijk,
        max(case when ligging = 'hoger' and rang = 1 then marge_laag end) as vak_hoog_marge_laag
    from standen
    group by ovt
),
bewegingen as (
    select
        *,
        case when verschil_hoog < 0 then 'omlaag' when verschil_laag > 0 then 'omhoog' else 'gelijk' end as richting
    from vaktrends
    where toonbaar >= 10
),
bewegingen_op_volgorde as (
    select *, row_number() over (partition by ovt, richting order by abs(verschil) desc, volgorde) as rang
    from bewegingen
),
trendcijfers as (
    select
        ovt,
        count(*) as trends,
        count(case when richting = 'omlaag' then 1 end) as trends_omlaag,
        count(case when richting = 'omhoog' then 1 end) as trends_omhoog,
        string_agg(case when richting = 'omlaag' then vakgebied end, ', ' order by volgorde) as omlaag_lijst,
        min(eerste_schooljaar) as trend_eerste_jaar,
        max(case when richting = 'omlaag' and rang = 1 then naam end) as vak_omlaag,
        max(case when richting = 'omlaag' and rang = 1 then case schaal when 'I-V' then 'I-III' else 'A-C' end end) as vak_omlaag_niveau,
        max(case when richting = 'omlaag' and rang = 1 then eerste_schooljaar end) as vak_omlaag_jaar,
        max(case when richting = 'omlaag' and rang = 1 then aandeel_toen end) as vak_omlaag_toen,
        max(case when richting = 'omlaag' and rang = 1 then aandeel_nu end) as vak_omlaag_nu,
        max(case when richting = 'omlaag' and rang = 1 then verschil_laag end) as vak_omlaag_marge_laag,
        max(case when richting = 'omlaag' and rang = 1 then verschil_hoog end) as vak_omlaag_marge_hoog,
        max(case when richting = 'omhoog' and rang = 1 then naam end) as vak_omhoog,
        max(case when richting = 'omhoog' and rang = 1 then case schaal when 'I-V' then 'I-III' else 'A-C' end end) as vak_omhoog_niveau,
        max(case when richting = 'omhoog' and rang = 1 then eerste_schooljaar end) as vak_omhoog_jaar,
        max(case when richting = 'omhoog' and rang = 1 then aandeel_toen end) as vak_omhoog_toen,
        max(case when richting = 'omhoog' and rang = 1 then aandeel_nu end) as vak_omhoog_nu,
        max(case when richting = 'omhoog' and rang = 1 then verschil_laag end) as vak_omhoog_marge_laag,
        max(case when richting = 'omhoog' and rang = 1 then verschil_hoog end) as vak_omhoog_marge_hoog
    from bewegingen_op_volgorde
    group by ovt
),
wissels as (
    select *, row_number() over (partition by ovt, richting order by abs(omhoog - omlaag) desc, volgorde) as rang
    from niveauwissels
    where toonbaar >= 10
),
wisselcijfers as (
    select
        ovt,
        count(*) as wisselvakken,
        string_agg(case when richting = 'omlaag' then vakgebied end, ', ' order by volgorde) as wissel_omlaag_lijst,
        string_agg(case when richting = 'omhoog' then vakgebied end, ', ' order by volgorde) as wissel_omhoog_lijst,
        string_agg(case when richting = 'gelijk' then vakgebied end, ', ' order by volgorde) as wissel_gelijk_lijst,
        max(case when richting = 'omlaag' and rang = 1 then naam end) as wissel_omlaag,
        max(case when richting = 'omlaag' and rang = 1 then leerlingen end) as wissel_omlaag_n,
        max(case when richting = 'omlaag' and rang = 1 then 100.0 * omhoog / leerlingen end) as wissel_omlaag_op,
        max(case when richting = 'omlaag' and rang = 1 then 100.0 * omlaag / leerlingen end) as wissel_omlaag_neer,
        max(case when richting = 'omhoog' and rang = 1 then naam end) as wissel_omhoog,
        max(case when richting = 'omhoog' and rang = 1 then leerlingen end) as wissel_omhoog_n,
        max(case when richting = 'omhoog' and rang = 1 then 100.0 * omhoog / leerlingen end) as wissel_omhoog_op,
        max(case when richting = 'omhoog' and rang = 1 then 100.0 * omlaag / leerlingen end) as wissel_omhoog_neer
    from wissels
    group by ovt
)
select
    standcijfers.ovt,
    standcijfers.vakken,
    coalesce(standcijfers.vakken_lager, 0) as vakken_lager,
    coalesce(standcijfers.vakken_hoger, 0) as vakken_hoger,
    regexp_replace(standcijfers.lager_lijst, ', ([^,]+)$', ' en \1') as lager_lijst,
    regexp_replace(standcijfers.hoger_lijst, ', ([^,]+)$', ' en \1') as hoger_lijst,
    regexp_replace(standcijfers.rond_lijst, ', ([^,]+)$', ' en \1') as rond_lijst,
    standcijfers.vak_laag,
    standcijfers.vak_laag_niveau,
    standcijfers.vak_laag_n,
    standcijfers.vak_laag_aandeel,
    standcijfers.vak_laag_landelijk,
    standcijfers.vak_laag_marge_hoog,
    standcijfers.vak_hoog,
    standcijfers.vak_hoog_niveau,
    standcijfers.vak_hoog_aandeel,
    standcijfers.vak_hoog_landelijk,
    standcijfers.vak_hoog_marge_laag,
    coalesce(trendcijfers.trends, 0) as trends,
    coalesce(trendcijfers.trends_omlaag, 0) as trends_omlaag,
    coalesce(trendcijfers.trends_omhoog, 0) as trends_omhoog,
    regexp_replace(trendcijfers.omlaag_lijst, ', ([^,]+)$', ' en \1') as omlaag_lijst,
    trendcijfers.trend_eerste_jaar,
    trendcijfers.vak_omlaag,
    trendcijfers.vak_omlaag_niveau,
    trendcijfers.vak_omlaag_jaar,
    trendcijfers.vak_omlaag_toen,
    trendcijfers.vak_omlaag_nu,
    trendcijfers.vak_omlaag_marge_laag,
    trendcijfers.vak_omlaag_marge_hoog,
    trendcijfers.vak_omhoog,
    trendcijfers.vak_omhoog_niveau,
    trendcijfers.vak_omhoog_jaar,
    trendcijfers.vak_omhoog_toen,
    trendcijfers.vak_omhoog_nu,
    trendcijfers.vak_omhoog_marge_laag,
    trendcijfers.vak_omhoog_marge_hoog,
    coalesce(wisselcijfers.wisselvakken, 0) as wisselvakken,
    regexp_replace(wisselcijfers.wissel_omlaag_lijst, ', ([^,]+)$', ' en \1') as wissel_omlaag_lijst,
    regexp_replace(wisselcijfers.wissel_omhoog_lijst, ', ([^,]+)$', ' en \1') as wissel_omhoog_lijst,
    regexp_replace(wisselcijfers.wissel_gelijk_lijst, ', ([^,]+)$', ' en \1') as wissel_gelijk_lijst,
    wisselcijfers.wissel_omlaag,
    wisselcijfers.wissel_omlaag_n,
    wisselcijfers.wissel_omlaag_op,
    wisselcijfers.wissel_omlaag_neer,
    wisselcijfers.wissel_omhoog,
    wisselcijfers.wissel_omhoog_n,
    wisselcijfers.wissel_omhoog_op,
    wisselcijfers.wissel_omhoog_neer
from standcijfers
left join trendcijfers on trendcijfers.ovt = standcijfers.ovt
left join wisselcijfers on wisselcijfers.ovt = standcijfers.ovt
order by standcijfers.ovt
