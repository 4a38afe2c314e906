-- De figuren van het toetsadvies naast het voorlopig advies: per schooljaar het deel van de leerlingen. Elke regel voor
-- bijstelling heeft een eigen figuur; die is er als ten minste één van haar schooljaren mag worden getoond.
select
    jaar.ovt,
    jaar.schooljaar,
    jaar.toonbaar,
    jaar.leerlingen,
    100.0 * jaar.lager / jaar.leerlingen as deel_lager,
    100.0 * jaar.gelijk / jaar.leerlingen as deel_gelijk,
    100.0 * jaar.hoger / jaar.leerlingen as deel_hoger,
    100.0 * jaar.hoger_bijgesteld / jaar.leerlingen as deel_hoger_bijgesteld,
    100.0 * jaar.hoger_niet / jaar.leerlingen as deel_hoger_niet,
    100.0 * jaar.hoger_open / jaar.leerlingen as deel_hoger_open,
    jaar.hoger,
    jaar.lager,
    jaar.regel
from advies_jaren as jaar
join (select distinct ovt, regel from advies_jaren where toonbaar >= 10) as getoond
    on getoond.ovt = jaar.ovt and getoond.regel = jaar.regel
order by jaar.ovt, jaar.schooljaar
