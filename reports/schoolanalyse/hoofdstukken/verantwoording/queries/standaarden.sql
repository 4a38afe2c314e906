--! title: Welk cijfer hoort bij welke standaard
--! scope: all
--! column code: Standaard
--! column naam: Naam
--! column toont: Wat dit rapport laat zien
--! column waar: Waar
--! note: Codes uit het Onderzoekskader 2021 voor het primair onderwijs. Een naam staat er alleen bij als die in een openbare bron is nagelezen (normen/standaardnamen.csv).
select regels.code, coalesce(namen.naam, '') as naam, regels.toont, regels.waar
from (
    values
        (1, 'OP0', 'Eindopbrengsten taal en rekenen, per domein', 'Eindopbrengsten'),
        (2, 'OP0', 'Niveaus taal en rekenen per leerjaar; op koers voor 1F en 1S/2F', 'Tussenopbrengsten, Op koers'),
        (3, 'OP2', 'Referentieniveaus in groep 8, naast scholen met dezelfde schoolweging', 'Eindopbrengsten'),
        (4, 'OP2', 'Dezelfde leerlingen door de jaren: niveaus en vaardigheidsscores', 'Tussenopbrengsten'),
        (5, 'OP6', 'Voorlopig, toets- en definitief advies, bijgesteld of niet', 'Schooladviezen'),
        (6, 'OR1', 'Driejaarscijfers 1F en 1S/2F, uitkomst volgens de rekenregels, marge en verantwoording', 'Eindopbrengsten'),
        (7, 'OR1', 'Aansluiting van de eigen gegevens van groep 8 op het cijfer van de Inspectie', 'Eindopbrengsten, eigen gegevens'),
        (8, 'SKA1', 'Eigen ambities naast signaleringswaarde en vergelijkbare scholen', 'Samenvatting'),
        (9, 'SKA2', 'Bevindingen, in volgorde van gewicht, als begin van het gesprek', 'Samenvatting'),
        (10, 'SKA3', 'Waar elk cijfer vandaan komt en hoe het is na te rekenen', 'Verantwoording, bijlagen')
) as regels (volgorde, code, toont, waar)
left join standaardnamen as namen on namen.code = regels.code and namen.kader = 'PO2021_V23'
order by regels.volgorde
