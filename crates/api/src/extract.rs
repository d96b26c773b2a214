//! What handlers take besides their caller: bodies and queries that are already valid, ids, and
//! the version a change starts from. Each refuses by itself, with a problem that says where.

use crate::{ApiError, ApiResult};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    error::PayloadError,
    http::{StatusCode, header},
    web::{Bytes, Query},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
};
use futures_util::{StreamExt, future::LocalBoxFuture};
use serde::{Serialize, de::DeserializeOwned};
use serde_path_to_error::Segment;
use std::future::{Ready, ready};

/// The most bytes that a JSON body may have: the longest message, several times over.
pub const MAX_JSON_BYTES: usize = 256 * 1024;

/// A JSON body that the domain has accepted.
pub struct Valid<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Valid<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = Self::with_bytes(request, payload);
        Box::pin(async move { body.await.map(|(body, _)| body) })
    }
}

impl<T: DeserializeOwned + 'static> Valid<T> {
    /// The body, and what it was read from.
    pub fn with_bytes(
        request: &HttpRequest,
        payload: &mut Payload,
    ) -> LocalBoxFuture<'static, ApiResult<(Self, Bytes)>> {
        let is_json = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move {
            if !is_json {
                return Err(ProblemCode::UnsupportedMediaType.into());
            }
            let bytes = bytes.await.map_err(|error| match error.as_error() {
                Some(PayloadError::Overflow) => ApiError::from(ProblemCode::PayloadTooLarge),
                _ => ApiError::Syntax,
            })?;
            let body = parse_object(&bytes).map(Self)?;
            Ok((body, bytes))
        })
    }
}

/// A body is an object. serde would fill a struct from an array as well, by position.
fn parse_object<T: DeserializeOwned>(bytes: &[u8]) -> ApiResult<T> {
    let error = FieldError::new(FieldCode::WrongType);
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'[') => Err(ApiError::Field {
            pointer: String::new(),
            error,
        }),
        _ => parse(bytes),
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> ApiResult<T> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        if !error.inner().is_data() {
            return ApiError::Syntax;
        }
        let path = error.path().iter().fold(String::new(), |path, segment| {
            let name = match segment {
                Segment::Seq { index } => index.to_string(),
                other => other.to_string(),
            };
            path + "/" + &name
        });
        let (pointer, error) = field_error(path, &error.inner().to_string());
        ApiError::Field { pointer, error }
    })?;
    json.end().map_err(|_| ApiError::Syntax)?;
    Ok(value)
}

/// Reads serde's text: our own refusals keep their code in it, serde's are told by their words.
fn field_error(path: String, text: &str) -> (String, FieldError) {
    let text = text.split(" at line ").next().unwrap_or_default();
    if let Ok(error) = text.parse() {
        return (path, error);
    }
    let quoted = text.split('`').nth(1).unwrap_or_default();
    if text.starts_with("missing field") {
        return (
            format!("{path}/{quoted}"),
            FieldError::new(FieldCode::Required),
        );
    }
    let code = if text.starts_with("unknown field") {
        FieldCode::UnknownField
    } else if text.starts_with("invalid type") {
        FieldCode::WrongType
    } else {
        FieldCode::InvalidFormat
    };
    (path, FieldError::new(code))
}

/// A body of any kind, not read yet: what it may be is for the operation to say, once it knows
/// that the caller may send one.
pub struct Upload {
    content_type: String,
    payload: Payload,
}

impl Upload {
    /// What it says it is.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// All of it, unless it is more than `most`.
    pub async fn read(mut self, most: usize, otherwise: ProblemCode) -> ApiResult<Vec<u8>> {
        let mut bytes = Vec::new();
        while let Some(chunk) = self.payload.next().await {
            let chunk = chunk.map_err(|_| ApiError::Syntax)?;
            if bytes.len() + chunk.len() > most {
                return Err(otherwise.into());
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

impl FromRequest for Upload {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let content_type = request.headers().get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        ready(Ok(Self {
            content_type: content_type.unwrap_or_default().to_owned(),
            payload: payload.take(),
        }))
    }
}

/// Query parameters that the domain has accepted.
pub struct ValidQuery<T>(pub T);

impl<T: DeserializeOwned> FromRequest for ValidQuery<T> {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            Query::from_query(request.query_string())
                .map(|query: Query<T>| Self(query.into_inner()))
                .map_err(|_| ProblemCode::InvalidQuery.into()),
        )
    }
}

/// The version that a change starts from (`If-Match`).
pub struct IfMatch(pub Version);

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match Expected::of(request) {
            Ok(Expected::Version(version)) => Ok(Self(version)),
            Ok(Expected::Absent) => Err(ProblemCode::PreconditionRequired.into()),
            Err(error) => Err(error),
        })
    }
}

/// What a save expects to find: a version (`If-Match`) or nothing yet (`If-None-Match: *`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Version(Version),
    Absent,
}

impl Expected {
    fn of(request: &HttpRequest) -> ApiResult<Self> {
        let header = |name| {
            request
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        match (header(header::IF_MATCH), header(header::IF_NONE_MATCH)) {
            (Some(tag), _) => Version::from_etag(tag)
                .map(Self::Version)
                .ok_or(ProblemCode::StaleVersion.into()),
            (None, Some(tag)) if tag.trim() == "*" => Ok(Self::Absent),
            _ => Err(ProblemCode::PreconditionRequired.into()),
        }
    }
}

impl FromRequest for Expected {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

/// An answer that carries the version of what it shows.
pub fn tagged(status: StatusCode, version: Version, body: &impl Serialize) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((header::ETAG, version.etag()))
        .json(body)
}

/// Where a page ended: the sort key of its last row, for the next page to start after.
fn write_cursor(key: &impl Serialize) -> ApiResult<String> {
    let json = serde_json::to_vec(key).map_err(ApiError::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

/// Reads where a page ended, as [`next_page`] wrote it.
pub fn read_cursor<T: DeserializeOwned>(cursor: &str) -> ApiResult<T> {
    URL_SAFE_NO_PAD
        .decode(cursor)
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok())
        .ok_or(ProblemCode::InvalidCursor.into())
}

/// Cuts the row that was fetched beyond the page, and answers where the next page starts.
pub fn next_page<M, K: Serialize>(
    models: &mut Vec<M>,
    rows: u64,
    key: impl FnOnce(&M) -> K,
) -> ApiResult<Option<String>> {
    let rows = usize::try_from(rows).map_err(ApiError::internal)?;
    if models.len() <= rows {
        return Ok(None);
    }
    models.truncate(rows);
    models
        .last()
        .map(|last| write_cursor(&key(last)))
        .transpose()
}

/// `%text%` for SQL `LIKE` with `\` as escape character, so that `%` and `_` are searched for
/// as they are.
pub fn contains_pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use domain::mail_requests::MailRequestCreate;
    use domain::{
        accounts::ClientRegistration,
        api_tokens::ApiTokenCreate,
        audit::AuditQuery,
        booking_times::BookingTimesWrite,
        bookings::{BookingCreate, BookingQuery},
        chats::{ChatHistoryQuery, ChatMessageSend},
        clients::ClientQuery,
        counselors::CounselorCreate,
        mail_requests::MailRequestQuery,
        slots::SlotQuery,
        statistics::StatisticsQuery,
        webhooks::WebhookCreate,
        working_time::WorkingTime,
    };
    use proptest::{
        collection::{hash_map, vec},
        prelude::*,
        sample::{Index, select},
    };
    use serde_json::Value;
    use uuid::Uuid;

    fn refusal(body: &str) -> (String, FieldCode) {
        match parse::<MailRequestCreate>(body.as_bytes()) {
            Err(ApiError::Field { pointer, error }) => (pointer, error.code),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_refused_body_says_which_field_and_why() {
        for (body, pointer, code) in [
            (r#"{"text":"x"}"#, "/subject", FieldCode::Required),
            (
                r#"{"subject":" ","text":"x"}"#,
                "/subject",
                FieldCode::Required,
            ),
            (
                r#"{"subject":7,"text":"x"}"#,
                "/subject",
                FieldCode::WrongType,
            ),
            (
                r#"{"subject":"x","text":"\u0000"}"#,
                "/text",
                FieldCode::ControlCharacters,
            ),
            (
                r#"{"subject":"x","text":"x","status":"open"}"#,
                "/status",
                FieldCode::UnknownField,
            ),
        ] {
            assert_eq!(refusal(body), (pointer.to_owned(), code), "{body}");
        }
    }

    #[test]
    fn an_array_is_not_read_as_the_fields_of_a_body() {
        let body = br#" ["Schlaf", "Ich liege wach."]"#;
        let refused = parse_object::<MailRequestCreate>(body);
        assert!(matches!(refused, Err(ApiError::Field { pointer, .. }) if pointer.is_empty()));
    }

    #[test]
    fn what_is_not_json_is_told_from_what_is_not_valid() {
        for body in ["", "{", "[1", "{} {}", "\u{0}"] {
            let result = parse::<serde_json::Value>(body.as_bytes());
            assert!(matches!(result, Err(ApiError::Syntax)), "{body:?}");
        }
    }

    #[test]
    fn wildcards_are_searched_for_as_they_are() {
        assert_eq!(contains_pattern("50%_Ü\\"), "%50\\%\\_ü\\\\%");
    }

    /// What bodies consist of: fields that there are, and values of every kind.
    fn json() -> impl Strategy<Value = Value> {
        let names = [
            "subject",
            "text",
            "attachments",
            "name",
            "email",
            "hours",
            "rows",
            "weekday",
            "opens",
            "starts_at",
            "duration_minutes",
            "password",
            "website",
            "scopes",
            "url",
            "events",
        ];
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            Just(Value::from("2026-01-19T09:00:00Z")),
            Just(Value::from("+262143-01-01T00:00:00Z")),
            Just(Value::from("0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10")),
        ];
        leaf.prop_recursive(4, 40, 8, move |inner| {
            let name = prop_oneof![
                select(names.to_vec()).prop_map(str::to_owned),
                any::<String>()
            ];
            prop_oneof![
                vec(inner.clone(), 0..6).prop_map(Value::from),
                hash_map(name, inner, 0..8).prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    /// Read, or refused with a pointer to what is there or should be.
    fn read_as<T: DeserializeOwned>(body: &[u8]) {
        match parse_object::<T>(body) {
            Ok(_) | Err(ApiError::Syntax) => {}
            Err(ApiError::Field { pointer, .. }) => {
                assert!(pointer.is_empty() || pointer.starts_with('/'), "{pointer}");
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    fn asked<T: DeserializeOwned>(query: &str) {
        let _ = Query::<T>::from_query(query);
    }

    proptest! {
        #[test]
        fn any_body_is_read_or_refused_where_it_is_wrong(noise: Vec<u8>, value in json(), cut: Index) {
            let whole = serde_json::to_vec(&value).unwrap();
            let cut = &whole[..cut.index(whole.len())];
            for body in [noise.as_slice(), cut, &whole] {
                read_as::<MailRequestCreate>(body);
                read_as::<ClientRegistration>(body);
                read_as::<CounselorCreate>(body);
                read_as::<BookingCreate>(body);
                read_as::<BookingTimesWrite>(body);
                read_as::<WorkingTime>(body);
                read_as::<WebhookCreate>(body);
                read_as::<ChatMessageSend>(body);
                read_as::<ApiTokenCreate>(body);
                read_as::<Value>(body);
            }
        }

        #[test]
        fn any_query_is_read_or_refused(raw: String, nearly in "((after|limit|order|from|until|status|text|counselor_id)=[-+%0-9a-zA-Z_.:]{0,30}&?){0,6}") {
            for query in [&raw, &nearly] {
                asked::<MailRequestQuery>(query);
                asked::<ClientQuery>(query);
                asked::<AuditQuery>(query);
                asked::<BookingQuery>(query);
                asked::<ChatHistoryQuery>(query);
                asked::<StatisticsQuery>(query);
                asked::<SlotQuery>(query);
            }
        }

        #[test]
        fn any_cursor_reads_back_or_is_refused(raw: String, nearly in "[-_A-Za-z0-9]{0,60}", text: String, number: i64, id: u128) {
            type Key = (String, i64, Uuid);
            for cursor in [&raw, &nearly] {
                if let Err(refused) = read_cursor::<Key>(cursor) {
                    prop_assert_eq!(refused.code(), ProblemCode::InvalidCursor);
                }
            }
            let key: Key = (text, number, Uuid::from_u128(id));
            let cursor = write_cursor(&key).unwrap();
            prop_assert!(cursor.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert_eq!(read_cursor::<Key>(&cursor).unwrap(), key);
        }

        #[test]
        fn any_condition_is_a_version_or_refused(raw in vec(any::<u8>(), 0..40), version: i32) {
            let read = |name: &str, bytes: &[u8]| {
                let value = header::HeaderValue::from_bytes(bytes).ok()?;
                let request = TestRequest::default().insert_header((name, value));
                Some(Expected::of(&request.to_http_request()))
            };
            for name in ["If-Match", "If-None-Match"] {
                if let Some(Err(refused)) = read(name, &raw) {
                    let codes = [ProblemCode::StaleVersion, ProblemCode::PreconditionRequired];
                    prop_assert!(codes.contains(&refused.code()));
                }
            }
            let version = Version(version);
            let tag = version.etag();
            let expected = read("If-Match", tag.as_bytes()).unwrap().unwrap();
            prop_assert_eq!(expected, Expected::Version(version));
        }

        #[test]
        fn any_search_matches_its_own_text(raw: String) {
            let pattern = contains_pattern(&raw);
            let inner = pattern.strip_prefix('%').and_then(|rest| rest.strip_suffix('%'));
            let mut letters = inner.unwrap().chars();
            let mut plain = String::new();
            while let Some(letter) = letters.next() {
                prop_assert!(!matches!(letter, '%' | '_'));
                plain.push(if letter == '\\' { letters.next().unwrap() } else { letter });
            }
            prop_assert_eq!(plain, raw.to_lowercase());
        }
    }
}
