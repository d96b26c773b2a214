//! What the app says, in German and in English. One file an area; each has a struct with one
//! field a text and one value of it a language, so the compiler sees to it that none is missing.
//!
//! Every `t()` and [`language`] notify: read them inside a closure of a view, and the text
//! follows the language.
//!
//! A German sentence that addresses a client stands there twice, `"Ihre Anfrage" / "Deine
//! Anfrage"`: a portal speaks as its facility has chosen, and staff are always addressed formally.

pub mod absences;
pub mod access;
pub mod accounts;
pub mod api_tokens;
pub mod appointment_settings;
pub mod assignment;
pub mod attachments;
pub mod audit;
pub mod booking_series;
pub mod booking_settings;
pub mod booking_times;
pub mod bookings;
pub mod calendar_feeds;
pub mod channels;
pub mod chats;
pub mod clients;
pub mod common;
pub mod counselling_fields;
pub mod counselor_administration;
pub mod counselors;
pub mod dashboard;
pub mod deletion_routine;
pub mod direct_messages;
pub mod documents;
pub mod facility;
pub mod format;
pub mod group_bookings;
pub mod groups;
pub mod hand_overs;
pub mod help;
pub mod legal_holds;
pub mod licences;
pub mod mail_request_steps;
pub mod mail_requests;
pub mod master_data_fields;
pub mod message_templates;
pub mod monitoring_fields;
pub mod monitorings;
pub mod new_mail_request;
pub mod notes;
pub mod notifications;
pub mod open_door;
pub mod operations;
pub mod ordered_fields;
pub mod outgoing_mails;
pub mod own_data;
pub mod passwords;
pub mod portal;
pub mod portal_access;
pub mod portal_booking;
pub mod portal_groups;
pub mod portal_mail;
pub mod portal_offer;
pub mod portal_open_door;
pub mod portal_waiting;
pub mod presences;
pub mod search;
pub mod services;
pub mod sessions;
pub mod settings;
pub mod shell;
pub mod slots;
pub mod statistics;
pub mod text_templates;
pub mod two_factor;
pub mod video;
pub mod waiting_list;
pub mod watchlist;
pub mod webhooks;
pub mod working_time;

use client::CallError;
use domain::facility::FormOfAddress;
pub use domain::language::{Language, Speech};
use leptos::{prelude::*, reactive::graph::Observer};

/// Where the browser remembers the language; `boot.js` reads it too.
const STORED: &str = "beistand.language";

thread_local! {
    static LANGUAGE: ArcRwSignal<Language> = ArcRwSignal::new(of_document());
    /// How German addresses who is here: the portal knows it from its facility.
    static FORM: ArcRwSignal<FormOfAddress> = ArcRwSignal::new(FormOfAddress::default());
}

/// The language of the page. Where nothing is shown that could follow it, as in what happens
/// after a press, there is nobody to notify.
pub fn language() -> Language {
    LANGUAGE.with(|language| match Observer::get() {
        Some(_) => language.get(),
        None => language.get_untracked(),
    })
}

/// The same, and how German addresses who is here.
pub fn speech() -> Speech {
    let form = FORM.with(|form| match Observer::get() {
        Some(_) => form.get(),
        None => form.get_untracked(),
    });
    Speech::new(language(), form)
}

/// Addresses who is here so, for as long as the page is open.
pub fn set_form_of_address(form: FormOfAddress) {
    FORM.with(|signal| signal.set(form));
}

/// Shows the page in another language and remembers that in this browser.
pub fn set_language(language: Language) {
    crate::ui::dom::remember(STORED, language.tag());
    show_language(language);
}

/// Shows the page in another language, for as long as it is open.
pub fn show_language(language: Language) {
    if let Some(root) = document().document_element() {
        // A document that has no root would have no page either.
        let _ = root.set_attribute("lang", language.tag());
    }
    LANGUAGE.with(|signal| signal.set(language));
}

/// Whether somebody chose the language in this browser.
pub fn is_chosen() -> bool {
    crate::ui::dom::remembered(STORED).is_some()
}

/// The text of the page's language.
pub fn pick<T: ?Sized>(de: &'static T, en: &'static T) -> &'static T {
    match language() {
        Language::De => de,
        Language::En => en,
    }
}

/// The same where German has two, one for each form of address.
pub fn pick_form<T: ?Sized>(
    formal: &'static T,
    informal: &'static T,
    en: &'static T,
) -> &'static T {
    speech().pick(formal, informal, en)
}

/// What went wrong, and what to do about it.
pub fn error_text(error: &CallError) -> String {
    match error {
        CallError::Problem(problem) => problem.code.text(speech()).into(),
        CallError::Unreachable => common::t().unreachable.into(),
    }
}

/// The text, followed by how long to wait where the server said so.
pub fn with_wait(text: &str, error: &CallError) -> String {
    let seconds = error
        .problem()
        .and_then(|problem| problem.retry_after_seconds);
    match (seconds, language()) {
        (Some(n), Language::De) => format!("{text} Noch {n}\u{a0}Sek."),
        (Some(n), Language::En) => format!("{text} {n}\u{a0}s to go."),
        (None, _) => text.into(),
    }
}

/// What `boot.js` found: chosen before, or the browser's.
fn of_document() -> Language {
    let tag = document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"));
    match tag.as_deref() {
        Some("en") => Language::En,
        _ => Language::De,
    }
}

/// Declares the texts of one area: a struct, its values, and `t()`. The German is a sentence that
/// addresses nobody, or `formal / informal`.
macro_rules! texts {
    ($($name:ident: $de:literal, $en:literal;)*) => {
        /// The texts of this area.
        pub struct Texts {
            $(pub $name: &'static str,)*
        }
        /// In German.
        pub const DE: Texts = Texts { $($name: $de,)* };
        /// In English.
        pub const EN: Texts = Texts { $($name: $en,)* };
        /// In the page's language.
        pub fn t() -> &'static Texts {
            $crate::i18n::pick(&DE, &EN)
        }
    };
    ($($name:ident: $de:literal $(/ $informal:literal)?, $en:literal;)*) => {
        /// The texts of this area.
        pub struct Texts {
            $(pub $name: &'static str,)*
        }
        /// In German, addressed formally.
        pub const DE: Texts = Texts { $($name: $de,)* };
        /// In German, addressed informally.
        pub const INFORMAL: Texts = Texts {
            $($name: $crate::i18n::informal!($de $(/ $informal)?),)*
        };
        /// In English.
        pub const EN: Texts = Texts { $($name: $en,)* };
        /// In the page's language, addressed as the facility has chosen.
        pub fn t() -> &'static Texts {
            $crate::i18n::pick_form(&DE, &INFORMAL, &EN)
        }
    };
}
pub(crate) use texts;

/// The informal one of a German text that has both forms, or the only one.
macro_rules! informal {
    ($formal:literal / $informal:literal) => {
        $informal
    };
    ($shared:literal) => {
        $shared
    };
}
pub(crate) use informal;

/// One text outside of [`texts!`]: `said!("Sie kommen zu uns." / "Du kommst zu uns.", "You come to
/// us.")`.
macro_rules! said {
    ($formal:literal / $informal:literal, $en:literal $(,)?) => {
        $crate::i18n::pick_form($formal, $informal, $en)
    };
}
pub(crate) use said;

/// A German sentence with something filled in, in the form of address that the facility has
/// chosen: `addressed!("Sie sind {name}." / "Du bist {name}.")`.
macro_rules! addressed {
    ($formal:literal / $informal:literal) => {
        match $crate::i18n::speech() {
            $crate::i18n::Speech::Informal => format!($informal),
            _ => format!($formal),
        }
    };
}
pub(crate) use addressed;
