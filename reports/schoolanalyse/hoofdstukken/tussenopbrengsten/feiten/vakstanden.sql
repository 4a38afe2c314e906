--! title: Waar de vakgebieden staan, voor zinnen
--! n: toonbaar
--! minimum: 10
--! context: landelijk, rang, zulke
-- Elk vakgebied met ten minste tien leerlingen naast het landelijke aandeel; rang 1 wijkt binnen zijn ligging het meest af.
select
    ovt,
    vakgebied,
    naam,
    case schaal when 'I-V' then 'I-III' else 'A-C' end as niveau,
    toonbaar,
    leerlingen,
    aandeel,
    landelijk,
    marge_laag,
    marge_hoog,
    ligging,
    row_number() over (partition by ovt, ligging order by abs(aandeel - landelijk) desc, volgorde) as rang,
    count(*) over (partition by ovt, ligging) as zulke
from vakstand
where toonbaar >= 10
order by ovt, volgorde
