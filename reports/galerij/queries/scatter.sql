--! title: Wolk (scatter)
--! question: Hangen twee cijfers van scholen samen, en waar staan wij?
--! chart: scatter
--! scope: all
--! own: ovt
--! x: instroom
--! y: percentage
--! word own: deze school
--! word x: leerlingen die na groep 3 instroomden
--! word y: op streefniveau
--! column instroom: Instroom | pct0
--! column percentage: Percentage | pct1
--! source: verzonnen cijfers
-- scope: all geeft elk rapport alle scholen; own zegt welke stip de eigen school is. Is x de schoolweging, dan lopen
-- de lijnen achter mean, norm, band_low en band_high per klasse.
-- Om te veranderen: neem een tabel met een kolom ovt in plaats van values.
select ovt, instroom, percentage
from (values
    ('99AA|C1', 22.0, 51.4), ('99BB|C1', 8.0, 63.9), ('99CC|C1', 12.0, 60.1), ('99DD|C1', 15.0, 55.2),
    ('99EE|C1', 31.0, 47.0), ('99FF|C1', 27.0, 52.8), ('99GG|C1', 18.0, 58.4), ('99HH|C1', 9.0, 57.7),
    ('99II|C1', 35.0, 44.9), ('99JJ|C1', 24.0, 49.3), ('99KK|C1', 13.0, 66.0), ('99LL|C1', 20.0, 53.1)
) as scholen (ovt, instroom, percentage)
order by ovt
