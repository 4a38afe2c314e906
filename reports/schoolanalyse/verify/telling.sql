--! title: Wat er is nagerekend
--! scope: all
--! column aantal_scholen: Scholen | int
--! column uit_jaren: Uit jaarcijfers | int
--! column alleen_driejaars: Alleen driejaarscijfer | int
--! column zonder_cijfer: Zonder cijfer | int
select
    count(*) as aantal_scholen,
    sum(case when jaren_onderdrukt = 0 and percentage_1f is not null then 1 else 0 end) as uit_jaren,
    sum(case when jaren_onderdrukt > 0 and percentage_1f is not null then 1 else 0 end) as alleen_driejaars,
    sum(case when percentage_1f is null then 1 else 0 end) as zonder_cijfer
from oordelen
order by aantal_scholen
