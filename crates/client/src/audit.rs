use crate::{CallResult, Client};
use domain::{
    audit::{AuditEntry, AuditQuery, AuditVerification},
    page::Page,
};

impl Client {
    /// The entries of the audit log that match, newest first.
    pub async fn list_audit_entries(&self, query: &AuditQuery) -> CallResult<Page<AuditEntry>> {
        self.json(self.get("/audit-entries").query(query)).await
    }

    /// The entries that match, oldest first, as CSV.
    pub async fn export_audit_log(&self, query: &AuditQuery) -> CallResult<String> {
        let request = self.get("/audit-entries/export").query(query);
        Ok(self.send(request).await?.text().await?)
    }

    /// Whether the audit log is as it was written.
    pub async fn verify_audit_log(&self) -> CallResult<AuditVerification> {
        self.json(self.get("/audit-entries/verification")).await
    }
}
