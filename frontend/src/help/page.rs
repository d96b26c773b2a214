//! The page: all questions in their groups, first those of the page one comes from.

use super::answers::{Answer, GROUPS, about, has_all};
use crate::{
    i18n::help as words,
    paths, router,
    shell::set_title,
    ui::{
        Empty, SearchField, dom,
        icon::{self, icon},
    },
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn HelpPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let q = Memo::new(|_| router::query("q").unwrap_or_default());
    let page = Memo::new(|_| router::query("page"));
    let open = Memo::new(|_| router::query("answer"));
    let search = move |q: String| {
        let page = page.get_untracked();
        let q = Some(q.trim()).filter(|q| !q.is_empty());
        router::replace(&paths::help(&[("page", page.as_deref()), ("q", q)]));
    };
    // What an address names is brought into view.
    Effect::new(move |_| {
        if let Some(answer) = open.get() {
            dom::focus_soon(format!("question-{answer}"));
        }
    });
    let shown = move |answer: &'static Answer| q.with(|q| has_all(answer.text(), q));
    let section = move |id: String, name: String, answers: Vec<&'static Answer>| {
        let answers: Vec<_> = answers.into_iter().filter(|answer| shown(answer)).collect();
        (!answers.is_empty()).then(|| {
            let heading = format!("help-{id}");
            let label = heading.clone();
            view! {
                <section class="help-group" aria-labelledby=label>
                    <h2 id=heading>{name}</h2>
                    {answers.into_iter().map(|one| answer(one, open, &id)).collect_view()}
                </section>
            }
        })
    };
    let of_page = move || {
        let page = page.get()?;
        section("page".into(), words::t().of_page.into(), about(&page))
    };
    let groups = move || {
        GROUPS
            .iter()
            .map(|group| {
                let answers = group.answers.iter().collect();
                section(group.id.into(), group.name().into(), answers)
            })
            .collect_view()
    };
    let none = Memo::new(move |_| !super::answers::all().any(shown));
    view! {
        <div class="page stack help">
            <h1>{move || words::t().title}</h1>
            <SearchField
                label=|| words::t().search
                placeholder=|| words::t().search
                value=q
                on_search=search
            />
            {of_page}
            {groups}
            {move || {
                none.get()
                    .then(|| view! {
                        <Empty
                            shape=icon::SEARCH
                            title=|| words::t().nothing
                            text=|| words::t().nothing_text
                        />
                    })
            }}
        </div>
    }
    .into_any()
}

/// A question, and its answer once it is pressed. One can stand in two places: only in the group it
/// belongs to has it the id that addresses name.
fn answer(answer: &'static Answer, open: Memo<Option<String>>, place: &str) -> AnyView {
    let is_copy = place == "page";
    let id = (!is_copy).then(|| format!("question-{}", answer.id));
    let is_open = move || !is_copy && open.with(|open| open.as_deref() == Some(answer.id));
    view! {
        <details class="help-answer" open=is_open>
            <summary id=id>
                <span>
                    {move || answer.text().question}
                    {answer
                        .is_for_admins
                        .then(|| view! { <span class="badge">{move || words::t().admins}</span> })}
                </span>
                {icon(icon::CHEVRON_DOWN)}
            </summary>
            <div class="help-text" inner_html=move || answer.text().html></div>
        </details>
    }
    .into_any()
}
