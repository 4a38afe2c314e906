--! title: Streefniveau per domein
--! subtitle: Percentage leerlingen op 1S (rekenen) of 2F (lezen, taalverzorging): van ten minste tot ten hoogste, met marge (95%) als dunne lijn
--! chart: range
--! size: 168x60
--! facet: paneel
--! x: schooljaar
--! low: streef_laag
--! high: streef_hoog
--! margin_low: marge_laag
--! margin_high: marge_hoog
--! reference_low: klasse_laag
--! reference_high: klasse_hoog
--! count: leerlingen_min, leerlingen_max
--! break: toets
--! word reference: ingelezen scholen
--! word count: n =
--! word break: andere toets
--! column paneel: Domein
--! column schooljaar: Schooljaar
--! column leerlingen_min..leerlingen_max: Leerlingen | int
--! column onder_min..onder_max: <1F | int
--! column midden_min..midden_max: 1F | int
--! column streef_min..streef_max: 1S/2F | int
--! column streef_laag..streef_hoog: Op streefniveau | pct1
--! column marge_laag..marge_hoog: Marge 95% | pct0
--! column klasse_laag..klasse_hoog: Ingelezen scholen | pct1
--! column klasse_scholen: Aantal scholen | int
--! column herkomst: Bron
--! n: toonbaar
--! context: klasse_laag, klasse_hoog, klasse_scholen
--! source: DUO, leerlingen bo referentieniveaus; waar aangeleverd de eigen gegevens van groep 8
--! note: DUO publiceert 1 tot en met 4 leerlingen als <5; dan staat er een reeks, ten minste en ten hoogste, geen schatting. DUO telt ook leerlingen die de Inspectie niet meetelt. De eigen gegevens van groep 8 zijn zonder ontheffingen; ook daar staat 1 tot en met 4 onder 1F als reeks, en 1F dan ook. Ingelezen scholen: alle leerlingen van de scholen in de aangeleverde bestanden met een schoolweging in dezelfde klasse en een zekere koppeling, uit DUO; dat is niet het land.
-- Een eigen aantal van 1 tot en met 4 onder 1F staat er als reeks, en 1F dan ook: anders was het eraf te trekken.
with getoond as (
    select
        * except (onder_min, onder_max, midden_min, midden_max),
        case when klein then 1 else onder_min end as onder_min,
        case when klein then 4 else onder_max end as onder_max,
        case when klein then greatest(onder_min + midden_min - 4, 0) else midden_min end as midden_min,
        case when klein then onder_min + midden_min - 1 else midden_max end as midden_max
    from (select *, bron = 'eigen' and onder_max between 1 and 4 as klein from domeinen) as met_klein
)
select
    ovt,
    case domein
        when 'rekenen' then 'Rekenen 1S'
        when 'lezen' then 'Lezen 2F'
        else 'Taalverzorging 2F'
    end as paneel,
    schooljaar,
    toets,
    toonbaar,
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
    marge_laag,
    marge_hoog,
    klasse_laag,
    klasse_hoog,
    klasse_scholen,
    -- De bron staat er alleen bij als zij per rij kan verschillen.
    case when eigen_bron then bron end as herkomst
from getoond
-- Alleen scholen met ten minste één cijfer dat getoond mag worden: een jaar waarin het om minder dan 5 leerlingen kan gaan, niet.
where ovt in (select ovt from domeinen_samen)
order by ovt, case domein when 'rekenen' then 1 when 'lezen' then 2 else 3 end, schooljaar
