//! Numbers for Prometheus, on an address of their own. They count and never name: a route's
//! pattern, a method, a class of statuses, and nothing of anybody.

use crate::{
    ApiError, ApiResult,
    jobs::{self, entity::JobState},
};
use actix_web::{
    App, HttpResponse, HttpServer,
    dev::Server,
    get,
    http::{Method, StatusCode, header},
    web::Data,
};
use chrono::{DateTime, Utc};
use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::{ConstGauge, Gauge},
        histogram::Histogram,
        info::Info,
    },
    registry::Registry,
};
use sea_orm::{DatabaseConnection, DbBackend};
use std::{net::TcpListener, sync::Arc, time::Duration};

/// Upper bounds in seconds, from a read by its key to a request that somebody gives up on.
const BUCKETS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// What no route answers: the app's files, and addresses that do not exist.
const NO_ROUTE: &str = "other";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// What is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    db: DatabaseConnection,
    requests: Family<Answered, Counter>,
    durations: Family<Route, Histogram>,
    in_flight: Gauge,
    live_connections: Gauge,
    pool_size: Gauge,
    pool_in_use: Gauge,
    jobs: [(JobState, Gauge); 2],
}

impl Metrics {
    /// Nothing has happened yet, since `started`.
    pub fn new(db: DatabaseConnection, started: DateTime<Utc>) -> Self {
        let mut metrics = Self {
            registry: Registry::default(),
            db,
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            in_flight: Gauge::default(),
            live_connections: Gauge::default(),
            pool_size: Gauge::default(),
            pool_in_use: Gauge::default(),
            jobs: [JobState::Waiting, JobState::Dead].map(|state| (state, Gauge::default())),
        };
        metrics.register(started);
        metrics
    }

    fn register(&mut self, started: DateTime<Utc>) {
        let http = self.registry.sub_registry_with_prefix("http");
        http.register(
            "requests",
            "Requests that were answered",
            self.requests.clone(),
        );
        http.register(
            "request_duration_seconds",
            "Time until the answer began",
            self.durations.clone(),
        );
        http.register(
            "requests_in_flight",
            "Requests that wait for their answer",
            self.in_flight.clone(),
        );
        let ours = self.registry.sub_registry_with_prefix("beistand");
        ours.register(
            "live_connections",
            "Open connections that hear of events",
            self.live_connections.clone(),
        );
        ours.register(
            "database_connections",
            "Connections to the database",
            self.pool_size.clone(),
        );
        ours.register(
            "database_connections_in_use",
            "Connections to the database that do something",
            self.pool_in_use.clone(),
        );
        for ((_, number), (name, help)) in self.jobs.iter().zip([
            ("jobs_waiting", "Jobs that are to be done"),
            ("jobs_dead", "Jobs that were given up"),
        ]) {
            ours.register(name, help, number.clone());
        }
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        ours.register("build", "The program", version);
        self.registry.register(
            "process_start_time_seconds",
            "When the program started, in seconds since 1970",
            ConstGauge::new(started.timestamp()),
        );
    }

    /// A request that has come in, in flight until this is dropped.
    pub fn request(&self) -> Open {
        Open::new(&self.in_flight)
    }

    /// A live connection, there until this is dropped.
    pub fn live_connection(&self) -> Open {
        Open::new(&self.live_connections)
    }

    /// Notes an answer; `route` is the pattern that matched, if one did.
    pub fn answered(
        &self,
        route: Option<String>,
        method: &Method,
        status: StatusCode,
        took: Duration,
    ) {
        let route = route.unwrap_or_else(|| NO_ROUTE.to_owned());
        self.requests
            .get_or_create(&Answered {
                route: route.clone(),
                method: known_method(method),
                status: class(status),
            })
            .inc();
        self.durations
            .get_or_create(&Route { route })
            .observe(took.as_secs_f64());
    }

    /// Everything at this moment, in the text format of OpenMetrics. What is not counted as it
    /// happens is looked up here.
    async fn text(&self) -> ApiResult<String> {
        let (size, idle) = if self.db.get_database_backend() == DbBackend::Sqlite {
            let pool = self.db.get_sqlite_connection_pool();
            (pool.size(), pool.num_idle())
        } else {
            let pool = self.db.get_postgres_connection_pool();
            (pool.size(), pool.num_idle())
        };
        let idle = i64::try_from(idle).map_err(ApiError::internal)?;
        self.pool_size.set(i64::from(size));
        self.pool_in_use.set(i64::from(size).saturating_sub(idle));
        for (state, number) in &self.jobs {
            let count = jobs::count(&self.db, *state).await?;
            number.set(i64::try_from(count).map_err(ApiError::internal)?);
        }
        let mut text = String::new();
        text::encode(&mut text, &self.registry).map_err(ApiError::internal)?;
        Ok(text)
    }
}

/// Methods are words that anyone may make up; those that the API knows go by their name.
pub fn known_method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

/// Something that is counted while it is there.
#[derive(Debug)]
pub struct Open(Gauge);

impl Open {
    fn new(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Shows the numbers on `listener`, for as long as the server is awaited.
pub fn serve(metrics: Arc<Metrics>, listener: TcpListener) -> ApiResult<Server> {
    let metrics = Data::from(metrics);
    let server = HttpServer::new(move || App::new().app_data(metrics.clone()).service(show))
        .workers(1)
        .disable_signals()
        .listen(listener)
        .map_err(ApiError::internal)?;
    Ok(server.run())
}

#[get("/metrics")]
async fn show(metrics: Data<Metrics>) -> ApiResult<HttpResponse> {
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(metrics.text().await?))
}
