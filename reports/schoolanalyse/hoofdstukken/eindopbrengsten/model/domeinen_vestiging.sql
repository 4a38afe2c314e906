-- Per vestiging, schooljaar en domein: hoeveel leerlingen ten minste en ten hoogste (DUO drukt 1 tot en met 4 af als <5).
-- Het percentage is het laagst als het streefniveau zijn laagste en de rest zijn hoogste aantal heeft, en andersom.
with geteld as (
    select
        brin,
        vestiging,
        schooljaar,
        domein,
        sum(case when niveau in ('1S', '2F') then aantal_min else 0 end) as streef_min,
        sum(case when niveau in ('1S', '2F') then aantal_max else 0 end) as streef_max,
        sum(case when niveau = '1F' then aantal_min else 0 end) as midden_min,
        sum(case when niveau = '1F' then aantal_max else 0 end) as midden_max,
        sum(case when niveau = '<1F' then aantal_min else 0 end) as onder_min,
        sum(case when niveau = '<1F' then aantal_max else 0 end) as onder_max
    from referentieniveaus
    group by brin, vestiging, schooljaar, domein
)
select
    *,
    streef_min + midden_min + onder_min as leerlingen_min,
    streef_max + midden_max + onder_max as leerlingen_max,
    100.0 * streef_min / nullif(streef_min + midden_max + onder_max, 0) as streef_laag,
    100.0 * streef_max / nullif(streef_max + midden_min + onder_min, 0) as streef_hoog
from geteld
order by brin, vestiging, schooljaar, domein
