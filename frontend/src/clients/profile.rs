//! What is known of a client.

use super::{
    edit::{CONTROL, Editing, Line, choice_control, line, several_control, text_control},
    fields::words_of,
    questions::{self, Control},
    record::Record,
};
use crate::{
    hand_overs::HandOverState,
    i18n::{Language, clients as words, language},
    remote::Remote,
    ui::Skeleton,
};
use domain::{
    access::Action,
    clients::{Client, ClientUpdate, Edit},
    ids::{CounsellingFieldId, CounselorId, MasterDataFieldId},
    master_data_fields::{MasterDataChanges, MasterDataField},
    problem::FieldError,
    text::{ClientName, EmailAddress, PhoneNumber, PostalAddress, Pseudonym},
};
use leptos::prelude::*;

/// The part of the page.
#[component]
pub fn Profile(record: Record) -> impl IntoView {
    provide_context(Editing(record.editing));
    let here = Memo::new(move |_| record.around.with(|around| around.ready().is_some()));
    let sees_contact = Memo::new(move |_| record.may(Action::ReadClientContact));
    let failed = move || {
        record.around.with(|around| match around {
            Remote::Failed(error) => Some(crate::i18n::error_text(error)),
            Remote::Loading | Remote::Ready(_) => None,
        })
    };
    move || {
        if let Some(failure) = failed() {
            return view! { <p role="alert">{failure}</p> }.into_any();
        }
        if !here.get() {
            return view! { <Skeleton lines=8 /> }.into_any();
        }
        view! {
            <div class="stack stack-6">
                <section class="sect" aria-labelledby="client-contact">
                    <h2 id="client-contact">{move || words::t().contact_section}</h2>
                    <dl class="kv">
                        {line(record, pseudonym())}
                        {move || sees_contact.get().then(|| line(record, email()))}
                        {move || sees_contact.get().then(|| line(record, phone()))}
                        {line(record, name())}
                        {line(record, address())}
                    </dl>
                </section>
                <section class="sect" aria-labelledby="client-counselling">
                    <h2 id="client-counselling">{move || words::t().counselling}</h2>
                    <dl class="kv">
                        {line(record, number())}
                        {line(record, primary_counselor(record))}
                        {line(record, counselling_fields(record))}
                        {line(record, spoken_language())}
                    </dl>
                    {hand_over(record)}
                </section>
                {master_data(record)}
            </div>
        }
        .into_any()
    }
}

/// What the client was asked about another primary counselor.
fn hand_over(record: Record) -> AnyView {
    let question = Signal::derive(move || record.of(|client| client.hand_over.clone()).flatten());
    let may_withdraw = Signal::derive(move || record.may(Action::WithdrawHandOver));
    view! {
        <HandOverState
            question=question
            may_withdraw=may_withdraw
            on_change=move |()| record.load()
        />
    }
    .into_any()
}

fn label(text: fn() -> &'static str) -> Signal<String> {
    Signal::derive(move || text().to_owned())
}

/// A text that can be missing: typed, checked by its type, taken away by leaving nothing.
fn optional<T: TryFrom<String, Error = FieldError>>(text: &str) -> Result<Edit<T>, FieldError> {
    if text.trim().is_empty() {
        return Ok(Edit::Clear);
    }
    T::try_from(text.to_owned()).map(Edit::Set)
}

fn plain(
    name: &str,
    text: fn() -> &'static str,
    action: Action,
    value: fn(&Client) -> String,
    change: fn(&str) -> Result<ClientUpdate, FieldError>,
) -> Line {
    Line {
        name: name.to_owned(),
        label: label(text),
        admin_only: false,
        note: None,
        action: Some(action),
        shown: Box::new(value),
        text: Box::new(value),
        change: Box::new(change),
        control: text_control("text", 1),
    }
}

fn pseudonym() -> Line {
    plain(
        "pseudonym",
        || words::t().pseudonym,
        Action::UpdateClient,
        |client| client.pseudonym.clone(),
        |text| {
            Ok(ClientUpdate {
                pseudonym: Some(Pseudonym::try_from(text)?),
                ..ClientUpdate::default()
            })
        },
    )
}

fn email() -> Line {
    Line {
        admin_only: true,
        control: text_control("email", 1),
        ..plain(
            "email",
            || words::t().email,
            Action::UpdateClientContact,
            |client| client.email.clone().unwrap_or_default(),
            |text| {
                Ok(ClientUpdate {
                    email: optional::<EmailAddress>(text)?,
                    ..ClientUpdate::default()
                })
            },
        )
    }
}

fn phone() -> Line {
    Line {
        admin_only: true,
        control: text_control("tel", 1),
        ..plain(
            "phone",
            || words::t().phone,
            Action::UpdateClientContact,
            |client| client.phone.clone().unwrap_or_default(),
            |text| {
                Ok(ClientUpdate {
                    phone: optional::<PhoneNumber>(text)?,
                    ..ClientUpdate::default()
                })
            },
        )
    }
}

fn name() -> Line {
    plain(
        "name",
        || words::t().name,
        Action::UpdateClientIdentity,
        |client| client.name.clone().unwrap_or_default(),
        |text| {
            Ok(ClientUpdate {
                name: optional::<ClientName>(text)?,
                ..ClientUpdate::default()
            })
        },
    )
}

fn address() -> Line {
    Line {
        control: text_control("text", 3),
        ..plain(
            "address",
            || words::t().address,
            Action::UpdateClientIdentity,
            |client| client.address.clone().unwrap_or_default(),
            |text| {
                Ok(ClientUpdate {
                    address: optional::<PostalAddress>(text)?,
                    ..ClientUpdate::default()
                })
            },
        )
    }
}

fn number() -> Line {
    Line {
        action: None,
        ..plain(
            "number",
            || words::t().number,
            Action::UpdateClient,
            |client| client.number.to_string(),
            |_| Ok(ClientUpdate::default()),
        )
    }
}

fn spoken_language() -> Line {
    let options = || {
        [(Language::De, "Deutsch"), (Language::En, "English")]
            .map(|(language, word)| (language.tag().to_owned(), word.to_owned()))
            .into()
    };
    Line {
        shown: Box::new(|client| match client.language {
            Language::De => "Deutsch".into(),
            Language::En => "English".into(),
        }),
        control: choice_control(Signal::derive(options)),
        ..plain(
            "language",
            || words::t().language,
            Action::UpdateClient,
            |client| client.language.tag().to_owned(),
            |text| {
                let languages = [Language::De, Language::En].into_iter();
                let mut named = languages.filter(|language| language.tag() == text);
                Ok(ClientUpdate {
                    language: named.next(),
                    ..ClientUpdate::default()
                })
            },
        )
    }
}

fn primary_counselor(record: Record) -> Line {
    let options = move || {
        let nobody = (String::new(), words::t().no_primary.to_owned());
        let present = record.of(|client| client.primary_counselor.as_ref().map(|one| one.id));
        let staff = record.around(|around| {
            let staff = around.counselors.iter();
            let offered = staff.filter(|one| one.active || present == Some(Some(one.id)));
            offered
                .map(|one| (one.id.to_string(), one.display_name.clone()))
                .collect::<Vec<_>>()
        });
        std::iter::once(nobody)
            .chain(staff.unwrap_or_default())
            .collect()
    };
    Line {
        shown: Box::new(|client| {
            let counselor = client.primary_counselor.as_ref();
            counselor.map_or_else(String::new, |one| one.display_name.clone())
        }),
        control: choice_control(Signal::derive(options)),
        ..plain(
            "primary-counselor",
            || words::t().primary_counselor,
            Action::UpdateClient,
            |client| {
                let counselor = client.primary_counselor.as_ref();
                counselor.map_or_else(String::new, |one| one.id.to_string())
            },
            |text| {
                Ok(ClientUpdate {
                    primary_counselor_id: Edit::to(text.parse::<CounselorId>().ok()),
                    ..ClientUpdate::default()
                })
            },
        )
    }
}

fn counselling_fields(record: Record) -> Line {
    let options = move || {
        let language = language();
        let carried = record.of(|client| client.counselling_field_ids.clone());
        let carried = carried.unwrap_or_default();
        let fields = record.around(|around| {
            let fields = around.counselling_fields.iter();
            let offered = fields.filter(|field| field.active || carried.contains(&field.id));
            let option = |field: &domain::counselling_fields::CounsellingField| {
                let word = field.labels.in_language(language).to_owned();
                (field.id.to_string(), word)
            };
            offered.map(option).collect()
        });
        fields.unwrap_or_default()
    };
    Line {
        shown: Box::new(move |client| {
            let ids = &client.counselling_field_ids;
            let words = record.around(|around| words_of(&around.counselling_fields, ids));
            words.unwrap_or_default()
        }),
        control: several_control(Signal::derive(options)),
        ..plain(
            "counselling-fields",
            || words::t().counselling_fields,
            Action::UpdateClient,
            |client| {
                let ids = client.counselling_field_ids.iter();
                let ids: Vec<_> = ids.map(ToString::to_string).collect();
                ids.join(" ")
            },
            |text| {
                let ids = text.split_whitespace();
                let ids = ids.filter_map(|id| id.parse::<CounsellingFieldId>().ok());
                Ok(ClientUpdate {
                    counselling_field_ids: Some(ids.collect()),
                    ..ClientUpdate::default()
                })
            },
        )
    }
}

/// The facility's own questions: those it asks, and those it has asked and were answered.
fn master_data(record: Record) -> impl IntoView {
    let questions = Memo::new(move |_| {
        let answered = record.of(|client| client.master_data.keys().copied().collect::<Vec<_>>());
        let answered = answered.unwrap_or_default();
        let questions = record.around(|around| around.questions.clone());
        let mut questions = questions.unwrap_or_default();
        questions.retain(|one| one.active || answered.contains(&one.id));
        questions
    });
    let may_see = Memo::new(move |_| record.may(Action::ReadClientMasterData));
    move || {
        let questions = questions.get();
        (may_see.get() && !questions.is_empty()).then(|| {
            let lines = questions.into_iter().map(|one| line(record, question(one)));
            view! {
                <section class="sect" aria-labelledby="client-master-data">
                    <h2 id="client-master-data">{move || words::t().master_data}</h2>
                    <dl class="kv">{lines.collect_view()}</dl>
                </section>
            }
        })
    }
}

fn question(field: MasterDataField) -> Line {
    let id: MasterDataFieldId = field.id;
    let (of_label, of_shown) = (field.clone(), field.clone());
    let (of_change, of_control) = (field.clone(), field.clone());
    let inactive: fn() -> &'static str = || words::t().inactive_field;
    Line {
        name: id.to_string(),
        label: Signal::derive(move || questions::label(&of_label)),
        admin_only: false,
        note: (!field.active).then_some(inactive),
        action: field.active.then_some(Action::UpdateClientMasterData),
        shown: Box::new(move |client| {
            let value = client.master_data.get(&id);
            value.map_or_else(String::new, |value| questions::shown(&of_shown, value))
        }),
        text: Box::new(move |client| questions::text_of(client.master_data.get(&id))),
        change: Box::new(move |text| {
            let value = questions::read(&of_change, text)?;
            Ok(ClientUpdate {
                master_data: MasterDataChanges::from([(id, value)]),
                ..ClientUpdate::default()
            })
        }),
        control: Box::new(move |value, fault| {
            let field = of_control.clone();
            view! { <Control field=field id=CONTROL.to_owned() value=value fault=fault /> }
                .into_any()
        }),
    }
}
