//! Why a file is none of ours: one code per case for tables, one line per case for people.
//!
//! It looks into no file.

use std::fmt;

use domain::schooljaar::Schooljaar;

/// A file that was left, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrecognised {
    /// Path within `bronnen`.
    pub bestand: String,
    /// The same path as tables tell it, without what may be the name of a person.
    pub told: String,
    /// Why it was left.
    pub waarom: Why,
}

/// Why a file is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Why {
    /// A name that starts with a dot.
    Hidden,
    /// What an office program leaves while a file is open.
    Lock,
    /// A folder that is reached through a link.
    LinkedFolder,
    /// A pipe, a device, a socket, or a link to nothing.
    NotRegular,
    /// More megabytes than this.
    TooLarge(u64),
    /// No bytes.
    Empty,
    /// A zip archive without a workbook in it.
    OtherArchive,
    /// Named as a workbook, but something else.
    FalseWorkbook,
    /// A workbook in the format of before 2007.
    OldExcel,
    /// A workbook in Excel's binary format, `.xlsb`.
    BinaryExcel,
    /// A workbook that is one XML document: `.xml` or `.xls` of Excel 2003, `.fods`.
    XmlWorkbook,
    /// A workbook that a password locks.
    Password,
    /// A page of a website, saved in the place of the download.
    WebPage,
    /// Not text and not a workbook.
    Binary,
    /// A workbook in which no sheet has known headings.
    OtherWorkbook,
    /// Open data of DUO about something else.
    OtherDuo,
    /// Open data of DUO with the headings of before 2019-2020; its school year where that can be read.
    OldDuo(Option<Schooljaar>),
    /// Text without known headings.
    OtherText,
}

impl Why {
    /// Returns the stable code that stands in column `reden`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hidden => "hidden_file",
            Self::Lock => "lock_file",
            Self::LinkedFolder => "linked_folder",
            Self::NotRegular => "not_a_file",
            Self::TooLarge(_) => "file_too_large",
            Self::Empty => "empty_file",
            Self::OtherArchive => "other_archive",
            Self::FalseWorkbook => "false_workbook",
            Self::OldExcel => "old_excel",
            Self::BinaryExcel => "binary_excel",
            Self::XmlWorkbook => "xml_workbook",
            Self::Password => "password",
            Self::WebPage => "web_page",
            Self::Binary => "binary_file",
            Self::OtherWorkbook => "other_workbook",
            Self::OtherDuo => "other_duo",
            Self::OldDuo(_) => "old_duo",
            Self::OtherText => "other_text",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hidden => "hidden",
            Self::Lock => "left by an office program that has a file open",
            Self::LinkedFolder => "a link to a folder, which is not followed",
            Self::NotRegular => "not a regular file but a pipe, a device or a link to nothing; put the file itself there",
            Self::TooLarge(megabytes) => {
                return write!(f, "larger than {megabytes} MB; a real export is not, so split it or save it as .csv");
            }
            Self::Empty => "empty",
            Self::OtherArchive => "an archive or document, not a workbook",
            Self::FalseWorkbook => "named as a workbook, but it holds something else; download it again",
            Self::OldExcel => "a workbook of before 2007; save it as .ods or .xlsx",
            Self::BinaryExcel => "a workbook in Excel's binary format (.xlsb); save it as .xlsx",
            Self::XmlWorkbook => "a workbook saved as one XML document; open it in a spreadsheet and save it as .xlsx",
            Self::Password => "a workbook with a password; save it without one",
            Self::WebPage => {
                "a web page, not the download itself; if it is a table, open it in a spreadsheet and save it as .xlsx"
            }
            Self::Binary => "neither text nor a workbook",
            Self::OtherWorkbook => "a workbook without a visible sheet with known headings",
            Self::OtherDuo => "open data of DUO that this program does not use",
            Self::OldDuo(Some(schooljaar)) => {
                return write!(
                    f,
                    "open data of DUO about {schooljaar} in an older layout (`BRIN_NUMMER`), of which nothing is used"
                );
            }
            Self::OldDuo(None) => "open data of DUO in an older layout (`BRIN_NUMMER`), of which nothing is used",
            Self::OtherText => "text without known headings",
        })
    }
}

impl fmt::Display for Unrecognised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is left: {}", self.bestand, self.waarom)
    }
}
