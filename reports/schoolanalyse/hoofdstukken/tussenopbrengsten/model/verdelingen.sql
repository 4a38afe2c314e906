-- Per school, schooljaar, leerjaar en vakgebied de verdeling over de niveaus van één aanbieder en één schaal.
-- `gunstig` is niveau I-III (landelijk 60%) of A-C (landelijk 75%).
with geteld as (
    select
        niveaus.ovt,
        niveaus.schooljaar,
        niveaus.terug,
        niveaus.leerjaar,
        niveaus.vakgebied,
        niveaus.aanbieder,
        niveaus.schaal,
        sum(niveaus.aantal) as leerlingen,
        sum(case when ladder.rang = 1 then niveaus.aantal else 0 end) as niveau_1,
        sum(case when ladder.rang = 2 then niveaus.aantal else 0 end) as niveau_2,
        sum(case when ladder.rang = 3 then niveaus.aantal else 0 end) as niveau_3,
        sum(case when ladder.rang = 4 then niveaus.aantal else 0 end) as niveau_4,
        sum(case when ladder.rang = 5 then niveaus.aantal else 0 end) as niveau_5,
        sum(case when ladder.rang <= 3 then niveaus.aantal else 0 end) as gunstig
    from niveaus
    join niveauladder as ladder on ladder.schaal = niveaus.schaal and ladder.niveau = niveaus.niveau
    group by
        niveaus.ovt, niveaus.schooljaar, niveaus.terug, niveaus.leerjaar, niveaus.vakgebied, niveaus.aanbieder,
        niveaus.schaal
),
ingedeeld as (
    select
        geteld.*,
        vakgebieden.volgorde,
        vakgebieden.naam,
        case geteld.schaal when 'I-V' then 60.0 else 75.0 end as landelijk,
        100.0 * geteld.gunstig / geteld.leerlingen as aandeel,
        -- Haalt niemand een gunstig niveau, dan zegt het cijfer iets over ieder van hen: dan blijft het weg.
        case when geteld.gunstig = 0 then 0 else geteld.leerlingen end as toonbaar,
        concat(geteld.aanbieder, ', ', geteld.schaal) as reeks
    from geteld
    join vakgebieden on vakgebieden.vakgebied = geteld.vakgebied
)
select
    *,
    -- De reeks met de meeste leerlingen, waar een leerjaar bij een vakgebied meer dan één aanbieder of schaal kent.
    row_number() over (partition by ovt, schooljaar, leerjaar, vakgebied order by leerlingen desc, reeks) = 1 as hoofdreeks,
    -- De kolom noemt aanbieder en schaal als het vakgebied er in dat schooljaar meer dan één heeft.
    case
        when min(reeks) over (partition by ovt, schooljaar, vakgebied) = max(reeks) over (partition by ovt, schooljaar, vakgebied)
            then naam
        else concat(naam, ' (', reeks, ')')
    end as kolom
from ingedeeld
order by ovt, schooljaar, leerjaar, volgorde, aanbieder, schaal
