//! Where templates and the signature are kept.

use super::{all, signature::SignatureForm};
use crate::{
    forms::{Entry, Form, any, required},
    i18n::{self, common, text_templates as words},
    paths,
    remote::{Remote, fetch},
    session::use_session,
    shell::{Back, set_title},
    ui::{
        Banner, Button, Dialog, Empty, ErrorSummary, Kind, SelectField, Skeleton, TextArea,
        TextField, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    access::{Action, Relation},
    text::{TemplateName, TemplateText},
    text_templates::{Placeholder, TextTemplate, TextTemplateCreate, TextTemplateUpdate},
};
use leptos::{prelude::*, task::spawn_local};

const SHARED: &str = "shared";

/// Which placeholders there are, in the page's language.
pub fn placeholder_hint() -> String {
    let language = i18n::language();
    let names = Placeholder::ALL.map(|one| one.written(language));
    words::placeholders(&names.join(" "))
}

/// The page.
#[component]
pub fn TextTemplatesPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let session = use_session();
    let list = RwSignal::new(Remote::<Vec<TextTemplate>>::Loading);
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let read = move || {
        owner.with_value(|owner| {
            owner.with(|| {
                let api = session.client();
                fetch(async move { all(api).await }, move |answer| {
                    list.set(answer.map_or_else(Remote::Failed, Remote::Ready));
                });
            });
        });
    };
    read();
    let making = RwSignal::new(false);
    let content = move || match list.get() {
        Remote::Loading => view! { <Skeleton lines=4 /> }.into_any(),
        Remote::Failed(error) => {
            view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> }.into_any()
        }
        Remote::Ready(templates) if templates.is_empty() => view! {
            <Empty shape=icon::TEXT_QUOTE title=|| words::t().empty text=|| words::t().empty_text />
        }
        .into_any(),
        Remote::Ready(templates) => {
            view! { <Groups templates=templates read=Callback::new(move |()| read()) /> }.into_any()
        }
    };
    view! {
        <div class="page stack">
            <Back href=paths::MAIL word=|| i18n::assignment::t().back />
            <header class="page-head">
                <h1>{move || words::t().title}</h1>
                <div class="page-actions">
                    <Button class="btn-primary" on_click=move |()| making.set(true)>
                        {move || words::t().new}
                    </Button>
                </div>
            </header>
            {content}
            <section class="stack" aria-labelledby="signature-heading">
                <h2 id="signature-heading">{move || words::t().signature}</h2>
                <SignatureForm />
            </section>
            <Dialog
                id="new-template"
                open=making
                title=|| words::t().new
                children=move || {
                    view! {
                        <TemplateForm
                            template=None
                            open=making
                            on_saved=Callback::new(move |()| read())
                        />
                    }
                }
            />
        </div>
    }
    .into_any()
}

/// The facility's, then one's own.
#[component]
fn Groups(templates: Vec<TextTemplate>, read: Callback<()>) -> impl IntoView {
    let (shared, own): (Vec<_>, Vec<_>) = templates.into_iter().partition(|one| one.shared);
    let group = move |title: fn() -> &'static str, templates: Vec<TextTemplate>| {
        (!templates.is_empty()).then(|| {
            let row = move |template| view! { <Row template=template read=read /> };
            view! {
                <section class="stack stack-2">
                    <h2>{title}</h2>
                    <ul class="files">{templates.into_iter().map(row).collect_view()}</ul>
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

#[component]
fn Row(template: TextTemplate, read: Callback<()>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let editing = RwSignal::new(false);
    let id = template.id;
    let relation = if template.shared {
        Relation::Common
    } else {
        Relation::Own
    };
    let may = move || {
        let account = session.account();
        account.is_some_and(|account| account.may(Action::UpdateTextTemplate, relation))
    };
    let template = StoredValue::new(template);
    let name = move || template.with_value(|one| one.name.clone());
    let text = template.with_value(|one| one.text.clone());
    let delete = move |_| {
        let api = session.client();
        spawn_local(async move {
            match session.notice(api.delete_text_template(id).await) {
                Ok(()) => {
                    toasts.say(words::t().deleted);
                    read.try_run(());
                    dom::focus_soon("main");
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
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
                        on:click=delete
                    >
                        {icon(icon::TRASH)}
                    </button>
                </span>
            }
        })
    };
    view! {
        <li class="file">
            {icon(icon::TEXT_QUOTE)}
            <div>
                <b>{name()}</b>
                <small class="template-text">{text}</small>
            </div>
            {buttons}
            <Dialog
                id=format!("template-{id}")
                open=editing
                title=|| words::t().edit
                children=move || {
                    view! { <TemplateForm template=Some(template) open=editing on_saved=read /> }
                }
            />
        </li>
    }
    .into_any()
}

/// A new template, or one that is there.
#[component]
fn TemplateForm(
    template: Option<StoredValue<TextTemplate>>,
    open: RwSignal<bool>,
    on_saved: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let known = template.map(|template| template.get_value());
    let value = |what: fn(&TextTemplate) -> String| known.as_ref().map(what).unwrap_or_default();
    let name = Entry::new(
        "name",
        || words::t().name,
        value(|one| one.name.clone()),
        required::<TemplateName>,
    );
    let text = Entry::new(
        "text",
        || words::t().text,
        value(|one| one.text.clone()),
        required::<TemplateText>,
    );
    let whose = Entry::new("shared", || words::t().for_whom, "", any);
    let form = Form::new(vec![name, text]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let (Some(name), Some(text)) = (name.parse(), text.parse()) else {
            return form.succeed();
        };
        let (api, known) = (
            session.client(),
            template.map(|template| template.get_value()),
        );
        let shared = whose.value.with_untracked(|whose| whose == SHARED);
        spawn_local(async move {
            let result = match known {
                None => {
                    let body = TextTemplateCreate { shared, name, text };
                    api.create_text_template(&body).await
                }
                Some(known) => {
                    let body = TextTemplateUpdate {
                        name: Some(name),
                        text: Some(text),
                    };
                    api.update_text_template(known.id, known.version, &body)
                        .await
                }
            };
            match session.notice(result) {
                Ok(_) => {
                    form.succeed();
                    open.try_set(false);
                    toasts.say(words::t().saved);
                    on_saved.try_run(());
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let may_share = move || {
        let account = session.account();
        template.is_none()
            && account.is_some_and(|one| one.may(Action::CreateTextTemplate, Relation::Common))
    };
    let options = Signal::derive(|| {
        vec![
            (String::new(), words::t().for_me.to_owned()),
            (SHARED.to_owned(), words::t().for_all.to_owned()),
        ]
    });
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <TextField entry=name autofocus=true />
                <TextArea entry=text hint=placeholder_hint />
                {move || may_share().then(|| view! { <SelectField entry=whose options=options /> })}
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || common::t().save}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
