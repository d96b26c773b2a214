//! Profile pictures: taken in, given out, thrown away.

use super::{
    entity::{ActiveModel, picture},
    operations::{find, write},
};
use crate::{
    ApiResult,
    caller::{Caller, Public},
    change::Change,
    extract::Upload,
    facility,
    scope::Scope,
};
use domain::{
    access::Action,
    audit::AuditAction,
    counselors::{Counselor, MAX_PICTURE_BYTES, check_upload},
    ids::{CounselorId, PictureId},
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Builder;

/// Gives an account a picture, in place of the one it may have. Each gets a name of its own, so
/// that an address always shows the same.
pub async fn replace_counselor_picture(
    caller: &Caller,
    id: CounselorId,
    version: Version,
    upload: Upload,
) -> ApiResult<Counselor> {
    find(caller, id, Action::ReplaceCounselorPicture, caller.db()).await?;
    let media_type = upload.content_type().to_owned();
    let bytes = upload
        .read(MAX_PICTURE_BYTES, ProblemCode::PictureTooLarge)
        .await?;
    let format = check_upload(&media_type, &bytes)?;
    let jpeg = caller.state().squares.make(bytes, format).await?;
    let picture_id = PictureId(Builder::from_random_bytes(rand::random()).into_uuid());
    let keys = caller.keys().await?;
    let mut change = Change::begin(caller, AuditAction::ReplaceCounselorPicture).await?;
    let columns = ActiveModel {
        picture_id: Set(Some(picture_id)),
        ..Default::default()
    };
    // First, so that of two at once the second is refused before it has written anything.
    let model = write(&change, id, version, columns).await?;
    delete_of(&change, id).await?;
    let picture = picture::ActiveModel {
        id: Set(picture_id),
        facility_id: Set(caller.facility()),
        counselor_id: Set(id),
        jpeg: Set(jpeg),
        created_at: Set(caller.now()),
    };
    picture::Entity::insert(picture)
        .exec_without_returning(change.tx())
        .await?;
    change.on(id);
    change.commit().await?;
    model.counselor(&keys)
}

/// Takes an account's picture away.
pub async fn remove_counselor_picture(
    caller: &Caller,
    id: CounselorId,
    version: Version,
) -> ApiResult<Counselor> {
    find(caller, id, Action::RemoveCounselorPicture, caller.db()).await?;
    let keys = caller.keys().await?;
    let mut change = Change::begin(caller, AuditAction::RemoveCounselorPicture).await?;
    let columns = ActiveModel {
        picture_id: Set(None),
        ..Default::default()
    };
    let model = write(&change, id, version, columns).await?;
    delete_of(&change, id).await?;
    change.on(id);
    change.commit().await?;
    model.counselor(&keys)
}

/// Throws away the picture of an account, within the caller's transaction.
pub async fn delete_of(change: &Change<'_>, id: CounselorId) -> ApiResult<()> {
    change
        .caller()
        .scope()
        .delete::<picture::Entity>()
        .filter(picture::Column::CounselorId.eq(id))
        .exec(change.tx())
        .await?;
    Ok(())
}

/// A picture, for whoever knows its name: names are random, and only told to those who may see
/// the picture.
pub async fn read_counselor_picture(
    public: &Public,
    slug: &str,
    id: PictureId,
) -> ApiResult<Vec<u8>> {
    let state = public.state();
    let facility = facility::operations::by_slug(&state.db, slug).await?;
    let picture = Scope::new(facility.id, state.db.clone())
        .find::<picture::Entity>()
        .filter(picture::Column::Id.eq(id))
        .one(&state.db)
        .await?;
    Ok(picture.ok_or(ProblemCode::NotFound)?.jpeg)
}
