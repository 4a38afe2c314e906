--! title: Definitieve adviezen door de jaren
--! subtitle: Percentage leerlingen per definitief advies, per schooljaar
--! chart: stacked
--! facet: regel
--! label: schooljaar
--! part: deel_1, deel_2, deel_3, deel_4, deel_5
--! count: leerlingen
--! word deel_1: tot en met vmbo-kb
--! word deel_2: vmbo-gt
--! word deel_3: vmbo-gt/havo
--! word deel_4: havo
--! word deel_5: havo/vwo, vwo
--! word count: n
--! column regel: Regel voor bijstelling
--! column schooljaar: Schooljaar
--! column leerlingen: Leerlingen | int
--! column deel_1: tot en met vmbo-kb | pct0
--! column deel_2: vmbo-gt | pct0
--! column deel_3: vmbo-gt/havo | pct0
--! column deel_4: havo | pct0
--! column deel_5: havo/vwo, vwo | pct0
--! n: toonbaar
--! minimum: 10
--! source: eigen gegevens van groep 8
--! note: Tot en met vmbo-kb begint bij vso en pro; vmbo-gt is ook vmbo-kb/gt. Sinds 2023-2024 wordt een advies naar boven bijgesteld als de toets hoger uitkomt, tenzij de school redenen heeft om dat niet te doen; daarvoor was het een keuze. Vergelijk jaren daarom alleen binnen dezelfde regel.
select
    ovt,
    case when schooljaar >= '2023-2024' then 'vanaf 2023-2024' else 'tot en met 2022-2023' end as regel,
    schooljaar,
    -- Kreeg iedereen hetzelfde lage advies, dan zou het cijfer dat van elke leerling zeggen.
    case when leerlingen_max = band_1_max then 0 else leerlingen_max end as toonbaar,
    leerlingen_max as leerlingen,
    100.0 * band_1_max / leerlingen_max as deel_1,
    100.0 * band_2_max / leerlingen_max as deel_2,
    100.0 * band_3_max / leerlingen_max as deel_3,
    100.0 * band_4_max / leerlingen_max as deel_4,
    100.0 * band_5_max / leerlingen_max as deel_5
from advies_banden
where bron = 'eigen gegevens' and ovt in (select ovt from advies_banden where bron = 'eigen gegevens' and leerlingen_max >= 10)
order by ovt, schooljaar
