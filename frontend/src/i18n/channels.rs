//! The words of the means of counselling.

use super::{Language, language};
use domain::channels::Channel;

super::texts! {
    title: "Beratungskanäle", "Channels";
    facility_lead: "Auf welchen Wegen Ihre Einrichtung berät. Berater:innen wählen darunter ihre eigenen aus.",
        "By which means your facility counsels. Counselors choose their own among them.";
    lead: "Auf welchen Wegen Sie beraten, und was Klient:innen dafür brauchen. Adresse, Nummer und Link sieht nur, wer einen bestätigten Termin hat.",
        "By which means you counsel, and what clients need for it. Only who has a confirmed appointment sees address, number and link.";
    offered: "Angebotene Kanäle", "Channels on offer";
    none: "keine", "none";
    address: "Adresse für Termine vor Ort", "Address for appointments on site";
    address_hint: "Mit Hinweisen zum Weg, wenn sie nötig sind.", "With directions, if they are needed.";
    phone: "Telefonnummer für Termine", "Phone number for appointments";
    phone_hint: "Unter ihr rufen Klient:innen zum Termin an.", "Clients call it for their appointment.";
    video: "Videosoftware", "Video software";
    built_in: "Eingebaut", "Built in";
    external: "Externe Software mit festem Link", "External software with a static link";
    link: "Statischer Link", "Static link";
    link_hint: "Er gilt für alle Ihre Videotermine und beginnt mit https://.",
        "It holds for all your video appointments and begins with https://.";
    link_bad: "Der Link muss mit https:// beginnen.", "The link has to begin with https://.";
}

/// What a channel is called.
pub fn name(channel: impl Into<Channel>) -> &'static str {
    let (de, en) = match channel.into() {
        Channel::Mail => ("Mail", "Mail"),
        Channel::Chat => ("Chat", "Chat"),
        Channel::Video => ("Video", "Video"),
        Channel::Phone => ("Telefon", "Phone"),
        Channel::OnSite => ("Vor Ort", "On site"),
    };
    super::pick(de, en)
}

/// Which channels there are not, because the facility does not offer them.
pub fn not_offered(names: &str) -> String {
    match language() {
        Language::De => format!("Ihre Einrichtung bietet nicht an: {names}."),
        Language::En => format!("Your facility does not offer: {names}."),
    }
}
