--! title: Niet gelezen bestanden
--! column bestand: Bestand
--! column uitleg: Reden
-- Bestanden in de map van de school waarvan niets is gebruikt, en die waarvan niet te zien is van welke school ze zijn.
-- Wat een systeem of kantoorprogramma achterliet, en wat van DUO is, gaat niet over leerlingen en staat hier niet.
with redenen_bestand as (
    select reden, uitleg
    from (
        values
            ('password', 'het bestand heeft een wachtwoord'),
            ('damaged_file', 'het bestand is beschadigd'),
            ('unreadable_file', 'het bestand mag niet worden gelezen'),
            ('double_heading', 'een kop staat er twee keer in'),
            ('two_mappings', 'twee koppelingen passen op het bestand'),
            ('too_many_faults', 'het bestand bevat te veel fouten'),
            ('in_two_schools', 'hetzelfde bestand staat ook in de map van een andere school'),
            ('old_excel', 'het is een werkmap van vóór 2007 (.xls)'),
            ('binary_excel', 'het is een binaire werkmap (.xlsb)'),
            ('xml_workbook', 'het is een werkmap in XML'),
            ('web_page', 'het is een webpagina'),
            ('false_workbook', 'het heet een werkmap, maar is het niet'),
            ('other_workbook', 'geen zichtbaar blad heeft bekende koppen'),
            ('other_text', 'de koppen zijn niet bekend'),
            ('other_archive', 'het is een archief of een ander document'),
            ('binary_file', 'het is geen tekst en geen werkmap'),
            ('empty_file', 'het bestand is leeg'),
            ('not_a_file', 'het is geen gewoon bestand'),
            ('file_too_large', 'het bestand is te groot'),
            ('linked_folder', 'het is een koppeling naar een map')
    ) as lijst (reden, uitleg)
),
per_school as (
    select school as ovt, bestand, reden from niet_gelezen_bestanden where school is not null
    union all
    select scholen.ovt, niet.bestand, niet.reden
    from niet_gelezen_bestanden as niet
    cross join scholen
    where niet.school is null
)
select per_school.ovt, per_school.bestand, coalesce(redenen_bestand.uitleg, per_school.reden) as uitleg
from per_school
left join redenen_bestand on redenen_bestand.reden = per_school.reden
where per_school.reden not in ('hidden_file', 'lock_file', 'other_duo', 'old_duo')
order by per_school.ovt, per_school.bestand, uitleg
