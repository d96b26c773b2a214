//! Who answers here: the counselors whom the portal shows to anyone.

use super::area::use_portal;
use crate::{
    i18n::{self, format, portal as words},
    paths::{self, BookingChoice},
    presences::{mark, word},
    remote::fetch,
    session::use_session,
    ui::{
        Avatar, Button, Size, Tone,
        icon::{self, icon},
    },
};
use domain::counselors::{PortalCard, PortalCounselor, PortalCounselorQuery};
use leptos::prelude::*;

/// The section of the first page. It is there once there is somebody to show; the page does not
/// wait for it, and says nothing if it does not come.
#[component]
pub fn People() -> impl IntoView {
    let session = use_session();
    let slug = use_portal().slug();
    let people = RwSignal::new(Vec::<PortalCard>::new());
    let next = RwSignal::new(None::<String>);
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let facility = slug.clone();
    let more = Callback::new(move |after: Option<String>| {
        let (client, facility) = (session.client(), facility.clone());
        let query = PortalCounselorQuery { after, limit: None };
        owner.with_value(|owner| {
            owner.with(|| {
                fetch(
                    async move {
                        client
                            .list_portal_counselors(facility.as_str(), &query)
                            .await
                    },
                    move |result| {
                        if let Ok(page) = result {
                            next.set(page.next);
                            people.update(|people| people.extend(page.items));
                        }
                    },
                );
            });
        });
    });
    more.run(None);
    let none = Memo::new(move |_| people.with(Vec::is_empty));
    let slug = StoredValue::new(slug);
    let card = move |person: PortalCard| {
        let picture = person.counselor.picture.map(|picture| {
            slug.with_value(|slug| session.client().counselor_picture(slug, picture))
        });
        view! { <Person person=person picture=picture /> }
    };
    view! {
        <section class="band" aria-labelledby="h-who" hidden=move || none.get()>
            <div class="wrap">
                <h2 id="h-who">{move || words::t().who}</h2>
                <div class="people">
                    <For each=move || people.get() key=|person| person.counselor.id children=card />
                </div>
                {move || {
                    next.get()
                        .map(|after| view! {
                            <div class="row">
                                <Button on_click=move |()| more.run(Some(after.clone()))>
                                    {move || words::t().more_people}
                                </Button>
                            </div>
                        })
                }}
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Person(person: PortalCard, picture: Option<String>) -> impl IntoView {
    let PortalCard {
        counselor,
        topics,
        presence,
        next_free,
    } = person;
    let slug = use_portal().slug();
    let book = paths::portal_book(
        &slug,
        &BookingChoice {
            with: Some(counselor.id.to_string()),
            ..BookingChoice::default()
        },
    );
    let PortalCounselor {
        display_name,
        descriptions,
        languages,
        ..
    } = counselor;
    let about = move || {
        let (language, text) = descriptions.best(i18n::language())?;
        let text = text.to_owned();
        Some(view! { <p lang=language.tag()>{text}</p> })
    };
    let spoken = move || {
        let names: Vec<_> = languages
            .iter()
            .map(|language| language.name(i18n::language()))
            .collect();
        fact(words::t().spoken, &names)
    };
    let counselled = move || {
        let labels = topics.iter();
        let names: Vec<_> = labels
            .map(|labels| labels.in_language(i18n::language()))
            .collect();
        fact(words::t().topics, &names)
    };
    let free = move || {
        let next = next_free.map(format::moment)?;
        fact(words::t().next_free, &[next.as_str()])
    };
    let name = display_name.clone();
    let label = move || words::appointment_with(&name);
    let foot = next_free.map(|_| {
        view! {
            <div class="person-foot">
                <a class="btn" href=book aria-label=label>
                    {icon(icon::CALENDAR_DAYS)}
                    {move || words::t().appointment}
                </a>
            </div>
        }
    });
    view! {
        <article class="person">
            <Avatar
                name=display_name.clone()
                tone=Tone::Staff
                size=Size::Portrait
                picture=picture
            />
            <h3>{display_name}</h3>
            <span class="who">{mark(presence)} {move || word(presence)}</span>
            <div class="person-body">{about} {counselled} {spoken} {free}</div>
            {foot}
        </article>
    }
    .into_any()
}

/// A line of a card, if there is anything to say.
fn fact(term: &'static str, names: &[&str]) -> Option<AnyView> {
    (!names.is_empty()).then(|| {
        view! {
            <dl>
                <dt>{term}</dt>
                <dd>{names.join(", ")}</dd>
            </dl>
        }
        .into_any()
    })
}
