-- De eindresultaten uit de eigen gegevens per schooljaar van de periode en daarna, naast het cijfer van de Inspectie.
-- Telt in één van de jaren van de periode minder dan vijf leerlingen mee, dan blijven die jaren alle weg, zoals de Inspectie
-- doet: het verborgen jaar zou anders uit het driejaarscijfer en de andere jaren zijn terug te rekenen.
select
    groep8.ovt,
    groep8.schooljaar,
    groep8.peiljaar,
    groep8.terug,
    coalesce(jaren.toets, 'doorstroomtoets') as toets,
    jaren.ovt is not null as in_periode,
    coalesce(jaren.status, 'ontbreekt') as status,
    groep8.in_beeld,
    groep8.ontheffing,
    groep8.geen_score,
    groep8.meegeteld,
    groep8.behaald_1f,
    groep8.behaald_1s_2f,
    case
        when min(groep8.behaald_1s_2f) over (partition by groep8.ovt, jaren.ovt is not null) = 0 then 0
        else min(groep8.meegeteld) over (partition by groep8.ovt, jaren.ovt is not null)
    end as toonbaar,
    100.0 * groep8.behaald_1f / (3 * nullif(groep8.meegeteld, 0)) as percentage_1f,
    100.0 * groep8.behaald_1s_2f / (3 * nullif(groep8.meegeteld, 0)) as percentage_1s_2f,
    100 * wilson_laag(groep8.behaald_1f / 3.0, groep8.meegeteld) as laag_1f,
    100 * wilson_hoog(groep8.behaald_1f / 3.0, groep8.meegeteld) as hoog_1f,
    100 * wilson_laag(groep8.behaald_1s_2f / 3.0, groep8.meegeteld) as laag_1s_2f,
    100 * wilson_hoog(groep8.behaald_1s_2f / 3.0, groep8.meegeteld) as hoog_1s_2f,
    jaren.aantal_leerlingen as inspectie_leerlingen,
    jaren.behaald_1f as inspectie_behaald_1f,
    jaren.behaald_1s_2f as inspectie_behaald_1s_2f,
    jaren.percentage_1f as inspectie_1f,
    jaren.percentage_1s_2f as inspectie_1s_2f
from groep8
left join jaren on jaren.ovt = groep8.ovt and jaren.schooljaar = groep8.schooljaar
where groep8.peiljaar >= cast(substr($periode, 1, 4) as bigint)
order by groep8.ovt, groep8.schooljaar
