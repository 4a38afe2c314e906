-- De schooladviezen van laag naar hoog. `band` is de indeling in vijven van de verschuiving door de jaren, `groep` die in
-- vieren van de matrix; wat lager is dan vmbo-gt staat in beide bij elkaar, want een advies voor vso of pro krijgt
-- een enkele leerling. Een dubbel advies staat in de matrix bij het hoogste van de twee.
select advies, rang, band, groep, groepnaam
from (
    values
        ('vso', 1, 1, 1, 'tot en met vmbo-kb'),
        ('pro', 2, 1, 1, 'tot en met vmbo-kb'),
        ('pro/vmbo-bb', 3, 1, 1, 'tot en met vmbo-kb'),
        ('vmbo-bb', 4, 1, 1, 'tot en met vmbo-kb'),
        ('vmbo-bb/kb', 5, 1, 1, 'tot en met vmbo-kb'),
        ('vmbo-kb', 6, 1, 1, 'tot en met vmbo-kb'),
        ('vmbo-kb/gt', 7, 2, 2, 'vmbo-gt'),
        ('vmbo-gt', 8, 2, 2, 'vmbo-gt'),
        ('vmbo-gt/havo', 9, 3, 3, 'havo'),
        ('havo', 10, 4, 3, 'havo'),
        ('havo/vwo', 11, 5, 4, 'vwo'),
        ('vwo', 12, 5, 4, 'vwo')
) as lijst (advies, rang, band, groep, groepnaam)
order by rang
