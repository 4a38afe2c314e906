-- De vijf schooljaren tot en met dat van het rapport; `terug` zegt hoeveel jaar geleden.
select
    concat(cast(jaar - terug as varchar), '-', cast(jaar - terug + 1 as varchar)) as schooljaar,
    terug
from (
    select cast(substr($schooljaar, 1, 4) as bigint) as jaar, unnest(make_array(0, 1, 2, 3, 4)) as terug
) as jaren
order by terug
