//! Taking a request away with everything that hangs on it. A feature that keeps something of a
//! request has its line here.

use super::entity::{draft, left_draft, mail_request, message};
use crate::{ApiResult, break_glasses, hand_overs, internal_comments, scope::Scope};
use domain::ids::MailRequestId;
use sea_orm::{ColumnTrait, DatabaseTransaction, QueryFilter};

/// Removes it, within the caller's transaction. Answers how many messages are gone.
pub async fn remove(scope: &Scope, tx: &DatabaseTransaction, id: MailRequestId) -> ApiResult<u64> {
    internal_comments::operations::remove_of_mail_request(scope, tx, id).await?;
    break_glasses::operations::remove_of_mail_request(scope, tx, id).await?;
    hand_overs::operations::remove_of_mail_request(scope, tx, id).await?;
    scope
        .delete::<draft::Entity>()
        .filter(draft::Column::MailRequestId.eq(id))
        .exec(tx)
        .await?;
    scope
        .delete::<left_draft::Entity>()
        .filter(left_draft::Column::MailRequestId.eq(id))
        .exec(tx)
        .await?;
    let messages = scope
        .delete::<message::Entity>()
        .filter(message::Column::MailRequestId.eq(id))
        .exec(tx)
        .await?;
    scope
        .delete::<mail_request::Entity>()
        .filter(mail_request::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(messages.rows_affected)
}
