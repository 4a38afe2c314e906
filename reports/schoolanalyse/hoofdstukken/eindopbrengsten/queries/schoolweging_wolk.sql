--! title: De school tussen alle scholen, naar schoolweging
--! subtitle: Streefniveau (1S/2F), drie schooljaren samen, naar schoolweging; elke stip is een school uit het aangeleverde bestand
--! chart: scatter
--! size: 168x66
--! scope: all
--! own: ovt
--! x: schoolweging
--! y: percentage
--! low: marge_laag
--! high: marge_hoog
--! band_low: p25
--! band_high: p75
--! mean: gemiddelde
--! norm: signaleringswaarde
--! word own: deze school
--! word x: schoolweging
--! word y: 1S/2F
--! word norm: signaleringswaarde
--! word mean: gemiddelde
--! word band: middelste helft
--! n: aantal_leerlingen
--! context: gemiddelde, p25, p75, signaleringswaarde, schoolweging, van_klasse, van_norm
--! source: Inspectie van het Onderwijs, leerresultaten primair onderwijs
--! note: Een hogere schoolweging betekent een complexere leerlingenpopulatie. Streep door de eigen stip: marge (95%).
-- Scholen met drie bekende jaren, ten minste 15 leerlingen en een bekende schoolweging; de laatste rijen zijn de klassen zelf.
-- `van_klasse` is het gemiddelde van de klasse waar de stip in valt, zoals de lijn het tekent.
select
    oordelen.ovt,
    oordelen.aantal_leerlingen,
    oordelen.schoolweging,
    oordelen.percentage_1s_2f as percentage,
    oordelen.laag_1s_2f as marge_laag,
    oordelen.hoog_1s_2f as marge_hoog,
    cast(null as double) as p25,
    cast(null as double) as p75,
    cast(null as double) as gemiddelde,
    cast(null as double) as signaleringswaarde,
    klassen.gemiddelde_1s_2f as van_klasse,
    norm.signaleringswaarde_1s_2f as van_norm
from oordelen
left join klassen on klassen.schoolweging_van = oordelen.schoolweging_van
left join signaleringswaarden as norm
    on norm.periode = $periode and cast(norm.schoolweging_van as bigint) = oordelen.schoolweging_van
where oordelen.aantal_leerlingen >= 15 and oordelen.schoolweging is not null and oordelen.jaren_ontbreken = 0
union all
select
    null,
    null,
    cast(norm.schoolweging_van as double),
    null,
    null,
    null,
    klassen.p25_1s_2f,
    klassen.p75_1s_2f,
    klassen.gemiddelde_1s_2f,
    norm.signaleringswaarde_1s_2f,
    null,
    null
from signaleringswaarden as norm
left join klassen on klassen.schoolweging_van = cast(norm.schoolweging_van as bigint)
where norm.periode = $periode
order by ovt nulls last, schoolweging
