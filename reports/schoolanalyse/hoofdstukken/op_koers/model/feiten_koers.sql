-- Wat een zin mag zeggen over ‘op koers’: de hoogste groep met cijfers, en welke aanbieders geen referentieniveau vermelden.
with koersgroepen as (
    -- De hoogste groep met cijfers; in een eindrapport heeft groep 8 de doorstroomtoets al gehad.
    select ovt, max(case when leerjaar < 8 or $moment = 'M' then leerjaar end) as koers_groep
    from koers
    where toonbaar >= 10
    group by ovt
),
koerscijfers as (
    select
        koers.ovt,
        max(case when koers.vakgebied = 'rekenen' then 100.0 * koers.op_streef / koers.leerlingen end) as koers_rekenen,
        max(case when koers.vakgebied = 'rekenen' then 100.0 * (koers.op_1f + koers.op_streef) / koers.leerlingen end) as koers_rekenen_1f,
        max(case when koers.vakgebied in ('lezen', 'begrijpend lezen') then 100.0 * koers.op_streef / koers.leerlingen end) as koers_lezen,
        max(case when koers.vakgebied in ('lezen', 'begrijpend lezen') then 100.0 * (koers.op_1f + koers.op_streef) / koers.leerlingen end) as koers_lezen_1f
    from koers
    join koersgroepen as groep on groep.ovt = koers.ovt and groep.koers_groep = koers.leerjaar
    where koers.toonbaar >= 10
    group by koers.ovt
),
referentie_per_aanbieder as (
    select
        resultaat.ovt,
        case resultaat.aanbieder when 'anders' then 'een andere aanbieder' else resultaat.aanbieder end as aanbieder,
        count(resultaat.referentieniveau) as met_niveau
    from toetsresultaten as resultaat
    join terugblik on terugblik.schooljaar = resultaat.schooljaar
    join vakgebieden on vakgebieden.vakgebied = resultaat.vakgebied
    where
        terugblik.terug = 0
        and resultaat.leerjaar between 6 and 8
        and vakgebieden.domein is not null
        and (resultaat.moment <> 'E' or $moment = 'E')
    group by resultaat.ovt, resultaat.aanbieder
),
referentiecijfers as (
    select
        ovt,
        bool_or(met_niveau > 0) as heeft_koers,
        regexp_replace(
            string_agg(case when met_niveau = 0 then aanbieder end, ', ' order by aanbieder), ', ([^,]+)$', ' en \1'
        ) as zonder_referentie
    from referentie_per_aanbieder
    group by ovt
)
select
    referentiecijfers.ovt,
    coalesce(referentiecijfers.heeft_koers, false) as heeft_koers,
    referentiecijfers.zonder_referentie,
    koersgroepen.ovt is not null as toont_koers,
    koersgroepen.koers_groep,
    koerscijfers.koers_rekenen,
    koerscijfers.koers_rekenen_1f,
    koerscijfers.koers_lezen,
    koerscijfers.koers_lezen_1f
from referentiecijfers
left join koersgroepen on koersgroepen.ovt = referentiecijfers.ovt
left join koerscijfers on koerscijfers.ovt = referentiecijfers.ovt
order by referentiecijfers.ovt
