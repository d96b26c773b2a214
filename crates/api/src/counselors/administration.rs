//! What admins do with accounts: roles, activity, deletion. Each takes the facility's row first, so
//! that two who do so at once come one after the other, and the second sees what the first has
//! done.

use super::{
    availability,
    entity::{ActiveModel, Column, Entity, Model},
    operations::{find, write},
    pictures,
};
use crate::{
    ApiError, ApiResult, absences, booking_times, bookings, calendar_feeds, caller::Caller,
    change::Change, channels, chats, clients, facility, groups, licences, mail_requests,
    notifications, open_door, services, sessions, text_templates, two_factor, watchlist,
};
use domain::{
    access::{Action, Relation, Role},
    audit::AuditAction,
    counselors::{
        Counselor, CounselorDelete, CounselorDeletionPreview, CounselorDeletionQuery, RoleChange,
        Standing,
    },
    ids::CounselorId,
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

/// Makes an admin of a counselor, or a counselor of an admin. It holds with their next request.
pub async fn change_counselor_role(
    caller: &Caller,
    id: CounselorId,
    version: Version,
    body: RoleChange,
) -> ApiResult<Counselor> {
    let mut change = Change::begin(caller, AuditAction::ChangeCounselorRole).await?;
    let before = take(&change, id, Action::ChangeCounselorRole).await?;
    let after = Standing {
        role: body.role,
        ..before.standing()
    };
    check_admin_left(&change, &before, Some(after)).await?;
    let columns = ActiveModel {
        role: Set(body.role),
        ..Default::default()
    };
    // What is open with the old role comes back with the new one.
    sessions::cut_connections(&mut change, id).await?;
    finish(change, id, version, columns).await
}

/// Lets somebody sign in again, if there is a licence for it.
pub async fn activate_counselor(
    caller: &Caller,
    id: CounselorId,
    version: Version,
) -> ApiResult<Counselor> {
    let change = Change::begin(caller, AuditAction::ActivateCounselor).await?;
    let before = take(&change, id, Action::ActivateCounselor).await?;
    let after = Standing {
        active: true,
        ..before.standing()
    };
    if before.standing().takes_a_licence(after) {
        licences::operations::take_one(&change).await?;
    }
    let columns = ActiveModel {
        active: Set(true),
        deactivated_at: Set(None),
        ..Default::default()
    };
    finish(change, id, version, columns).await
}

/// Keeps somebody from signing in, and signs them out everywhere, at once. What is theirs stays
/// theirs.
pub async fn deactivate_counselor(
    caller: &Caller,
    id: CounselorId,
    version: Version,
) -> ApiResult<Counselor> {
    let mut change = Change::begin(caller, AuditAction::DeactivateCounselor).await?;
    let before = take(&change, id, Action::DeactivateCounselor).await?;
    let after = Standing {
        active: false,
        ..before.standing()
    };
    check_admin_left(&change, &before, Some(after)).await?;
    sessions::end_all_of(&mut change, id).await?;
    open_door::release_of(&mut change, id).await?;
    let columns = ActiveModel {
        active: Set(false),
        deactivated_at: Set(Some(before.deactivated_at.unwrap_or(caller.now()))),
        ..Default::default()
    };
    finish(change, id, version, columns).await
}

async fn finish(
    mut change: Change<'_>,
    id: CounselorId,
    version: Version,
    columns: ActiveModel,
) -> ApiResult<Counselor> {
    let keys = change.caller().keys().await?;
    let model = write(&change, id, version, columns).await?;
    change.on(id);
    change.commit().await?;
    model.counselor(&keys)
}

/// What somebody's deletion would leave behind.
pub async fn preview_counselor_deletion(
    caller: &Caller,
    id: CounselorId,
    query: CounselorDeletionQuery,
) -> ApiResult<CounselorDeletionPreview> {
    find(caller, id, Action::PreviewCounselorDeletion, caller.db()).await?;
    if let Some(heir) = query.hand_over_to {
        check_heir(caller, id, heir, caller.db()).await?;
    }
    let ahead = bookings::leaving::forecast(caller, id, query.hand_over_to).await?;
    let (open_requests, done_requests) =
        mail_requests::operations::count_of_counselor(caller.scope(), id).await?;
    Ok(CounselorDeletionPreview {
        primary_clients: clients::operations::count_of_counselor(caller.scope(), id).await?,
        open_requests,
        done_requests,
        groups: groups::count_of_counselor(caller.scope(), id).await?,
        client_chats: chats::count_of_counselor(caller.scope(), id).await?,
        passed_appointments: ahead.passed,
        cancelled_appointments: ahead.cancelled,
        cancelled: ahead.named,
    })
}

/// Deletes a staff account, and hands over what it leaves behind: all at once, or nothing. What
/// stays is the display name, for what was written under it; login name and e-mail address are
/// free again.
pub async fn delete_counselor(
    caller: &Caller,
    id: CounselorId,
    version: Version,
    body: CounselorDelete,
) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteCounselor).await?;
    let before = take(&change, id, Action::DeleteCounselor).await?;
    check_admin_left(&change, &before, None).await?;
    if let Some(heir) = body.hand_over_to {
        check_heir(caller, id, heir, change.tx()).await?;
    }
    sessions::end_all_of(&mut change, id).await?;
    clients::operations::hand_over(&mut change, id, body.hand_over_to).await?;
    mail_requests::operations::hand_over(&mut change, id, body.hand_over_to).await?;
    groups::hand_over(&change, id, body.hand_over_to).await?;
    chats::hand_over(&mut change, id, body.hand_over_to).await?;
    open_door::release_of(&mut change, id).await?;
    watchlist::forget_counselor(&change, id).await?;
    text_templates::operations::delete_of_counselor(&change, id).await?;
    bookings::taking::free_of_counselor(&mut change, id, body.hand_over_to).await?;
    booking_times::operations::delete_of_counselor(&change, id).await?;
    calendar_feeds::operations::forget(&change, id).await?;
    services::operations::delete_of_counselor(&change, id).await?;
    absences::operations::delete_of_counselor(&change, id).await?;
    channels::operations::forget(&change, id).await?;
    pictures::delete_of(&change, id).await?;
    availability::forget(&change, id).await?;
    notifications::forget(&change, id).await?;
    two_factor::forget(caller.scope(), change.tx(), id).await?;
    // No hash at all: no password is right, and no name leads here.
    let nobody = format!("deleted:{id}");
    let columns = ActiveModel {
        login_name: Set(String::new()),
        login_name_key: Set(nobody.clone()),
        first_name: Set(String::new()),
        last_name: Set(String::new()),
        email: Set(String::new()),
        email_key: Set(nobody),
        sealed_phone: Set(None),
        sealed_postcode: Set(None),
        search_key: Set(String::new()),
        picture_id: Set(None),
        description_de: Set(None),
        description_en: Set(None),
        languages: Set(String::new()),
        external_video_url: Set(None),
        newsletter: Set(false),
        password_hash: Set(String::new()),
        active: Set(false),
        deactivated_at: Set(Some(before.deactivated_at.unwrap_or(caller.now()))),
        deleted_at: Set(Some(caller.now())),
        last_signed_in_at: Set(None),
        invited_at: Set(None),
        ..Default::default()
    };
    write(&change, id, version, columns).await?;
    change.on(id);
    change.commit().await
}

/// The account that an admin is about to do something to, locked after its facility.
async fn take(change: &Change<'_>, id: CounselorId, action: Action) -> ApiResult<Model> {
    let caller = change.caller();
    caller.check(action, Relation::to_counselors(caller.actor(), Some(id)))?;
    facility::operations::lock(change.tx(), caller.facility()).await?;
    let model = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::DeletedAt.is_null())
        .lock_exclusive()
        .one(change.tx())
        .await?;
    model.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// Refuses what would leave the facility without an active admin.
async fn check_admin_left(
    change: &Change<'_>,
    before: &Model,
    after: Option<Standing>,
) -> ApiResult<()> {
    let others = change
        .caller()
        .scope()
        .find::<Entity>()
        .filter(Column::Active.eq(true))
        .filter(Column::Role.eq(Role::Admin))
        .filter(Column::Id.ne(before.id))
        .count(change.tx())
        .await?;
    let standing = before.standing();
    standing
        .may_become(after, others)
        .map_err(|_| ProblemCode::LastAdmin.into())
}

/// Who takes over has to be there, and somebody else.
async fn check_heir(
    caller: &Caller,
    id: CounselorId,
    heir: CounselorId,
    db: &impl ConnectionTrait,
) -> ApiResult<()> {
    let found = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(heir))
        .filter(Column::Id.ne(id))
        .filter(Column::Active.eq(true))
        .one(db)
        .await?;
    found.map(drop).ok_or_else(|| ApiError::Field {
        pointer: "/hand_over_to".into(),
        error: FieldError::new(FieldCode::OutOfRange),
    })
}
