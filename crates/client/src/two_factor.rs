use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    ids::CounselorId,
    two_factor::{
        PasswordProof, RecoveryCodes, SignInSettings, SignInSettingsUpdate, TwoFactor,
        TwoFactorConfirmation, TwoFactorSetup,
    },
    version::Version,
};

impl Client {
    /// How it stands with the caller's own second step.
    pub async fn read_two_factor(&self) -> CallResult<TwoFactor> {
        self.json(self.get("/two-factor")).await
    }

    /// Begins to set it up.
    pub async fn begin_two_factor(&self, body: &PasswordProof) -> CallResult<TwoFactorSetup> {
        self.json(self.post("/two-factor/setup", body)).await
    }

    /// Finishes that, with a first code.
    pub async fn confirm_two_factor(
        &self,
        body: &TwoFactorConfirmation,
    ) -> CallResult<RecoveryCodes> {
        self.json(self.post("/two-factor/confirmation", body)).await
    }

    /// Does without it again.
    pub async fn disable_two_factor(&self, body: &PasswordProof) -> CallResult<()> {
        self.send(self.post("/two-factor/removal", body))
            .await
            .map(drop)
    }

    /// New recovery codes in place of the old ones.
    pub async fn renew_recovery_codes(&self, body: &PasswordProof) -> CallResult<RecoveryCodes> {
        self.json(self.post("/two-factor/recovery-codes", body))
            .await
    }

    /// Takes a colleague's second step away.
    pub async fn remove_two_factor(&self, id: CounselorId) -> CallResult<()> {
        self.send(self.request(Method::DELETE, &format!("/counselors/{id}/two-factor")))
            .await
            .map(drop)
    }

    /// What the facility asks of its staff when they sign in.
    pub async fn read_sign_in_settings(&self) -> CallResult<SignInSettings> {
        self.json(self.get("/sign-in-settings")).await
    }

    /// Changes that, starting from `version`.
    pub async fn update_sign_in_settings(
        &self,
        version: Version,
        body: &SignInSettingsUpdate,
    ) -> CallResult<SignInSettings> {
        let request = self.request(Method::PUT, "/sign-in-settings").json(body);
        self.json(expecting(request, Some(version))).await
    }
}
