//! Which clients the list shows: it stands in the address.

use super::fields::counselling_fields;
use crate::{
    counselors::all_counselors,
    i18n::{clients as words, language},
    paths,
    remote::fetch,
    router,
    session::use_session,
    ui::{Button, Dialog, SearchField, icon},
};
use domain::{
    clients::{ClientQuery, ClientSort, ClientStatus, PrimaryCounselorFilter, SortOrder},
    counselling_fields::CounsellingField,
    counselors::CounselorSummary,
    ids::CounsellingFieldId,
    text::SearchText,
};
use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    static LAST: RefCell<String> = RefCell::new(paths::MEMBERS.into());
}

/// The list as it was last looked at, for the way back from a client.
pub fn last_list() -> String {
    LAST.with_borrow(Clone::clone)
}

/// What the address says. Whoever looks after clients begins with their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// What is searched for.
    pub q: String,
    /// Whose; `None` is everybody's.
    pub whose: Option<PrimaryCounselorFilter>,
    /// Who carry this field.
    pub field: Option<CounsellingFieldId>,
    /// Who stand there.
    pub status: Option<ClientStatus>,
    /// In which order.
    pub sort: ClientSort,
    /// In which direction.
    pub order: SortOrder,
}

impl Filter {
    /// Reads the address; notifies.
    pub fn of_address() -> Self {
        let sort = router::query("sort");
        let sort = sort.as_deref().and_then(ClientSort::from_name);
        let sort = sort.unwrap_or_default();
        let order = router::query("order");
        let order = order.as_deref().and_then(SortOrder::from_name);
        let status = router::query("status");
        Self {
            q: router::query("q").unwrap_or_default(),
            whose: match router::query("whose").as_deref() {
                None => Some(PrimaryCounselorFilter::Me),
                Some(whose) => whose.parse().ok(),
            },
            field: router::query("field").and_then(|id| id.parse().ok()),
            status: status.as_deref().and_then(ClientStatus::from_name),
            sort,
            order: order.unwrap_or(sort.usual_order()),
        }
    }

    /// The address that says it.
    pub fn address(&self) -> String {
        let whose = match self.whose {
            Some(PrimaryCounselorFilter::Me) => None,
            Some(whose) => Some(whose.to_string()),
            None => Some("all".to_owned()),
        };
        let field = self.field.map(|id| id.to_string());
        let sort = (self.sort != ClientSort::default()).then(|| self.sort.name());
        let order = (self.order != self.sort.usual_order()).then(|| self.order.name());
        paths::members(&[
            ("q", Some(self.q.trim()).filter(|q| !q.is_empty())),
            ("whose", whose.as_deref()),
            ("field", field.as_deref()),
            ("status", self.status.map(ClientStatus::name)),
            ("sort", sort),
            ("order", order),
        ])
    }

    /// The question that the server is asked.
    pub fn query(&self, after: Option<String>) -> ClientQuery {
        ClientQuery {
            q: SearchText::try_from(self.q.as_str()).ok(),
            primary_counselor: self.whose,
            counselling_field_id: self.field,
            status: self.status,
            sort: Some(self.sort),
            order: Some(self.order),
            after,
            limit: None,
        }
    }

    /// Whether some are left out, searching aside.
    pub fn leaves_out(&self) -> bool {
        self.chosen() > 0
    }

    /// How many filters leave some out.
    pub fn chosen(&self) -> usize {
        [
            self.whose.is_some(),
            self.field.is_some(),
            self.status.is_some(),
        ]
        .into_iter()
        .filter(|chosen| *chosen)
        .count()
    }

    /// The same search among everybody.
    pub fn among_all(&self) -> Self {
        Self {
            whose: None,
            field: None,
            status: None,
            ..self.clone()
        }
    }

    /// Whether the list is sorted by this, and then whether the least comes first.
    pub fn ascending(&self, sort: ClientSort) -> Option<bool> {
        (self.sort == sort).then_some(self.order == SortOrder::Ascending)
    }

    /// Sorted by this, or the other way if it is already.
    pub fn sorted_by(&self, sort: ClientSort) -> Self {
        let order = if self.sort == sort {
            self.order.reversed()
        } else {
            sort.usual_order()
        };
        Self {
            sort,
            order,
            ..self.clone()
        }
    }
}

/// Shows the list like that, from now on.
pub fn show(filter: &Filter) {
    router::replace(&filter.address());
}

/// The filter in the address, remembered for the way back.
pub fn use_filter() -> Memo<Filter> {
    let filter = Memo::new(move |_| Filter::of_address());
    Effect::new(move |_| {
        let address = filter.with(Filter::address);
        // On the way to a client the address says nothing of the list any more.
        if untrack(router::path) == paths::MEMBERS {
            LAST.with_borrow_mut(|last| *last = address);
        }
    });
    filter
}

/// Shows the list with one thing changed.
fn change(filter: Memo<Filter>, change: impl FnOnce(&mut Filter)) {
    let mut changed = filter.get_untracked();
    change(&mut changed);
    show(&changed);
}

/// The row of filters above the list.
#[component]
pub fn Filters(
    filter: Memo<Filter>,
    /// Filled with the facility's fields, which the list names as well.
    fields: RwSignal<Vec<CounsellingField>>,
) -> impl IntoView {
    let session = use_session();
    // Where there is no room for all of them, they are in a dialog.
    let choosing = RwSignal::new(false);
    let chosen = Memo::new(move |_| filter.with(Filter::chosen));
    let counselors = RwSignal::new(Vec::<CounselorSummary>::new());
    // Without them the list is as good; only these two filters are missing.
    let client = session.client();
    fetch(async move { all_counselors(&client).await }, move |all| {
        counselors.set(all.unwrap_or_default());
    });
    let client = session.client();
    fetch(
        async move { counselling_fields(&client).await },
        move |all| {
            fields.set(all.unwrap_or_default());
        },
    );
    view! {
        <div class="filters client-filters" role="search" aria-label=move || words::t().filter>
            <SearchField
                label=|| words::t().search
                placeholder=|| words::t().search_short
                value=Signal::derive(move || filter.with(|filter| filter.q.clone()))
                on_search=move |q: String| change(filter, |filter| filter.q = q)
            />
            <Button
                class="only-phone"
                shape=icon::LIST_FILTER
                on_click=move |()| choosing.set(true)
            >
                {move || words::t().filters}
                {move || {
                    let chosen = chosen.get();
                    (chosen > 0).then(|| view! { <span class="count count-new">{chosen}</span> })
                }}
            </Button>
            <div class="filters-desk">
                <Whose filter=filter counselors=counselors />
                <ByField filter=filter fields=fields />
                <ByStatus filter=filter />
            </div>
        </div>
        <Dialog
            id="client-filters"
            open=choosing
            title=|| words::t().filter
            children=move || view! {
                <div class="dialog-body stack client-filters-all">
                    <Whose filter=filter counselors=counselors />
                    <ByField filter=filter fields=fields />
                    <ByStatus filter=filter />
                    <Sorted filter=filter />
                </div>
                <footer class="dialog-foot">
                    <Button class="btn-primary" on_click=move |()| choosing.set(false)>
                        {move || words::t().show_list}
                    </Button>
                </footer>
            }
        />
    }
    .into_any()
}

/// Whose clients.
#[component]
fn Whose(filter: Memo<Filter>, counselors: RwSignal<Vec<CounselorSummary>>) -> impl IntoView {
    let account = untrack(|| use_session().account());
    let me = account.and_then(|account| account.actor().counselor_id());
    let choice = move |whose: Option<PrimaryCounselorFilter>, word: fn() -> &'static str| {
        let pressed = move || filter.with(|filter| filter.whose == whose).to_string();
        view! {
            <button
                type="button"
                aria-pressed=pressed
                on:click=move |_| change(filter, |filter| filter.whose = whose)
            >
                {move || word()}
            </button>
        }
        .into_any()
    };
    let colleague = move || match filter.with(|filter| filter.whose) {
        Some(PrimaryCounselorFilter::Counselor(id)) => id.to_string(),
        _ => String::new(),
    };
    let colleagues = move || {
        counselors.with(|all| {
            let others = all.iter().filter(|one| Some(one.id) != me);
            let option = |one: &CounselorSummary| (one.id.to_string(), one.display_name.clone());
            others.map(option).collect::<Vec<_>>()
        })
    };
    let choose = move |id: String| {
        let whose = id.parse().ok().map(PrimaryCounselorFilter::Counselor);
        change(filter, |filter| filter.whose = whose);
    };
    view! {
        <div class="seg" role="group" aria-label=move || words::t().whose>
            {choice(Some(PrimaryCounselorFilter::Me), || words::t().mine)}
            {choice(Some(PrimaryCounselorFilter::Nobody), || words::t().without_primary)}
            {choice(None, || words::t().all)}
        </div>
        <Chooser
            label=|| words::t().of_colleague
            none=|| words::t().of_colleague
            value=Signal::derive(colleague)
            options=Signal::derive(colleagues)
            on_choose=choose
        />
    }
    .into_any()
}

/// Who carry a counselling field.
#[component]
fn ByField(filter: Memo<Filter>, fields: RwSignal<Vec<CounsellingField>>) -> impl IntoView {
    let chosen = move || {
        let field = filter.with(|filter| filter.field);
        field.map_or_else(String::new, |id| id.to_string())
    };
    let offered = move || {
        let language = language();
        fields.with(|fields| {
            let option = |one: &CounsellingField| {
                let word = one.labels.in_language(language).to_owned();
                (one.id.to_string(), word)
            };
            fields.iter().map(option).collect::<Vec<_>>()
        })
    };
    view! {
        <Chooser
            label=|| words::t().counselling_fields
            none=|| words::t().any_field
            value=Signal::derive(chosen)
            options=Signal::derive(offered)
            on_choose=move |id: String| change(filter, |filter| filter.field = id.parse().ok())
        />
    }
    .into_any()
}

/// Who stand somewhere.
#[component]
fn ByStatus(filter: Memo<Filter>) -> impl IntoView {
    let chosen = move || {
        let status = filter.with(|filter| filter.status);
        status.map_or_else(String::new, |status| status.name().to_owned())
    };
    let statuses = move || {
        let option = |status: ClientStatus| {
            let word = words::word_of(status);
            (status.name().to_owned(), word.to_owned())
        };
        ClientStatus::ALL.map(option).to_vec()
    };
    let choose = move |name: String| {
        change(filter, |filter| {
            filter.status = ClientStatus::from_name(&name);
        });
    };
    view! {
        <Chooser
            label=|| words::t().status
            none=|| words::t().any_status
            value=Signal::derive(chosen)
            options=Signal::derive(statuses)
            on_choose=choose
        />
    }
    .into_any()
}

/// In which order, where there is no table with heads to sort by.
#[component]
fn Sorted(filter: Memo<Filter>) -> impl IntoView {
    let sorts = move || {
        [
            (ClientSort::Number, words::t().by_number),
            (ClientSort::Pseudonym, words::t().by_pseudonym),
            (ClientSort::LastSignedIn, words::t().by_sign_in),
        ]
        .map(|(sort, word)| (sort.name().to_owned(), word.to_owned()))
        .to_vec()
    };
    let choose = move |name: String| {
        let sort = ClientSort::from_name(&name).unwrap_or_default();
        change(filter, |filter| {
            filter.sort = sort;
            filter.order = sort.usual_order();
        });
    };
    view! {
        <Chooser
            label=|| words::t().sort
            value=Signal::derive(move || filter.with(|filter| filter.sort.name().to_owned()))
            options=Signal::derive(sorts)
            on_choose=choose
        />
    }
    .into_any()
}

/// One of few, as a filter.
#[component]
fn Chooser(
    /// What it filters by, for readers.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The word for all of them, if there is such a choice.
    #[prop(optional, into)]
    none: Option<Signal<&'static str>>,
    /// What is chosen.
    value: Signal<String>,
    /// What there is: value and word.
    options: Signal<Vec<(String, String)>>,
    /// Chooses another.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let option = move |(name, word): (String, String)| {
        let chosen = name.clone();
        let selected = move || value.with(|value| *value == chosen);
        view! { <option value=name prop:selected=selected>{word}</option> }.into_any()
    };
    let all = move || {
        let none = none.map(|none| (String::new(), none.get().to_owned()));
        let options = none.into_iter().chain(options.get());
        options.map(option).collect_view()
    };
    view! {
        <select
            class="select"
            aria-label=move || label.get()
            on:change=move |event| on_choose.run(event_target_value(&event))
        >
            {all}
        </select>
    }
    .into_any()
}
