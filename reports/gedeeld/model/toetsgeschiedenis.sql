-- Welke toetsen een school in de jaren van de periode afnam, in één regel, en of de aanbieder wisselde.
select
    ovt,
    case
        when min(aanbieders) <> max(aanbieders)
            then regexp_replace(
                string_agg(concat(aanbieders, ' in ', schooljaar), ', ' order by schooljaar), ', ([^,]+)$', ' en \1'
            )
        else max(aanbieders)
    end as toets_aanbieders,
    min(aanbieders) <> max(aanbieders) as toets_gewisseld
from toetsaanbieders
where schooljaar in (select schooljaar from jaren)
group by ovt
order by ovt
