//! The code of an 'object van toezicht' goes in, a checked `Ovt` comes out.
//!
//! It says nothing about DUO: the number after the `C` is not a VESTIGINGSCODE.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The unit that the Inspectie judges, such as `00AP|C1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ovt(String);

/// A text that is not an OVT.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{text}` is not an OVT such as `00AP|C1`")]
pub struct OvtError {
    /// The text as it was found.
    pub text: String,
}

impl Ovt {
    /// Returns the code as the Inspectie writes it: `00AP|C1`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the BRIN, the four characters before the bar.
    #[must_use]
    pub fn brin(&self) -> &str {
        &self.0[..4]
    }

    /// Returns the code as the name of a folder: `00AP-C1`.
    #[must_use]
    pub fn folder(&self) -> String {
        self.0.replace('|', "-")
    }

    /// The OVT that somebody meant who wrote it with other signs between: `00ap c1`, `00AP/C1`.
    #[must_use]
    pub fn meant(text: &str) -> Option<Self> {
        let signs = text.to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let (brin, rest) = signs.split_at_checked(4)?;
        format!("{brin}|{rest}").parse().ok()
    }

    /// Reads the name of a folder, `00AP-C1`, which a command line takes without quotes.
    ///
    /// # Errors
    /// Fails when the text is not an OVT with a hyphen in the place of the bar.
    pub fn from_folder(folder: &str) -> Result<Self, OvtError> {
        folder.replacen('-', "|", 1).parse().map_err(|_| OvtError { text: folder.to_owned() })
    }
}

impl FromStr for Ovt {
    type Err = OvtError;

    /// Reads two digits, two capitals, `|C` and one or two digits.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim();
        if is_ovt(code.as_bytes()) {
            Ok(Self(code.to_owned()))
        } else {
            Err(OvtError { text: text.to_owned() })
        }
    }
}

impl fmt::Display for Ovt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Ovt {
    type Error = OvtError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Ovt> for String {
    fn from(ovt: Ovt) -> Self {
        ovt.0
    }
}

/// Tells whether a text is a BRIN: two digits and two capitals.
#[must_use]
pub fn is_brin(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, c, d]
        if a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_uppercase() && d.is_ascii_uppercase())
}

fn is_ovt(code: &[u8]) -> bool {
    let Some((brin, rest)) = code.split_at_checked(4) else {
        return false;
    };
    let Some(digits) = rest.strip_prefix(b"|C") else {
        return false;
    };
    std::str::from_utf8(brin).is_ok_and(is_brin)
        && matches!(digits.len(), 1 | 2)
        && digits.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_code_of_the_inspectie() {
        let ovt: Ovt = " 00AP|C1 ".parse().unwrap();
        assert_eq!((ovt.as_str(), ovt.brin(), ovt.folder().as_str()), ("00AP|C1", "00AP", "00AP-C1"));
        assert!("28PK|C12".parse::<Ovt>().is_ok());
    }

    #[test]
    fn reads_back_its_own_folder_name() {
        let ovt: Ovt = "00AP|C1".parse().unwrap();
        assert_eq!(Ovt::from_folder(&ovt.folder()).unwrap(), ovt);
        assert_eq!(Ovt::from_folder("Totaal").unwrap_err().text, "Totaal");
    }

    #[test]
    fn knows_the_code_in_other_spellings() {
        for text in ["00AP|C1", "00ap-c1", "00AP C1", "00AP/C1", "\"00AP|C1\"", "00APC1", " 00ap | c1 "] {
            assert_eq!(Ovt::meant(text).map(String::from).as_deref(), Some("00AP|C1"), "{text}");
        }
        for text in ["00AP", "00AP|01", "De Wilg", "", "é"] {
            assert_eq!(Ovt::meant(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_any_other_code() {
        for text in
            ["", "00AP", "00AP|", "00AP|C", "00AP|C123", "00ap|C1", "0AAP|C1", "00AP-C1", "00AP|01", "0é0|C1"]
        {
            assert_eq!(text.parse::<Ovt>().unwrap_err().text, text);
        }
    }
}
