//! A new counselling field, or one that is there.

use crate::{
    clients::fields::counselling_fields,
    forms::{Entry, Form, any},
    i18n::counselling_fields as words,
    ordered_fields::{List, Names, switched},
    settings::{Answer, Difference, Edited, EditedDialog},
    ui::switch::{ON, SwitchField, on_or_off},
};
use client::{CallError, Client};
use domain::counselling_fields::{
    CounsellingField, CounsellingFieldCreate, CounsellingFieldUpdate,
};
use leptos::prelude::*;

/// The form.
#[component]
pub fn FieldForm(
    /// Which; a new one if left out.
    field: Option<CounsellingField>,
    /// Whether its dialog is open.
    open: RwSignal<bool>,
    /// The list that it belongs to.
    list: List<CounsellingField>,
) -> impl IntoView {
    let edited = Typed::new(field.as_ref());
    let saved = Callback::new(move |_| list.load_again());
    view! { <EditedDialog open=open edited=edited stored=field on_saved=saved /> }.into_any()
}

#[derive(Clone, Copy)]
struct Typed {
    names: Names,
    active: Entry,
    is_new: bool,
    form: Form,
}

impl Typed {
    fn new(of: Option<&CounsellingField>) -> Self {
        let names = Names::new(of.map(|one| &one.labels));
        let active = of.map_or(ON, |one| on_or_off(one.active));
        Self {
            names,
            active: Entry::new("active", || words::t().active, active, any),
            is_new: of.is_none(),
            form: Form::new(names.entries().to_vec()),
        }
    }
}

impl Edited for Typed {
    type Stored = Option<CounsellingField>;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &Option<CounsellingField>) -> Vec<Difference> {
        let Some(stored) = stored else {
            return Vec::new();
        };
        let active = switched(self.active, stored.active);
        let names = self.names.differences(&stored.labels);
        names.into_iter().chain(active).collect()
    }

    fn take(self, stored: &Option<CounsellingField>) {
        let Some(stored) = stored else { return };
        self.names.take(&stored.labels);
        self.active.value.set(on_or_off(stored.active).to_owned());
    }

    fn save(
        self,
        client: Client,
        from: &Option<CounsellingField>,
    ) -> Option<Answer<Option<CounsellingField>>> {
        let labels = self.names.read()?;
        Some(match from {
            None => {
                let body = CounsellingFieldCreate { labels };
                Box::pin(async move { client.create_counselling_field(&body).await.map(Some) })
            }
            Some(known) => {
                let (id, version) = (known.id, known.version);
                let body = CounsellingFieldUpdate {
                    labels: Some(labels),
                    active: Some(self.active.value.with_untracked(|on| on == ON)),
                    position: None,
                };
                Box::pin(async move {
                    let saved = client.update_counselling_field(id, version, &body).await;
                    saved.map(Some)
                })
            }
        })
    }

    fn read(
        self,
        client: Client,
        from: &Option<CounsellingField>,
    ) -> Answer<Option<CounsellingField>> {
        let id = from.as_ref().map(|known| known.id);
        Box::pin(async move {
            let all = counselling_fields(&client).await?;
            let found = all.into_iter().find(|one| Some(one.id) == id);
            found.map(Some).ok_or(CallError::Unreachable)
        })
    }

    fn fields(self) -> AnyView {
        let active = (!self.is_new)
            .then(|| view! { <SwitchField entry=self.active hint=|| words::t().active_hint /> });
        view! {
            {self.names.view()}
            {active}
        }
        .into_any()
    }
}
