--! title: Toetsadvies naast voorlopig advies, onder de eerdere regel
--! subtitle: Tot en met 2022-2023: percentage leerlingen met een toetsadvies dat lager is dan, gelijk aan of hoger dan het voorlopig advies; bij hoger: bijgesteld of niet
--! chart: stacked
--! label: schooljaar
--! part: deel_lager, deel_gelijk, deel_hoger_niet, deel_hoger_open, deel_hoger_bijgesteld
--! count: leerlingen
--! word deel_lager: toets lager
--! word deel_gelijk: gelijk
--! word deel_hoger_niet: hoger, niet bijgesteld
--! word deel_hoger_open: hoger, nog open
--! word deel_hoger_bijgesteld: hoger, bijgesteld
--! word count: n
--! column schooljaar: Schooljaar
--! column leerlingen: Leerlingen | int
--! column deel_lager: Toets lager | pct0
--! column deel_gelijk: Gelijk | pct0
--! column deel_hoger: Toets hoger | pct0
--! column deel_hoger_bijgesteld: waarvan bijgesteld | pct0
--! column deel_hoger_niet: niet bijgesteld | pct0
--! column deel_hoger_open: nog open | pct0
--! n: toonbaar
--! minimum: 10
--! source: eigen gegevens van groep 8
--! note: Leerlingen met een voorlopig advies en een toetsadvies. Alle percentages zijn van die leerlingen. Bijgesteld: het definitieve advies is hoger dan het voorlopige. Tot en met 2022-2023 koos de school zelf of zij bijstelde; deze jaren zijn daarom niet te vergelijken met die vanaf 2023-2024. Een dubbel advies (vmbo-gt/havo) ligt tussen de twee enkele in.
select * except (regel)
from toetsadviezen
where regel = 'tot 2023-2024'
order by ovt, schooljaar
