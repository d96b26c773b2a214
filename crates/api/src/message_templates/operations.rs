//! One function per operation, and the words that are sent.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult, caller::Caller, change::Change, clock::Clock, facility, outgoing_mails,
    scope::Scope,
};
use chrono::{Days, NaiveTime, TimeDelta, TimeZone};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    language::{Language, Speech},
    licences::{LicenceDetails, LicenceVolume},
    message_templates::{
        MessagePreview, MessagePreviewCreate, MessageTemplate, MessageTemplateWrite,
    },
    outgoing_mails::{
        DeliveryWay, MailTemplate, MessagePlaceholder, MessageWords, Placeholders, appointments,
    },
    page::Page,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, TryInsertResult,
    sea_query::Expr,
};
use uuid::Uuid;

/// Which message.
pub type Key = (MailTemplate, DeliveryWay, Language);

/// Where links of examples lead: nobody has to sign in there.
const EXAMPLE_PATH: &str = "/p/";

/// Every message, in the facility's own words or the first ones.
pub async fn list_message_templates(caller: &Caller) -> ApiResult<Page<MessageTemplate>> {
    caller.check(Action::ListMessageTemplates, Relation::Common)?;
    let mut own = caller.scope().find::<Entity>().all(caller.db()).await?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let form = facility.data()?.form_of_address;
    let items = MessageTemplate::all().map(|(template, way, language)| {
        let is_it =
            |one: &Model| (one.template, one.way, one.language) == (template, way, language);
        match own.iter().position(is_it) {
            Some(place) => own.swap_remove(place).message_template(),
            None => MessageTemplate::first(template, way, Speech::new(language, form)),
        }
    });
    Ok(Page {
        items: items.collect(),
        next: None,
    })
}

/// Puts a message in the facility's own words, if nobody has since `version`.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn update_message_template(
    caller: &Caller,
    key: Key,
    version: Version,
    body: MessageTemplateWrite,
) -> ApiResult<MessageTemplate> {
    caller.check(Action::UpdateMessageTemplate, Relation::Common)?;
    let (template, way, language) = known(key)?;
    let words = body.words(template, way).map_err(refused)?;
    let change = Change::begin(caller, AuditAction::UpdateMessageTemplate).await?;
    let model = Model {
        id: Uuid::now_v7(),
        facility_id: caller.facility(),
        template,
        way,
        language,
        subject: words.subject,
        text: words.text,
        version: version.next(),
    };
    let done = if version == Version(0) {
        let new = ActiveModel {
            id: Set(model.id),
            facility_id: Set(model.facility_id),
            template: Set(template),
            way: Set(way),
            language: Set(language),
            subject: Set(model.subject.clone()),
            text: Set(model.text.clone()),
            version: Set(model.version),
        };
        let key = [
            Column::FacilityId,
            Column::Template,
            Column::Way,
            Column::Language,
        ];
        let inserted = Entity::insert(new)
            .on_conflict_do_nothing_on(key)
            .exec_without_returning(change.tx())
            .await?;
        match inserted {
            TryInsertResult::Inserted(rows) => rows,
            TryInsertResult::Empty | TryInsertResult::Conflicted => 0,
        }
    } else {
        let changed = caller
            .scope()
            .update::<Entity>()
            .col_expr(Column::Subject, Expr::value(model.subject.clone()))
            .col_expr(Column::Text, Expr::value(model.text.clone()))
            .col_expr(Column::Version, Expr::value(model.version))
            .filter(Column::Template.eq(template))
            .filter(Column::Way.eq(way))
            .filter(Column::Language.eq(language))
            .filter(Column::Version.eq(version))
            .exec(change.tx())
            .await?;
        changed.rows_affected
    };
    if done == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    change.commit().await?;
    Ok(model.message_template())
}

/// Has a message say again what it said at first, if nobody has changed it since `version`.
pub async fn reset_message_template(
    caller: &Caller,
    key: Key,
    version: Version,
) -> ApiResult<MessageTemplate> {
    caller.check(Action::ResetMessageTemplate, Relation::Common)?;
    let (template, way, language) = known(key)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let first = MessageTemplate::first(template, way, facility.speech(language)?);
    let change = Change::begin(caller, AuditAction::ResetMessageTemplate).await?;
    let gone = caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Template.eq(template))
        .filter(Column::Way.eq(way))
        .filter(Column::Language.eq(language))
        .filter(Column::Version.eq(version))
        .exec(change.tx())
        .await?;
    if gone.rows_affected == 0 {
        let is_first = own(caller.scope(), change.tx(), key).await?.is_none();
        return match version {
            Version(0) if is_first => Ok(first),
            _ => Err(ProblemCode::StaleVersion.into()),
        };
    }
    change.commit().await?;
    Ok(first)
}

/// Shows how words would arrive: by the functions that make what is sent.
pub async fn preview_message(
    caller: &Caller,
    body: MessagePreviewCreate,
) -> ApiResult<MessagePreview> {
    caller.check(Action::PreviewMessage, Relation::Common)?;
    let (template, way, language) = known((body.template, body.way, body.language))?;
    let words = MessageTemplateWrite {
        subject: body.subject,
        text: body.text,
    };
    let words = words.words(template, way).map_err(refused)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let state = caller.state();
    let details = example_details(&state.clock, &facility, (template, language))?;
    let public_url = state.settings.public_url.trim_end_matches('/');
    let link = format!("{public_url}{EXAMPLE_PATH}{}", facility.slug);
    let with = Placeholders {
        facility: &facility.name,
        link: &link,
        details: &details,
    };
    Ok(match way {
        DeliveryWay::Email => {
            let mail = words.mail(speech_of(template, language, &facility)?, with);
            MessagePreview {
                subject: Some(mail.subject),
                text: mail.text,
                html: Some(mail.html),
            }
        }
        DeliveryWay::Sms => MessagePreview {
            subject: None,
            text: words.sms(with),
            html: None,
        },
    })
}

/// Sends a message as it is saved to whoever asks for it.
pub async fn test_message_template(caller: &Caller, key: Key) -> ApiResult<()> {
    caller.check(Action::TestMessageTemplate, Relation::Common)?;
    let (template, way, language) = known(key)?;
    let mut change = Change::begin(caller, AuditAction::TestMessageTemplate).await?;
    let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
    let path = format!("{EXAMPLE_PATH}{}", facility.slug);
    outgoing_mails::write_example(&mut change, (template, way, language), &path).await?;
    change.commit().await
}

/// What a message says to whom one speaks so, in the facility's own words if it has any.
pub async fn words(
    scope: &Scope,
    (template, way): (MailTemplate, DeliveryWay),
    speech: Speech,
) -> ApiResult<MessageWords> {
    let own = own(scope, scope.db(), (template, way, speech.language())).await?;
    Ok(own.map_or_else(|| template.first_words(way, speech), Model::words))
}

/// How an example of a message speaks: as to clients, if it is one for them.
pub fn speech_of(
    template: MailTemplate,
    language: Language,
    facility: &facility::entity::Model,
) -> ApiResult<Speech> {
    if template.goes_to_clients() {
        facility.speech(language)
    } else {
        Ok(language.into())
    }
}

async fn own(
    scope: &Scope,
    db: &impl ConnectionTrait,
    (template, way, language): Key,
) -> ApiResult<Option<Model>> {
    let found = scope
        .find::<Entity>()
        .filter(Column::Template.eq(template))
        .filter(Column::Way.eq(way))
        .filter(Column::Language.eq(language))
        .one(db)
        .await?;
    Ok(found)
}

/// What is filled in as an example: an appointment tomorrow, a request for some licences.
pub fn example_details(
    clock: &Clock,
    facility: &facility::entity::Model,
    (template, language): (MailTemplate, Language),
) -> ApiResult<String> {
    if !template
        .placeholders()
        .contains(&MessagePlaceholder::Details)
    {
        return Ok(String::new());
    }
    if template == MailTemplate::LicenceRequestReceived {
        let volume = |accounts: u32| LicenceVolume::try_from(accounts).ok();
        let needed = volume(15).ok_or(ProblemCode::Internal)?;
        let lines = LicenceDetails {
            needed,
            present: volume(10),
            contact_name: "Katharina Vogt",
            contact_email: "k.vogt@beratung.example",
            remark: None,
        };
        return Ok(lines.lines(language));
    }
    let zone = facility.zone()?;
    let today = clock.now().with_timezone(&zone).date_naive();
    if template == MailTemplate::DeletionWarning {
        return Ok(outgoing_mails::day_in_words(
            today + Days::new(14),
            language,
        ));
    }
    let tomorrow = today + Days::new(1);
    let at = tomorrow.and_time(NaiveTime::MIN + TimeDelta::hours(10));
    let at = zone.from_local_datetime(&at).earliest();
    let at = at.map_or_else(|| clock.now(), |at| at.to_utc());
    let times = (at, at + TimeDelta::minutes(50));
    Ok(appointments::when(times, &zone, language))
}

/// The message, if there is one that a facility may change.
fn known(key: Key) -> ApiResult<Key> {
    let (template, way, _) = key;
    if template.ways().contains(&way) {
        Ok(key)
    } else {
        Err(ProblemCode::NotFound.into())
    }
}

fn refused((pointer, error): (&'static str, domain::problem::FieldError)) -> ApiError {
    ApiError::Field {
        pointer: pointer.into(),
        error,
    }
}
