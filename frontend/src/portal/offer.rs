//! What somebody can say beside the words: what it is about, who is to answer, and who they are.
//! Nothing of it has to be said, and without the facility's offer the words are enough.

use super::area::Portal;
use crate::{
    clients::questions::{self, Ask, Asked},
    i18n::{language, portal_offer as words},
    remote::fetch,
    session::{Session, SignedIn},
    ui::{
        Avatar, Tone,
        icon::{self, icon},
    },
};
use domain::{
    accounts::Account,
    counselors::PortalCounselor,
    ids::{CounsellingFieldId, CounselorId, MasterDataFieldId},
    mail_requests::{
        CounsellingFieldRef, MailOffer, MailRequestCreate, OfferedCounselor, assignment::Bond,
    },
    master_data_fields::MasterDataField,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Whom the page shows before one asks for more.
const SHOWN: usize = 3;

/// What is chosen and stated.
#[derive(Clone, Copy)]
pub struct Choices {
    field: RwSignal<Option<CounsellingFieldId>>,
    counselor: RwSignal<Option<CounselorId>>,
    offer: RwSignal<MailOffer>,
    questions: RwSignal<Vec<Asked>>,
    /// What was stated before the questions were there.
    stated: RwSignal<BTreeMap<MasterDataFieldId, String>>,
    about_you: RwSignal<bool>,
}

impl Choices {
    /// Begins with what is kept, and asks what the facility offers to whoever is here.
    pub fn begin(portal: Portal, session: Session, kept: &str) -> Self {
        let choices = Self {
            field: RwSignal::new(None),
            counselor: RwSignal::new(None),
            offer: RwSignal::new(MailOffer::default()),
            questions: RwSignal::new(Vec::new()),
            stated: RwSignal::new(BTreeMap::new()),
            about_you: RwSignal::new(false),
        };
        choices.put(kept);
        let owner = Owner::current().unwrap_or_default();
        let is_client = Memo::new(move |_| {
            portal.visitor.with(|visitor| match visitor {
                SignedIn::Unknown => None,
                SignedIn::As(Account::Client { .. }) => Some(true),
                _ => Some(false),
            })
        });
        Effect::new(move |_| {
            let Some(is_client) = is_client.get() else {
                return;
            };
            let (client, slug) = (session.client(), portal.slug());
            let asked = async move {
                if is_client {
                    client.read_mail_offer().await
                } else {
                    client.read_portal_mail_offer(slug.as_str()).await
                }
            };
            owner.with(|| {
                let within = owner.clone();
                fetch(asked, move |offer| {
                    if let Ok(offer) = offer {
                        within.with(|| choices.show(offer));
                    }
                });
            });
        });
        choices
    }

    fn show(self, offer: MailOffer) {
        let stated = self.typed();
        let question = |field: &MasterDataField| {
            let typed = stated.get(&field.id).cloned().unwrap_or_default();
            Asked::new(field.clone(), typed)
        };
        let questions = offer.master_data_fields.iter().map(question).collect();
        self.questions.set(questions);
        self.about_you.set(!stated.is_empty());
        self.stated.set(BTreeMap::new());
        // A field that was chosen another day may not be offered any more.
        let is_offered = |id| offer.counselling_fields.iter().any(|field| field.id == id);
        if !self.field.get_untracked().is_some_and(is_offered) {
            self.field.set(None);
        }
        self.offer.set(offer);
    }

    /// What is stated so far; notifies.
    fn stated(self) -> BTreeMap<MasterDataFieldId, String> {
        let mut stated = self.stated.get();
        self.questions.with(|questions| {
            for question in questions {
                let text = question.value.get();
                if !text.trim().is_empty() {
                    stated.insert(question.field.id, text);
                }
            }
        });
        stated
    }

    fn typed(self) -> BTreeMap<MasterDataFieldId, String> {
        untrack(|| self.stated())
    }

    /// Who is chosen, if they are offered for what it is about; notifies.
    fn chosen(self) -> Option<CounselorId> {
        let (id, field) = (self.counselor.get()?, self.field.get());
        self.offer.with(|offer| {
            let mut named = offer.counselors.iter().filter(|one| one.counselor.id == id);
            named.any(|one| one.is_offered_for(field)).then_some(id)
        })
    }

    /// All of it as one text that [`Self::put`] reads, empty if there is nothing; notifies.
    pub fn text(self) -> String {
        let id = |id: Option<String>| id.unwrap_or_default();
        let field = id(self.field.get().map(|field| field.to_string()));
        let counselor = id(self.counselor.get().map(|counselor| counselor.to_string()));
        let stated = self.stated();
        if field.is_empty() && counselor.is_empty() && stated.is_empty() {
            return String::new();
        }
        let lines = stated.iter().map(|(id, text)| format!("{id}={text}"));
        let mut all = vec![field, counselor];
        all.extend(lines);
        all.join("\n")
    }

    /// Puts back what [`Self::text`] said.
    pub fn put(self, text: &str) {
        let mut lines = text.lines();
        let field = lines.next().and_then(|line| line.parse().ok());
        let counselor = lines.next().and_then(|line| line.parse().ok());
        self.field.set(field);
        self.counselor.set(counselor);
        let stated = lines.filter_map(|line| {
            let (id, text) = line.split_once('=')?;
            Some((id.parse().ok()?, text.to_owned()))
        });
        let stated: BTreeMap<MasterDataFieldId, String> = stated.collect();
        let questions = self.questions.get_untracked();
        for question in &questions {
            let text = stated.get(&question.field.id);
            question.put(text.cloned().unwrap_or_default());
        }
        self.stated.set(if questions.is_empty() {
            stated
        } else {
            BTreeMap::new()
        });
    }

    /// Checks what is stated; what is wrong is said at its field, which takes the focus.
    pub fn check(self) -> bool {
        let is_good = self.questions.with_untracked(|all| questions::check(all));
        if !is_good {
            self.about_you.set(true);
        }
        is_good
    }

    /// Says it in the request.
    pub fn write_into(self, body: &mut MailRequestCreate) {
        body.counselling_field_id = self.field.get_untracked();
        body.counselor_id = untrack(|| self.chosen());
        body.request_data = self.questions.with_untracked(|all| questions::answers(all));
    }
}

/// A card with a radio button.
#[component]
fn Card(
    group: &'static str,
    flat: bool,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_choose: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class=if flat { "choice" } else { "choice choice-tall" }>
            <input
                type="radio"
                name=group
                prop:checked=move || checked.get()
                on:change=move |_| on_choose.run(())
            />
            {children()}
        </label>
    }
    .into_any()
}

/// What it is about.
#[component]
pub fn About(choices: Choices) -> impl IntoView {
    let chosen = choices.field;
    let fields = Memo::new(move |_| choices.offer.with(|offer| offer.counselling_fields.clone()));
    let card = move |field: CounsellingFieldRef| {
        let id = field.id;
        view! {
            <Card
                group="field"
                flat=true
                checked=Signal::derive(move || chosen.get() == Some(id))
                on_choose=move |()| chosen.set(Some(id))
            >
                <span>{move || field.labels.in_language(language()).to_owned()}</span>
            </Card>
        }
    };
    move || {
        let fields = fields.get();
        (!fields.is_empty()).then(|| {
            view! {
                <fieldset class="question">
                    <legend>{move || words::t().about}</legend>
                    <div class="choices">
                        {fields.into_iter().map(card).collect_view()}
                        <Card
                            group="field"
                            flat=true
                            checked=Signal::derive(move || chosen.get().is_none())
                            on_choose=move |()| chosen.set(None)
                        >
                            <span>{move || words::t().not_sure}</span>
                        </Card>
                    </div>
                </fieldset>
            }
        })
    }
}

/// Who is to answer: whom the facility offers for what it is about.
#[component]
pub fn Who(choices: Choices, portal: Portal, session: Session) -> impl IntoView {
    let all = RwSignal::new(false);
    let offered = Memo::new(move |_| {
        let field = choices.field.get();
        choices.offer.with(|offer| {
            let counselors = offer.counselors.iter();
            let offered = counselors.filter(|one| one.is_offered_for(field));
            offered.cloned().collect::<Vec<_>>()
        })
    });
    let nobody = Memo::new(move |_| offered.with(Vec::is_empty));
    // Whoever is chosen is always in sight.
    let shown = move || {
        let (all, chosen) = (all.get(), choices.chosen());
        let counselors = offered.get().into_iter().enumerate();
        let near = counselors
            .filter(|(place, one)| all || *place < SHOWN || chosen == Some(one.counselor.id));
        near.map(|(_, one)| one).collect::<Vec<_>>()
    };
    let hidden = move || offered.with(Vec::len) - shown().len();
    let card = move |one: OfferedCounselor| {
        let id = one.counselor.id;
        let picture = one.counselor.picture;
        let picture = picture.map(|it| session.client().counselor_picture(&portal.slug(), it));
        view! {
            <Card
                group="who"
                flat=false
                checked=Signal::derive(move || choices.chosen() == Some(id))
                on_choose=move |()| choices.counselor.set(Some(id))
            >
                <span class="choice-text">
                    <b>{one.counselor.display_name.clone()}</b>
                    {hint(&one)}
                </span>
                <Avatar name=one.counselor.display_name tone=Tone::Staff picture=picture />
            </Card>
        }
    };
    move || {
        (!nobody.get()).then(|| {
            view! {
                <fieldset class="question">
                    <legend>{move || words::t().who}</legend>
                    <div class="choices choices-one">
                        <Card
                            group="who"
                            flat=false
                            checked=Signal::derive(move || choices.chosen().is_none())
                            on_choose=move |()| choices.counselor.set(None)
                        >
                            <span class="choice-text">
                                <b>{move || words::t().anyone}</b>
                                <span class="hint">{move || words::t().anyone_hint}</span>
                            </span>
                            <span class="choice-mark">{icon(icon::USERS_ROUND)}</span>
                        </Card>
                        <For each=shown key=|one| one.counselor.id children=card />
                    </div>
                    {move || {
                        let hidden = hidden();
                        (hidden > 0)
                            .then(|| view! {
                                <button
                                    class="btn btn-quiet btn-start"
                                    type="button"
                                    on:click=move |_| all.set(true)
                                >
                                    {move || words::more_counselors(hidden)}
                                    {icon(icon::CHEVRON_DOWN)}
                                </button>
                            })
                    }}
                </fieldset>
            }
        })
    }
}

/// What is good to know of somebody whom one can choose.
fn hint(one: &OfferedCounselor) -> AnyView {
    let PortalCounselor { languages, .. } = one.counselor.clone();
    let knows = one.bond > Bond::Stranger;
    let text = move || {
        let said = knows.then(|| words::t().knows_you);
        let spoken = languages.iter().map(|spoken| spoken.name(language()));
        said.into_iter()
            .chain(spoken)
            .collect::<Vec<_>>()
            .join(", ")
    };
    view! { <span class="hint">{text}</span> }.into_any()
}

/// Who they are, as far as they want to say.
#[component]
pub fn AboutYou(choices: Choices) -> impl IntoView {
    let opened = choices.about_you;
    let toggled = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        opened.set(details.has_attribute("open"));
    };
    move || {
        let questions = choices.questions.get();
        (!questions.is_empty()).then(|| {
            view! {
                <div class="faq">
                    <details prop:open=move || opened.get() on:toggle=toggled>
                        <summary>
                            <span>
                                {move || words::t().about_you} " "
                                <span class="opt">{move || words::t().voluntary}</span>
                            </span>
                            {icon(icon::CHEVRON_DOWN)}
                        </summary>
                        <p>{move || words::t().about_you_hint}</p>
                        <div class="stack about-you">
                            <Ask questions=questions />
                        </div>
                    </details>
                </div>
            }
        })
    }
}
