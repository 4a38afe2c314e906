--! title: Vaardigheidsscore toen en nu
--! subtitle: Gemiddelde vaardigheidsscore van dezelfde leerlingen, op hetzelfde moment vorig schooljaar en nu, per leerjaar van nu
--! chart: dumbbell
--! facet: naam
--! label: groep
--! from: score_toen
--! to: score_nu
--! count: leerlingen
--! word from: vorig schooljaar
--! word to: nu
--! word count: n
--! column naam: Vakgebied
--! column groep: Leerjaar nu
--! column toets: Toets
--! column leerlingen: Leerlingen | int
--! column score_toen: Vorig schooljaar | dec1
--! column score_nu: Nu | dec1
--! column groei: Groei | sign1
--! n: leerlingen
--! minimum: 10
--! source: eigen toetsgegevens van de school
--! note: Alleen leerlingen met een score op beide momenten op dezelfde toets; een vakgebied staat er als ten minste één leerjaar er tien telt. Elk vakgebied heeft zijn eigen schaal: scores van verschillende vakgebieden of toetsen zijn niet te vergelijken.
select
    ovt,
    naam,
    concat('groep ', cast(leerjaar as varchar)) as groep,
    case
        when toets = '' then aanbieder
        when strpos(lower(toets), lower(aanbieder)) > 0 then toets
        else concat(aanbieder, ' ', toets)
    end as toets,
    leerlingen,
    score_toen,
    score_nu,
    groei
from scoregroei
-- Een vakgebied zonder één cijfer dat getoond mag worden, krijgt geen lege figuur.
where concat(ovt, vakgebied) in (select concat(ovt, vakgebied) from scoregroei where leerlingen >= 10)
order by ovt, volgorde, leerjaar
