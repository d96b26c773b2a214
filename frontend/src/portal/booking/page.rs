//! The page.

use super::{
    super::{area::use_portal, frame::Trouble},
    choosing::{Choosing, Step},
    held::HeldPart,
    questions::{Answers, PersonQuestion, TopicQuestion, WayQuestion},
    reserving::Reserving,
    times::TimesQuestion,
};
use crate::{
    i18n::{portal_booking as words, portal_groups as group_words},
    paths,
    remote::{Loaded, load},
    shell::set_title,
    ui::{
        Empty, Steps, dom,
        icon::{self, icon},
    },
};
use domain::{channels::AppointmentChannel, slots::BookingOffer};
use leptos::prelude::*;

/// The page.
#[component]
pub fn BookPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let offer = load(|client| async move { client.read_booking_offer().await });
    move || match offer.ready() {
        Loaded::Nothing => view! { <super::super::frame::Waiting /> }.into_any(),
        Loaded::Failure(error) => {
            view! { <Trouble error=error on_retry=move |()| offer.load_again() /> }.into_any()
        }
        Loaded::Here(offer) if offer.services.is_empty() => view! { <Nothing /> }.into_any(),
        Loaded::Here(offer) => view! { <Booking offer=offer /> }.into_any(),
    }
}

/// That nothing can be booked here.
#[component]
fn Nothing() -> impl IntoView {
    let slug = use_portal().slug();
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form">
                    <h1>{move || words::t().title}</h1>
                    <Empty
                        shape=icon::CALENDAR_CHECK
                        title=|| words::t().nothing
                        text=|| words::t().nothing_text
                    >
                        <a class="btn btn-primary" href=paths::portal_write(&slug)>
                            {move || words::t().write}
                        </a>
                        <a class="btn" href=paths::portal_group_offers(&slug)>
                            {move || group_words::t().title}
                        </a>
                    </Empty>
                </div>
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn Booking(offer: BookingOffer) -> impl IntoView {
    let choosing = Choosing::begin(offer);
    let reserving = Reserving::begin(choosing);
    // A step is another page to whoever reads it.
    let place = Memo::new(move |_| (choosing.step(), choosing.held.get()));
    Effect::new(move |before: Option<_>| {
        let place = place.get();
        if before.is_some_and(|before| before != place) {
            if let Some(main) = dom::by_id("main") {
                main.set_scroll_top(0);
            }
            dom::focus_soon("main");
        }
        place
    });
    move || match choosing.held.get() {
        Some(id) => view! { <HeldPart id=id choosing=choosing reserving=reserving /> }.into_any(),
        None => view! { <Question choosing=choosing reserving=reserving /> }.into_any(),
    }
}

#[component]
fn Question(choosing: Choosing, reserving: Reserving) -> impl IntoView {
    let step = Memo::new(move |_| choosing.step());
    move || match step.get() {
        Step::Topic => view! { <TopicQuestion choosing=choosing /> }.into_any(),
        Step::Way => view! { <WayQuestion choosing=choosing /> }.into_any(),
        Step::Person => view! { <PersonQuestion choosing=choosing /> }.into_any(),
        Step::Time => view! { <TimesQuestion choosing=choosing reserving=reserving /> }.into_any(),
    }
}

/// What stands above each question: how far one is, the question, what was answered before.
#[component]
pub fn Head(
    /// What is chosen.
    choosing: Choosing,
    /// The step.
    step: Step,
    /// The question.
    title: fn() -> &'static str,
    /// Whether what was answered is shown below it.
    #[prop(optional)]
    answers: bool,
) -> impl IntoView {
    let at = choosing.steps().iter().position(|one| *one == step);
    let names = move || {
        choosing
            .steps()
            .into_iter()
            .map(Step::name)
            .collect::<Vec<_>>()
    };
    view! {
        <header class="stack">
            <Steps
                label=|| words::t().steps
                names=Signal::derive(names)
                current=Signal::stored(at.unwrap_or_default())
            />
            <h1>{title}</h1>
        </header>
        {answers.then(|| view! { <Answers choosing=choosing before=step /> })}
    }
    .into_any()
}

/// What is good to know beside booking.
#[component]
pub fn BookingNotes(choosing: Choosing) -> impl IntoView {
    let note = |shape: &'static str, title: fn() -> &'static str, text: Signal<String>| {
        view! {
            <li>
                {icon(shape)}
                <div>
                    <b>{title}</b>
                    <span>{move || text.get()}</span>
                </div>
            </li>
        }
        .into_any()
    };
    let rules = choosing.offer.with_value(|offer| offer.rules);
    let cancelling = Signal::derive(move || words::cancelling(rules.notice_hours));
    let reminds = (rules.reminder_hours > 0).then(|| {
        let text = Signal::derive(|| words::t().reminder_text.to_owned());
        note(icon::BELL, || words::t().reminder, text)
    });
    let camera = move || {
        let by_video = matches!(choosing.way.get(), None | Some(AppointmentChannel::Video));
        by_video.then(|| {
            let text = Signal::derive(|| words::t().camera_text.to_owned());
            note(icon::VIDEO, || words::t().camera, text)
        })
    };
    let groups = paths::portal_group_offers(&use_portal().slug());
    view! {
        <aside aria-label=move || words::t().notes>
            <ul class="notes">
                {note(icon::CALENDAR_CHECK, || words::t().cancelling, cancelling)}
                {camera}
                {reminds}
                <li>
                    {icon(icon::USERS_ROUND)}
                    <div>
                        <b>{move || group_words::t().rather}</b>
                        <a href=groups>{move || group_words::t().to_them}</a>
                    </div>
                </li>
            </ul>
        </aside>
    }
    .into_any()
}
