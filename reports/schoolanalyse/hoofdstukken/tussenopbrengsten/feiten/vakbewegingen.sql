--! title: Hoe de vakgebieden bewogen, voor zinnen
--! n: toonbaar
--! minimum: 10
--! context: rang
-- Elk vakgebied met ten minste tien leerlingen toen en nu; rang 1 bewoog binnen zijn richting het meest.
with bewegingen as (
    select
        *,
        case when verschil_hoog < 0 then 'omlaag' when verschil_laag > 0 then 'omhoog' else 'gelijk' end as richting
    from vaktrends
    where toonbaar >= 10
)
select
    ovt,
    vakgebied,
    naam,
    case schaal when 'I-V' then 'I-III' else 'A-C' end as niveau,
    toonbaar,
    eerste_schooljaar,
    aandeel_toen,
    aandeel_nu,
    verschil_laag,
    verschil_hoog,
    richting,
    row_number() over (partition by ovt, richting order by abs(verschil) desc, volgorde) as rang,
    first_value(eerste_schooljaar) over (
        partition by ovt, richting order by abs(verschil) desc, volgorde
    ) as jaar_van_de_grootste
from bewegingen
order by ovt, volgorde
