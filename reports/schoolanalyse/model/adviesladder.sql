-- De schooladviezen van laag naar hoog. `band` is de indeling in zessen van de verschuiving door de jaren, `groep` die in
-- vieren van de matrix: een dubbel advies staat bij het hoogste van de twee.
select advies, rang, band, groep, groepnaam
from (
    values
        ('vso', 1, 1, 1, 'tot en met vmbo-kb'),
        ('pro', 2, 1, 1, 'tot en met vmbo-kb'),
        ('vmbo-bb', 3, 2, 1, 'tot en met vmbo-kb'),
        ('vmbo-bb/kb', 4, 2, 1, 'tot en met vmbo-kb'),
        ('vmbo-kb', 5, 2, 1, 'tot en met vmbo-kb'),
        ('vmbo-kb/gt', 6, 3, 2, 'vmbo-gt'),
        ('vmbo-gt', 7, 3, 2, 'vmbo-gt'),
        ('vmbo-gt/havo', 8, 4, 3, 'havo'),
        ('havo', 9, 5, 3, 'havo'),
        ('havo/vwo', 10, 6, 4, 'vwo'),
        ('vwo', 11, 6, 4, 'vwo')
) as lijst (advies, rang, band, groep, groepnaam)
order by rang
