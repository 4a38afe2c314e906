--! title: Zin (bevinding)
--! question: Wat moet er met woorden staan?
--! role: bevinding
--! sentence: Bij {vakgebied} ligt {percentage:pct0} van de {leerlingen:int} leerlingen op niveau IV of V; een jaar eerder was dat {eerder:pct0}.
--! n: leerlingen
--! minimum: 10
--! source: verzonnen cijfers
-- Elke rij wordt een zin. Waar een cijfer ontbreekt of is afgeschermd, blijft de zin weg.
-- Om te veranderen: neem een tabel in plaats van values, en de kolom ovt in plaats van '99AA|C1'.
select '99AA|C1' as ovt, vakgebied, leerlingen, percentage, eerder
from (values ('rekenen', 140, 40.0, 44.0), ('spelling', 135, 34.8, 31.1)) as vakken (vakgebied, leerlingen, percentage, eerder)
order by vakgebied
