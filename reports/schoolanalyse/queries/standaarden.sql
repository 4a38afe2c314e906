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
        (2, 'OP2', 'Zicht op ontwikkeling en begeleiding', 'Referentieniveaus in groep 8, naast scholen met dezelfde schoolweging', 'Eindopbrengsten'),
        (3, 'OR1', 'Resultaten', 'Driejaarscijfers 1F en 1S/2F, uitkomst volgens de rekenregels, marge en verantwoording', 'Eindopbrengsten'),
        (4, 'SKA1', 'Visie, ambities en doelen (te controleren)', 'Eigen ambities naast signaleringswaarde en vergelijkbare scholen', 'Samenvatting'),
        (5, 'SKA2', 'Uitvoering en kwaliteitscultuur (te controleren)', 'Bevindingen, in volgorde van gewicht, als begin van het gesprek', 'Samenvatting'),
        (6, 'SKA3', 'Evaluatie, verantwoording en dialoog (te controleren)', 'Waar elk cijfer vandaan komt en hoe het is na te rekenen', 'Verantwoording, bijlagen')
) as regels (volgorde, code, naam, toont, waar)
order by volgorde
