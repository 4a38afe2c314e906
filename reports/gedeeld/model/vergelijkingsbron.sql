-- Waar de cijfers van scholen met dezelfde schoolweging vandaan komen: uit het geladen bestand als dat landelijk is
-- (er zijn ruim 6.000 scholen; vanaf 5.000 telt een bestand als landelijk), anders uit de meegeleverde vergelijkingscijfers.
select
    case
        when $vergelijking = 'bestand' then 'bestand'
        when $vergelijking = 'meegeleverd' then 'meegeleverd'
        when count(*) >= 5000 then 'bestand'
        else 'meegeleverd'
    end as bron,
    count(*) as aantal_scholen
from leerresultaten
where periode = $periode
order by bron
