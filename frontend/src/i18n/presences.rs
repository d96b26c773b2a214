//! The words of presence, for both sides.

use super::pick;

super::texts! {
    online: "online", "online";
    offline: "nicht online", "not online";
    offline_hint: "Man kann Ihnen schreiben, Sie erscheinen offline", "You can be written to and appear offline";
    primary_clients_only: "nur für Stammklient:innen anwählbar", "for primary clients only";
    unavailable: "nicht anwählbar", "unavailable";
    unavailable_hint: "Niemand kann Ihnen schreiben", "Nobody can write to you";
    somebody: "Jemand", "Somebody";
}

/// What the button is called that shows oneself.
pub fn own(name: &str, status: Option<&str>) -> String {
    let change = pick("Status ändern", "change status");
    match status {
        Some(status) => format!("{name}, {status}, {change}"),
        None => format!("{name}, {change}"),
    }
}

/// Who is writing.
pub fn writes(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("{one} {}", pick("schreibt", "is writing")),
        _ => format!("{} {}", names.join(", "), pick("schreiben", "are writing")),
    }
}

/// Why one cannot write.
pub fn unreachable(name: &str) -> String {
    let rest = super::said!(
        "ist gerade nicht anwählbar. Sie können wieder schreiben, sobald sich das ändert."
            / "ist gerade nicht anwählbar. Du kannst wieder schreiben, sobald sich das ändert.",
        "cannot be written to at the moment. You can write again as soon as that changes.",
    );
    format!("{name} {rest}")
}
