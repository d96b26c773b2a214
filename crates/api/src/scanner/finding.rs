//! What comes of a finding: the audit log says so, and the admins are told.

use crate::{ApiResult, audit, change::Change, outgoing_mails::notify_admins};
use domain::{
    audit::{AuditAction, AuditRecord},
    outgoing_mails::MailTemplate,
};

/// Notes that something was found in a file, within the transaction that keeps it shut away.
pub async fn quarantine(change: &mut Change<'_>, record: impl Into<AuditRecord>) -> ApiResult<()> {
    let (caller, now) = (change.caller(), change.caller().now());
    let keys = caller.keys().await?;
    let what = (AuditAction::QuarantineFile, Some(record.into()));
    audit::record(change.tx(), caller.scope(), &keys, caller.by(), what, now).await?;
    notify_admins(change, MailTemplate::FileQuarantined, "/settings/audit").await
}
