--! title: Eindopbrengsten per schooljaar
--! subtitle: Percentage behaalde referentieniveaus per schooljaar, met marge (95%)
--! chart: line
--! size: 168x56
--! x: schooljaar
--! y: percentage_1f, percentage_1s_2f
--! low: laag_1f, laag_1s_2f
--! high: hoog_1f, hoog_1s_2f
--! reference: gemiddelde_1f, gemiddelde_1s_2f
--! break: toets
--! count: aantal_leerlingen
--! word percentage_1f: 1F, fundamenteel niveau
--! word percentage_1s_2f: 1S/2F, streefniveau
--! word reference: zelfde schoolweging
--! word count: n =
--! word break: andere toets
--! column schooljaar: Schooljaar
--! column toets: Toets
--! column aantal_leerlingen: Leerlingen | int
--! column percentage_1f: 1F | pct1
--! column laag_1f..hoog_1f: Marge 1F | pct1
--! column gemiddelde_1f: Zelfde schoolweging, dat jaar | pct1
--! column percentage_1s_2f: 1S/2F | pct1
--! column laag_1s_2f..hoog_1s_2f: Marge 1S/2F | pct1
--! column gemiddelde_1s_2f: Zelfde schoolweging, dat jaar | pct1
--! n: aantal_leerlingen
--! context: gemiddelde_1f, gemiddelde_1s_2f
--! source: Inspectie van het Onderwijs, leerresultaten primair onderwijs
--! note: Stippellijn: van eindtoets (tot en met 2022-2023) naar doorstroomtoets. Cijfers voor en na die grens zijn niet rechtstreeks te vergelijken. Zelfde schoolweging, dat jaar: alle leerlingen van die scholen samen; het cijfer over drie jaren telt elke school even zwaar.
-- Het verschil met het jaar ervoor, bij dezelfde toets, en dat van het laatste jaar met het eerste naast scholen met dezelfde
-- schoolweging staan bij het laatste jaar: de titel spreekt daarover. De marge is die van Newcombe (95%).
with cijfers as (
    select
        jaren.ovt,
        jaren.schooljaar,
        jaren.toets,
        jaren.status,
        jaren.aantal_leerlingen,
        jaren.percentage_1f,
        jaren.laag_1f,
        jaren.hoog_1f,
        klassen_jaar.gemiddelde_1f,
        jaren.percentage_1s_2f,
        jaren.laag_1s_2f,
        jaren.hoog_1s_2f,
        klassen_jaar.gemiddelde_1s_2f,
        row_number() over (partition by jaren.ovt order by jaren.schooljaar desc) as van_achter
    from jaren
    join oordelen on oordelen.ovt = jaren.ovt
    left join klassen_jaar
        on klassen_jaar.schoolweging_van = oordelen.schoolweging_van
        and klassen_jaar.schooljaar = jaren.schooljaar
    -- Zonder één gepubliceerd jaarcijfer is er niets te tekenen: dan zegt een zin dat.
    where oordelen.jaren_bekend > 0
),
reeks as (
    select
        *,
        lag(toets) over (partition by ovt order by schooljaar) as vorige_toets,
        lag(percentage_1s_2f) over (partition by ovt order by schooljaar) / 100
            * lag(aantal_leerlingen) over (partition by ovt order by schooljaar) as vorige_behaald,
        lag(aantal_leerlingen) over (partition by ovt order by schooljaar) as vorige_leerlingen,
        lag(percentage_1s_2f, 2) over (partition by ovt order by schooljaar) / 100
            * lag(aantal_leerlingen, 2) over (partition by ovt order by schooljaar) as eerste_behaald,
        lag(aantal_leerlingen, 2) over (partition by ovt order by schooljaar) as eerste_leerlingen,
        gemiddelde_1s_2f - lag(gemiddelde_1s_2f, 2) over (partition by ovt order by schooljaar) as verschil_klasse
    from cijfers
)
select
    * except (
        van_achter, vorige_toets, vorige_behaald, vorige_leerlingen, eerste_behaald, eerste_leerlingen, verschil_klasse
    ),
    case
        when van_achter = 1 and toets = vorige_toets
            then 100 * newcombe_laag(percentage_1s_2f / 100 * aantal_leerlingen, aantal_leerlingen, vorige_behaald, vorige_leerlingen)
    end as verschil_laag,
    case
        when van_achter = 1 and toets = vorige_toets
            then 100 * newcombe_hoog(percentage_1s_2f / 100 * aantal_leerlingen, aantal_leerlingen, vorige_behaald, vorige_leerlingen)
    end as verschil_hoog,
    case
        when van_achter = 1
            then 100 * newcombe_laag(percentage_1s_2f / 100 * aantal_leerlingen, aantal_leerlingen, eerste_behaald, eerste_leerlingen)
                - verschil_klasse
    end as verschuiving_laag,
    case
        when van_achter = 1
            then 100 * newcombe_hoog(percentage_1s_2f / 100 * aantal_leerlingen, aantal_leerlingen, eerste_behaald, eerste_leerlingen)
                - verschil_klasse
    end as verschuiving_hoog
from reeks
order by ovt, schooljaar
