//! To whom a request is given.

use super::{reading::Reading, steps::refusal_text};
use crate::{
    counselors::all_counselors,
    forms::{Entry, required},
    hand_overs::{Consent, Matter},
    i18n::{common, mail_request_steps as words},
    remote::{Loaded, load},
    session::use_session,
    ui::{Banner, Button, Dialog, Kind, SelectField, Skeleton, use_toasts},
};
use domain::{
    counselors::CounselorSummary,
    ids::CounselorId,
    mail_requests::{MailRequestAssign, MailRequestStep},
    problem::ProblemCode,
    text::DisplayName,
};
use leptos::{prelude::*, task::spawn_local};

/// The dialog.
#[component]
pub fn AssignDialog(open: RwSignal<bool>, reading: Reading) -> impl IntoView {
    view! {
        <Dialog
            id="assign-request"
            open=open
            small=true
            title=|| words::t().assign_title
            children=move || view! { <Choosing open=open reading=reading /> }
        />
    }
    .into_any()
}

#[component]
fn Choosing(open: RwSignal<bool>, reading: Reading) -> impl IntoView {
    let colleagues = load(|client| async move { all_counselors(&client).await });
    move || match colleagues.ready() {
        Loaded::Nothing => view! { <div class="dialog-body"><Skeleton lines=3 /></div> }.into_any(),
        Loaded::Failure(error) => {
            view! { <div class="dialog-body">{colleagues.failure_view(error)}</div> }.into_any()
        }
        Loaded::Here(colleagues) => {
            view! { <Choice open=open reading=reading colleagues=colleagues /> }.into_any()
        }
    }
}

/// Everybody in use, as pairs of value and word.
pub fn options(colleagues: &[CounselorSummary]) -> Vec<(String, String)> {
    let active = colleagues.iter().filter(|one| one.active);
    active
        .map(|one| (one.id.to_string(), one.display_name.clone()))
        .collect()
}

/// Whom it is to be given to, where the client has to be asked first.
type Asking = Option<(CounselorId, String)>;

#[component]
fn Choice(
    open: RwSignal<bool>,
    reading: Reading,
    colleagues: Vec<CounselorSummary>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let options = options(&colleagues);
    let first = options.first().map(|one| one.0.clone()).unwrap_or_default();
    let to = Entry::new(
        "counselor_id",
        || words::t().colleague,
        first,
        required::<DisplayName>,
    );
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let asking = RwSignal::new(Asking::None);
    let name = {
        let options = options.clone();
        move |id: CounselorId| {
            let id = id.to_string();
            let named = options.iter().find(|one| one.0 == id);
            named.map(|one| one.1.clone()).unwrap_or_default()
        }
    };
    let name = StoredValue::new(name);
    let assign = move |without_consent: bool| {
        let of = reading.request.get_untracked().map(|one| one.summary);
        let to: Option<CounselorId> = to.value.get_untracked().parse().ok();
        let Some((of, counselor_id)) = of.zip(to).filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let body = MailRequestAssign {
                counselor_id,
                without_consent,
            };
            let result = client.assign_mail_request(of.id, of.version, &body).await;
            match session.notice(result) {
                Ok(now) => {
                    toasts.say(words::done(MailRequestStep::Assign, &now));
                    open.try_set(false);
                }
                Err(error) if error.code() == Some(ProblemCode::ConsentRequired) => {
                    let name = name.with_value(|name| name(counselor_id));
                    asking.try_set(Some((counselor_id, name)));
                }
                Err(error) => {
                    asking.try_set(None);
                    failure.try_set(Some(refusal_text(&error)));
                }
            }
            busy.try_set(false);
            if !open.is_disposed() {
                reading.load();
            }
        });
    };
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        assign(false);
    };
    let failed = move || {
        let text = failure.get();
        text.map(|text| view! { <Banner kind=Kind::Danger>{text}</Banner> })
    };
    let consent = move |(to, name): (CounselorId, String)| {
        let asked = move |()| {
            open.set(false);
            reading.load();
        };
        view! {
            <Consent
                matter=Matter::Request(reading.id)
                to=to
                name=name
                classes=("dialog-body stack", "dialog-foot")
                on_asked=asked
                on_unasked=move |()| assign(true)
                on_cancel=move |()| open.set(false)
            />
        }
        .into_any()
    };
    let options = Signal::stored(options);
    move || match asking.get() {
        Some(to) => consent(to),
        None => view! {
            <form method="post" novalidate on:submit=send>
                <div class="dialog-body stack">
                    {failed}
                    <p>{move || words::t().assign_lead}</p>
                    <SelectField entry=to options=options />
                </div>
                <footer class="dialog-foot">
                    <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                    <Button submit=true class="btn-primary" busy=busy>
                        {move || words::t().assign_submit}
                    </Button>
                </footer>
            </form>
        }
        .into_any(),
    }
}
