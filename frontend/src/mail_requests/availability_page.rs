//! Mail counselling → settings: whether a counselor takes on new requests, and on what. One's own,
//! or, for admins, those of the counselor whom the address names.

use super::filters::last_list;
use crate::{
    clients::fields::counselling_fields,
    i18n::{self, assignment as words, language},
    paths,
    remote::{Loaded, load},
    router,
    session::use_session,
    shell::{Back, set_title},
    ui::{
        Banner, Button, Kind, Skeleton, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    counselling_fields::CounsellingField,
    ids::CounselorId,
    mail_requests::{
        MailAvailability, MailAvailabilityUpdate,
        assignment::{Availability, Capacity},
    },
};
use leptos::{prelude::*, task::spawn_local};

/// The id of the number of places.
const CAPACITY: &str = "capacity";

/// The places that are suggested to whoever has set none.
const SUGGESTED: &str = "10";

/// The page.
#[component]
pub fn MailSettingsPage() -> impl IntoView {
    let own = untrack(|| use_session().account()).and_then(|one| one.actor().counselor_id());
    move || {
        let named = router::query(paths::OF).and_then(|id| id.parse::<CounselorId>().ok());
        match named.filter(|id| Some(*id) != own) {
            Some(colleague) => view! { <OfColleague id=colleague /> }.into_any(),
            None => view! { <Own id=own /> }.into_any(),
        }
    }
}

#[component]
fn Own(id: Option<CounselorId>) -> impl IntoView {
    set_title(|| words::t().title.into());
    view! {
        <div class="page">
            <Back href=last_list() word=|| words::t().back />
            <header class="page-head">
                <h1>{move || words::t().title}</h1>
            </header>
            {id.map(|id| view! { <AvailabilitySection id=id /> })}
        </div>
    }
    .into_any()
}

#[component]
fn OfColleague(id: CounselorId) -> impl IntoView {
    let colleague = load(move |client| async move { client.read_counselor(id).await });
    let name = Memo::new(move |_| match colleague.ready() {
        Loaded::Here(colleague) => words::of_colleague(&colleague.display_name),
        Loaded::Nothing | Loaded::Failure(_) => words::t().title.to_owned(),
    });
    set_title(move || name.get());
    view! {
        <div class="page">
            <Back href=paths::counselor(id) word=|| words::t().back_to_account />
            <header class="page-head">
                <h1>{name}</h1>
            </header>
            <AvailabilitySection id=id />
        </div>
    }
    .into_any()
}

/// What a counselor has set, to be changed.
#[component]
fn AvailabilitySection(id: CounselorId) -> impl IntoView {
    let set = load(move |client| async move {
        let set = client.read_mail_availability(id).await?;
        Ok((set, counselling_fields(&client).await?))
    });
    move || match set.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => set.failure_view(error),
        Loaded::Here((now, fields)) => {
            view! { <AvailabilityForm id=id now=now fields=fields /> }.into_any()
        }
    }
}

/// Which of the three is chosen.
#[derive(Clone, Copy, PartialEq)]
enum Kept {
    Unlimited,
    None,
    ByCapacity,
}

#[component]
fn AvailabilityForm(
    id: CounselorId,
    now: MailAvailability,
    fields: Vec<CounsellingField>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let (first, places) = match now.availability {
        Availability::Unlimited => (Kept::Unlimited, SUGGESTED.to_owned()),
        Availability::None => (Kept::None, SUGGESTED.to_owned()),
        Availability::ByCapacity { capacity } => {
            (Kept::ByCapacity, capacity.requests().to_string())
        }
    };
    let (kind, places) = (RwSignal::new(first), RwSignal::new(places));
    let chosen = RwSignal::new(now.counselling_field_ids.clone());
    let version = RwSignal::new(now.version);
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(false));
    let failure = RwSignal::new(None::<CallError>);
    let availability = move || match kind.get_untracked() {
        Kept::Unlimited => Some(Availability::Unlimited),
        Kept::None => Some(Availability::None),
        Kept::ByCapacity => {
            let places = places.with_untracked(|places| places.trim().parse::<u32>().ok());
            let capacity = Capacity::try_from(places?).ok()?;
            Some(Availability::ByCapacity { capacity })
        }
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let availability = availability();
        wrong.set(availability.is_none());
        if availability.is_none() {
            return dom::focus_soon(CAPACITY);
        }
        busy.set(true);
        failure.set(None);
        let (client, from) = (session.client(), version.get_untracked());
        let body = MailAvailabilityUpdate {
            availability,
            counselling_field_ids: Some(chosen.get_untracked()),
        };
        spawn_local(async move {
            let answer = client.update_mail_availability(id, from, &body).await;
            match session.notice(answer) {
                Ok(now) => {
                    version.try_set(now.version);
                    toasts.say(words::t().saved);
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
            busy.try_set(false);
        });
    };
    let card = move |one: Kept, title: fn() -> &'static str, hint: fn() -> &'static str| {
        view! {
            <label class="choice choice-tall">
                <input
                    type="radio"
                    name="availability"
                    prop:checked=move || kind.get() == one
                    on:change=move |_| kind.set(one)
                />
                <span class="choice-text">
                    <b>{move || title()}</b>
                    <span class="hint">{move || hint()}</span>
                </span>
            </label>
        }
    };
    let fields: Vec<_> = fields
        .into_iter()
        .filter(|field| field.active || now.counselling_field_ids.contains(&field.id))
        .collect();
    view! {
        <form class="stack stack-6 form-page" method="post" novalidate on:submit=save>
            {move || {
                failure
                    .get()
                    .map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
            }}
            <section class="sect stack" aria-labelledby="availability">
                <h2 id="availability">{move || words::t().availability}</h2>
                <fieldset class="stack stack-2">
                    <legend class="label">{move || words::t().availability_lead}</legend>
                    {card(Kept::Unlimited, || words::t().unlimited, || words::t().unlimited_hint)}
                    {card(Kept::None, || words::t().none, || words::t().none_hint)}
                    {card(Kept::ByCapacity, || words::t().by_capacity, || words::t().by_capacity_hint)}
                </fieldset>
                <Places kind=kind places=places wrong=wrong />
                <p class="hint">{move || words::uncompleted(now.uncompleted)}</p>
            </section>
            <section class="sect stack" aria-labelledby="counsels-on">
                <h2 id="counsels-on">{move || words::t().fields}</h2>
                <p class="hint">{move || words::t().fields_hint}</p>
                <Fields fields=fields chosen=chosen />
            </section>
            <p>
                <Button submit=true class="btn-primary" busy=busy>
                    {move || words::t().save}
                </Button>
            </p>
        </form>
    }
    .into_any()
}

/// The number of places, where there is one.
#[component]
fn Places(kind: RwSignal<Kept>, places: RwSignal<String>, wrong: RwSignal<bool>) -> impl IntoView {
    move || {
        (kind.get() == Kept::ByCapacity).then(|| {
            view! {
                <div class="field">
                    <label class="label" for=CAPACITY>{move || words::t().capacity}</label>
                    <input
                        class="input input-w-4 num"
                        id=CAPACITY
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        aria-invalid=move || wrong.get().then_some("true")
                        aria-describedby=move || wrong.get().then_some("capacity-error")
                        prop:value=move || places.get()
                        on:input=move |event| {
                            places.set(event_target_value(&event));
                            wrong.set(false);
                        }
                    />
                    {move || {
                        wrong
                            .get()
                            .then(|| view! {
                                <span class="field-error" id="capacity-error">
                                    {icon(icon::CIRCLE_ALERT)}
                                    {words::t().capacity_wrong}
                                </span>
                            })
                    }}
                </div>
            }
        })
    }
}

#[component]
fn Fields(
    fields: Vec<CounsellingField>,
    chosen: RwSignal<std::collections::BTreeSet<domain::ids::CounsellingFieldId>>,
) -> impl IntoView {
    let check = move |field: CounsellingField| {
        let id = field.id;
        let switch = move |on: bool| {
            chosen.update(|chosen| {
                if on {
                    chosen.insert(id);
                } else {
                    chosen.remove(&id);
                }
            });
        };
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                    on:change=move |event| switch(event_target_checked(&event))
                />
                <span>{move || field.labels.in_language(language()).to_owned()}</span>
            </label>
        }
    };
    view! {
        <div class="checks" role="group" aria-labelledby="counsels-on">
            {fields.into_iter().map(check).collect_view()}
        </div>
    }
    .into_any()
}
