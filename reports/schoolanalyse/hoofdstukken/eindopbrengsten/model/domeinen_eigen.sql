-- Per domein hoeveel eigen leerlingen van groep 8 (zonder ontheffing) welk referentieniveau haalden: hele aantallen.
-- Alleen waar het cijfer te tonen is: ten minste tien leerlingen, van wie er een het streefniveau haalt, in een school
-- zonder verborgen jaar. En alleen als de gegevens ten minste negen van de tien leerlingen bevatten die bij de Inspectie
-- meetellen: een deel van de groep vervangt het hele cijfer niet. In andere gevallen blijft staan wat DUO publiceert.
with niveaus_per_domein as (
    select
        ovt,
        schooljaar,
        unnest(make_array('lezen', 'taalverzorging', 'rekenen')) as domein,
        unnest(make_array(lezen, taalverzorging, rekenen)) as niveau
    from doorstroomtoets
    where not ontheffing
),
geteld as (
    select
        ovt,
        schooljaar,
        domein,
        count(*) as leerlingen,
        sum(case when niveau in ('1S', '2F') then 1 else 0 end) as streef,
        sum(case when niveau = '1F' then 1 else 0 end) as midden,
        sum(case when niveau = '<1F' then 1 else 0 end) as onder
    from niveaus_per_domein
    where niveau is not null
    group by ovt, schooljaar, domein
)
select geteld.*
from geteld
join eigen_jaren on eigen_jaren.ovt = geteld.ovt and eigen_jaren.schooljaar = geteld.schooljaar
where
    geteld.leerlingen >= 10
    and geteld.streef > 0
    and eigen_jaren.toonbaar >= 5
    and 10 * geteld.leerlingen >= 9 * coalesce(eigen_jaren.inspectie_leerlingen, 0)
order by geteld.ovt, geteld.schooljaar, geteld.domein
