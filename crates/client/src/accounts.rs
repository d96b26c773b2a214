use crate::http::{Method, RequestBuilder, Response};
use crate::{CallResult, Client};
use domain::{
    accounts::{Account, AccountKind, ClientRegistration, ClientSignIn, CounselorSignIn, Session},
    two_factor::{SignIn, SignInConfirmation},
};

impl Client {
    /// Signs staff in, or takes the first of two steps.
    pub async fn sign_in_counselor(&self, body: &CounselorSignIn) -> CallResult<SignIn> {
        let request = self.post("/accounts/counselors/sign-in", body);
        let response = crate::read(request.send().await?).await?;
        if response.status().as_u16() == 202 {
            return Ok(SignIn::SecondStep(response.json().await?));
        }
        self.begun(response).await.map(SignIn::Done)
    }

    /// Takes the second step of signing staff in.
    pub async fn confirm_sign_in(&self, body: &SignInConfirmation) -> CallResult<Session> {
        self.begin(self.post("/accounts/counselors/sign-in/confirmation", body))
            .await
    }

    /// Signs a client in at the portal of the facility `slug`.
    pub async fn sign_in_client(&self, slug: &str, body: &ClientSignIn) -> CallResult<Session> {
        self.begin(self.post(&format!("/facilities/{slug}/sign-in"), body))
            .await
    }

    /// Makes an account at the portal of the facility `slug` and signs it in.
    pub async fn register_client(
        &self,
        slug: &str,
        body: &ClientRegistration,
    ) -> CallResult<Session> {
        let request = self.post(&format!("/facilities/{slug}/registrations"), body);
        let response = self.send_proven(slug, request).await?;
        self.begun(response).await
    }

    /// Renews the access token with the refresh cookie of this kind of account.
    pub async fn refresh_session(&self, kind: AccountKind) -> CallResult<Session> {
        #[cfg(target_arch = "wasm32")]
        let _lock = crate::web_lock::acquire(&format!("beistand-refresh-{kind}")).await;
        let request = self.request(Method::POST, &format!("/sessions/{kind}/refresh"));
        #[cfg(not(target_arch = "wasm32"))]
        let request = match self.refresh_cookie() {
            Some(cookie) => request.header(reqwest::header::COOKIE, cookie),
            None => request,
        };
        self.begin(request).await
    }

    /// Ends the session on the server and forgets it here, even when the server is out of reach.
    pub async fn sign_out(&self) -> CallResult<()> {
        let result = self
            .send(self.request(Method::DELETE, "/sessions/current"))
            .await;
        *self.signed_in() = crate::SignedIn::default();
        result.map(drop)
    }

    async fn begin(&self, request: RequestBuilder) -> CallResult<Session> {
        let response = crate::read(request.send().await?).await?;
        self.begun(response).await
    }

    async fn begun(&self, response: Response) -> CallResult<Session> {
        #[cfg(not(target_arch = "wasm32"))]
        self.keep_refresh_cookie(&response);
        let session: Session = response.json().await?;
        let mut signed_in = self.signed_in();
        signed_in.access_token = Some(session.access_token.clone());
        signed_in.kind = Some(match session.account {
            Account::Counselor { .. } => AccountKind::Counselor,
            Account::Client { .. } => AccountKind::Client,
        });
        Ok(session)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Client {
    /// The refresh cookie as a `Cookie` header carries it.
    pub fn refresh_cookie(&self) -> Option<String> {
        self.signed_in().refresh_cookie.clone()
    }

    /// Goes on with this refresh cookie.
    pub fn set_refresh_cookie(&self, cookie: &str) {
        self.signed_in().refresh_cookie = Some(cookie.to_owned());
    }

    fn keep_refresh_cookie(&self, response: &reqwest::Response) {
        let cookie = response
            .headers()
            .get(reqwest::header::SET_COOKIE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next());
        if let Some(cookie) = cookie {
            self.set_refresh_cookie(cookie);
        }
    }
}
