use crate::{
    forms::{Entry, Form, optional, required},
    i18n::{common, groups as words},
    session::use_session,
    ui::{Button, Dialog, ErrorSummary, TextArea, TextField},
};
use domain::{
    groups::{Group, GroupCreate},
    text::{GroupDescription, GroupName},
};
use leptos::{prelude::*, task::spawn_local};

/// Making a group.
#[component]
pub fn CreateDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What happens with the new group.
    #[prop(into)]
    on_created: Callback<Group>,
) -> impl IntoView {
    view! {
        <Dialog
            id="create-group"
            open=open
            title=|| words::t().create
            children=move || view! { <CreateForm open=open on_created=on_created /> }
        />
    }
    .into_any()
}

#[component]
fn CreateForm(open: RwSignal<bool>, on_created: Callback<Group>) -> impl IntoView {
    let session = use_session();
    let name = Entry::new("name", || words::t().name, "", required::<GroupName>);
    let description = Entry::new(
        "description",
        || words::t().description,
        "",
        optional::<GroupDescription>,
    );
    let form = Form::new(vec![name, description]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(group_name) = name.parse() else {
            return form.succeed();
        };
        let body = GroupCreate {
            name: group_name,
            description: description.parse().unwrap_or_default(),
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.create_group(&body).await) {
                Ok(group) => {
                    form.succeed();
                    open.set(false);
                    on_created.try_run(group);
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <TextField entry=name autofocus=true hint=|| words::t().description_hint />
                <TextArea entry=description />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().submit}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
