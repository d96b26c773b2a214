//! What the app says to clients stands there in both forms of address, and neither in the other's
//! words. Read from the source, where a translator reads it too: `"formal" / "informal"`.

use std::{fs, path::PathBuf};

/// The words that clients read, some of which staff read as well.
const FOR_CLIENTS: [&str; 21] = [
    "crates/domain/src/problem.rs",
    "frontend/src/i18n/accounts.rs",
    "frontend/src/i18n/attachments.rs",
    "frontend/src/i18n/chats.rs",
    "frontend/src/i18n/common.rs",
    "frontend/src/i18n/direct_messages.rs",
    "frontend/src/i18n/documents.rs",
    "frontend/src/i18n/own_data.rs",
    "frontend/src/i18n/passwords.rs",
    "frontend/src/i18n/portal.rs",
    "frontend/src/i18n/portal_access.rs",
    "frontend/src/i18n/portal_booking.rs",
    "frontend/src/i18n/portal_groups.rs",
    "frontend/src/i18n/portal_mail.rs",
    "frontend/src/i18n/portal_offer.rs",
    "frontend/src/i18n/portal_open_door.rs",
    "frontend/src/i18n/portal_waiting.rs",
    "frontend/src/i18n/presences.rs",
    "frontend/src/i18n/sessions.rs",
    "frontend/src/i18n/video.rs",
    "frontend/src/i18n/format.rs",
];

/// Where "Sie" begins a sentence about something or somebody else.
const OF_OTHERS: [&str; 4] = [
    "Sie stehen unter gesetzlicher Schweigepflicht.",
    "Sie stehen unter Schweigepflicht.",
    "Sie nennt weder uns noch den Anlass.",
    "Sie kann nicht geladen werden.",
];

/// What only staff read, by its beginning.
const FOR_STAFF: [&str; 22] = [
    // Problems of what only staff can do.
    "Ihre Einrichtung verlangt den zweiten Schritt.",
    "Richten Sie zuerst Ihren eigenen zweiten Schritt ein.",
    "Bitte richten Sie zuerst den zweiten Schritt der Anmeldung ein.",
    "Ihre Einrichtung hat die vertrauliche Administration",
    "Der Videochat läuft über andere Software. Bitte geben Sie",
    "Mit dieser Person chatten Ratsuchende",
    "Diese Person kann die Anfrage nicht lesen. Weisen Sie",
    "Dieser Anmeldename ist vergeben.",
    "Diese Adresse ist vergeben.",
    "Das ist der letzte aktive Zugang",
    "Alle Lizenzen Ihrer Einrichtung",
    "Bitte wählen Sie ein Bild",
    "Dieses Bild ist",
    "Bitte senden Sie JSON",
    "Diese Adresse liegt nicht im öffentlichen Internet.",
    // Signing in as staff, and what staff do with documents, messages and calls.
    "Mindestens 12",
    "Wir senden Ihnen einen Link, mit dem Sie ein neues festlegen. Er gilt eine Stunde.",
    "Damit niemand anders für Sie anfragt",
    "Wenn es ein Konto mit diesen Angaben gibt",
    "Was Sie hier hochladen, sieht zunächst nur das Team.",
    "Der Export wird zusammengestellt.",
    "Der Weg ist inzwischen ein anderer.",
];

/// The same of words that stand in a table with what clients read.
const STAFF_ENTRIES: [(&str, &[&str]); 3] = [
    (
        "frontend/src/i18n/accounts.rs",
        &[
            "Geben Sie Ihre E-Mail-Adresse oder Ihren Anmeldenamen ein.",
            "Name oder Passwort stimmen nicht.",
            "Das waren viele Versuche.",
            "Geben Sie den sechsstelligen Code",
            "Geben Sie einen Ihrer Wiederherstellungscodes ein.",
            "Geben Sie den Code ein.",
            "Sie suchen Beratung?",
        ],
    ),
    (
        "frontend/src/i18n/presences.rs",
        &["Man kann Ihnen schreiben", "Niemand kann Ihnen schreiben"],
    ),
    (
        "frontend/src/i18n/video.rs",
        &[
            "Wenn Sie beitreten, steht im Gespräch",
            "Ihr Browser lässt das Kopieren nicht zu.",
            "Noch ist kein Videochat offen.",
        ],
    ),
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphabetic())
}

fn says_sie(text: &str) -> bool {
    let mut text = text.to_owned();
    for sentence in OF_OTHERS {
        text = text.replace(sentence, "");
    }
    words(&text).any(|word| {
        matches!(
            word,
            "Sie" | "Ihnen" | "Ihr" | "Ihre" | "Ihrem" | "Ihren" | "Ihrer" | "Ihres"
        )
    })
}

fn says_du(text: &str) -> bool {
    words(text).any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "du" | "dir" | "dich" | "dein" | "deine" | "deinem" | "deinen" | "deiner" | "deines"
        )
    })
}

/// A German text in its source.
#[derive(Debug)]
struct Text {
    formal: String,
    informal: Option<String>,
}

/// The texts between quotation marks; a comment has none.
fn texts(source: &str) -> Vec<Text> {
    let lines = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let source: String = lines.flat_map(|line| [line, "\n"]).collect();
    let mut pieces = Vec::new();
    let mut rest = source.as_str();
    while let Some(begin) = rest.find('"') {
        let between = &rest[..begin];
        let from = &rest[begin + 1..];
        let mut escaped = false;
        let end = from.find(|letter| {
            let ends = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            ends
        });
        let Some(end) = end else {
            break;
        };
        pieces.push((between.trim() == "/", from[..end].to_owned()));
        rest = &from[end + 1..];
    }
    let mut texts: Vec<Text> = Vec::new();
    for (is_informal, piece) in pieces {
        match texts.last_mut().filter(|_| is_informal) {
            Some(text) => text.informal = Some(piece),
            None => texts.push(Text {
                formal: piece,
                informal: None,
            }),
        }
    }
    texts
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn what_clients_read_stands_there_in_both_forms_and_neither_in_the_others_words() {
    let mut pairs = 0;
    for path in FOR_CLIENTS {
        let source = fs::read_to_string(root().join(path)).unwrap();
        let of_staff = STAFF_ENTRIES.iter().find(|(file, _)| *file == path);
        let of_staff = of_staff.map_or(&[] as &[_], |(_, begin)| *begin);
        for text in texts(&source) {
            assert!(!says_du(&text.formal), "{path}: {text:?}");
            if let Some(informal) = &text.informal {
                pairs += 1;
                assert!(says_sie(&text.formal), "{path}: {text:?} addresses nobody");
                assert!(!says_sie(informal), "{path}: {text:?}");
                continue;
            }
            let mut for_staff = FOR_STAFF.iter().chain(of_staff);
            let for_staff = for_staff.any(|begin| text.formal.starts_with(begin));
            assert!(
                for_staff || !says_sie(&text.formal),
                "{path}: {text:?} has no informal form"
            );
        }
    }
    assert!(pairs > 200, "only {pairs} texts were found in both forms");
}

#[test]
fn staff_are_always_addressed_formally() {
    for entry in fs::read_dir(root().join("frontend/src/i18n")).unwrap() {
        let path = entry.unwrap().path();
        for text in texts(&fs::read_to_string(&path).unwrap()) {
            // The settings show what the choice means.
            let is_example = text.formal.starts_with("Mit du: „Erzähl uns");
            let is_example = is_example || text.formal.contains("“du”");
            let place = path.display();
            assert!(is_example || !says_du(&text.formal), "{place}: {text:?}");
        }
    }
}
