-- Wat een zin mag zeggen over de eindresultaten uit de eigen gegevens, en of zij aansluiten op die van de Inspectie.
with eigencijfers as (
    select
        ovt,
        max(toonbaar) >= 5 as toont_eigen_eind,
        count(
            case
                when status = 'bekend'
                    and toonbaar >= 5
                    and (meegeteld <> inspectie_leerlingen or behaald_1f <> inspectie_behaald_1f or behaald_1s_2f <> inspectie_behaald_1s_2f)
                    then 1
            end
        ) as eigen_afwijkend,
        count(case when status = 'bekend' and toonbaar >= 5 then 1 end) as eigen_vergeleken,
        string_agg(
            case
                when status = 'bekend'
                    and toonbaar >= 5
                    and (meegeteld <> inspectie_leerlingen or behaald_1f <> inspectie_behaald_1f or behaald_1s_2f <> inspectie_behaald_1s_2f)
                    then schooljaar
            end,
            ', ' order by schooljaar
        ) as eigen_afwijkende_jaren,
        max(case when not in_periode and toonbaar >= 5 then schooljaar end) as eigen_nieuw_jaar
    from eigen_jaren
    group by ovt
),
eigen_nieuw as (
    select ovt, schooljaar, meegeteld as eigen_nieuw_n, percentage_1f as eigen_nieuw_1f, percentage_1s_2f as eigen_nieuw_1s_2f
    from eigen_jaren
    where not in_periode and toonbaar >= 5
),
eigen_periode as (
    select
        ovt,
        meegeteld as eigen_drie_n,
        percentage_1f as eigen_drie_1f,
        percentage_1s_2f as eigen_drie_1s_2f
    from eigen_driejaars
    where venster = 1 and toonbaar >= 5
)
select
    eigencijfers.ovt,
    coalesce(eigencijfers.toont_eigen_eind, false) as toont_eigen_eind,
    coalesce(eigencijfers.eigen_vergeleken, 0) as eigen_vergeleken,
    coalesce(eigencijfers.eigen_afwijkend, 0) as eigen_afwijkend,
    regexp_replace(eigencijfers.eigen_afwijkende_jaren, ', ([^,]+)$', ' en \1') as eigen_afwijkende_jaren,
    eigen_periode.eigen_drie_n,
    eigen_periode.eigen_drie_1f,
    eigen_periode.eigen_drie_1s_2f,
    eigencijfers.eigen_nieuw_jaar,
    eigen_nieuw.eigen_nieuw_n,
    eigen_nieuw.eigen_nieuw_1f,
    eigen_nieuw.eigen_nieuw_1s_2f
from eigencijfers
left join eigen_nieuw on eigen_nieuw.ovt = eigencijfers.ovt and eigen_nieuw.schooljaar = eigencijfers.eigen_nieuw_jaar
left join eigen_periode on eigen_periode.ovt = eigencijfers.ovt
order by eigencijfers.ovt
