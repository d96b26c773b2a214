//! The words of where one is signed in, for staff and clients.

super::texts! {
    title: "Angemeldete Geräte", "Signed-in devices";
    lead: "Hier sind Sie zurzeit angemeldet. Was Sie nicht kennen, melden Sie ab."
        / "Hier bist du zurzeit angemeldet. Was du nicht kennst, melde ab.",
        "This is where you are signed in at present. Sign out what you do not know.";
    caption: "Geräte, auf denen Sie angemeldet sind"
        / "Geräte, auf denen du angemeldet bist",
        "Devices that you are signed in on";
    unknown: "Unbekanntes Gerät", "Unknown device";
    this: "dieses Gerät", "this device";
    signed_in: "angemeldet", "signed in";
    last_seen: "zuletzt hier", "last here";
    end: "Abmelden", "Sign out";
    end_others: "Alle anderen abmelden", "Sign all others out";
    ended: "Das Gerät ist abgemeldet.", "The device is signed out.";
    others_ended: "Alle anderen Geräte sind abgemeldet.", "All other devices are signed out.";
}

/// What the button does, for readers.
pub fn end_device(device: &str) -> String {
    match super::language() {
        super::Language::De => format!("{device} abmelden"),
        super::Language::En => format!("Sign out {device}"),
    }
}

/// How many rows of a list are loaded.
pub fn loaded(n: usize, all: bool) -> String {
    match (super::language(), all) {
        (super::Language::De, true) => format!("{n}\u{a0}insgesamt"),
        (super::Language::De, false) => format!("{n}\u{a0}geladen"),
        (super::Language::En, true) => format!("{n}\u{a0}in all"),
        (super::Language::En, false) => format!("{n}\u{a0}loaded"),
    }
}
