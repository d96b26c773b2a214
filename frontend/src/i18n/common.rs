//! Words that many pages share.

super::texts! {
    app: "Beistand", "Beistand";
    security: "Sicherheit", "Security";
    retry: "Noch einmal", "Try again";
    cancel: "Abbrechen", "Cancel";
    copy: "Kopieren", "Copy";
    close: "Schließen", "Close";
    close_notice: "Meldung schließen", "Close notice";
    previous_month: "Voriger Monat", "Previous month";
    next_month: "Nächster Monat", "Next month";
    previous_year: "Voriges Jahr", "Previous year";
    next_year: "Nächstes Jahr", "Next year";
    week_short: "KW", "Wk";
    save: "Speichern", "Save";
    discard: "Verwerfen", "Discard";
    load_more: "Weitere laden", "Load more";
    loading: "Wird geladen", "Loading";
    optional: "(freiwillig)", "(optional)";
    unreachable: "Keine Verbindung. Bitte prüfen Sie Ihr Netz und versuchen Sie es noch einmal."
        / "Keine Verbindung. Bitte prüf dein Netz und versuch es noch einmal.",
        "No connection. Please check your network and try again.";
    page_missing: "Die Seite konnte nicht geladen werden. Bitte prüfen Sie Ihr Netz und versuchen Sie es noch einmal."
        / "Die Seite konnte nicht geladen werden. Bitte prüf dein Netz und versuch es noch einmal.",
        "The page could not be loaded. Please check your network and try again.";
    offline: "Keine Verbindung. Wir versuchen es weiter.", "No connection. We keep trying.";
    show_password: "Passwort anzeigen", "Show password";
    back_to_top: "Zum Inhalt springen", "Skip to content";
    saving: "Wird gespeichert", "Saving";
    not_possible: "Das hat nicht geklappt", "That did not work";
}

/// The heading of an error summary with `n` faulty fields.
pub fn check_fields(n: usize) -> String {
    match (super::language(), n) {
        (super::Language::De, 1) => {
            super::addressed!("Bitte prüfen Sie noch eine Angabe" / "Bitte prüf noch eine Angabe")
        }
        (super::Language::De, _) => super::addressed!(
            "Bitte prüfen Sie noch {n}\u{a0}Angaben" / "Bitte prüf noch {n}\u{a0}Angaben"
        ),
        (super::Language::En, 1) => "Please check one more entry".into(),
        (super::Language::En, _) => format!("Please check {n} more entries"),
    }
}
