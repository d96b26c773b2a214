//! A new master-data field, or one that is there.

use crate::{
    clients::fields::master_data_fields,
    forms::{Entry, Form, any},
    i18n::{master_data_fields as words, ordered_fields as field_words},
    ordered_fields::{
        List, Names,
        options::{FieldOption, Options, stored_words},
        switched,
    },
    settings::{Answer, Difference, Edited, EditedDialog},
    ui::{
        SelectField,
        switch::{ON, SwitchField, on_or_off},
    },
};
use client::{CallError, Client};
use domain::master_data_fields::{
    ChoiceSave, MasterDataField, MasterDataFieldCreate, MasterDataFieldUpdate, MasterDataKind,
};
use leptos::prelude::*;

/// The kinds, and how the entry names them.
const KINDS: [(MasterDataKind, &str); 6] = [
    (MasterDataKind::Choice, "choice"),
    (MasterDataKind::YesNo, "yes_no"),
    (MasterDataKind::Number, "number"),
    (MasterDataKind::Year, "year"),
    (MasterDataKind::Date, "date"),
    (MasterDataKind::Text, "text"),
];

/// The form.
#[component]
pub fn FieldForm(
    /// Which; a new one if left out.
    field: Option<MasterDataField>,
    /// Whether its dialog is open.
    open: RwSignal<bool>,
    /// The list that it belongs to.
    list: List<MasterDataField>,
) -> impl IntoView {
    let edited = Typed::new(field.as_ref());
    let saved = Callback::new(move |_| list.load_again());
    view! { <EditedDialog open=open edited=edited stored=field on_saved=saved /> }.into_any()
}

/// What a field offers.
fn choices(of: &MasterDataField) -> impl Iterator<Item = FieldOption> {
    of.choices.iter().map(|one| FieldOption {
        id: Some(one.id),
        labels: one.labels.clone(),
        active: one.active,
        official: None,
    })
}

#[derive(Clone, Copy)]
struct Typed {
    names: Names,
    kind: Entry,
    mandatory: Entry,
    active: Entry,
    choices: Options,
    is_new: bool,
    form: Form,
}

impl Typed {
    fn new(of: Option<&MasterDataField>) -> Self {
        let names = Names::new(of.map(|one| &one.labels));
        let kind = of.map_or(MasterDataKind::Choice, |one| one.kind);
        let kind = KINDS.into_iter().find(|(one, _)| *one == kind);
        let choices = Options::new(of.into_iter().flat_map(choices), false);
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
            mandatory: switch(
                "mandatory",
                || field_words::t().mandatory,
                of.is_some_and(|one| one.mandatory),
            ),
            active: switch(
                "active",
                || words::t().active,
                of.is_none_or(|one| one.active),
            ),
            choices,
            is_new: of.is_none(),
            form: Form::new(vec![de, en, choices.entry()]),
        }
    }

    /// What is chosen as its kind; notifies.
    fn kind(self) -> MasterDataKind {
        let chosen = self
            .kind
            .value
            .with(|name| KINDS.into_iter().find(|(_, one)| one == name));
        chosen.map_or(MasterDataKind::Text, |(kind, _)| kind)
    }

    /// What is to be offered: nothing for other kinds; not there if it is no good, which is said.
    fn read_choices(self) -> Option<Vec<ChoiceSave>> {
        if untrack(|| self.kind()) != MasterDataKind::Choice {
            return Some(Vec::new());
        }
        let saved = self.choices.read()?.into_iter().map(|one| ChoiceSave {
            id: one.id,
            labels: one.labels,
            active: one.active,
        });
        Some(saved.collect())
    }
}

impl Edited for Typed {
    type Stored = Option<MasterDataField>;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &Option<MasterDataField>) -> Vec<Difference> {
        let Some(stored) = stored else {
            return Vec::new();
        };
        let choices = Difference::of(
            field_words::t().options,
            self.choices.words(),
            stored_words(choices(stored)),
        );
        let names = self.names.differences(&stored.labels).into_iter();
        names
            .chain(switched(self.mandatory, stored.mandatory))
            .chain(switched(self.active, stored.active))
            .chain(choices)
            .collect()
    }

    fn take(self, stored: &Option<MasterDataField>) {
        let Some(stored) = stored else { return };
        self.names.take(&stored.labels);
        let set = |entry: Entry, on| entry.value.set(on_or_off(on).to_owned());
        set(self.mandatory, stored.mandatory);
        set(self.active, stored.active);
        self.choices.take(choices(stored));
    }

    fn save(
        self,
        client: Client,
        from: &Option<MasterDataField>,
    ) -> Option<Answer<Option<MasterDataField>>> {
        let labels = self.names.read()?;
        let choices = self.read_choices()?;
        let is_on = |entry: Entry| entry.value.with_untracked(|on| on == ON);
        Some(match from {
            None => {
                let body = MasterDataFieldCreate {
                    labels,
                    kind: untrack(|| self.kind()),
                    choices,
                    mandatory: is_on(self.mandatory),
                };
                Box::pin(async move { client.create_master_data_field(&body).await.map(Some) })
            }
            Some(known) => {
                let (id, version) = (known.id, known.version);
                let body = MasterDataFieldUpdate {
                    labels: Some(labels),
                    choices: (known.kind == MasterDataKind::Choice).then_some(choices),
                    mandatory: Some(is_on(self.mandatory)),
                    active: Some(is_on(self.active)),
                    position: None,
                };
                Box::pin(async move {
                    let saved = client.update_master_data_field(id, version, &body).await;
                    saved.map(Some)
                })
            }
        })
    }

    fn read(
        self,
        client: Client,
        from: &Option<MasterDataField>,
    ) -> Answer<Option<MasterDataField>> {
        let id = from.as_ref().map(|known| known.id);
        Box::pin(async move {
            let all = master_data_fields(&client).await?;
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
        let offers = Memo::new(move |_| self.kind() == MasterDataKind::Choice);
        view! {
            {self.names.view()}
            {kind}
            {move || offers.get().then(|| self.choices.view())}
            <SwitchField entry=self.mandatory hint=|| words::t().mandatory_hint />
            {active}
        }
        .into_any()
    }
}
