--! title: Definitieve adviezen door de jaren
--! subtitle: Percentage leerlingen per definitief advies, per schooljaar
--! chart: stacked
--! label: schooljaar
--! part: deel_1, deel_2, deel_3, deel_4, deel_5, deel_6
--! count: leerlingen
--! word deel_1: vso, pro
--! word deel_2: vmbo-bb, -kb
--! word deel_3: vmbo-gt
--! word deel_4: vmbo-gt/havo
--! word deel_5: havo
--! word deel_6: havo/vwo, vwo
--! word count: n
--! column schooljaar: Schooljaar
--! column leerlingen: Leerlingen | int
--! column deel_1: vso, pro | pct0
--! column deel_2: vmbo-bb, -kb | pct0
--! column deel_3: vmbo-gt | pct0
--! column deel_4: vmbo-gt/havo | pct0
--! column deel_5: havo | pct0
--! column deel_6: havo/vwo, vwo | pct0
--! n: toonbaar
--! minimum: 10
--! source: eigen gegevens van groep 8
--! note: Vmbo-bb, -kb is ook vmbo-bb/kb; vmbo-gt is ook vmbo-kb/gt.
select
    ovt,
    schooljaar,
    -- Kreeg iedereen hetzelfde lage advies, dan zou het cijfer dat van elke leerling zeggen.
    case when leerlingen_max in (band_1_max, band_2_max) then 0 else leerlingen_max end as toonbaar,
    leerlingen_max as leerlingen,
    100.0 * band_1_max / leerlingen_max as deel_1,
    100.0 * band_2_max / leerlingen_max as deel_2,
    100.0 * band_3_max / leerlingen_max as deel_3,
    100.0 * band_4_max / leerlingen_max as deel_4,
    100.0 * band_5_max / leerlingen_max as deel_5,
    100.0 * band_6_max / leerlingen_max as deel_6
from advies_banden
where bron = 'eigen gegevens' and ovt in (select ovt from advies_banden where bron = 'eigen gegevens' and leerlingen_max >= 10)
order by ovt, schooljaar
