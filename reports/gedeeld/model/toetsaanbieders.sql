-- Welke eindtoets of doorstroomtoets een school per schooljaar afnam: uit de eigen gegevens, anders van DUO.
with eigen as (
    select ovt, schooljaar, aanbieder
    from doorstroomtoets
    group by ovt, schooljaar, aanbieder
),
duo as (
    select koppelingen.ovt, scores.schooljaar, scores.aanbieder
    from duo_eindscores as scores
    join koppelingen on koppelingen.brin = scores.brin and koppelingen.vestiging = scores.vestiging
    where scores.aantal_max > 0 and not koppelingen.gedeeld
    group by koppelingen.ovt, scores.schooljaar, scores.aanbieder
),
samen as (
    select * from eigen
    union all
    select duo.*
    from duo
    left join (select distinct ovt, schooljaar from eigen) as al
        on al.ovt = duo.ovt and al.schooljaar = duo.schooljaar
    where al.ovt is null
)
select samen.ovt, samen.schooljaar, string_agg(samen.aanbieder, ' en ' order by samen.aanbieder) as aanbieders
from samen
join terugblik on terugblik.schooljaar = samen.schooljaar
group by samen.ovt, samen.schooljaar
order by samen.ovt, samen.schooljaar
