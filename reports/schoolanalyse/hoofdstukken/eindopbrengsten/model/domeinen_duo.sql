-- Per school, schooljaar en domein hoeveel leerlingen DUO telt, ten minste en ten hoogste: de som van de vestigingen die van
-- de school alleen zijn. Deelt zij een vestiging met een andere school, in alle jaren of in een jaar, dan zijn er geen cijfers.
with opgeteld as (
    select
        koppelingen.ovt,
        vestiging.schooljaar,
        vestiging.domein,
        sum(vestiging.streef_min) as streef_min,
        sum(vestiging.streef_max) as streef_max,
        sum(vestiging.midden_min) as midden_min,
        sum(vestiging.midden_max) as midden_max,
        sum(vestiging.onder_min) as onder_min,
        sum(vestiging.onder_max) as onder_max,
        sum(vestiging.leerlingen_min) as leerlingen_min,
        sum(vestiging.leerlingen_max) as leerlingen_max
    from koppelingen
    join domeinen_vestiging as vestiging
        on vestiging.brin = koppelingen.brin and vestiging.vestiging = koppelingen.vestiging
    left join gemengde_jaren as gemengd
        on gemengd.ovt = koppelingen.ovt and gemengd.schooljaar = vestiging.schooljaar
    where not koppelingen.gedeeld and gemengd.ovt is null
    group by koppelingen.ovt, vestiging.schooljaar, vestiging.domein
)
select
    *,
    100.0 * streef_min / nullif(streef_min + midden_max + onder_max, 0) as streef_laag,
    100.0 * streef_max / nullif(streef_max + midden_min + onder_min, 0) as streef_hoog
from opgeteld
where leerlingen_max > 0
order by ovt, schooljaar, domein
