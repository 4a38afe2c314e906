--! title: Verdeling over de niveaus A-E
--! subtitle: Percentage leerlingen per niveau, per vakgebied en leerjaar; dunne lijnen: de landelijke verdeling
--! chart: stacked
--! facet: kolom
--! label: groep
--! part: deel_e, deel_d, deel_c, deel_b, deel_a
--! reference: lijn_1, lijn_2, lijn_3, lijn_4
--! count: leerlingen
--! word deel_e: E
--! word deel_d: D
--! word deel_c: C
--! word deel_b: B
--! word deel_a: A
--! word reference: landelijk
--! word count: n
--! column kolom: Vakgebied
--! column groep: Leerjaar
--! column aanbieder: Aanbieder
--! column leerlingen: Leerlingen | int
--! column deel_e: E | pct0
--! column deel_d: D | pct0
--! column deel_c: C | pct0
--! column deel_b: B | pct0
--! column deel_a: A | pct0
--! column aandeel: A-C | pct0
--! n: toonbaar
--! minimum: 10
--! context: lijn_1, lijn_2, lijn_3, lijn_4
--! source: eigen toetsgegevens van de school
--! note: Landelijk: A, B en C 25%, D 15% en E 10%. Een rij op minder dan tien leerlingen, of waarin niemand A-C haalt, is afgeschermd (*).
select
    ovt,
    kolom,
    concat('groep ', cast(leerjaar as varchar)) as groep,
    aanbieder,
    toonbaar,
    leerlingen,
    100.0 * niveau_5 / leerlingen as deel_e,
    100.0 * niveau_4 / leerlingen as deel_d,
    100.0 * niveau_3 / leerlingen as deel_c,
    100.0 * niveau_2 / leerlingen as deel_b,
    100.0 * niveau_1 / leerlingen as deel_a,
    aandeel,
    10.0 as lijn_1,
    25.0 as lijn_2,
    50.0 as lijn_3,
    75.0 as lijn_4
from verdelingen
where
    terug = 0
    and schaal = 'A-E'
    and ovt in (select ovt from verdelingen where terug = 0 and schaal = 'A-E' and toonbaar >= 10)
order by ovt, volgorde, kolom, leerjaar
