//! One attempt at one mail.

use super::{
    appointments,
    entity::{Column, Entity, Model},
    mailer::{Letter, MailError},
};
use crate::{
    ApiError, ApiResult, account_links,
    clients::entity as client,
    counselors::entity as counselor,
    crypto::column::{CLIENT_EMAIL, CLIENT_PHONE},
    database,
    direct_messages::{self, Written},
    facility::{self, entity as facility_entity},
    jobs::{Outcome, entity as job, finish, is_still_held},
    licences,
    message_templates::{example_details, speech_of, words},
    scope::Scope,
    state::State,
};
use chrono::NaiveDate;
use domain::{
    direct_messages::sms_in_full,
    ids::OutgoingMailId,
    jobs::is_last,
    language::{Language, Speech},
    licences::{LicenceDetails, LicenceVolume},
    outgoing_mails::{
        self, DeliveryWay, MailAddress, MailTemplate, OutgoingMailStatus, Placeholders,
        RenderedMail,
    },
    text::PhoneNumber,
};
use sea_orm::{ColumnTrait, ExprTrait, QueryFilter, sea_query::Expr};
use serde_json::json;
use std::time::Duration;
use tokio::time::sleep;

/// How often, and how far apart, it is tried to note that a mail is out: as long as a database
/// takes to start anew. What is not noted is sent again.
const NOTE_TRIES: u32 = 12;
const NOTE_PAUSE: Duration = Duration::from_secs(5);

/// In the data of a mail: that it is an example, of a message by which way.
pub(super) const EXAMPLE: &str = "example";

/// In the data of a mail: the day that it tells of.
pub(super) const DAY: &str = "day";

/// Tries to hand the mail of this job to the mail server, and notes how it went. A mail that is
/// given up stays in the admins' list; one that is gone, with its client, is no job any more.
pub async fn attempt(state: &State, job: &job::Model) -> ApiResult<Outcome> {
    let id: Option<OutgoingMailId> = serde_json::from_value(job.payload.clone()).ok();
    let (Some(id), Some(facility)) = (id, job.facility_id) else {
        return Ok(Outcome::Later("payload".into()));
    };
    let scope = Scope::new(facility, state.db.clone());
    let mail = scope
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(OutgoingMailStatus::Waiting))
        .one(&state.db)
        .await?;
    let Some(mail) = mail else {
        finish(&state.db, job).await?;
        return Ok(Outcome::Done);
    };
    let result = send(state, &scope, job, &mail)
        .await
        .unwrap_or_else(|error| {
            tracing::error!(%error, "a mail could not be made ready");
            Err(MailError::NotNow("internal".into()))
        });
    let (status, why) = match result {
        Ok(()) => (OutgoingMailStatus::Sent, None),
        Err(MailError::Lost) => {
            tracing::warn!("a lease was lost before a mail was sent");
            return Ok(Outcome::Done);
        }
        Err(MailError::Never(why)) => (OutgoingMailStatus::Failed, Some(why)),
        Err(MailError::NotNow(why) | MailError::Unclear(why)) if is_last(job.attempts) => {
            (OutgoingMailStatus::Failed, Some(why))
        }
        // Rather twice than never, and under the same `Message-ID`.
        Err(MailError::NotNow(why) | MailError::Unclear(why)) => {
            (OutgoingMailStatus::Waiting, Some(why))
        }
    };
    let mut tries = NOTE_TRIES;
    while let Err(error) = note(state, &scope, job, &mail, (status, why.clone())).await {
        tries -= 1;
        if status != OutgoingMailStatus::Sent || tries == 0 {
            return Err(error);
        }
        tracing::warn!(%error, "a mail is sent, and the database does not note it yet");
        sleep(NOTE_PAUSE).await;
    }
    Ok(match (status, why) {
        (OutgoingMailStatus::Waiting, Some(why)) => Outcome::Later(why),
        _ => Outcome::Done,
    })
}

/// Gives up a mail whose last attempt ended before it could say how: it stands among those that
/// admins can send again.
pub async fn give_up(state: &State, job: &job::Model, why: String) -> ApiResult<()> {
    let tx = database::begin_write(&state.db).await?;
    let id: Option<OutgoingMailId> = serde_json::from_value(job.payload.clone()).ok();
    if finish(&tx, job).await?
        && let (Some(id), Some(facility)) = (id, job.facility_id)
    {
        Scope::new(facility, state.db.clone())
            .update::<Entity>()
            .col_expr(Column::Status, Expr::value(OutgoingMailStatus::Failed))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .col_expr(Column::LastError, Expr::value(why))
            .filter(Column::Id.eq(id))
            .filter(Column::Status.eq(OutgoingMailStatus::Waiting))
            .exec(&tx)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn send(
    state: &State,
    scope: &Scope,
    job: &job::Model,
    mail: &Model,
) -> ApiResult<Result<(), MailError>> {
    let Some(to) = address(state, scope, mail).await? else {
        return Ok(Err(MailError::Never("no address".into())));
    };
    if mail.way == DeliveryWay::Sms
        && mail.template != MailTemplate::DirectMessage
        && !takes_sms(&to)
    {
        return Ok(Err(MailError::Never("no mobile number".into())));
    }
    let facility = facility::operations::by_id(&state.db, mail.facility_id).await?;
    let name = match mail.client_id {
        Some(_) => facility.name_in_mails(mail.language)?,
        None => facility.name.clone(),
    };
    let is_example = mail.data[EXAMPLE].is_string();
    let speech = match mail.client_id {
        Some(_) => facility.speech(mail.language)?,
        None if is_example => speech_of(mail.template, mail.language, &facility)?,
        None => mail.language.into(),
    };
    let details = if is_example {
        example_details(&state.clock, &facility, (mail.template, mail.language))?
    } else {
        match appointments::when(mail, &facility)? {
            Some(when) => when,
            None => details(state, scope, mail, &facility).await?,
        }
    };
    let path = mail.data["path"].as_str().unwrap_or("/");
    let mut link = format!("{}{path}", state.settings.public_url.trim_end_matches('/'));
    if let Ok(id) = serde_json::from_value(mail.data["link"].clone()) {
        let Some(token) = account_links::token(state, scope, id).await? else {
            return Ok(Err(MailError::Never("the link is void".into())));
        };
        link.extend(["#", &token]);
    }
    let written = direct_messages::written_in_full(state, scope, mail.id).await?;
    let at = state.clock.now();
    let with = Placeholders {
        facility: &name,
        link: &link,
        details: &details,
    };
    if mail.way == DeliveryWay::Sms {
        let text = match &written {
            Some(written) => sms_in_full(&written.subject, &written.text),
            None => words(scope, (mail.template, mail.way), speech)
                .await?
                .sms(with),
        };
        let id = mail.id.to_string();
        if !is_ours(state, job).await {
            return Ok(Err(MailError::Lost));
        }
        return Ok(state.sms.send(&id, &to, &text, at).await);
    }
    let words = match &written {
        Some(Written { subject, text }) => {
            outgoing_mails::in_full(mail.language, &name, subject, text)
        }
        None => mail_words(scope, mail, speech, with).await?,
    };
    let host = state.settings.host();
    let from = state.mailer.from();
    let from = from.unwrap_or_else(|| format!("no-reply@{host}"));
    let around = appointments::Around {
        host: &host,
        organizer: (&name, &from),
        attendee: &to,
        link: &link,
    };
    let calendar = appointments::file(mail, &around);
    let letter = Letter {
        to: &to,
        facility: &name,
        message_id: &mail.message_id,
        mail: &words,
        calendar: calendar.as_ref(),
        unsubscribe: None,
        at,
    };
    let is_ours = async || is_ours(state, job).await;
    Ok(state.mailer.send(letter, is_ours).await)
}

/// Whether it is this worker that is to send it. Where the database does not say so, it is not sent:
/// the lease runs out, and then it is.
async fn is_ours(state: &State, job: &job::Model) -> bool {
    let held = is_still_held(&state.db, job, state.clock.now()).await;
    held.unwrap_or_else(|error| {
        tracing::warn!(%error, "a mail is not sent: nobody knows whose it is");
        false
    })
}

/// What a mail says. An SMS that is tried out is the text of one, under the subject of the mail.
async fn mail_words(
    scope: &Scope,
    mail: &Model,
    speech: Speech,
    with: Placeholders<'_>,
) -> ApiResult<RenderedMail> {
    let mut said = words(scope, (mail.template, DeliveryWay::Email), speech).await?;
    if mail.data[EXAMPLE] == json!(DeliveryWay::Sms) {
        let sms = words(scope, (mail.template, DeliveryWay::Sms), speech);
        said.text = sms.await?.text;
    }
    Ok(said.mail(speech, with))
}

/// What a mail about the facility's own affairs has to say, or when something happens.
async fn details(
    state: &State,
    scope: &Scope,
    mail: &Model,
    facility: &facility_entity::Model,
) -> ApiResult<String> {
    if let Ok(day) = serde_json::from_value::<NaiveDate>(mail.data[DAY].clone()) {
        return Ok(day_in_words(day, mail.language));
    }
    let Some((needed, details)) = licence_request(state, scope, mail).await? else {
        return Ok(String::new());
    };
    let lines = LicenceDetails {
        needed,
        present: licences::operations::volume(facility)?,
        contact_name: &details.contact_name,
        contact_email: &details.contact_email,
        remark: details.remark.as_deref(),
    };
    Ok(lines.lines(mail.language))
}

/// A day, as people write it.
pub fn day_in_words(day: NaiveDate, language: Language) -> String {
    let format = match language {
        Language::De => "%d.%m.%Y",
        Language::En => "%-d %B %Y",
    };
    day.format(format).to_string()
}

/// The request for more licences that the mail tells of, if it does.
async fn licence_request(
    state: &State,
    scope: &Scope,
    mail: &Model,
) -> ApiResult<Option<(LicenceVolume, licences::operations::Details)>> {
    let id = serde_json::from_value(mail.data["licence_request_id"].clone());
    let Ok(id) = id else {
        return Ok(None);
    };
    let keys = state.keyring.facility(scope).await?;
    licences::operations::find_for_mail(scope, &keys, id).await
}

/// Whether text messages arrive at a number, as far as one can tell. A direct message goes where the
/// admin who wrote it saw that it goes.
fn takes_sms(number: &str) -> bool {
    PhoneNumber::try_from(number).is_ok_and(|number| number.takes_sms())
}

/// The address as it is at this moment.
async fn address(state: &State, scope: &Scope, mail: &Model) -> ApiResult<Option<String>> {
    match mail.address {
        MailAddress::Account => account_address(state, scope, mail).await,
        MailAddress::Operator => Ok(state.settings.operator_email.clone()),
        MailAddress::LicenceContact => {
            let request = licence_request(state, scope, mail).await?;
            Ok(request.map(|(_, details)| details.contact_email))
        }
    }
}

async fn account_address(state: &State, scope: &Scope, mail: &Model) -> ApiResult<Option<String>> {
    if let Some(id) = mail.counselor_id {
        let counselor = scope
            .find::<counselor::Entity>()
            .filter(counselor::Column::Id.eq(id))
            .filter(counselor::Column::Active.eq(true))
            .one(&state.db)
            .await?;
        return Ok(counselor.map(|counselor| counselor.email));
    }
    let client = scope
        .find::<client::Entity>()
        .filter(client::Column::Id.eq(mail.client_id))
        .one(&state.db)
        .await?;
    let address = client.and_then(|one| {
        let sealed = match mail.way {
            DeliveryWay::Email => one.sealed_email,
            DeliveryWay::Sms => one.sealed_phone,
        };
        Some((one.id, sealed?))
    });
    let Some((id, sealed)) = address else {
        return Ok(None);
    };
    let keys = state.keyring.facility(scope).await?;
    let key = keys.find_client_key(scope, id, &state.db).await?;
    match mail.way {
        DeliveryWay::Email => key.open(CLIENT_EMAIL, id.0, &sealed).map(Some),
        DeliveryWay::Sms => {
            let phone = key.open(CLIENT_PHONE, id.0, &sealed)?;
            let phone = PhoneNumber::try_from(phone).map_err(ApiError::internal)?;
            Ok(Some(phone.dialled()))
        }
    }
}

/// Notes how it went. A job that is over leaves the list in the same transaction; with its lease
/// lost, another worker has the say, but for what nobody can undo: that the mail is out.
async fn note(
    state: &State,
    scope: &Scope,
    job: &job::Model,
    mail: &Model,
    (status, why): (OutgoingMailStatus, Option<String>),
) -> ApiResult<()> {
    let now = state.clock.now();
    let sent_at = (status == OutgoingMailStatus::Sent).then_some(now);
    let tx = database::begin_write(&state.db).await?;
    let held = match status {
        OutgoingMailStatus::Waiting => is_still_held(&tx, job, now).await?,
        _ => finish(&tx, job).await?,
    };
    if !held {
        tracing::warn!("a lease was lost while a mail was sent");
        if status != OutgoingMailStatus::Sent {
            return Ok(());
        }
    }
    scope
        .update::<Entity>()
        .col_expr(Column::Status, Expr::value(status))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .col_expr(Column::LastError, Expr::value(why))
        .col_expr(Column::SentAt, Expr::value(sent_at))
        .filter(Column::Id.eq(mail.id))
        .filter(Column::Status.eq(OutgoingMailStatus::Waiting))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}
