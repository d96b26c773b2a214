//! The log as a table to take along (CSV, RFC 4180), written as it is read: memory stays flat.

use super::{
    entity::Column,
    operations::{BATCH, matching, with_names},
};
use crate::{ApiError, ApiResult, caller::Caller, change::Change, tables::csv::harmless};
use actix_web::web::Bytes;
use domain::{
    access::{Action, Relation},
    audit::{AuditAction, AuditEntry, AuditQuery},
};
use futures_util::{Stream, stream};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

const HEADINGS: [&str; 10] = [
    "position",
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "action",
    "record_kind",
    "record_id",
    "credential_id",
    "network",
];

/// The entries that match, oldest first, as lines of CSV.
pub async fn export_audit_log(
    caller: Caller,
    query: AuditQuery,
) -> ApiResult<impl Stream<Item = ApiResult<Bytes>> + use<>> {
    caller.check(Action::ExportAuditLog, Relation::Common)?;
    let change = Change::begin(&caller, AuditAction::ExportAuditLog).await?;
    change.commit().await?;
    let headings = stream::iter([line(HEADINGS.map(str::to_owned)).map(Bytes::from)]);
    let batches = stream::try_unfold((caller, query, 0), |(caller, query, position)| async move {
        let models = matching(&caller, &query)
            .filter(Column::Position.gt(position))
            .order_by_asc(Column::Position)
            .limit(BATCH)
            .all(caller.db())
            .await?;
        let Some(last) = models.last() else {
            return Ok::<_, ApiError>(None);
        };
        let position = last.position;
        let mut lines = Vec::new();
        for entry in with_names(&caller, models).await? {
            lines.extend(line(fields(entry))?);
        }
        Ok(Some((Bytes::from(lines), (caller, query, position))))
    });
    Ok(stream::StreamExt::chain(headings, batches))
}

fn fields(entry: AuditEntry) -> [String; 10] {
    let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    [
        entry.position.to_string(),
        entry.at.to_rfc3339(),
        entry.actor.kind.name().to_owned(),
        id(entry.actor.id),
        harmless(entry.actor.name.unwrap_or_default()),
        entry.action.name().to_owned(),
        entry
            .record
            .map_or("", |record| record.kind.name())
            .to_owned(),
        id(entry.record.map(|record| record.id)),
        id(entry.credential_id),
        entry.network.unwrap_or_default(),
    ]
}

fn line(fields: [String; 10]) -> ApiResult<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(fields).map_err(ApiError::internal)?;
    writer
        .into_inner()
        .map_err(|error| ApiError::internal(error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_never_formulas() {
        for (name, shown) in [
            ("Miriam Brandt", "Miriam Brandt"),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\n=1+1", "\"'\n=1+1\""),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
        ] {
            let mut fields = HEADINGS.map(|_| String::new());
            fields[4] = harmless(name.into());
            let line = String::from_utf8(line(fields).unwrap()).unwrap();
            assert_eq!(line, format!(",,,,{shown},,,,,\r\n"));
        }
    }
}
