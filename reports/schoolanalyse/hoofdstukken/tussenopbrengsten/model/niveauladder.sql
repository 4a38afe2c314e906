-- De niveaus van de twee schalen, van hoog (1) naar laag (5), met hun landelijke aandeel in procenten.
-- De schalen worden nergens in elkaar omgezet: de rang dient om binnen één schaal te tellen.
select schaal, niveau, rang, landelijk
from (
    values
        ('I-V', 'I', 1, 20),
        ('I-V', 'II', 2, 20),
        ('I-V', 'III', 3, 20),
        ('I-V', 'IV', 4, 20),
        ('I-V', 'V', 5, 20),
        ('A-E', 'A', 1, 25),
        ('A-E', 'B', 2, 25),
        ('A-E', 'C', 3, 25),
        ('A-E', 'D', 4, 15),
        ('A-E', 'E', 5, 10)
) as lijst (schaal, niveau, rang, landelijk)
order by schaal, rang
