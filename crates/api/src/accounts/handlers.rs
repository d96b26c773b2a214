use super::{
    operations::{self, Begun, Step},
    renewal,
};
use crate::{
    ApiResult,
    caller::{Obliged, Public},
    extract::Valid,
    proofs_of_work::Proof,
    routes::ServiceConfig,
};
use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite},
    delete,
    http::{StatusCode, header},
    post,
    web::Path,
};
use domain::{
    accounts::{Account, AccountKind, ClientRegistration, ClientSignIn, CounselorSignIn, Session},
    problem::Problem,
    two_factor::{SignInChallenge, SignInConfirmation},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(sign_in_counselor)
        .service(confirm_sign_in)
        .service(sign_in_client)
        .service(register_client)
        .service(refresh_session)
        .service(sign_out);
}

/// Sign in as staff
///
/// With e-mail address or login name. The refresh token comes in a cookie that only the refresh
/// operation gets to see. Where a code is needed as well, this is only the first of two steps.
#[utoipa::path(tag = "accounts", security(()), request_body = CounselorSignIn, responses(
    (status = 200, body = Session, headers(("Set-Cookie" = String))),
    (status = 202, description = "The password is right, and a code is needed as well", body = SignInChallenge),
    (status = 401, description = "Name or password do not match", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "There is no such facility", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[post("/accounts/counselors/sign-in")]
async fn sign_in_counselor(
    public: Public,
    request: HttpRequest,
    Valid(body): Valid<CounselorSignIn>,
) -> ApiResult<HttpResponse> {
    Ok(match operations::sign_in_counselor(&public, body).await? {
        Step::Begun(begun) => answer_anew(&public, &request, StatusCode::OK, &begun).await?,
        Step::Second(challenge) => HttpResponse::Accepted()
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .json(challenge),
    })
}

/// Sign in as staff, second step
///
/// With a code of the authenticator app, each of which is good once, or with a recovery code.
#[utoipa::path(tag = "accounts", security(()), request_body = SignInConfirmation, responses(
    (status = 200, body = Session, headers(("Set-Cookie" = String))),
    (status = 401, description = "The code is not right, or the first step was too long ago", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[post("/accounts/counselors/sign-in/confirmation")]
async fn confirm_sign_in(
    public: Public,
    request: HttpRequest,
    Valid(body): Valid<SignInConfirmation>,
) -> ApiResult<HttpResponse> {
    let begun = operations::confirm_sign_in(&public, body).await?;
    answer_anew(&public, &request, StatusCode::OK, &begun).await
}

/// Sign in as a client, at a facility's portal
///
/// With pseudonym or e-mail address.
#[utoipa::path(tag = "accounts", security(()), params(("slug" = String, Path, example = "lahntal")), request_body = ClientSignIn, responses(
    (status = 200, body = Session, headers(("Set-Cookie" = String))),
    (status = 401, description = "Name or password do not match", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[post("/facilities/{slug}/sign-in")]
async fn sign_in_client(
    public: Public,
    request: HttpRequest,
    slug: Path<String>,
    Valid(body): Valid<ClientSignIn>,
) -> ApiResult<HttpResponse> {
    let begun = operations::sign_in_client(&public, &slug, body).await?;
    answer_anew(&public, &request, StatusCode::OK, &begun).await
}

/// Make an account for oneself, at a facility's portal
///
/// `read_portal` says whether anyone can, and whether an e-mail address or a mobile number is asked
/// for. Without an e-mail address, a recovery code is answered as well, this once.
#[utoipa::path(tag = "accounts", security(()), params(("slug" = String, Path, example = "lahntal"), ("Beistand-Proof" = String, Header, description = "A challenge of `read_proof_challenge`, solved")), request_body = ClientRegistration, responses(
    (status = 201, body = Session, headers(("Set-Cookie" = String))),
    (status = 409, description = "Pseudonym or e-mail address is taken, or the facility's rules of registration say no; no solved challenge came along, a wrong one, or one that was used or is too old (`proof_required`, `proof_wrong`, `proof_void`)", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[post("/facilities/{slug}/registrations")]
async fn register_client(
    public: Public,
    request: HttpRequest,
    slug: Path<String>,
    proof: Proof,
    Valid(body): Valid<ClientRegistration>,
) -> ApiResult<HttpResponse> {
    let begun = operations::register_client(&public, &slug, &proof, body).await?;
    answer_anew(&public, &request, StatusCode::CREATED, &begun).await
}

/// Renew the access token
///
/// Takes the refresh token from its cookie and sets a new one. A refresh token that was used
/// before ends the whole session.
#[utoipa::path(tag = "accounts", security(()), params(("kind" = AccountKind, Path)), responses(
    (status = 200, body = Session, headers(("Set-Cookie" = String))),
    (status = 401, description = "No session, or it has ended", body = Problem, content_type = "application/problem+json")))]
#[post("/sessions/{kind}/refresh")]
async fn refresh_session(
    public: Public,
    kind: Path<AccountKind>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let cookie = request.cookie(cookie_name(*kind, public.state().settings.is_https()));
    let token = cookie.as_ref().map(Cookie::value);
    let begun = renewal::refresh_session(&public, *kind, token).await?;
    Ok(answer(&public, StatusCode::OK, &begun))
}

/// Sign out
#[utoipa::path(tag = "accounts", responses((status = 204, description = "The session has ended")))]
#[delete("/sessions/current")]
async fn sign_out(Obliged(caller): Obliged) -> ApiResult<HttpResponse> {
    operations::sign_out(&caller).await?;
    let kind = match caller.actor().client_id() {
        Some(_) => AccountKind::Client,
        None => AccountKind::Counselor,
    };
    let mut gone = cookie(kind, "", caller.state().settings.is_https());
    gone.make_removal();
    Ok(HttpResponse::NoContent().cookie(gone).finish())
}

/// Answers with a session that takes the place of the one which this browser had before: its cookie
/// is gone with the answer, and nobody could end it from here any more.
async fn answer_anew(
    public: &Public,
    request: &HttpRequest,
    status: StatusCode,
    begun: &Begun,
) -> ApiResult<HttpResponse> {
    let name = cookie_name(kind_of(begun), public.state().settings.is_https());
    if let Some(former) = request.cookie(name) {
        renewal::end_former(public, former.value()).await?;
    }
    Ok(answer(public, status, begun))
}

fn kind_of(begun: &Begun) -> AccountKind {
    match begun.session.account {
        Account::Counselor { .. } => AccountKind::Counselor,
        Account::Client { .. } => AccountKind::Client,
    }
}

fn answer(public: &Public, status: StatusCode, begun: &Begun) -> HttpResponse {
    let kind = kind_of(begun);
    let secure = public.state().settings.is_https();
    HttpResponse::build(status)
        .cookie(cookie(kind, &begun.refresh_token, secure))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(&begun.session)
}

/// The prefix is the browser's promise that this host alone has set the cookie, and over TLS (RFC
/// 6265bis, section 4.1.3): a page on a neighbouring host cannot plant one of another session.
fn cookie_name(kind: AccountKind, secure: bool) -> &'static str {
    match (kind, secure) {
        (AccountKind::Counselor, true) => "__Host-beistand_counselor",
        (AccountKind::Counselor, false) => "beistand_counselor",
        (AccountKind::Client, true) => "__Host-beistand_client",
        (AccountKind::Client, false) => "beistand_client",
    }
}

/// Out of reach for scripts and for other sites, gone with the browser window. `secure` is off only
/// on this machine itself, where there is no TLS. The prefix of the name asks for this path.
fn cookie(kind: AccountKind, token: &str, secure: bool) -> Cookie<'_> {
    Cookie::build(cookie_name(kind, secure), token)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(secure)
        .finish()
}
