//! A new own field of monitorings, or one that is there.

use super::around::monitoring_fields;
use crate::{
    forms::{Entry, Form, any, optional},
    i18n::{monitoring_fields as words, ordered_fields as field_words},
    ordered_fields::{
        List, Names,
        options::{FieldOption, Options, stored_words},
        switched,
    },
    settings::{Answer, Difference, Edited, EditedDialog},
    ui::{
        SelectField, TextField,
        switch::{ON, SwitchField, on_or_off},
    },
};
use client::{CallError, Client};
use domain::{
    monitorings::{
        MonitoringField, MonitoringFieldCreate, MonitoringFieldKind, MonitoringFieldUpdate,
        OptionSave,
    },
    text::OfficialCategory,
};
use leptos::prelude::*;

/// The kinds, and how the entry names them.
const KINDS: [(MonitoringFieldKind, &str); 5] = [
    (MonitoringFieldKind::OneOf, "one_of"),
    (MonitoringFieldKind::SeveralOf, "several_of"),
    (MonitoringFieldKind::YesNo, "yes_no"),
    (MonitoringFieldKind::Number, "number"),
    (MonitoringFieldKind::Text, "text"),
];

/// The form.
#[component]
pub fn FieldForm(
    /// Which; a new one if left out.
    field: Option<MonitoringField>,
    /// Whether its dialog is open.
    open: RwSignal<bool>,
    /// The list that it belongs to.
    list: List<MonitoringField>,
) -> impl IntoView {
    let edited = Typed::new(field.as_ref());
    let saved = Callback::new(move |_| list.load_again());
    view! { <EditedDialog open=open edited=edited stored=field on_saved=saved /> }.into_any()
}

#[derive(Clone, Copy)]
struct Typed {
    names: Names,
    kind: Entry,
    official: Entry,
    mandatory: Entry,
    active: Entry,
    options: Options,
    is_new: bool,
    form: Form,
}

/// The official category of a field, as its entry holds it.
fn official(of: &MonitoringField) -> String {
    let official = of.official.as_ref();
    official.map_or_else(String::new, |one| one.as_str().to_owned())
}

/// What a field offers.
fn options(of: &MonitoringField) -> impl Iterator<Item = FieldOption> {
    of.options.iter().map(|one| FieldOption {
        id: Some(one.id),
        labels: one.labels.clone(),
        active: one.active,
        official: one.official.clone(),
    })
}

impl Typed {
    fn new(of: Option<&MonitoringField>) -> Self {
        let names = Names::new(of.map(|one| &one.labels));
        let kind = of.map_or(MonitoringFieldKind::OneOf, |one| one.kind);
        let kind = KINDS.into_iter().find(|(one, _)| *one == kind);
        let official = Entry::new(
            "official",
            || field_words::t().official,
            of.map(official).unwrap_or_default(),
            optional::<OfficialCategory>,
        );
        let options = Options::new(of.into_iter().flat_map(options), true);
        let switch =
            |name, word: fn() -> &'static str, on| Entry::new(name, word, on_or_off(on), any);
        let [de, en] = names.entries();
        Self {
            names,
            kind: Entry::new(
                "kind",
                || field_words::t().kind,
                kind.map_or("", |(_, name)| name),
                any,
            ),
            official,
            mandatory: switch(
                "mandatory",
                || field_words::t().mandatory,
                of.is_some_and(|one| one.mandatory),
            ),
            active: switch(
                "active",
                || field_words::t().active,
                of.is_none_or(|one| one.active),
            ),
            options,
            is_new: of.is_none(),
            form: Form::new(vec![de, en, official, options.entry()]),
        }
    }

    /// What is chosen as its kind; notifies.
    fn kind(self) -> MonitoringFieldKind {
        let chosen = self
            .kind
            .value
            .with(|name| KINDS.into_iter().find(|(_, one)| one == name));
        chosen.map_or(MonitoringFieldKind::Text, |(kind, _)| kind)
    }
}

impl Edited for Typed {
    type Stored = Option<MonitoringField>;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &Option<MonitoringField>) -> Vec<Difference> {
        let Some(stored) = stored else {
            return Vec::new();
        };
        let category = Difference::of(
            field_words::t().official,
            self.official.value.get(),
            official(stored),
        );
        let options = Difference::of(
            field_words::t().options,
            self.options.words(),
            stored_words(options(stored)),
        );
        let names = self.names.differences(&stored.labels).into_iter();
        names
            .chain(category)
            .chain(switched(self.mandatory, stored.mandatory))
            .chain(switched(self.active, stored.active))
            .chain(options)
            .collect()
    }

    fn take(self, stored: &Option<MonitoringField>) {
        let Some(stored) = stored else { return };
        self.names.take(&stored.labels);
        self.official.fault.set(None);
        self.official.value.set(official(stored));
        let set = |entry: Entry, on| entry.value.set(on_or_off(on).to_owned());
        set(self.mandatory, stored.mandatory);
        set(self.active, stored.active);
        self.options.take(options(stored));
    }

    fn save(
        self,
        client: Client,
        from: &Option<MonitoringField>,
    ) -> Option<Answer<Option<MonitoringField>>> {
        let labels = self.names.read()?;
        let kind = untrack(|| self.kind());
        let options = if kind.has_options() {
            let saved = self.options.read()?.into_iter().map(|one| OptionSave {
                id: one.id,
                labels: one.labels,
                active: one.active,
                official: one.official,
            });
            Some(saved.collect())
        } else {
            None
        };
        let official: Option<OfficialCategory> = self.official.parse();
        let is_on = |entry: Entry| entry.value.with_untracked(|on| on == ON);
        Some(match from {
            None => {
                let body = MonitoringFieldCreate {
                    labels,
                    kind,
                    options: options.unwrap_or_default(),
                    official,
                    mandatory: is_on(self.mandatory),
                };
                Box::pin(async move { client.create_monitoring_field(&body).await.map(Some) })
            }
            Some(known) => {
                let (id, version) = (known.id, known.version);
                let body = MonitoringFieldUpdate {
                    labels: Some(labels),
                    options,
                    official,
                    mandatory: Some(is_on(self.mandatory)),
                    active: Some(is_on(self.active)),
                    position: None,
                };
                Box::pin(async move {
                    let saved = client.update_monitoring_field(id, version, &body).await;
                    saved.map(Some)
                })
            }
        })
    }

    fn read(
        self,
        client: Client,
        from: &Option<MonitoringField>,
    ) -> Answer<Option<MonitoringField>> {
        let id = from.as_ref().map(|known| known.id);
        Box::pin(async move {
            let all = monitoring_fields(&client).await?;
            let found = all.into_iter().find(|one| Some(one.id) == id);
            found.map(Some).ok_or(CallError::Unreachable)
        })
    }

    fn fields(self) -> AnyView {
        let kinds = Signal::derive(|| {
            let all = KINDS.into_iter();
            all.map(|(kind, name)| (name.to_owned(), words::kind(kind).to_owned()))
                .collect::<Vec<_>>()
        });
        let kind = self
            .is_new
            .then(|| view! { <SelectField entry=self.kind options=kinds /> });
        let active = (!self.is_new)
            .then(|| view! { <SwitchField entry=self.active hint=|| words::t().active_hint /> });
        let offers = Memo::new(move |_| self.kind().has_options());
        view! {
            {self.names.view()}
            {kind}
            {move || offers.get().then(|| self.options.view())}
            <TextField
                entry=self.official
                hint=|| words::t().official_hint.to_owned()
                optional=true
            />
            <SwitchField entry=self.mandatory hint=|| words::t().mandatory_hint />
            {active}
        }
        .into_any()
    }
}
