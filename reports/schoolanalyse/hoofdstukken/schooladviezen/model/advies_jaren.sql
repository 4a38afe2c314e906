-- Toetsadvies naast voorlopig advies, per schooljaar: hoger (en dan bijgesteld of niet), gelijk of lager.
-- Bijgesteld is: het definitieve advies is hoger dan het voorlopige. Zonder definitief advies staat dat nog open.
-- Sinds 2023-2024 wordt bijgesteld, tenzij de school redenen heeft dat niet te doen; daarvoor was het een keuze. `regel` houdt die
-- jaren uit elkaar: zij staan nooit in één figuur en tellen nergens samen.
with geteld as (
    select
        ovt,
        schooljaar,
        terug,
        sum(aantal) as leerlingen,
        sum(case when toets_rang > voorlopig_rang then aantal else 0 end) as hoger,
        sum(case when toets_rang > voorlopig_rang and definitief_rang > voorlopig_rang then aantal else 0 end) as hoger_bijgesteld,
        sum(case when toets_rang > voorlopig_rang and definitief_rang <= voorlopig_rang then aantal else 0 end) as hoger_niet,
        sum(case when toets_rang > voorlopig_rang and definitief_rang is null then aantal else 0 end) as hoger_open,
        sum(case when toets_rang = voorlopig_rang then aantal else 0 end) as gelijk,
        sum(case when toets_rang < voorlopig_rang then aantal else 0 end) as lager
    from adviezen
    where voorlopig_rang is not null and toets_rang is not null
    group by ovt, schooljaar, terug
)
select
    *,
    case when schooljaar >= '2023-2024' then 'sinds 2023-2024' else 'tot 2023-2024' end as regel,
    case when lager = leerlingen or hoger_niet = leerlingen then 0 else leerlingen end as toonbaar
from geteld
order by ovt, schooljaar
