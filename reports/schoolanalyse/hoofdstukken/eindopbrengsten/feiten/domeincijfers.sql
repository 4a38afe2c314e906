--! title: Elk domein naast de ingelezen scholen met dezelfde schoolweging, voor zinnen
--! context: klasse_laag, klasse_hoog
-- Lager of hoger telt pas als ook de marge geheel onder of boven die scholen ligt.
select
    ovt,
    domein,
    concat(upper(substr(domein, 1, 1)), substr(domein, 2)) as naam,
    case domein when 'rekenen' then '1S' else '2F' end as niveau,
    jaren,
    laag,
    hoog,
    marge_laag,
    marge_hoog,
    klasse_laag,
    klasse_hoog,
    case
        when genoeg and marge_hoog < klasse_laag then 'lager'
        when genoeg and marge_laag > klasse_hoog then 'hoger'
    end as vergelijking,
    min(jaren) over (partition by ovt) = max(jaren) over (partition by ovt)
    and count(*) over (partition by ovt) = 3 as zelfde_jaren,
    count(laag) over (partition by ovt) = 3 as alle_bekend
from domeinen_samen
order by ovt, case domein when 'rekenen' then 1 when 'lezen' then 2 else 3 end
