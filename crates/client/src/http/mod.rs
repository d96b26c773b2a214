//! What carries the calls: reqwest natively; in a browser its own `fetch`, with as much of the same
//! names as the client uses.

#[cfg(target_arch = "wasm32")]
mod fetch;

#[cfg(target_arch = "wasm32")]
pub(crate) use fetch::{Client, Error, Method, RequestBuilder, Response};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use reqwest::{Client, Error, Method, RequestBuilder, Response};

/// Names of headers (RFC 9110).
pub(crate) mod header {
    pub(crate) const ACCEPT_LANGUAGE: &str = "accept-language";
    #[cfg(target_arch = "wasm32")]
    pub(crate) const AUTHORIZATION: &str = "authorization";
    pub(crate) const CONTENT_TYPE: &str = "content-type";
    pub(crate) const IF_MATCH: &str = "if-match";
    pub(crate) const IF_NONE_MATCH: &str = "if-none-match";
}
