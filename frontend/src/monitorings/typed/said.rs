//! What a monitoring says, or would say, and how its values stand in a form.

use crate::i18n::format;
use chrono::NaiveDate;
use domain::{
    channels::Channel,
    clients::ClientRef,
    ids::{BookingId, ChatId, CounsellingFieldId, CounselorId, MailRequestId, MonitoringId},
    master_data_fields::MasterData,
    monitorings::{Minutes, Monitoring, MonitoringAnswers, MonitoringSuggestion, check_date},
    problem::{FieldCode, FieldError},
    version::Version,
};
use std::collections::BTreeSet;

/// What a monitoring says, or would say.
#[derive(Clone)]
pub struct Said {
    /// Which, and its version; nothing of one that is not written down yet.
    pub known: Option<(MonitoringId, Version)>,
    /// Whom.
    pub client: Option<ClientRef>,
    /// In which mail request.
    pub mail_request_id: Option<MailRequestId>,
    /// At which appointment.
    pub booking_id: Option<BookingId>,
    /// In which conversation of the chat.
    pub chat_id: Option<ChatId>,
    /// On which day.
    pub date: NaiveDate,
    /// How long it took.
    pub minutes: Option<Minutes>,
    /// What it was about.
    pub subject: Option<String>,
    /// By which means.
    pub channel: Option<Channel>,
    /// Who counselled.
    pub counselor: Option<CounselorId>,
    /// On which topics or places.
    pub counselling_field_ids: BTreeSet<CounsellingFieldId>,
    /// Answers to the master-data fields.
    pub master_data: MasterData,
    /// Answers to the own fields.
    pub answers: MonitoringAnswers,
    /// What else there is to say.
    pub remark: Option<String>,
}

impl Said {
    /// What a new one of this counselor begins with.
    pub fn suggested(begun: MonitoringSuggestion, counselor: Option<CounselorId>) -> Self {
        Self {
            known: None,
            client: begun.client,
            mail_request_id: begun.mail_request_id,
            booking_id: begun.booking_id,
            chat_id: begun.chat_id,
            date: begun.date,
            minutes: begun.minutes,
            subject: begun.subject,
            channel: begun.channel,
            counselor,
            counselling_field_ids: begun.counselling_field_ids,
            master_data: begun.master_data,
            answers: MonitoringAnswers::new(),
            remark: None,
        }
    }
}

impl From<Monitoring> for Said {
    fn from(of: Monitoring) -> Self {
        Self {
            known: Some((of.id, of.version)),
            client: of.client,
            mail_request_id: of.mail_request_id,
            booking_id: of.booking_id,
            chat_id: of.chat_id,
            date: of.date,
            minutes: Some(of.minutes),
            subject: of.subject,
            channel: of.channel,
            counselor: Some(of.counselor.id),
            counselling_field_ids: of.counselling_field_ids,
            master_data: of.master_data,
            answers: of.answers,
            remark: of.remark,
        }
    }
}

/// Its values as the entries hold them, in the order of the form.
pub fn texts(of: &Said) -> [String; 8] {
    let fields = of.counselling_field_ids.iter();
    let fields: Vec<_> = fields.map(ToString::to_string).collect();
    [
        of.date.to_string(),
        of.minutes
            .map_or_else(String::new, |minutes| i64::from(minutes).to_string()),
        of.subject.clone().unwrap_or_default(),
        of.channel.map_or("", name_of).to_owned(),
        of.counselor.map_or_else(String::new, |id| id.to_string()),
        of.client
            .as_ref()
            .map_or_else(String::new, |one| one.id.to_string()),
        fields.join(" "),
        of.remark.clone().unwrap_or_default(),
    ]
}

/// How addresses and entries name a channel.
pub fn name_of(channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => "mail",
        Channel::Chat => "chat",
        Channel::Video => "video",
        Channel::Phone => "phone",
        Channel::OnSite => "on_site",
    }
}

/// The channel of a name.
pub fn channel_of(name: &str) -> Option<Channel> {
    Channel::ALL.into_iter().find(|one| name_of(*one) == name)
}

/// The day that was chosen, today at the latest.
pub fn date(raw: &str) -> Result<NaiveDate, FieldError> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(FieldError::new(FieldCode::Required));
    }
    let date = raw.parse();
    let date = date.map_err(|_| FieldError::new(FieldCode::InvalidFormat))?;
    check_date(date, format::today())?;
    Ok(date)
}

/// How long it took.
pub fn minutes(raw: &str) -> Result<Minutes, FieldError> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(FieldError::new(FieldCode::Required));
    }
    let minutes = raw.parse::<i64>();
    Minutes::try_from(minutes.map_err(|_| FieldError::new(FieldCode::OutOfRange))?)
}
