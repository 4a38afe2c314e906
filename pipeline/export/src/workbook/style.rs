//! Formats of the card in, the look of cells out; and the page on which a sheet is printed.
//!
//! Writes no cell. White, one dark blue, thin grey rules.

use domain::dutch::Format;
use rust_xlsxwriter::{
    Color, Format as Look, FormatAlign, FormatBorder, FormatUnderline, RowNum, Worksheet, XlsxError,
};

const ACCENT: Color = Color::RGB(0x1F_3A5F);
const SOFT: Color = Color::RGB(0x5F_6B7A);
const RULE: Color = Color::RGB(0xD9_DEE5);
/// White before a text, so that it stands clear of a number at its left.
const INDENT: u8 = 1;
/// The number of A4 in the format.
const A4: u8 = 9;

/// The looks that all sheets share.
#[derive(Debug)]
pub(super) struct Styles {
    /// The title of a sheet.
    pub(super) title: Look,
    /// The lines under the title.
    pub(super) subtitle: Look,
    /// The lines under the table.
    pub(super) note: Look,
    /// A heading above texts.
    pub(super) heading: Look,
    /// A heading above numbers.
    pub(super) heading_right: Look,
    /// A text, a yes or no or a missing cell in the table.
    pub(super) text: Look,
    /// A hidden figure.
    pub(super) hidden: Look,
    /// A link to a sheet.
    pub(super) link: Look,
}

impl Styles {
    /// Makes every look once.
    pub(super) fn new() -> Self {
        let prose = Look::new().set_text_wrap().set_align(FormatAlign::Top);
        let heading = Look::new()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(ACCENT)
            .set_text_wrap()
            .set_align(FormatAlign::Bottom);
        Self {
            title: prose.clone().set_bold().set_font_size(14).set_font_color(ACCENT),
            subtitle: prose.clone(),
            note: prose.set_font_color(SOFT),
            heading_right: heading.clone().set_align(FormatAlign::Right),
            heading: heading.set_align(FormatAlign::Left).set_indent(INDENT),
            text: cell().set_text_wrap().set_align(FormatAlign::Left).set_indent(INDENT),
            hidden: cell().set_align(FormatAlign::Right).set_font_color(SOFT),
            link: cell()
                .set_align(FormatAlign::Left)
                .set_indent(INDENT)
                .set_font_color(ACCENT)
                .set_underline(FormatUnderline::Single),
        }
    }
}

/// The look of a number that the card spells like this.
pub(super) fn number(format: Format) -> Look {
    let look = cell().set_align(FormatAlign::Right);
    match pattern(format) {
        Some(pattern) => look.set_num_format(pattern),
        None => look,
    }
}

fn cell() -> Look {
    Look::new()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(RULE)
}

/// The number format in the file's own notation; a spreadsheet spells it in the language of its reader.
fn pattern(format: Format) -> Option<String> {
    let decimals =
        |count: usize| if count == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(count)) };
    Some(match format {
        Format::Text => return None,
        Format::Year => "0".to_owned(),
        Format::Int => "#,##0".to_owned(),
        Format::Decimal(count) => format!("#,##{}", decimals(count)),
        Format::Percentage(count) => format!("{}\"%\"", decimals(count)),
        Format::Signed(count) => {
            let digits = decimals(count);
            format!("+{digits};-{digits};{digits}")
        }
    })
}

/// Lays a sheet on A4, landscape and one page wide, with the headings on every page.
pub(super) fn page(sheet: &mut Worksheet, headings: RowNum) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
    sheet.set_footer("&L&A&R&P / &N");
    sheet.set_freeze_panes(headings + 1, 0)?.set_repeat_rows(headings, headings)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::dutch::Format;

    use super::pattern;

    #[test]
    fn writes_number_formats_for_values_times_hundred() {
        let expected = [
            (Format::Int, "#,##0"),
            (Format::Decimal(1), "#,##0.0"),
            (Format::Decimal(2), "#,##0.00"),
            (Format::Percentage(0), "0\"%\""),
            (Format::Percentage(1), "0.0\"%\""),
            (Format::Signed(1), "+0.0;-0.0;0.0"),
        ];
        for (format, written) in expected {
            assert_eq!(pattern(format).as_deref(), Some(written));
        }
        assert_eq!(pattern(Format::Text), None);
    }
}
