//! The words of webhooks.

use super::{Language, language};
use domain::webhooks::{WebhookDeliveryStatus, WebhookEvent, WebhookState};

super::texts! {
    title: "Webhooks", "Webhooks";
    lead: "Damit erfahren andere Programme sofort, dass etwas geschehen ist: den Namen des Ereignisses und eine Kennung, nie Inhalte.",
        "With these, other programs hear at once that something has happened: the name of the event and an id, never contents.";
    caption: "Webhooks der Einrichtung", "The facility’s webhooks";
    create: "Webhook anlegen", "Create webhook";
    edit: "Webhook ändern", "Change webhook";
    empty: "Noch kein Webhook", "No webhook yet";
    empty_text: "Einen Webhook braucht nur, wer ein anderes Programm anbindet.",
        "A webhook is needed only to connect another program.";
    back: "Alle Webhooks", "All webhooks";
    name: "Name", "Name";
    name_hint: "Wofür der Webhook ist, zum Beispiel „Fallverwaltung“.",
        "What the webhook is for, for example “Case files”.";
    url: "Adresse", "Address";
    url_hint: "Eine https-Adresse im Internet. Jedes Ereignis wird dorthin gesendet (POST, JSON).",
        "An https address on the internet. Each event is sent there (POST, JSON).";
    events: "Ereignisse", "Events";
    events_missing: "Wählen Sie mindestens eines aus.", "Choose at least one.";
    state: "Stand", "State";
    active: "Aktiv", "Active";
    paused: "Pausiert", "Paused";
    gone: "Abgemeldet", "Signed off";
    failing: "Abgeschaltet", "Switched off";
    paused_text: "Was geschieht, wird aufgeschrieben und gesendet, sobald es weitergeht.",
        "What happens is written down and sent as soon as it goes on.";
    gone_text: "Die Gegenstelle hat mit 410 geantwortet und will nichts mehr. Es wird nichts mehr aufgeschrieben.",
        "The receiver answered 410 and wants nothing any more. Nothing is written down for it.";
    failing_text: "Die Gegenstelle hat fünf Tage lang nichts angenommen. Es wird nichts mehr aufgeschrieben.",
        "The receiver has taken nothing for five days. Nothing is written down for it.";
    trouble: "nimmt nichts an seit", "has taken nothing since";
    created: "Ihr neuer Webhook", "Your new webhook";
    rotated: "Ihr neues Geheimnis", "Your new secret";
    secret: "Geheimnis", "Secret";
    once: "Das Geheimnis wird nur dieses eine Mal angezeigt. Mit ihm prüft die Gegenstelle, dass eine Nachricht von hier kommt.",
        "The secret is shown this one time only. With it the receiver checks that a message comes from here.";
    old_secret: "Das alte Geheimnis gilt noch bis", "The old secret is good until";
    copied: "Das Geheimnis ist kopiert.", "The secret is copied.";
    not_copied: "Der Browser erlaubt das Kopieren nicht. Bitte markieren und kopieren Sie das Geheimnis selbst.",
        "The browser does not allow copying. Please select and copy the secret yourself.";
    done: "Fertig", "Done";
    change: "Ändern", "Change";
    test: "Testen", "Test";
    test_sent: "Der Test ist unterwegs. Was daraus wurde, steht gleich im Protokoll.",
        "The test is on its way. What came of it is in the log in a moment.";
    pause: "Pausieren", "Pause";
    was_paused: "Der Webhook ist pausiert.", "The webhook is paused.";
    resume: "Fortsetzen", "Go on";
    was_resumed: "Der Webhook ist aktiv.", "The webhook is active.";
    rotate: "Neues Geheimnis", "New secret";
    rotate_text: "Die Gegenstelle braucht danach das neue Geheimnis. Einen Tag lang wird noch mit beiden unterschrieben.",
        "The receiver needs the new secret afterwards. For one day everything is signed with both.";
    delete: "Löschen", "Delete";
    delete_title: "Webhook löschen", "Delete webhook";
    delete_text: "Das andere Programm erfährt nichts mehr. Auch das Protokoll wird gelöscht.",
        "The other program hears of nothing any more. The log is deleted as well.";
    was_deleted: "Der Webhook ist gelöscht.", "The webhook is deleted.";
    log: "Protokoll", "Log";
    log_caption: "Was gesendet wurde, neuestes zuerst", "What was sent, newest first";
    log_empty: "Noch nichts gesendet", "Nothing sent yet";
    log_empty_text: "Hier steht jedes Ereignis dreißig Tage lang. Mit „Testen“ probieren Sie es aus.",
        "Each event stands here for thirty days. Try it out with “Test”.";
    refresh: "Aktualisieren", "Refresh";
    event: "Ereignis", "Event";
    at: "Zeit", "Time";
    result: "Ergebnis", "Result";
    waiting: "Wartet", "Waiting";
    delivered: "Angenommen", "Taken";
    failed: "Nicht angenommen", "Not taken";
    send_again: "Erneut senden", "Send again";
    on_its_way: "Es wird noch einmal gesendet.", "It is being sent again.";
    mail_request_created: "Mailanfrage: neu", "Mail request: new";
    mail_request_answered: "Mailanfrage: beantwortet", "Mail request: answered";
    mail_request_followed_up: "Mailanfrage: Klient:in schreibt weiter", "Mail request: client wrote again";
    mail_request_assigned: "Mailanfrage: übernommen oder zugewiesen", "Mail request: taken over or assigned";
    mail_request_released: "Mailanfrage: freigegeben", "Mail request: released";
    mail_request_completed: "Mailanfrage: abgeschlossen", "Mail request: completed";
    mail_request_reopened: "Mailanfrage: wieder geöffnet", "Mail request: reopened";
    mail_request_archived: "Mailanfrage: archiviert", "Mail request: archived";
    mail_request_deleted: "Mailanfrage: gelöscht", "Mail request: deleted";
    booking_created: "Termin: neu", "Appointment: new";
    booking_confirmed: "Termin: bestätigt", "Appointment: confirmed";
    booking_declined: "Termin: abgelehnt", "Appointment: declined";
    booking_cancelled: "Termin: storniert", "Appointment: cancelled";
    booking_rescheduled: "Termin: verschoben", "Appointment: moved";
    booking_held: "Termin: hat stattgefunden", "Appointment: took place";
    booking_missed: "Termin: nicht erschienen", "Appointment: missed";
    booking_joined: "Gruppentermin: Teilnahme", "Group appointment: joined";
    booking_left: "Gruppentermin: Teilnahme beendet", "Group appointment: left";
    client_created: "Klient:in: neu", "Client: new";
    client_updated: "Klient:in: geändert", "Client: changed";
    client_locked: "Klient:in: gesperrt", "Client: locked";
    client_unlocked: "Klient:in: entsperrt", "Client: unlocked";
    client_deleted: "Klient:in: zur Löschung vorgemerkt", "Client: marked for deletion";
    client_restored: "Klient:in: wiederhergestellt", "Client: restored";
    client_erased: "Klient:in: endgültig gelöscht", "Client: erased for good";
    document_created: "Dokument: hochgeladen", "Document: uploaded";
    document_deleted: "Dokument: gelöscht", "Document: deleted";
    monitoring_created: "Monitoring: neu", "Monitoring: new";
    monitoring_updated: "Monitoring: geändert", "Monitoring: changed";
    monitoring_deleted: "Monitoring: gelöscht", "Monitoring: deleted";
    counselor_created: "Berater:in: neu", "Counselor: new";
    counselor_activated: "Berater:in: aktiviert", "Counselor: activated";
    counselor_deactivated: "Berater:in: deaktiviert", "Counselor: deactivated";
    counselor_deleted: "Berater:in: gelöscht", "Counselor: deleted";
    test_event: "Test", "Test";
}

/// What happened.
pub fn event(event: WebhookEvent) -> &'static str {
    let t = t();
    match event {
        WebhookEvent::MailRequestCreated => t.mail_request_created,
        WebhookEvent::MailRequestAnswered => t.mail_request_answered,
        WebhookEvent::MailRequestFollowedUp => t.mail_request_followed_up,
        WebhookEvent::MailRequestAssigned => t.mail_request_assigned,
        WebhookEvent::MailRequestReleased => t.mail_request_released,
        WebhookEvent::MailRequestCompleted => t.mail_request_completed,
        WebhookEvent::MailRequestReopened => t.mail_request_reopened,
        WebhookEvent::MailRequestArchived => t.mail_request_archived,
        WebhookEvent::MailRequestDeleted => t.mail_request_deleted,
        WebhookEvent::BookingCreated => t.booking_created,
        WebhookEvent::BookingConfirmed => t.booking_confirmed,
        WebhookEvent::BookingDeclined => t.booking_declined,
        WebhookEvent::BookingCancelled => t.booking_cancelled,
        WebhookEvent::BookingRescheduled => t.booking_rescheduled,
        WebhookEvent::BookingHeld => t.booking_held,
        WebhookEvent::BookingMissed => t.booking_missed,
        WebhookEvent::BookingJoined => t.booking_joined,
        WebhookEvent::BookingLeft => t.booking_left,
        WebhookEvent::ClientCreated => t.client_created,
        WebhookEvent::ClientUpdated => t.client_updated,
        WebhookEvent::ClientLocked => t.client_locked,
        WebhookEvent::ClientUnlocked => t.client_unlocked,
        WebhookEvent::ClientDeleted => t.client_deleted,
        WebhookEvent::ClientRestored => t.client_restored,
        WebhookEvent::ClientErased => t.client_erased,
        WebhookEvent::DocumentCreated => t.document_created,
        WebhookEvent::DocumentDeleted => t.document_deleted,
        WebhookEvent::MonitoringCreated => t.monitoring_created,
        WebhookEvent::MonitoringUpdated => t.monitoring_updated,
        WebhookEvent::MonitoringDeleted => t.monitoring_deleted,
        WebhookEvent::CounselorCreated => t.counselor_created,
        WebhookEvent::CounselorActivated => t.counselor_activated,
        WebhookEvent::CounselorDeactivated => t.counselor_deactivated,
        WebhookEvent::CounselorDeleted => t.counselor_deleted,
        WebhookEvent::Test => t.test_event,
    }
}

/// Whether it is told anything.
pub fn state(state: WebhookState) -> &'static str {
    match state {
        WebhookState::Active => t().active,
        WebhookState::Paused => t().paused,
        WebhookState::Gone => t().gone,
        WebhookState::Failing => t().failing,
    }
}

/// What that means, where it is not told anything.
pub fn state_text(state: WebhookState) -> Option<&'static str> {
    match state {
        WebhookState::Active => None,
        WebhookState::Paused => Some(t().paused_text),
        WebhookState::Gone => Some(t().gone_text),
        WebhookState::Failing => Some(t().failing_text),
    }
}

/// Where a delivery stands.
pub fn status(status: WebhookDeliveryStatus) -> &'static str {
    match status {
        WebhookDeliveryStatus::Waiting => t().waiting,
        WebhookDeliveryStatus::Delivered => t().delivered,
        WebhookDeliveryStatus::Failed => t().failed,
    }
}

/// How many events.
pub fn events(n: usize) -> String {
    match (language(), n) {
        (Language::De, 1) => "ein Ereignis".into(),
        (Language::De, _) => format!("{n}\u{a0}Ereignisse"),
        (Language::En, 1) => "one event".into(),
        (Language::En, _) => format!("{n}\u{a0}events"),
    }
}

/// The button that deletes this webhook.
pub fn delete_named(name: &str) -> String {
    match language() {
        Language::De => format!("„{name}“ löschen"),
        Language::En => format!("Delete “{name}”"),
    }
}
