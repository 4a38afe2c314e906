-- Eén rij per school (object van toezicht, OVT) in het resultatenbestand: naam, bestuur en de koppeling met DUO.
-- Hoe een koppeling tot stand komt, staat in koppelingen.sql.
with vestigingen_per_brin as (
    select distinct brin from vestigingen
),
laatste_weging as (
    select
        ovt, naam, bevoegd_gezag,
        -- De schoolweging telt de leerlingen van 1 februari van haar laatste schooljaar.
        concat(substr(laatste_schooljaar, 6, 4), '-02-01') as peildatum,
        row_number() over (partition by ovt order by laatste_schooljaar desc) as volgorde
    from schoolweging
),
laatste_stand as (
    select
        ovt, naam, bevoegd_gezag, bestuursnaam, cast(peildatum as varchar) as peildatum,
        row_number() over (partition by ovt order by peildatum desc) as volgorde
    from scholen_inspectie
),
laatste_vestiging as (
    select
        brin, vestiging, naam, plaats, bevoegd_gezag,
        concat(substr(schooljaar, 1, 4), '-10-01') as peildatum,
        row_number() over (partition by brin, vestiging order by schooljaar desc) as volgorde
    from vestigingen
),
koppeling_per_school as (
    select
        ovt,
        case when min(brin) = max(brin) then min(brin) else concat(min(brin), ' en ', max(brin)) end as brin_duo,
        string_agg(vestiging, ' en ' order by brin, vestiging) as vestiging,
        min(koppeling) as koppeling,
        bool_or(gedeeld) as gedeeld,
        -- De eerste vestiging als geheel: een BRIN met de vestiging van een andere BRIN is er geen.
        substr(min(concat(brin, vestiging)), 1, 4) as eerste_brin,
        substr(min(concat(brin, vestiging)), 5) as eerste_vestiging
    from koppelingen
    group by ovt
),
genoemd as (
    select distinct ovt from betrokken_vestigingen
),
deelgenoten as (
    select ovt, string_agg(naam, ' en ' order by naam) as gedeeld_met
    from (
        select distinct eigen.ovt, concat(coalesce(stand.naam, weging.naam, 'een school'), ' (', ander.ovt, ')') as naam
        from koppelingen as eigen
        join koppelingen as ander
            on ander.brin = eigen.brin and ander.vestiging = eigen.vestiging and ander.ovt <> eigen.ovt
        left join laatste_stand as stand on stand.ovt = ander.ovt and stand.volgorde = 1
        left join laatste_weging as weging on weging.ovt = ander.ovt and weging.volgorde = 1
        where eigen.gedeeld
    ) as paren
    group by ovt
),
gezagen as (
    select ovt, bevoegd_gezag, peildatum, 1 as rang from laatste_stand where volgorde = 1
    union all
    select ovt, bevoegd_gezag, peildatum, 2 as rang from laatste_weging where volgorde = 1
    union all
    select koppelingen.ovt, plaats.bevoegd_gezag, plaats.peildatum, 3 as rang
    from koppelingen
    join laatste_vestiging as plaats
        on plaats.brin = koppelingen.brin and plaats.vestiging = koppelingen.vestiging and plaats.volgorde = 1
),
-- Scholen wisselen van bestuur: de nieuwste peildatum telt.
laatste_gezag as (
    select ovt, bevoegd_gezag, row_number() over (partition by ovt order by peildatum desc, rang, bevoegd_gezag) as volgorde
    from gezagen
    where bevoegd_gezag is not null
),
bestuursnamen as (
    select bevoegd_gezag, naam, row_number() over (partition by bevoegd_gezag order by peildatum desc, rang, naam) as volgorde
    from (
        select bevoegd_gezag, bestuursnaam as naam, peildatum, 1 as rang from scholen_inspectie
        union all
        select bevoegd_gezag, naam, peildatum, 2 as rang from besturen
    ) as genoemd
    where naam is not null
)
select
    resultaat.ovt,
    substr(resultaat.ovt, 1, 4) as brin,
    case when not tie.gedeeld then tie.brin_duo end as brin_duo,
    case when not tie.gedeeld then tie.vestiging end as vestiging,
    case
        when tie.gedeeld then 'gedeeld'
        when tie.koppeling is not null then tie.koppeling
        when in_duo.brin is null or genoemd.ovt is not null then 'niet in duo'
        else 'onzeker'
    end as koppeling,
    deelgenoten.gedeeld_met,
    coalesce(opgave.naam, laatste_weging.naam, stand.naam, plaats.naam, resultaat.ovt) as naam,
    plaats.plaats,
    laatste_gezag.bevoegd_gezag,
    bestuursnamen.naam as bestuursnaam,
    opgave.ambitie_1f,
    opgave.ambitie_1s_2f
from leerresultaten as resultaat
left join opgegeven_scholen as opgave on opgave.ovt = resultaat.ovt
left join koppeling_per_school as tie on tie.ovt = resultaat.ovt
left join deelgenoten on deelgenoten.ovt = resultaat.ovt
left join vestigingen_per_brin as in_duo on in_duo.brin = substr(resultaat.ovt, 1, 4)
left join genoemd on genoemd.ovt = resultaat.ovt
left join laatste_stand as stand on stand.ovt = resultaat.ovt and stand.volgorde = 1
left join laatste_weging on laatste_weging.ovt = resultaat.ovt and laatste_weging.volgorde = 1
left join laatste_vestiging as plaats
    on plaats.brin = tie.eerste_brin and plaats.vestiging = tie.eerste_vestiging and plaats.volgorde = 1 and not tie.gedeeld
left join laatste_gezag on laatste_gezag.ovt = resultaat.ovt and laatste_gezag.volgorde = 1
left join bestuursnamen on bestuursnamen.bevoegd_gezag = laatste_gezag.bevoegd_gezag and bestuursnamen.volgorde = 1
where resultaat.periode = $periode
order by resultaat.ovt
