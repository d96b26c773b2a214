use super::DocumentKind;
use crate::text::is_hidden;

/// What a file is called: one visible name that any computer can save it under. Made of whatever
/// somebody's file is called by taking out what could do harm, so it is never refused.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(from = "String", into = "String")]
pub struct DocumentName(String);

/// The most characters, ending included.
const MAX_CHARS: usize = 120;
/// The most bytes: what file systems take, with room for a number before it.
const MAX_BYTES: usize = 240;
/// What a file without a name is called.
const UNNAMED: &str = "Dokument";
/// An ending is longer than a point and shorter than this; anything else is part of the name.
const MAX_ENDING_CHARS: usize = 10;

impl DocumentName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same name with an ending that fits the content: `rechnung.exe` that is a PDF becomes
    /// `rechnung.exe.pdf`, so that nobody's computer takes it for a program.
    #[must_use]
    pub fn fitting(self, kind: DocumentKind) -> Self {
        let fits = ending(&self.0).is_some_and(|ending| kind.has_extension(ending));
        match kind.extensions().first() {
            Some(usual) if !fits => Self(shortened(&self.0, &format!(".{usual}"))),
            _ => self,
        }
    }
}

impl std::fmt::Debug for DocumentName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DocumentName(…)")
    }
}

impl From<DocumentName> for String {
    fn from(name: DocumentName) -> Self {
        name.0
    }
}

impl From<String> for DocumentName {
    fn from(raw: String) -> Self {
        raw.as_str().into()
    }
}

impl From<&str> for DocumentName {
    fn from(raw: &str) -> Self {
        let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
        let visible: String = last.chars().filter_map(harmless).collect();
        let words: Vec<_> = visible.split_whitespace().collect();
        let name = words.join(" ");
        let name = tidy(&name);
        let name = if name.is_empty() { UNNAMED } else { name };
        let name = if is_device(name) {
            format!("_{name}")
        } else {
            name.to_owned()
        };
        let ending = ending(&name).map_or_else(String::new, |ending| format!(".{ending}"));
        let stem = name.strip_suffix(&ending).unwrap_or(&name);
        Self(shortened(stem, &ending))
    }
}

/// What a character becomes: nothing, if it hides or reorders others; an underscore, if some
/// system gives it a meaning in names.
fn harmless(c: char) -> Option<char> {
    match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' => None,
        c if c.is_whitespace() => Some(' '),
        c if is_hidden(c) => None,
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => Some('_'),
        c => Some(c),
    }
}

/// Without points and spaces at the ends, which some systems drop and others hide a file for.
fn tidy(name: &str) -> &str {
    name.trim_matches([' ', '.'])
}

/// Names that Windows takes for devices, whatever ending follows.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let numbered = stem
        .strip_prefix("COM")
        .or_else(|| stem.strip_prefix("LPT"))
        .is_some_and(|rest| {
            let mut digits = rest.chars();
            let one = digits
                .next()
                .is_some_and(|digit| "0123456789¹²³".contains(digit));
            one && digits.next().is_none()
        });
    numbered || ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
}

/// What follows the last point, if it looks like an ending.
fn ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let short = (1..=MAX_ENDING_CHARS).contains(&ending.chars().count());
    let plain = ending.chars().all(char::is_alphanumeric);
    (!stem.is_empty() && short && plain).then_some(ending)
}

/// As much of `stem` as there is room for before `ending`.
fn shortened(stem: &str, ending: &str) -> String {
    let mut chars = MAX_CHARS - ending.chars().count();
    let mut bytes = MAX_BYTES - ending.len();
    let fits = stem.char_indices().take_while(|(_, c)| {
        let room = chars > 0 && bytes >= c.len_utf8();
        if room {
            chars -= 1;
            bytes -= c.len_utf8();
        }
        room
    });
    let end = fits.last().map_or(0, |(at, c)| at + c.len_utf8());
    let stem = stem[..end].trim_end_matches([' ', '.']);
    [stem, ending].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name(raw: &str) -> String {
        DocumentName::from(raw).into()
    }

    #[test]
    fn what_could_do_harm_is_taken_out() {
        for (raw, kept) in [
            ("Brief der Schule.pdf", "Brief der Schule.pdf"),
            ("  Brief \t der\u{a0}Schule.pdf ", "Brief der Schule.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\miriam\\Brief.pdf", "Brief.pdf"),
            ("/", "Dokument"),
            ("", "Dokument"),
            ("...", "Dokument"),
            (".htaccess", "htaccess"),
            ("Brief.", "Brief"),
            ("Brief\u{202e}fdp.exe", "Brieffdp.exe"),
            ("a\0b\u{7}c\r\nd.txt", "abc d.txt"),
            ("Wann?.txt", "Wann_.txt"),
            ("a\"; filename=\"b.exe", "a_; filename=_b.exe"),
            ("NUL", "_NUL"),
            ("con.txt", "_con.txt"),
            ("Com1.tar.gz", "_Com1.tar.gz"),
            ("COM1²", "COM1²"),
            ("Console.txt", "Console.txt"),
            ("Familie 👨‍👩‍👧.jpg", "Familie 👨‍👩‍👧.jpg"),
            ("מכתב.pdf", "מכתב.pdf"),
        ] {
            assert_eq!(name(raw), kept, "{raw:?}");
        }
    }

    #[test]
    fn a_long_name_is_shortened_before_its_ending() {
        let long = name(&format!("{}.pdf", "ü".repeat(300)));
        assert_eq!(long, format!("{}.pdf", "ü".repeat(116)));
        let wide = name(&format!("{}.pdf", "👍".repeat(300)));
        assert_eq!(wide, format!("{}.pdf", "👍".repeat(59)));
        assert_eq!(name(&"x".repeat(300)).len(), 120);
    }

    #[test]
    fn a_name_ends_like_its_content() {
        for (raw, kind, fitting) in [
            ("Brief.pdf", DocumentKind::Pdf, "Brief.pdf"),
            ("Brief.PDF", DocumentKind::Pdf, "Brief.PDF"),
            ("rechnung.exe", DocumentKind::Pdf, "rechnung.exe.pdf"),
            ("Liste.csv", DocumentKind::Text, "Liste.csv"),
            ("seite.html", DocumentKind::Text, "seite.html.txt"),
            ("Foto", DocumentKind::Jpeg, "Foto.jpg"),
            ("Foto.jpeg", DocumentKind::Jpeg, "Foto.jpeg"),
            ("3.5.2026", DocumentKind::Jpeg, "3.5.2026.jpg"),
        ] {
            let name = DocumentName::from(raw).fitting(kind);
            assert_eq!(name.as_str(), fitting, "{raw:?}");
        }
    }

    #[test]
    fn a_name_does_not_show_in_debug_output() {
        let name = DocumentName::from("Ein Geheimnis.pdf");
        assert_eq!(format!("{name:?}"), "DocumentName(…)");
    }

    proptest! {
        #[test]
        fn any_name_becomes_one_that_can_be_saved_anywhere(raw in "\\PC{0,40}[./\\\\:\u{202e}\u{200b}\n\0 ]{0,6}\\PC{0,200}", kind in 0..DocumentKind::ALL.len()) {
            let made = DocumentName::from(raw.as_str());
            let again = DocumentName::from(made.as_str());
            prop_assert_eq!(&made, &again, "what was made once stays");
            let fitting = made.clone().fitting(DocumentKind::ALL[kind]);
            prop_assert_eq!(&DocumentName::from(fitting.as_str()), &fitting);
            for name in [made.as_str(), fitting.as_str()] {
                prop_assert!(!name.is_empty() && name.len() <= MAX_BYTES);
                prop_assert!(name.chars().count() <= MAX_CHARS);
                prop_assert!(!name.chars().any(|c| is_hidden(c) || "/\\:*?\"<>|".contains(c)));
                prop_assert!(!name.starts_with(['.', ' ']) && !name.ends_with(['.', ' ']));
                prop_assert!(!is_device(name));
            }
            let ending = fitting.as_str().rsplit('.').next().unwrap_or_default();
            prop_assert!(DocumentKind::ALL[kind].has_extension(ending));
        }
    }
}
