-- Eén rij per school met alles waarover een zin iets kan zeggen; zinnen.toml verwijst naar deze kolommen.
with jaarcijfers as (
    select
        jaren.ovt,
        max(case when jaren.volgnummer = 1 then jaren.schooljaar end) as jaar_1,
        max(case when jaren.volgnummer = 2 then jaren.schooljaar end) as jaar_2,
        max(case when jaren.volgnummer = 3 then jaren.schooljaar end) as jaar_3,
        max(case when jaren.volgnummer = 2 then jaren.toets end) as toets_2,
        max(case when jaren.volgnummer = 3 then jaren.toets end) as toets_3,
        max(case when jaren.volgnummer = 1 then jaren.aantal_leerlingen end) as leerlingen_1,
        max(case when jaren.volgnummer = 2 then jaren.aantal_leerlingen end) as leerlingen_2,
        max(case when jaren.volgnummer = 3 then jaren.aantal_leerlingen end) as leerlingen_3,
        max(case when jaren.volgnummer = 1 then jaren.percentage_1f end) as percentage_1f_1,
        max(case when jaren.volgnummer = 2 then jaren.percentage_1f end) as percentage_1f_2,
        max(case when jaren.volgnummer = 3 then jaren.percentage_1f end) as percentage_1f_3,
        max(case when jaren.volgnummer = 1 then jaren.percentage_1s_2f end) as percentage_1s_2f_1,
        max(case when jaren.volgnummer = 2 then jaren.percentage_1s_2f end) as percentage_1s_2f_2,
        max(case when jaren.volgnummer = 3 then jaren.percentage_1s_2f end) as percentage_1s_2f_3,
        -- Afwijking van de scholen met dezelfde schoolweging in hetzelfde jaar: daarin valt een andere toets grotendeels weg.
        max(case when jaren.volgnummer = 1 then jaren.percentage_1s_2f - klassen_jaar.gemiddelde_1s_2f end) as afwijking_1,
        max(case when jaren.volgnummer = 2 then jaren.percentage_1s_2f - klassen_jaar.gemiddelde_1s_2f end) as afwijking_2,
        max(case when jaren.volgnummer = 3 then jaren.percentage_1s_2f - klassen_jaar.gemiddelde_1s_2f end) as afwijking_3,
        max(case when jaren.volgnummer = 1 then klassen_jaar.gemiddelde_1s_2f end) as klasse_jaar_1,
        max(case when jaren.volgnummer = 3 then klassen_jaar.gemiddelde_1s_2f end) as klasse_jaar_3,
        max(jaren.peiljaar) as laatste_peiljaar,
        string_agg(case when jaren.status = 'ontbreekt' then jaren.schooljaar end, ' en ' order by jaren.peiljaar) as ontbrekende_jaren,
        string_agg(case when jaren.status = 'bekend' then jaren.schooljaar end, ' en ' order by jaren.peiljaar) as bekende_jaren
    from jaren
    join oordelen on oordelen.ovt = jaren.ovt
    left join klassen_jaar
        on klassen_jaar.schoolweging_van = oordelen.schoolweging_van and klassen_jaar.schooljaar = jaren.schooljaar
    group by jaren.ovt
),
verschillen as (
    select
        *,
        percentage_1s_2f_3 - percentage_1s_2f_2 as verschil_1s_2f,
        percentage_1f_3 - percentage_1f_2 as verschil_1f,
        100 * newcombe_laag(
            percentage_1s_2f_3 / 100 * leerlingen_3, leerlingen_3, percentage_1s_2f_2 / 100 * leerlingen_2, leerlingen_2
        ) as verschil_1s_2f_laag,
        100 * newcombe_hoog(
            percentage_1s_2f_3 / 100 * leerlingen_3, leerlingen_3, percentage_1s_2f_2 / 100 * leerlingen_2, leerlingen_2
        ) as verschil_1s_2f_hoog,
        100 * newcombe_laag(
            percentage_1f_3 / 100 * leerlingen_3, leerlingen_3, percentage_1f_2 / 100 * leerlingen_2, leerlingen_2
        ) as verschil_1f_laag,
        100 * newcombe_hoog(
            percentage_1f_3 / 100 * leerlingen_3, leerlingen_3, percentage_1f_2 / 100 * leerlingen_2, leerlingen_2
        ) as verschil_1f_hoog,
        -- Verandering van het verschil met vergelijkbare scholen, van het eerste naar het laatste jaar, met zijn marge.
        afwijking_3 - afwijking_1 as verschuiving,
        100 * newcombe_laag(
            percentage_1s_2f_3 / 100 * leerlingen_3, leerlingen_3, percentage_1s_2f_1 / 100 * leerlingen_1, leerlingen_1
        ) - (klasse_jaar_3 - klasse_jaar_1) as verschuiving_laag,
        100 * newcombe_hoog(
            percentage_1s_2f_3 / 100 * leerlingen_3, leerlingen_3, percentage_1s_2f_1 / 100 * leerlingen_1, leerlingen_1
        ) - (klasse_jaar_3 - klasse_jaar_1) as verschuiving_hoog
    from jaarcijfers
),
domeinreeksen as (
    select
        ovt,
        bool_or(streef_hoog - streef_laag > 0.05) as domeinen_als_reeks,
        bool_or(klasse_laag is not null) as domeinen_met_klasse
    from domeinen
    group by ovt
),
populaties as (
    select
        ovt,
        max(case when eerst = 1 then schooljaar end) as populatie_jaar_1,
        max(case when laatst = 1 then schooljaar end) as populatie_jaar_3,
        max(case when eerst = 1 then aantal_leerlingen end) as schoolgrootte_1,
        max(case when laatst = 1 then aantal_leerlingen end) as schoolgrootte_3,
        max(case when eerst = 1 then schoolweging end) as schoolweging_1,
        max(case when laatst = 1 then schoolweging end) as schoolweging_3,
        max(case when laatst = 1 then spreiding end) as spreiding_3,
        max(case when landelijk = 1 then schooljaar end) as spreiding_land_jaar,
        max(case when landelijk = 1 then spreiding end) as spreiding_land,
        max(case when landelijk = 1 then spreiding_p25 end) as spreiding_land_p25,
        max(case when landelijk = 1 then spreiding_p75 end) as spreiding_land_p75,
        count(*) as populatie_jaren
    from (
        select
            *,
            row_number() over (partition by ovt order by schooljaar) as eerst,
            row_number() over (partition by ovt order by schooljaar desc) as laatst,
            -- Het laatste jaar waarvan landelijke cijfers bekend zijn.
            case
                when spreiding is not null and spreiding_p25 is not null
                    then row_number() over (
                        partition by ovt, spreiding is not null and spreiding_p25 is not null order by schooljaar desc
                    )
            end as landelijk
        from populatie_jaar
        where aantal_leerlingen > 0
    ) as geordend
    group by ovt
),
standen as (
    select
        ovt,
        concat(
            cast(date_part('day', peildatum) as int),
            ' ',
            split_part(
                'januari februari maart april mei juni juli augustus september oktober november december',
                ' ',
                cast(date_part('month', peildatum) as int)
            ),
            ' ',
            cast(date_part('year', peildatum) as int)
        ) as stand
    from (
        select ovt, max(peildatum) as peildatum from scholen_inspectie group by ovt
        union all
        select 'alle' as ovt, max(peildatum) as peildatum from scholen_inspectie having count(*) > 0
    ) as nieuwste
),
gemengd as (
    select ovt, string_agg(schooljaar, ' en ' order by schooljaar) as jaren from gemengde_jaren group by ovt
),
oordelen_per_school as (
    select
        ovt,
        max(case when standaard = 'eindoordeel' then oordeel end) as eindoordeel,
        max(case when standaard = 'eindoordeel' then vastgesteld end) as eindoordeel_vastgesteld
    from laatste_oordelen
    group by ovt
)
select
    scholen.ovt,
    scholen.naam,
    scholen.plaats,
    scholen.bevoegd_gezag,
    scholen.bestuursnaam,
    scholen.koppeling,
    scholen.gedeeld_met,
    scholen.brin,
    scholen.brin_duo,
    scholen.vestiging,
    gemengd.jaren as gemengde_jaren,
    nieuwste_stand.stand as oordelen_stand,
    eigen_stand.stand as oordeel_stand,
    oordelen_per_school.eindoordeel,
    oordelen_per_school.eindoordeel_vastgesteld,
    oordelen_per_school.ovt is not null as heeft_oordelen,
    vergelijkingsbron.bron as vergelijkingsbron,
    vergelijkingsbron.aantal_scholen as scholen_in_bestand,
    oordelen.aantal_leerlingen,
    oordelen.jaren_bekend,
    oordelen.jaren_onderdrukt,
    oordelen.jaren_ontbreken,
    oordelen.schoolweging,
    concat(cast(oordelen.schoolweging_van as varchar), '-', cast(oordelen.schoolweging_van + 1 as varchar)) as klasse,
    klassen.aantal_scholen as scholen_in_klasse,
    oordelen.percentage_1f,
    -- Naast een gemiddelde op één decimaal hoort een cijfer op één decimaal: wat gelijk is gedrukt, heet niet lager.
    round(oordelen.percentage_1f, 1) as afgerond_1f,
    oordelen.laag_1f,
    oordelen.hoog_1f,
    oordelen.signaleringswaarde_1f,
    klassen.gemiddelde_1f,
    klassen.p25_1f,
    scholen.ambitie_1f,
    oordelen.uitkomst_1f,
    oordelen.percentage_1s_2f,
    round(oordelen.percentage_1s_2f, 1) as afgerond_1s_2f,
    oordelen.laag_1s_2f,
    oordelen.hoog_1s_2f,
    oordelen.signaleringswaarde_1s_2f,
    klassen.gemiddelde_1s_2f,
    klassen.p25_1s_2f,
    klassen.p75_1s_2f,
    scholen.ambitie_1s_2f,
    oordelen.uitkomst_1s_2f,
    oordelen.uitkomst_1f in ('Boven de signaleringswaarde', 'Onder de signaleringswaarde') as beoordeeld_1f,
    oordelen.uitkomst_1s_2f in ('Boven de signaleringswaarde', 'Onder de signaleringswaarde') as beoordeeld_1s_2f,
    oordelen.uitkomst_1f = 'Boven de signaleringswaarde' as boven_1f,
    oordelen.uitkomst_1s_2f = 'Boven de signaleringswaarde' as boven_1s_2f,
    verschillen.jaar_1,
    verschillen.jaar_2,
    verschillen.jaar_3,
    verschillen.toets_3,
    verschillen.toets_2 = verschillen.toets_3 as zelfde_toets,
    verschillen.leerlingen_3,
    verschillen.percentage_1s_2f_2,
    verschillen.percentage_1s_2f_3,
    verschillen.afwijking_1,
    verschillen.afwijking_2,
    verschillen.afwijking_3,
    verschillen.verschuiving,
    verschillen.verschuiving_laag,
    verschillen.verschuiving_hoog,
    coalesce(verschillen.verschuiving_laag > 0 or verschillen.verschuiving_hoog < 0, false) as verschoven,
    concat(cast(verschillen.laatste_peiljaar as varchar), '-', cast(verschillen.laatste_peiljaar + 1 as varchar)) as jaar_nieuw,
    verschillen.ontbrekende_jaren,
    verschillen.bekende_jaren,
    komend.leerlingen as komende_groep8,
    verschillen.verschil_1f,
    verschillen.verschil_1f_laag,
    verschillen.verschil_1f_hoog,
    verschillen.verschil_1s_2f,
    verschillen.verschil_1s_2f_laag,
    verschillen.verschil_1s_2f_hoog,
    coalesce(domeinreeksen.domeinen_met_klasse, false) as domeinen_met_klasse,
    domeinreeksen.domeinen_als_reeks,
    domeinschool.ovt is not null as heeft_domeinen,
    domeinreeksen.ovt is not null and domeinschool.ovt is null as domeinen_te_klein,
    populaties.populatie_jaren,
    populaties.populatie_jaar_1,
    populaties.populatie_jaar_3,
    populaties.schoolgrootte_1,
    populaties.schoolgrootte_3,
    populaties.schoolweging_1,
    populaties.schoolweging_3,
    populaties.spreiding_3,
    populaties.spreiding_land_jaar,
    populaties.spreiding_land,
    populaties.spreiding_land_p25,
    populaties.spreiding_land_p75,
    case $moment when 'M' then concat('midden ', $schooljaar) else concat('eind ', $schooljaar) end as moment_tekst,
    toetsgeschiedenis.toets_aanbieders,
    coalesce(toetsgeschiedenis.toets_gewisseld, false) as toets_gewisseld,
    domeinbronnen.ovt is not null as domeinen_eigen,
    adviezen_duo.ovt is not null as heeft_duo_adviezen,
    leerlingen.ovt is not null as heeft_leerlinggegevens,
    leerlingen.* except (ovt, heeft_leerlinggegevens)
from scholen
join oordelen on oordelen.ovt = scholen.ovt
cross join vergelijkingsbron
left join standen as nieuwste_stand on nieuwste_stand.ovt = 'alle'
left join standen as eigen_stand on eigen_stand.ovt = scholen.ovt
left join gemengd on gemengd.ovt = scholen.ovt
left join oordelen_per_school on oordelen_per_school.ovt = scholen.ovt
-- Wat andere scholen over drie jaren halen, staat niet naast een cijfer over minder jaren.
left join klassen on klassen.schoolweging_van = oordelen.schoolweging_van and oordelen.jaren_ontbreken = 0
left join verschillen on verschillen.ovt = scholen.ovt
left join (select distinct ovt from domeinen_samen) as domeinschool on domeinschool.ovt = scholen.ovt
left join domeinreeksen on domeinreeksen.ovt = scholen.ovt
left join populaties on populaties.ovt = scholen.ovt
left join toetsgeschiedenis on toetsgeschiedenis.ovt = scholen.ovt
left join (select distinct ovt from domeinen_eigen) as domeinbronnen on domeinbronnen.ovt = scholen.ovt
left join (select distinct ovt from advies_banden where bron = 'DUO') as adviezen_duo on adviezen_duo.ovt = scholen.ovt
left join feiten_leerlingen as leerlingen on leerlingen.ovt = scholen.ovt
left join komende_groep8 as komend on komend.ovt = scholen.ovt
order by scholen.ovt
