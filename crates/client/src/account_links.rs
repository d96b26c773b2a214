use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    account_links::{
        AccountLink, ForgottenClientPassword, ForgottenPassword, LinkPresented, LinkRedemption,
    },
    ids::{ClientId, CounselorId},
};

impl Client {
    /// Has a link sent to staff who forgot their password, if there is such an account.
    pub async fn forgot_password(&self, body: &ForgottenPassword) -> CallResult<()> {
        self.send(self.post("/accounts/counselors/forgotten-password", body))
            .await
            .map(drop)
    }

    /// Has a link sent to a client who forgot their password, if there is such an account and it
    /// can be reached.
    pub async fn forgot_client_password(
        &self,
        slug: &str,
        body: &ForgottenClientPassword,
    ) -> CallResult<()> {
        let path = format!("/facilities/{slug}/forgotten-password");
        self.send_proven(slug, self.post(&path, body))
            .await
            .map(drop)
    }

    /// What a link leads to.
    pub async fn read_account_link(&self, body: &LinkPresented) -> CallResult<AccountLink> {
        self.json(self.post("/account-links/read", body)).await
    }

    /// Sets a password with a link.
    pub async fn redeem_account_link(&self, body: &LinkRedemption) -> CallResult<()> {
        self.send(self.post("/account-links/redeem", body))
            .await
            .map(drop)
    }

    /// Sends a counselor a link to set a password.
    pub async fn invite_counselor(&self, id: CounselorId) -> CallResult<()> {
        self.send(self.request(Method::POST, &format!("/counselors/{id}/invitation")))
            .await
            .map(drop)
    }

    /// Sends a client a link to set a password.
    pub async fn invite_client(&self, id: ClientId) -> CallResult<()> {
        self.send(self.request(Method::POST, &format!("/clients/{id}/invitation")))
            .await
            .map(drop)
    }
}
