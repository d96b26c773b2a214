//! Writing a request down for a client, who called or came by.

use super::{assign_dialog::options, filters::last_list};
use crate::{
    attachments::{Held, HoldField},
    clients::{
        FindClient,
        fields::{counselling_fields, master_data_fields},
        questions::{self, Ask, Asked},
    },
    counselors::all_counselors,
    forms::{Entry, Form, any, required},
    i18n::{common, language, new_mail_request as words},
    paths,
    remote::{Loaded, load},
    router,
    session::use_session,
    shell::{Back, set_title},
    ui::{
        Button, ErrorSummary, LeaveGuard, SelectField, Skeleton, TextArea, TextField, dom, icon,
        use_toasts,
    },
};
use domain::{
    clients::ClientRef,
    ids::ClientId,
    mail_requests::MailRequestCreate,
    master_data_fields::MasterDataField,
    text::{MessageText, Subject},
};
use leptos::{prelude::*, task::spawn_local};

/// The page. The address may name the client.
#[component]
pub fn NewMailRequestPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let client = Memo::new(|_| router::query(paths::CLIENT).and_then(|id| id.parse().ok()));
    let pick = |one: ClientRef| {
        router::replace(&paths::new_mail_request(Some(one.id)));
        dom::focus_soon("main");
    };
    let content = move || match client.get() {
        Some(client) => view! { <ForClient client=client /> }.into_any(),
        None => view! {
            <div class="stack form-page">
                <p class="muted">{move || words::t().lead}</p>
                <FindClient
                    label=|| words::t().find
                    nobody=|| words::t().nobody_found
                    pick=words::write_for
                    shape=icon::SQUARE_PEN
                    on_pick=pick
                />
            </div>
        }
        .into_any(),
    };
    view! {
        <div class="page">
            <Back href=last_list() word=|| words::t().back />
            <header class="page-head">
                <h1>{move || words::t().title}</h1>
            </header>
            {content}
        </div>
    }
    .into_any()
}

#[component]
fn ForClient(client: ClientId) -> impl IntoView {
    let around = load(move |api| async move {
        let of = api.read_client(client).await?;
        let fields = counselling_fields(&api).await?;
        let questions = master_data_fields(&api).await?;
        Ok((of, fields, questions, all_counselors(&api).await?))
    });
    move || match around.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => around.failure_view(error),
        Loaded::Here((of, fields, questions, counselors)) => {
            let fields = fields.into_iter().filter(|field| field.active);
            let fields = fields.map(|field| {
                let label = field.labels.in_language(language()).to_owned();
                (field.id.to_string(), label)
            });
            view! {
                <Letter
                    client=client
                    pseudonym=of.pseudonym
                    fields=fields.collect()
                    questions=questions.into_iter().filter(|field| field.active).collect()
                    counselors=options(&counselors)
                />
            }
            .into_any()
        }
    }
}

/// A choice and its word.
type Choices = Vec<(String, String)>;

#[component]
fn Letter(
    client: ClientId,
    pseudonym: String,
    fields: Choices,
    questions: Vec<MasterDataField>,
    counselors: Choices,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let subject = Entry::new("subject", || words::t().subject, "", required::<Subject>);
    let text = Entry::new("text", || words::t().text, "", required::<MessageText>);
    let field = Entry::new("counselling_field_id", || words::t().field, "", any);
    let counselor = Entry::new("counselor_id", || words::t().counselor, "", any);
    let form = Form::new(vec![subject, field, counselor, text]);
    let asked = questions.into_iter();
    let asked = asked.map(|field| Asked::new(field, String::new()));
    let asked = StoredValue::new(asked.collect::<Vec<_>>());
    let files = Held::begin();
    let sent = RwSignal::new(false);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some((about, said)) = subject.parse().zip(text.parse()) else {
            return form.succeed();
        };
        if !asked.with_value(|all| questions::check(all)) {
            return form.succeed();
        }
        let body = MailRequestCreate {
            client_id: Some(client),
            counselling_field_id: field.value.get_untracked().parse().ok(),
            counselor_id: counselor.value.get_untracked().parse().ok(),
            request_data: asked.with_value(|all| questions::answers(all)),
            ..MailRequestCreate::new(about, said)
        };
        let api = session.client();
        spawn_local(async move {
            let result = match files.upload(&api, client).await {
                Ok(attachments) => {
                    let body = MailRequestCreate {
                        attachments,
                        ..body
                    };
                    api.create_mail_request(&body).await
                }
                Err(error) => Err(error),
            };
            match session.notice(result) {
                Ok(request) => {
                    form.succeed();
                    sent.try_set(true);
                    toasts.say(words::t().created);
                    router::replace(&paths::mail_request(request.summary.id));
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let dirty = move || {
        let typed = [subject, text]
            .iter()
            .any(|entry| entry.value.with(|text| !text.is_empty()));
        let answered = asked.with_value(|all| {
            let mut values = all.iter().map(|one| one.value);
            values.any(|value| value.with(|text| !text.is_empty()))
        });
        (typed || answered || !files.is_empty()) && !sent.get()
    };
    let with_none = |choices: Choices, none: fn() -> &'static str| {
        Signal::derive(move || {
            let none = (String::new(), none().to_owned());
            [none]
                .into_iter()
                .chain(choices.clone())
                .collect::<Choices>()
        })
    };
    let about_them = asked.with_value(|all| {
        (!all.is_empty()).then(|| {
            view! {
                <fieldset class="stack">
                    <legend class="label">{move || words::t().about_them}</legend>
                    <p class="hint">{move || words::t().about_them_hint}</p>
                    <div class="grid-2">
                        <Ask questions=all.clone() />
                    </div>
                </fieldset>
            }
        })
    });
    let fields = with_none(fields, || words::t().no_field);
    let counselors = with_none(counselors, || words::t().anyone);
    view! {
        <form class="stack form-page" method="post" novalidate autocomplete="off" on:submit=send>
            <ErrorSummary form=form />
            <p>{move || words::written_for(&pseudonym)}</p>
            <TextField entry=subject hint=|| words::t().subject_hint.to_owned() />
            <div class="grid-2">
                <SelectField entry=field options=fields />
                <SelectField entry=counselor options=counselors />
            </div>
            <TextArea entry=text hint=Signal::derive(|| words::t().text_hint.to_owned()) />
            <HoldField held=files />
            {about_them}
            <p>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().submit}
                </Button>
            </p>
        </form>
        <LeaveGuard
            dirty=Signal::derive(dirty)
            title=Signal::derive(|| words::t().leave_title)
            text=Signal::derive(|| words::t().leave_text)
            stay=Signal::derive(|| words::t().stay)
            leave=Signal::derive(|| common::t().discard)
        />
    }
    .into_any()
}
