//! One function per operation. Nothing else reads or writes the table of counselors, but for
//! signing in, which looks a name up before there is a caller.

use super::{
    availability,
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{
    ApiError, ApiResult,
    caller::{Caller, Public},
    change::Change,
    counselling_fields,
    crypto::{
        FacilityKeys, Sealed,
        column::{COUNSELOR_PHONE, COUNSELOR_POSTCODE},
    },
    extract::{contains_pattern, next_page, read_cursor},
    facility,
    idempotency::Created,
    licences,
    passwords::prove_own_password,
    presences,
    scope::Scope,
    slots::operations::{Asking, next_free},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    accounts::AccountKind,
    audit::AuditAction,
    counselors::{
        Counselor, CounselorCreate, CounselorQuery, CounselorRef, CounselorSummary,
        CounselorUpdate, PortalCard, PortalCounselorQuery, SpokenLanguages,
    },
    ids::{CounselorId, FacilityId},
    page::{Limit, Page},
    passwords::OwnNames,
    presences::Presence,
    problem::{FieldCode, FieldError, ProblemCode},
    text::{PhoneNumber, Postcode, SearchText},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
    sea_query::{Expr, LikeExpr},
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

pub use super::{
    administration::{
        activate_counselor, change_counselor_role, deactivate_counselor, delete_counselor,
        preview_counselor_deletion,
    },
    pictures::{read_counselor_picture, remove_counselor_picture, replace_counselor_picture},
};

/// Where a change says who makes it.
const OWN_PASSWORD: &str = "/own_password";

/// Who works at the facility, by display name.
pub async fn list_counselors(
    caller: &Caller,
    query: CounselorQuery,
) -> ApiResult<Page<CounselorSummary>> {
    caller.check(Action::ListCounselors, Relation::Common)?;
    let reads_account = |id| {
        let relation = Relation::to_counselors(caller.actor(), Some(id));
        let access = caller.decide(Action::ReadCounselor, relation);
        access.is_allowed()
    };
    let reads_all = caller.decide(Action::ReadCounselor, Relation::Others);
    // Nobody finds by what they may not see.
    let searched = if reads_all.is_allowed() {
        Column::SearchKey
    } else {
        Column::DisplayNameKey
    };
    let select = not_deleted(caller.scope())
        .apply_if(query.q, |select, search| {
            let pattern = LikeExpr::new(contains_pattern(search.as_str())).escape('\\');
            select.filter(Expr::col(searched).like(pattern))
        })
        .apply_if(query.role, |select, role| {
            select.filter(Column::Role.eq(role))
        })
        .apply_if(query.active, |select, active| {
            select.filter(Column::Active.eq(active))
        });
    let (models, next) = page(caller.scope(), select, query.after, query.limit).await?;
    let items = models.into_iter().map(|model| {
        let reads_account = reads_account(model.id);
        model.summary(reads_account)
    });
    Ok(Page {
        items: items.collect(),
        next,
    })
}

/// Whom the portal of the facility `slug` shows to anyone: who can sign in, and is there for more
/// than their primary clients.
pub async fn list_portal_counselors(
    public: &Public,
    slug: &str,
    query: PortalCounselorQuery,
) -> ApiResult<Page<PortalCard>> {
    let state = public.state();
    let facility = facility::operations::by_slug(&state.db, slug).await?;
    let scope = Scope::new(facility.id, state.db.clone());
    let select = scope
        .find::<Entity>()
        .filter(Column::Active.eq(true))
        .filter(Column::PrimaryClientsOnly.eq(false));
    let (models, next) = page(&scope, select, query.after, query.limit).await?;
    let counselled = availability::counselled_fields(&scope, None, &state.db).await?;
    let fields = counselling_fields::operations::all(&scope, &state.db).await?;
    let asking = Asking {
        scope: &scope,
        client: None,
        now: public.now(),
    };
    let ids = models.iter().map(|model| model.id).collect();
    let free = next_free(asking, &ids).await?;
    let card = |model: Model| {
        let theirs = counselled.get(&model.id);
        let topics = fields.iter().filter(|field| {
            field.active && theirs.is_some_and(|theirs| theirs.contains(&field.id))
        });
        let chosen = (model.id, model.presence);
        Ok(PortalCard {
            next_free: free.get(&model.id).copied(),
            presence: presences::shown(&state.hub, &scope, chosen, public.now()),
            topics: topics
                .map(counselling_fields::entity::Model::labels)
                .collect::<ApiResult<_>>()?,
            counselor: model.portal_counselor()?,
        })
    };
    Ok(Page {
        items: models.into_iter().map(card).collect::<ApiResult<_>>()?,
        next,
    })
}

/// Whom a client of this primary counselor can turn to, but for those who are left out.
pub async fn list_there_for(
    caller: &Caller,
    (primary, left_out): (Option<CounselorId>, Vec<CounselorId>),
    search: Option<SearchText>,
    (after, limit): (Option<String>, Option<Limit>),
) -> ApiResult<(Vec<Model>, Option<String>)> {
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Active.eq(true))
        .filter(Column::Id.is_not_in(left_out));
    let everyones = Column::PrimaryClientsOnly.eq(false);
    select = select.filter(match primary {
        Some(id) => everyones.or(Column::Id.eq(id)),
        None => everyones,
    });
    if let Some(search) = search {
        let pattern = LikeExpr::new(contains_pattern(search.as_str())).escape('\\');
        select = select.filter(Expr::col(Column::DisplayNameKey).like(pattern));
    }
    page(caller.scope(), select, after, limit).await
}

/// A page in the order of display names, and where the next one starts.
async fn page(
    scope: &Scope,
    select: Select<Entity>,
    after: Option<String>,
    limit: Option<Limit>,
) -> ApiResult<(Vec<Model>, Option<String>)> {
    let rows = limit.unwrap_or_default().rows();
    let mut select = select;
    if let Some(after) = after {
        let (name, id): (String, CounselorId) = read_cursor(&after)?;
        select = select.filter(
            Expr::tuple([Expr::col(Column::DisplayNameKey), Expr::col(Column::Id)])
                .gt(Expr::tuple([Expr::value(name), Expr::value(id)])),
        );
    }
    let mut models = select
        .order_by_asc(Column::DisplayNameKey)
        .order_by_asc(Column::Id)
        .limit(rows + 1)
        .all(scope.db())
        .await?;
    let next = next_page(&mut models, rows, |last| {
        (last.display_name_key.clone(), last.id)
    })?;
    Ok((models, next))
}

/// Makes a staff account, if there is a licence for it.
pub async fn create_counselor(
    caller: &Caller,
    body: CounselorCreate,
) -> ApiResult<Created<'_, Counselor>> {
    caller.check(Action::CreateCounselor, Relation::Common)?;
    let names = OwnNames::of_counselor(&body);
    let passwords = &caller.state().passwords;
    let hash = match &body.password {
        Some(password) => {
            let password = password.as_str();
            passwords
                .choose(AccountKind::Counselor, password, &names)
                .await?
        }
        None => passwords.hash_of_nothing().await?,
    };
    let keys = caller.keys().await?;
    let model = new(caller.facility(), body, hash, caller.now());
    let mut change = Change::begin(caller, AuditAction::CreateCounselor).await?;
    if model.active == Set(true) {
        licences::operations::take_one(&change).await?;
    }
    let model = Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    change.on(model.id);
    Ok(Created {
        change,
        version: Some(model.version),
        answer: model.counselor(&keys)?,
        client: None,
    })
}

/// A row to insert.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub fn new(
    facility: FacilityId,
    body: CounselorCreate,
    password_hash: String,
    now: DateTime<Utc>,
) -> ActiveModel {
    let search_key = search_key([
        body.display_name.as_str(),
        body.first_name.as_str(),
        body.last_name.as_str(),
        body.login_name.as_str(),
        body.email.as_str(),
    ]);
    ActiveModel {
        id: Set(CounselorId(Uuid::now_v7())),
        facility_id: Set(facility),
        role: Set(body.role),
        login_name_key: Set(body.login_name.key()),
        login_name: Set(body.login_name.into()),
        salutation: Set(body.salutation),
        first_name: Set(body.first_name.into()),
        last_name: Set(body.last_name.into()),
        email_key: Set(body.email.key()),
        email: Set(body.email.into()),
        sealed_phone: Set(None),
        sealed_postcode: Set(None),
        display_name_key: Set(body.display_name.as_str().to_lowercase()),
        display_name: Set(body.display_name.into()),
        search_key: Set(search_key),
        picture_id: Set(None),
        description_de: Set(None),
        description_en: Set(None),
        languages: Set(String::new()),
        primary_clients_only: Set(false),
        presence: Set(Presence::default()),
        mail_capacity: Set(None),
        video_requests: Set(false),
        external_video_url: Set(None),
        newsletter: Set(body.newsletter),
        password_hash: Set(password_hash),
        language: Set(body.language),
        active: Set(body.active),
        deactivated_at: Set((!body.active).then_some(now)),
        deleted_at: Set(None),
        last_signed_in_at: Set(None),
        version: Set(Version::FIRST),
        created_at: Set(now),
        invited_at: Set(None),
        two_factor_since: Set(None),
    }
}

/// Names as a search compares them, each on a line of its own.
fn search_key(names: [&str; 5]) -> String {
    names.map(str::to_lowercase).join("\n")
}

/// A counselor's own data.
pub async fn read_counselor(caller: &Caller, id: CounselorId) -> ApiResult<Counselor> {
    let model = find(caller, id, Action::ReadCounselor, caller.db()).await?;
    model.counselor(&*caller.keys().await?)
}

/// Changes a counselor's own data, if nobody else has since `version`.
pub async fn update_counselor(
    caller: &Caller,
    id: CounselorId,
    version: Version,
    body: CounselorUpdate,
) -> ApiResult<Counselor> {
    let keys = caller.keys().await?;
    let present = find(caller, id, Action::UpdateCounselor, caller.db()).await?;
    let other_email = body.email.as_ref();
    if other_email.is_some_and(|email| email.is_other_than(&present.email)) {
        let missing = || ApiError::Field {
            pointer: OWN_PASSWORD.into(),
            error: FieldError::new(FieldCode::Required),
        };
        let password = body.own_password.as_ref().ok_or_else(missing)?;
        prove_own_password(caller, password, OWN_PASSWORD).await?;
    }
    let mut change = Change::begin(caller, AuditAction::UpdateCounselor).await?;
    let before = find(caller, id, Action::UpdateCounselor, change.tx()).await?;
    let changed = changed_columns(&keys, before, body)?;
    let model = write(&change, id, version, changed).await?;
    change.on(id);
    change.commit().await?;
    model.counselor(&keys)
}

fn changed_columns(
    keys: &FacilityKeys,
    before: Model,
    body: CounselorUpdate,
) -> ApiResult<ActiveModel> {
    let mut change = ActiveModel::default();
    let [display_name, first_name, last_name, email] = [
        body.display_name.map(String::from),
        body.first_name.map(String::from),
        body.last_name.map(String::from),
        body.email.as_ref().map(|email| email.as_str().to_owned()),
    ];
    change.search_key = Set(search_key([
        display_name.as_deref().unwrap_or(&before.display_name),
        first_name.as_deref().unwrap_or(&before.first_name),
        last_name.as_deref().unwrap_or(&before.last_name),
        &before.login_name,
        email.as_deref().unwrap_or(&before.email),
    ]));
    if let Some(name) = display_name {
        change.display_name_key = Set(name.to_lowercase());
        change.display_name = Set(name);
    }
    set(&mut change.first_name, first_name);
    set(&mut change.last_name, last_name);
    set(&mut change.email, email);
    set(&mut change.email_key, body.email.map(|email| email.key()));
    set(&mut change.salutation, body.salutation);
    set(&mut change.language, body.language);
    set(&mut change.primary_clients_only, body.primary_clients_only);
    set(&mut change.video_requests, body.video_requests);
    set(&mut change.newsletter, body.newsletter);
    let codes = body.languages.map(SpokenLanguages::codes);
    set(&mut change.languages, codes);
    if let Some(descriptions) = body.descriptions {
        change.description_de = Set(descriptions.de.map(Into::into));
        change.description_en = Set(descriptions.en.map(Into::into));
    }
    if let Some(url) = body.external_video_url.into_change() {
        change.external_video_url = Set(url.map(Into::into));
    }
    let seal = |column, text: Option<&str>| -> ApiResult<Option<Sealed>> {
        text.map(|text| keys.seal(column, before.id.0, text.as_bytes()))
            .transpose()
    };
    if let Some(phone) = body.phone.into_change() {
        let phone = phone.as_ref().map(PhoneNumber::as_str);
        change.sealed_phone = Set(seal(COUNSELOR_PHONE, phone)?);
    }
    if let Some(postcode) = body.postcode.into_change() {
        let postcode = postcode.as_ref().map(Postcode::as_str);
        change.sealed_postcode = Set(seal(COUNSELOR_POSTCODE, postcode)?);
    }
    Ok(change)
}

fn set<T: Into<sea_orm::Value>>(column: &mut sea_orm::ActiveValue<T>, value: Option<T>) {
    if let Some(value) = value {
        *column = Set(value);
    }
}

/// Writes the columns that are set, if nobody has changed the account since `version`.
pub(super) async fn write(
    change: &Change<'_>,
    id: CounselorId,
    version: Version,
    columns: ActiveModel,
) -> ApiResult<Model> {
    let columns = ActiveModel {
        version: Set(version.next()),
        ..columns
    };
    let changed = change
        .caller()
        .scope()
        .update::<Entity>()
        .set(columns)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .filter(Column::DeletedAt.is_null())
        .exec_with_returning(change.tx())
        .await?;
    let model = changed.into_iter().next();
    model.ok_or(ApiError::Problem(ProblemCode::StaleVersion))
}

/// The only way to load one: say what for.
pub async fn find(
    caller: &Caller,
    id: CounselorId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    let relation = Relation::to_counselors(caller.actor(), Some(id));
    caller.check(action, relation)?;
    load(caller, id, db).await
}

/// The counselor, whoever asks: for what names one.
pub async fn exists(caller: &Caller, id: CounselorId) -> ApiResult<Model> {
    load(caller, id, caller.db()).await
}

/// The same, within a transaction.
pub async fn exists_within(
    caller: &Caller,
    id: CounselorId,
    tx: &impl ConnectionTrait,
) -> ApiResult<Model> {
    load(caller, id, tx).await
}

/// Those with these ids, deleted ones too, as they are shown beside what they did.
pub async fn references(
    scope: &Scope,
    ids: impl IntoIterator<Item = CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<CounselorId, CounselorRef>> {
    let found = scope
        .find::<Entity>()
        .filter(Column::Id.is_in(ids))
        .all(db)
        .await?;
    let found = found.iter().map(|one| (one.id, one.reference()));
    Ok(found.collect())
}

/// Where these hold video calls, if not in the built-in software.
pub async fn video_urls(
    scope: &Scope,
    ids: BTreeSet<CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<CounselorId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = not_deleted(scope).filter(Column::Id.is_in(ids)).all(db);
    let urls = found.await?.into_iter();
    let urls = urls.filter_map(|one| Some((one.id, one.external_video_url?)));
    Ok(urls.collect())
}

async fn load(caller: &Caller, id: CounselorId, db: &impl ConnectionTrait) -> ApiResult<Model> {
    not_deleted(caller.scope())
        .filter(Column::Id.eq(id))
        .one(db)
        .await?
        .ok_or(ApiError::Problem(ProblemCode::NotFound))
}

fn not_deleted(scope: &Scope) -> Select<Entity> {
    scope.find::<Entity>().filter(Column::DeletedAt.is_null())
}

/// Notes that staff have signed in, within the transaction that lets them. `false` if they may not
/// any more: somebody has deactivated or deleted them while they typed.
pub async fn note_sign_in(
    scope: &Scope,
    id: CounselorId,
    now: DateTime<Utc>,
    tx: &impl ConnectionTrait,
) -> ApiResult<bool> {
    let noted = scope
        .update::<Entity>()
        .col_expr(Column::LastSignedInAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::Active.eq(true))
        .exec(tx)
        .await?;
    Ok(noted.rows_affected == 1)
}

/// Matches an e-mail address or a login name, in the form names are compared in.
pub fn named(key: &str) -> Condition {
    Condition::any()
        .add(Column::LoginNameKey.eq(key))
        .add(Column::EmailKey.eq(key))
}
