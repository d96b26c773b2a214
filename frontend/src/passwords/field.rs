//! The field of a new password, with how good it is. The server rates it: its word lists would
//! weigh more than the app.

use crate::{
    forms::{Entry, Fault, any, required},
    i18n::passwords as words,
    session::use_session,
    ui::PasswordField,
};
use domain::{
    accounts::AccountKind,
    passwords::{PasswordCandidate, PasswordRating, PasswordStrength},
    problem::FieldCode,
    text::{NewClientPassword, NewCounselorPassword, TypedName, TypedPassword},
};
use leptos::{
    leptos_dom::helpers::TimeoutHandle, prelude::*, reactive::spawn_local_scoped_with_cancellation,
};
use std::time::Duration;

/// How long somebody rests before what they typed is rated.
const REST: Duration = Duration::from_millis(400);

/// An entry for a new password of this kind of account.
pub fn new_password_entry(kind: AccountKind, label: fn() -> &'static str) -> Entry {
    let check = match kind {
        AccountKind::Counselor => required::<NewCounselorPassword>,
        AccountKind::Client => required::<NewClientPassword>,
    };
    Entry::new("password", label, "", check)
        .in_words(|code| (code == FieldCode::Required).then(|| words::t().new_missing))
}

/// An entry for the same password once more.
pub fn again_entry() -> Entry {
    Entry::new("password_again", || words::t().again, "", any)
}

/// Whether both are the same; the second one is blamed if not.
pub fn are_same(password: Entry, again: Entry) -> bool {
    let same = password.value.get_untracked() == again.value.get_untracked();
    if !same {
        again
            .fault
            .set(Some(Fault::Said(words::t().again_differs.into())));
    }
    same
}

/// The field, and below it how good what was typed is.
#[component]
pub fn NewPasswordField(
    /// Of this value.
    entry: Entry,
    /// For which kind of account.
    kind: AccountKind,
    /// What the account is called, as far as the form knows.
    #[prop(optional, into)]
    names: Signal<Vec<String>>,
    /// What helps to choose one; the general hint if left out.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Whether it may be left out, which is said beside the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let general = Signal::derive(move || match kind {
        AccountKind::Counselor => words::t().hint_staff.to_owned(),
        AccountKind::Client => words::t().hint_client.to_owned(),
    });
    view! {
        <div class="stack stack-2">
            <PasswordField
                entry=entry
                autocomplete="new-password"
                hint=hint.unwrap_or(general)
                optional=optional
            />
            <Meter entry=entry kind=kind names=names />
        </div>
    }
    .into_any()
}

#[component]
fn Meter(entry: Entry, kind: AccountKind, names: Signal<Vec<String>>) -> impl IntoView {
    let client = use_session().client();
    let rating = RwSignal::new(None::<PasswordRating>);
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        pending.try_update_value(|pending| {
            if let Some(timer) = pending.take() {
                timer.clear();
            }
        });
    };
    on_cleanup(stop);
    let owner = Owner::current().unwrap_or_default();
    let rate = move || {
        let typed = entry.value.get_untracked();
        let Ok(password) = TypedPassword::try_from(typed.as_str()) else {
            return;
        };
        let named = names.get_untracked().into_iter();
        let body = PasswordCandidate {
            kind,
            password,
            names: named
                .filter_map(|name| TypedName::try_from(name).ok())
                .collect(),
        };
        let client = client.clone();
        owner.with(|| {
            spawn_local_scoped_with_cancellation(async move {
                // Without an answer nothing is said: the server has the last word anyway.
                let answer = client.rate_password(&body).await.ok();
                if entry.value.with_untracked(|now| *now == typed) {
                    rating.set(answer);
                }
            });
        });
    };
    Effect::new(move |_| {
        let nothing = entry.value.with(String::is_empty);
        names.track();
        stop();
        if nothing {
            rating.set(None);
        } else {
            pending.set_value(set_timeout_with_handle(rate.clone(), REST).ok());
        }
    });
    let steps = move || {
        let strength = rating.with(|rating| rating.as_ref().map(|rating| rating.strength));
        match strength {
            None => 0,
            Some(PasswordStrength::Refused) => 1,
            Some(PasswordStrength::Fair) => 2,
            Some(PasswordStrength::Good) => 3,
            Some(PasswordStrength::Strong) => 4,
        }
    };
    let said = move || {
        let text = |rating: &PasswordRating| words::rated(rating.strength, &rating.advice);
        rating.with(|rating| rating.as_ref().map(text))
    };
    let bar = move |step: usize| {
        view! { <i data-on=move || (steps() >= step).then_some("")></i> }.into_any()
    };
    view! {
        <div class="meter" hidden=move || rating.with(Option::is_none) data-steps=steps>
            <span class="meter-bar" aria-hidden="true">{[1, 2, 3, 4].map(bar)}</span>
            <span role="status">{said}</span>
        </div>
    }
    .into_any()
}
