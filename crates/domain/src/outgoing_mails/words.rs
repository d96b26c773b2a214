//! The words of one automatic message, with places that are filled in when it is sent.

use super::template::{Placeholders, RenderedMail};
use crate::{
    language::{Language, Speech, said},
    text::escape_html,
};
use serde::{Deserialize, Serialize};

/// What can be filled in. In a text it stands between braces, by its name in either language:
/// `{link}`, `{Einrichtung}`. None of them holds what a client wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessagePlaceholder {
    /// What the facility is called.
    Facility,
    /// Where to read what is there.
    Link,
    /// When an appointment is, or what was asked for of licences.
    Details,
}

impl MessagePlaceholder {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Facility, Self::Link, Self::Details];

    /// Its name between the braces.
    pub fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Facility, Language::De) => "Einrichtung",
            (Self::Facility, Language::En) => "facility",
            (Self::Link, Language::De) => "Link",
            (Self::Link, Language::En) => "link",
            (Self::Details, Language::De) => "Angaben",
            (Self::Details, Language::En) => "details",
        }
    }

    /// How it stands in a text.
    pub fn written(self, language: Language) -> String {
        format!("{{{}}}", self.name(language))
    }

    fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let is_it = |one: &Self| {
            [Language::De, Language::En]
                .iter()
                .any(|&language| one.name(language).to_lowercase() == name)
        };
        Self::ALL.into_iter().find(is_it)
    }
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// To be filled in.
    Place(MessagePlaceholder),
    /// Between braces, and nothing that can be filled in.
    Unknown(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(begin) = rest.find('{') {
        let (before, from) = rest.split_at(begin);
        pieces.push(Piece::Text(before));
        let end = from[1..].find(['{', '}']).map(|end| end + 1);
        let end = end.filter(|end| from[*end..].starts_with('}'));
        let Some(end) = end else {
            pieces.push(Piece::Text("{"));
            rest = &from[1..];
            continue;
        };
        let piece = MessagePlaceholder::named(&from[1..end]);
        pieces.push(piece.map_or(Piece::Unknown(&from[..=end]), Piece::Place));
        rest = &from[end + 1..];
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The placeholders in a text, or the first that is none.
pub(crate) fn placeholders(text: &str) -> Result<Vec<MessagePlaceholder>, &str> {
    let mut found = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Text(_) => {}
            Piece::Place(placeholder) => found.push(placeholder),
            Piece::Unknown(name) => return Err(name),
        }
    }
    Ok(found)
}

/// The same text with its placeholders by their names in this language.
pub(super) fn translated(text: &str, language: Language) -> String {
    let written = pieces(text).into_iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Unknown(text) => text.to_owned(),
        Piece::Place(placeholder) => placeholder.written(language),
    });
    written.collect()
}

/// What one message says: subject and paragraphs of a mail, or the text of an SMS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageWords {
    /// The subject of a mail; empty for an SMS.
    pub subject: String,
    /// Paragraphs, with an empty line between two.
    pub text: String,
}

impl MessageWords {
    /// The mail, as who gets it is spoken to.
    pub fn mail(&self, to: impl Into<Speech>, with: Placeholders<'_>) -> RenderedMail {
        let speech = to.into();
        let [formal, informal, english] = said!(
            "Diese Nachricht wurde automatisch verschickt. Bitte antworten Sie nicht darauf."
                / "Diese Nachricht wurde automatisch verschickt. Bitte antworte nicht darauf.",
            "This message was sent automatically. Please do not reply to it.",
        );
        let closing = speech.pick(formal, informal, english);
        let subject = filled(&self.subject, with);
        let mut text = String::new();
        let mut html = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>\n",
            speech.language().tag(),
            escape_html(&subject)
        );
        let paragraphs = self.text.split("\n\n").chain(["{facility}", closing]);
        for paragraph in paragraphs.map(|one| one.trim_matches('\n')) {
            if paragraph.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text += &filled(paragraph, with);
            text.push('\n');
            html.extend(["<p>", &filled_html(paragraph, with), "</p>\n"]);
        }
        html += "</body></html>\n";
        RenderedMail {
            subject,
            text,
            html,
        }
    }

    /// The text message.
    pub fn sms(&self, with: Placeholders<'_>) -> String {
        filled(&self.text, with)
    }
}

/// What is filled in is never looked at again.
pub(super) fn filled(text: &str, with: Placeholders<'_>) -> String {
    let pieces = pieces(text).into_iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Unknown(text) => text,
        Piece::Place(MessagePlaceholder::Facility) => with.facility,
        Piece::Place(MessagePlaceholder::Link) => with.link,
        Piece::Place(MessagePlaceholder::Details) => with.details,
    });
    pieces.collect()
}

fn filled_html(text: &str, with: Placeholders<'_>) -> String {
    let lines = |text: &str| escape_html(text).replace('\n', "<br>\n");
    let pieces = pieces(text).into_iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Unknown(text) => lines(text),
        Piece::Place(MessagePlaceholder::Facility) => escape_html(with.facility),
        Piece::Place(MessagePlaceholder::Link) => {
            let link = escape_html(with.link);
            ["<a href=\"", &link, "\">", &link, "</a>"].concat()
        }
        Piece::Place(MessagePlaceholder::Details) => lines(with.details),
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WITH: Placeholders<'_> = Placeholders {
        facility: "Beratung & {link}",
        link: "https://beratung.example/?a=1&b=2",
        details: "14.07.2026\n10:00",
    };

    #[test]
    fn names_of_both_languages_are_filled_in_and_nothing_twice() {
        for (text, expected) in [
            ("{facility}", "Beratung & {link}"),
            ("{ EINRICHTUNG }", "Beratung & {link}"),
            ("a {Link} b", "a https://beratung.example/?a=1&b=2 b"),
            ("{Angaben}", "14.07.2026\n10:00"),
            ("{", "{"),
            ("{{link}", "{https://beratung.example/?a=1&b=2"),
            ("a } b", "a } b"),
        ] {
            assert_eq!(filled(text, WITH), expected, "{text}");
        }
        assert_eq!(placeholders("{link} {Name}"), Err("{Name}"));
        let found = [MessagePlaceholder::Link, MessagePlaceholder::Facility];
        assert_eq!(placeholders("{link} { {Einrichtung}"), Ok(found.into()));
        assert_eq!(translated("{link}: {x}", Language::De), "{Link}: {x}");
    }

    #[test]
    fn a_mail_is_no_markup_and_keeps_its_lines() {
        let words = MessageWords {
            subject: "Neues von {facility}".into(),
            text: "Guten <b>Tag</b>,\nhallo\n\n\n{Angaben}\n\nHier: {Link}".into(),
        };
        let mail = words.mail(Language::De, WITH);
        assert_eq!(mail.subject, "Neues von Beratung & {link}");
        assert!(mail.text.starts_with(
            "Guten <b>Tag</b>,\nhallo\n\n14.07.2026\n10:00\n\nHier: https://beratung.example/?a=1&b=2\n\n"
        ));
        for part in [
            "<p>Guten &lt;b&gt;Tag&lt;/b&gt;,<br>\nhallo</p>",
            "<p>14.07.2026<br>\n10:00</p>",
            "<p>Hier: <a href=\"https://beratung.example/?a=1&amp;b=2\">",
        ] {
            assert!(mail.html.contains(part), "{}", mail.html);
        }
    }

    proptest! {
        #[test]
        fn a_text_is_its_pieces(text in "\\PC*") {
            let joined: String = pieces(&text).into_iter().map(|piece| match piece {
                Piece::Text(text) | Piece::Unknown(text) => text.to_owned(),
                Piece::Place(_) => String::new(),
            }).collect();
            prop_assert!(joined.len() <= text.len());
            if !text.contains('{') {
                prop_assert_eq!(filled(&text, WITH), text);
            }
        }
    }
}
