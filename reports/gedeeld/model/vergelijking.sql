-- Per school en indicator: het driejaarscijfer met zijn marge naast de drie lijnen.
-- signaleringswaarde (mag het?), dezelfde schoolweging (mag je het verwachten?), ambitie (wilden we het?).
-- Het cijfer van andere scholen gaat over drie jaren: naast een cijfer over minder jaren blijft het weg.
select
    oordelen.ovt,
    '1F' as indicator,
    1 as volgorde,
    oordelen.status,
    oordelen.aantal_leerlingen,
    oordelen.percentage_1f as percentage,
    oordelen.laag_1f as marge_laag,
    oordelen.hoog_1f as marge_hoog,
    oordelen.signaleringswaarde_1f as signaleringswaarde,
    klassen.gemiddelde_1f as gemiddelde,
    klassen.p25_1f as p25,
    klassen.p75_1f as p75,
    scholen.ambitie_1f as ambitie,
    oordelen.uitkomst_1f as uitkomst
from oordelen
join scholen on scholen.ovt = oordelen.ovt
left join klassen on klassen.schoolweging_van = oordelen.schoolweging_van and oordelen.jaren_ontbreken = 0
union all
select
    oordelen.ovt,
    '1S/2F',
    2,
    oordelen.status,
    oordelen.aantal_leerlingen,
    oordelen.percentage_1s_2f,
    oordelen.laag_1s_2f,
    oordelen.hoog_1s_2f,
    oordelen.signaleringswaarde_1s_2f,
    klassen.gemiddelde_1s_2f,
    klassen.p25_1s_2f,
    klassen.p75_1s_2f,
    scholen.ambitie_1s_2f,
    oordelen.uitkomst_1s_2f
from oordelen
join scholen on scholen.ovt = oordelen.ovt
left join klassen on klassen.schoolweging_van = oordelen.schoolweging_van and oordelen.jaren_ontbreken = 0
order by ovt, volgorde
