//! A new own field of monitorings, or one that is there.

use super::{
    around::monitoring_fields,
    options::{Options, stored_words},
};
use crate::{
    forms::{Entry, Fault, Form, any, optional, required},
    i18n::{clients as client_words, monitoring_fields as words},
    remote::Resource,
    settings::{Answer, Difference, Edited, EditedDialog},
    ui::{
        SelectField, TextField,
        switch::{ON, SwitchField, on_or_off},
    },
};
use client::{CallError, Client};
use domain::{
    counselling_fields::Labels,
    monitorings::{
        MonitoringField, MonitoringFieldCreate, MonitoringFieldKind, MonitoringFieldUpdate,
    },
    text::{FieldLabel, OfficialCategory},
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
    list: Resource<Vec<MonitoringField>>,
) -> impl IntoView {
    let edited = Typed::new(field.as_ref());
    let saved = Callback::new(move |_| list.load_again());
    view! { <EditedDialog open=open edited=edited stored=field on_saved=saved /> }.into_any()
}

#[derive(Clone, Copy)]
struct Typed {
    de: Entry,
    en: Entry,
    kind: Entry,
    official: Entry,
    mandatory: Entry,
    active: Entry,
    /// Says that there is nothing to choose from.
    none: Entry,
    options: Options,
    is_new: bool,
    form: Form,
}

/// The values of a field as the entries hold them, in the order of [`Typed::all`].
fn texts(of: &MonitoringField) -> [String; 5] {
    let official = of.official.as_ref();
    [
        of.labels.de.as_str().to_owned(),
        of.labels.en.as_str().to_owned(),
        official.map_or_else(String::new, |one| one.as_str().to_owned()),
        on_or_off(of.mandatory).to_owned(),
        on_or_off(of.active).to_owned(),
    ]
}

impl Typed {
    fn new(of: Option<&MonitoringField>) -> Self {
        let [de, en, official, mandatory, active] =
            of.map_or_else(|| ["", "", "", "", ON].map(str::to_owned), texts);
        let label = |name, word: fn() -> &'static str, value: String| {
            Entry::new(name, word, value, required::<FieldLabel>)
        };
        let de = label("label_de", || words::t().label_de, de);
        let en = label("label_en", || words::t().label_en, en);
        let kind = of.map_or(MonitoringFieldKind::OneOf, |one| one.kind);
        let name = KINDS.into_iter().find(|(one, _)| *one == kind);
        let official = Entry::new(
            "official",
            || words::t().official,
            official,
            optional::<OfficialCategory>,
        );
        let none = Entry::new("options", || words::t().options, "", any);
        Self {
            de,
            en,
            kind: Entry::new(
                "kind",
                || words::t().kind,
                name.map_or("", |(_, name)| name),
                any,
            ),
            official,
            mandatory: Entry::new("mandatory", || words::t().mandatory, mandatory, any),
            active: Entry::new("active", || words::t().active, active, any),
            none,
            options: Options::new(of.map_or(&[], |one| &one.options)),
            is_new: of.is_none(),
            form: Form::new(vec![de, en, official, none]),
        }
    }

    fn all(self) -> [Entry; 5] {
        [self.de, self.en, self.official, self.mandatory, self.active]
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

/// A value on the page: of switches, yes or no; notifies of the language.
fn shown(entry: Entry, value: String) -> String {
    match (entry.name, &*value) {
        ("mandatory" | "active", ON) => client_words::t().yes.to_owned(),
        ("mandatory" | "active", _) => client_words::t().no.to_owned(),
        _ => value,
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
        let both = self.all().into_iter().zip(texts(stored));
        let entries = both.filter_map(|(entry, stored)| {
            let typed = shown(entry, entry.value.get());
            Difference::of((entry.label)(), typed, shown(entry, stored))
        });
        let options = Difference::of(
            words::t().options,
            self.options.words(),
            stored_words(&stored.options),
        );
        entries.chain(options).collect()
    }

    fn take(self, stored: &Option<MonitoringField>) {
        let Some(stored) = stored else { return };
        for (entry, text) in self.all().into_iter().zip(texts(stored)) {
            entry.fault.set(None);
            entry.value.set(text);
        }
        self.options.take(&stored.options);
    }

    fn save(
        self,
        client: Client,
        from: &Option<MonitoringField>,
    ) -> Option<Answer<Option<MonitoringField>>> {
        let labels = Labels {
            de: self.de.parse()?,
            en: self.en.parse()?,
        };
        let kind = untrack(|| self.kind());
        let options = if kind.has_options() {
            let options = self.options.read()?;
            if !options.iter().any(|one| one.active) {
                let said = words::t().no_option.to_owned();
                self.none.fault.set(Some(Fault::Said(said)));
                return None;
            }
            self.none.fault.set(None);
            Some(options)
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
        let none = move || {
            self.none.fault_text().map(|text| {
                view! { <p class="composer-error" role="alert">{text}</p> }
            })
        };
        view! {
            <div class="grid-2">
                <TextField entry=self.de autofocus=true />
                <TextField entry=self.en />
            </div>
            {kind}
            {move || offers.get().then(|| self.options.view())}
            {none}
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
