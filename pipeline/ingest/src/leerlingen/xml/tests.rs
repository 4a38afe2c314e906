//! Files in every encoding and form, sound and not: tests alone.
//!
//! What a kind of file says is tested where it is read.

use std::io;

use super::heard::{Ear, heard, heard_in_pieces};
use super::*;
use crate::read::xml::fault::XmlError;

const UWLR: &str = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten";

/// Makes a file with one pupil.
fn pupil(key: &str, inside: &str) -> String {
    format!("<EDEX>\n<leerlingen>\n<leerling key=\"{key}\">{inside}</leerling>\n</leerlingen>\n</EDEX>\n")
}

/// Returns the row of the only pupil.
fn row(file: impl Into<Vec<u8>>) -> String {
    let mut told = heard(&edexml::FORMAT, file).unwrap();
    assert_eq!(told.len(), 1);
    told.remove(0)
}

fn error(file: impl Into<Vec<u8>>) -> (u64, String) {
    let error = heard(&edexml::FORMAT, file).unwrap_err();
    (error.line, error.what)
}

#[test]
fn knows_a_file_by_its_root_and_schema_whatever_the_prefix() {
    let uwlr = format!("<?xml version='1.0'?>\n<!-- <EDEX> -->\n<leerresultaten_verzoek xmlns='{UWLR}'>");
    let prefixed = format!("<a:leerresultaten_verzoek b='' xmlns:a='{UWLR}'>");
    let oso = "<d:dossier xmlns:d=\"http://www.edustandaard.nl/oso_gegevensset/2019.1/dossier\" d:x='1'/>";
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain("<EDEX/>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let known: [(&[u8], &Format); 7] = [
        (b"<EDEX>", &edexml::FORMAT),
        (b"\xEF\xBB\xBF<?xml version=\"1.0\"?><EDEX xmlns:xsi='x'><school>caf\xC3", &edexml::FORMAT),
        (b"<!DOCTYPE EDEX [<!ENTITY a 'b'>]><EDEX>", &edexml::FORMAT),
        (&utf16, &edexml::FORMAT),
        (uwlr.as_bytes(), &uwlr::FORMAT),
        (prefixed.as_bytes(), &uwlr::FORMAT),
        (oso.as_bytes(), &oso::FORMAT),
    ];
    for (head, kind) in known {
        assert_eq!(
            recognise(head).map(|found| found.soort),
            Some(kind.soort),
            "{}",
            String::from_utf8_lossy(head)
        );
    }
}

#[test]
fn what_only_looks_alike_is_not_known() {
    let unknown: [&[u8]; 13] = [
        b"",
        b"<EDEX xmlns='urn:x'>",
        b"<x:EDEX>",
        b"<edex>",
        b"<dossier>",
        b"<dossier xmlns='http://www.edustandaard.nl/oso_gegevensset/dossier'>",
        b"<dossier xmlns='http://www.edustandaard.nl/oso_gegevensset/1/2/dossier'>",
        b"<leerresultaten_verzoek xmlns='http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens'>",
        b"<!DOCTYPE html><html>",
        b"leerling_id;aantal\n1;<EDEX>\n",
        b"<EDEX",
        b"PK\x03\x04\0\0",
        b"<?xml version='1.0' encoding='EBCDIC'?><EDEX>",
    ];
    for head in unknown {
        assert!(recognise(head).is_none(), "{}", String::from_utf8_lossy(head));
    }
}

#[test]
fn the_same_words_come_from_every_encoding_and_every_way_to_write_a_sign() {
    let expected = "3 Leerling leerling_id=é&<€ jaargroep=<M\"5'>";
    let inside = "<jaargroep> &lt;<![CDATA[M\"]]><!-- 9 -->5&#39;&gt;\n</jaargroep>";
    let text = pupil("&#xE9;&amp;&lt;€", inside);
    assert_eq!(row(text.as_str()), expected);
    assert_eq!(row(format!("\u{feff}{text}")), expected);
    assert_eq!(row(format!("<?xml version='1.0' encoding='utf-16'?>{text}")), expected);
    let utf16: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    assert_eq!(row(utf16), expected);
    let direct = pupil("é&amp;&lt;€", inside);
    for label in ["ISO-8859-1", "windows-1252"] {
        let declared = format!("<?xml version=\"1.0\" encoding=\"{label}\" standalone=\"yes\"?>{direct}");
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&declared);
        assert_ne!(latin, declared.as_bytes());
        assert_eq!(row(latin), expected);
    }
}

#[test]
fn the_size_of_the_pieces_does_not_matter() {
    let long = "y".repeat((1 << 20) + 7) + "&amp;é\n";
    let inside = format!(
        "<!-- ' > -- {long} --><roepnaam>{long}{long}</roepnaam><x a='{long}'/><![CDATA[{long}]]>\n\
         <?pi {long}?><jaargroep>4</jaargroep>"
    );
    let file = format!(
        "<!DOCTYPE EDEX [<!-- it's -->]>{}",
        pupil("1", &inside).replacen("</leerling>", "</leerling>\n<leerling key='2'/>", 1)
    );
    let expected = heard(&edexml::FORMAT, file.as_str()).unwrap();
    assert_eq!(expected, ["3 Leerling leerling_id=1 jaargroep=4", "11 Leerling leerling_id=2"]);
    for size in [1, 7, 1000, 65_537] {
        assert_eq!(heard_in_pieces(&edexml::FORMAT, file.as_str(), size).unwrap(), expected, "{size}");
    }
}

#[test]
fn what_is_very_long_is_no_value() {
    let longest = "9".repeat(1 << 20);
    let file = |key: &str, group: &str| pupil(key, &format!("<jaargroep>{group}</jaargroep>"));
    assert_eq!(row(file(&longest, "4")).len(), "3 Leerling leerling_id= jaargroep=4".len() + longest.len());
    assert_eq!(row(file(&format!("{longest}9"), "4")), "3 Leerling jaargroep=4");
    assert_eq!(row(file("1", &longest)).len(), "3 Leerling leerling_id=1 jaargroep=".len() + longest.len());
    for more in ["9", "99", "é", "&amp;", "&", "<![CDATA[9]]>"] {
        assert_eq!(row(file("1", &format!("{longest}{more}"))), "3 Leerling leerling_id=1", "{more}");
    }
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE EDEX [\n<!ENTITY a \"ha\">\n<!ENTITY b \"&a;&a;&a;\">\n]>\n";
    let what = "the DOCTYPE defines entities, and entities are not expanded";
    assert_eq!(error(format!("{bomb}{}", pupil("1", "<jaargroep>&b;</jaargroep>"))), (1, what.to_owned()));
    let outside = "<!DOCTYPE EDEX SYSTEM \"http://127.0.0.1/edex.dtd\">";
    assert_eq!(row(format!("{outside}{}", pupil("1", ""))), "3 Leerling leerling_id=1");
    let what = "a reference that XML does not know; entities are not expanded";
    for (key, inside) in [("1", "\n<x>&b;</x>"), ("1", "\n<x y='&b;'/>"), ("1", "\n<x>&#0;</x>")] {
        assert_eq!(error(format!("{outside}{}", pupil(key, inside))), (4, what.to_owned()));
    }
    let endless = format!("<!DOCTYPE EDEX [{}", "<!ELEMENT a ANY>".repeat(400_000));
    assert_eq!(error(endless), (1, "a tag or a DOCTYPE is too long".to_owned()));
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_an_error() {
    let file =
        "<?xml version=\"1.0\"?>\n".to_owned() + &pupil("1", "<a b='c'>t &lt;<![CDATA[x]]><!-- y --></a>");
    let end = file.trim_end().len();
    for length in 0..end {
        assert!(heard(&edexml::FORMAT, &file[..length]).is_err(), "{}", &file[..length]);
    }
    assert!(heard(&edexml::FORMAT, &file[..end]).is_ok());
    assert_eq!(error(&file[..end - 7]), (6, "the file ends before the end of the root element".to_owned()));
}

#[test]
fn what_is_malformed_is_an_error_with_its_line_and_without_its_words() {
    let end = "an end tag is not the one of the element that is open";
    let attribute = "an attribute is malformed, or stands in a tag twice";
    let name = "a tag has a name that XML does not allow";
    for (inside, line, what) in [
        ("\n<geheim>\n</geheim2>", 5, end),
        ("\n\n</leerling></leerlingen></EDEX></EDEX>", 5, end),
        ("<geheim a=geheim/>", 3, attribute),
        ("<x a='geheim' a='geheim'/>", 3, attribute),
        ("<x a='geheim<'/>", 3, attribute),
        ("<x a='&geheim'/>", 3, "a reference that XML does not know; entities are not expanded"),
        ("\n& geheim", 4, "a reference does not end with `;`"),
        ("\nx & geheim <x/>", 4, "a reference does not end with `;`"),
        ("<x geheim:a=''/>", 3, attribute),
        ("<x gehe&im=''/>", 3, attribute),
        ("<geheim:x/>", 3, name),
        ("<geheim/x key='1'></geheim/x>", 3, name),
        ("<1geheim/>", 3, name),
        ("<x xmlns:xml='geheim'/>", 3, "a schema is named in a way that XML does not allow"),
        ("<!DOCTYPE geheim>", 3, "a DOCTYPE stands behind the start of the root element"),
        ("<!geheim>", 3, "unknown or missed symbol in markup"),
        ("</leerling></leerlingen></EDEX>\n<geheim/>", 4, "more than one root element"),
        ("</leerling></leerlingen></EDEX>\ngeheim", 3, "text stands outside the root element"),
        ("</leerling></leerlingen></EDEX>&amp;", 3, "text stands outside the root element"),
        ("</leerling></leerlingen></EDEX><![CDATA[]]>", 3, "text stands outside the root element"),
        ("geheim]]>", 3, "the end of a CDATA section stands where none is open"),
        ("\n<!-- geheim", 4, "comment not closed: `-->` not found before end of input"),
        ("gehe\0im", 3, "a zero stands in the text"),
    ] {
        assert_eq!(error(pupil("1", inside)), (line, what.to_owned()), "{inside}");
    }
    let mut bytes = pupil("1", "\ngeheim").into_bytes();
    bytes[46] = 0xFF;
    assert_eq!(error(bytes), (4, "the bytes are not in the encoding of the file".to_owned()));
    let encoding = "the encoding is none of UTF-8, UTF-16, ISO-8859-1 and Windows-1252";
    assert_eq!(error("<?xml version='1.0' encoding='geheim'?><EDEX/>"), (1, encoding.to_owned()));
    assert_eq!(error(" \n").1, "the file ends before the root element");
    assert_eq!(error("<dossier/>").1, "the root element is not the one of this kind of file");
}

#[test]
fn elements_lie_at_most_a_hundred_deep() {
    let nested = |depth: usize| pupil("1", &("<x>".repeat(depth) + &"</x>".repeat(depth)));
    assert_eq!(row(nested(97)), "3 Leerling leerling_id=1");
    assert_eq!(error(nested(98)), (3, "more than a hundred elements lie in each other".to_owned()));
}

#[test]
fn a_tag_has_a_bounded_number_of_attributes_and_a_bounded_length() {
    let attributes = |count: usize| (0..count).map(|n| format!(" a{n}=''")).collect::<Vec<_>>().concat();
    assert_eq!(row(pupil("1", &format!("<x{}/>", attributes(256)))), "3 Leerling leerling_id=1");
    let what = "a tag has more attributes than any schema knows";
    assert_eq!(error(pupil("1", &format!("<x{}/>", attributes(257)))), (3, what.to_owned()));
    let endless = format!("<x{}/>", " ".repeat(5 << 20));
    assert_eq!(error(pupil("1", &endless)).1, "a tag or a DOCTYPE is too long");
}

#[test]
fn an_attachment_moves_no_line() {
    let attachment = format!("<x>{}</x>\n", "abcdefgh\n".repeat(1 << 18));
    let file = pupil("1", "").replacen("<leerlingen>", &format!("{attachment}<leerlingen>"), 1);
    assert_eq!(row(file), format!("{} Leerling leerling_id=1", (1 << 18) + 4));
}

#[test]
fn a_file_that_can_t_be_read_is_an_error_without_its_name() {
    let open = || Err(io::Error::new(io::ErrorKind::NotFound, "geheim.xml"));
    for kind in [&edexml::FORMAT, &uwlr::FORMAT, &oso::FORMAT] {
        let error = (kind.read)(&open, &mut Ear::default()).unwrap_err();
        assert_eq!(error, XmlError { line: 1, what: "the file can't be read: entity not found".to_owned() });
    }
}

#[test]
fn a_file_in_the_body_of_a_message_is_read_as_if_it_stood_alone() {
    let file = pupil("7", "<jaargroep>5</jaargroep>");
    let message = |schema: &str| {
        format!(
            "<?xml version='1.0'?><s:Envelope xmlns:s='{schema}'><s:Header><a:token xmlns:a='urn:a'>geheim\
             <EDEX><leerlingen><leerling key='9'/></leerlingen></EDEX></a:token></s:Header>\n<s:Body>\n{file}\
             </s:Body></s:Envelope>"
        )
    };
    for schema in ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"] {
        let message = message(schema);
        assert_eq!(recognise(message.as_bytes()).map(|found| found.soort), Some(edexml::FORMAT.soort));
        assert_eq!(row(message), "5 Leerling leerling_id=7 jaargroep=5");
    }
    let operation = message("http://schemas.xmlsoap.org/soap/envelope/")
        .replace("<s:Body>", "<s:Body><o:stuur xmlns:o='urn:o'><o:van>geheim</o:van>");
    let operation = operation.replace("</s:Body>", "</o:stuur></s:Body>");
    assert_eq!(recognise(operation.as_bytes()).map(|found| found.soort), Some(edexml::FORMAT.soort));
    assert_eq!(row(operation.as_str()), "5 Leerling leerling_id=7 jaargroep=5");
    let behind = operation.replace("</o:stuur>", "<o:na a='b'>geheim<o:x/></o:na>\n<o:klaar/></o:stuur>");
    assert_eq!(row(behind.as_str()), "5 Leerling leerling_id=7 jaargroep=5");
    let twice = behind.replace("<o:x/>", "<EDEX/>");
    assert_eq!(error(twice).1, "more than one root element");
    let other = message("urn:other");
    assert!(recognise(other.as_bytes()).is_none());
    let message = message("http://schemas.xmlsoap.org/soap/envelope/");
    let twice = message.replace("</s:Body>", "<EDEX/></s:Body>");
    assert_eq!(error(twice).1, "more than one root element");
    let empty = message.replace(&file, "");
    assert_eq!(
        (
            recognise(empty.as_bytes()).map(|found| found.soort),
            error(empty.as_str()).1.contains("before the root")
        ),
        (None, true)
    );
    let cut = &message[..message.len() - "</s:Envelope>".len()];
    assert_eq!(error(cut).1, "the file ends before the end of the root element");
}
