//! The portal's first page: one calm first step, and what many want to know before it.

use super::{area::use_portal, frame::Crisis, open_door::DoorWay, people::People};
use crate::{
    i18n::portal as words,
    paths::{self, BookingChoice},
    shell::set_title,
    ui::{
        Banner, Kind,
        icon::{self, icon},
    },
};
use leptos::prelude::*;

type Word = fn() -> &'static str;

/// The page.
#[component]
pub fn LandingPage() -> impl IntoView {
    set_title(|| words::t().tagline.into());
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <Hero />
            <Ways />
            <How />
            <People />
            <Questions />
        </main>
    }
    .into_any()
}

#[component]
fn Hero() -> impl IntoView {
    let slug = use_portal().slug();
    let fact = |shape: &'static str, word: Word| view! { <li>{icon(shape)} {word}</li> }.into_any();
    view! {
        <section class="hero">
            <div class="wrap">
                <h1>{move || words::t().hero}</h1>
                <p class="lead">{move || words::t().lead}</p>
                <div class="row">
                    <a class="btn btn-primary btn-lg" href=paths::portal_write(&slug)>
                        {icon(icon::SQUARE_PEN)}
                        {move || words::t().write}
                    </a>
                </div>
                <ul class="facts" aria-label=move || words::t().facts>
                    {fact(icon::SHIELD_CHECK, || words::t().fact_secrecy)}
                    {fact(icon::USER_ROUND, || words::t().fact_name)}
                    {fact(icon::HEART_HANDSHAKE, || words::t().fact_free)}
                </ul>
            </div>
            <Arches />
        </section>
    }
    .into_any()
}

/// The picture: doors of several sizes.
#[component]
fn Arches() -> impl IntoView {
    let doors = r#"<path class="arch-1" d="M250 360V135a115 115 0 0 1 230 0V360z"/><path class="arch-2" d="M90 360V220a75 75 0 0 1 150 0V360z"/><path class="arch-3" d="M190 360V180a95 95 0 0 1 190 0V360z"/><path class="arch-4" d="M330 360V270a60 60 0 0 1 120 0V360z"/>"#;
    view! { <svg class="arches" viewBox="0 0 520 360" aria-hidden="true" inner_html=doors></svg> }
        .into_any()
}

#[component]
fn Ways() -> impl IntoView {
    let portal = use_portal();
    let slug = portal.slug();
    let nobody_new = move || {
        let why = portal.nobody_new();
        why.map(|why| view! { <Banner kind=Kind::Info>{why}</Banner> })
    };
    let way = |href: String,
               shape: &'static str,
               when_shape: &'static str,
               [title, text, when]: [Word; 3]| {
        view! {
            <article class="path">
                {icon(shape)}
                <h3>
                    <a href=href>{title}</a>
                </h3>
                <p>{text}</p>
                <p class="path-when">{icon(when_shape)} {when}</p>
            </article>
        }
        .into_any()
    };
    view! {
        <section class="band" aria-labelledby="h-start">
            <div class="wrap">
                <h2 id="h-start">{move || words::t().start}</h2>
                <div class="paths">
                    {way(
                        paths::portal_write(&slug),
                        icon::SQUARE_PEN,
                        icon::CLOCK,
                        [|| words::t().path_write, || words::t().path_write_text, || words::t().path_write_when],
                    )}
                    <DoorWay />
                    {way(
                        paths::portal_book(&slug, &BookingChoice::default()),
                        icon::CALENDAR_CHECK,
                        icon::USER_ROUND,
                        [|| words::t().path_book, || words::t().path_book_text, || words::t().path_book_when],
                    )}
                    {way(
                        paths::portal_chats(&slug, None),
                        icon::MESSAGE_CIRCLE,
                        icon::USER_ROUND,
                        [|| words::t().path_chat, || words::t().path_chat_text, || words::t().path_chat_when],
                    )}
                    {way(
                        paths::portal_requests(&slug),
                        icon::MAIL,
                        icon::USER_ROUND,
                        [|| words::t().path_read, || words::t().path_read_text, || words::t().path_read_when],
                    )}
                </div>
                {nobody_new}
                <Crisis />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn How() -> impl IntoView {
    let step = |title: Word, text: Word| {
        view! {
            <li>
                <h3>{title}</h3>
                <p>{text}</p>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="band band-sunken" aria-labelledby="h-how">
            <div class="wrap">
                <h2 id="h-how">{move || words::t().how}</h2>
                <ol class="howto">
                    {step(|| words::t().how_write, || words::t().how_write_text)}
                    {step(|| words::t().how_name, || words::t().how_name_text)}
                    {step(|| words::t().how_answer, || words::t().how_answer_text)}
                </ol>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Questions() -> impl IntoView {
    let question = |open: bool, ask: Word, answer: Word| {
        view! {
            <details open=open>
                <summary>{ask} {icon(icon::CHEVRON_DOWN)}</summary>
                <p>{answer}</p>
            </details>
        }
        .into_any()
    };
    view! {
        <section class="band" aria-labelledby="h-faq">
            <div class="wrap wrap-form">
                <h2 id="h-faq">{move || words::t().faq}</h2>
                <div class="faq">
                    {question(true, || words::t().faq_who, || words::t().faq_who_text)}
                    {question(false, || words::t().faq_when, || words::t().faq_when_text)}
                    {question(false, || words::t().faq_seen, || words::t().faq_seen_text)}
                    {question(false, || words::t().faq_stays, || words::t().faq_stays_text)}
                    {question(false, || words::t().faq_password, || words::t().faq_password_text)}
                </div>
            </div>
        </section>
    }
    .into_any()
}
