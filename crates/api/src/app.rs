//! Puts the application together; the program and the tests both use this.

use crate::{
    ApiError, ApiResult, edge,
    extract::MAX_JSON_BYTES,
    health, limits,
    newsletters::{newsletter_page, unsubscribe_newsletter},
    openapi,
    outgoing_mails::demo_mails,
    routes::routes,
    shutdown,
    state::State,
    web_app,
};
use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    dev::{ResourceDef, Server},
    http::{Method, header},
    middleware::{Compress, from_fn},
    web::{self, Bytes, Data, PathConfig, PayloadConfig},
};
use domain::problem::ProblemCode;
use std::{
    net::TcpListener,
    sync::{LazyLock, OnceLock},
    time::Duration,
};
use utoipa_swagger_ui::SwaggerUi;

/// Seconds that requests under way are given to finish when the server stops. Live connections end
/// by themselves.
const SHUTDOWN_SECONDS: u64 = 20;

/// Starts answering on `listener`; the server runs once it is awaited.
pub fn serve(state: Data<State>, listener: TcpListener) -> ApiResult<Server> {
    let workers = state.settings.workers;
    let told_to_stop = shutdown::told_to_stop(state.clone());
    let server = HttpServer::new(move || {
        App::new()
            .wrap(from_fn(limits::per_address))
            .wrap(from_fn(edge::edge))
            .wrap(Compress::default())
            .app_data(state.clone())
            .app_data(PayloadConfig::new(MAX_JSON_BYTES))
            .app_data(PathConfig::default().error_handler(|_, _| not_found().into()))
            .service(openapi_json)
            .configure(routes)
            .service(health::live)
            .service(health::ready)
            .service(demo_mails)
            .service(newsletter_page)
            .service(unsubscribe_newsletter)
            .service(docs)
            .service(SwaggerUi::new("/api/docs/{_:.*}").config(swagger_config()))
            .default_service(web::to(elsewhere))
    })
    .workers(workers)
    .shutdown_signal(told_to_stop)
    .shutdown_timeout(SHUTDOWN_SECONDS)
    .keep_alive(Duration::from_secs(75))
    .listen(listener)
    .map_err(ApiError::internal)?;
    Ok(server.run())
}

/// The document as it is checked in.
#[actix_web::get("/api/v1/openapi.json")]
async fn openapi_json() -> ApiResult<HttpResponse> {
    static WRITTEN: OnceLock<Bytes> = OnceLock::new();
    let document = if let Some(written) = WRITTEN.get() {
        written.clone()
    } else {
        let document = openapi::document().to_json().map_err(ApiError::internal)?;
        WRITTEN.get_or_init(|| document.into()).clone()
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .content_type(header::ContentType::json())
        .body(document))
}

/// The page that shows it.
#[actix_web::get("/api/docs")]
async fn docs() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, "/api/docs/"))
        .finish()
}

fn swagger_config() -> utoipa_swagger_ui::Config<'static> {
    utoipa_swagger_ui::Config::from("/api/v1/openapi.json")
        .use_base_layout()
        .validator_url("none")
}

/// What no route answers: the app, or a problem.
async fn elsewhere(request: HttpRequest, state: Data<State>) -> HttpResponse {
    let path = request.path();
    let of_the_api = path.starts_with("/api/");
    let error: ApiError = if of_the_api && let Some(allowed) = ADDRESSES.allowed(path) {
        let mut response = HttpResponse::from_error(ApiError::from(ProblemCode::MethodNotAllowed));
        if let Ok(allowed) = header::HeaderValue::from_str(allowed) {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
        return response;
    } else if of_the_api || path.starts_with("/health/") {
        not_found()
    } else if matches!(*request.method(), Method::GET | Method::HEAD) {
        match web_app::serve(&request, &state) {
            Some(page) => return page,
            None => not_found(),
        }
    } else {
        ProblemCode::MethodNotAllowed.into()
    };
    HttpResponse::from_error(error)
}

fn not_found() -> ApiError {
    ProblemCode::NotFound.into()
}

static ADDRESSES: LazyLock<Addresses> = LazyLock::new(|| Addresses::new(&openapi::document()));

/// The addresses of the API with the methods each has, so that a wrong method is told from a
/// wrong address.
struct Addresses(Vec<(ResourceDef, String)>);

impl Addresses {
    fn new(document: &utoipa::openapi::OpenApi) -> Self {
        let paths = document.paths.paths.iter();
        Self(
            paths
                .map(|(path, item)| {
                    let methods = [
                        (&item.get, "GET"),
                        (&item.post, "POST"),
                        (&item.put, "PUT"),
                        (&item.patch, "PATCH"),
                        (&item.delete, "DELETE"),
                    ];
                    let allowed = methods.iter().filter(|(operation, _)| operation.is_some());
                    let names: Vec<_> = allowed.map(|(_, name)| *name).collect();
                    (ResourceDef::new(path.as_str()), names.join(", "))
                })
                .collect(),
        )
    }

    fn allowed(&self, path: &str) -> Option<&str> {
        let matching = self.0.iter().find(|(address, _)| address.is_match(path));
        matching.map(|(_, methods)| methods.as_str())
    }
}
