-- Eén rij per school met gegevens van leerlingen: alles waarover een zin iets kan zeggen, uit de vijf bestanden feiten_*.
-- Elk cijfer is daar al veilig: te kleine groepen zijn leeg. Deze kolommen horen bij feiten.sql.
with gegevens as (
    select distinct ovt from inschrijvingen
    union
    select distinct ovt from toetsresultaten
    union
    select distinct ovt from doorstroomtoets
    union
    select distinct ovt from schooladviezen
)
select
    gegevens.ovt,
    true as heeft_leerlinggegevens,
    coalesce(niveaus.heeft_niveaus, false) as heeft_niveaus,
    coalesce(niveaus.toont_niveaus, false) as toont_niveaus,
    niveaus.lijn_jaren is not null as toont_lijnen,
    coalesce(groei.toont_scores, false) as toont_scores,
    coalesce(koers.heeft_koers, false) as heeft_koers,
    coalesce(koers.toont_koers, false) as toont_koers,
    coalesce(adviezen.toont_toetsadvies, false) as toont_toetsadvies,
    coalesce(adviezen.toont_adviezen, false) as toont_adviezen,
    coalesce(adviezen.heeft_eigen_adviezen, false) as heeft_eigen_adviezen,
    eind.ovt is not null as heeft_eigen_eind,
    coalesce(eind.toont_eigen_eind, false) as toont_eigen_eind,
    niveaus.* except (ovt, heeft_niveaus, toont_niveaus),
    vakken.* except (ovt),
    koers.* except (ovt, heeft_koers, toont_koers),
    adviezen.* except (ovt, toont_toetsadvies, toont_adviezen, heeft_eigen_adviezen),
    eind.* except (ovt, toont_eigen_eind)
from gegevens
left join feiten_niveaus as niveaus on niveaus.ovt = gegevens.ovt
left join (
    select ovt, bool_or(leerlingen >= 10) as toont_scores
    from scoregroei
    group by ovt
) as groei on groei.ovt = gegevens.ovt
left join feiten_vakken as vakken on vakken.ovt = gegevens.ovt
left join feiten_koers as koers on koers.ovt = gegevens.ovt
left join feiten_adviezen as adviezen on adviezen.ovt = gegevens.ovt
left join feiten_eigen_eind as eind on eind.ovt = gegevens.ovt
order by gegevens.ovt
