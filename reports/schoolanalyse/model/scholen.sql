-- Eén rij per school (object van toezicht, OVT) in het resultatenbestand: naam, bestuur en de koppeling met DUO.
-- Een koppeling tussen OVT en vestiging is alleen zeker als een BRIN er van beide precies één heeft.
-- Alle andere koppelingen staan in schoolanalyse.toml; er wordt nooit een koppeling geraden.
with bekende_ovts as (
    select ovt from leerresultaten
    union
    select ovt from schoolweging
    union
    select ovt from schoolweging_jaar
),
ovts_per_brin as (
    select substr(ovt, 1, 4) as brin, count(*) as aantal
    from bekende_ovts
    group by substr(ovt, 1, 4)
),
vestigingen_per_brin as (
    select brin, count(distinct vestiging) as aantal, min(vestiging) as vestiging
    from vestigingen
    group by brin
),
laatste_weging as (
    select
        ovt, naam, bevoegd_gezag,
        row_number() over (partition by ovt order by laatste_schooljaar desc) as volgorde
    from schoolweging
),
laatste_vestiging as (
    select
        brin, vestiging, naam, plaats,
        row_number() over (partition by brin, vestiging order by schooljaar desc) as volgorde
    from vestigingen
),
gekoppeld as (
    select
        resultaat.ovt,
        substr(resultaat.ovt, 1, 4) as brin,
        case
            when opgave.vestiging is not null then opgave.vestiging
            when ovts_per_brin.aantal = 1 and vestigingen_per_brin.aantal = 1 then vestigingen_per_brin.vestiging
        end as vestiging,
        coalesce(opgave.brin, substr(resultaat.ovt, 1, 4)) as brin_duo,
        case
            when opgave.vestiging is not null then 'opgegeven'
            when vestigingen_per_brin.aantal is null then 'niet in duo'
            when ovts_per_brin.aantal = 1 and vestigingen_per_brin.aantal = 1 then 'enig'
            else 'onzeker'
        end as koppeling,
        opgave.naam as opgegeven_naam,
        opgave.ambitie_1f,
        opgave.ambitie_1s_2f
    from leerresultaten as resultaat
    left join opgegeven_scholen as opgave on opgave.ovt = resultaat.ovt
    left join ovts_per_brin on ovts_per_brin.brin = substr(resultaat.ovt, 1, 4)
    left join vestigingen_per_brin on vestigingen_per_brin.brin = substr(resultaat.ovt, 1, 4)
    where resultaat.periode = $periode
)
select
    gekoppeld.ovt,
    gekoppeld.brin,
    case when gekoppeld.vestiging is not null then gekoppeld.brin_duo end as brin_duo,
    gekoppeld.vestiging,
    gekoppeld.koppeling,
    coalesce(gekoppeld.opgegeven_naam, laatste_weging.naam, laatste_vestiging.naam, gekoppeld.ovt) as naam,
    laatste_vestiging.plaats,
    laatste_weging.bevoegd_gezag,
    gekoppeld.ambitie_1f,
    gekoppeld.ambitie_1s_2f
from gekoppeld
left join laatste_weging on laatste_weging.ovt = gekoppeld.ovt and laatste_weging.volgorde = 1
left join laatste_vestiging
    on laatste_vestiging.brin = gekoppeld.brin_duo
    and laatste_vestiging.vestiging = gekoppeld.vestiging
    and laatste_vestiging.volgorde = 1
order by gekoppeld.ovt
