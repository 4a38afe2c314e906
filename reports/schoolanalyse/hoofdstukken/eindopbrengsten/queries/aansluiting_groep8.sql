--! title: Van groep 8 naar meegeteld
--! subtitle: Aantal leerlingen per schooljaar; waar het om 1 tot en met 4 leerlingen gaat, van ten minste tot ten hoogste
--! column schooljaar: Schooljaar
--! column in_beeld_min..in_beeld_max: In groep 8 | int
--! column ontheffing_min..ontheffing_max: Ontheffing | int
--! column geen_score_min..geen_score_max: Geen volledige score | int
--! column meegeteld: Meegeteld | int
--! column inspectie: Inspectie | int
--! column verschil: Verschil | sign0
--! column uitleg: Aansluiting
--! n: toonbaar
--! source: eigen gegevens van groep 8; Inspectie van het Onderwijs, leerresultaten primair onderwijs
--! note: In groep 8: ingeschreven in groep 8 of met een uitslag van de toets. Zonder volledige score ontbreekt de uitslag van ten minste één domein. Een leerling met een ontheffing telt niet mee, ook niet met een uitslag.
with gerekend as (
    select
        *,
        case when ontheffing between 1 and 4 then 1 else ontheffing end as ontheffing_min,
        case when ontheffing between 1 and 4 then 4 else ontheffing end as ontheffing_max,
        case when geen_score between 1 and 4 then 1 else geen_score end as geen_score_min,
        case when geen_score between 1 and 4 then 4 else geen_score end as geen_score_max,
        meegeteld - inspectie_leerlingen as verschil_aantal
    from eigen_jaren
    where toonbaar >= 5
)
select
    ovt,
    schooljaar,
    status,
    toonbaar,
    meegeteld + ontheffing_min + geen_score_min as in_beeld_min,
    meegeteld + ontheffing_max + geen_score_max as in_beeld_max,
    ontheffing_min,
    ontheffing_max,
    geen_score_min,
    geen_score_max,
    meegeteld,
    inspectie_leerlingen as inspectie,
    verschil_aantal as verschil,
    case
        when not in_periode then 'nog niet gepubliceerd'
        when status = 'onderdrukt' then 'de Inspectie publiceert dit jaar niet'
        when status = 'ontbreekt' then 'bij de Inspectie ontbreekt dit jaar'
        when verschil_aantal = 0 and behaald_1f = inspectie_behaald_1f and behaald_1s_2f = inspectie_behaald_1s_2f then 'sluit aan'
        when verschil_aantal = 0 then 'zelfde aantal, andere niveaus'
        when verschil_aantal > 0 then 'meer dan de Inspectie: mogelijk ontbreekt hier een ontheffing'
        when geen_score >= -verschil_aantal then 'minder dan de Inspectie: hier ontbreken scores'
        else 'minder dan de Inspectie: mogelijk ontbreken hier leerlingen'
    end as uitleg
from gerekend
order by ovt, schooljaar
