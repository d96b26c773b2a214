//! The words of the settings' frame.

super::texts! {
    lead: "Gelten für die ganze Einrichtung.", "They hold for the whole facility.";
    navigation: "Einstellungen", "Settings";
    sign_in: "Anmeldung", "Signing in";
    security: "Sicherheit", "Security";
    saved: "Gespeichert", "Saved";
    leave_text: "Ihre Änderungen sind noch nicht gespeichert.", "Your changes are not saved yet.";
    changed_elsewhere: "Inzwischen hat jemand anderes hier etwas geändert.",
        "Somebody else changed something here in the meantime.";
}
