-- Hoeveel leerlingen welk niveau haalden, op het moment (M of E) van het rapport, in de laatste vijf schooljaren.
-- De enige telling van niveaus: verdelingen, stand en trends per vakgebied komen hieruit.
select
    resultaat.ovt,
    resultaat.schooljaar,
    terugblik.terug,
    resultaat.moment,
    resultaat.leerjaar,
    resultaat.vakgebied,
    resultaat.aanbieder,
    resultaat.schaal,
    resultaat.niveau,
    count(*) as aantal
from toetsresultaten as resultaat
join terugblik on terugblik.schooljaar = resultaat.schooljaar
left join dubbele_toetsen as dubbel
    on dubbel.ovt = resultaat.ovt
    and dubbel.schooljaar = resultaat.schooljaar
    and dubbel.leerjaar = resultaat.leerjaar
    and dubbel.vakgebied = resultaat.vakgebied
    and dubbel.aanbieder = resultaat.aanbieder
    and dubbel.toets = coalesce(resultaat.toets, '')
where resultaat.moment = $moment and resultaat.niveau is not null and coalesce(dubbel.telt, true)
group by
    resultaat.ovt, resultaat.schooljaar, terugblik.terug, resultaat.moment, resultaat.leerjaar, resultaat.vakgebied,
    resultaat.aanbieder, resultaat.schaal, resultaat.niveau
order by
    resultaat.ovt, resultaat.schooljaar, resultaat.leerjaar, resultaat.vakgebied, resultaat.aanbieder, resultaat.schaal,
    resultaat.niveau
