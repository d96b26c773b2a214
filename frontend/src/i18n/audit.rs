//! The words of the audit log.

use super::{Language, format, language};
use domain::audit::{AuditActorKind, RecordKind};

super::texts! {
    title: "Protokoll", "Audit log";
    lead: "Wer wann was getan hat, nie was geschrieben wurde.",
        "Who did what and when, never what was written.";
    caption: "Einträge des Protokolls, neueste zuerst", "Entries of the audit log, newest first";
    export: "Als CSV exportieren", "Export as CSV";
    filter: "Protokoll filtern", "Filter the audit log";
    person: "Person", "Person";
    everybody: "alle Personen", "everybody";
    action: "Was", "What";
    everything: "alles", "everything";
    from: "Von", "From";
    until: "Bis", "Until";
    clear: "Filter aufheben", "Clear filters";
    only_one: "Nur eine Person oder ein Datensatz wird gezeigt.",
        "Only one person or record is shown.";
    when: "Wann", "When";
    who: "Wer", "Who";
    record: "Datensatz", "Record";
    network: "Netz", "Network";
    empty: "Kein Eintrag", "No entry";
    empty_text: "Zu diesen Angaben gibt es keinen Eintrag.", "There is no entry that matches.";
    checking: "Das Protokoll wird geprüft.", "The log is being checked.";
    client: "Klient:in", "Client";
    counselor: "Berater:in", "Counselor";
    api_token: "API-Token", "API token";
    operator: "Betrieb", "Operator";
    nobody: "nicht angemeldet", "not signed in";
    facility: "Einrichtung", "Facility";
    mail_request: "Anfrage", "Mail request";
    document: "Dokument", "Document";
    text_template: "Textvorlage", "Text template";
    attachment: "Anhang", "Attachment";
    service: "Beratungsleistung", "Service";
    booking: "Termin", "Appointment";
    waiting_list_entry: "Warteliste", "Waiting list";
    absence: "Abwesenheit", "Absence";
    note: "Notiz", "Note";
    session: "Anmeldung", "Session";
    outgoing_mail: "Ausgehende Mail", "Outgoing mail";
    group: "Gruppe", "Group";
    chat: "Stream im Chat", "Stream in the chat";
    open_door_visit: "Besuch an der offenen Tür", "Visit at the open door";
    licence_request: "Lizenzanfrage", "Licence request";
    counselling_field: "Beratungsfeld", "counselling field";
    monitoring: "Monitoring", "Monitoring";
    monitoring_field: "Monitoringfeld", "Monitoring field";
    master_data_field: "Stammdatenfeld", "master-data field";
    webhook: "Webhook", "webhook";
    routine: "Löschroutine", "deletion routine";
}

/// Who did it, where they have no name.
pub fn actor(kind: AuditActorKind) -> &'static str {
    match kind {
        AuditActorKind::Counselor => t().counselor,
        AuditActorKind::Client => t().client,
        AuditActorKind::ApiToken => t().api_token,
        AuditActorKind::Operator => t().operator,
        AuditActorKind::Routine => t().routine,
        AuditActorKind::Nobody => t().nobody,
    }
}

/// What it was done to.
pub fn record(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Facility => t().facility,
        RecordKind::Counselor => t().counselor,
        RecordKind::Client => t().client,
        RecordKind::MailRequest => t().mail_request,
        RecordKind::Document => t().document,
        RecordKind::TextTemplate => t().text_template,
        RecordKind::Attachment => t().attachment,
        RecordKind::Service => t().service,
        RecordKind::Booking => t().booking,
        RecordKind::WaitingListEntry => t().waiting_list_entry,
        RecordKind::Absence => t().absence,
        RecordKind::Note => t().note,
        RecordKind::Session => t().session,
        RecordKind::ApiToken => t().api_token,
        RecordKind::OutgoingMail => t().outgoing_mail,
        RecordKind::Group => t().group,
        RecordKind::Chat => t().chat,
        RecordKind::OpenDoorVisit => t().open_door_visit,
        RecordKind::LicenceRequest => t().licence_request,
        RecordKind::CounsellingField => t().counselling_field,
        RecordKind::Monitoring => t().monitoring,
        RecordKind::MonitoringField => t().monitoring_field,
        RecordKind::MasterDataField => t().master_data_field,
        RecordKind::Webhook => t().webhook,
    }
}

/// That nothing was changed.
pub fn intact(entries: i64) -> String {
    let n = format::number(entries);
    match (language(), entries) {
        (Language::De, 1) => "Das Protokoll ist unverändert: ein Eintrag geprüft.".into(),
        (Language::De, _) => format!("Das Protokoll ist unverändert: {n}\u{a0}Einträge geprüft."),
        (Language::En, 1) => "The log is unchanged: one entry checked.".into(),
        (Language::En, _) => format!("The log is unchanged: {n}\u{a0}entries checked."),
    }
}

/// That something was changed.
pub fn broken(position: i64) -> String {
    let n = format::number(position);
    match language() {
        Language::De => format!("Das Protokoll wurde verändert, zuerst bei Eintrag {n}."),
        Language::En => format!("The log was changed, first at entry {n}."),
    }
}
