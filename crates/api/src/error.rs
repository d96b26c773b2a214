//! The one error that operations and extractors answer with, and the only place that picks a
//! status.

use actix_web::{HttpResponse, ResponseError, http::StatusCode, http::header};
use chrono::{DateTime, Utc};
use domain::{
    access::Access,
    clients::ClientTransitionError,
    counselors::CounselorRef,
    hand_overs::HandOverError,
    language::Language,
    mail_requests::TransitionError,
    problem::{FieldError, FieldProblem, Problem, ProblemCode},
    slots::Slot,
};
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Why a request was refused.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// Refused for a reason that the caller is told.
    #[error("{0:?}")]
    Problem(ProblemCode),
    /// A body that is not JSON at all.
    #[error("the body is not JSON")]
    Syntax,
    /// A body with a field that is not valid.
    #[error("{pointer}: {error}")]
    Field {
        /// JSON pointer to the field.
        pointer: String,
        /// What is wrong with it.
        error: FieldError,
    },
    /// Too many attempts.
    #[error("wait {seconds} s")]
    Wait {
        /// How long to wait.
        seconds: u64,
    },
    /// Somebody else has taken the request over.
    #[error("{} was faster", .0.id)]
    TakenOver(CounselorRef),
    /// A counselor's time is taken; these are free next.
    #[error("somebody was faster")]
    SlotTaken(Vec<Slot>),
    /// Something else is there when an entry of a series would begin.
    #[error("taken at {0}")]
    SeriesTaken(DateTime<Utc>),
    /// The video room is not open yet, but from then on.
    #[error("not before {0}")]
    VideoTooEarly(DateTime<Utc>),
    /// Everything unexpected. The text goes to the log, never to the caller.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What operations answer.
pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    /// An unexpected error.
    pub fn internal(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Internal(Box::new(source))
    }

    /// What programs switch on.
    pub fn code(&self) -> ProblemCode {
        match self {
            Self::Problem(code) => *code,
            Self::Syntax | Self::Field { .. } => ProblemCode::InvalidBody,
            Self::Wait { .. } => ProblemCode::TooManyAttempts,
            Self::TakenOver(_) => ProblemCode::TakenOver,
            Self::SlotTaken(_) | Self::SeriesTaken(_) => ProblemCode::SlotTaken,
            Self::VideoTooEarly(_) => ProblemCode::VideoTooEarly,
            Self::Internal(_) => ProblemCode::Internal,
        }
    }

    /// Seconds to wait before trying again, where that helps.
    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Wait { seconds } => Some(*seconds),
            Self::Problem(ProblemCode::Unavailable) => Some(1),
            Self::Problem(ProblemCode::ScannerUnavailable) => Some(60),
            _ => None,
        }
    }

    /// The body, in the caller's language.
    pub fn problem(&self, language: Language, request_id: Option<String>) -> Problem {
        let status = self.status_code();
        let errors = match self {
            Self::Field { pointer, error } => vec![FieldProblem {
                pointer: pointer.clone(),
                code: error.code,
                message: error.text(language),
            }],
            _ => Vec::new(),
        };
        Problem {
            kind: "about:blank".into(),
            title: status.canonical_reason().unwrap_or_default().into(),
            status: status.as_u16(),
            code: self.code(),
            detail: self.code().text(language).into(),
            errors,
            retry_after_seconds: self.retry_after(),
            taken_by: match self {
                Self::TakenOver(counselor) => Some(counselor.clone()),
                _ => None,
            },
            next_slots: match self {
                Self::SlotTaken(slots) => slots.clone(),
                _ => Vec::new(),
            },
            taken_at: match self {
                Self::SeriesTaken(at) => Some(*at),
                _ => None,
            },
            opens_at: match self {
                Self::VideoTooEarly(at) => Some(*at),
                _ => None,
            },
            request_id,
        }
    }

    /// The answer, in the caller's language.
    pub fn response(&self, language: Language, request_id: Option<String>) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Some(seconds) = self.retry_after() {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if matches!(self, Self::Problem(ProblemCode::Unauthenticated)) {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        response
            .insert_header((header::CONTENT_LANGUAGE, language.tag()))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .content_type("application/problem+json")
            .body(serde_json::to_vec(&self.problem(language, request_id)).unwrap_or_default())
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Syntax => StatusCode::BAD_REQUEST,
            Self::Field { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Wait { .. }
            | Self::TakenOver(_)
            | Self::SlotTaken(_)
            | Self::SeriesTaken(_)
            | Self::VideoTooEarly(_)
            | Self::Internal(_)
            | Self::Problem(_) => status(self.code()),
        }
    }

    /// `edge` writes the answer again in the caller's language.
    fn error_response(&self) -> HttpResponse {
        self.response(Language::default(), None)
    }
}

fn status(code: ProblemCode) -> StatusCode {
    match code {
        ProblemCode::InvalidQuery
        | ProblemCode::InvalidCursor
        | ProblemCode::InvalidBody
        | ProblemCode::InvalidIdempotencyKey => StatusCode::BAD_REQUEST,
        ProblemCode::IdempotencyKeyReused
        | ProblemCode::UnreadablePicture
        | ProblemCode::DocumentEmpty => StatusCode::UNPROCESSABLE_ENTITY,
        ProblemCode::InvalidCredentials
        | ProblemCode::WrongCode
        | ProblemCode::WrongRecoveryCode
        | ProblemCode::SignInExpired
        | ProblemCode::Unauthenticated
        | ProblemCode::SessionEnded => StatusCode::UNAUTHORIZED,
        ProblemCode::Forbidden
        | ProblemCode::MissingScope
        | ProblemCode::Quarantined
        | ProblemCode::BreakGlassRequired
        | ProblemCode::PasswordChangeDue
        | ProblemCode::TwoFactorDue => StatusCode::FORBIDDEN,
        ProblemCode::NotFound | ProblemCode::NoDraft | ProblemCode::UnknownFacility => {
            StatusCode::NOT_FOUND
        }
        ProblemCode::Erased | ProblemCode::LinkVoid | ProblemCode::VideoLinkRevoked => {
            StatusCode::GONE
        }
        ProblemCode::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        ProblemCode::Conflict
        | ProblemCode::ProofRequired
        | ProblemCode::ProofWrong
        | ProblemCode::ProofVoid
        | ProblemCode::ConsentRequired
        | ProblemCode::TakenOver
        | ProblemCode::SlotTaken
        | ProblemCode::NoPlaceLeft
        | ProblemCode::SlotsFree
        | ProblemCode::NoticePeriodOver
        | ProblemCode::VideoOff
        | ProblemCode::VideoExternal
        | ProblemCode::VideoTooEarly
        | ProblemCode::VideoOver
        | ProblemCode::ColleagueCannotRead
        | ProblemCode::CounselorUnreachable
        | ProblemCode::TooLateToEdit
        | ProblemCode::CreatorStays
        | ProblemCode::OpenDoorClosed
        | ProblemCode::OpenDoorFull
        | ProblemCode::HeirRequired
        | ProblemCode::LegalHold
        | ProblemCode::LimitReached
        | ProblemCode::AttachmentMissing
        | ProblemCode::TwoFactorRequired
        | ProblemCode::TwoFactorMissing
        | ProblemCode::AccountInactive
        | ProblemCode::NoEmail
        | ProblemCode::RegistrationClosed
        | ProblemCode::InvitationRequired
        | ProblemCode::ContactRequired
        | ProblemCode::ContactNotAsked
        | ProblemCode::PseudonymTaken
        | ProblemCode::EmailTaken
        | ProblemCode::LoginNameTaken
        | ProblemCode::SlugTaken
        | ProblemCode::LastAdmin
        | ProblemCode::NoLicenceLeft => StatusCode::CONFLICT,
        ProblemCode::StaleVersion => StatusCode::PRECONDITION_FAILED,
        ProblemCode::PayloadTooLarge
        | ProblemCode::PictureTooLarge
        | ProblemCode::DocumentTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::UnsupportedMediaType
        | ProblemCode::UnsupportedPicture
        | ProblemCode::DocumentKindRefused => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ProblemCode::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
        ProblemCode::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        ProblemCode::Unavailable | ProblemCode::ScannerUnavailable => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Turns a policy's answer into a result; absent and hidden read the same.
pub fn check(access: Access) -> ApiResult<()> {
    match access {
        Access::Allow => Ok(()),
        Access::Deny => Err(ApiError::Problem(ProblemCode::Forbidden)),
        Access::MissingScope => Err(ApiError::Problem(ProblemCode::MissingScope)),
        Access::BreakGlass => Err(ApiError::Problem(ProblemCode::BreakGlassRequired)),
        Access::Hide => Err(ApiError::Problem(ProblemCode::NotFound)),
    }
}

impl From<ProblemCode> for ApiError {
    fn from(code: ProblemCode) -> Self {
        Self::Problem(code)
    }
}

impl From<ClientTransitionError> for ApiError {
    fn from(_: ClientTransitionError) -> Self {
        Self::Problem(ProblemCode::Conflict)
    }
}

impl From<HandOverError> for ApiError {
    fn from(_: HandOverError) -> Self {
        Self::Problem(ProblemCode::Conflict)
    }
}

impl From<TransitionError> for ApiError {
    fn from(_: TransitionError) -> Self {
        Self::Problem(ProblemCode::Conflict)
    }
}

/// Which violated constraint is whose problem. PostgreSQL names the index, SQLite its columns.
const UNIQUE: [(&str, &str, ProblemCode); 6] = [
    (
        "facilities_slug_key",
        "facilities.slug",
        ProblemCode::SlugTaken,
    ),
    (
        "clients_pseudonym_key",
        "clients.pseudonym_key",
        ProblemCode::PseudonymTaken,
    ),
    (
        "clients_email_key",
        "clients.email_key",
        ProblemCode::EmailTaken,
    ),
    (
        "counselors_login_name_key",
        "counselors.login_name_key",
        ProblemCode::LoginNameTaken,
    ),
    (
        "counselors_email_key",
        "counselors.email_key",
        ProblemCode::EmailTaken,
    ),
    (
        "drafts_pkey",
        "drafts.mail_request_id",
        ProblemCode::StaleVersion,
    ),
];

/// What databases say when they are busy: SQLite's codes BUSY, LOCKED and BUSY_SNAPSHOT;
/// PostgreSQL's serialization_failure, deadlock_detected, and lock_not_available, which it says to
/// who has waited for a lock for too long.
const BUSY: [&str; 6] = ["5", "6", "517", "40001", "40P01", "55P03"];

/// What they say when they go down or come up: PostgreSQL's admin_shutdown, crash_shutdown and
/// cannot_connect_now, its too_many_connections, and idle_in_transaction_session_timeout, which is
/// said to who wakes after a long sleep.
const AWAY: [&str; 5] = ["57P01", "57P02", "57P03", "53300", "25P03"];

/// PostgreSQL's exclusion_violation: of the calendar, the only table that has one.
const EXCLUDED: &str = "23P01";

/// PostgreSQL's character_not_in_repertoire: a null byte, which only a made-up cursor can carry.
const BAD_CHARACTERS: &str = "22021";

impl From<DbErr> for ApiError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(text)) = error.sql_err() {
            let known = UNIQUE
                .iter()
                .find(|(index, column, _)| text.contains(index) || text.contains(column));
            if let Some((_, _, code)) = known {
                return Self::Problem(*code);
            }
        }
        match sql_code(&error) {
            Some(code) if BUSY.contains(&code.as_str()) || AWAY.contains(&code.as_str()) => {
                Self::Problem(ProblemCode::Unavailable)
            }
            Some(code) if is_out_of_space(&code) => {
                tracing::error!(%error, "the database can write nothing more");
                Self::Problem(ProblemCode::Unavailable)
            }
            Some(code) if code == EXCLUDED => Self::Problem(ProblemCode::SlotTaken),
            Some(code) if code == BAD_CHARACTERS => Self::Problem(ProblemCode::InvalidQuery),
            None if is_out_of_reach(&error) => Self::Problem(ProblemCode::Unavailable),
            _ => Self::internal(error),
        }
    }
}

/// Whether there is no room left, or the disk fails: PostgreSQL's disk_full; SQLite's FULL, and IOERR
/// of whatever kind, which it counts above the lowest eight bits. PostgreSQL's have five places.
fn is_out_of_space(code: &str) -> bool {
    let of_sqlite = code.parse::<u32>().ok().filter(|_| code.len() < 5);
    code == "53100" || of_sqlite.is_some_and(|code| matches!(code & 0xFF, 10 | 13))
}

/// Whether there was no connection to be had, or it was lost: all are in use for too long, or the
/// database is away. What was asked for may have been done all the same, as with any answer that is
/// lost: keys of writes are there for that.
fn is_out_of_reach(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
            use sqlx::Error;
            matches!(
                **cause,
                Error::PoolTimedOut | Error::PoolClosed | Error::Io(_) | Error::WorkerCrashed
            )
        }
        _ => false,
    }
}

/// The database's own code for what went wrong.
fn sql_code(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) =
        error
    else {
        return None;
    };
    let code = cause.as_database_error()?.code()?;
    Some(code.into_owned())
}
