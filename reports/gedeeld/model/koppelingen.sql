-- Bij welke vestigingen van DUO een school (OVT) hoort. Eén rij per vestiging in de bestanden van DUO; een school zonder rij
-- heeft geen koppeling. De volgorde: wat in schoolanalyse.toml staat gaat voor, dan het maandbestand van de Inspectie
-- (kolom BetrokkenVestigingen, van de nieuwste peildatum waarop de school erin staat), dan een BRIN met één school en één
-- vestiging. Een vestiging die DUO niet noemt, telt DUO bij vestiging 00 van die BRIN. Er wordt nooit een koppeling geraden.
with duo as (
    select distinct brin, vestiging from vestigingen
),
laatste_stand as (
    select ovt, max(peildatum) as peildatum from scholen_inspectie group by ovt
),
officieel as (
    select distinct
        genoemd.ovt,
        genoemd.brin,
        case when duo.vestiging is null then '00' else genoemd.vestiging end as vestiging
    from betrokken_vestigingen as genoemd
    join laatste_stand on laatste_stand.ovt = genoemd.ovt and laatste_stand.peildatum = genoemd.peildatum
    left join duo on duo.brin = genoemd.brin and duo.vestiging = genoemd.vestiging
),
opgegeven as (
    select ovt, brin, vestiging from opgegeven_scholen where vestiging is not null
),
bekende_ovts as (
    select ovt from leerresultaten
    union
    select ovt from schoolweging
    union
    select ovt from schoolweging_jaar
    union
    select ovt from scholen_inspectie
),
enige_ovts as (
    select min(ovt) as ovt, substr(ovt, 1, 4) as brin
    from bekende_ovts
    group by substr(ovt, 1, 4)
    having count(*) = 1
),
enige_vestigingen as (
    select brin, min(vestiging) as vestiging from duo group by brin having count(*) = 1
),
gekoppeld as (
    select ovt, brin, vestiging, 'opgegeven' as koppeling
    from opgegeven
    union all
    select officieel.ovt, officieel.brin, officieel.vestiging, 'officieel' as koppeling
    from officieel
    join duo on duo.brin = officieel.brin and duo.vestiging = officieel.vestiging
    left join opgegeven on opgegeven.ovt = officieel.ovt
    where opgegeven.ovt is null
    union all
    select enige_ovts.ovt, enige_ovts.brin, enige_vestigingen.vestiging, 'enig' as koppeling
    from enige_ovts
    join enige_vestigingen on enige_vestigingen.brin = enige_ovts.brin
    left join opgegeven on opgegeven.ovt = enige_ovts.ovt
    left join (select distinct ovt from officieel) as genoemd on genoemd.ovt = enige_ovts.ovt
    where opgegeven.ovt is null and genoemd.ovt is null
),
-- Een school die in het nieuwste maandbestand niet meer staat en geen resultaten heeft, bestaat niet meer.
meetellend as (
    select ovt from laatste_stand where peildatum = (select max(peildatum) from scholen_inspectie)
    union
    select ovt from leerresultaten where periode = $periode
),
bezetting as (
    select gekoppeld.brin, gekoppeld.vestiging, count(distinct gekoppeld.ovt) as scholen
    from gekoppeld
    join meetellend on meetellend.ovt = gekoppeld.ovt
    group by gekoppeld.brin, gekoppeld.vestiging
)
select
    gekoppeld.ovt,
    gekoppeld.brin,
    gekoppeld.vestiging,
    gekoppeld.koppeling,
    -- Deelt een school één van haar vestigingen bij DUO, dan is geen optelling van haar alleen.
    gekoppeld.koppeling <> 'opgegeven'
        and max(bezetting.scholen) over (partition by gekoppeld.ovt) > 1 as gedeeld
from gekoppeld
join meetellend on meetellend.ovt = gekoppeld.ovt
join bezetting on bezetting.brin = gekoppeld.brin and bezetting.vestiging = gekoppeld.vestiging
order by gekoppeld.ovt, gekoppeld.brin, gekoppeld.vestiging
