//! The words of the settings' frame.

super::texts! {
    lead: "Gelten für die ganze Einrichtung.", "They hold for the whole facility.";
    navigation: "Einstellungen", "Settings";
    sign_in: "Anmeldung", "Signing in";
    all: "Alle Einstellungen", "All settings";
    group_facility: "Einrichtung", "Facility";
    group_portal: "Portal", "Portal";
    group_mail: "Mailberatung", "Mail counselling";
    group_appointments: "Termine", "Appointments";
    group_monitoring: "Monitoring", "Monitoring";
    group_protection: "Datenschutz und Sicherheit", "Data protection and security";
    group_integrations: "Schnittstellen", "Integrations";
    about_working_time: "Öffnungszeiten, Feiertage, Schließtage und die Antwortfrist.",
        "Opening hours, public holidays, closing days and the time to answer.";
    about_counselling_fields: "Wozu Sie beraten: was Klient:innen wählen können.", "What you counsel on: what clients can choose.";
    about_master_data_fields: "Was Sie von Klient:innen wissen wollen.", "What you want to know of clients.";
    about_message_templates: "Was automatische E-Mails und SMS sagen.", "What automatic e-mails and text messages say.";
    about_webhooks: "Sagen anderen Programmen, was geschehen ist.", "They tell other programs what has happened.";
    about_open_door: "Der anonyme Chat ohne Registrierung.", "The anonymous chat without registration.";
    about_assignment: "Wer eine neue Anfrage bekommt.", "Who gets a new request.";
    about_outgoing_mails: "Was automatisch verschickt wurde und was wartet.", "What was sent automatically, and what waits.";
    about_direct_messages: "Wie viel von einer Direktnachricht hinausgeht.", "How much of a direct message goes out.";
    about_channels: "Auf welchen Wegen Sie beraten.", "By which means you counsel.";
    about_bookings: "Vorlauf, Absagefrist, Erinnerungen und Warteliste.", "Notice, cancellation, reminders and waiting list.";
    about_monitoring_fields: "Was Sie zu jeder Beratung festhalten.", "What you record of each counselling.";
    about_monitorings: "Was kein Monitoring auslassen darf.", "What no monitoring may leave out.";
    about_sign_in: "Ob das Team einen zweiten Schritt braucht.", "Whether the team needs a second step.";
    about_access: "Wer im Team was sehen und tun darf.", "Who of the team may see and do what.";
    about_deletion_routine: "Wann Gelöschtes endgültig verschwindet.", "When what was deleted is gone for good.";
    about_audit: "Wer wann was getan hat.", "Who did what, and when.";
    about_api_tokens: "Zugänge für andere Programme.", "Access for other programs.";
    saved: "Gespeichert", "Saved";
    leave_text: "Ihre Änderungen sind noch nicht gespeichert.", "Your changes are not saved yet.";
    changed_elsewhere: "Inzwischen hat jemand anderes hier etwas geändert.",
        "Somebody else changed something here in the meantime.";
}
