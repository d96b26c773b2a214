//! The words of every automatic mail and SMS (chapter 70), which a facility may put in its own. What
//! can be filled in stays what it is: that something is there and where, never what it says.

use crate::{
    language::{Language, Speech},
    outgoing_mails::{DeliveryWay, MailTemplate, MessagePlaceholder, MessageWords, placeholders},
    problem::{FieldCode, FieldError},
    text::{MessageSubject, MessageTemplateText},
    version::Version,
};
use serde::{Deserialize, Serialize};

/// The most characters of an SMS before anything is filled in.
pub const MAX_SMS_CHARS: usize = 300;

/// One message in one language: as the facility has it, or as it is at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageTemplate {
    /// What it tells.
    pub template: MailTemplate,
    /// By which way.
    pub way: DeliveryWay,
    /// In which language.
    pub language: Language,
    /// The subject of a mail; an SMS has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The text, with placeholders such as `{link}`; an empty line ends a paragraph.
    pub text: String,
    /// What can be filled in.
    pub placeholders: Vec<MessagePlaceholder>,
    /// What has to be filled in.
    pub required: Vec<MessagePlaceholder>,
    /// Whether the facility has put it in its own words.
    pub changed: bool,
    /// To be named by the next change; 0 for the words it has at first.
    pub version: Version,
}

impl MessageTemplate {
    /// As it is at first.
    pub fn first(template: MailTemplate, way: DeliveryWay, to: impl Into<Speech>) -> Self {
        let speech = to.into();
        let words = template.first_words(way, speech);
        Self {
            template,
            way,
            language: speech.language(),
            subject: Some(words.subject).filter(|_| way == DeliveryWay::Email),
            text: words.text,
            placeholders: template.placeholders().to_vec(),
            required: template.required(way).to_vec(),
            changed: false,
            version: Version(0),
        }
    }

    /// Every message there is that a facility may put in its own words.
    pub fn all() -> impl Iterator<Item = (MailTemplate, DeliveryWay, Language)> {
        MailTemplate::ALL.iter().flat_map(|&template| {
            let ways = template.ways().iter();
            ways.flat_map(move |&way| {
                [Language::De, Language::En].map(|language| (template, way, language))
            })
        })
    }
}

/// A facility's own words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "subject": "Neues von {Einrichtung}", "text": "Guten Tag,\n\nfür Sie ist etwas da:\n\n{Link}"
})))]
#[serde(deny_unknown_fields)]
pub struct MessageTemplateWrite {
    /// The subject of a mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<MessageSubject>,
    /// The text.
    pub text: MessageTemplateText,
}

impl MessageTemplateWrite {
    /// The words, if this message can say so: a mail has a subject and an SMS none, every
    /// placeholder is one that can be filled in here, and none is missing that has to be.
    pub fn words(
        self,
        template: MailTemplate,
        way: DeliveryWay,
    ) -> Result<MessageWords, (&'static str, FieldError)> {
        let refuse = |pointer, code| Err((pointer, FieldError::new(code)));
        let subject = match (way, self.subject) {
            (DeliveryWay::Email, None) => return refuse("/subject", FieldCode::Required),
            (DeliveryWay::Sms, Some(_)) => return refuse("/subject", FieldCode::UnknownField),
            (_, subject) => subject.map(String::from).unwrap_or_default(),
        };
        // A subject is read on any screen: nothing but who writes stands there.
        let in_subject = placeholders(&subject).unwrap_or(vec![MessagePlaceholder::Link]);
        if in_subject
            .iter()
            .any(|one| *one != MessagePlaceholder::Facility)
        {
            return refuse("/subject", FieldCode::UnknownPlaceholder);
        }
        let text = String::from(self.text);
        if way == DeliveryWay::Sms && text.chars().count() > MAX_SMS_CHARS {
            let limit = Some(MAX_SMS_CHARS);
            let code = FieldCode::TooLong;
            return Err(("/text", FieldError { code, limit }));
        }
        let known = template.placeholders();
        let Ok(in_text) = placeholders(&text) else {
            return refuse("/text", FieldCode::UnknownPlaceholder);
        };
        if !in_text.iter().all(|one| known.contains(one)) {
            return refuse("/text", FieldCode::UnknownPlaceholder);
        }
        if !template
            .required(way)
            .iter()
            .all(|one| in_text.contains(one))
        {
            return refuse("/text", FieldCode::MissingPlaceholder);
        }
        Ok(MessageWords { subject, text })
    }
}

/// Words to be looked at with an example filled in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "template": "new_answer", "way": "email", "language": "de",
    "subject": "Neues von {Einrichtung}", "text": "Guten Tag,\n\nfür Sie ist etwas da:\n\n{Link}"
})))]
#[serde(deny_unknown_fields)]
pub struct MessagePreviewCreate {
    /// What it tells.
    pub template: MailTemplate,
    /// By which way.
    pub way: DeliveryWay,
    /// In which language.
    pub language: Language,
    /// The subject of a mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<MessageSubject>,
    /// The text.
    pub text: MessageTemplateText,
}

/// How it would arrive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessagePreview {
    /// The subject of a mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The text.
    pub text: String,
    /// A mail's text as HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(subject: Option<&str>, text: &str) -> MessageTemplateWrite {
        MessageTemplateWrite {
            subject: subject.map(|subject| subject.try_into().unwrap()),
            text: text.try_into().unwrap(),
        }
    }

    #[test]
    fn what_every_message_says_at_first_is_allowed() {
        let mut messages = 0;
        for (template, way, language) in MessageTemplate::all() {
            let first = MessageTemplate::first(template, way, language);
            let again = write(first.subject.as_deref(), &first.text).words(template, way);
            let words = template.first_words(way, language);
            assert_eq!(again, Ok(words), "{template:?} {way:?}");
            messages += 1;
        }
        assert!(messages > 60, "{messages}");
        let operators = MessageTemplate::all().filter(|one| one.0 == MailTemplate::LicenceRequest);
        assert_eq!(
            operators.count(),
            0,
            "the operator's mail is the operator's"
        );
    }

    #[test]
    fn only_what_this_message_knows_is_filled_in_and_the_link_always() {
        use DeliveryWay::{Email, Sms};
        use MailTemplate::{AppointmentReminder, NewAnswer};
        let long = format!("{{Link}} {}", "ä".repeat(MAX_SMS_CHARS));
        for (template, way, subject, text, refused) in [
            (NewAnswer, Email, Some("Neu"), "Hier: {Link}", None),
            (NewAnswer, Email, Some("{Einrichtung}"), "{link}", None),
            (NewAnswer, Sms, None, "Neu: {link}", None),
            (
                AppointmentReminder,
                Email,
                Some("Bald"),
                "{Angaben} {Link}",
                None,
            ),
            (
                NewAnswer,
                Email,
                None,
                "{Link}",
                Some(("/subject", FieldCode::Required)),
            ),
            (
                NewAnswer,
                Sms,
                Some("Neu"),
                "{Link}",
                Some(("/subject", FieldCode::UnknownField)),
            ),
            (
                NewAnswer,
                Email,
                Some("{Link}"),
                "{Link}",
                Some(("/subject", FieldCode::UnknownPlaceholder)),
            ),
            (
                NewAnswer,
                Email,
                Some("{Name}"),
                "{Link}",
                Some(("/subject", FieldCode::UnknownPlaceholder)),
            ),
            (
                NewAnswer,
                Email,
                Some("Neu"),
                "{Link} {Klient:in}",
                Some(("/text", FieldCode::UnknownPlaceholder)),
            ),
            (
                NewAnswer,
                Email,
                Some("Neu"),
                "{Link} {Angaben}",
                Some(("/text", FieldCode::UnknownPlaceholder)),
            ),
            (
                NewAnswer,
                Email,
                Some("Neu"),
                "Melden Sie sich an.",
                Some(("/text", FieldCode::MissingPlaceholder)),
            ),
            (
                NewAnswer,
                Sms,
                None,
                "Neu",
                Some(("/text", FieldCode::MissingPlaceholder)),
            ),
            (
                NewAnswer,
                Sms,
                None,
                &long,
                Some(("/text", FieldCode::TooLong)),
            ),
            (
                AppointmentReminder,
                Email,
                Some("Bald"),
                "{Link}",
                Some(("/text", FieldCode::MissingPlaceholder)),
            ),
        ] {
            let words = write(subject, text).words(template, way);
            let found = words.err().map(|(pointer, error)| (pointer, error.code));
            assert_eq!(found, refused, "{template:?} {subject:?} {text}");
        }
    }
}
