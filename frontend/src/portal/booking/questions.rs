//! The questions before the one for the time.

use super::{
    choosing::{Choosing, Step},
    page::{BookingNotes, Head},
};
use crate::{
    i18n::{channels, language, portal_booking as words},
    portal::area::use_portal,
    session::use_session,
    ui::{
        Avatar, Button, Tone,
        icon::{self, icon},
    },
};
use domain::{
    channels::AppointmentChannel,
    counselors::PortalCounselor,
    ids::{CounsellingFieldId, CounselorId},
    mail_requests::CounsellingFieldRef,
};
use leptos::prelude::*;

/// The id of the form, for the button below it.
const FORM: &str = "book";

/// What was answered before a step, each with a way to change it.
#[component]
pub fn Answers(choosing: Choosing, before: Step) -> impl IntoView {
    let steps = choosing.steps().into_iter();
    let row = move |step: Step| {
        let answer = move || match step {
            Step::Topic => choosing.topic_word().into_any(),
            Step::Way => view! {
                {choosing.way_word()}
                <small>{Choosing::durations(&choosing.services())}</small>
            }
            .into_any(),
            Step::Person => choosing.person_word().into_any(),
            Step::Time => ().into_any(),
        };
        view! {
            <div>
                <dt>{move || step.name()}</dt>
                <dd>
                    <span>{answer}</span>
                    <a class="btn btn-quiet btn-sm" href=move || choosing.address_of(step)>
                        {move || words::t().change}
                        <span class="sr-only">{move || format!(": {}", step.name())}</span>
                    </a>
                </dd>
            </div>
        }
    };
    let rows = steps.filter(|step| *step < before).map(row).collect_view();
    view! { <dl class="answers">{rows}</dl> }.into_any()
}

/// A question with its choices, and the bar to go on.
#[component]
fn Question(
    choosing: Choosing,
    step: Step,
    title: fn() -> &'static str,
    /// Whether something is chosen.
    #[prop(into)]
    is_chosen: Signal<bool>,
    on_go: Callback<()>,
    /// The cards.
    choices: AnyView,
    /// Whether each has a line of its own.
    #[prop(optional)]
    tall: bool,
) -> impl IntoView {
    let missing = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        missing.set(!is_chosen.get_untracked());
        if is_chosen.get_untracked() {
            on_go.run(());
        }
    };
    let say = move || {
        (missing.get() && !is_chosen.get()).then(|| {
            view! {
                <span class="field-error" role="alert">
                    {icon(icon::CIRCLE_ALERT)}
                    {words::t().choose_first}
                </span>
            }
        })
    };
    let class = if tall {
        "choices choices-one"
    } else {
        "choices"
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <form class="portal-form" id=FORM method="post" novalidate on:submit=submit>
                    <Head choosing=choosing step=step title=title answers=true />
                    <fieldset class="question field">
                        <legend class="sr-only">{title}</legend>
                        <div class=class>{choices}</div>
                        {say}
                    </fieldset>
                </form>
                <BookingNotes choosing=choosing />
            </div>
        </main>
        <div class="actionbar" role="region" aria-label=move || words::t().actions>
            <div class="wrap">
                <Button class="btn-primary btn-lg push" submit=true form=FORM>
                    {move || words::t().go_on}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Card(
    group: &'static str,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_choose: Callback<()>,
    #[prop(optional)] tall: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <label class=if tall { "choice choice-tall" } else { "choice" }>
            <input
                type="radio"
                name=group
                prop:checked=move || checked.get()
                on:change=move |_| on_choose.run(())
            />
            {children()}
        </label>
    }
    .into_any()
}

/// What it is about.
#[component]
pub fn TopicQuestion(choosing: Choosing) -> impl IntoView {
    let chosen = RwSignal::new(None::<Option<CounsellingFieldId>>);
    let fields = choosing
        .offer
        .with_value(|offer| offer.counselling_fields.clone());
    let card = move |field: CounsellingFieldRef| {
        let id = field.id;
        view! {
            <Card
                group="topic"
                checked=Signal::derive(move || chosen.get() == Some(Some(id)))
                on_choose=move |()| chosen.set(Some(Some(id)))
            >
                <span>{move || field.labels.in_language(language()).to_owned()}</span>
            </Card>
        }
    };
    let choices = view! {
        {fields.into_iter().map(card).collect_view()}
        <Card
            group="topic"
            checked=Signal::derive(move || chosen.get() == Some(None))
            on_choose=move |()| chosen.set(Some(None))
        >
            <span>{move || words::t().not_sure}</span>
        </Card>
    }
    .into_any();
    let go = Callback::new(move |()| {
        if let Some(topic) = chosen.get_untracked() {
            choosing.go_about(topic);
        }
    });
    view! {
        <Question
            choosing=choosing
            step=Step::Topic
            title=|| words::t().ask_topic
            is_chosen=Signal::derive(move || chosen.get().is_some())
            on_go=go
            choices=choices
        />
    }
}

/// By which means.
#[component]
pub fn WayQuestion(choosing: Choosing) -> impl IntoView {
    let topic = choosing.topic.get_untracked().flatten();
    let ways = choosing.offer.with_value(|offer| offer.channels(topic));
    let chosen = RwSignal::new(None::<AppointmentChannel>);
    let card = move |way: AppointmentChannel| {
        let durations = move || {
            let services: Vec<_> = choosing.offer.with_value(|offer| {
                let services = offer.services_about(topic);
                services.filter(|one| one.channel == way).cloned().collect()
            });
            Choosing::durations(&services)
        };
        view! {
            <Card
                group="way"
                tall=true
                checked=Signal::derive(move || chosen.get() == Some(way))
                on_choose=move |()| chosen.set(Some(way))
            >
                <span class="choice-text">
                    <b>{move || channels::name(way)}</b>
                    <span class="hint">{move || words::way_hint(way)} " " {durations}</span>
                </span>
            </Card>
        }
    };
    let choices = ways.into_iter().map(card).collect_view().into_any();
    let go = Callback::new(move |()| {
        if let Some(way) = chosen.get_untracked() {
            choosing.go_by(way);
        }
    });
    view! {
        <Question
            choosing=choosing
            step=Step::Way
            title=|| words::t().ask_way
            is_chosen=Signal::derive(move || chosen.get().is_some())
            on_go=go
            choices=choices
            tall=true
        />
    }
}

/// With whom.
#[component]
pub fn PersonQuestion(choosing: Choosing) -> impl IntoView {
    let (portal, session) = (use_portal(), use_session());
    let people = untrack(|| choosing.people());
    let chosen = RwSignal::new(None::<Option<CounselorId>>);
    let card = move |one: PortalCounselor| {
        let id = one.id;
        let picture = one.picture;
        let picture = picture.map(|it| session.client().counselor_picture(&portal.slug(), it));
        let languages = one.languages;
        let spoken = move || {
            let names = languages.iter().map(|spoken| spoken.name(language()));
            names.collect::<Vec<_>>().join(", ")
        };
        view! {
            <Card
                group="person"
                tall=true
                checked=Signal::derive(move || chosen.get() == Some(Some(id)))
                on_choose=move |()| chosen.set(Some(Some(id)))
            >
                <span class="choice-text">
                    <b>{one.display_name.clone()}</b>
                    <span class="hint">{spoken}</span>
                </span>
                <Avatar name=one.display_name tone=Tone::Staff picture=picture />
            </Card>
        }
    };
    let choices = view! {
        <Card
            group="person"
            tall=true
            checked=Signal::derive(move || chosen.get() == Some(None))
            on_choose=move |()| chosen.set(Some(None))
        >
            <span class="choice-text">
                <b>{move || words::t().anyone}</b>
                <span class="hint">{move || words::t().anyone_hint}</span>
            </span>
            <span class="choice-mark">{icon(icon::USERS_ROUND)}</span>
        </Card>
        {people.into_iter().map(card).collect_view()}
    }
    .into_any();
    let go = Callback::new(move |()| {
        if let Some(person) = chosen.get_untracked() {
            choosing.go_with(person);
        }
    });
    view! {
        <Question
            choosing=choosing
            step=Step::Person
            title=|| words::t().ask_person
            is_chosen=Signal::derive(move || chosen.get().is_some())
            on_go=go
            choices=choices
            tall=true
        />
    }
}
