//! Which monitorings the list shows: it stands in the address.

use super::{
    around::monitoring_fields,
    typed::{channel_of, channel_options, name_of},
};
use crate::{
    clients::fields::{counselling_fields, master_data_fields},
    counselors::all_counselors,
    i18n::{clients as client_words, language, monitorings as words},
    paths,
    remote::fetch,
    router,
    session::use_session,
    ui::icon::{self, icon},
};
use chrono::NaiveDate;
use client::{CallResult, Client};
use domain::{
    access::{Action, Relation},
    channels::Channel,
    counselling_fields::Labels,
    counselors::CounselorSummary,
    ids::{ClientId, CounselorId},
    monitorings::MonitoringQuery,
};
use leptos::prelude::*;
use std::cell::RefCell;
use uuid::Uuid;

thread_local! {
    static LAST: RefCell<String> = RefCell::new(paths::MONITORINGS.into());
}

/// The list as it was last looked at, for the way back from a monitoring.
pub fn last_list() -> String {
    LAST.with_borrow(Clone::clone)
}

/// What the address says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// From this day on.
    from: Option<NaiveDate>,
    /// Up to this day.
    until: Option<NaiveDate>,
    /// By this means.
    channel: Option<Channel>,
    /// Of this counselor.
    counselor: Option<CounselorId>,
    /// Of this client.
    client: Option<ClientId>,
    /// On this counselling field, or with an answer to this field.
    field: Option<Uuid>,
    /// Namely this one.
    answer: Option<String>,
}

impl Filter {
    fn of_address() -> Self {
        let day = |name| router::query(name).and_then(|day| day.parse().ok());
        Self {
            from: day("from"),
            until: day("until"),
            channel: router::query("channel").and_then(|name| channel_of(&name)),
            counselor: router::query("counselor").and_then(|id| id.parse().ok()),
            client: router::query(paths::CLIENT).and_then(|id| id.parse().ok()),
            field: router::query(paths::FIELD).and_then(|id| id.parse().ok()),
            answer: router::query(paths::ANSWER),
        }
    }

    fn address(&self) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let (from, until) = (day(self.from), day(self.until));
        let counselor = self.counselor.map(|id| id.to_string());
        let client = self.client.map(|id| id.to_string());
        let field = self.field.map(|id| id.to_string());
        paths::monitorings(&[
            ("from", from.as_deref()),
            ("until", until.as_deref()),
            ("channel", self.channel.map(name_of)),
            ("counselor", counselor.as_deref()),
            (paths::CLIENT, client.as_deref()),
            (paths::FIELD, field.as_deref()),
            (paths::ANSWER, self.answer.as_deref()),
        ])
    }

    /// The question that the server is asked.
    pub fn query(&self, after: Option<String>) -> MonitoringQuery {
        MonitoringQuery {
            counselor_id: self.counselor,
            client_id: self.client,
            chat_id: None,
            from: self.from,
            until: self.until,
            channel: self.channel,
            field_id: self.field,
            answer: self.answer.clone(),
            after,
            limit: None,
        }
    }

    /// Whether some are left out.
    pub fn leaves_out(&self) -> bool {
        *self != Self::default()
    }
}

/// The filter in the address, remembered for the way back.
pub fn use_filter() -> Memo<Filter> {
    let filter = Memo::new(move |_| Filter::of_address());
    Effect::new(move |_| {
        let address = filter.with(Filter::address);
        // On the way to a monitoring the address says nothing of the list any more.
        if untrack(router::path) == paths::MONITORINGS {
            LAST.with_borrow_mut(|last| *last = address);
        }
    });
    filter
}

fn change(filter: Memo<Filter>, change: impl FnOnce(&mut Filter)) {
    let mut changed = filter.get_untracked();
    change(&mut changed);
    router::replace(&changed.address());
}

/// The row of filters above the list.
#[component]
pub fn Filters(filter: Memo<Filter>) -> impl IntoView {
    let day = move |id: &'static str,
                    word: fn() -> &'static str,
                    of: fn(&Filter) -> Option<NaiveDate>,
                    set: fn(&mut Filter, Option<NaiveDate>)| {
        let value = move || {
            filter
                .with(of)
                .map_or_else(String::new, |day| day.to_string())
        };
        let chosen = move |event: web_sys::Event| {
            let day = event_target_value(&event).parse().ok();
            change(filter, |filter| set(filter, day));
        };
        view! {
            <label class="small" for=id>
                {move || word()}
                <input class="input" type="date" id=id prop:value=value on:change=chosen />
            </label>
        }
        .into_any()
    };
    let channels = channel_options(|| words::t().any_channel);
    let channel = move || {
        let chosen = filter.with(|filter| filter.channel);
        let option = move |(name, word): (String, String)| {
            let selected = chosen.map_or("", name_of) == name;
            view! { <option value=name prop:selected=selected>{word}</option> }
        };
        channels.get().into_iter().map(option).collect_view()
    };
    let by_channel = move |event: web_sys::Event| {
        let channel = channel_of(&event_target_value(&event));
        change(filter, |filter| filter.channel = channel);
    };
    view! {
        <div class="filters monitoring-filters" role="search" aria-label=move || words::t().filter>
            {day(
                "monitorings-from",
                || words::t().from,
                |filter| filter.from,
                |filter, day| filter.from = day,
            )}
            {day(
                "monitorings-until",
                || words::t().until,
                |filter| filter.until,
                |filter, day| filter.until = day,
            )}
            <select class="select" aria-label=move || words::t().channel on:change=by_channel>
                {channel}
            </select>
            <ByCounselor filter=filter />
            <ByAnswer filter=filter />
        </div>
    }
    .into_any()
}

/// Of whom: for those who see what others did.
#[component]
fn ByCounselor(filter: Memo<Filter>) -> impl IntoView {
    let session = use_session();
    let sees_others = untrack(|| session.account())
        .is_some_and(|one| one.may(Action::ReadMonitoring, Relation::Others));
    let counselors = RwSignal::new(Vec::<CounselorSummary>::new());
    if sees_others {
        let client = session.client();
        // Without them the list is as good; only this filter is missing.
        fetch(async move { all_counselors(&client).await }, move |all| {
            counselors.set(all.unwrap_or_default());
        });
    }
    let options = move || {
        let chosen = filter.with(|filter| filter.counselor);
        let option = move |one: CounselorSummary| {
            let selected = Some(one.id) == chosen;
            view! {
                <option value=one.id.to_string() prop:selected=selected>{one.display_name}</option>
            }
        };
        counselors.get().into_iter().map(option).collect_view()
    };
    let choose = move |event: web_sys::Event| {
        let counselor = event_target_value(&event).parse().ok();
        change(filter, |filter| filter.counselor = counselor);
    };
    sees_others.then(|| {
        view! {
            <select class="select" aria-label=move || words::t().counselor on:change=choose>
                <option value="">{move || words::t().every_counselor}</option>
                {options}
            </select>
        }
    })
}

/// What the chosen field is called, and the chosen answer.
type Named = (Labels, Option<Labels>);

/// Looks for the field of the address among those of the facility.
async fn named(client: Client, field: Uuid, answer: Option<String>) -> CallResult<Option<Named>> {
    let topics = counselling_fields(&client).await?;
    if let Some(topic) = topics.into_iter().find(|one| one.id.0 == field) {
        return Ok(Some((topic.labels, None)));
    }
    let of_answer = |all: Vec<(String, Labels)>| {
        let mut all = all.into_iter();
        all.find(|(id, _)| Some(id) == answer.as_ref())
            .map(|(_, labels)| labels)
    };
    let stated = master_data_fields(&client).await?;
    if let Some(field) = stated.into_iter().find(|one| one.id.0 == field) {
        let choices = field.choices.into_iter();
        let choices = choices.map(|one| (one.id.to_string(), one.labels));
        return Ok(Some((field.labels, of_answer(choices.collect()))));
    }
    let own = monitoring_fields(&client).await?;
    let field = own.into_iter().find(|one| one.id.0 == field);
    Ok(field.map(|field| {
        let options = field.options.into_iter();
        let options = options.map(|one| (one.id.to_string(), one.labels));
        (field.labels, of_answer(options.collect()))
    }))
}

/// What a bar of the statistics led to; pressing it takes it away.
#[component]
fn ByAnswer(filter: Memo<Filter>) -> impl IntoView {
    let session = use_session();
    let asked = Memo::new(move |_| filter.with(|filter| (filter.field, filter.answer.clone())));
    let name = RwSignal::new(None::<Named>);
    Effect::new(move |_| {
        name.set(None);
        let (Some(field), answer) = asked.get() else {
            return;
        };
        // Without its name it can still be taken away.
        fetch(named(session.client(), field, answer), move |found| {
            name.set(found.unwrap_or_default());
        });
    });
    let text = move || {
        let language = language();
        let answer = asked.with(|(_, answer)| answer.clone());
        name.get().map_or_else(
            || words::t().chosen_answer.to_owned(),
            |(field, chosen)| {
                let field = field.in_language(language);
                let chosen = chosen.map(|labels| labels.in_language(language).to_owned());
                let plain = answer.map(|answer| match &*answer {
                    "yes" => client_words::t().yes.to_owned(),
                    "no" => client_words::t().no.to_owned(),
                    number => number.to_owned(),
                });
                match chosen.or(plain) {
                    Some(answer) => format!("{field}: {answer}"),
                    None => field.to_owned(),
                }
            },
        )
    };
    let remove = move |_| {
        change(filter, |filter| {
            filter.field = None;
            filter.answer = None;
        });
    };
    move || {
        asked.with(|(field, _)| field.is_some()).then(|| {
            view! {
                <button
                    class="chip"
                    type="button"
                    aria-pressed="true"
                    title=move || words::t().remove_filter
                    on:click=remove
                >
                    {text}
                    {icon(icon::X)}
                </button>
            }
        })
    }
}
