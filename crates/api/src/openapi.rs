//! The OpenAPI document, made from the handlers; what all operations have in common is added here
//! so that no handler has to repeat it.

use crate::routes::describe;
use domain::{
    accounts::AccountKind,
    chats::{ChatKind, ChatPartnerKind, ChatSort},
    clients::{ClientSort, SortOrder},
    events::EphemeralEvent,
    mail_requests::{MailRequestSort, ShownStatus},
    monitorings::TableFormat,
    problem::Problem,
};
use utoipa::{
    Modify, OpenApi, ToSchema,
    openapi::{
        Content, Ref, RefOr, Response, ResponseBuilder,
        path::{Operation, ParameterIn, PathItem},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Beistand",
        description = "Online counselling: people in distress write, counselors answer. \
            Every error is `application/problem+json` with a stable `code`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(
        AccountKind,
        ChatKind,
        ChatPartnerKind,
        ChatSort,
        ClientSort,
        EphemeralEvent,
        MailRequestSort,
        Problem,
        ShownStatus,
        SortOrder,
        TableFormat
    )),
    security(("access_token" = [])),
    modifiers(&AccessToken),
    tags(
        (name = "accounts", description = "Signing in and staying signed in"),
        (name = "two_factor", description = "The second step of signing in, for staff"),
        (name = "facility", description = "What anyone may know of a counselling centre"),
        (name = "counselors", description = "Staff accounts"),
        (name = "licences", description = "How many staff accounts there may be"),
        (name = "dashboard", description = "What is there for a counselor"),
        (name = "search", description = "Searching for anything"),
        (name = "clients", description = "People seeking help, as staff see them"),
        (name = "own_data", description = "What clients see, change and take along of themselves"),
        (name = "groups", description = "Groups of clients"),
        (name = "watchlist", description = "The clients that one keeps an eye on"),
        (name = "direct_messages", description = "One-way notices to a client, by e-mail or SMS"),
        (name = "chats", description = "Conversations with clients, colleagues and groups"),
        (name = "presences", description = "Who can be reached, and how"),
        (name = "notifications", description = "What staff are told of, and how"),
        (name = "open_door", description = "Anonymous chat without registration"),
        (name = "documents", description = "Files on a client"),
        (name = "notes", description = "What staff note about a client, for each other"),
        (name = "mail_requests", description = "Mail counselling"),
        (name = "text_templates", description = "Texts that staff use again and again, and signatures"),
        (name = "working_time", description = "When the facility works and what it promises"),
        (name = "channels", description = "By which means counselling is offered"),
        (name = "services", description = "What can be booked"),
        (name = "booking_times", description = "When in a week counselors can be booked"),
        (name = "absences", description = "When counselors are away"),
        (name = "slots", description = "Appointments that are free"),
        (name = "waiting_list", description = "Waiting for an appointment"),
        (name = "statistics", description = "The figures of a period"),
        (name = "bookings", description = "Appointments, and by which rules they are made"),
        (name = "calendar_feeds", description = "Counselors' calendars, at addresses that programs of their own read"),
        (name = "video", description = "Video calls, and links into them"),
        (name = "attachments", description = "Files that go with a message"),
        (name = "internal_comments", description = "What staff say to each other about a mail request"),
        (name = "break_glasses", description = "How an admin gets to read what is not theirs"),
        (name = "hand_overs", description = "Asking a client before somebody else goes on with them"),
        (name = "api_tokens", description = "Keys that other programs call the API with"),
        (name = "webhooks", description = "Telling other programs what happens"),
        (name = "access", description = "Who may do what"),
        (name = "events", description = "The live connection"),
        (name = "outgoing_mails", description = "Mail that the facility sends by itself"),
        (name = "message_templates", description = "The words of automatic mails and text messages"),
        (name = "audit", description = "Who did what to which record"),
    )
)]
struct Document;

struct AccessToken;

impl Modify for AccessToken {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT")
            .description(Some("`access_token` of a session, or an API token"))
            .build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("access_token", SecurityScheme::Http(scheme));
    }
}

/// The document; needs no database and no settings.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    describe(&mut document);
    for item in document.paths.paths.values_mut() {
        for operation in operations(item) {
            add_refusals(operation);
        }
    }
    document
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.patch,
        &mut item.delete,
    ]
    .into_iter()
    .filter_map(Option::as_mut)
}

/// Adds the refusals that follow from what the operation takes.
fn add_refusals(operation: &mut Operation) {
    let has = |place: ParameterIn| {
        operation.parameters.as_ref().is_some_and(|all| {
            all.iter()
                .any(|one| matches!(one, RefOr::T(one) if one.parameter_in == place))
        })
    };
    let names_version = operation
        .parameters
        .iter()
        .flatten()
        .any(|one| matches!(one, RefOr::T(one) if one.name == "If-Match"));
    // An empty list of requirements is how a public operation says that it has none.
    let public = operation.security.is_some();
    let mut refusals = vec![
        (
            429,
            "Too many requests; `Retry-After` says how long to wait",
        ),
        (500, "Our fault"),
        (503, "Too busy, try again"),
    ];
    if !public {
        refusals.extend([(401, "Not signed in (any more)"), (403, "Not allowed")]);
    }
    let has_body = operation.request_body.is_some();
    if has(ParameterIn::Path) || !public && (has(ParameterIn::Query) || has_body) {
        refusals.push((404, "Absent, or not for this caller"));
    }
    if has(ParameterIn::Query) {
        refusals.extend([
            (400, "The query is not what the operation takes"),
            (422, "The parts of the query do not fit each other"),
        ]);
    }
    if names_version {
        refusals.extend([
            (409, "Not possible as things stand"),
            (412, "Changed in the meantime"),
            (428, "The change must name the version it starts from"),
        ]);
    }
    let takes_json = matches!(&operation.request_body, Some(RefOr::T(body))
        if body.content.contains_key("application/json"));
    if takes_json {
        refusals.extend([
            (400, "The body is not JSON"),
            (413, "The body is too large"),
            (415, "The body is not declared as JSON"),
            (422, "A field of the body is not valid"),
        ]);
    }
    for (status, description) in refusals {
        operation
            .responses
            .responses
            .entry(status.to_string())
            .or_insert_with(|| RefOr::T(refusal(description)));
    }
}

fn refusal(description: &str) -> Response {
    let schema = Ref::from_schema_name(Problem::name());
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", Content::new(Some(schema)))
        .build()
}
