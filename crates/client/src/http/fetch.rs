//! Requests by the browser's `fetch` (WHATWG Fetch Standard). The browser knows addresses and
//! headers itself; a library that knows them too would be a tenth of what is loaded first.

use super::header;
use js_sys::{Reflect, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, ReadableStreamDefaultReader, RequestInit};

/// Why a request did not succeed: the browser does not say.
#[derive(Debug)]
pub(crate) struct Error;

impl From<JsValue> for Error {
    fn from(_: JsValue) -> Self {
        Self
    }
}

impl From<serde_json::Error> for Error {
    fn from(_: serde_json::Error) -> Self {
        Self
    }
}

type Result<T> = std::result::Result<T, Error>;

/// A request's method (RFC 9110, section 9).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Method(&'static str);

impl Method {
    pub(crate) const DELETE: Self = Self("DELETE");
    pub(crate) const GET: Self = Self("GET");
    pub(crate) const PATCH: Self = Self("PATCH");
    pub(crate) const POST: Self = Self("POST");
    pub(crate) const PUT: Self = Self("PUT");
}

/// Makes requests. A browser keeps connections itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client;

impl Client {
    pub(crate) fn new() -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "reqwest's client is one")]
    pub(crate) fn request(&self, method: Method, address: String) -> RequestBuilder {
        RequestBuilder {
            method,
            address,
            headers: Vec::new(),
            body: None,
            invalid: false,
        }
    }
}

/// What a request carries.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Text(String),
    Bytes(Vec<u8>),
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// A request that is not sent yet.
#[derive(Clone, Debug)]
#[must_use]
pub(crate) struct RequestBuilder {
    method: Method,
    address: String,
    headers: Vec<(&'static str, String)>,
    body: Option<Body>,
    /// A query or body could not be written.
    invalid: bool,
}

impl RequestBuilder {
    pub(crate) fn header(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    pub(crate) fn bearer_auth(self, token: String) -> Self {
        self.header(header::AUTHORIZATION, format!("Bearer {token}"))
    }

    pub(crate) fn query(mut self, query: &impl Serialize) -> Self {
        match serde_urlencoded::to_string(query) {
            Ok(query) if query.is_empty() => {}
            Ok(query) => {
                let sign = if self.address.contains('?') { '&' } else { '?' };
                self.address.push(sign);
                self.address.push_str(&query);
            }
            Err(_) => self.invalid = true,
        }
        self
    }

    pub(crate) fn json(mut self, body: &impl Serialize) -> Self {
        match serde_json::to_string(body) {
            Ok(body) => self.body = Some(Body::Text(body)),
            Err(_) => self.invalid = true,
        }
        self.header(header::CONTENT_TYPE, "application/json")
    }

    pub(crate) fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// The same once more; always possible here.
    #[expect(clippy::unnecessary_wraps, reason = "reqwest cannot repeat every body")]
    pub(crate) fn try_clone(&self) -> Option<Self> {
        Some(self.clone())
    }

    pub(crate) async fn send(self) -> Result<Response> {
        if self.invalid {
            return Err(Error);
        }
        let headers = Headers::new()?;
        for (name, value) in &self.headers {
            headers.append(name, value)?;
        }
        let init = RequestInit::new();
        init.set_method(self.method.0);
        init.set_headers(&headers);
        match &self.body {
            Some(Body::Text(text)) => init.set_body(&JsValue::from_str(text)),
            Some(Body::Bytes(bytes)) => init.set_body(&Uint8Array::from(bytes.as_slice())),
            None => {}
        }
        if self.method != Method::GET && self.body.is_none() {
            // What ends something on the way out of the page goes on without it.
            Reflect::set(&init, &"keepalive".into(), &true.into())?;
        }
        let stop = Stop(AbortController::new()?);
        init.set_signal(Some(&stop.0.signal()));
        let window = web_sys::window().ok_or(Error)?;
        let answer = JsFuture::from(window.fetch_with_str_and_init(&self.address, &init)).await?;
        Ok(Response {
            answer: answer.dyn_into()?,
            reading: None,
            _stop: stop,
        })
    }
}

/// Ends a request that nobody waits for any more.
#[derive(Debug)]
struct Stop(AbortController);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A status code (RFC 9110, section 15).
#[derive(Clone, Copy, Debug)]
pub(crate) struct StatusCode(u16);

impl StatusCode {
    pub(crate) fn as_u16(self) -> u16 {
        self.0
    }

    pub(crate) fn is_success(self) -> bool {
        (200..300).contains(&self.0)
    }
}

/// An answer, of which the body may be still on its way.
#[derive(Debug)]
pub(crate) struct Response {
    answer: web_sys::Response,
    reading: Option<Reading>,
    _stop: Stop,
}

/// A body that is read piece by piece.
#[derive(Debug)]
struct Reading {
    reader: ReadableStreamDefaultReader,
    /// A piece that was waited for, should its waiting have been given up.
    next: Option<JsFuture>,
}

impl Response {
    pub(crate) fn status(&self) -> StatusCode {
        StatusCode(self.answer.status())
    }

    pub(crate) async fn text(self) -> Result<String> {
        let text = JsFuture::from(self.answer.text()?).await?;
        text.as_string().ok_or(Error)
    }

    pub(crate) async fn json<T: DeserializeOwned>(self) -> Result<T> {
        Ok(serde_json::from_str(&self.text().await?)?)
    }

    pub(crate) async fn bytes(self) -> Result<Vec<u8>> {
        let buffer = JsFuture::from(self.answer.array_buffer()?).await?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    /// The next piece of the body; `None` when it has ended. Nothing is lost of one whose waiting
    /// was given up.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Vec<u8>>> {
        if self.reading.is_none() {
            let body = self.answer.body().ok_or(Error)?;
            let reader = body.get_reader().dyn_into().map_err(|_| Error)?;
            self.reading = Some(Reading { reader, next: None });
        }
        let Some(Reading { reader, next }) = &mut self.reading else {
            return Err(Error);
        };
        let piece = next
            .get_or_insert_with(|| JsFuture::from(reader.read()))
            .await;
        *next = None;
        let piece = piece?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(None);
        }
        let value: Uint8Array = Reflect::get(&piece, &"value".into())?.dyn_into()?;
        Ok(Some(value.to_vec()))
    }
}
