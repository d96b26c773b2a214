//! The way out of the newsletter that stands in every mail of it: a page with a button for people,
//! and the same address for programs of mail, which send it themselves (RFC 8058). It proves itself
//! and needs no account; whoever has the mail may unsubscribe its reader, and nothing else.

use crate::{
    ApiResult, caller::Public, counselors::entity as counselor, crypto::FacilityKeys,
    edge::language, scope::Scope, web_app::style_sheet,
};
use actix_web::{HttpRequest, HttpResponse, get, http::header::ContentType, post, web::Path};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{ids::CounselorId, language::Language};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use subtle::ConstantTimeEq;

/// The address that unsubscribes this account.
pub fn address(public_url: &str, keys: &FacilityKeys, id: CounselorId) -> String {
    let public_url = public_url.trim_end_matches('/');
    let proof = URL_SAFE_NO_PAD.encode(proof(keys, id));
    format!("{public_url}/newsletter/unsubscribe/{id}.{proof}")
}

fn proof(keys: &FacilityKeys, id: CounselorId) -> [u8; 32] {
    keys.sign_in_proof(&[b"newsletter", id.0.as_bytes()])
}

/// Asks whether.
#[get("/newsletter/unsubscribe/{token}")]
pub async fn newsletter_page(
    request: HttpRequest,
    public: Public,
    token: Path<String>,
) -> ApiResult<HttpResponse> {
    let reader = find(&public, &token).await?;
    let language = tongue(&request, reader.as_ref());
    Ok(page(&public, language, reader.map(|one| one.newsletter)))
}

/// Does so. Doing so again changes nothing.
#[post("/newsletter/unsubscribe/{token}")]
pub async fn unsubscribe_newsletter(
    request: HttpRequest,
    public: Public,
    token: Path<String>,
) -> ApiResult<HttpResponse> {
    let Some(reader) = find(&public, &token).await? else {
        return Ok(page(&public, language(&request), None));
    };
    let scope = Scope::new(reader.facility_id, public.state().db.clone());
    scope
        .update::<counselor::Entity>()
        .col_expr(counselor::Column::Newsletter, Expr::value(false))
        .col_expr(
            counselor::Column::Version,
            Expr::col(counselor::Column::Version).add(1),
        )
        .filter(counselor::Column::Id.eq(reader.id))
        .filter(counselor::Column::Newsletter.eq(true))
        .exec(scope.db())
        .await?;
    Ok(page(&public, reader.language, Some(false)))
}

/// The language of the mail, whose reader it is; of an address that is nobody's, the browser's.
fn tongue(request: &HttpRequest, reader: Option<&counselor::Model>) -> Language {
    reader.map_or_else(|| language(request), |one| one.language)
}

/// Whose address it is, if it is anybody's.
#[expect(clippy::disallowed_methods, reason = "the address tells the facility")]
async fn find(public: &Public, token: &str) -> ApiResult<Option<counselor::Model>> {
    let state = public.state();
    let Some((id, proven)) = token.split_once('.') else {
        return Ok(None);
    };
    let (Ok(id), Ok(proven)) = (id.parse::<CounselorId>(), URL_SAFE_NO_PAD.decode(proven)) else {
        return Ok(None);
    };
    let found = counselor::Entity::find()
        .filter(counselor::Column::Id.eq(id))
        .one(&state.db)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let scope = Scope::new(found.facility_id, state.db.clone());
    let keys = state.keyring.facility(&scope).await?;
    let right = bool::from(proof(&keys, id).as_slice().ct_eq(&proven));
    Ok(right.then_some(found))
}

/// The page: whether they get it, or that the address is nobody's. It looks like the app's and
/// needs nothing of it.
fn page(public: &Public, language: Language, gets_it: Option<bool>) -> HttpResponse {
    let (title, text, button) = match (language, gets_it) {
        (Language::De, Some(true)) => (
            "Newsletter abbestellen",
            "Sie bekommen dann keinen Newsletter mehr. Im Menü unter „Newsletter“ können Sie ihn wieder bestellen.",
            Some("Abbestellen"),
        ),
        (Language::En, Some(true)) => (
            "Unsubscribe from the newsletter",
            "You will not get the newsletter any more. You can subscribe again in the menu under “Newsletter”.",
            Some("Unsubscribe"),
        ),
        (Language::De, Some(false)) => (
            "Newsletter abbestellt",
            "Sie bekommen keinen Newsletter mehr.",
            None,
        ),
        (Language::En, Some(false)) => (
            "Unsubscribed from the newsletter",
            "You will not get the newsletter any more.",
            None,
        ),
        (Language::De, None) => (
            "Newsletter",
            "Dieser Link gilt nicht. Öffnen Sie ihn aus der E-Mail, oder bestellen Sie den Newsletter im Menü von Beistand unter „Newsletter“ ab.",
            None,
        ),
        (Language::En, None) => (
            "Newsletter",
            "This link is not good. Open it from the e-mail, or unsubscribe in the menu of Beistand under “Newsletter”.",
            None,
        ),
    };
    let form = button.map_or_else(String::new, |button| {
        format!(
            "<form method=\"post\"><button class=\"btn btn-primary\" type=\"submit\">{button}\
             </button></form>\n"
        )
    });
    let body = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>{}</head>\
         <body><main class=\"page stack\"><h1>{title}</h1>\n<p>{text}</p>\n{form}</main></body>\
         </html>\n",
        language.tag(),
        style_sheet(public.state()).unwrap_or_default()
    );
    let mut answer = match gets_it {
        Some(_) => HttpResponse::Ok(),
        None => HttpResponse::NotFound(),
    };
    answer.content_type(ContentType::html()).body(body)
}
