use super::group_page::Shown;
use crate::{
    forms::{Entry, Form, optional, required},
    i18n::groups as words,
    remote::Remote,
    session::use_session,
    ui::{Button, ErrorSummary, TextArea, TextField, use_toasts},
};
use domain::{
    access::Action,
    groups::{Group, GroupUpdate},
    text::{GroupDescription, GroupName},
};
use leptos::{prelude::*, task::spawn_local};

/// Name and description: to be read, and by those who may, to be changed.
#[component]
pub fn Description(shown: Shown) -> impl IntoView {
    let may_change = Memo::new(move |_| shown.may(Action::UpdateGroup));
    let view = move || {
        let group = untrack(|| shown.of(Clone::clone));
        match group {
            Some(group) if may_change.get() => {
                view! { <Edit shown=shown group=group /> }.into_any()
            }
            _ => view! { <Read shown=shown /> }.into_any(),
        }
    };
    view! { <div class="stack tab-part">{view}</div> }.into_any()
}

#[component]
fn Read(shown: Shown) -> impl IntoView {
    let text = move || {
        let text = shown.of(|group| group.description.clone());
        text.filter(|text| !text.is_empty())
            .unwrap_or_else(|| words::t().no_description.into())
    };
    view! { <p class="written">{text}</p> }.into_any()
}

#[component]
fn Edit(shown: Shown, group: Group) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let name = Entry::new(
        "name",
        || words::t().name,
        group.name,
        required::<GroupName>,
    );
    let description = Entry::new(
        "description",
        || words::t().description,
        group.description,
        optional::<GroupDescription>,
    );
    let form = Form::new(vec![name, description]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(version) = untrack(|| shown.of(|group| group.version)) else {
            return;
        };
        if !form.begin() {
            return;
        }
        let body = GroupUpdate {
            name: name.parse(),
            description: description.parse(),
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.update_group(shown.id, version, &body).await) {
                Ok(group) => {
                    form.succeed();
                    shown.group.try_set(Remote::Ready(group));
                    toasts.say(words::t().saved.to_owned());
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form class="stack" method="post" novalidate autocomplete="off" on:submit=send>
            <ErrorSummary form=form />
            <TextField entry=name hint=|| words::t().description_hint />
            <TextArea entry=description />
            <p>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().save}
                </Button>
            </p>
        </form>
    }
    .into_any()
}
