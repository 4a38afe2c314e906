-- Wie er bij kwam en wegging: per leerjaar van nu het verschil met dezelfde jaargroep in het eerste jaar van de terugblik
-- (hoogstens vier jaar geleden, niet voor groep 3, en niet voor het eerste schooljaar met gegevens).
with per_leerling as (
    select
        inschrijving.ovt,
        inschrijving.leerling,
        max(case when terugblik.terug = 0 then inschrijving.leerjaar end) as leerjaar_0,
        max(case when terugblik.terug = 1 then inschrijving.leerjaar end) as leerjaar_1,
        max(case when terugblik.terug = 2 then inschrijving.leerjaar end) as leerjaar_2,
        max(case when terugblik.terug = 3 then inschrijving.leerjaar end) as leerjaar_3,
        max(case when terugblik.terug = 4 then inschrijving.leerjaar end) as leerjaar_4
    from inschrijvingen as inschrijving
    join terugblik on terugblik.schooljaar = inschrijving.schooljaar
    group by inschrijving.ovt, inschrijving.leerling
),
eerste as (
    select inschrijving.ovt, max(terugblik.terug) as terug, min(terugblik.terug) as laatste
    from inschrijvingen as inschrijving
    join terugblik on terugblik.schooljaar = inschrijving.schooljaar
    group by inschrijving.ovt
),
-- Elke leerling bij de jaargroep waar hij nu in zit en bij die waar hij toen in zat.
jaargroepen as (
    select
        ovt,
        leerling,
        leerjaar_0,
        leerjaar_1,
        leerjaar_2,
        leerjaar_3,
        leerjaar_4,
        unnest(make_array(0, 1, 2, 3, 4)) as bekeken,
        unnest(make_array(leerjaar_0, leerjaar_1 + 1, leerjaar_2 + 2, leerjaar_3 + 3, leerjaar_4 + 4)) as leerjaar
    from per_leerling
),
begrensd as (
    select jaargroepen.*, least(jaargroepen.leerjaar - 3, eerste.terug) as terug
    from jaargroepen
    join eerste on eerste.ovt = jaargroepen.ovt
    where eerste.laatste = 0 and jaargroepen.leerjaar between 4 and 8
),
toen_en_nu as (
    select
        *,
        case terug
            when 1 then leerjaar_1
            when 2 then leerjaar_2
            when 3 then leerjaar_3
            when 4 then leerjaar_4
        end as leerjaar_toen
    from begrensd
    -- Eén rij per leerling en jaargroep: die van nu, of die van toen als de leerling er nu niet in zit.
    where terug >= 1 and (bekeken = 0 or bekeken = terug and leerjaar_0 is distinct from leerjaar)
)
select
    toen_en_nu.ovt,
    toen_en_nu.leerjaar,
    terugblik.schooljaar as sinds,
    count(*) as betrokken,
    sum(case when bekeken = 0 and leerjaar_toen = leerjaar - toen_en_nu.terug then 1 else 0 end) as gebleven,
    sum(case when leerjaar_0 is null then 1 else 0 end) as vertrokken,
    sum(case when bekeken = 0 and leerjaar_toen is null then 1 else 0 end) as gekomen,
    sum(
        case
            when bekeken = 0 and leerjaar_toen <> leerjaar - toen_en_nu.terug then 1
            when bekeken > 0 and leerjaar_0 is not null then 1
            else 0
        end
    ) as gewisseld
from toen_en_nu
join terugblik on terugblik.terug = toen_en_nu.terug
group by toen_en_nu.ovt, toen_en_nu.leerjaar, terugblik.schooljaar
order by toen_en_nu.ovt, toen_en_nu.leerjaar
