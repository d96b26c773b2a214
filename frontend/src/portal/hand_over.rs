//! What a client is asked before somebody else goes on with them.

use crate::{
    i18n::{self, portal_mail as words},
    live::{News, use_live},
    remote::fetch,
    session::use_session,
    ui::{Button, use_toasts},
};
use client::CallError;
use domain::{
    events::EventKind,
    hand_overs::{HandOver, HandOverQuery},
    problem::ProblemCode,
};
use leptos::{prelude::*, task::spawn_local};

/// One question, with its two answers.
#[component]
pub fn Question(
    /// The question.
    question: HandOver,
    /// It was answered.
    #[prop(into)]
    on_answer: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let id = question.id;
    let heading = format!("hand-over-{id}");
    let labelled = heading.clone();
    let answer = move |agree: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let client = session.client();
        spawn_local(async move {
            let answered = if agree {
                client.agree_to_hand_over(id).await
            } else {
                client.decline_hand_over(id).await
            };
            toasts.say(match session.notice(answered) {
                Ok(answered) => words::answered_hand_over(&answered),
                Err(error) => refusal(&error),
            });
            busy.try_set(false);
            on_answer.try_run(());
        });
    };
    let said = question.words.clone().map(|said| {
        let by = question.asked_by.display_name.clone();
        view! { <blockquote class="stack stack-2"><p>{said}</p><p class="small muted">{by}</p></blockquote> }
    });
    let asked = StoredValue::new(question);
    view! {
        <section class="portal-question stack" aria-labelledby=labelled>
            <h2 id=heading>{move || words::t().hand_over_title}</h2>
            <p>{move || asked.with_value(words::hand_over_question)}</p>
            {said}
            <p>{move || asked.with_value(words::hand_over_meaning)}</p>
            <div class="row">
                <Button class="btn-primary" busy=busy on_click=move |()| answer(true)>
                    {move || words::t().hand_over_agree}
                </Button>
                <Button busy=busy on_click=move |()| answer(false)>
                    {move || words::t().hand_over_decline}
                </Button>
            </div>
        </section>
    }
    .into_any()
}

/// A question that was answered elsewhere, or taken back, is no failure of who answers it.
fn refusal(error: &CallError) -> String {
    if error.code() == Some(ProblemCode::Conflict) {
        words::t().hand_over_void.into()
    } else {
        i18n::error_text(error)
    }
}

/// All that one is asked at this moment.
#[component]
pub fn Questions() -> impl IntoView {
    let asked = RwSignal::new(Vec::<HandOver>::new());
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let load = Callback::new(move |()| {
        owner.with_value(|owner| {
            owner.with(|| {
                let client = use_session().client();
                fetch(
                    async move { client.list_hand_overs(&HandOverQuery::default()).await },
                    move |result| {
                        // What is shown stays when it does not come.
                        if let Ok(page) = result {
                            asked.try_set(page.items);
                        }
                    },
                );
            });
        });
    });
    load.run(());
    use_live().listen(move |news| match news {
        News::Event(event)
            if !event.kind.is_of_mail_request() && event.kind != EventKind::ClientChanged => {}
        News::Event(_) | News::Missed => load.run(()),
    });
    view! {
        <For
            each=move || asked.get()
            key=|one| one.id
            children=move |one| view! { <Question question=one on_answer=load /> }
        />
    }
    .into_any()
}
