//! The words of the settings' frame.

super::texts! {
    title: "Globale Einstellungen", "Global settings";
    lead: "Gelten für die ganze Einrichtung.", "They hold for the whole facility.";
    navigation: "Einstellungen", "Settings";
    sign_in: "Anmeldung", "Signing in";
    security: "Sicherheit", "Security";
}
