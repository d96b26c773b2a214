//! How one can be reached and when one is away, each with the way to where it is changed.

use super::page::{Here, part};
use crate::{
    i18n::dashboard as words,
    paths,
    presences::{mark, use_presences, word},
    session::use_session,
};
use domain::chats::ChatAccount;
use leptos::prelude::*;

/// The card.
#[component]
pub fn AccountCard(here: Here) -> impl IntoView {
    let (session, presences) = (use_session(), use_presences());
    let account = part(here, |all| all.account);
    let absence = part(here, |all| all.absence.clone());
    // What is chosen in the bar of the page is here at once.
    let presence = move || {
        let me = session.account().and_then(|me| me.actor().counselor_id());
        let chosen = me.and_then(|me| presences.of(ChatAccount::Counselor(me)));
        let presence = chosen.or(account.get().map(|account| account.presence));
        presence
            .map(|presence| view! { <span class="row">{mark(presence)} {word(presence)}</span> })
    };
    let mail = move || {
        let account = account.get();
        account.map(|account| words::availability(account.availability, account.uncompleted))
    };
    let primary = move || match account.get() {
        Some(account) if account.primary_clients_only => words::t().yes,
        _ => words::t().no,
    };
    let away = move || match absence.get().flatten() {
        Some(absence) => words::away(&absence),
        None => words::t().no_absence.into(),
    };
    let change = |href: &'static str, what: fn() -> &'static str| {
        view! {
            <a class="push small" href=href aria-label=move || words::change_of(what())>
                {move || words::t().change}
            </a>
        }
    };
    view! {
        <section class="card" aria-labelledby="own-account">
            <div class="card-head">
                <h2 id="own-account">{move || words::t().account}</h2>
            </div>
            <dl class="own-account">
                <div>
                    <dt>{move || words::t().reachable}</dt>
                    <dd>
                        {presence}
                        <button
                            class="link-btn push small"
                            type="button"
                            popovertarget="presence-menu"
                            aria-label=move || words::change_of(words::t().reachable)
                        >
                            {move || words::t().change}
                        </button>
                    </dd>
                </div>
                <div>
                    <dt>{move || words::t().mail}</dt>
                    <dd>{mail} {change(paths::MAIL_SETTINGS, || words::t().mail)}</dd>
                </div>
                <div>
                    <dt>{move || words::t().primary_only}</dt>
                    <dd>{primary} {change(paths::PROFILE, || words::t().primary_only)}</dd>
                </div>
                <div>
                    <dt>{move || words::t().absence}</dt>
                    <dd>{away} {change(paths::ABSENCES, || words::t().absence)}</dd>
                </div>
            </dl>
        </section>
    }
    .into_any()
}
