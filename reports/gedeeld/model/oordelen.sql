-- De uitkomst van het onderwijsresultatenmodel, met de voorrang van de Inspectie:
-- 1. een van de drie jaren leeg: te weinig gegevens; 2. minder dan 15 leerlingen: kleine school;
-- 3. vergelijking met de signaleringswaarde, gelijk telt als boven;
-- 4. 1S/2F zonder schoolweging: te weinig gegevens, tenzij het cijfer boven de hoogste signaleringswaarde ligt.
-- De klasse is [floor(schoolweging), +1); precies 40 hoort bij [39,40).
with ingedeeld as (
    select
        *,
        case when schoolweging is not null then least(cast(floor(schoolweging) as bigint), 39) end as schoolweging_van
    from driejaars
),
grenzen as (
    select max(signaleringswaarde_1f) as grens_1f, max(signaleringswaarde_1s_2f) as hoogste_1s_2f
    from signaleringswaarden
    where periode = $periode
),
vergeleken as (
    select
        ingedeeld.*,
        grenzen.grens_1f as signaleringswaarde_1f,
        norm.signaleringswaarde_1s_2f,
        -- Vergeleken wordt op hele aantallen: 43,4783 ligt onder 43,5 en mag niet eerst worden afgerond.
        coalesce(
            100.0 * ingedeeld.behaald_1f >= round(grenzen.grens_1f * 3 * ingedeeld.aantal_leerlingen, 6),
            ingedeeld.percentage_1f >= grenzen.grens_1f
        ) as haalt_1f,
        coalesce(
            100.0 * ingedeeld.behaald_1s_2f
                >= round(coalesce(norm.signaleringswaarde_1s_2f, grenzen.hoogste_1s_2f) * 3 * ingedeeld.aantal_leerlingen, 6),
            ingedeeld.percentage_1s_2f >= coalesce(norm.signaleringswaarde_1s_2f, grenzen.hoogste_1s_2f)
        ) as haalt_1s_2f
    from ingedeeld
    cross join grenzen
    left join signaleringswaarden as norm
        on norm.periode = $periode and cast(norm.schoolweging_van as bigint) = ingedeeld.schoolweging_van
)
select
    ovt,
    status,
    schoolweging,
    schoolweging_van,
    jaren_bekend,
    jaren_onderdrukt,
    jaren_ontbreken,
    aantal_leerlingen,
    behaald_1f,
    behaald_1s_2f,
    percentage_1f,
    percentage_1s_2f,
    signaleringswaarde_1f,
    signaleringswaarde_1s_2f,
    100 * wilson_laag(percentage_1f / 100 * aantal_leerlingen, aantal_leerlingen) as laag_1f,
    100 * wilson_hoog(percentage_1f / 100 * aantal_leerlingen, aantal_leerlingen) as hoog_1f,
    100 * wilson_laag(percentage_1s_2f / 100 * aantal_leerlingen, aantal_leerlingen) as laag_1s_2f,
    100 * wilson_hoog(percentage_1s_2f / 100 * aantal_leerlingen, aantal_leerlingen) as hoog_1s_2f,
    case
        when jaren_ontbreken > 0 then 'Te weinig gegevens'
        when coalesce(aantal_leerlingen, 0) < 15 then 'Kleine school - Beoordeling over 5 jaar'
        when haalt_1f then 'Boven de signaleringswaarde'
        else 'Onder de signaleringswaarde'
    end as uitkomst_1f,
    case
        when jaren_ontbreken > 0 then 'Te weinig gegevens'
        when coalesce(aantal_leerlingen, 0) < 15 then 'Kleine school - Beoordeling over 5 jaar'
        when haalt_1s_2f then 'Boven de signaleringswaarde'
        when schoolweging is null then 'Te weinig gegevens'
        else 'Onder de signaleringswaarde'
    end as uitkomst_1s_2f
from vergeleken
order by ovt
