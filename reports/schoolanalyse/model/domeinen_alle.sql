-- Alle vestigingen in de geladen DUO-bestanden samen, per schooljaar en domein: ook hier een ondergrens en een bovengrens.
select
    schooljaar,
    domein,
    count(distinct concat(brin, vestiging)) as aantal_vestigingen,
    100.0 * sum(streef_min) / nullif(sum(streef_min + midden_max + onder_max), 0) as streef_laag,
    100.0 * sum(streef_max) / nullif(sum(streef_max + midden_min + onder_min), 0) as streef_hoog
from domeinen_vestiging
group by schooljaar, domein
order by schooljaar, domein
