//! One's own profile.

use super::{
    conflict::{CONFLICT, Conflict},
    email_proof::EmailProof,
    picture_field::PictureField,
    profile_fields::{AccountFields, PersonFields, ShownFields, VideoFields},
    profile_form::Entries,
};
use crate::{
    forms::{Entry, Form, any},
    i18n::{self, common, counselors as words},
    remote::{Remote, fetch},
    session::{Session, use_session},
    shell::{set_title, use_foot},
    ui::{
        Banner, Button, ErrorSummary, Kind, LeaveGuard, SaveState, Saved, Skeleton, dom, use_toasts,
    },
};
use client::CallError;
use domain::{
    accounts::Account,
    counselors::Counselor,
    ids::PictureId,
    problem::{FieldCode, FieldError, ProblemCode},
};
use leptos::{prelude::*, task::spawn_local};

/// The id of the form, which the save bar stands outside of.
const FORM: &str = "profile";

/// The page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let session = use_session();
    let stored = RwSignal::new(Remote::<Counselor>::Loading);
    let id = untrack(|| session.account()).and_then(|account| account.actor().counselor_id());
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let load = move || {
        let Some(id) = id else { return };
        owner.with_value(|owner| {
            owner.with(|| {
                let client = session.client();
                fetch(
                    async move { client.read_counselor(id).await },
                    move |result| {
                        stored.set(result.map_or_else(Remote::Failed, Remote::Ready));
                    },
                );
            });
        });
    };
    load();
    let content = move || {
        match stored.get() {
        Remote::Loading => view! { <Skeleton lines=6 /> }.into_any(),
        Remote::Failed(error) => view! {
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button class="btn-sm" on_click=move |()| load()>{move || common::t().retry}</Button>
                }
            >
                {i18n::error_text(&error)}
            </Banner>
        }
        .into_any(),
        Remote::Ready(counselor) => view! { <ProfileForm of=counselor /> }.into_any(),
    }
    };
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || words::t().title}</h1>
            </header>
            {content}
        </div>
    }
    .into_any()
}

/// What is edited, and what it is compared with.
#[derive(Clone, Copy)]
struct Profile {
    /// What the server has, as far as is known here.
    stored: RwSignal<Counselor>,
    /// What somebody saved in the meantime.
    newer: RwSignal<Option<Counselor>>,
    entries: Entries,
    proof: EmailProof,
    form: Form,
}

impl Profile {
    fn changes(self) -> usize {
        self.stored
            .with(|stored| self.entries.changes(stored).len())
    }

    fn discard(self) {
        self.newer.set(None);
        self.proof.forget();
        self.stored
            .with_untracked(|stored| self.entries.take(stored));
    }
}

#[component]
fn ProfileForm(of: Counselor) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let entries = Entries::new(&of);
    let login_name = Entry::new(
        "login_name",
        || words::t().login_name,
        of.login_name.as_str(),
        any,
    );
    let stored = RwSignal::new(of);
    let proof = EmailProof::new(entries.email, move || stored.with(|of| of.email.clone()));
    let all = entries.all().into_iter().chain([proof.entry]);
    let profile = Profile {
        stored,
        newer: RwSignal::new(None),
        entries,
        proof,
        form: Form::new(all.collect()),
    };
    let send = move || {
        let (id, version, mut body) =
            stored.with_untracked(|of| (of.id, of.version, entries.update(of)));
        body.own_password = proof.given();
        if untrack(|| profile.changes()) == 0 || !profile.form.begin() {
            return;
        }
        if entries.lacks_url() {
            let missing = FieldError::new(FieldCode::Required);
            return profile.form.refuse_for(entries.external_video_url, missing);
        }
        if let Some(missing) = proof.fault() {
            return profile.form.refuse_for(proof.entry, missing);
        }
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.update_counselor(id, version, &body).await) {
                Ok(saved) => {
                    profile.form.succeed();
                    profile.newer.set(None);
                    entries.take(&saved);
                    proof.forget();
                    apply(session, &saved);
                    profile.stored.set(saved);
                    toasts.say(words::t().saved);
                }
                Err(error) if error.code() == Some(ProblemCode::StaleVersion) => {
                    compare(&profile, client.read_counselor(id).await);
                }
                Err(error) => profile.form.fail(error),
            }
        });
    };
    let look_again = move |()| {
        let (client, id) = (
            session.client(),
            profile.stored.with_untracked(|own| own.id),
        );
        spawn_local(async move {
            compare(&profile, session.notice(client.read_counselor(id).await));
        });
    };
    show_save_bar(&profile);
    // A picture is saved by itself.
    let picture = Memo::new(move |_| profile.stored.with(|own| own.picture));
    Effect::new(move |before: Option<Option<PictureId>>| {
        let picture = picture.get();
        if before.is_some_and(|before| before != picture) {
            profile.stored.with_untracked(|own| apply(session, own));
        }
        picture
    });
    view! {
        <form
            class="stack stack-7 form-page"
            id=FORM
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
            on:reset=move |event| {
                event.prevent_default();
                profile.discard();
            }
        >
            <ErrorSummary form=profile.form />
            <Differences profile=profile send=send />
            <section class="sect" aria-labelledby="profile-shown">
                <h2 id="profile-shown">{move || words::t().shown}</h2>
                <PictureField of=profile.stored on_stale=look_again />
                <ShownFields entries=entries />
            </section>
            <section class="sect" aria-labelledby="profile-video">
                <h2 id="profile-video">{move || words::t().video}</h2>
                <VideoFields entries=entries />
            </section>
            <section class="sect" aria-labelledby="profile-person">
                <h2 id="profile-person">{move || words::t().person}</h2>
                <p class="hint">{move || words::t().person_hint}</p>
                <PersonFields entries=entries />
            </section>
            <section class="sect" aria-labelledby="profile-account">
                <h2 id="profile-account">{move || words::t().account}</h2>
                <AccountFields entries=entries login_name=login_name proof=proof />
            </section>
        </form>
        <LeaveGuard
            dirty=Signal::derive(move || profile.changes() > 0)
            title=|| words::t().leave
            text=|| words::t().leave_text
            stay=|| words::t().stay
            leave=|| common::t().discard
        />
    }
    .into_any()
}

/// Name, picture and language follow at once wherever they are shown. Who reads the app in another language
/// for now goes on doing so, unless it was the language that they changed.
fn apply(session: Session, saved: &Counselor) {
    let mut other_language = false;
    session.update(|account| {
        if let Account::Counselor {
            display_name,
            picture,
            language,
            ..
        } = account
        {
            display_name.clone_from(&saved.display_name);
            *picture = saved.picture;
            other_language = *language != saved.language;
            *language = saved.language;
        }
    });
    if other_language {
        i18n::set_language(saved.language);
    }
}

/// Somebody else was faster: shows theirs beside what is typed.
fn compare(profile: &Profile, newer: Result<Counselor, CallError>) {
    match newer {
        Ok(newer) => {
            profile.form.succeed();
            profile.newer.set(Some(newer));
            dom::focus_soon(CONFLICT);
        }
        Err(error) => profile.form.fail(error),
    }
}

#[component]
fn Differences(profile: Profile, #[prop(into)] send: Callback<()>) -> impl IntoView {
    let keep = move |newer| {
        profile.stored.set(newer);
        send.run(());
    };
    let take = move |newer| {
        profile.stored.set(newer);
        profile.discard();
    };
    view! {
        <Conflict
            newer=profile.newer
            differences=move |newer| profile.entries.changes(&newer)
            on_keep=keep
            on_take=take
        />
    }
    .into_any()
}

/// The save bar is there only while there is something to save.
fn show_save_bar(profile: &Profile) {
    let profile = *profile;
    let changes = Memo::new(move |_| profile.changes());
    let is_dirty = Memo::new(move |_| changes.get() > 0);
    use_foot().show(move || {
        is_dirty.get().then(|| {
            view! {
                <div class="savebar" role="region" aria-label=move || words::t().changes>
                    <SaveState
                        state=Signal::stored(Some(Saved::Dirty))
                        text=Signal::derive(move || words::unsaved(changes.get()))
                    />
                    <button class="btn" type="reset" form=FORM>{move || common::t().discard}</button>
                    <button
                        class="btn btn-primary"
                        type="submit"
                        form=FORM
                        aria-busy=move || profile.form.busy.get().then_some("true")
                    >
                        {move || common::t().save}
                    </button>
                </div>
            }
        })
    });
}
