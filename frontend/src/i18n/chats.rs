//! The words of the chat, for both sides.

use super::{Language, format, language, pick};
use chrono::{DateTime, Days, NaiveDate, Utc};

super::texts! {
    title: "Sofortchat", "Chat";
    streams: "Gespräche", "Conversations";
    clients: "Ratsuchende", "Clients";
    colleagues: "Kolleg:innen", "Colleagues";
    groups: "Gruppen\u{ad}chats", "Group chats";
    search: "Gespräch oder Person suchen", "Find a conversation or a person";
    search_short: "Suchen", "Search";
    search_person: "Nach Namen suchen", "Search by name";
    others: "Noch kein Gespräch", "No conversation yet";
    nobody: "Niemand gefunden", "Nobody found";
    nobody_text: "Suchen Sie nach einem anderen Namen."
        / "Such nach einem anderen Namen.",
        "Search for another name.";
    sorted_by_time: "Neueste zuerst", "Newest first";
    sorted_by_name: "Nach Namen", "By name";
    empty: "Noch keine Gespräche", "No conversations yet";
    empty_text: "Mit dem Plus beginnen Sie eines."
        / "Mit dem Plus beginnst du eines.",
        "Begin one with the plus.";
    none_open: "Kein Gespräch geöffnet", "No conversation is open";
    none_open_text: "Wählen Sie links eines aus, oder beginnen Sie ein neues."
        / "Wähle links eines aus, oder beginne ein neues.",
        "Choose one on the left, or begin a new one.";
    open_new: "Neuen Stream eröffnen", "Open a new stream";
    with_whom: "Mit wem?", "With whom?";
    back: "Zurück zu den Gesprächen", "Back to the conversations";
    history: "Verlauf", "History";
    new: "Neu", "New";
    to_newest: "Zu den neuesten", "To the newest";
    you: "Sie" / "Du", "You";
    somebody_gone: "Nicht mehr da", "No longer here";
    partner_gone: "nicht mehr da", "no longer here";
    deleted: "Nachricht gelöscht", "Message deleted";
    edited: "bearbeitet", "edited";
    sent: "gesendet", "sent";
    delivered: "zugestellt", "delivered";
    read: "gelesen", "read";
    waits: "wird gesendet", "being sent";
    take_back: "Nicht senden", "Do not send";
    edit: "Bearbeiten", "Edit";
    edit_label: "Nachricht bearbeiten", "Edit the message";
    delete: "Löschen", "Delete";
    delete_title: "Nachricht löschen?", "Delete the message?";
    delete_text: "Was darin steht, ist dann für alle weg. Dass hier eine Nachricht war, bleibt zu sehen.",
        "What it says is then gone for everybody. That there was a message stays to be seen.";
    deleted_done: "Die Nachricht ist gelöscht.", "The message is deleted.";
    message: "Nachricht", "Message";
    emoji: "Emoji einfügen", "Insert an emoji";
    send: "Senden", "Send";
    profile: "Profil", "Profile";
    number: "Nummer", "Number";
    beside: "Zum Gespräch", "About the conversation";
    ask_for_video: "Um Video bitten", "Ask for video";
    video_question: "Können wir per Video sprechen?", "Can we talk by video?";
    docs: "Docs", "Docs";
    docs_caption: "Dokumente im Gespräch, neueste zuerst", "Documents in the conversation, newest first";
    docs_empty: "Noch keine Dokumente", "No documents yet";
    docs_empty_text: "Was hier mit der Büroklammer gesendet wird, steht dann auch in dieser Liste.",
        "What is sent here with the paper clip will stand in this list, too.";
    statistics: "Statistik", "Statistics";
    no_monitorings: "Zu diesem Gespräch ist noch nichts eingetragen.", "Nothing is recorded of this conversation yet.";
    export: "Stream exportieren", "Export the stream";
    file_deleted: "Dokument gelöscht", "Document deleted";
    open_file: "Akte öffnen", "Open the case file";

    new_group: "Neuer Gruppenchat", "New group chat";
    group_name: "Name", "Name";
    group_name_hint: "Ratsuchende sehen ihn.", "Clients see it.";
    group_description: "Beschreibung", "Description";
    group_description_hint: "Nur das Team sieht sie.", "Only the team sees it.";
    create_group: "Gruppenchat anlegen", "Create the group chat";
    group_actions: "Weitere Aktionen", "More actions";
    group_members: "Mitglieder", "Members";
    edit_group: "Name und Beschreibung", "Name and description";
    delete_group: "Gruppenchat löschen", "Delete the group chat";
    group_deleted: "Der Gruppenchat ist gelöscht.", "The group chat is deleted.";
    add_clients: "Ratsuchende", "Clients";
    add_colleagues: "Kolleg:innen", "Colleagues";
    add_groups: "Ganze Gruppe", "Whole group";
    creator: "hat ihn angelegt", "created it";
    no_groups: "Es gibt noch keine Gruppen.", "There are no groups yet.";

    portal_title: "Chat", "Chat";
    portal_lead: "Hier schreiben Sie mit unseren Berater:innen. Was Sie schreiben, lesen nur die, mit denen Sie schreiben."
        / "Hier schreibst du mit unseren Berater:innen. Was du schreibst, lesen nur die, mit denen du schreibst.",
        "Here you write with our counselors. What you write is read only by those you write with.";
    portal_begin: "Wem möchten Sie schreiben?"
        / "Wem möchtest du schreiben?",
        "Whom would you like to write to?";
    portal_nobody: "Zurzeit ist niemand für den Chat da", "Nobody is there for the chat at the moment";
    portal_nobody_text: "Sie können uns jederzeit eine Anfrage schreiben."
        / "Du kannst uns jederzeit eine Anfrage schreiben.",
        "You can write a request to us at any time.";
    portal_none_open: "Ihr Gespräch erscheint hier"
        / "Dein Gespräch erscheint hier",
        "Your conversation appears here";
    portal_none_open_text: "Wählen Sie aus, mit wem Sie schreiben möchten."
        / "Wähle aus, mit wem du schreiben möchtest.",
        "Choose whom you would like to write with.";
}

/// How many documents of a message were deleted.
pub fn files_deleted(n: i64) -> String {
    match (language(), n) {
        (_, 1) => t().file_deleted.into(),
        (Language::De, n) => format!("{n}\u{a0}Dokumente gelöscht"),
        (Language::En, n) => format!("{n}\u{a0}documents deleted"),
    }
}

/// What was sent, where nothing was written.
pub fn file_named(name: &str) -> String {
    match language() {
        Language::De => format!("Datei: {name}"),
        Language::En => format!("File: {name}"),
    }
}

/// What is lost.
pub fn delete_file_text(name: &str) -> String {
    match language() {
        Language::De => format!(
            "„{name}“ ist dann für alle im Gespräch weg. Dass hier ein Dokument war, bleibt zu sehen."
        ),
        Language::En => format!(
            "“{name}” is then gone for everybody in the conversation. That there was a document stays to be seen."
        ),
    }
}

/// Whom one writes to, for readers.
pub fn message_to(name: &str) -> String {
    match language() {
        Language::De => format!("Nachricht an {name}"),
        Language::En => format!("Message to {name}"),
    }
}

/// What a menu of one's own message is called.
pub fn actions_for(time: &str) -> String {
    match language() {
        Language::De => format!("Aktionen zur Nachricht von {time}"),
        Language::En => format!("Actions for the message of {time}"),
    }
}

/// The last message, if it is one's own.
pub fn said_by_me(text: &str) -> String {
    match language() {
        Language::De => super::addressed!("Sie: {text}" / "Du: {text}"),
        Language::En => format!("You: {text}"),
    }
}

/// How many are in a group.
pub fn members(n: i64) -> String {
    match (language(), n) {
        (Language::De, 1) => "1 Mitglied".into(),
        (Language::De, n) => format!("{n} Mitglieder"),
        (Language::En, 1) => "1 member".into(),
        (Language::En, n) => format!("{n} members"),
    }
}

/// That the whole conversation goes.
pub fn delete_group_text(name: &str) -> String {
    match language() {
        Language::De => {
            format!("„{name}“ wird mit allen Nachrichten für alle Mitglieder endgültig gelöscht.")
        }
        Language::En => {
            format!("“{name}” is deleted for good, with all messages, for all members.")
        }
    }
}

/// Who is in the group now.
pub fn added(name: &str) -> String {
    match language() {
        Language::De => format!("{name} ist jetzt dabei."),
        Language::En => format!("{name} is in it now."),
    }
}

/// Takes somebody out of the group.
pub fn remove_named(name: &str) -> String {
    match language() {
        Language::De => format!("{name} entfernen"),
        Language::En => format!("Remove {name}"),
    }
}

/// Who is in it no more.
pub fn removed(name: &str) -> String {
    match language() {
        Language::De => format!("{name} ist nicht mehr dabei."),
        Language::En => format!("{name} is in it no more."),
    }
}

/// How many conversations are loaded.
pub fn streams_loaded(n: usize, all: bool) -> String {
    match (language(), all, n) {
        (Language::De, true, 1) => "1 Gespräch".into(),
        (Language::De, true, n) => format!("{n} Gespräche"),
        (Language::De, false, n) => format!("{n} Gespräche geladen"),
        (Language::En, true, 1) => "1 conversation".into(),
        (Language::En, true, n) => format!("{n} conversations"),
        (Language::En, false, n) => format!("{n} conversations loaded"),
    }
}

/// How many people are loaded.
pub fn people_loaded(n: usize, all: bool) -> String {
    match (language(), all) {
        (Language::De, true) => format!("{n} gefunden"),
        (Language::De, false) => format!("{n} geladen"),
        (Language::En, true) => format!("{n} found"),
        (Language::En, false) => format!("{n} loaded"),
    }
}

/// How many members are loaded.
pub fn members_loaded(n: usize, all: bool) -> String {
    if all {
        members(i64::try_from(n).unwrap_or(i64::MAX))
    } else {
        people_loaded(n, false)
    }
}

/// "Heute, 14. Juli", "Gestern, 13. Juli", "Sonntag, 12. Juli 2026".
pub fn day(date: NaiveDate) -> String {
    let today = format::today();
    let near = if date == today {
        pick("Heute", "Today")
    } else if Some(date) == today.checked_sub_days(Days::new(1)) {
        pick("Gestern", "Yesterday")
    } else {
        return format::long_day(date);
    };
    format!("{near}, {}", format::day_and_month(date))
}

/// "10:41", "gestern", "So", "28.06.".
pub fn when(at: DateTime<Utc>) -> String {
    let Some((date, _)) = format::wall(at) else {
        return String::new();
    };
    match (format::today() - date).num_days() {
        0 => format::clock_time(at),
        1 => pick("gestern", "yesterday").into(),
        2..=6 => format::weekday_short(date).into(),
        _ => format::numbered_day(date),
    }
}
