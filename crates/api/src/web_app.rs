//! The app: built into the program, or served from a folder while it is being worked on.

use crate::state::State;
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, CacheDirective},
    web::Data,
};
use rust_embed::RustEmbed;
use std::{
    borrow::Cow,
    path::{Component, Path},
};

/// A year, in seconds: a file whose name has its content's hash never changes.
const FOREVER: u32 = 31_536_000;

#[derive(RustEmbed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct BuiltIn;

/// Answers with a file of the app, or with the first page of one of its two programs, the staff's
/// and the portal's: they know their addresses themselves.
pub fn serve(request: &HttpRequest, state: &Data<State>) -> Option<HttpResponse> {
    let path = request.path().trim_start_matches('/');
    let folder = state.settings.app_dir.as_deref();
    let name = if path.is_empty() || !path.contains('.') {
        if path.starts_with("p/") {
            "portal.html"
        } else {
            "staff.html"
        }
    } else {
        path
    };
    let is_page = Path::new(name)
        .extension()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("html"));
    let accepts_brotli = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|one| one.trim().starts_with("br")));
    let compressed = accepts_brotli
        .then(|| read(folder, &format!("{name}.br")))
        .flatten();
    let encoded = compressed.is_some();
    let content = compressed.or_else(|| read(folder, name))?;

    let mut response = HttpResponse::Ok();
    response
        .content_type(content_type(name))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header(header::CacheControl(if is_page {
            vec![CacheDirective::NoCache]
        } else {
            vec![
                CacheDirective::Public,
                CacheDirective::MaxAge(FOREVER),
                CacheDirective::Extension("immutable".into(), None),
            ]
        }));
    if encoded {
        response.insert_header((header::CONTENT_ENCODING, "br"));
    }
    Some(response.body(content.into_owned()))
}

/// The element by which the app's pages get their looks, for the pages that need no program; none
/// where there is no app.
pub fn style_sheet(state: &State) -> Option<String> {
    let page = read(state.settings.app_dir.as_deref(), "staff.html")?;
    let page = std::str::from_utf8(&page).ok()?;
    let begin = page.find("<link rel=\"stylesheet\"")?;
    let (link, _) = page.get(begin..)?.split_once('>')?;
    Some(format!("{link}>"))
}

/// The kind of a file; of text with its encoding, which nobody is to guess.
fn content_type(name: &str) -> String {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    if kind.type_() == mime_guess::mime::TEXT {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    }
}

fn read(folder: Option<&Path>, name: &str) -> Option<Cow<'static, [u8]>> {
    let inside = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        return None;
    }
    match folder {
        Some(folder) => std::fs::read(folder.join(name)).ok().map(Cow::Owned),
        None => BuiltIn::get(name).map(|file| file.data),
    }
}
