//! Typed client of the Beistand API. Every method is named after its operation and speaks the
//! types of `domain`, so the app and the tests cannot drift from the server.
//!
//! The access token lives in memory only. The refresh token is a cookie: a browser keeps it out
//! of our reach, natively the client keeps it itself.
#![deny(missing_docs)]

mod absences;
mod access;
mod account_links;
mod accounts;
mod api_tokens;
mod assignment;
mod attachments;
mod audit;
mod booking_series;
mod booking_times;
mod bookings;
mod break_glasses;
mod calendar_feeds;
mod channels;
mod chats;
mod clients;
mod counselling_fields;
mod counselors;
mod dashboard;
mod deletion_routine;
mod direct_messages;
mod documents;
mod events;
mod facility;
mod group_bookings;
mod groups;
mod hand_overs;
mod http;
mod internal_comments;
mod licences;
mod mail_requests;
mod master_data_fields;
mod message_templates;
mod monitorings;
mod notes;
mod notifications;
mod open_door;
mod outgoing_mails;
mod own_data;
mod passwords;
mod presences;
mod proofs_of_work;
mod search;
mod services;
mod sessions;
mod slots;
mod statistics;
mod text_templates;
mod two_factor;
#[cfg(target_arch = "wasm32")]
mod upload;
mod video;
mod waiting_list;
mod watchlist;
#[cfg(target_arch = "wasm32")]
mod web_lock;
mod webhooks;
mod working_time;

pub use events::{Arrived, EventStream, Heard};
pub use open_door::Visit;
pub use proofs_of_work::solved;
#[cfg(target_arch = "wasm32")]
pub use upload::Upload;

use domain::{
    accounts::AccountKind,
    language::Language,
    problem::{Problem, ProblemCode},
    version::Version,
};

use http::{Method, RequestBuilder, Response, header};
use serde::{Serialize, de::DeserializeOwned};
use std::sync::{Arc, Mutex, PoisonError};

/// Why a call did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The server answered with a problem.
    #[error("{}", .0.detail)]
    Problem(Box<Problem>),
    /// The server did not answer, or not in our format.
    #[error("the server could not be reached")]
    Unreachable,
}

impl CallError {
    /// The problem's code, if the server answered with one.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::Unreachable => None,
        }
    }

    /// The problem, if the server answered with one.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Problem(problem) => Some(problem),
            Self::Unreachable => None,
        }
    }
}

impl From<http::Error> for CallError {
    fn from(_: http::Error) -> Self {
        Self::Unreachable
    }
}

/// What a call answers.
pub type CallResult<T> = Result<T, CallError>;

/// A connection to one server, signed in as at most one account. Clones share it.
#[derive(Clone, Debug)]
pub struct Client {
    base: Arc<str>,
    http: http::Client,
    signed_in: Arc<Mutex<SignedIn>>,
    language: Arc<Mutex<Option<Language>>>,
}

#[derive(Debug, Default)]
struct SignedIn {
    kind: Option<AccountKind>,
    access_token: Option<String>,
    #[cfg(not(target_arch = "wasm32"))]
    refresh_cookie: Option<String>,
}

impl Client {
    /// A client of the server at `base`, such as `https://beratung.example`, signed in as nobody.
    pub fn new(base: &str) -> Self {
        Self::made(http::Client::new(), base)
    }

    /// The same over connections of one's own making: a proxy, a time limit, certificates.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn over(http: reqwest::Client, base: &str) -> Self {
        Self::made(http, base)
    }

    fn made(http: http::Client, base: &str) -> Self {
        Self {
            base: base.trim_end_matches('/').into(),
            http,
            signed_in: Arc::default(),
            language: Arc::default(),
        }
    }

    /// The access token, while signed in.
    pub fn access_token(&self) -> Option<String> {
        self.signed_in().access_token.clone()
    }

    /// Goes on with this access token, without a refresh token: for API tokens and tests.
    pub fn set_access_token(&self, token: &str) {
        self.signed_in().access_token = Some(token.to_owned());
    }

    /// Asks for problems to be described in this language from now on. Before, it is left to the
    /// browser, and natively to the server.
    pub fn speak(&self, language: Language) {
        *self.language.lock().unwrap_or_else(PoisonError::into_inner) = Some(language);
    }

    fn signed_in(&self) -> std::sync::MutexGuard<'_, SignedIn> {
        self.signed_in
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self
            .http
            .request(method, format!("{}/api/v1{path}", self.base));
        let language = *self.language.lock().unwrap_or_else(PoisonError::into_inner);
        match language {
            Some(language) => request.header(header::ACCEPT_LANGUAGE, language.tag()),
            None => request,
        }
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    fn post(&self, path: &str, body: &impl Serialize) -> RequestBuilder {
        self.request(Method::POST, path).json(body)
    }

    /// Sends as the account that is signed in. When the access token has run out, it is renewed
    /// once and the call repeated.
    async fn send(&self, request: RequestBuilder) -> CallResult<Response> {
        let again = request.try_clone();
        match self.send_once(request).await {
            Err(error) if error.code() == Some(ProblemCode::Unauthenticated) => {
                let kind = self.signed_in().kind;
                let (Some(again), Some(kind)) = (again, kind) else {
                    return Err(error);
                };
                self.refresh_session(kind).await?;
                self.send_once(again).await
            }
            result => result,
        }
    }

    async fn send_once(&self, request: RequestBuilder) -> CallResult<Response> {
        let token = self.access_token();
        let request = match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        read(request.send().await?).await
    }

    /// Creates by POST, once: should the answer get lost on its way, asking again with the same
    /// key brings it, and nothing happens a second time.
    async fn create<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> CallResult<T> {
        let key = idempotency_key();
        let request = || self.post(path, body).header("Idempotency-Key", &key);
        match self.send(request()).await {
            Err(CallError::Unreachable) => self.json(request()).await,
            answered => Ok(answered?.json().await?),
        }
    }

    async fn json<T: DeserializeOwned>(&self, request: RequestBuilder) -> CallResult<T> {
        Ok(self.send(request).await?.json().await?)
    }
}

/// A key that no other request has.
#[expect(
    clippy::disallowed_methods,
    reason = "a key of a request is no row's id"
)]
fn idempotency_key() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// An answer of success, or the problem it carries.
async fn read(response: Response) -> CallResult<Response> {
    if response.status().is_success() {
        return Ok(response);
    }
    Err(CallError::Problem(Box::new(response.json().await?)))
}

/// Names the version that a change starts from; `None` says that there is nothing yet.
fn expecting(request: RequestBuilder, version: Option<Version>) -> RequestBuilder {
    match version {
        Some(version) => request.header(header::IF_MATCH, version.etag()),
        None => request.header(header::IF_NONE_MATCH, "*"),
    }
}
