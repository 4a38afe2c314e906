-- De vakgebieden van toetsen, in de volgorde van het rapport; `domein` is het domein van de referentieniveaus waar het
-- onder valt. Spelling is een deel van taalverzorging.
select vakgebied, volgorde, naam, domein
from (
    values
        ('rekenen', 1, 'Rekenen', 'rekenen'),
        ('lezen', 2, 'Lezen', 'lezen'),
        ('begrijpend lezen', 3, 'Begrijpend lezen', 'lezen'),
        ('technisch lezen', 4, 'Technisch lezen', null),
        ('spelling', 5, 'Spelling', 'taalverzorging'),
        ('taalverzorging', 6, 'Taalverzorging', 'taalverzorging'),
        ('woordenschat', 7, 'Woordenschat', null),
        ('luisteren', 8, 'Luisteren', null),
        ('schrijven', 9, 'Schrijven', null),
        ('studievaardigheden', 10, 'Studievaardigheden', null),
        ('engels', 11, 'Engels', null)
) as lijst (vakgebied, volgorde, naam, domein)
order by volgorde
