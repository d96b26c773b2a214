//! The texts of automatic mails, in both languages. They say that something is there and where,
//! and hold nothing that anyone wrote: a mailbox may be read by others.

use crate::{language::Language, text::escape_html};
use serde::{Deserialize, Serialize};

/// What a mail tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailTemplate {
    /// To a client: an answer is there.
    #[cfg_attr(feature = "db", sea_orm(string_value = "new_answer"))]
    NewAnswer,
    /// To a counselor: a client has written for the first time.
    #[cfg_attr(feature = "db", sea_orm(string_value = "new_request"))]
    NewRequest,
    /// To a counselor: a client has written again.
    #[cfg_attr(feature = "db", sea_orm(string_value = "follow_up"))]
    FollowUp,
}

/// What is filled in.
#[derive(Clone, Copy, Debug)]
pub struct Placeholders<'a> {
    /// How the facility calls itself.
    pub facility: &'a str,
    /// The address at which to read what is there.
    pub link: &'a str,
}

/// A mail's words: twice the same, for readers with and without HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedMail {
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// Stands for the link in a text, alone in its paragraph.
const LINK: &str = "{link}";
/// Stands for the facility's name.
const FACILITY: &str = "{facility}";

impl MailTemplate {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NewAnswer, Self::NewRequest, Self::FollowUp];

    /// The mail, in the language of who gets it.
    pub fn render(self, language: Language, with: Placeholders<'_>) -> RenderedMail {
        let (subject, paragraphs) = self.words(language);
        let fill = |text: &str| text.replace(FACILITY, with.facility);
        let closing = match language {
            Language::De => {
                "Diese Nachricht wurde automatisch verschickt. Bitte antworten Sie nicht darauf."
            }
            Language::En => "This message was sent automatically. Please do not reply to it.",
        };
        let mut text = String::new();
        let mut html = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>\n",
            language.tag(),
            escape_html(&fill(subject))
        );
        for paragraph in paragraphs.iter().copied().chain([FACILITY, closing]) {
            if !text.is_empty() {
                text.push('\n');
            }
            if paragraph == LINK {
                text += with.link;
                let link = escape_html(with.link);
                html.extend(["<p><a href=\"", &link, "\">", &link, "</a></p>\n"]);
            } else {
                let filled = fill(paragraph);
                html.extend(["<p>", &escape_html(&filled), "</p>\n"]);
                text += &filled;
            }
            text.push('\n');
        }
        html += "</body></html>\n";
        RenderedMail {
            subject: fill(subject),
            text,
            html,
        }
    }

    /// Subject and paragraphs.
    fn words(self, language: Language) -> (&'static str, &'static [&'static str]) {
        match (self, language) {
            (Self::NewAnswer, Language::De) => (
                "Eine neue Nachricht ist für Sie da",
                &[
                    "Guten Tag,",
                    "für Sie ist eine neue Nachricht da. Sie können sie lesen, sobald Sie sich angemeldet haben:",
                    LINK,
                    "Aus Rücksicht auf Ihre Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
                ],
            ),
            (Self::NewAnswer, Language::En) => (
                "There is a new message for you",
                &[
                    "Hello,",
                    "There is a new message for you. You can read it after signing in:",
                    LINK,
                    "To protect your privacy, this e-mail does not say what it is about.",
                ],
            ),
            (Self::NewRequest, Language::De) => (
                "Eine neue Mailanfrage ist für Sie da",
                &["Guten Tag,", "eine neue Mailanfrage wartet auf Sie:", LINK],
            ),
            (Self::NewRequest, Language::En) => (
                "There is a new mail request for you",
                &["Hello,", "A new mail request is waiting for you:", LINK],
            ),
            (Self::FollowUp, Language::De) => (
                "Zu einer Ihrer Mailanfragen ist eine neue Nachricht da",
                &[
                    "Guten Tag,",
                    "zu einer Mailanfrage, die Sie bearbeiten, ist eine neue Nachricht da:",
                    LINK,
                ],
            ),
            (Self::FollowUp, Language::En) => (
                "There is a new message in one of your mail requests",
                &[
                    "Hello,",
                    "There is a new message in a mail request that you are working on:",
                    LINK,
                ],
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITH: Placeholders<'_> = Placeholders {
        facility: "Beratung & <Hilfe>",
        link: "https://beratung.example/p/lahntal?a=1&b=2",
    };

    #[test]
    fn every_template_names_facility_and_link_in_both_parts_and_both_languages() {
        for template in MailTemplate::ALL {
            for language in [Language::De, Language::En] {
                let mail = template.render(language, WITH);
                assert!(mail.text.contains(WITH.facility), "{template:?}");
                assert!(mail.text.contains(&format!("\n{}\n", WITH.link)));
                assert!(mail.html.contains("Beratung &amp; &lt;Hilfe&gt;"));
                assert!(
                    mail.html
                        .contains("href=\"https://beratung.example/p/lahntal?a=1&amp;b=2\"")
                );
                assert!(!mail.subject.contains(['{', '\n']), "{}", mail.subject);
                assert!(!mail.text.contains('{') && !mail.html.contains('{'));
                assert!(mail.html.contains(&format!("lang=\"{}\"", language.tag())));
            }
        }
    }

    #[test]
    fn the_two_languages_differ() {
        for template in MailTemplate::ALL {
            let [de, en] = [Language::De, Language::En].map(|one| template.render(one, WITH));
            assert_ne!(de.subject, en.subject);
            assert_ne!(de.text, en.text);
        }
    }

    #[test]
    fn both_parts_say_the_same() {
        for template in MailTemplate::ALL {
            let mail = template.render(Language::De, WITH);
            for paragraph in mail.text.split("\n\n") {
                let paragraph = escape_html(paragraph.trim());
                assert!(mail.html.contains(&paragraph), "{paragraph}");
            }
        }
    }
}
