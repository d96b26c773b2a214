//! What staff say to each other about the request: it stands between the messages.

use super::{
    assign_dialog::options,
    reading::Reading,
    thread::{Between, paragraphs},
};
use crate::{
    counselors::all_counselors,
    forms::{Entry, Form, any, required},
    i18n::{self, common, format, mail_request_steps as words},
    live::{News, use_live},
    remote::{Loaded, fetch, load},
    session::use_session,
    ui::{
        Button, ErrorSummary, IconButton, SelectField, TextArea, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    access::{Action, Relation},
    ids::InternalCommentId,
    internal_comments::{InternalComment, InternalCommentCreate},
    text::InternalCommentText,
};
use leptos::{prelude::*, task::spawn_local};

/// The name of the field, and its id.
const COMMENT: &str = "internal-comment";

/// The comments on a request.
#[derive(Clone, Copy)]
pub struct Comments {
    reading: Reading,
    items: RwSignal<Vec<InternalComment>>,
    asking: RwSignal<bool>,
    owner: StoredValue<Owner>,
}

impl Comments {
    /// Loads them, and again with each change.
    pub fn begin(reading: Reading) -> Self {
        let comments = Self {
            reading,
            items: RwSignal::new(Vec::new()),
            asking: RwSignal::new(false),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        comments.load();
        use_live().listen(move |news| match news {
            News::Event(event) if event.mail_request_id != Some(reading.id) => {}
            News::Event(_) | News::Missed => comments.load(),
        });
        comments
    }

    /// Opens the field for one more.
    pub fn ask(self) {
        self.asking.set(true);
        dom::focus_soon(COMMENT);
    }

    /// As they stand in the thread.
    pub fn between(self) -> Between {
        let written = move || {
            let of = |comment: &InternalComment| (comment.written_at, comment.id);
            self.items.with(|items| items.iter().map(of).collect())
        };
        let view = move |id| {
            let comment = self.items.with_untracked(|items| {
                let mut items = items.iter();
                items.find(|comment| comment.id == id).cloned()
            });
            let shown = comment.map(|comment| view! { <Comment comment=comment comments=self /> });
            shown.into_any()
        };
        Between {
            written: Signal::derive(written),
            view: Callback::new(view),
        }
    }

    fn load(self) {
        // The page may be gone by the time that an answer comes.
        if self.items.is_disposed() {
            return;
        }
        self.owner.with_value(|owner| {
            owner.with(|| {
                let (client, id) = (use_session().client(), self.reading.id);
                fetch(
                    async move { client.list_internal_comments(id).await },
                    move |result| {
                        // What is shown stays when it does not come; the next change asks again.
                        if let Ok(comments) = result {
                            self.items.set(comments.items);
                        }
                    },
                );
            });
        });
    }
}

/// The field for one more, once it is asked for.
#[component]
pub fn NewComment(comments: Comments) -> impl IntoView {
    move || {
        comments.asking.get().then(|| {
            view! {
                <section class="comment-new" aria-label=move || words::t().comments>
                    <New comments=comments />
                </section>
            }
        })
    }
}

/// The id of its place in the thread.
fn place_of(id: InternalCommentId) -> String {
    format!("comment-{id}")
}

#[component]
fn Comment(comment: InternalComment, comments: Comments) -> impl IntoView {
    let InternalComment {
        id,
        author,
        addressee,
        text,
        written_at,
    } = comment;
    let (session, toasts) = (use_session(), use_toasts());
    let author_id = author.id;
    let delete = move |()| {
        let client = session.client();
        spawn_local(async move {
            if let Err(error) = session.notice(client.delete_internal_comment(id).await) {
                toasts.say(i18n::error_text(&error));
            }
            comments.load();
        });
    };
    let may_delete = move || {
        session.account().is_some_and(|account| {
            let relation = Relation::to_counselors(account.actor(), Some(author_id));
            account.may(Action::DeleteInternalComment, relation)
        })
    };
    let name = author.display_name.clone();
    let label = move || words::comment_from(&name, &format::moment(written_at));
    let asks = addressee.map(|one| one.display_name);
    let remove = move || {
        may_delete().then(|| {
            view! {
                <IconButton
                    shape=icon::TRASH
                    class="icon-btn-sm"
                    label=|| words::t().delete_comment
                    on_click=delete
                />
            }
        })
    };
    view! {
        <article class="msg" data-from="internal" id=place_of(id) tabindex="-1" aria-label=label>
            <header class="msg-head">
                {icon(icon::LOCK)}
                <b>{author.display_name}</b>
                <time datetime=format::machine(written_at)>{move || format::moment(written_at)}</time>
                {asks.map(|name| view! { <span>{move || words::asks(&name)}</span> })}
                <span class="push badge badge-warn">{icon(icon::LOCK)} {move || words::t().internal}</span>
                {remove}
            </header>
            <div class="msg-body">{paragraphs(&text)}</div>
        </article>
    }
    .into_any()
}

#[component]
fn New(comments: Comments) -> impl IntoView {
    let session = use_session();
    let text = Entry::new(
        COMMENT,
        || words::t().comment,
        "",
        required::<InternalCommentText>,
    );
    let addressee = Entry::new("addressee_id", || words::t().addressee, "", any);
    let form = Form::new(vec![text, addressee]);
    let colleagues = load(|client| async move { all_counselors(&client).await });
    let choices = Signal::derive(move || {
        let mut choices = vec![(String::new(), words::t().nobody.to_owned())];
        if let Loaded::Here(colleagues) = colleagues.ready() {
            let me = session.account().and_then(|one| one.actor().counselor_id());
            let others = colleagues.into_iter().filter(|one| Some(one.id) != me);
            choices.extend(options(&others.collect::<Vec<_>>()));
        }
        choices
    });
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(said) = text.parse() else {
            return form.succeed();
        };
        let body = InternalCommentCreate {
            text: said,
            addressee_id: addressee.value.get_untracked().parse().ok(),
        };
        let (client, id) = (session.client(), comments.reading.id);
        spawn_local(async move {
            let result = client.create_internal_comment(id, &body).await;
            match session.notice(result) {
                Ok(comment) => {
                    form.succeed();
                    dom::focus_soon(place_of(comment.id));
                    comments.asking.try_set(false);
                    // The live connection may have brought it already.
                    comments.items.try_update(|items| {
                        if items.iter().all(|known| known.id != comment.id) {
                            items.push(comment);
                        }
                    });
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form class="stack comment-form" method="post" novalidate on:submit=send>
            <ErrorSummary form=form />
            <TextArea
                entry=text
                hint=Signal::derive(|| words::t().comment_hint.to_owned())
            />
            <div class="row comment-foot">
                <SelectField entry=addressee options=choices />
                <Button submit=true busy=form.busy>{move || words::t().comment_submit}</Button>
                <Button
                    class="btn-quiet"
                    on_click=move |()| {
                        comments.asking.set(false);
                        dom::focus_soon("case-menu-button");
                    }
                >
                    {move || common::t().cancel}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
