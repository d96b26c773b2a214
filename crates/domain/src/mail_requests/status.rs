//! The one state machine of a mail request, for server and interface alike (chapter 30).

use super::Side;
use crate::access::Action;
use serde::{Deserialize, Serialize};

/// Where a mail request stands, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailRequestStatus {
    /// Nobody works on it: just arrived, or released to colleagues.
    #[cfg_attr(feature = "db", sea_orm(string_value = "open"))]
    Open,
    /// Somebody owns it.
    #[cfg_attr(feature = "db", sea_orm(string_value = "in_progress"))]
    InProgress,
    /// Done, until the client writes again.
    #[cfg_attr(feature = "db", sea_orm(string_value = "completed"))]
    Completed,
    /// Put away, until the client writes again.
    #[cfg_attr(feature = "db", sea_orm(string_value = "archived"))]
    Archived,
}

impl MailRequestStatus {
    /// Those in which a client can wait for an answer, and which take one of their counselor's
    /// places (chapter 30).
    pub const UNCOMPLETED: [Self; 2] = [Self::Open, Self::InProgress];

    /// Whether it is not completed.
    pub fn is_uncompleted(self) -> bool {
        Self::UNCOMPLETED.contains(&self)
    }
}

/// What can happen to a mail request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailRequestStep {
    /// A counselor makes it theirs.
    TakeOver,
    /// It is given to a counselor.
    Assign,
    /// Its owner gives it back for colleagues to take.
    Release,
    /// A counselor answers; answering an open request takes it over.
    Answer,
    /// The client writes again.
    FollowUp,
    /// Its owner is done.
    Complete,
    /// It is put away.
    Archive,
    /// It is not done after all.
    Reopen,
}

impl MailRequestStep {
    /// Those that staff take by themselves, in the order in which menus offer them.
    pub const BY_STAFF: [Self; 6] = [
        Self::TakeOver,
        Self::Release,
        Self::Assign,
        Self::Complete,
        Self::Reopen,
        Self::Archive,
    ];

    /// What one has to be allowed to.
    pub fn action(self) -> Action {
        match self {
            Self::TakeOver => Action::TakeOverMailRequest,
            Self::Assign => Action::AssignMailRequest,
            Self::Release => Action::ReleaseMailRequest,
            Self::Answer => Action::AnswerMailRequest,
            Self::FollowUp => Action::FollowUpMailRequest,
            Self::Complete => Action::CompleteMailRequest,
            Self::Archive => Action::ArchiveMailRequest,
            Self::Reopen => Action::ReopenMailRequest,
        }
    }
}

/// The step is not possible from where the request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} is not possible while the request is {from:?}")]
pub struct TransitionError {
    /// Where the request stands.
    pub from: MailRequestStatus,
    /// What was attempted.
    pub step: MailRequestStep,
}

impl MailRequestStatus {
    /// Where the request stands after `step`; `owned` tells whether a counselor is assigned,
    /// which decides where a reopened request goes.
    pub fn after(self, step: MailRequestStep, owned: bool) -> Result<Self, TransitionError> {
        use MailRequestStatus::{Archived, Completed, InProgress, Open};
        match (self, step) {
            (Open | InProgress, MailRequestStep::TakeOver | MailRequestStep::Assign)
            | (Open | InProgress | Completed, MailRequestStep::Answer) => Ok(InProgress),
            (InProgress, MailRequestStep::Release) | (Open, MailRequestStep::FollowUp) => Ok(Open),
            (InProgress, MailRequestStep::Complete) => Ok(Completed),
            (Completed, MailRequestStep::Archive) => Ok(Archived),
            (InProgress | Completed | Archived, MailRequestStep::FollowUp)
            | (Completed | Archived, MailRequestStep::Reopen) => {
                Ok(if owned { InProgress } else { Open })
            }
            (from, step) => Err(TransitionError { from, step }),
        }
    }
}

impl MailRequestStatus {
    /// Where the request stands once it was handed over to a colleague, or to nobody: then what
    /// was under way waits for whoever takes it.
    #[must_use]
    pub fn handed_over(self, to_somebody: bool) -> Self {
        match self {
            Self::InProgress if !to_somebody => Self::Open,
            other => other,
        }
    }
}

/// What lists show and filter by: derived, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShownStatus {
    /// Nobody has worked on it yet.
    New,
    /// Given back for colleagues to take.
    Released,
    /// Somebody works on it, and the client waits.
    InProgress,
    /// The last word is ours.
    Answered,
    /// Done.
    Completed,
    /// Put away.
    Archived,
}

impl ShownStatus {
    /// All of them, in the order of a request's life.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Released,
        Self::InProgress,
        Self::Answered,
        Self::Completed,
        Self::Archived,
    ];

    /// The one word for what is stored: an open request that still names a counselor was
    /// released by them, and one in progress is answered while the last word is ours.
    pub fn of(status: MailRequestStatus, has_counselor: bool, last_message_from: Side) -> Self {
        match status {
            MailRequestStatus::Open if has_counselor => Self::Released,
            MailRequestStatus::Open => Self::New,
            MailRequestStatus::InProgress => match last_message_from {
                Side::Counselor => Self::Answered,
                Side::Client => Self::InProgress,
            },
            MailRequestStatus::Completed => Self::Completed,
            MailRequestStatus::Archived => Self::Archived,
        }
    }

    /// The value that `?status=` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Released => "released",
            Self::InProgress => "in_progress",
            Self::Answered => "answered",
            Self::Completed => "completed",
            Self::Archived => "archived",
        }
    }

    /// The status that `?status=` names.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use MailRequestStatus::{Archived, Completed, InProgress, Open};
    use MailRequestStep::{Answer, Archive, Assign, Complete, FollowUp, Release, Reopen, TakeOver};

    const STATUSES: [MailRequestStatus; 4] = [Open, InProgress, Completed, Archived];
    const STEPS: [MailRequestStep; 8] = [
        TakeOver, Assign, Release, Answer, FollowUp, Complete, Archive, Reopen,
    ];

    /// Every status × every step, of an owned request. `None` is a refusal.
    #[test]
    fn the_whole_state_machine_on_one_screen() {
        #[rustfmt::skip]
        let table = [
            //            take over         assign            release     answer            follow-up         complete         archive         reopen
            (Open,       [Some(InProgress), Some(InProgress), None,       Some(InProgress), Some(Open),       None,            None,           None]),
            (InProgress, [Some(InProgress), Some(InProgress), Some(Open), Some(InProgress), Some(InProgress), Some(Completed), None,           None]),
            (Completed,  [None,             None,             None,       Some(InProgress), Some(InProgress), None,            Some(Archived), Some(InProgress)]),
            (Archived,   [None,             None,             None,       None,             Some(InProgress), None,            None,           Some(InProgress)]),
        ];
        assert_eq!(table.map(|(from, _)| from), STATUSES);
        for (from, expected) in table {
            assert_eq!(
                STEPS.map(|step| from.after(step, true).ok()),
                expected,
                "{from:?}"
            );
        }
    }

    #[test]
    fn what_is_reopened_is_everyones_when_nobody_owns_the_request() {
        for from in STATUSES {
            assert_eq!(from.after(FollowUp, false), Ok(Open), "{from:?}");
        }
        for from in [Completed, Archived] {
            assert_eq!(from.after(Reopen, false), Ok(Open), "{from:?}");
        }
    }

    /// What a menu offers follows from the same rules as what the server does.
    #[test]
    fn staffs_steps_are_named_like_their_operations() {
        let names = MailRequestStep::BY_STAFF.map(|step| step.action().name());
        let expected = [
            "take_over",
            "release",
            "assign",
            "complete",
            "reopen",
            "archive",
        ];
        assert_eq!(names, expected.map(|step| format!("{step}_mail_request")));
        for step in STEPS {
            let by_message = [Answer, FollowUp].contains(&step);
            assert_eq!(MailRequestStep::BY_STAFF.contains(&step), !by_message);
        }
    }

    #[test]
    fn only_what_was_under_way_is_open_once_nobody_has_it() {
        for (from, to_nobody) in [
            (Open, Open),
            (InProgress, Open),
            (Completed, Completed),
            (Archived, Archived),
        ] {
            assert_eq!(from.handed_over(true), from);
            assert_eq!(from.handed_over(false), to_nobody);
        }
    }

    #[test]
    fn a_refusal_says_what_was_attempted_and_from_where() {
        let refusal = Archived.after(Answer, true).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "Answer is not possible while the request is Archived"
        );
    }

    #[test]
    fn what_is_shown_follows_from_what_is_stored() {
        for (status, has_counselor, last, shown) in [
            (Open, false, Side::Client, ShownStatus::New),
            (Open, true, Side::Client, ShownStatus::Released),
            (Open, true, Side::Counselor, ShownStatus::Released),
            (InProgress, true, Side::Client, ShownStatus::InProgress),
            (InProgress, true, Side::Counselor, ShownStatus::Answered),
            (Completed, true, Side::Client, ShownStatus::Completed),
            (Archived, true, Side::Counselor, ShownStatus::Archived),
        ] {
            assert_eq!(ShownStatus::of(status, has_counselor, last), shown);
        }
    }

    #[test]
    fn every_shown_status_is_found_by_its_name_and_serialised_as_it() {
        for status in ShownStatus::ALL {
            assert_eq!(ShownStatus::from_name(status.name()), Some(status));
            assert_eq!(serde_json::to_value(status).unwrap(), status.name());
        }
        assert_eq!(ShownStatus::from_name("lost"), None);
    }
}
