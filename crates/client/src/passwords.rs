use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    ids::ClientId,
    passwords::{ClientPasswordSet, PasswordCandidate, PasswordChange, PasswordRating},
};

impl Client {
    /// How good a password would be.
    pub async fn rate_password(&self, body: &PasswordCandidate) -> CallResult<PasswordRating> {
        self.json(self.post("/passwords/rating", body)).await
    }

    /// Changes the caller's own password.
    pub async fn change_own_password(&self, body: &PasswordChange) -> CallResult<()> {
        self.send(self.request(Method::PUT, "/accounts/password").json(body))
            .await
            .map(drop)
    }

    /// Gives a client a password that they have to change.
    pub async fn set_client_password(
        &self,
        id: ClientId,
        body: &ClientPasswordSet,
    ) -> CallResult<()> {
        let request = self.request(Method::PUT, &format!("/clients/{id}/password"));
        self.send(request.json(body)).await.map(drop)
    }
}
