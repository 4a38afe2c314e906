--! title: Streefniveau per domein
--! subtitle: Percentage leerlingen op 1S (rekenen) of 2F (lezen, taalverzorging): van ten minste tot ten hoogste; grijs: alle scholen in het bestand
--! chart: range
--! size: 168x66
--! facet: paneel
--! x: schooljaar
--! low: streef_laag
--! high: streef_hoog
--! reference_low: alle_laag
--! reference_high: alle_hoog
--! count: leerlingen_max
--! break: toets
--! word reference: alle scholen
--! word count: n ≤
--! word break: andere toets
--! column paneel: Domein
--! column schooljaar: Schooljaar
--! column leerlingen_min..leerlingen_max: Leerlingen | int
--! column onder_min..onder_max: <1F | int
--! column midden_min..midden_max: 1F | int
--! column streef_min..streef_max: 1S/2F | int
--! column streef_laag..streef_hoog: Op streefniveau | pct1
--! column alle_laag..alle_hoog: Alle scholen | pct1
--! n: leerlingen_max
--! context: alle_laag, alle_hoog
--! source: DUO, leerlingen bo referentieniveaus
--! note: DUO publiceert 1 tot en met 4 leerlingen als <5. Daarom staat hier een reeks: ten minste en ten hoogste, geen schatting. DUO telt ook leerlingen die de Inspectie niet meetelt.
select
    ovt,
    case domein
        when 'rekenen' then 'Rekenen 1S'
        when 'lezen' then 'Lezen 2F'
        else 'Taalverzorging 2F'
    end as paneel,
    schooljaar,
    case when schooljaar < '2023' then 'eindtoets' else 'doorstroomtoets' end as toets,
    leerlingen_min,
    leerlingen_max,
    onder_min,
    onder_max,
    midden_min,
    midden_max,
    streef_min,
    streef_max,
    streef_laag,
    streef_hoog,
    alle_laag,
    alle_hoog
from domeinen
order by ovt, case domein when 'rekenen' then 1 when 'lezen' then 2 else 3 end, schooljaar
