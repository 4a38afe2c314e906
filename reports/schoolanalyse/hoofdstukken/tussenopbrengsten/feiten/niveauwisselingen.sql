--! title: Waar dezelfde leerlingen van niveau wisselden, voor zinnen
--! n: toonbaar
--! minimum: 10
--! context: rang
-- Elk vakgebied met ten minste tien leerlingen die nu en een jaar eerder een niveau hebben.
select
    ovt,
    vakgebied,
    naam,
    toonbaar,
    leerlingen,
    100.0 * omhoog / leerlingen as op,
    100.0 * omlaag / leerlingen as neer,
    richting,
    row_number() over (partition by ovt, richting order by abs(omhoog - omlaag) desc, volgorde) as rang
from niveauwissels
where toonbaar >= 10
order by ovt, volgorde
