//! The words of what one is told of, on the page to choose it and in what the browser shows. None
//! of them names anybody, or what somebody wrote.

use domain::notifications::NotificationKind;

super::texts! {
    lead: "Wovon Sie hören, während Sie woanders sind. Keine Benachrichtigung nennt einen Namen oder sagt, was jemand geschrieben hat.",
        "What you hear of while you are elsewhere. No notification names anybody or says what somebody wrote.";
    kind: "Wovon", "Of what";
    email: "E-Mail", "E-mail";
    browser: "Browser", "Browser";
    on: "an", "on";
    off: "aus", "off";
    always: "Immer per E-Mail kommt, was Ihr Passwort, die Sicherheit und die Lizenzen Ihrer Einrichtung betrifft.",
        "What is about your password, and your facility’s security and licences, always comes by e-mail.";
    in_browser: "Der Browser zeigt etwas an, solange Beistand in einem Tab offen ist, auf den Sie gerade nicht schauen. Auf Telefonen geht das meist nicht.",
        "The browser shows something while Beistand is open in a tab that you are not looking at. On phones it mostly cannot.";
    not_asked: "Dieser Browser fragt Sie erst, ob Beistand Ihnen etwas anzeigen darf.",
        "This browser asks you first whether Beistand may show you anything.";
    allow: "Im Browser erlauben", "Allow in the browser";
    granted: "Dieser Browser zeigt Benachrichtigungen von Beistand an.",
        "This browser shows notifications from Beistand.";
    denied: "Dieser Browser zeigt nichts an, weil Benachrichtigungen von Beistand blockiert sind. Ändern können Sie das in seinen Einstellungen, meist über das Symbol links neben der Adresse.",
        "This browser shows nothing, as notifications from Beistand are blocked. You can change that in its settings, mostly with the symbol to the left of the address.";
    missing: "Dieser Browser kann keine Benachrichtigungen anzeigen.",
        "This browser cannot show notifications.";
    new_mail_request: "Neue Mailanfrage für mich", "New mail request for me";
    client_answer: "Neue Antwort einer Klient:in", "New answer of a client";
    request_overdue: "Überfällige Anfrage", "Overdue request";
    request_overdue_hint: "Ihre eigenen; Administrator:innen hören von allen.",
        "Your own; admins hear of all.";
    handed_over: "Anfrage an mich übergeben", "Request handed over to me";
    colleague_asks: "Kolleg:in schreibt mir zu einer Anfrage", "Colleague writes to me about a request";
    appointment_requested: "Termin angefragt oder gebucht", "Appointment requested or booked";
    appointment_cancelled: "Termin abgesagt", "Appointment cancelled";
    appointment_rescheduled: "Termin verschoben", "Appointment moved";
    chat_message: "Neue Chatnachricht", "New chat message";
    open_door_visitor: "Jemand wartet an der offenen Tür", "Somebody waits at the open door";
    absent_hint: "E-Mail nur, wenn Sie Beistand nirgends offen haben, und nur eine, bis Sie wieder da waren.",
        "E-mail only while you have Beistand open nowhere, and only one until you have been back.";
    calendar_hint: "Die E-Mail bringt die Datei für Ihren Kalender mit.", "The e-mail brings the file for your calendar.";
    said_new_mail_request: "Eine neue Mailanfrage ist da.", "There is a new mail request.";
    said_client_answer: "In einer Mailanfrage ist eine neue Nachricht da.",
        "There is a new message in a mail request.";
    said_request_overdue: "Eine Mailanfrage ist überfällig.", "A mail request is overdue.";
    said_handed_over: "Ihnen wurde eine Mailanfrage übergeben.", "A mail request was handed over to you.";
    said_colleague_asks: "Zu einer Mailanfrage ist Ihre Meinung gefragt.",
        "A colleague asks you about a mail request.";
    said_appointment_requested: "Ein neuer Termin steht in Ihrem Kalender.",
        "A new appointment is in your calendar.";
    said_appointment_cancelled: "Ein Termin wurde abgesagt.", "An appointment was cancelled.";
    said_appointment_rescheduled: "Ein Termin wurde verschoben.", "An appointment was moved.";
    said_chat_message: "Im Sofortchat ist eine neue Nachricht da.", "There is a new message in the chat.";
    said_open_door_visitor: "An der offenen Tür wartet jemand.", "Somebody is waiting at the open door.";
}

/// A kind, what there is to know of it, and what the browser says.
struct OfKind {
    name: &'static str,
    hint: Option<&'static str>,
    said: &'static str,
}

fn of(kind: NotificationKind) -> OfKind {
    let t = t();
    let (name, hint, said) = match kind {
        NotificationKind::NewMailRequest => (t.new_mail_request, None, t.said_new_mail_request),
        NotificationKind::ClientAnswer => (t.client_answer, None, t.said_client_answer),
        NotificationKind::RequestOverdue => (
            t.request_overdue,
            Some(t.request_overdue_hint),
            t.said_request_overdue,
        ),
        NotificationKind::HandedOver => (t.handed_over, None, t.said_handed_over),
        NotificationKind::ColleagueAsks => (t.colleague_asks, None, t.said_colleague_asks),
        NotificationKind::AppointmentRequested => (
            t.appointment_requested,
            Some(t.calendar_hint),
            t.said_appointment_requested,
        ),
        NotificationKind::AppointmentCancelled => (
            t.appointment_cancelled,
            Some(t.calendar_hint),
            t.said_appointment_cancelled,
        ),
        NotificationKind::AppointmentRescheduled => (
            t.appointment_rescheduled,
            Some(t.calendar_hint),
            t.said_appointment_rescheduled,
        ),
        NotificationKind::ChatMessage => (t.chat_message, Some(t.absent_hint), t.said_chat_message),
        NotificationKind::OpenDoorVisitor => (
            t.open_door_visitor,
            Some(t.absent_hint),
            t.said_open_door_visitor,
        ),
    };
    OfKind { name, hint, said }
}

/// What a kind is called.
pub fn name(kind: NotificationKind) -> &'static str {
    of(kind).name
}

/// What there is to know of it.
pub fn hint(kind: NotificationKind) -> Option<&'static str> {
    of(kind).hint
}

/// What the browser says.
pub fn said(kind: NotificationKind) -> &'static str {
    of(kind).said
}

/// Whether something is chosen.
pub fn on_or_off(on: bool) -> &'static str {
    if on { t().on } else { t().off }
}
