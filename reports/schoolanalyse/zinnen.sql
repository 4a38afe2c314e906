--! title: Feiten waarmee de zinnen worden gevuld
--! n: aantal_leerlingen
--! context: signaleringswaarde_1f, signaleringswaarde_1s_2f, gemiddelde_1f, gemiddelde_1s_2f, p25_1f, p25_1s_2f, p75_1s_2f, ambitie_1f, ambitie_1s_2f, schoolweging, scholen_in_klasse, scholen_in_bestand, jaren_bekend, jaren_onderdrukt, jaren_ontbreken, populatie_jaren, schoolgrootte_1, schoolgrootte_3, schoolweging_1, schoolweging_3, spreiding_3, spreiding_land, spreiding_land_p25, spreiding_land_p75, komende_groep8
-- Wat zinnen.toml mag noemen. Kleine aantallen worden ook hier verborgen: een zin met een verborgen cijfer vervalt.
select *
from feiten
order by ovt
