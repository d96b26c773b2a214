//! The figures of a period (chapter 60): what was counselled, how often and for how long, and what
//! became of requests and appointments.
//!
//! Months are those of the facility's calendar. A client is active in a period in which they have a
//! monitoring, new if it is their first of all, and returning otherwise. A mail request counts for
//! the month in which it was received, an appointment for that in which it begins.

mod month;
mod report;
#[cfg(test)]
mod tests;

pub use month::Month;
pub use report::{CountedBy, Figure, Report, ReportRow, ReportTable, RowOf, SmallestCount};

use crate::{
    access::{Actor, Relation},
    channels::Channel,
    counselling_fields::Labels,
    counselors::CounselorRef,
    ids::CounselorId,
    mail_requests::CounsellingFieldRef,
    monitorings::Topic,
    problem::{FieldCode, FieldError},
};
use chrono::{DateTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most months that a period has.
pub const MAX_MONTHS: usize = 60;

/// Which period, and whose figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StatisticsQuery {
    /// The first month; without it, January of the last one's year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Month>,
    /// The last month; without it, the one that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Month>,
    /// Only those of this counselor; without it, an admin's are the whole facility's, and
    /// others' their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
}

impl StatisticsQuery {
    /// Whose figures the actor asks for: one counselor's, or everybody's.
    pub fn whose(&self, actor: Actor) -> Option<CounselorId> {
        match self.counselor_id {
            None if !actor.is_admin() => actor.counselor_id(),
            asked => asked,
        }
    }

    /// How the actor stands to these.
    pub fn relation(&self, actor: Actor) -> Relation {
        match self.whose(actor) {
            None => Relation::Common,
            whose => Relation::to_counselors(actor, whose),
        }
    }

    /// The months that are meant.
    pub fn period(&self, zone: &impl TimeZone, now: DateTime<Utc>) -> Result<Period, FieldError> {
        let current = Month::at(zone, now)?;
        let to = self.to.unwrap_or_else(|| {
            self.from
                .map_or(current, |from| if from > current { from } else { current })
        });
        Period::new(self.from.unwrap_or(to.january()), to)
    }
}

/// One month or several that follow each other, [`MAX_MONTHS`] at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Month,
    to: Month,
}

impl Period {
    /// From the first day of one to the last day of another.
    pub fn new(from: Month, to: Month) -> Result<Self, FieldError> {
        let period = Self { from, to };
        let months = period.months().take(MAX_MONTHS + 1).count();
        if (1..=MAX_MONTHS).contains(&months) {
            Ok(period)
        } else {
            Err(FieldError::new(FieldCode::OutOfRange))
        }
    }

    /// The first.
    pub fn from(self) -> Month {
        self.from
    }

    /// The last.
    pub fn to(self) -> Month {
        self.to
    }

    /// All of them, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        let following = std::iter::successors(Some(self.from), |month| Some(month.next()));
        following.take_while(move |month| *month <= self.to)
    }

    /// The one that is not over yet, if it is among them.
    pub fn open_month(self, zone: &impl TimeZone, now: DateTime<Utc>) -> Option<Month> {
        let current = Month::at(zone, now).ok()?;
        (self.from..=self.to).contains(&current).then_some(current)
    }
}

/// What monitorings are added up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
pub enum Counted {
    /// All of them.
    #[cfg_attr(feature = "db", sea_orm(string_value = "all"))]
    All,
    /// By which means.
    #[cfg_attr(feature = "db", sea_orm(string_value = "channel"))]
    Channel,
    /// About what.
    #[cfg_attr(feature = "db", sea_orm(string_value = "counselling_field"))]
    CounsellingField,
    /// The answer to a master-data field.
    #[cfg_attr(feature = "db", sea_orm(string_value = "master_data"))]
    MasterData,
    /// The answer to one of the facility's own fields.
    #[cfg_attr(feature = "db", sea_orm(string_value = "own"))]
    Own,
}

impl From<Topic> for Counted {
    fn from(topic: Topic) -> Self {
        match topic {
            Topic::CounsellingField => Self::CounsellingField,
            Topic::MasterData => Self::MasterData,
            Topic::Own => Self::Own,
        }
    }
}

/// How many monitorings, and how many minutes they took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonitoringFigures {
    /// How many.
    pub monitorings: u64,
    /// Minutes in all.
    pub minutes: u64,
}

impl MonitoringFigures {
    /// What is left of these without those.
    #[must_use]
    pub fn without(self, those: Self) -> Self {
        Self {
            monitorings: self.monitorings.saturating_sub(those.monitorings),
            minutes: self.minutes.saturating_sub(those.minutes),
        }
    }
}

impl std::ops::AddAssign for MonitoringFigures {
    fn add_assign(&mut self, more: Self) {
        self.monitorings += more.monitorings;
        self.minutes += more.minutes;
    }
}

/// Clients for whom there is a monitoring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientFigures {
    /// All of them.
    pub active: u64,
    /// Those who have none before the period.
    pub new: u64,
    /// The others.
    pub returning: u64,
}

/// Mail requests that were received in the period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailRequestFigures {
    /// All of them.
    pub received: u64,
    /// Those with an answer.
    pub answered: u64,
    /// Those that are done.
    pub completed: u64,
    /// Those whose answer is late.
    pub overdue: u64,
}

/// How long it took until the first answer, in minutes by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FirstAnswer {
    /// Half of them came within these minutes.
    pub median_minutes: u64,
    /// Nine of ten came within these.
    pub ninth_decile_minutes: u64,
}

/// Appointments of one client that begin in the period; those still to come, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingFigures {
    /// All that were ever booked.
    pub booked: u64,
    /// Those that took place.
    pub held: u64,
    /// Those that were called off or declined.
    pub cancelled: u64,
    /// Those to which the client did not come.
    pub no_show: u64,
}

/// What was written in chats: a client's with a counselor, those of groups with clients, and at the
/// open door. What colleagues write to each other is not among it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChatFigures {
    /// Conversations in which something was written; a counselor's are those in which they wrote.
    pub chats: u64,
    /// Messages; a counselor's are those that they wrote.
    pub messages: u64,
}

/// At which place, counted from 0 in order, so many percent of `count` values are reached: by nearest
/// rank. Nothing is at any place of none.
pub fn nearest_rank(count: u64, percent: u64) -> Option<u64> {
    (count * percent)
        .div_ceil(100)
        .max(1)
        .checked_sub(1)
        .filter(|place| *place < count)
}

/// One month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthFigures {
    /// Which.
    pub month: Month,
    /// What was counselled.
    #[serde(flatten)]
    pub monitorings: MonitoringFigures,
    /// Mail requests received in it.
    pub mail_requests: MailRequestFigures,
    /// Appointments that begin in it.
    pub bookings: BookingFigures,
    /// What was written in chats in it.
    pub chats: ChatFigures,
}

/// What was counselled by one means, or without one being named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelFigures {
    /// By which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// How much.
    #[serde(flatten)]
    pub figures: MonitoringFigures,
}

/// What was counselled about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounsellingFieldFigures {
    /// About which.
    pub counselling_field: CounsellingFieldRef,
    /// How much.
    #[serde(flatten)]
    pub figures: MonitoringFigures,
}

/// One answer to a field, and how much was counselled with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerFigures {
    /// The id of what was chosen, a whole number in digits, `yes` or `no`.
    pub answer: String,
    /// What it is called, if it was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Labels>,
    /// How much.
    #[serde(flatten)]
    pub figures: MonitoringFigures,
}

/// The answers to one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldFigures {
    /// Of which kind the field is.
    pub topic: Topic,
    /// Which.
    pub field_id: Uuid,
    /// What it is called.
    pub labels: Labels,
    /// Each answer that a monitoring has, in the field's order.
    pub answers: Vec<AnswerFigures>,
    /// Monitorings without one; absent where a monitoring can have several, or where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<MonitoringFigures>,
}

/// What one counselor did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounselorFigures {
    /// Who.
    pub counselor: CounselorRef,
    /// How much.
    #[serde(flatten)]
    pub figures: MonitoringFigures,
}

/// The figures of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statistics {
    /// The first month.
    pub from: Month,
    /// The last month.
    pub to: Month,
    /// Whose they are; absent if they are the whole facility's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// When they were counted.
    pub counted_at: DateTime<Utc>,
    /// The month among them that is not over yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_month: Option<Month>,
    /// The smallest count that a report shows, if the facility has set one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smallest_count: Option<SmallestCount>,
    /// What was counselled.
    pub monitorings: MonitoringFigures,
    /// With whom.
    pub clients: ClientFigures,
    /// Mail requests received.
    pub mail_requests: MailRequestFigures,
    /// How long their first answers took; absent while there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_answer: Option<FirstAnswer>,
    /// Appointments.
    pub bookings: BookingFigures,
    /// What was written in chats; one that was written in in several months is one.
    pub chats: ChatFigures,
    /// Each month of the period, in order.
    pub months: Vec<MonthFigures>,
    /// By each means that there is a monitoring of, in the order of [`Channel::ALL`].
    pub channels: Vec<ChannelFigures>,
    /// About each counselling field that a monitoring names, most first.
    pub counselling_fields: Vec<CounsellingFieldFigures>,
    /// By the answers to master-data fields, then to the facility's own fields, each in its order;
    /// fields without an answer in the period are left out.
    pub fields: Vec<FieldFigures>,
    /// By counselor, most first; only where the whole facility is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselors: Option<Vec<CounselorFigures>>,
}
