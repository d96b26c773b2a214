use super::Minutes;
use crate::{
    channels::Channel,
    clients::ClientRef,
    ids::{BookingId, ChatId, ClientId, CounsellingFieldId, MailRequestId},
    master_data_fields::{MasterData, MasterDataField},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is known already where a monitoring is written down. Nothing is recorded by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonitoringSuggestion {
    /// Of whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientRef>,
    /// Of which mail request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_request_id: Option<MailRequestId>,
    /// Of which appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking_id: Option<BookingId>,
    /// Of which conversation of the chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
    /// The day of the appointment, or of what was last written in the chat; else today.
    pub date: NaiveDate,
    /// How long the appointment is, or was written on that day without a pause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// What the mail request is about, or what was booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// By which means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The client's, and those of what was asked or booked.
    pub counselling_field_ids: BTreeSet<CounsellingFieldId>,
    /// What the client's profile says; with `stated`, what they stated in its stead.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub master_data: MasterData,
}

/// Where a monitoring is written down. More than one is none.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SuggestionQuery {
    /// On a client's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// In a mail request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_request_id: Option<MailRequestId>,
    /// At an appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking_id: Option<BookingId>,
    /// In a conversation of the chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
    /// Whether what the client stated with the mail request is taken over. Never of its own accord:
    /// somebody has to ask for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stated: bool,
}

impl SuggestionQuery {
    /// Whether it names one place at most, and asks for what was stated only where something was.
    pub fn is_good(&self) -> bool {
        let named = [
            self.client_id.is_some(),
            self.mail_request_id.is_some(),
            self.booking_id.is_some(),
            self.chat_id.is_some(),
        ];
        let named = named.into_iter().filter(|named| *named).count();
        named <= 1 && (!self.stated || self.mail_request_id.is_some())
    }
}

/// Of the answers, those that their fields take today, so that what is suggested can be saved.
pub fn fitting(fields: &[MasterDataField], data: MasterData) -> MasterData {
    data.into_iter()
        .filter(|(id, value)| {
            let field = fields.iter().find(|field| field.id == *id);
            field.is_some_and(|field| field.active && field.accept(value).is_ok())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        counselling_fields::Labels,
        ids::MasterDataFieldId,
        master_data_fields::{MasterDataKind, MasterDataValue},
        version::Version,
    };
    use uuid::Uuid;

    #[test]
    fn a_place_is_one_and_only_a_mail_request_has_statements() {
        let id = Uuid::from_u128(1);
        for (client, request, booking, stated, good) in [
            (false, false, false, false, true),
            (true, false, false, false, true),
            (false, true, false, false, true),
            (false, false, true, false, true),
            (false, true, false, true, true),
            (true, false, false, true, false),
            (false, false, true, true, false),
            (false, false, false, true, false),
            (true, true, false, false, false),
            (true, false, true, false, false),
            (false, true, true, false, false),
            (true, true, true, true, false),
        ] {
            let query = SuggestionQuery {
                client_id: client.then_some(ClientId(id)),
                mail_request_id: request.then_some(MailRequestId(id)),
                booking_id: booking.then_some(BookingId(id)),
                chat_id: None,
                stated,
            };
            assert_eq!(query.is_good(), good, "{query:?}");
            let in_chat = SuggestionQuery {
                chat_id: Some(ChatId(id)),
                ..query
            };
            let elsewhere = client || request || booking || stated;
            assert_eq!(in_chat.is_good(), !elsewhere, "{in_chat:?}");
        }
    }

    #[test]
    fn only_what_could_be_saved_is_suggested() {
        let id = |n| MasterDataFieldId(Uuid::from_u128(n));
        let field = |n, active| MasterDataField {
            id: id(n),
            labels: Labels {
                de: "Feld".try_into().unwrap(),
                en: "Field".try_into().unwrap(),
            },
            kind: MasterDataKind::Year,
            choices: Vec::new(),
            mandatory: false,
            active,
            position: 0,
            version: Version::FIRST,
        };
        let year = MasterDataValue::Number;
        let data = MasterData::from([
            (id(1), year(1984)),
            (id(2), year(1984)),
            (id(3), year(1)),
            (id(4), year(1984)),
        ]);
        let fields = [field(1, true), field(2, false), field(3, true)];
        let left = fitting(&fields, data);
        assert_eq!(left, MasterData::from([(id(1), year(1984))]));
    }
}
