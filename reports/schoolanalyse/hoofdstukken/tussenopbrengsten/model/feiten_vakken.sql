-- Hoeveel vakgebieden van een school getoond kunnen worden en hoeveel er met hun marge bewogen; wat een zin over elk vakgebied
-- zegt, staat in feiten/. Overal ten minste tien leerlingen.
with standcijfers as (
    select ovt, count(*) as vakken
    from vakstand
    where toonbaar >= 10
    group by ovt
),
trendcijfers as (
    select
        ovt,
        count(*) as trends,
        count(case when verschil_hoog < 0 then 1 end) as trends_omlaag,
        count(case when verschil_hoog >= 0 and verschil_laag > 0 then 1 end) as trends_omhoog,
        min(eerste_schooljaar) as trend_eerste_jaar
    from vaktrends
    where toonbaar >= 10
    group by ovt
),
wisselcijfers as (
    select ovt, count(*) as wisselvakken
    from niveauwissels
    where toonbaar >= 10
    group by ovt
)
select
    standcijfers.ovt,
    standcijfers.vakken,
    coalesce(trendcijfers.trends, 0) as trends,
    coalesce(trendcijfers.trends_omlaag, 0) as trends_omlaag,
    coalesce(trendcijfers.trends_omhoog, 0) as trends_omhoog,
    trendcijfers.trend_eerste_jaar,
    coalesce(wisselcijfers.wisselvakken, 0) as wisselvakken
from standcijfers
left join trendcijfers on trendcijfers.ovt = standcijfers.ovt
left join wisselcijfers on wisselcijfers.ovt = standcijfers.ovt
order by standcijfers.ovt
