//! What staff are told of, by the ways that each has chosen, and mails that no caller has caused.

use super::{
    appointments::Appointment,
    delivery::DAY,
    operations::{To, insert, way_to},
};
use crate::{
    ApiResult, bookings::entity::Model as Booking, change::Change, clients::entity as client,
    counselors::entity as counselor, facility, notifications, scope::Scope, state::State,
};
use chrono::NaiveDate;
use domain::{
    access::Role,
    ids::{ClientId, CounselorId, MailRequestId, NoticeId},
    notifications::{Notice, NotificationKind},
    outgoing_mails::{DeliveryWay, MailTemplate},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// What staff are told of.
struct About {
    template: MailTemplate,
    /// What the mail is filled with; nothing that anyone wrote.
    data: Value,
    mail_request: Option<MailRequestId>,
}

impl About {
    /// Something that is to be seen at this path.
    fn at((template, path): (MailTemplate, &str)) -> Self {
        Self {
            template,
            data: json!({ "path": path }),
            mail_request: None,
        }
    }

    fn mail_request(template: MailTemplate, id: MailRequestId) -> Self {
        Self {
            mail_request: Some(id),
            ..Self::at((template, &format!("/mail/{id}")))
        }
    }
}

/// What is left to do once it is certain that something has happened.
#[derive(Debug, Default)]
#[must_use]
pub struct Told {
    has_mail: bool,
    notices: Vec<Notice>,
}

impl Told {
    /// Does it with a change.
    fn with(self, change: &mut Change<'_>) {
        if self.has_mail {
            change.wake_worker();
        }
        change.notify(self.notices);
    }

    /// Does it after the commit, where no caller has caused it.
    pub fn pass_on(self, state: &State, scope: &Scope) {
        if self.has_mail {
            state.work.notify_one();
        }
        for notice in self.notices {
            state.hub.notify(scope.facility(), notice);
        }
    }
}

/// Tells a counselor of a mail request.
pub async fn notify_counselor(
    change: &mut Change<'_>,
    counselor: CounselorId,
    template: MailTemplate,
    request: MailRequestId,
) -> ApiResult<()> {
    let about = About::mail_request(template, request);
    by_caller(change, one(counselor), &about).await
}

/// Tells a counselor of an appointment.
pub async fn notify_of_appointment(
    change: &mut Change<'_>,
    counselor: CounselorId,
    booking: &Booking,
    template: MailTemplate,
) -> ApiResult<()> {
    let mut about = About::at((template, "/bookings"));
    about.data["appointment"] = json!(Appointment::of(booking, template));
    by_caller(change, one(counselor), &about).await
}

/// Tells those of the staff whom this is about.
pub async fn notify_those(
    change: &mut Change<'_>,
    which: Condition,
    template: MailTemplate,
    path: &str,
) -> ApiResult<()> {
    by_caller(change, which, &About::at((template, path))).await
}

/// Tells every admin of the caller's facility something about its own affairs.
pub async fn notify_admins(
    change: &mut Change<'_>,
    template: MailTemplate,
    path: &str,
) -> ApiResult<()> {
    notify_those(change, admins(), template, path).await
}

/// Tells everybody who works at the caller's facility something that concerns all of them.
pub async fn notify_staff(
    change: &mut Change<'_>,
    template: MailTemplate,
    path: &str,
) -> ApiResult<()> {
    notify_those(change, Condition::all(), template, path).await
}

fn one(counselor: CounselorId) -> Condition {
    Condition::all().add(counselor::Column::Id.eq(counselor))
}

fn admins() -> Condition {
    Condition::all().add(counselor::Column::Role.eq(Role::Admin))
}

async fn by_caller(change: &mut Change<'_>, which: Condition, about: &About) -> ApiResult<()> {
    let by = (change.caller().state(), change.caller().scope());
    let told = to_counselors(by, change.tx(), which, about).await?;
    told.with(change);
    Ok(())
}

/// Tells who works on a request, and every admin, that its answer is late, within the transaction
/// that notes so.
pub async fn tell_staff_of_delay(
    by: (&State, &Scope),
    tx: &impl ConnectionTrait,
    (request, owner): (MailRequestId, Option<CounselorId>),
) -> ApiResult<Told> {
    let which = Condition::any()
        .add(counselor::Column::Role.eq(Role::Admin))
        .add_option(owner.map(|id| counselor::Column::Id.eq(id)));
    let about = About::mail_request(MailTemplate::RequestOverdue, request);
    to_counselors(by, tx, which, &about).await
}

/// Tells every admin something about the facility's own affairs that no caller has caused, within
/// the transaction that notes so.
pub async fn tell_admins(
    by: (&State, &Scope),
    tx: &impl ConnectionTrait,
    about: (MailTemplate, &str),
) -> ApiResult<Told> {
    to_counselors(by, tx, admins(), &About::at(about)).await
}

/// The same of something that concerns all staff.
pub async fn tell_staff(
    by: (&State, &Scope),
    tx: &impl ConnectionTrait,
    about: (MailTemplate, &str),
) -> ApiResult<Told> {
    to_counselors(by, tx, Condition::all(), &About::at(about)).await
}

/// The one place that decides who of the staff is told of something, and how: those who can sign
/// in, each by the ways that they have chosen for its kind. What has none goes to everybody.
#[expect(clippy::disallowed_methods, reason = "a notice gets its id")]
async fn to_counselors(
    by @ (state, scope): (&State, &Scope),
    tx: &impl ConnectionTrait,
    which: Condition,
    about: &About,
) -> ApiResult<Told> {
    let kind = NotificationKind::of(about.template);
    let mut select = scope
        .find::<counselor::Entity>()
        .filter(which)
        .filter(counselor::Column::Active.eq(true));
    if kind.is_some_and(NotificationKind::is_for_the_absent) {
        let chose = notifications::who_chose(scope);
        select = select.filter(counselor::Column::Id.in_subquery(chose));
    }
    let counselors = select.all(tx).await?;
    let choices = if kind.is_some() && !counselors.is_empty() {
        notifications::choices_of(scope, counselors.iter().map(|one| one.id), tx).await?
    } else {
        HashMap::new()
    };
    let mut told = Told::default();
    for one in counselors {
        let choice = kind.map(|kind| {
            let chosen = choices.get(&one.id);
            chosen.map_or_else(|| kind.at_first(), |chosen| chosen.of(kind))
        });
        if choice.is_none_or(|choice| choice.email) && is_due(by, tx, (one.id, kind)).await? {
            let what = (about.template, one.language, DeliveryWay::Email);
            let (to, data) = (To::Counselor(one.id), about.data.clone());
            insert(tx, state, scope.facility(), (to, what), data).await?;
            told.has_mail = true;
        }
        if let Some(choice) = choice.filter(|choice| choice.browser) {
            told.notices.push(Notice {
                notice_id: NoticeId(Uuid::now_v7()),
                counselor_id: one.id,
                about: choice.kind,
                mail_request_id: about.mail_request,
            });
        }
    }
    Ok(told)
}

/// Whether a mail of this kind is written now.
async fn is_due(
    (state, scope): (&State, &Scope),
    tx: &impl ConnectionTrait,
    (counselor, kind): (CounselorId, Option<NotificationKind>),
) -> ApiResult<bool> {
    match kind.filter(|kind| kind.is_for_the_absent()) {
        Some(kind) => notifications::is_first_since(state, scope, tx, (counselor, kind)).await,
        None => Ok(true),
    }
}

/// Tells a client that their answer is late, if they left an address; the rest is the same.
pub async fn tell_client_of_delay(
    state: &State,
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: &client::Model,
) -> ApiResult<()> {
    let template = MailTemplate::AnswerLate;
    let Some(way) = way_to(state, client, template) else {
        return Ok(());
    };
    let facility = facility::operations::by_id(tx, scope.facility()).await?;
    let path = format!("/p/{}/requests", facility.slug);
    let what = (template, client.language, way);
    let (to, data) = (To::Client(client.id), json!({ "path": path }));
    insert(tx, state, scope.facility(), (to, what), data).await?;
    Ok(())
}

/// Tells a client that their account is deleted on this day unless they sign in, by the way that they
/// left; the worker is to be woken after the commit.
pub async fn warn_client(
    state: &State,
    scope: &Scope,
    tx: &impl ConnectionTrait,
    id: ClientId,
    day: NaiveDate,
) -> ApiResult<()> {
    let template = MailTemplate::DeletionWarning;
    let client = scope.find::<client::Entity>();
    let client = client.filter(client::Column::Id.eq(id));
    let found = client.one(tx).await?;
    let Some((client, way)) =
        found.and_then(|one| way_to(state, &one, template).map(|way| (one, way)))
    else {
        return Ok(());
    };
    let facility = facility::operations::by_id(tx, scope.facility()).await?;
    let path = format!("/p/{}/sign-in", facility.slug);
    let what = (template, client.language, way);
    let data = json!({ "path": path, DAY: day });
    insert(
        tx,
        state,
        scope.facility(),
        (To::Client(client.id), what),
        data,
    )
    .await?;
    Ok(())
}
