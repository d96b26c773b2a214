//! An answer while it is being written. It is saved as a draft after a second of rest and on
//! leaving, never over somebody else's. While it is not known to be saved it is kept in this browser,
//! so that neither a lost connection, an ended session nor a closed browser loses a word.

use crate::{attachments::Attaching, kept, session::Session};
use client::{CallError, CallResult};
use domain::{
    accounts::Account,
    ids::{CounselorId, MailRequestId},
    mail_requests::{Draft, DraftSave, MailRequest, MessageCreate, Side},
    problem::{FieldError, ProblemCode},
    text::{DraftText, MessageText},
    version::Version,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use std::time::Duration;

/// How long one rests before the draft is saved.
const REST: Duration = Duration::from_secs(1);
/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_secs(5);

type Key = (CounselorId, MailRequestId);

/// What was typed and is not known to be saved, and the version it was made from.
struct Unsaved {
    text: String,
    base: Option<Version>,
}

impl Unsaved {
    /// What is kept under a name.
    fn find(name: &str) -> Option<Self> {
        let kept = kept::find(name)?;
        let (base, text) = kept.split_once('\n')?;
        Some(Self {
            text: text.to_owned(),
            base: Version::from_etag(base),
        })
    }

    fn keep(&self, name: &str) {
        let base = self.base.map(Version::etag).unwrap_or_default();
        kept::keep(name, &format!("{base}\n{}", self.text));
    }
}

/// Saves the answers that this browser kept for whoever is signed in, as far as nothing else was
/// saved in the meantime; of the others one is told where they are written.
pub fn save_kept(session: Session) {
    let Some(Account::Counselor { id: counselor, .. }) = untrack(|| session.account()) else {
        return;
    };
    for id in kept::answers_of(counselor) {
        spawn_local(async move {
            let name = kept::of_answer(counselor, id);
            let client = session.client();
            let Ok(draft) = client.read_draft(id).await else {
                return;
            };
            let Some(unsaved) = Unsaved::find(&name) else {
                return;
            };
            let saved = draft.as_ref().map(|draft| draft.text.as_str());
            if saved.unwrap_or_default().trim() == unsaved.text.trim() {
                return kept::forget(&name);
            }
            let is_newer = draft.map(|draft| draft.version) == unsaved.base;
            let Ok(text) = DraftText::try_from(unsaved.text.as_str()) else {
                return;
            };
            if is_newer {
                let body = DraftSave { text };
                let saved = client.save_draft(id, unsaved.base, &body).await;
                let now = Unsaved::find(&name);
                if saved.is_ok() && now.is_some_and(|now| now.text == unsaved.text) {
                    kept::forget(&name);
                }
            }
        });
    }
}

/// What is known of the answer.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "none of them says anything of another"
)]
pub struct State {
    /// What is typed.
    pub text: String,
    /// What the server has.
    pub saved: String,
    /// When it was saved last.
    pub saved_at: Option<chrono::DateTime<chrono::Utc>>,
    /// While the draft is being read.
    pub loading: bool,
    /// While it is being saved.
    pub saving: bool,
    /// While it is being sent.
    pub sending: bool,
    /// What somebody else saved in the meantime.
    pub theirs: Option<Draft>,
    /// Why it could not be saved.
    pub unsaved: Option<CallError>,
    /// Why it could not be sent.
    pub unsent: Option<CallError>,
    /// Why it cannot be sent as it is.
    pub fault: Option<FieldError>,
    /// Why the draft could not be read.
    pub unread: Option<CallError>,
    version: Option<Version>,
    left: bool,
}

impl State {
    /// Whether something is typed that the server does not have.
    pub fn is_dirty(&self) -> bool {
        self.text != self.saved
    }
}

/// An answer that is being written.
#[derive(Clone)]
pub struct Writing {
    /// What is known of it.
    pub state: ArcRwSignal<State>,
    /// The request as it is with the answer, once that is sent.
    pub sent: ArcRwSignal<Option<MailRequest>>,
    /// What goes with it.
    pub files: Attaching,
    key: Key,
    session: Session,
    timer: ArcStoredValue<Option<TimeoutHandle>>,
}

impl Writing {
    /// Goes on with the draft of this request, or begins one.
    pub fn begin(session: Session, id: MailRequestId) -> Option<Self> {
        let Some(Account::Counselor { id: counselor, .. }) = untrack(|| session.account()) else {
            return None;
        };
        let writing = Self {
            state: ArcRwSignal::new(State::default()),
            sent: ArcRwSignal::new(None),
            files: Attaching::begin(Some(id)),
            key: (counselor, id),
            session,
            timer: ArcStoredValue::new(None),
        };
        writing.read();
        Some(writing)
    }

    /// Reads the draft.
    pub fn read(&self) {
        self.state.update(|state| {
            state.loading = true;
            state.unread = None;
        });
        let this = self.clone();
        spawn_local(async move {
            let result = this.session.client().read_draft(this.key.1).await;
            let unsaved = Unsaved::find(&this.name());
            let draft = this.session.notice(result);
            this.state.update(|state| {
                state.loading = false;
                match draft {
                    Ok(draft) => state.start(draft, unsaved),
                    Err(error) => {
                        if let Some(Unsaved { text, base }) = unsaved {
                            state.text = text;
                            state.version = base;
                        }
                        state.unread = Some(error);
                    }
                }
            });
            if this.state.with_untracked(State::is_dirty) {
                this.save();
            }
        });
    }

    /// Takes what is being typed.
    pub fn type_in(&self, text: String) {
        self.state.update(|state| {
            state.text = text;
            state.fault = None;
        });
        // Once it is known that nothing arrives, every word is kept at once.
        let is_at_risk = |state: &State| state.saving || state.unsaved.is_some();
        if self.state.with_untracked(is_at_risk) {
            self.keep_if_unsaved();
        }
        self.save_in(REST);
    }

    /// Saves now, unless there is nothing to save or it is to be decided first what to save.
    pub fn save(&self) {
        self.stop_timer();
        let ready = self.state.with_untracked(|state| {
            !state.saving && !state.loading && state.theirs.is_none() && state.is_dirty()
        });
        let (text, version) = self
            .state
            .with_untracked(|state| (state.text.clone(), state.version));
        let body = match DraftText::try_from(text.as_str()) {
            Ok(text) => DraftSave { text },
            Err(fault) => return self.state.update(|state| state.fault = Some(fault)),
        };
        if !ready {
            return;
        }
        self.keep_if_unsaved();
        self.state.update(|state| state.saving = true);
        let this = self.clone();
        spawn_local(async move {
            let result = this
                .session
                .client()
                .save_draft(this.key.1, version, &body)
                .await;
            let result = this.session.notice(result);
            this.saved(text, result).await;
        });
    }

    fn message(&self, text: MessageText) -> MessageCreate {
        let attachments = self.files.ids();
        MessageCreate { text, attachments }
    }

    /// Sends it.
    pub fn send(&self) {
        let (text, busy) = self.state.with_untracked(|state| {
            (
                state.text.clone(),
                state.sending || state.loading || state.theirs.is_some(),
            )
        });
        if busy {
            return;
        }
        let body = match MessageText::try_from(text) {
            Ok(text) => self.message(text),
            Err(fault) => return self.state.update(|state| state.fault = Some(fault)),
        };
        self.stop_timer();
        self.keep_if_unsaved();
        // After an attempt whose answer got lost, the message may be there already.
        let uncertain = self
            .state
            .with_untracked(|state| state.unsent == Some(CallError::Unreachable));
        self.state.update(|state| {
            state.sending = true;
            state.unsent = None;
        });
        // A save on its way would arrive after the answer and leave a draft behind.
        if !self.state.with_untracked(|state| state.saving) {
            self.send_now(body, uncertain);
        }
    }

    /// Keeps what is typed and saves it over what the other one saved.
    pub fn keep_mine(&self) {
        self.state.update(|state| {
            if let Some(theirs) = state.theirs.take() {
                state.version = Some(theirs.version);
                state.saved = theirs.text;
            }
        });
        self.save();
    }

    /// Takes what the other one saved.
    pub fn take_theirs(&self) {
        self.state.update(|state| {
            if let Some(theirs) = state.theirs.take() {
                state.text.clone_from(&theirs.text);
                state.take(theirs);
            }
        });
        self.forget();
    }

    /// The page is being left: saves what is not saved, and keeps it until that is done.
    pub fn leave(&self) {
        self.state.update(|state| state.left = true);
        let is_dirty = |state: &State| state.is_dirty() && !state.sending;
        if self.state.with_untracked(is_dirty) {
            self.keep_if_unsaved();
            self.save();
        } else {
            self.stop_timer();
        }
    }

    fn send_now(&self, body: MessageCreate, uncertain: bool) {
        let this = self.clone();
        spawn_local(async move {
            let client = this.session.client();
            let result = match this.find_sent(&body, uncertain).await {
                Some(request) => Ok(request),
                None => client.answer_mail_request(this.key.1, &body).await,
            };
            match this.session.notice(result) {
                Ok(request) => {
                    this.forget();
                    this.files.sent();
                    this.state.set(State {
                        left: this.state.with_untracked(|state| state.left),
                        ..State::default()
                    });
                    this.sent.set(Some(request));
                }
                Err(error) => {
                    this.state.update(|state| {
                        state.sending = false;
                        state.unsent = Some(error);
                    });
                    if this.state.with_untracked(|state| state.left) {
                        this.leave();
                    } else {
                        this.go_on();
                    }
                }
            }
        });
    }

    /// The request, if the last of our messages there is this one.
    async fn find_sent(&self, body: &MessageCreate, uncertain: bool) -> Option<MailRequest> {
        if !uncertain {
            return None;
        }
        let request = self
            .session
            .client()
            .read_mail_request(self.key.1)
            .await
            .ok()?;
        let last = request
            .messages
            .iter()
            .rev()
            .find(|message| message.from == Side::Counselor)?;
        (last.text == body.text.as_str()).then_some(request)
    }

    async fn saved(&self, text: String, result: CallResult<Draft>) {
        let theirs = match &result {
            Err(error) if is_stale(error) => {
                Some(self.session.client().read_draft(self.key.1).await)
            }
            _ => None,
        };
        self.state.update(|state| {
            state.saving = false;
            state.unsaved = None;
            match (result, theirs) {
                (Ok(draft), _) => state.take(Draft { text, ..draft }),
                (Err(_), Some(Ok(Some(draft)))) => state.compare(draft),
                // It was sent or deleted: what is typed is a new one.
                (Err(_), Some(Ok(None))) => {
                    state.version = None;
                    state.saved = String::new();
                }
                (Err(_), Some(Err(error))) | (Err(error), None) => state.unsaved = Some(error),
            }
        });
        self.go_on();
    }

    /// What comes after a save: what was asked for meanwhile.
    fn go_on(&self) {
        let state = self.state.get_untracked();
        if state.theirs.is_some() {
            // It is for whoever sees both to choose; another window here is not to take this one up.
            self.forget();
        } else {
            self.keep_if_unsaved();
        }
        if state.sending {
            if state.theirs.is_some() {
                self.state.update(|state| state.sending = false);
            } else if let Ok(text) = MessageText::try_from(state.text) {
                self.send_now(self.message(text), false);
            }
        } else if !state.is_dirty() {
            self.forget();
        } else if state.theirs.is_none() {
            match (state.unsaved, state.left) {
                (None, true) => self.save(),
                (None, false) => self.save_in(REST),
                (Some(_), false) => self.save_in(AGAIN),
                // It stays in this browser until the request, or the list of them, is opened again.
                (Some(_), true) => {}
            }
        }
    }

    fn name(&self) -> String {
        kept::of_answer(self.key.0, self.key.1)
    }

    /// Keeps what is typed and not saved in this browser, unless somebody has signed out of it.
    pub fn keep_if_unsaved(&self) {
        let unsaved = self.state.with_untracked(|state| {
            let is_dirty = !state.loading && state.is_dirty();
            is_dirty.then(|| Unsaved {
                text: state.text.clone(),
                base: state.version,
            })
        });
        if let Some(unsaved) = unsaved.filter(|_| !self.session.is_left()) {
            unsaved.keep(&self.name());
        }
    }

    fn forget(&self) {
        kept::forget(&self.name());
    }

    fn save_in(&self, rest: Duration) {
        self.stop_timer();
        let this = self.clone();
        let timer = set_timeout_with_handle(move || this.save(), rest).ok();
        self.timer.set_value(timer);
    }

    fn stop_timer(&self) {
        self.timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
    }
}

impl State {
    /// Begins with what the server has and with what was typed before and not saved.
    fn start(&mut self, draft: Option<Draft>, unsaved: Option<Unsaved>) {
        let version = draft.as_ref().map(|draft| draft.version);
        let text = draft
            .as_ref()
            .map(|draft| draft.text.clone())
            .unwrap_or_default();
        match (unsaved, draft) {
            (None, draft) => {
                self.text = text;
                if let Some(draft) = draft {
                    self.take(draft);
                }
            }
            (Some(Unsaved { text, base }), Some(draft)) if base != version => {
                self.text = text;
                self.version = base;
                self.compare(draft);
            }
            (Some(Unsaved { text, .. }), draft) => {
                self.text = text;
                if let Some(draft) = draft {
                    self.take(draft);
                }
            }
        }
    }

    /// The server has this draft, made from what is typed here.
    fn take(&mut self, draft: Draft) {
        self.version = Some(draft.version);
        self.saved_at = Some(draft.saved_at);
        self.saved = draft.text;
    }

    /// The server has this draft, made from something else: a conflict, unless it says the same.
    fn compare(&mut self, draft: Draft) {
        if draft.text.trim() == self.text.trim() {
            self.text.clone_from(&draft.text);
            self.take(draft);
        } else {
            self.theirs = Some(draft);
        }
    }
}

fn is_stale(error: &CallError) -> bool {
    matches!(
        error.code(),
        Some(ProblemCode::StaleVersion | ProblemCode::Conflict)
    )
}
