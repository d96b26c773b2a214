//! Who is signed in. The access token is in the client's memory only; a reload gets a new one
//! with the refresh cookie that scripts cannot read.

use crate::{i18n, kept, paths};
use client::{CallError, CallResult, Client};
use domain::{
    accounts::{Account, AccountKind, Duty},
    problem::ProblemCode,
};
use leptos::{prelude::*, task::spawn_local};

/// What is known of who is signed in.
#[derive(Clone, Debug, PartialEq)]
pub enum SignedIn {
    /// Nothing yet: the server is being asked.
    Unknown,
    /// The server cannot be asked.
    Unreachable,
    /// Nobody.
    Nobody,
    /// This account.
    As(Account),
}

/// The session of this page.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    client: StoredValue<Client>,
    signed_in: RwSignal<SignedIn>,
    /// The kind of account that was last asked for.
    asked: StoredValue<Option<AccountKind>>,
    /// Whether nobody is signed in because somebody signed out here.
    left: StoredValue<bool>,
}

/// The session, from any component.
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// Makes it, once, at the root.
    pub fn provide() {
        let origin = window().location().origin().unwrap_or_default();
        let client = Client::new(&origin);
        client.speak(untrack(i18n::language));
        let follower = client.clone();
        Effect::new(move |_| follower.speak(i18n::language()));
        provide_context(Self {
            client: StoredValue::new(client),
            signed_in: RwSignal::new(SignedIn::Unknown),
            asked: StoredValue::new(None),
            left: StoredValue::new(false),
        });
    }

    /// The connection to the server, signed in as this session is.
    pub fn client(self) -> Client {
        self.client.get_value()
    }

    /// Who is signed in; notifies.
    pub fn signed_in(self) -> SignedIn {
        self.signed_in.get()
    }

    /// The account that is signed in, if one is; notifies.
    pub fn account(self) -> Option<Account> {
        match self.signed_in.get() {
            SignedIn::As(account) => Some(account),
            SignedIn::Unknown | SignedIn::Unreachable | SignedIn::Nobody => None,
        }
    }

    /// Finds out whether an account of this kind is signed in in this browser, unless that is
    /// known. Staff and clients have sessions of their own; a page holds one of them at a time.
    pub fn restore(self, kind: AccountKind) {
        let known = match self.signed_in.get_untracked() {
            SignedIn::As(account) => kind_of(&account) == kind,
            SignedIn::Nobody | SignedIn::Unknown => self.asked.get_value() == Some(kind),
            SignedIn::Unreachable => false,
        };
        if known {
            return;
        }
        self.asked.set_value(Some(kind));
        self.signed_in.set(SignedIn::Unknown);
        let client = self.client();
        spawn_local(async move {
            match client.refresh_session(kind).await {
                Ok(session) => self.enter(session.account),
                Err(CallError::Unreachable) => self.signed_in.set(SignedIn::Unreachable),
                Err(CallError::Problem(_)) => self.signed_in.set(SignedIn::Nobody),
            }
        });
    }

    /// Somebody has signed in.
    pub fn enter(self, account: Account) {
        i18n::format::set_time_zone(&account.facility().time_zone);
        kept::forget_others(&account);
        self.asked.set_value(Some(kind_of(&account)));
        self.left.set_value(false);
        self.signed_in.set(SignedIn::As(account));
    }

    /// Somebody changed what their account says of them.
    pub fn update(self, change: impl FnOnce(&mut Account)) {
        self.signed_in.update(|signed_in| {
            if let SignedIn::As(account) = signed_in {
                change(account);
            }
        });
    }

    /// Signs out, here and on the server. Nothing that was typed stays in this browser.
    pub fn leave(self) {
        let client = self.client();
        self.left.set_value(true);
        if let Some(kind) = self.asked.get_value() {
            kept::forget_all(kind);
        }
        self.signed_in.set(SignedIn::Nobody);
        spawn_local(async move {
            // Out of reach of the server the session ends by itself; here it is forgotten anyway.
            let _ = client.sign_out().await;
        });
    }

    /// Whether somebody signed out here, and nobody has signed in since.
    pub fn is_left(self) -> bool {
        self.left.get_value()
    }

    /// Where to come back to after signing in: here, unless somebody left on purpose.
    pub fn way_back(self) -> String {
        if self.left.get_value() {
            paths::HOME.into()
        } else {
            here()
        }
    }

    /// Passes on what a call answered, and notices when the answer is that the session has ended,
    /// or that something else has to be done first.
    pub fn notice<T>(self, result: CallResult<T>) -> CallResult<T> {
        if let Err(error) = &result {
            if ended(error) {
                self.signed_in.set(SignedIn::Nobody);
            }
            if let Some(duty) = error.code().and_then(Duty::told_by) {
                self.update(|account| account.owe(Some(duty)));
            }
        }
        result
    }
}

/// Whether an error says that nobody is signed in any more.
pub fn ended(error: &CallError) -> bool {
    matches!(
        error.code(),
        Some(ProblemCode::SessionEnded | ProblemCode::Unauthenticated)
    )
}

fn kind_of(account: &Account) -> AccountKind {
    match account {
        Account::Counselor { .. } => AccountKind::Counselor,
        Account::Client { .. } => AccountKind::Client,
    }
}

/// Takes the language of an account that just signed in, unless one was chosen in this browser.
pub fn adopt_language(account: &Account) {
    if !i18n::is_chosen() {
        i18n::set_language(account.language());
    }
}

/// The address of this page, with its query, to come back to.
pub fn here() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    path + &location.search().unwrap_or_default()
}
