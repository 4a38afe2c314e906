//! An XML file in, its kind and its facts out: pupils, results and final tests, one call per fact.
//!
//! It reads as a stream: memory does not grow with the file, except by the groups and the tests that it lists. It
//! checks no word, and passes on no name of a person, birth date, address or attachment.

use std::io::{self, BufRead};

use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

use super::{edexml, oso, uwlr};
use crate::check::dates::Day;
use envelope::Wrapping;
pub(crate) use fault::{said, unreadable};
use walk::is_space;
pub(crate) use walk::{LONGEST_MARKUP, reader};

mod envelope;
mod fault;
pub(crate) mod row;
pub(crate) mod scores;
mod sieve;
mod source;
pub(crate) mod walk;

/// The name of the UWLR schema for results.
const UWLR: &str = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten";

/// The kinds of XML that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum XmlKind {
    /// Pupils and groups, EDEXML 2.0 and 2.1.
    Edexml,
    /// Results, UWLR 2.2.
    Uwlr,
    /// The dossier of one pupil, OSO 2019.1.
    Oso,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// A pupil in a school year.
    Leerling,
    /// The result of a test.
    Toets,
    /// The final test of a pupil in groep 8.
    Groep8,
}

/// Where the facts of a file go, one call per fact, in the order of the file.
pub(crate) trait Receiver {
    /// The school that the facts after this call are about; empty where the file is silent.
    fn school(&mut self, brin: &str, vestiging: &str, schooljaar: &str);
    /// The day of which the file tells, when it says one.
    fn peildatum(&mut self, _day: Day) {}
    /// One row: columns of the import CSV with their words, unchecked; absent ones are left out.
    fn row(&mut self, soort: RowKind, line: u64, fields: &[(&'static str, &str)]);
}

/// Why a file could not be read to its end; rows before that line may have been received.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct XmlError {
    /// The line, from 1.
    pub(crate) line: u64,
    /// What is wrong there.
    pub(crate) what: String,
}

/// Opens the file again from its start: UWLR is read twice, because its tests stand behind its results.
pub(crate) type Opener<'a> = &'a dyn Fn() -> io::Result<Box<dyn BufRead>>;

/// Tells what kind of XML these first bytes start with, by the name of the root and of its schema; the root may lie in the
/// body of a SOAP message.
pub(crate) fn recognise(head: &[u8]) -> Option<XmlKind> {
    let mut reader = reader(head).ok()?;
    let mut buffer = Vec::new();
    // How deep it is, and whether that is in the header of a message.
    let (mut depth, mut header) = (0, false);
    loop {
        buffer.clear();
        reader.get_mut().allow(LONGEST_MARKUP);
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(start) if !header => {
                let (schema, name) = reader.resolver().resolve_element(start.name());
                let name = name.into_inner();
                if let Some(known) = kind(&schema, name) {
                    return Some(known);
                }
                header = envelope::wrapping(&schema, name, depth)? == Wrapping::Header;
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = usize::checked_sub(depth, 1)?;
                header &= depth > 1;
            }
            // What the header and an operation say is not about the file.
            Event::Text(_) if header || depth > 2 => {}
            Event::Text(text) if !is_space(&text) => return None,
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Reads a file and sends its facts.
///
/// # Errors
/// Fails when the file can't be read, is not well-formed to its end, or is not of this kind.
pub(crate) fn read(kind: XmlKind, open: Opener<'_>, receiver: &mut dyn Receiver) -> Result<(), XmlError> {
    match kind {
        XmlKind::Edexml => edexml::read(open, receiver),
        XmlKind::Uwlr => uwlr::read(open, receiver),
        XmlKind::Oso => oso::read(open, receiver),
    }
}

/// Tells the kind of a file by its root.
fn kind(schema: &ResolveResult<'_>, name: &str) -> Option<XmlKind> {
    match (schema, name) {
        (ResolveResult::Unbound, "EDEX") => Some(XmlKind::Edexml),
        (ResolveResult::Bound(schema), "leerresultaten_verzoek") if schema.0 == UWLR => Some(XmlKind::Uwlr),
        (ResolveResult::Bound(schema), "dossier") if is_oso(schema.0) => Some(XmlKind::Oso),
        _ => None,
    }
}

/// Tells whether a schema is one of the OSO gegevensset, in any edition.
fn is_oso(schema: &str) -> bool {
    let edition = schema.strip_prefix("http://www.edustandaard.nl/oso_gegevensset/");
    let edition = edition.and_then(|rest| rest.strip_suffix("/dossier"));
    edition.is_some_and(|edition| !edition.is_empty() && !edition.contains('/'))
}

/// Returns what stands before a name in a path: nothing for the schema of the root.
fn vocabulary(kind: XmlKind, schema: &ResolveResult<'_>) -> &'static str {
    match (kind, schema) {
        (XmlKind::Edexml, ResolveResult::Unbound) => "",
        (XmlKind::Uwlr, ResolveResult::Bound(schema)) if schema.0 == UWLR => "",
        (XmlKind::Oso, ResolveResult::Bound(schema)) if is_oso(schema.0) => "",
        (XmlKind::Uwlr, ResolveResult::Bound(schema)) if is_oso(schema.0) => "oso:",
        _ => "?:",
    }
}

#[cfg(test)]
pub(crate) mod heard {
    //! A file in, one line per call of the receiver out.

    use super::*;

    /// Writes down what it is told.
    #[derive(Default)]
    pub(crate) struct Ear(Vec<String>);

    impl Receiver for Ear {
        fn school(&mut self, brin: &str, vestiging: &str, schooljaar: &str) {
            self.0.push(format!("school {brin} {vestiging} {schooljaar}"));
        }

        fn row(&mut self, soort: RowKind, line: u64, fields: &[(&'static str, &str)]) {
            let fields: Vec<String> =
                fields.iter().map(|(column, word)| format!(" {column}={word}")).collect();
            self.0.push(format!("{line} {soort:?}{}", fields.concat()));
        }
    }

    /// Reads a file from memory.
    pub(crate) fn heard(kind: XmlKind, file: impl Into<Vec<u8>>) -> Result<Vec<String>, XmlError> {
        heard_in_pieces(kind, file, 1 << 16)
    }

    /// Reads a file from memory in pieces of so many bytes.
    pub(crate) fn heard_in_pieces(
        kind: XmlKind,
        file: impl Into<Vec<u8>>,
        size: usize,
    ) -> Result<Vec<String>, XmlError> {
        let file = file.into();
        let mut ear = Ear::default();
        let open = || {
            let input = io::BufReader::with_capacity(size, io::Cursor::new(file.clone()));
            Ok(Box::new(input) as Box<dyn BufRead>)
        };
        read(kind, &open, &mut ear).map(|()| ear.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leerlingen::xml::heard::{Ear, heard, heard_in_pieces};

    /// Makes a file with one pupil.
    fn pupil(key: &str, inside: &str) -> String {
        format!("<EDEX>\n<leerlingen>\n<leerling key=\"{key}\">{inside}</leerling>\n</leerlingen>\n</EDEX>\n")
    }

    /// Returns the row of the only pupil.
    fn row(file: impl Into<Vec<u8>>) -> String {
        let mut told = heard(XmlKind::Edexml, file).unwrap();
        assert_eq!(told.len(), 1);
        told.remove(0)
    }

    fn error(file: impl Into<Vec<u8>>) -> (u64, String) {
        let error = heard(XmlKind::Edexml, file).unwrap_err();
        (error.line, error.what)
    }

    #[test]
    fn knows_a_file_by_its_root_and_schema_whatever_the_prefix() {
        let uwlr = format!("<?xml version='1.0'?>\n<!-- <EDEX> -->\n<leerresultaten_verzoek xmlns='{UWLR}'>");
        let prefixed = format!("<a:leerresultaten_verzoek b='' xmlns:a='{UWLR}'>");
        let oso =
            "<d:dossier xmlns:d=\"http://www.edustandaard.nl/oso_gegevensset/2019.1/dossier\" d:x='1'/>";
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("<EDEX/>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let known: [(&[u8], XmlKind); 7] = [
            (b"<EDEX>", XmlKind::Edexml),
            (b"\xEF\xBB\xBF<?xml version=\"1.0\"?><EDEX xmlns:xsi='x'><school>caf\xC3", XmlKind::Edexml),
            (b"<!DOCTYPE EDEX [<!ENTITY a 'b'>]><EDEX>", XmlKind::Edexml),
            (&utf16, XmlKind::Edexml),
            (uwlr.as_bytes(), XmlKind::Uwlr),
            (prefixed.as_bytes(), XmlKind::Uwlr),
            (oso.as_bytes(), XmlKind::Oso),
        ];
        for (head, kind) in known {
            assert_eq!(recognise(head), Some(kind), "{}", String::from_utf8_lossy(head));
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
            assert_eq!(recognise(head), None, "{}", String::from_utf8_lossy(head));
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
        let expected = heard(XmlKind::Edexml, file.as_str()).unwrap();
        assert_eq!(expected, ["3 Leerling leerling_id=1 jaargroep=4", "11 Leerling leerling_id=2"]);
        for size in [1, 7, 1000, 65_537] {
            assert_eq!(heard_in_pieces(XmlKind::Edexml, file.as_str(), size).unwrap(), expected, "{size}");
        }
    }

    #[test]
    fn what_is_very_long_is_no_value() {
        let longest = "9".repeat(1 << 20);
        let file = |key: &str, group: &str| pupil(key, &format!("<jaargroep>{group}</jaargroep>"));
        assert_eq!(
            row(file(&longest, "4")).len(),
            "3 Leerling leerling_id= jaargroep=4".len() + longest.len()
        );
        assert_eq!(row(file(&format!("{longest}9"), "4")), "3 Leerling jaargroep=4");
        assert_eq!(
            row(file("1", &longest)).len(),
            "3 Leerling leerling_id=1 jaargroep=".len() + longest.len()
        );
        for more in ["9", "99", "é", "&amp;", "&", "<![CDATA[9]]>"] {
            assert_eq!(row(file("1", &format!("{longest}{more}"))), "3 Leerling leerling_id=1", "{more}");
        }
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb = "<!DOCTYPE EDEX [\n<!ENTITY a \"ha\">\n<!ENTITY b \"&a;&a;&a;\">\n]>\n";
        let what = "the DOCTYPE defines entities, and entities are not expanded";
        assert_eq!(
            error(format!("{bomb}{}", pupil("1", "<jaargroep>&b;</jaargroep>"))),
            (1, what.to_owned())
        );
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
        let file = "<?xml version=\"1.0\"?>\n".to_owned()
            + &pupil("1", "<a b='c'>t &lt;<![CDATA[x]]><!-- y --></a>");
        let end = file.trim_end().len();
        for length in 0..end {
            assert!(heard(XmlKind::Edexml, &file[..length]).is_err(), "{}", &file[..length]);
        }
        assert!(heard(XmlKind::Edexml, &file[..end]).is_ok());
        assert_eq!(
            error(&file[..end - 7]),
            (6, "the file ends before the end of the root element".to_owned())
        );
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
        for kind in [XmlKind::Edexml, XmlKind::Uwlr, XmlKind::Oso] {
            let error = read(kind, &open, &mut Ear::default()).unwrap_err();
            assert_eq!(
                error,
                XmlError { line: 1, what: "the file can't be read: entity not found".to_owned() }
            );
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
        for schema in ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"]
        {
            let message = message(schema);
            assert_eq!(recognise(message.as_bytes()), Some(XmlKind::Edexml));
            assert_eq!(row(message), "5 Leerling leerling_id=7 jaargroep=5");
        }
        let operation = message("http://schemas.xmlsoap.org/soap/envelope/")
            .replace("<s:Body>", "<s:Body><o:stuur xmlns:o='urn:o'><o:van>geheim</o:van>");
        let operation = operation.replace("</s:Body>", "</o:stuur></s:Body>");
        assert_eq!(recognise(operation.as_bytes()), Some(XmlKind::Edexml));
        assert_eq!(row(operation.as_str()), "5 Leerling leerling_id=7 jaargroep=5");
        let behind = operation.replace("</o:stuur>", "<o:na a='b'>geheim<o:x/></o:na>\n<o:klaar/></o:stuur>");
        assert_eq!(row(behind.as_str()), "5 Leerling leerling_id=7 jaargroep=5");
        let twice = behind.replace("<o:x/>", "<EDEX/>");
        assert_eq!(error(twice).1, "more than one root element");
        let other = message("urn:other");
        assert_eq!(recognise(other.as_bytes()), None);
        let message = message("http://schemas.xmlsoap.org/soap/envelope/");
        let twice = message.replace("</s:Body>", "<EDEX/></s:Body>");
        assert_eq!(error(twice).1, "more than one root element");
        let empty = message.replace(&file, "");
        assert_eq!(
            (recognise(empty.as_bytes()), error(empty.as_str()).1.contains("before the root")),
            (None, true)
        );
        let cut = &message[..message.len() - "</s:Envelope>".len()];
        assert_eq!(error(cut).1, "the file ends before the end of the root element");
    }
}
