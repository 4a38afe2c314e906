--! title: Niveaus per leerjaar en vakgebied naast het land
--! subtitle: Deel van de leerlingen op niveau I-III min landelijk 60%, of op A-C min landelijk 75%, in procentpunt
--! chart: heatmap
--! row: groep
--! column: kolom
--! value: verschil
--! count: leerlingen
--! word count: n
--! word low: minder dan landelijk
--! word high: meer dan landelijk
--! column groep: Leerjaar
--! column kolom: Vakgebied
--! column reeks: Aanbieder en schaal
--! column leerlingen: Leerlingen | int
--! column aandeel: I-III of A-C | pct0
--! column landelijk: Landelijk | pct0
--! column verschil: Verschil | sign1
--! n: toonbaar
--! minimum: 10
--! context: landelijk
--! source: eigen toetsgegevens van de school
--! note: Landelijk haalt 60% niveau I-III en 75% niveau A-C; dat aandeel houdt geen rekening met de schoolweging. Elke cel is van één aanbieder en één schaal. Een cel op minder dan tien leerlingen, of waarin niemand I-III of A-C haalt, is afgeschermd (*).
-- Waar een vakgebied meer dan één aanbieder of schaal heeft, krijgt elk een eigen kolom.
-- De ligging is die van de getoonde leerjaren van een kolom samen, met hun marge; zij staat bij het eerste daarvan.
select
    verdeling.ovt,
    concat('groep ', cast(verdeling.leerjaar as varchar)) as groep,
    verdeling.kolom,
    verdeling.reeks,
    verdeling.toonbaar,
    verdeling.leerlingen,
    verdeling.aandeel,
    verdeling.landelijk,
    verdeling.aandeel - verdeling.landelijk as verschil,
    stand.vakgebied,
    verdeling.volgorde,
    case
        when row_number() over (
            partition by verdeling.ovt, stand.vakgebied, verdeling.toonbaar >= 10 order by verdeling.leerjaar
        ) = 1 then stand.ligging
    end as ligging
from verdelingen as verdeling
left join vakstand as stand
    on stand.ovt = verdeling.ovt
    and stand.vakgebied = verdeling.vakgebied
    and stand.aanbieder = verdeling.aanbieder
    and stand.schaal = verdeling.schaal
    and stand.toonbaar >= 10
where verdeling.terug = 0 and verdeling.ovt in (select ovt from verdelingen where terug = 0 and toonbaar >= 10)
order by verdeling.ovt, verdeling.leerjaar, verdeling.volgorde, verdeling.kolom
