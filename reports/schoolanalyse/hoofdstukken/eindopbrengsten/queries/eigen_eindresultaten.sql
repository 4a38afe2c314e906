--! title: Eindresultaten uit eigen leerlinggegevens
--! subtitle: Percentage behaalde referentieniveaus per schooljaar uit de eigen gegevens, met marge (95%); gestreept: wat de Inspectie publiceert
--! chart: line
--! size: 168x52
--! x: schooljaar
--! y: percentage_1f, percentage_1s_2f
--! low: laag_1f, laag_1s_2f
--! high: hoog_1f, hoog_1s_2f
--! reference: inspectie_1f, inspectie_1s_2f
--! break: toets
--! count: meegeteld
--! word percentage_1f: 1F, fundamenteel niveau
--! word percentage_1s_2f: 1S/2F, streefniveau
--! word reference: Inspectie
--! word count: n =
--! word break: andere toets
--! column schooljaar: Schooljaar
--! column aanbieders: Toets
--! column meegeteld: Leerlingen | int
--! column percentage_1f: 1F | pct1
--! column inspectie_1f: Inspectie 1F | pct1
--! column percentage_1s_2f: 1S/2F | pct1
--! column inspectie_1s_2f: Inspectie 1S/2F | pct1
--! n: toonbaar
--! source: eigen gegevens van groep 8; Inspectie van het Onderwijs, leerresultaten primair onderwijs
--! note: Zelfde rekenregel als de Inspectie: zonder leerlingen met een ontheffing, lezen, taalverzorging en rekenen samen. Telt in een van de jaren minder dan vijf leerlingen mee, dan blijven alle jaren weg.
select
    eigen.ovt,
    eigen.schooljaar,
    eigen.toets,
    aanbieders.aanbieders,
    eigen.status,
    eigen.toonbaar,
    eigen.meegeteld,
    eigen.percentage_1f,
    eigen.laag_1f,
    eigen.hoog_1f,
    eigen.inspectie_1f,
    eigen.percentage_1s_2f,
    eigen.laag_1s_2f,
    eigen.hoog_1s_2f,
    eigen.inspectie_1s_2f,
    eigen.status = 'bekend' as vergeleken,
    eigen.status = 'bekend'
        and (
            eigen.meegeteld <> eigen.inspectie_leerlingen
            or eigen.behaald_1f <> eigen.inspectie_behaald_1f
            or eigen.behaald_1s_2f <> eigen.inspectie_behaald_1s_2f
        ) as afwijkend
from eigen_jaren as eigen
left join toetsaanbieders as aanbieders
    on aanbieders.ovt = eigen.ovt and aanbieders.schooljaar = eigen.schooljaar
where eigen.toonbaar >= 5
order by eigen.ovt, eigen.schooljaar
