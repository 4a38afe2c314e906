--! title: Normen en vergelijkingscijfers
--! scope: all
--! column norm: Norm
--! column periode: Periode
--! column bron: Bron
with alles as (
    select distinct 1 as volgorde, 'signaleringswaarden' as norm, periode, bron
    from signaleringswaarden
    where periode = $periode
    union all
    select distinct 2, 'scholen met dezelfde schoolweging', benchmarks.periode, benchmarks.bron
    from benchmarks
    cross join vergelijkingsbron
    where benchmarks.periode = $periode and vergelijkingsbron.bron = 'meegeleverd'
    union all
    select
        2,
        'scholen met dezelfde schoolweging',
        $periode,
        concat('Berekend uit het geladen resultatenbestand (', cast(aantal_scholen as varchar), ' scholen)')
    from vergelijkingsbron
    where bron = 'bestand'
    union all
    select 3, 'spreiding van de scholen in Nederland', schooljaar, bron
    from spreiding_landelijk
    union all
    select distinct 4, 'namen van standaarden', 'kader 2021', bron
    from standaardnamen
    where kader = 'PO2021_V23'
)
select norm, periode, bron
from alles
order by volgorde, norm, bron
