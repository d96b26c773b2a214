//! The page.

use super::form::AbsenceForm;
use crate::{
    i18n::{absences as words, format},
    pages::Pages,
    settings::{Answer, AppointmentPart, AppointmentsFrame},
    ui::{
        Button, DeleteQuestion, Dialog, Empty, dom,
        icon::{self, icon},
    },
};
use client::Client;
use domain::{
    absences::{Absence, AbsenceQuery},
    ids::CounselorId,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn AbsencesPage() -> impl IntoView {
    view! {
        <AppointmentsFrame
            part=AppointmentPart::Absences
            page=|id| view! { <Content id=id /> }.into_any()
        />
    }
}

#[component]
fn Content(id: CounselorId) -> impl IntoView {
    let ask = move |client: Client, after| {
        let query = AbsenceQuery {
            counselor_id: Some(id),
            from: Some(format::now()),
            after,
            ..AbsenceQuery::default()
        };
        async move { client.list_absences(&query).await }
    };
    let pages = Pages::new(ask, |one: &Absence, other| one.id == other.id);
    pages.load();
    let making = RwSignal::new(false);
    let row = move |absence| view! { <Row absence=absence pages=pages /> }.into_any();
    let list = pages.view(
        || {
            view! {
                <Empty
                    shape=icon::CALENDAR_OFF
                    title=|| words::t().empty
                    text=|| words::t().empty_text
                />
            }
            .into_any()
        },
        move || {
            view! {
                <ul class="files">{pages.each(|one| (one.id, one.version), row)}</ul>
                {pages.foot(words::loaded)}
            }
            .into_any()
        },
    );
    view! {
        <p class="muted">{move || words::t().lead}</p>
        <div>
            <Button class="btn-primary" on_click=move |()| making.set(true)>
                {move || words::t().new}
            </Button>
        </div>
        {list}
        <Dialog
            id="new-absence"
            open=making
            title=|| words::t().new
            children=move || view! { <AbsenceForm of=id absence=None open=making pages=pages /> }
        />
    }
    .into_any()
}

#[component]
fn Row(absence: Absence, pages: Pages<Absence>) -> impl IntoView {
    let (editing, deleting) = (RwSignal::new(false), RwSignal::new(false));
    let (id, of) = (absence.id, absence.counselor.id);
    let absence = StoredValue::new(absence);
    let when = move || absence.with_value(|one| words::period(one.period.said()));
    let label = absence.with_value(|one| one.label.clone());
    let button = move |shape: &'static str, word: fn(&str) -> String, open: RwSignal<bool>| {
        view! {
            <button
                class="icon-btn icon-btn-sm"
                type="button"
                aria-label=move || word(&when())
                on:click=move |_| open.set(true)
            >
                {icon(shape)}
            </button>
        }
        .into_any()
    };
    let gone = move |()| {
        pages.change(|rows| rows.retain(|row| row.id != id));
        dom::focus_soon("main");
    };
    let delete = move |client: Client| -> Answer<()> {
        Box::pin(async move { client.delete_absence(id).await })
    };
    view! {
        <li class="file">
            {icon(icon::CALENDAR_OFF)}
            <div>
                <b>{when}</b>
                <small>{label}</small>
            </div>
            <span class="row row-nowrap">
                {button(icon::PENCIL, words::edit_named, editing)}
                {button(icon::TRASH, words::delete_named, deleting)}
            </span>
            <Dialog
                id=format!("absence-{id}")
                open=editing
                title=|| words::t().edit
                children=move || {
                    view! {
                        <AbsenceForm
                            of=of
                            absence=Some(absence.get_value())
                            open=editing
                            pages=pages
                        />
                    }
                }
            />
            <Dialog
                id=format!("delete-absence-{id}")
                open=deleting
                small=true
                title=|| words::t().delete_title
                children=move || view! {
                    <DeleteQuestion
                        open=deleting
                        text=Signal::derive(move || words::delete_text(&when()))
                        verb=Signal::derive(|| words::t().delete_verb.to_owned())
                        done=|| words::t().deleted
                        delete=Callback::new(delete)
                        on_deleted=Callback::new(gone)
                    />
                }
            />
        </li>
    }
    .into_any()
}
