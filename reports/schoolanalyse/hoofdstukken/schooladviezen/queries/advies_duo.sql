--! title: Definitieve adviezen per bron
--! subtitle: Aantal leerlingen per definitief advies; waar het om 1 tot en met 4 leerlingen gaat, van ten minste tot ten hoogste
--! column schooljaar: Schooljaar
--! column bron: Bron
--! column band_1_min..band_1_max: tot en met vmbo-kb | int
--! column band_2_min..band_2_max: vmbo-gt | int
--! column band_3_min..band_3_max: vmbo-gt/havo | int
--! column band_4_min..band_4_max: havo | int
--! column band_5_min..band_5_max: havo/vwo, vwo | int
--! n: toonbaar
--! minimum: 10
--! source: eigen gegevens van groep 8; DUO, leerlingen bo en sbo schooladviezen
--! note: DUO publiceert 1 tot en met 4 leerlingen als <5 en telt elk advies apart; een som van zulke aantallen is een reeks. Eigen aantallen van 1 tot en met 4 staan hier net zo.
select
    ovt,
    schooljaar,
    bron,
    -- Wat DUO zelf publiceert, hoeft hier niet nog eens verborgen te worden.
    case when bron <> 'DUO' then leerlingen_max end as toonbaar,
    case when bron = 'DUO' or band_1_min not between 1 and 4 then band_1_min else 1 end as band_1_min,
    case when bron = 'DUO' or band_1_max not between 1 and 4 then band_1_max else 4 end as band_1_max,
    case when bron = 'DUO' or band_2_min not between 1 and 4 then band_2_min else 1 end as band_2_min,
    case when bron = 'DUO' or band_2_max not between 1 and 4 then band_2_max else 4 end as band_2_max,
    case when bron = 'DUO' or band_3_min not between 1 and 4 then band_3_min else 1 end as band_3_min,
    case when bron = 'DUO' or band_3_max not between 1 and 4 then band_3_max else 4 end as band_3_max,
    case when bron = 'DUO' or band_4_min not between 1 and 4 then band_4_min else 1 end as band_4_min,
    case when bron = 'DUO' or band_4_max not between 1 and 4 then band_4_max else 4 end as band_4_max,
    case when bron = 'DUO' or band_5_min not between 1 and 4 then band_5_min else 1 end as band_5_min,
    case when bron = 'DUO' or band_5_max not between 1 and 4 then band_5_max else 4 end as band_5_max
from advies_banden
where ovt in (select ovt from advies_banden where bron = 'DUO')
order by ovt, schooljaar, bron desc
