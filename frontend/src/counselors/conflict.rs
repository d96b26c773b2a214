//! Somebody else was faster: theirs beside what is typed, and which of it is to stay.

use super::profile_form::shown;
use crate::{
    forms::Entry,
    i18n::counselors as words,
    ui::{Banner, Button, Kind},
};
use domain::counselors::Counselor;
use leptos::prelude::*;

/// The id of the question, which takes the focus when it comes up.
pub const CONFLICT: &str = "counselor-conflict";

/// The question, while there is one.
#[component]
pub fn Conflict(
    /// What somebody saved in the meantime.
    newer: RwSignal<Option<Counselor>>,
    /// What is typed that differs, and what stands there of theirs.
    #[prop(into)]
    differences: Callback<Counselor, Vec<(Entry, String)>>,
    /// What is typed is to stay, and to be saved over theirs.
    #[prop(into)]
    on_keep: Callback<Counselor>,
    /// Theirs is to stay.
    #[prop(into)]
    on_take: Callback<Counselor>,
) -> impl IntoView {
    let answer = move |answer: Callback<Counselor>| {
        if let Some(theirs) = newer.get_untracked() {
            newer.set(None);
            answer.run(theirs);
        }
    };
    let row = |(entry, stored): (Entry, String)| {
        view! {
            <tr>
                <th scope="row">{(entry.label)()}</th>
                <td>{move || entry.value.with(|value| shown(entry, value))}</td>
                <td>{shown(entry, &stored)}</td>
            </tr>
        }
    };
    let banner = move |newer: Counselor| {
        let rows = differences.run(newer).into_iter().map(row).collect_view();
        view! {
            <div id=CONFLICT tabindex="-1">
                <Banner
                    kind=Kind::Warn
                    actions=move || view! {
                        <Button class="btn-sm" on_click=move |()| answer(on_keep)>
                            {move || words::t().keep_mine}
                        </Button>
                        <Button class="btn-sm" on_click=move |()| answer(on_take)>
                            {move || words::t().take_theirs}
                        </Button>
                    }
                >
                    <p>
                        <b>{words::t().changed_elsewhere}</b>
                        " "
                        {words::t().choose}
                    </p>
                    <table class="table">
                        <thead>
                            <tr>
                                <td></td>
                                <th scope="col">{words::t().yours}</th>
                                <th scope="col">{words::t().stored}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </Banner>
            </div>
        }
        .into_any()
    };
    move || newer.get().map(banner)
}
