-- Per vakgebied het deel op een gunstig niveau nu en in het eerste jaar met dezelfde aanbieder en schaal: alleen de
-- leerjaren die in beide jaren een niveau hebben, en alleen als er ten minste drie jaren zijn.
-- Een leerjaar dat in een van beide jaren verborgen blijft, telt niet mee: het was anders terug te rekenen.
-- De marge van het verschil (Newcombe, 95%) is eerder te ruim: een deel van de leerlingen is in beide jaren dezelfde.
with paren as (
    select
        nu.ovt,
        nu.vakgebied,
        nu.naam,
        nu.volgorde,
        nu.aanbieder,
        nu.schaal,
        nu.landelijk,
        toen.schooljaar,
        toen.terug,
        sum(nu.leerlingen) as leerlingen_nu,
        sum(nu.gunstig) as gunstig_nu,
        sum(toen.leerlingen) as leerlingen_toen,
        sum(toen.gunstig) as gunstig_toen
    from verdelingen as nu
    join verdelingen as toen
        on toen.ovt = nu.ovt
        and toen.vakgebied = nu.vakgebied
        and toen.aanbieder = nu.aanbieder
        and toen.schaal = nu.schaal
        and toen.leerjaar = nu.leerjaar
    where
        nu.terug = 0
        and toen.terug > 0
        and nu.toonbaar >= 10
        and toen.toonbaar >= 10
        -- Alleen wat de figuur tekent: de reeks met de meeste leerlingen.
        and nu.hoofdreeks
        and toen.hoofdreeks
    group by
        nu.ovt, nu.vakgebied, nu.naam, nu.volgorde, nu.aanbieder, nu.schaal, nu.landelijk, toen.schooljaar, toen.terug
),
bruikbaar as (
    select paren.*, count(*) over (partition by paren.ovt, paren.vakgebied) + 1 as aantal_jaren
    from paren
    join vakstand
        on vakstand.ovt = paren.ovt
        and vakstand.vakgebied = paren.vakgebied
        and vakstand.aanbieder = paren.aanbieder
        and vakstand.schaal = paren.schaal
    -- Een jaar waarvan maar een klein deel van de leerjaren te vergelijken is, telt niet.
    where 2 * paren.leerlingen_nu >= vakstand.leerlingen
),
gekozen as (
    select *, row_number() over (partition by ovt, vakgebied order by terug desc) as rang
    from bruikbaar
    where aantal_jaren >= 3
)
select
    ovt,
    vakgebied,
    naam,
    volgorde,
    aanbieder,
    schaal,
    landelijk,
    schooljaar as eerste_schooljaar,
    aantal_jaren,
    leerlingen_toen,
    leerlingen_nu,
    case when gunstig_nu = 0 or gunstig_toen = 0 then 0 else least(leerlingen_nu, leerlingen_toen) end as toonbaar,
    100.0 * gunstig_toen / leerlingen_toen as aandeel_toen,
    100.0 * gunstig_nu / leerlingen_nu as aandeel_nu,
    100.0 * gunstig_nu / leerlingen_nu - 100.0 * gunstig_toen / leerlingen_toen as verschil,
    100 * newcombe_laag(gunstig_nu, leerlingen_nu, gunstig_toen, leerlingen_toen) as verschil_laag,
    100 * newcombe_hoog(gunstig_nu, leerlingen_nu, gunstig_toen, leerlingen_toen) as verschil_hoog
from gekozen
where rang = 1
order by ovt, volgorde
