//! The page.

use super::{form::ServiceForm, list::all_services};
use crate::{
    clients::fields::counselling_fields,
    i18n::{channels, language, services as words},
    remote::{Loaded, Resource, load},
    session::use_session,
    settings::{AppointmentPart, AppointmentsFrame},
    ui::{
        Button, DeleteQuestion, Dialog, Empty, Skeleton, dom,
        icon::{self, icon},
    },
};
use domain::{
    access::{Action, Relation},
    counselling_fields::CounsellingField,
    services::Service,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ServicesPage() -> impl IntoView {
    view! {
        <AppointmentsFrame
            part=AppointmentPart::Services
            page=|_| view! { <Content /> }.into_any()
        />
    }
}

type Offer = (Vec<Service>, Vec<CounsellingField>);

#[component]
fn Content() -> impl IntoView {
    let offer = load(|client| async move {
        Ok((
            all_services(&client).await?,
            counselling_fields(&client).await?,
        ))
    });
    let making = RwSignal::new(false);
    let list = move || match offer.ready() {
        Loaded::Nothing => view! { <Skeleton lines=5 /> }.into_any(),
        Loaded::Failure(error) => offer.failure_view(error),
        Loaded::Here((services, _)) if services.is_empty() => view! {
            <Empty
                shape=icon::CLOCK
                title=|| words::t().empty
                text=|| words::t().empty_text
            />
        }
        .into_any(),
        Loaded::Here((services, _)) => {
            view! { <Groups services=services offer=offer /> }.into_any()
        }
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        <div>
            <Button class="btn-primary" on_click=move |()| making.set(true)>
                {move || words::t().new}
            </Button>
        </div>
        {list}
        <Dialog
            id="new-service"
            open=making
            title=|| words::t().new
            children=move || view! { <ServiceForm service=None open=making offer=offer /> }
        />
    }
    .into_any()
}

/// The facility's, then one's own.
#[component]
fn Groups(services: Vec<Service>, offer: Resource<Offer>) -> impl IntoView {
    let (shared, own): (Vec<_>, Vec<_>) = services.into_iter().partition(|one| one.shared);
    let group = move |title: fn() -> &'static str, services: Vec<Service>| {
        (!services.is_empty()).then(|| {
            let row = move |service| view! { <Row service=service offer=offer /> };
            view! {
                <section class="stack stack-2">
                    <h3>{title}</h3>
                    <ul class="files">{services.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    };
    view! {
        {group(|| words::t().shared, shared)}
        {group(|| words::t().own, own)}
    }
    .into_any()
}

/// What is good to know of a service, in a line; notifies of the language.
fn facts(service: &Service) -> String {
    let times = words::times(service.duration_minutes, service.follow_up_minutes);
    let field = service.counselling_field.as_ref();
    let field = field.map(|field| field.labels.in_language(language()).to_owned());
    let at_once = service
        .confirmed_at_once
        .then(|| words::t().at_once.to_owned());
    let all = [
        Some(channels::name(service.channel).to_owned()),
        Some(times),
        field,
        at_once,
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[component]
fn Row(service: Service, offer: Resource<Offer>) -> impl IntoView {
    let session = use_session();
    let (editing, deleting) = (RwSignal::new(false), RwSignal::new(false));
    let id = service.id;
    let relation = if service.shared {
        Relation::Common
    } else {
        Relation::Own
    };
    let may = move || {
        let account = session.account();
        account.is_some_and(|account| account.may(Action::UpdateService, relation))
    };
    let service = StoredValue::new(service);
    let name = move || service.with_value(|one| one.name.clone());
    let buttons = move || {
        may().then(|| {
            view! {
                <span class="row row-nowrap">
                    <button
                        class="icon-btn icon-btn-sm"
                        type="button"
                        aria-label=move || words::edit_named(&name())
                        on:click=move |_| editing.set(true)
                    >
                        {icon(icon::PENCIL)}
                    </button>
                    <button
                        class="icon-btn icon-btn-sm"
                        type="button"
                        aria-label=move || words::delete_named(&name())
                        on:click=move |_| deleting.set(true)
                    >
                        {icon(icon::TRASH)}
                    </button>
                </span>
            }
        })
    };
    let gone = move |()| {
        offer.load_again();
        dom::focus_soon("main");
    };
    view! {
        <li class="file">
            {icon(icon::CLOCK)}
            <div>
                <b>{name()}</b>
                <small>{move || service.with_value(facts)}</small>
            </div>
            {buttons}
            <Dialog
                id=format!("service-{id}")
                open=editing
                title=|| words::t().edit
                children=move || {
                    view! { <ServiceForm service=Some(service.get_value()) open=editing offer=offer /> }
                }
            />
            <Dialog
                id=format!("delete-service-{id}")
                open=deleting
                small=true
                title=|| words::t().delete_title
                children=move || view! {
                    <DeleteQuestion
                        open=deleting
                        text=Signal::derive(move || words::delete_text(&name()))
                        verb=Signal::derive(move || words::delete_named(&name()))
                        done=|| words::t().deleted
                        delete=Callback::new(move |client: client::Client| -> crate::settings::Answer<()> {
                            Box::pin(async move { client.delete_service(id).await })
                        })
                        on_deleted=Callback::new(gone)
                    />
                }
            />
        </li>
    }
    .into_any()
}
