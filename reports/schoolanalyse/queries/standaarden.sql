--! title: Welk cijfer dient welke standaard
--! scope: all
--! column code: Standaard
--! column naam: Naam
--! column toont: Wat dit rapport laat zien
--! column waar: Waar
--! note: Namen uit het Onderzoekskader 2021 voor het primair onderwijs; een naam met 'te controleren' is niet in de bron nagekeken.
select code, naam, toont, waar
from (
    values
        (1, 'OP0', 'Basisvaardigheden', 'Eindopbrengsten taal en rekenen, per domein', 'Eindopbrengsten'),
        (2, 'OP0', 'Basisvaardigheden', 'Niveaus taal en rekenen per leerjaar; op koers voor 1F en 1S/2F', 'Tussenopbrengsten, Op koers'),
        (3, 'OP2', 'Zicht op ontwikkeling en begeleiding', 'Referentieniveaus in groep 8, naast scholen met dezelfde schoolweging', 'Eindopbrengsten'),
        (4, 'OP2', 'Zicht op ontwikkeling en begeleiding', 'Dezelfde leerlingen door de jaren: niveaus en vaardigheidsscores', 'Tussenopbrengsten'),
        (5, 'OR1', 'Resultaten', 'Driejaarscijfers 1F en 1S/2F, uitkomst volgens de rekenregels, marge en verantwoording', 'Eindopbrengsten'),
        (6, 'OR1', 'Resultaten', 'Aansluiting van de eigen gegevens van groep 8 op het cijfer van de Inspectie', 'Eindopbrengsten, eigen gegevens'),
        (7, 'SKA1', 'Visie, ambities en doelen (te controleren)', 'Eigen ambities naast signaleringswaarde en vergelijkbare scholen', 'Samenvatting'),
        (8, 'SKA2', 'Uitvoering en kwaliteitscultuur (te controleren)', 'Bevindingen, in volgorde van gewicht, als begin van het gesprek', 'Samenvatting'),
        (9, 'SKA2', 'Uitvoering en kwaliteitscultuur (te controleren)', 'Voorlopig, toets- en definitief advies, bijgesteld of niet', 'Schooladviezen'),
        (10, 'SKA3', 'Evaluatie, verantwoording en dialoog (te controleren)', 'Waar elk cijfer vandaan komt en hoe het is na te rekenen', 'Verantwoording, bijlagen')
) as regels (volgorde, code, naam, toont, waar)
order by volgorde
