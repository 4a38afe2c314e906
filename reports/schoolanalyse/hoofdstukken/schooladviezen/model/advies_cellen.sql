-- Definitief advies naast toetsadvies, de laatste drie schooljaren met beide samen, in vier groepen. Jaren van voor en na de
-- nieuwe regel voor bijstelling (2023-2024) tellen niet samen: alleen die van het laatste jaar. Een jaar met minder
-- dan tien leerlingen telt niet mee: uit het geheel en de getoonde jaren was het terug te rekenen.
-- Een cel met 1 tot en met 4 leerlingen blijft weg. Is dat er één in een rij, dan ook de kleinste andere: het totaal van de
-- rij is uit de figuur met adviezen door de jaren af te leiden. Totalen van kolommen staan nergens.
with jaren_met_beide as (
    select
        ovt,
        schooljaar,
        row_number() over (partition by ovt order by schooljaar desc) as volgorde,
        (schooljaar >= '2023-2024') = (max(schooljaar) over (partition by ovt) >= '2023-2024') as zelfde_regel
    from adviezen
    where toets_groep is not null and definitief_groep is not null
    group by ovt, schooljaar
    having sum(aantal) >= 10
),
geteld as (
    select adviezen.ovt, adviezen.definitief_groep, adviezen.toets_groep, sum(adviezen.aantal) as aantal
    from adviezen
    join jaren_met_beide as jaar on jaar.ovt = adviezen.ovt and jaar.schooljaar = adviezen.schooljaar
    where jaar.volgorde <= 3 and jaar.zelfde_regel and adviezen.toets_groep is not null and adviezen.definitief_groep is not null
    group by adviezen.ovt, adviezen.definitief_groep, adviezen.toets_groep
),
groepen as (
    select distinct groep, groepnaam
    from adviesladder
),
-- Alle rijen en kolommen die bij de school voorkomen, ook waar zij elkaar niet raken: daar staat een nul.
vakken as (
    select
        rijen.ovt,
        rijen.definitief_groep,
        kolommen.toets_groep,
        coalesce(geteld.aantal, 0) as aantal,
        coalesce(geteld.aantal, 0) between 1 and 4 as klein
    from (select distinct ovt, definitief_groep from geteld) as rijen
    join (select distinct ovt, toets_groep from geteld) as kolommen on kolommen.ovt = rijen.ovt
    left join geteld
        on geteld.ovt = rijen.ovt
        and geteld.definitief_groep = rijen.definitief_groep
        and geteld.toets_groep = kolommen.toets_groep
),
genummerd as (
    select
        *,
        sum(case when klein then 1 else 0 end) over (partition by ovt, definitief_groep) as kleine,
        row_number() over (
            partition by ovt, definitief_groep order by klein, aantal = 0, aantal, toets_groep
        ) as volgorde
    from vakken
)
select
    cel.ovt,
    cel.definitief_groep,
    definitief.groepnaam as definitief,
    cel.toets_groep,
    toets.groepnaam as toetsadvies,
    sum(cel.aantal) over (partition by cel.ovt) as leerlingen,
    cel.aantal,
    cel.klein or cel.kleine = 1 and cel.volgorde = 1 and cel.aantal > 0 as weg
from genummerd as cel
join groepen as definitief on definitief.groep = cel.definitief_groep
join groepen as toets on toets.groep = cel.toets_groep
order by cel.ovt, cel.definitief_groep, cel.toets_groep
