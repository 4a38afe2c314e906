--! title: Verdeling over de niveaus I-V
--! subtitle: Percentage leerlingen per niveau, per vakgebied en leerjaar; dunne lijnen: de landelijke verdeling
--! chart: stacked
--! facet: kolom
--! label: groep
--! part: deel_v, deel_iv, deel_iii, deel_ii, deel_i
--! reference: lijn_1, lijn_2, lijn_3, lijn_4
--! count: leerlingen
--! word deel_v: V
--! word deel_iv: IV
--! word deel_iii: III
--! word deel_ii: II
--! word deel_i: I
--! word reference: landelijk
--! word count: n
--! column kolom: Vakgebied
--! column groep: Leerjaar
--! column aanbieder: Aanbieder
--! column leerlingen: Leerlingen | int
--! column deel_v: V | pct0
--! column deel_iv: IV | pct0
--! column deel_iii: III | pct0
--! column deel_ii: II | pct0
--! column deel_i: I | pct0
--! column aandeel: I-III | pct0
--! n: toonbaar
--! minimum: 10
--! context: lijn_1, lijn_2, lijn_3, lijn_4
--! source: eigen toetsgegevens van de school
--! note: Landelijk: elk niveau 20%. Een rij op minder dan tien leerlingen, of waarin niemand I-III haalt, is afgeschermd (*).
select
    ovt,
    kolom,
    concat('groep ', cast(leerjaar as varchar)) as groep,
    aanbieder,
    toonbaar,
    leerlingen,
    100.0 * niveau_5 / leerlingen as deel_v,
    100.0 * niveau_4 / leerlingen as deel_iv,
    100.0 * niveau_3 / leerlingen as deel_iii,
    100.0 * niveau_2 / leerlingen as deel_ii,
    100.0 * niveau_1 / leerlingen as deel_i,
    aandeel,
    20.0 as lijn_1,
    40.0 as lijn_2,
    60.0 as lijn_3,
    80.0 as lijn_4
from verdelingen
where
    terug = 0
    and schaal = 'I-V'
    and ovt in (select ovt from verdelingen where terug = 0 and schaal = 'I-V' and toonbaar >= 10)
order by ovt, volgorde, kolom, leerjaar
