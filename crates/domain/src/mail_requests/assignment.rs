//! Who gets a new mail request (chapter 30). The portal offers by these rules, and the server
//! assigns by them, in the transaction that counts.

use crate::{
    ids::{CounsellingFieldId, CounselorId},
    problem::{FieldCode, FieldError},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many requests somebody takes on at a time, 1 to 1,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = 1, maximum = 1_000))]
#[serde(try_from = "u32", into = "u32")]
pub struct Capacity(u16);

impl Capacity {
    /// The most that can be set.
    pub const MAX: u16 = 1_000;

    /// As a number of requests.
    pub fn requests(self) -> u64 {
        self.0.into()
    }
}

impl TryFrom<u32> for Capacity {
    type Error = FieldError;

    fn try_from(requests: u32) -> Result<Self, FieldError> {
        match u16::try_from(requests) {
            Ok(requests @ 1..=Self::MAX) => Ok(Self(requests)),
            _ => Err(FieldError::new(FieldCode::OutOfRange)),
        }
    }
}

impl From<Capacity> for u32 {
    fn from(capacity: Capacity) -> Self {
        capacity.0.into()
    }
}

/// Whether a counselor takes on new mail requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Availability {
    /// As many as come.
    #[default]
    Unlimited,
    /// None of people they do not know yet.
    None,
    /// As many as there are free places; only completing a request frees one.
    ByCapacity {
        /// The most that are not completed.
        capacity: Capacity,
    },
}

impl Availability {
    /// As a number of places; absent is any number.
    pub fn places(self) -> Option<u32> {
        match self {
            Self::Unlimited => None,
            Self::None => Some(0),
            Self::ByCapacity { capacity } => Some(capacity.into()),
        }
    }

    /// What [`Self::places`] stands for.
    pub fn from_places(places: Option<u32>) -> Result<Self, FieldError> {
        match places {
            None => Ok(Self::Unlimited),
            Some(0) => Ok(Self::None),
            Some(places) => Ok(Self::ByCapacity {
                capacity: places.try_into()?,
            }),
        }
    }
}

/// How well a client and a counselor know each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// Not yet.
    #[default]
    Stranger,
    /// The counselor has answered them before.
    Corresponded,
    /// The counselor normally looks after them.
    Primary,
}

/// What the rules look at when somebody could get a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which counselor.
    pub id: CounselorId,
    /// Whether they can sign in.
    pub active: bool,
    /// What they have set.
    pub availability: Availability,
    /// Requests of theirs that are not completed.
    pub uncompleted: u64,
    /// Whether only their primary clients may turn to them.
    pub primary_clients_only: bool,
    /// What they counsel on; nothing named is everything.
    pub counselling_fields: BTreeSet<CounsellingFieldId>,
    /// How they stand to the client.
    pub bond: Bond,
}

/// Whether somebody who counsels on these fields is right for what was chosen. Who has named no
/// field counsels on all, and who does not know yet what it is about can turn to everyone.
pub fn fits(
    counselling_fields: &BTreeSet<CounsellingFieldId>,
    chosen: Option<CounsellingFieldId>,
) -> bool {
    counselling_fields.is_empty() || chosen.is_none_or(|field| counselling_fields.contains(&field))
}

impl Candidate {
    /// Whether one more request fits in.
    pub fn has_place(&self) -> bool {
        match self.availability {
            Availability::ByCapacity { capacity } => self.uncompleted < capacity.requests(),
            Availability::Unlimited | Availability::None => true,
        }
    }

    /// Whether they take a request of somebody they do not know.
    pub fn is_free(&self, field: Option<CounsellingFieldId>) -> bool {
        self.active
            && self.availability != Availability::None
            && self.has_place()
            && !self.primary_clients_only
            && fits(&self.counselling_fields, field)
    }

    /// Whether the client can choose them, and gets them. Those who know each other stay together,
    /// whatever it is about and even where nobody new is taken on; a number of places is kept to
    /// all the same.
    pub fn is_offered(&self, field: Option<CounsellingFieldId>) -> bool {
        let known = self.active && self.bond > Bond::Stranger && self.has_place();
        known || self.is_free(field)
    }
}

/// To whom a new request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assignment {
    /// To whom the client chose.
    Chosen(CounselorId),
    /// To the one whom the facility has named for this.
    Fallback(CounselorId),
    /// To whoever takes it first.
    Open,
}

impl Assignment {
    /// Whose the request is now.
    pub fn owner(self) -> Option<CounselorId> {
        match self {
            Self::Chosen(id) | Self::Fallback(id) => Some(id),
            Self::Open => None,
        }
    }
}

/// Who is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Wish<'a> {
    /// This counselor, if they are still there.
    For(Option<&'a Candidate>),
    /// Whoever has time; `somebody_is_free` tells whether there is one at this moment.
    Anyone {
        /// Whether one of the facility's counselors [is free](Candidate::is_free).
        somebody_is_free: bool,
    },
}

/// Decides. The fallback counselor takes what nobody else can, however much they have; where the
/// facility has none who can sign in, the request is open to all.
pub fn assign(
    wish: Wish<'_>,
    field: Option<CounsellingFieldId>,
    fallback: Option<&Candidate>,
) -> Assignment {
    match wish {
        Wish::For(Some(chosen)) if chosen.is_offered(field) => Assignment::Chosen(chosen.id),
        Wish::Anyone {
            somebody_is_free: true,
        } => Assignment::Open,
        Wish::For(_) | Wish::Anyone { .. } => match fallback {
            Some(fallback) if fallback.active => Assignment::Fallback(fallback.id),
            _ => Assignment::Open,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    const FIELDS: [CounsellingFieldId; 2] = [
        CounsellingFieldId(Uuid::from_u128(1)),
        CounsellingFieldId(Uuid::from_u128(2)),
    ];

    fn capacity(requests: u32) -> Availability {
        Availability::ByCapacity {
            capacity: Capacity::try_from(requests).unwrap(),
        }
    }

    fn candidate(n: u128) -> Candidate {
        Candidate {
            id: CounselorId(Uuid::from_u128(n)),
            active: true,
            availability: Availability::Unlimited,
            uncompleted: 0,
            primary_clients_only: false,
            counselling_fields: BTreeSet::new(),
            bond: Bond::Stranger,
        }
    }

    #[test]
    fn a_capacity_is_a_number_of_places() {
        for (requests, allowed) in [(0, false), (1, true), (1_000, true), (1_001, false)] {
            assert_eq!(Capacity::try_from(requests).is_ok(), allowed, "{requests}");
        }
        for availability in [Availability::Unlimited, Availability::None, capacity(7)] {
            let read = Availability::from_places(availability.places());
            assert_eq!(read, Ok(availability));
        }
        assert!(Availability::from_places(Some(1_001)).is_err());
    }

    /// Each thing that keeps a stranger away, and whether it keeps away who knows them.
    #[test]
    fn who_is_offered_to_strangers_and_to_those_they_know() {
        let of_another_field = BTreeSet::from([FIELDS[1]]);
        for (case, change, strangers, known) in [
            (
                "nothing",
                Box::new(|_: &mut Candidate| {}) as Box<dyn Fn(&mut Candidate)>,
                true,
                true,
            ),
            (
                "none",
                Box::new(|one| one.availability = Availability::None),
                false,
                true,
            ),
            (
                "primary clients only",
                Box::new(|one| one.primary_clients_only = true),
                false,
                true,
            ),
            (
                "another field",
                Box::new(move |one| one.counselling_fields = of_another_field.clone()),
                false,
                true,
            ),
            (
                "a free place",
                Box::new(|one| (one.availability, one.uncompleted) = (capacity(2), 1)),
                true,
                true,
            ),
            (
                "no free place",
                Box::new(|one| (one.availability, one.uncompleted) = (capacity(2), 2)),
                false,
                false,
            ),
            (
                "cannot sign in",
                Box::new(|one| one.active = false),
                false,
                false,
            ),
        ] {
            for (bond, expected) in [
                (Bond::Stranger, strangers),
                (Bond::Corresponded, known),
                (Bond::Primary, known),
            ] {
                let mut one = Candidate {
                    bond,
                    ..candidate(1)
                };
                change(&mut one);
                assert_eq!(one.is_offered(Some(FIELDS[0])), expected, "{case} {bond:?}");
            }
        }
    }

    #[test]
    fn who_names_no_field_counsels_on_all_and_who_does_not_know_yet_fits_everyone() {
        let one = BTreeSet::from([FIELDS[0]]);
        for (fields, chosen, expected) in [
            (&BTreeSet::new(), Some(FIELDS[0]), true),
            (&one, None, true),
            (&one, Some(FIELDS[0]), true),
            (&one, Some(FIELDS[1]), false),
        ] {
            assert_eq!(fits(fields, chosen), expected, "{chosen:?}");
        }
    }

    /// What happens in a facility, in any order.
    #[derive(Clone, Debug)]
    enum Happening {
        Arrives {
            chosen: Option<usize>,
            field: Option<usize>,
            bond: Bond,
        },
        Completed(usize),
        Sets(usize, Availability),
        Fields(usize, BTreeSet<CounsellingFieldId>),
        OnlyPrimary(usize, bool),
        Active(usize, bool),
        Fallback(Option<usize>),
    }

    const STAFF: usize = 4;

    fn happenings() -> impl Strategy<Value = Vec<Happening>> {
        let who = 0..STAFF;
        let bond = prop_oneof![
            3 => Just(Bond::Stranger),
            1 => Just(Bond::Corresponded),
            1 => Just(Bond::Primary)
        ];
        let availability = prop_oneof![
            Just(Availability::Unlimited),
            Just(Availability::None),
            (1..4_u32).prop_map(capacity)
        ];
        let fields = proptest::sample::subsequence(FIELDS.to_vec(), 0..=FIELDS.len());
        let arrives = (
            proptest::option::of(who.clone()),
            proptest::option::of(0..FIELDS.len()),
            bond,
        );
        let happening = prop_oneof![
            8 => arrives.prop_map(|(chosen, field, bond)| Happening::Arrives { chosen, field, bond }),
            3 => (0..64_usize).prop_map(Happening::Completed),
            2 => (who.clone(), availability).prop_map(|(who, what)| Happening::Sets(who, what)),
            1 => (who.clone(), fields).prop_map(|(who, fields)| Happening::Fields(who, fields.into_iter().collect())),
            1 => (who.clone(), any::<bool>()).prop_map(|(who, yes)| Happening::OnlyPrimary(who, yes)),
            1 => (who.clone(), any::<bool>()).prop_map(|(who, yes)| Happening::Active(who, yes)),
            1 => proptest::option::of(who).prop_map(Happening::Fallback),
        ];
        vec(happening, 0..120)
    }

    /// One request arrives; what has become of it is held to the promises.
    fn arrive(
        staff: &mut [Candidate],
        fallback: Option<usize>,
        (chosen, field, bond): (Option<usize>, Option<CounsellingFieldId>, Bond),
    ) -> Result<Option<usize>, TestCaseError> {
        let known = |one: &Candidate| Candidate {
            bond,
            ..one.clone()
        };
        let asked = chosen.map(|who| known(&staff[who]));
        let somebody_is_free = staff.iter().any(|one| one.is_free(field));
        let wish = match &asked {
            Some(asked) => Wish::For(Some(asked)),
            None => Wish::Anyone { somebody_is_free },
        };
        let assigned = assign(wish, field, fallback.map(|who| &staff[who]));
        let fallback = fallback.filter(|&who| staff[who].active);
        match assigned {
            Assignment::Chosen(id) => {
                let asked = asked.expect("somebody was chosen");
                prop_assert_eq!(id, asked.id);
                prop_assert!(asked.active && asked.has_place());
                let stranger = bond == Bond::Stranger;
                prop_assert!(!stranger || asked.availability != Availability::None);
                prop_assert!(!stranger || fits(&asked.counselling_fields, field));
                prop_assert!(!stranger || !asked.primary_clients_only);
            }
            Assignment::Fallback(id) => {
                prop_assert_eq!(Some(id), fallback.map(|who| staff[who].id));
                prop_assert!(asked.is_none_or(|asked| !asked.is_offered(field)));
                prop_assert!(chosen.is_some() || !somebody_is_free);
            }
            Assignment::Open => {
                let for_whoever_is_free = chosen.is_none() && somebody_is_free;
                prop_assert!(for_whoever_is_free || fallback.is_none());
            }
        }
        let owner = assigned.owner();
        let owner = owner.and_then(|id| staff.iter().position(|one| one.id == id));
        if let Some(owner) = owner {
            staff[owner].uncompleted += 1;
            let full = matches!(
                staff[owner].availability,
                Availability::ByCapacity { capacity } if staff[owner].uncompleted > capacity.requests()
            );
            prop_assert!(!full || matches!(assigned, Assignment::Fallback(_)));
        }
        Ok(owner)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_capacity_is_exceeded_and_no_request_is_without_owner_or_fallback(
            happenings in happenings()
        ) {
            let mut staff: Vec<_> = (1..=STAFF as u128).map(candidate).collect();
            let mut fallback = None;
            let mut owners = Vec::new();
            for happening in happenings {
                match happening {
                    Happening::Arrives { chosen, field, bond } => {
                        let field = field.map(|place| FIELDS[place]);
                        let owner = arrive(&mut staff, fallback, (chosen, field, bond))?;
                        owners.extend(owner);
                    }
                    Happening::Completed(place) if place < owners.len() => {
                        staff[owners.swap_remove(place)].uncompleted -= 1;
                    }
                    Happening::Completed(_) => {}
                    Happening::Sets(who, availability) => staff[who].availability = availability,
                    Happening::Fields(who, fields) => staff[who].counselling_fields = fields,
                    Happening::OnlyPrimary(who, yes) => staff[who].primary_clients_only = yes,
                    Happening::Active(who, yes) => staff[who].active = yes,
                    Happening::Fallback(who) => fallback = who,
                }
            }
        }
    }
}
