//! The words of video calls.

use super::{Language, format, language};
use chrono::{DateTime, Utc};
use domain::video::VideoLinkKind;

super::texts! {
    title: "Videochat", "Video call";
    start: "Videochat starten", "Start video call";
    join: "Beitreten", "Join";
    join_call: "Videochat beitreten", "Join the video call";
    new_tab: "öffnet einen neuen Tab", "opens a new tab";
    lead: "Prüfen Sie kurz, ob alles bereit ist. Danach öffnet sich der Videochat in diesem Tab."
        / "Prüf kurz, ob alles bereit ist. Danach öffnet sich der Videochat in diesem Tab.",
        "Take a moment to see whether everything is ready. Then the video call opens in this tab.";
    lead_chat: "Wenn Sie beitreten, steht im Gespräch, wie die anderen hineinkommen.",
        "When you join, the conversation says how the others come in.";
    lead_seminar: "Sie sehen und hören zu, können schreiben und abstimmen. Ihre Kamera und Ihr Mikrofon bleiben aus."
        / "Du siehst und hörst zu, kannst schreiben und abstimmen. Deine Kamera und dein Mikrofon bleiben aus.",
        "You watch and listen, and can write and vote. Your camera and microphone stay off.";
    external: "Dieser Videochat läuft über andere Software. „Beitreten“ führt Sie dorthin."
        / "Dieser Videochat läuft über andere Software. „Beitreten“ führt dich dorthin.",
        "This video call is held in other software. “Join” takes you there.";
    no_room: "Noch ist kein Videochat offen. Starten Sie ihn, dann gibt es Links dazu.",
        "No video call is open yet. Start it, and there are links to it.";
    checks: "Ist alles bereit?", "Is everything ready?";
    browser: "Browser", "Browser";
    camera: "Kamera", "Camera";
    microphone: "Mikrofon", "Microphone";
    network: "Verbindung", "Connection";
    browser_good: "Passt.", "Fine.";
    browser_firefox: "Firefox macht bei Videochats manchmal Schwierigkeiten. Besser gehen Chrome, Edge, Opera oder Chromium.",
        "Firefox sometimes has trouble with video calls. Chrome, Edge, Opera or Chromium do better.";
    browser_other: "Mit diesem Browser nicht erprobt. Sicher gehen Chrome, Edge, Opera oder Chromium.",
        "Not tried with this browser. Chrome, Edge, Opera or Chromium are safe.";
    browser_old: "Dieser Browser kann keine Videochats. Bitte nehmen Sie Chrome, Edge, Opera oder Chromium."
        / "Dieser Browser kann keine Videochats. Bitte nimm Chrome, Edge, Opera oder Chromium.",
        "This browser cannot do video calls. Please use Chrome, Edge, Opera or Chromium.";
    not_tried: "Noch nicht geprüft", "Not tried yet";
    trying: "Wird geprüft …", "Being tried …";
    camera_good: "Sie sehen Ihr Bild." / "Du siehst dein Bild.", "You see your picture.";
    microphone_good: "Angeschlossen.", "Connected.";
    refused: "Der Browser darf nicht darauf zugreifen. Erlauben Sie es über das Symbol neben der Adresse, und prüfen Sie noch einmal."
        / "Der Browser darf nicht darauf zugreifen. Erlaub es über das Symbol neben der Adresse, und prüf noch einmal.",
        "The browser may not use it. Allow it by the symbol beside the address, and try again.";
    missing: "Nicht gefunden. Ist es angeschlossen?", "Not found. Is it connected?";
    taken: "Ein anderes Programm benutzt es gerade. Schließen Sie es, und prüfen Sie noch einmal."
        / "Ein anderes Programm benutzt es gerade. Schließ es, und prüf noch einmal.",
        "Another program is using it. Close that, and try again.";
    network_good: "Der Videoserver ist erreichbar.", "The video server can be reached.";
    network_bad: "Der Videoserver ist nicht erreichbar. Ein anderes Netz, etwa das des Telefons, hilft oft.",
        "The video server cannot be reached. Another network, such as your phone’s, often helps.";
    try_devices: "Kamera und Mikrofon prüfen", "Try camera and microphone";
    try_again: "Noch einmal prüfen", "Try again";
    preview: "Ihr Bild, nur für Sie" / "Dein Bild, nur für dich", "Your picture, for you only";
    name: "Wie möchten Sie heißen?"
        / "Wie möchtest du heißen?",
        "What would you like to be called?";
    name_hint: "Das sehen die anderen. Ein Spitzname genügt.", "The others see this. A nickname will do.";
    over: "Dieser Videochat ist zu Ende, oder der Termin findet nicht statt.",
        "This video call is over, or the appointment does not take place.";
    revoked: "Dieser Link wurde zurückgezogen. Bitte fragen Sie nach einem neuen."
        / "Dieser Link wurde zurückgezogen. Bitte frag nach einem neuen.",
        "This link was taken back. Please ask for a new one.";
    unknown: "Diesen Link gibt es nicht. Bitte prüfen Sie, ob er vollständig ist."
        / "Diesen Link gibt es nicht. Bitte prüf, ob er vollständig ist.",
        "There is no such link. Please check that it is complete.";
    help: "Hilfe", "Help";
    no_picture: "Kein Bild", "No picture";
    no_picture_help: "Erlauben Sie die Kamera über das Symbol neben der Adresse. Schließen Sie andere Programme, die sie benutzen, und laden Sie die Seite neu. An manchen Geräten ist ein Schieber vor der Kamera."
        / "Erlaub die Kamera über das Symbol neben der Adresse. Schließ andere Programme, die sie benutzen, und lade die Seite neu. An manchen Geräten ist ein Schieber vor der Kamera.",
        "Allow the camera by the symbol beside the address. Close other programs that use it, and reload the page. Some devices have a shutter in front of the camera.";
    no_sound: "Kein Ton", "No sound";
    no_sound_help: "Prüfen Sie Lautstärke und Kopfhörer, und ob im Videochat das richtige Gerät gewählt ist (Zahnrad neben dem Mikrofon). Hören die anderen Sie nicht, ist Ihr Mikrofon aus oder ein anderes gewählt."
        / "Prüf Lautstärke und Kopfhörer, und ob im Videochat das richtige Gerät gewählt ist (Zahnrad neben dem Mikrofon). Hören die anderen dich nicht, ist dein Mikrofon aus oder ein anderes gewählt.",
        "Check volume and headphones, and whether the right device is chosen in the call (the arrow beside the microphone). If the others do not hear you, your microphone is off or another one is chosen.";
    echo: "Echo", "Echo";
    echo_help: "Meist hört ein Mikrofon einen Lautsprecher. Kopfhörer helfen sofort. Ist der Videochat in zwei Tabs oder auf zwei Geräten offen, schließen Sie einen."
        / "Meist hört ein Mikrofon einen Lautsprecher. Kopfhörer helfen sofort. Ist der Videochat in zwei Tabs oder auf zwei Geräten offen, schließ einen.",
        "Mostly a microphone hears a loudspeaker. Headphones help at once. If the call is open in two tabs or on two devices, close one.";
    not_let_in: "„Authentifizierung fehlgeschlagen“", "“Authentication failed”";
    not_let_in_help: "Ihre Eintrittskarte gilt nur kurz. Schließen Sie den Tab, und treten Sie von hier oder über Ihren Link noch einmal bei. Stimmt die Uhr Ihres Geräts?"
        / "Deine Eintrittskarte gilt nur kurz. Schließ den Tab, und tritt von hier oder über deinen Link noch einmal bei. Stimmt die Uhr deines Geräts?",
        "Your ticket is good for a short time only. Close the tab, and join once more from here or by your link. Is your device’s clock right?";
    copy_guest: "Gast-Link kopieren", "Copy guest link";
    copy_seminar: "Seminar-Link kopieren", "Copy seminar link";
    links: "Links zu diesem Videochat", "Links to this video call";
    links_hint: "Gast-Link: mit Bild und Ton. Seminar-Link: nur zusehen, zuhören, schreiben und abstimmen.",
        "Guest link: with picture and sound. Seminar link: only watch, listen, write and vote.";
    guest: "Gast-Link", "Guest link";
    seminar: "Seminar-Link", "Seminar link";
    copy: "Kopieren", "Copy";
    copied: "Link kopiert.", "Link copied.";
    not_copied: "Ihr Browser lässt das Kopieren nicht zu. Der Link steht unten.",
        "Your browser does not allow copying. The link stands below.";
    revoke: "Zurückziehen", "Take back";
    taken_back: "Link zurückgezogen.", "Link taken back.";
    back_to_appointments: "Zu meinen Terminen", "To my appointments";
    back_to_calendar: "Zum Kalender", "To the calendar";
    back_to_chats: "Zum Chat", "To the chat";
}

/// From when on one gets in.
pub fn opens(at: DateTime<Utc>) -> String {
    let at = format::moment(at);
    match language() {
        Language::De => format!("Geöffnet ab {at}."),
        Language::En => format!("Open from {at}."),
    }
}

/// Who invites to when.
pub fn invited(facility: &str, starts_at: DateTime<Utc>) -> String {
    let at = format::moment(starts_at);
    match language() {
        Language::De => format!("{facility}, Beginn {at}"),
        Language::En => format!("{facility}, beginning {at}"),
    }
}

/// When it begins.
pub fn begins(at: DateTime<Utc>) -> String {
    let at = format::moment(at);
    match language() {
        Language::De => format!("Beginn {at}"),
        Language::En => format!("Beginning {at}"),
    }
}

/// What kind of link it is.
pub fn kind(kind: VideoLinkKind) -> &'static str {
    match kind {
        VideoLinkKind::Guest => t().guest,
        VideoLinkKind::Seminar => t().seminar,
    }
}

/// Since when there is a link.
pub fn since(at: DateTime<Utc>) -> String {
    let at = format::moment(at);
    match language() {
        Language::De => format!("seit {at}"),
        Language::En => format!("since {at}"),
    }
}

/// Taking one of several links back, for readers.
pub fn revoke_named(kind: VideoLinkKind, at: DateTime<Utc>) -> String {
    format!("{}: {} {}", t().revoke, self::kind(kind), since(at))
}

/// Copying one of several links, for readers.
pub fn copy_named(kind: VideoLinkKind, at: DateTime<Utc>) -> String {
    format!("{}: {} {}", t().copy, self::kind(kind), since(at))
}
