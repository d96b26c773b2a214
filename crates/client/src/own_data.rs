use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    clients::{OwnAccountDeleted, OwnData, OwnDataUpdate},
    recovery_codes::{PasswordRecovery, RecoveryCodeMade},
    two_factor::PasswordProof,
    version::Version,
};

impl Client {
    /// What is kept of oneself, as a client.
    pub async fn read_own_data(&self) -> CallResult<OwnData> {
        self.json(self.get("/own-data")).await
    }

    /// Changes by which name and address one is known, starting from `version`.
    pub async fn update_own_data(
        &self,
        version: Version,
        body: &OwnDataUpdate,
    ) -> CallResult<OwnData> {
        let request = self.request(Method::PATCH, "/own-data").json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Everything that is kept of oneself, as a zip archive.
    pub async fn export_own_data(&self) -> CallResult<Vec<u8>> {
        let answer = self.send(self.get("/own-data/export"));
        Ok(answer.await?.bytes().await?.to_vec())
    }

    /// Deletes one's own account; whoever did so is signed in no more.
    pub async fn delete_own_account(&self, body: &PasswordProof) -> CallResult<OwnAccountDeleted> {
        self.json(self.post("/own-data/deletion", body)).await
    }

    /// Makes a new recovery code; the one before is void.
    pub async fn make_recovery_code(&self, body: &PasswordProof) -> CallResult<RecoveryCodeMade> {
        self.json(self.post("/own-data/recovery-code", body)).await
    }

    /// Sets a new password with a recovery code, at the portal of the facility `slug`.
    pub async fn recover_password(
        &self,
        slug: &str,
        body: &PasswordRecovery,
    ) -> CallResult<RecoveryCodeMade> {
        self.json(self.post(&format!("/facilities/{slug}/password-recovery"), body))
            .await
    }
}
