//! Every link of the app. Nothing else spells out an address.

use domain::{
    facility::LegalPage,
    ids::{
        BookingId, ChatId, ClientId, CounselorId, GroupId, MailRequestId, MonitoringId,
        OpenDoorVisitId, WebhookId,
    },
    language::Language,
    mail_requests::ShownStatus,
    outgoing_mails::{DeliveryWay, MailTemplate, OutgoingMailStatus},
    text::Slug,
};

/// Where staff begin.
pub const HOME: &str = "/";
/// The staff's way in.
pub const SIGN_IN: &str = "/login";
/// Where staff ask for a link to set a new password.
pub const FORGOT: &str = "/login/forgot";
/// What has to be done before anything else.
pub const DUTY: &str = "/first-step";
/// The list of mail requests.
pub const MAIL: &str = "/mail";
/// The calendar.
pub const BOOKINGS: &str = "/bookings";
/// In the query of the calendar: that an appointment is to be made.
pub const NEW: &str = "new";
/// Text templates and the signature.
pub const TEXT_TEMPLATES: &str = "/mail/templates";
/// Whether the signed-in counselor takes on new mail requests.
pub const MAIL_SETTINGS: &str = "/mail/settings";
/// In the query: which client.
pub const CLIENT: &str = "client";
/// In the query: which field was answered.
pub const FIELD: &str = "field";
/// In the query: what.
pub const ANSWER: &str = "answer";
/// In the query: whose settings, if not one's own.
pub const OF: &str = "of";
/// The facility's clients.
pub const MEMBERS: &str = "/members";
/// The clients that the signed-in counselor keeps an eye on.
pub const WATCHLIST: &str = "/members/watchlist";
/// The groups of clients.
pub const GROUPS: &str = "/members/groups";
/// Answers to questions.
pub const HELP: &str = "/help";
/// The figures of a period.
pub const STATISTICS: &str = "/statistics";
/// Records of pieces of counselling.
pub const MONITORINGS: &str = "/monitorings";
/// In the query: that what a client stated with a request is taken over.
pub const STATED: &str = "stated";
/// The signed-in counselor's own data.
pub const PROFILE: &str = "/profile";
/// What the signed-in counselor is told of, and how.
pub const NOTIFICATIONS: &str = "/notifications";

/// Whether the signed-in counselor gets the newsletter.
pub const NEWSLETTER: &str = "/newsletter";
/// The counselor administration.
pub const COUNSELORS: &str = "/counselors";
/// The form for more licences.
pub const LICENCES: &str = "/licences";

/// By which means the signed-in counselor offers appointments.
pub const CHANNELS: &str = "/appointments/channels";
/// What can be booked.
pub const SERVICES: &str = "/appointments/services";
/// When the signed-in counselor can be booked.
pub const BOOKING_TIMES: &str = "/appointments/times";
/// When the signed-in counselor is away.
pub const ABSENCES: &str = "/appointments/absences";
/// By which means the facility offers counselling.
pub const CHANNEL_SETTINGS: &str = "/settings/channels";
/// By which rules clients book.
pub const BOOKING_SETTINGS: &str = "/settings/bookings";

/// Where the signed-in counselor is signed in.
pub const SESSIONS: &str = "/sessions";
/// All settings, and what each is for.
pub const SETTINGS: &str = "/settings";
/// What the facility says of itself.
pub const FACILITY_SETTINGS: &str = "/settings/facility";
/// Imprint and privacy notice of the portal.
pub const LEGAL_PAGES: &str = "/settings/legal-pages";
/// Who can make an account at the portal.
pub const REGISTRATION_SETTINGS: &str = "/settings/registration";
/// What is asked of staff when they sign in.
pub const SIGN_IN_SETTINGS: &str = "/settings/sign-in";
/// API tokens.
pub const API_TOKENS: &str = "/settings/api-tokens";
/// Where other programs are told what happens.
pub const WEBHOOKS: &str = "/settings/webhooks";
/// The audit log.
pub const AUDIT: &str = "/settings/audit";
/// Mail that the facility sends by itself.
pub const OUTGOING_MAILS: &str = "/settings/outgoing-mails";
/// What the facility offers counselling on.
pub const COUNSELLING_FIELDS: &str = "/settings/counselling-fields";
/// What the facility wants to know of its clients.
pub const MASTER_DATA_FIELDS: &str = "/settings/master-data-fields";
/// What automatic messages say.
pub const MESSAGE_TEMPLATES: &str = "/settings/message-templates";
/// What the facility wants to know of each piece of counselling.
pub const MONITORING_FIELDS: &str = "/settings/monitoring-fields";
/// What no record of one may leave out.
pub const MONITORING_SETTINGS: &str = "/settings/monitorings";
/// When what was deleted is erased.
pub const DELETION_ROUTINE: &str = "/settings/deletion-routine";
/// Who gets a mail request.
pub const ASSIGNMENT: &str = "/settings/assignment";
/// How much of direct messages goes out.
pub const DIRECT_MESSAGES: &str = "/settings/direct-messages";
/// When the facility works and what it promises.
pub const WORKING_TIME: &str = "/settings/working-time";
/// When the open door is open.
pub const OPEN_DOOR_SETTINGS: &str = "/settings/open-door";
/// Who may do what.
pub const ACCESS: &str = "/settings/access";

/// Conversations with clients, colleagues and groups.
pub const CHATS: &str = "/chats";
/// Who waits at the open door, and whom the signed-in counselor has picked up.
pub const OPEN_DOOR: &str = "/open-door";

/// The staff's way in, which afterwards leads to `next`.
pub fn sign_in(next: &str) -> String {
    with_query(
        SIGN_IN,
        &[("next", Some(next).filter(|next| *next != HOME))],
    )
}

/// The list of mail requests, filtered.
pub fn mail(status: Option<ShownStatus>, q: &str) -> String {
    let status = status.map(ShownStatus::name);
    with_query(MAIL, &[("status", status), ("q", some(q))])
}

/// The same, filtered by what `query` names.
pub fn mail_filtered(query: &[(&str, Option<&str>)]) -> String {
    with_query(MAIL, query)
}

/// The calendar, at the part that `query` names.
pub fn bookings(query: &[(&str, Option<&str>)]) -> String {
    with_query(BOOKINGS, query)
}

/// The conversations of the chat, and the one that `query` names.
pub fn chats(query: &[(&str, Option<&str>)]) -> String {
    with_query(CHATS, query)
}

/// The help: what belongs to a page, what is looked for, or the answer that `query` names.
pub fn help(query: &[(&str, Option<&str>)]) -> String {
    with_query(HELP, query)
}

/// The open door, and the visit there that is open.
pub fn open_door(visit: Option<OpenDoorVisitId>) -> String {
    let visit = visit.map(|id| id.to_string());
    with_query(OPEN_DOOR, &[("visit", visit.as_deref())])
}

/// The figures of the period, and of whom, that `query` names.
pub fn statistics(query: &[(&str, Option<&str>)]) -> String {
    with_query(STATISTICS, query)
}

/// One group appointment, at a part of its page; the first part is there from the start.
pub fn booking(id: BookingId, part: Option<&str>) -> String {
    with_query(&format!("{BOOKINGS}/{id}"), &[("part", part)])
}

/// One mail request.
pub fn mail_request(id: MailRequestId) -> String {
    format!("{MAIL}/{id}")
}

/// The audit log, filtered by what `query` names.
pub fn audit(query: &[(&str, Option<&str>)]) -> String {
    with_query(AUDIT, query)
}

/// Mail that the facility sends by itself, filtered.
pub fn outgoing_mails(status: Option<OutgoingMailStatus>) -> String {
    with_query(
        OUTGOING_MAILS,
        &[("status", status.map(OutgoingMailStatus::name))],
    )
}

/// What one automatic message says in one language.
pub fn message_template(template: MailTemplate, way: DeliveryWay, language: Language) -> String {
    let (template, way) = (template.name(), way.name());
    format!("{MESSAGE_TEMPLATES}/{template}/{way}/{}", language.tag())
}

/// One address at which another program is told what happens.
pub fn webhook(id: WebhookId) -> String {
    format!("{WEBHOOKS}/{id}")
}

/// The facility's clients, filtered by what `query` names.
pub fn members(query: &[(&str, Option<&str>)]) -> String {
    with_query(MEMBERS, query)
}

/// One client, at a part of their page; the first part is there from the start.
pub fn client(id: ClientId, part: Option<&str>) -> String {
    with_query(&format!("{MEMBERS}/{id}"), &[("part", part)])
}

/// Records of pieces of counselling, filtered by what `query` names.
pub fn monitorings(query: &[(&str, Option<&str>)]) -> String {
    with_query(MONITORINGS, query)
}

/// One of them.
pub fn monitoring(id: MonitoringId) -> String {
    format!("{MONITORINGS}/{id}")
}

/// Changing it.
pub fn edit_monitoring(id: MonitoringId) -> String {
    monitoring(id) + "/edit"
}

/// Where a piece of counselling was that is to be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counselled {
    /// Somewhere else.
    Anywhere,
    /// With this client.
    Client(ClientId),
    /// In this mail request; with what was stated there, or without.
    MailRequest(MailRequestId, bool),
    /// At this appointment.
    Booking(BookingId),
    /// In this conversation of the chat.
    Chat(ChatId),
}

/// In the query: in which mail request.
pub const MAIL_REQUEST: &str = "request";
/// In the query: at which appointment.
pub const BOOKING: &str = "booking";

/// In the query: in which conversation of the chat.
pub const CHAT: &str = "chat";

/// Recording one.
pub fn new_monitoring(counselled: Counselled) -> String {
    let path = format!("{MONITORINGS}/new");
    match counselled {
        Counselled::Anywhere => path,
        Counselled::Client(id) => with_query(&path, &[(CLIENT, Some(&id.to_string()))]),
        Counselled::MailRequest(id, stated) => {
            let query = [
                (MAIL_REQUEST, Some(&*id.to_string())),
                (STATED, stated.then_some("yes")),
            ];
            with_query(&path, &query)
        }
        Counselled::Chat(id) => with_query(&path, &[(CHAT, Some(&id.to_string()))]),
        Counselled::Booking(id) => with_query(&path, &[(BOOKING, Some(&id.to_string()))]),
    }
}

/// The counselor administration, searched and filtered.
pub fn counselors(q: &str, role: Option<&str>, active: Option<&str>) -> String {
    let query = [("q", some(q)), ("role", role), ("active", active)];
    with_query(COUNSELORS, &query)
}

/// One staff account.
pub fn counselor(id: CounselorId) -> String {
    format!("{COUNSELORS}/{id}")
}

/// Writing a request down, for this client or one that is to be chosen.
pub fn new_mail_request(client: Option<ClientId>) -> String {
    let client = client.map(|id| id.to_string());
    with_query("/mail/new", &[(CLIENT, client.as_deref())])
}

/// What a counselor has set for mail counselling.
pub fn counselor_mail_settings(id: CounselorId) -> String {
    with_query(MAIL_SETTINGS, &[(OF, Some(&id.to_string()))])
}

/// A page that a counselor has for themselves, of a colleague.
pub fn of_counselor(path: &str, id: CounselorId) -> String {
    with_query(path, &[(OF, Some(&id.to_string()))])
}

/// The groups of clients, searched.
pub fn groups(q: &str) -> String {
    with_query(GROUPS, &[("q", some(q))])
}

/// One group, at a part of its page; the first part is there from the start.
pub fn group(id: GroupId, part: Option<&str>) -> String {
    with_query(&format!("{GROUPS}/{id}"), &[("part", part)])
}

/// The direct messages to a client.
pub fn direct_messages(id: ClientId) -> String {
    format!("{MEMBERS}/{id}/messages")
}

/// Entering the video call of an appointment, as staff.
pub fn video_of_booking(id: BookingId) -> String {
    format!("/video/appointments/{id}")
}

/// Opening one in a conversation, as staff.
pub fn video_of_chat(id: ChatId) -> String {
    format!("/video/chats/{id}")
}

/// A facility's portal.
pub fn portal(slug: &Slug) -> String {
    format!("/p/{}", slug.as_str())
}

/// Writing a request.
pub fn portal_write(slug: &Slug) -> String {
    portal(slug) + "/write"
}

/// The second step of writing a request: who sends it.
pub fn portal_write_access(slug: &Slug) -> String {
    with_query(&portal_write(slug), &[("step", Some("access"))])
}

/// Making an access, which afterwards leads to `next`.
pub fn portal_register(slug: &Slug, next: Option<&str>) -> String {
    with_query(&(portal(slug) + "/register"), &[("next", next)])
}

/// The clients' way in, which afterwards leads to `next`.
pub fn portal_sign_in(slug: &Slug, next: Option<&str>) -> String {
    with_query(&(portal(slug) + "/sign-in"), &[("next", next)])
}

/// Where a client asks for a link to set a new password.
pub fn portal_forgot(slug: &Slug) -> String {
    portal(slug) + "/forgot"
}

/// A client's own requests.
pub fn portal_requests(slug: &Slug) -> String {
    portal(slug) + "/requests"
}

/// The notices that a client has received.
pub fn portal_messages(slug: &Slug) -> String {
    portal(slug) + "/messages"
}

/// A client's conversations, and the one that is open.
pub fn portal_chats(slug: &Slug, chat: Option<ChatId>) -> String {
    let chat = chat.map(|id| id.to_string());
    with_query(&(portal(slug) + "/chats"), &[("chat", chat.as_deref())])
}

/// The open door, and one's own visit there.
pub fn portal_open_door(slug: &Slug) -> String {
    portal(slug) + "/open-door"
}

/// What the law asks the portal to say.
pub fn portal_legal_page(slug: &Slug, page: LegalPage) -> String {
    format!("{}/{page}", portal(slug))
}

/// What is kept of a client, and where they are signed in.
pub fn portal_own_data(slug: &Slug) -> String {
    portal(slug) + "/my-data"
}

/// Setting a new password with a recovery code.
pub fn portal_recover(slug: &Slug) -> String {
    portal(slug) + "/recover"
}

/// A recovery code that was just made, which afterwards leads to `next`.
pub fn portal_recovery_code(slug: &Slug, next: &str) -> String {
    with_query(&(portal(slug) + "/recovery-code"), &[("next", Some(next))])
}

/// What a client has to do before anything else.
pub fn portal_duty(slug: &Slug) -> String {
    portal(slug) + "/first-step"
}

/// What is there for a client.
pub fn portal_documents(slug: &Slug) -> String {
    portal(slug) + "/documents"
}

/// In the query: what an appointment is to be about.
pub const BOOK_ABOUT: &str = "about";
/// In the query: by which means.
pub const BOOK_BY: &str = "by";
/// In the query: with whom.
pub const BOOK_WITH: &str = "with";
/// In the query: what is held.
pub const BOOK_HELD: &str = "held";

/// What is chosen on the way to an appointment.
#[derive(Clone, Debug, Default)]
pub struct BookingChoice {
    /// What it is to be about.
    pub about: Option<String>,
    /// By which means.
    pub by: Option<&'static str>,
    /// With whom.
    pub with: Option<String>,
    /// What is held.
    pub held: Option<BookingId>,
}

/// Booking an appointment, with what is chosen already.
pub fn portal_book(slug: &Slug, choice: &BookingChoice) -> String {
    let held = choice.held.map(|id| id.to_string());
    let query = [
        (BOOK_ABOUT, choice.about.as_deref()),
        (BOOK_BY, choice.by),
        (BOOK_WITH, choice.with.as_deref()),
        (BOOK_HELD, held.as_deref()),
    ];
    with_query(&(portal(slug) + "/book"), &query)
}

/// A client's own appointments.
pub fn portal_appointments(slug: &Slug) -> String {
    portal(slug) + "/appointments"
}

/// Choosing another time for one of them.
pub fn portal_move_appointment(slug: &Slug, id: BookingId) -> String {
    format!("{}/{id}/move", portal_appointments(slug))
}

/// Entering the video call of one of them.
pub fn portal_video(slug: &Slug, id: BookingId) -> String {
    format!("{}/{id}/video", portal_appointments(slug))
}

/// The group appointments that a client can join.
pub fn portal_group_offers(slug: &Slug) -> String {
    portal(slug) + "/group-appointments"
}

/// One of their requests.
pub fn portal_request(slug: &Slug, id: MailRequestId) -> String {
    format!("{}/{id}", portal_requests(slug))
}

/// Whether an address is the portal's, which is a program of its own: `boot.js` and the server
/// tell them apart the same way.
pub fn is_portal(address: &str) -> bool {
    address.starts_with("/p/")
}

/// `next`, if it is an address of this app and not of somebody else's.
pub fn own(next: &str) -> Option<&str> {
    (next.starts_with('/') && !next.starts_with("//") && !next.contains('\\')).then_some(next)
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn with_query(path: &str, query: &[(&str, Option<&str>)]) -> String {
    let mut address = path.to_owned();
    let mut mark = '?';
    for (name, value) in query {
        if let Some(value) = value {
            address.push(mark);
            address.push_str(name);
            address.push('=');
            address.push_str(&String::from(js_sys::encode_uri_component(value)));
            mark = '&';
        }
    }
    address
}
