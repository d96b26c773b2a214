//! What is chosen so far. The address says it, so that "back" leads back to the question before.

use super::super::area::{Portal, use_portal};
use crate::{
    i18n::{channels, language, portal_booking as words},
    paths::{self, BookingChoice},
    router,
};
use domain::{
    channels::AppointmentChannel,
    counselors::PortalCounselor,
    ids::{BookingId, CounsellingFieldId, CounselorId},
    slots::{BookingOffer, OfferedService},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// How the address says that somebody has chosen nothing in particular.
const ANY: &str = "any";

/// What is asked at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// What it is about.
    Topic,
    /// By which means.
    Way,
    /// With whom.
    Person,
    /// When.
    Time,
}

impl Step {
    const ALL: [Self; 4] = [Self::Topic, Self::Way, Self::Person, Self::Time];

    /// What it is called in the row of steps.
    pub fn name(self) -> &'static str {
        match self {
            Self::Topic => words::t().topic,
            Self::Way => words::t().way,
            Self::Person => words::t().person,
            Self::Time => words::t().time,
        }
    }
}

/// What is chosen, out of what is offered.
#[derive(Clone, Copy)]
#[expect(
    clippy::option_option,
    reason = "nothing in particular is an answer, too"
)]
pub struct Choosing {
    /// What is offered.
    pub offer: StoredValue<BookingOffer>,
    /// What it is about, once that is answered; inside, nothing in particular.
    pub topic: Memo<Option<Option<CounsellingFieldId>>>,
    /// By which means, once that is answered.
    pub way: Memo<Option<AppointmentChannel>>,
    /// With whom, once that is answered; inside, whoever has time.
    pub person: Memo<Option<Option<CounselorId>>>,
    /// What is held for whoever is here.
    pub held: Memo<Option<BookingId>>,
    portal: Portal,
}

impl Choosing {
    /// What the address says, as far as it is offered.
    pub fn begin(offer: BookingOffer) -> Self {
        let offer = StoredValue::new(offer);
        let topic = Memo::new(move |_| {
            if offer.with_value(|offer| offer.counselling_fields.is_empty()) {
                return Some(None);
            }
            let said = router::query(paths::BOOK_ABOUT)?;
            if said == ANY {
                return Some(None);
            }
            let id = said.parse::<CounsellingFieldId>().ok();
            let is_offered = |offer: &BookingOffer| {
                let mut fields = offer.counselling_fields.iter();
                fields.any(|field| Some(field.id) == id)
            };
            offer.with_value(is_offered).then_some(id)
        });
        let way = Memo::new(move |_| {
            let said = router::query(paths::BOOK_BY)?;
            let mut all = AppointmentChannel::ALL.into_iter();
            let way = all.find(|one| one.name() == said)?;
            let topic = topic.get()?;
            let is_offered = offer.with_value(|offer| offer.channels(topic).contains(&way));
            is_offered.then_some(way)
        });
        let person = Memo::new(move |_| {
            let said = router::query(paths::BOOK_WITH)?;
            let (topic, way) = (topic.get()?, way.get()?);
            if said == ANY {
                return Some(None);
            }
            let id = said.parse::<CounselorId>().ok();
            let is_offered = offer.with_value(|offer| {
                let mut people = offer.counselors(topic, way);
                people.any(|one| Some(one.id) == id)
            });
            is_offered.then_some(id)
        });
        let held = Memo::new(move |_| router::query(paths::BOOK_HELD)?.parse().ok());
        Self {
            offer,
            topic,
            way,
            person,
            held,
            portal: use_portal(),
        }
    }

    /// The steps there are: without topics, nobody is asked for one.
    pub fn steps(self) -> Vec<Step> {
        let without_topics = self
            .offer
            .with_value(|offer| offer.counselling_fields.is_empty());
        let steps = Step::ALL.into_iter();
        steps
            .filter(|step| *step != Step::Topic || !without_topics)
            .collect()
    }

    /// What is asked now; notifies.
    pub fn step(self) -> Step {
        if self.topic.get().is_none() {
            Step::Topic
        } else if self.way.get().is_none() {
            Step::Way
        } else if self.person.get().is_none() {
            Step::Person
        } else {
            Step::Time
        }
    }

    /// The address at which `step` is asked, with what was answered before; notifies.
    pub fn address_of(self, step: Step) -> String {
        let mut choice = self.choice();
        if step <= Step::Person {
            choice.with = None;
        }
        if step <= Step::Way {
            choice.by = None;
        }
        if step <= Step::Topic {
            choice.about = None;
        }
        paths::portal_book(&self.portal.slug(), &choice)
    }

    /// What is chosen, as the address says it; notifies.
    fn choice(self) -> BookingChoice {
        BookingChoice {
            about: self.topic.get().map(said),
            by: self.way.get().map(AppointmentChannel::name),
            with: self.person.get().map(said),
            held: None,
        }
    }

    /// Goes on with an answer.
    pub fn go_about(self, topic: Option<CounsellingFieldId>) {
        let choice = BookingChoice {
            about: Some(said(topic)),
            ..BookingChoice::default()
        };
        self.go(&choice);
    }

    /// The same.
    pub fn go_by(self, way: AppointmentChannel) {
        let choice = BookingChoice {
            by: Some(way.name()),
            with: None,
            ..untrack(|| self.choice())
        };
        self.go(&choice);
    }

    /// The same.
    pub fn go_with(self, person: Option<CounselorId>) {
        let choice = BookingChoice {
            with: Some(said(person)),
            ..untrack(|| self.choice())
        };
        self.go(&choice);
    }

    /// Shows what is held, in the place of the times.
    pub fn show_held(self, id: BookingId) {
        let choice = BookingChoice {
            held: Some(id),
            ..untrack(|| self.choice())
        };
        router::replace(&paths::portal_book(&self.portal.slug(), &choice));
    }

    fn go(self, choice: &BookingChoice) {
        router::go(&paths::portal_book(&self.portal.slug(), choice));
    }

    /// What can be booked with what is chosen; notifies.
    pub fn services(self) -> Vec<OfferedService> {
        let (topic, way) = (self.topic.get().flatten(), self.way.get());
        let person = self.person.get().flatten();
        self.offer.with_value(|offer| {
            let services = offer.services_about(topic);
            services
                .filter(|one| Some(one.channel) == way)
                .filter(|one| person.is_none_or(|id| one.counselor_ids.contains(&id)))
                .cloned()
                .collect()
        })
    }

    /// How long appointments of these take, in words: "30 Min." or "30 oder 60 Min.".
    pub fn durations(services: &[OfferedService]) -> String {
        let minutes: BTreeSet<_> = services.iter().map(|one| one.duration_minutes).collect();
        words::durations(&minutes)
    }

    /// What it is about, in words; notifies.
    pub fn topic_word(self) -> String {
        let chosen = self.topic.get().flatten();
        let word = self.offer.with_value(|offer| {
            let mut fields = offer.counselling_fields.iter();
            let field = fields.find(|field| Some(field.id) == chosen)?;
            Some(field.labels.in_language(language()).to_owned())
        });
        word.unwrap_or_else(|| words::t().not_sure.to_owned())
    }

    /// By which means, in words; notifies.
    pub fn way_word(self) -> &'static str {
        self.way.get().map_or("", channels::name)
    }

    /// With whom, in words; notifies.
    pub fn person_word(self) -> String {
        match self.person.get().flatten() {
            Some(id) => self.name_of(id),
            None => words::t().anyone.to_owned(),
        }
    }

    /// How a counselor is called.
    pub fn name_of(self, id: CounselorId) -> String {
        let name = self.offer.with_value(|offer| {
            let mut people = offer.counselors.iter();
            let found = people.find(|one| one.id == id);
            found.map(|one| one.display_name.clone())
        });
        name.unwrap_or_default()
    }

    /// Who can be chosen; notifies.
    pub fn people(self) -> Vec<PortalCounselor> {
        let Some(way) = self.way.get() else {
            return Vec::new();
        };
        let topic = self.topic.get().flatten();
        self.offer
            .with_value(|offer| offer.counselors(topic, way).cloned().collect())
    }
}

fn said<T: ToString>(id: Option<T>) -> String {
    id.map_or_else(|| ANY.to_owned(), |id| id.to_string())
}
