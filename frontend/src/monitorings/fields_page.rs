//! The facility's own monitoring fields: a page of the settings.

use super::{around::monitoring_fields, field_form::FieldForm};
use crate::{
    i18n::{self, language, monitoring_fields as words},
    remote::{Loaded, Resource, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{
        Banner, Button, Dialog, Empty, Kind, Skeleton, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    access::Action,
    monitorings::{FieldSet, FieldSetAdd, MonitoringField, MonitoringFieldUpdate},
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn MonitoringFieldsPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::UpdateMonitoringField
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

type List = Resource<Vec<MonitoringField>>;

#[component]
fn Content() -> impl IntoView {
    let list: List = load(|client| async move { monitoring_fields(&client).await });
    let making = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    // The list is made anew when a field was moved; the button that did it keeps the focus.
    let focus = StoredValue::new(None::<String>);
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    let content = move || match list.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => list.failure_view(error),
        Loaded::Here(fields) => {
            view! { <Fields fields=fields list=list failure=failure focus=focus /> }.into_any()
        }
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        <div>
            <Button class="btn-primary" on_click=move |()| making.set(true)>
                {move || words::t().new}
            </Button>
        </div>
        {failed}
        {content}
        <Dialog
            id="new-field"
            open=making
            title=|| words::t().new
            children=move || view! { <FieldForm field=None open=making list=list /> }
        />
    }
    .into_any()
}

#[component]
fn Fields(
    fields: Vec<MonitoringField>,
    list: List,
    failure: RwSignal<Option<CallError>>,
    /// What is to have the focus.
    focus: StoredValue<Option<String>>,
) -> impl IntoView {
    if let Some(id) = focus.get_value() {
        focus.set_value(None);
        dom::focus_soon(id);
    }
    let last = fields.len().saturating_sub(1);
    let sets = FieldSet::ALL.map(|set| {
        let prefix = format!("{}.", set.name());
        let begun = |field: &MonitoringField| {
            let origin = field.origin.as_ref();
            origin.is_some_and(|origin| origin.starts_with(&prefix))
        };
        let is_added = fields.iter().any(begun);
        view! { <Set set=set is_added=is_added list=list failure=failure /> }
    });
    let rows = if fields.is_empty() {
        view! {
            <Empty
                shape=icon::CLIPBOARD_LIST
                title=|| words::t().empty
                text=|| words::t().empty_text
            />
        }
        .into_any()
    } else {
        let rows = fields.into_iter().enumerate().map(|(at, field)| {
            view! { <Row field=field at=at last=last list=list failure=failure focus=focus /> }
        });
        view! {
            <ol class="files" aria-label=move || words::t().list>
                {rows.collect_view()}
            </ol>
        }
        .into_any()
    };
    view! {
        {rows}
        <section class="stack stack-2" aria-labelledby="field-sets">
            <h3 id="field-sets">{move || words::t().sets}</h3>
            <p class="hint">{move || words::t().sets_lead}</p>
            <ul class="files">{sets}</ul>
        </section>
    }
    .into_any()
}

/// A ready-made set, and adding it.
#[component]
fn Set(
    set: FieldSet,
    is_added: bool,
    list: List,
    failure: RwSignal<Option<CallError>>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let add = move |()| {
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let added = client.add_monitoring_field_set(&FieldSetAdd { set }).await;
            match session.notice(added) {
                Ok(_) => {
                    toasts.say(words::t().set_added);
                    list.load_again();
                    dom::focus_soon("main");
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
            busy.try_set(false);
        });
    };
    let state = if is_added {
        view! {
            <span class="status">{icon(icon::CHECK)} {move || words::t().is_added}</span>
        }
        .into_any()
    } else {
        view! {
            <Button class="btn-sm" busy=busy on_click=add>
                {move || words::t().add_set}
                <span class="sr-only">" " {move || words::add_named(words::set(set).0)}</span>
            </Button>
        }
        .into_any()
    };
    view! {
        <li class="file">
            {icon(icon::CLIPBOARD_LIST)}
            <div>
                <b>{move || words::set(set).0}</b>
                <small>{move || words::set(set).1}</small>
            </div>
            {state}
        </li>
    }
    .into_any()
}

/// What is good to know of a field, in a line; notifies of the language.
fn facts(field: &MonitoringField) -> String {
    let options = field.kind.has_options();
    let options = options.then(|| {
        let active = field.options.iter().filter(|one| one.active);
        words::options(active.count())
    });
    let mandatory = field.mandatory.then(|| words::t().mandatory.to_owned());
    let inactive = (!field.active).then(|| words::t().inactive.to_owned());
    let official = field.official.as_ref().map(|one| one.as_str().to_owned());
    let all = [
        Some(words::kind(field.kind).to_owned()),
        options,
        mandatory,
        inactive,
        official,
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[component]
fn Row(
    field: MonitoringField,
    /// Its place.
    at: usize,
    /// The last place.
    last: usize,
    list: List,
    failure: RwSignal<Option<CallError>>,
    /// What is to have the focus in the list that comes.
    focus: StoredValue<Option<String>>,
) -> impl IntoView {
    let session = use_session();
    let editing = RwSignal::new(false);
    let (id, version) = (field.id, field.version);
    let field = StoredValue::new(field);
    let name = move || field.with_value(|one| one.labels.in_language(language()).to_owned());
    let shift = move |to: usize, button: &'static str| {
        let body = MonitoringFieldUpdate {
            position: u8::try_from(to).ok(),
            ..MonitoringFieldUpdate::default()
        };
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let moved = client.update_monitoring_field(id, version, &body).await;
            match session.notice(moved) {
                Ok(_) => {
                    focus.try_update_value(|focus| *focus = Some(format!("field-{id}-{button}")));
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
            // The list is shown as it is by now, whether it was moved or somebody was faster.
            if !editing.is_disposed() {
                list.load_again();
            }
        });
    };
    let step = move |button: &'static str, shape, word: fn(&str) -> String, to: Option<usize>| {
        let press = move |_| {
            if let Some(to) = to {
                shift(to, button);
            }
        };
        view! {
            <button
                class="icon-btn icon-btn-sm"
                type="button"
                id=format!("field-{id}-{button}")
                aria-label=move || word(&name())
                aria-disabled=to.is_none().then_some("true")
                on:click=press
            >
                {icon(shape)}
            </button>
        }
    };
    view! {
        <li class="file">
            {icon(icon::CLIPBOARD_LIST)}
            <div>
                <b>{name}</b>
                <small>{move || field.with_value(facts)}</small>
            </div>
            <span class="row row-nowrap">
                {step("up", icon::ARROW_UP, words::up_named, at.checked_sub(1))}
                {step("down", icon::ARROW_DOWN, words::down_named, (at < last).then_some(at + 1))}
                <button
                    class="icon-btn icon-btn-sm"
                    type="button"
                    aria-label=move || words::edit_named(&name())
                    on:click=move |_| editing.set(true)
                >
                    {icon(icon::PENCIL)}
                </button>
            </span>
            <Dialog
                id=format!("field-{id}")
                open=editing
                title=|| words::t().edit
                children=move || view! {
                    <FieldForm field=Some(field.get_value()) open=editing list=list />
                }
            />
        </li>
    }
    .into_any()
}
