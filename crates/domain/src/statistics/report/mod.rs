//! The figures as tables that leave the facility: a file, or a report on paper. Where the facility
//! says so, they show no small counts, and nothing from which one could be computed.
//!
//! Each table stands for itself: what it counts adds up to a figure of the summary. Where one of its
//! cells is small, the least of those that are not is hidden, too, with all that are as large, so
//! that every hidden cell could be any other of them; where that would not do, the whole table is
//! left out. Tables by month are read against each other: what is part of something else is shown by
//! month only if both and their difference can be.

#[cfg(test)]
mod tests;

use super::{FirstAnswer, Month, MonthFigures, Statistics};
use crate::{
    channels::Channel,
    counselling_fields::Labels,
    problem::{FieldCode, FieldError},
};
use serde::{Deserialize, Serialize};

/// The smallest count that leaves the facility: 3 to 100. Below 3, "small" would be one number only,
/// and hiding it would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = 3, maximum = 100))]
#[serde(try_from = "u16", into = "u16")]
pub struct SmallestCount(u16);

impl SmallestCount {
    /// The least that it can be.
    pub const MIN: u16 = 3;
    /// The most that it can be.
    pub const MAX: u16 = 100;

    /// Whether there is something, and too little of it to be shown.
    fn hides(self, count: u64) -> bool {
        (1..u64::from(self.0)).contains(&count)
    }
}

impl TryFrom<u16> for SmallestCount {
    type Error = FieldError;

    fn try_from(count: u16) -> Result<Self, FieldError> {
        match count {
            Self::MIN..=Self::MAX => Ok(Self(count)),
            _ => Err(FieldError::new(FieldCode::OutOfRange)),
        }
    }
}

impl From<SmallestCount> for u16 {
    fn from(count: SmallestCount) -> Self {
        count.0
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// Monitorings.
    Monitorings,
    /// Their minutes.
    Minutes,
    /// Clients with one.
    ActiveClients,
    /// Those who had none before.
    NewClients,
    /// The others.
    ReturningClients,
    /// Mail requests received.
    Received,
    /// Those with an answer.
    Answered,
    /// Those that are done.
    Completed,
    /// Those whose answer is late.
    Overdue,
    /// Minutes until half of the first answers.
    MedianMinutes,
    /// Minutes until nine of ten.
    NinthDecileMinutes,
    /// Appointments booked.
    Booked,
    /// Those that took place.
    Held,
    /// Those that were called off.
    Cancelled,
    /// Those to which nobody came.
    NoShow,
    /// Chats in which something was written.
    Chats,
    /// Messages in them.
    Messages,
}

impl Figure {
    /// Those that are counted by month.
    const BY_MONTH: [Self; 8] = [
        Self::Monitorings,
        Self::Minutes,
        Self::Received,
        Self::Answered,
        Self::Booked,
        Self::Held,
        Self::Chats,
        Self::Messages,
    ];
    /// Those that are counted by what was answered.
    const BY_ANSWER: [Self; 2] = [Self::Monitorings, Self::Minutes];
}

/// By what a table counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountedBy {
    /// By month.
    Month,
    /// By means.
    Channel,
    /// By what it was about.
    CounsellingField,
    /// By the answers to this field.
    Field(Labels),
    /// By counselor.
    Counselor,
}

/// What a row counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowOf {
    /// A month.
    Month(Month),
    /// A means.
    Channel(Channel),
    /// What has a name in both languages.
    Named(Labels),
    /// What was answered with yes or no.
    YesNo(bool),
    /// What was answered with a number.
    Number(String),
    /// A counselor.
    Counselor(String),
    /// What says nothing.
    NotStated,
}

/// A row of a table, with a cell for each of its figures; nothing where it is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// What it counts.
    pub of: RowOf,
    /// How much.
    pub cells: Vec<Option<u64>>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportTable {
    /// By what it counts.
    pub by: CountedBy,
    /// What it counts.
    pub figures: Vec<Figure>,
    /// Its rows; none where all of them would say too much.
    pub rows: Vec<ReportRow>,
}

/// All that leaves the facility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The figures of the whole period; nothing where one is not shown.
    pub summary: Vec<(Figure, Option<u64>)>,
    /// These, divided.
    pub tables: Vec<ReportTable>,
    /// Whether anything is hidden.
    pub is_incomplete: bool,
}

/// What is hidden of several counts.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Hidden {
    /// Those at these places.
    Places(Vec<bool>),
    /// All of them, and which there are.
    All,
}

impl Hidden {
    /// Of parts that add up to something that is shown. With them count `rest`, which are not shown
    /// and known to whoever subtracts.
    fn of(parts: &[u64], rest: u64, smallest: SmallestCount) -> Self {
        let all = || parts.iter().copied().chain([rest]);
        if !all().any(|count| smallest.hides(count)) {
            return Self::Places(vec![false; parts.len()]);
        }
        // That few could not tell the large ones among them from the small ones.
        let some = all().filter(|count| *count > 0).map(|_| 1).sum::<u64>();
        if all().sum::<u64>() <= some * u64::from(smallest.0 - 1) {
            return Self::All;
        }
        let large = parts.iter().filter(|count| **count >= smallest.0.into());
        let Some(least) = large.min() else {
            return Self::All;
        };
        let hides = |count: &u64| smallest.hides(*count) || count == least;
        Self::Places(parts.iter().map(hides).collect())
    }

    fn at(&self, place: usize) -> bool {
        match self {
            Self::Places(places) => places.get(place).copied().unwrap_or(true),
            Self::All => true,
        }
    }

    fn is_nothing(&self) -> bool {
        matches!(self, Self::Places(places) if !places.contains(&true))
    }
}

/// A part of a whole: hidden with it, or where one could tell it or the rest from it.
fn hides_part(part: u64, whole: u64, smallest: SmallestCount) -> bool {
    [part, whole, whole.saturating_sub(part)]
        .into_iter()
        .any(|count| smallest.hides(count))
}

/// A row that is not hidden yet: what it counts, monitorings and minutes.
type Counted = (RowOf, super::MonitoringFigures);

impl Statistics {
    /// These figures as they leave the facility.
    pub fn report(&self) -> Report {
        let mut tables = vec![self.by_month()];
        tables.extend(self.by_answer());
        let summary = self.summary();
        let shows = |row: &ReportRow| row.cells.iter().all(Option::is_some);
        let shows = |table: &ReportTable| !table.rows.is_empty() && table.rows.iter().all(shows);
        let is_complete =
            summary.iter().all(|(_, count)| count.is_some()) && tables.iter().all(shows);
        Report {
            summary,
            tables,
            is_incomplete: !is_complete,
        }
    }

    fn summary(&self) -> Vec<(Figure, Option<u64>)> {
        let (all, clients) = (self.monitorings, self.clients);
        let (mail, bookings, chats) = (self.mail_requests, self.bookings, self.chats);
        let hides = |count: u64| self.smallest_count.is_some_and(|least| least.hides(count));
        let new = [clients.new, clients.returning];
        let new = self.hidden(&new, 0);
        let became = self.hidden_bookings();
        let hides_request = |part: u64| {
            let least = self.smallest_count;
            least.is_some_and(|least| hides_part(part, mail.received, least))
        };
        let mut rows = vec![
            (Figure::Monitorings, all.monitorings, hides(all.monitorings)),
            (Figure::Minutes, all.minutes, hides(all.monitorings)),
            (Figure::ActiveClients, clients.active, hides(clients.active)),
            (Figure::NewClients, clients.new, new.at(0)),
            (Figure::ReturningClients, clients.returning, new.at(1)),
            (Figure::Received, mail.received, hides(mail.received)),
            (
                Figure::Answered,
                mail.answered,
                hides_request(mail.answered),
            ),
            (
                Figure::Completed,
                mail.completed,
                hides_request(mail.completed),
            ),
            (Figure::Overdue, mail.overdue, hides_request(mail.overdue)),
        ];
        if let Some(FirstAnswer {
            median_minutes,
            ninth_decile_minutes,
        }) = self.first_answer
        {
            let hidden = hides_request(mail.answered);
            rows.push((Figure::MedianMinutes, median_minutes, hidden));
            rows.push((Figure::NinthDecileMinutes, ninth_decile_minutes, hidden));
        }
        rows.extend([
            (Figure::Booked, bookings.booked, hides(bookings.booked)),
            (Figure::Held, bookings.held, became.at(0)),
            (Figure::Cancelled, bookings.cancelled, became.at(1)),
            (Figure::NoShow, bookings.no_show, became.at(2)),
            (Figure::Chats, chats.chats, hides(chats.chats)),
            (Figure::Messages, chats.messages, hides(chats.chats)),
        ]);
        let shown = rows
            .into_iter()
            .map(|(figure, count, hidden)| (figure, (!hidden).then_some(count)));
        shown.collect()
    }

    fn hidden(&self, parts: &[u64], rest: u64) -> Hidden {
        match self.smallest_count {
            Some(least) => Hidden::of(parts, rest, least),
            None => Hidden::Places(vec![false; parts.len()]),
        }
    }

    /// What became of appointments, each of which became one thing or is still to come.
    fn hidden_bookings(&self) -> Hidden {
        let all = self.bookings;
        let parts = [all.held, all.cancelled, all.no_show];
        let rest = all.booked.saturating_sub(parts.iter().sum());
        self.hidden(&parts, rest)
    }

    fn by_month(&self) -> ReportTable {
        let counts = |of: fn(&MonthFigures) -> u64| self.months.iter().map(of).collect::<Vec<_>>();
        let monitorings = self.hidden(&counts(|month| month.monitorings.monitorings), 0);
        let received = counts(|month| month.mail_requests.received);
        let answered = counts(|month| month.mail_requests.answered);
        let booked = counts(|month| month.bookings.booked);
        let held = counts(|month| month.bookings.held);
        let (requests, appointments) = (self.hidden(&received, 0), self.hidden(&booked, 0));
        let part = |parts: &[u64], wholes: &[u64], of: &Hidden, hidden_in_all: bool| {
            let least = self.smallest_count;
            let mut both = parts.iter().zip(wholes);
            let tells = both
                .any(|(part, whole)| least.is_some_and(|least| hides_part(*part, *whole, least)));
            if tells || hidden_in_all || !of.is_nothing() {
                Hidden::All
            } else {
                Hidden::Places(vec![false; parts.len()])
            }
        };
        let all = self.mail_requests;
        let answered_in_all = self
            .smallest_count
            .is_some_and(|least| hides_part(all.answered, all.received, least));
        let answers = part(&answered, &received, &requests, answered_in_all);
        let held_in_all = self.hidden_bookings().at(0);
        let came = part(&held, &booked, &appointments, held_in_all);
        // Messages are to chats as minutes are to monitorings.
        let chats = self.hidden(&counts(|month| month.chats.chats), 0);
        let hidden = [
            &monitorings,
            &monitorings,
            &requests,
            &answers,
            &appointments,
            &came,
            &chats,
            &chats,
        ];
        let rows = self.months.iter().enumerate().map(|(place, month)| {
            let counts = [
                month.monitorings.monitorings,
                month.monitorings.minutes,
                month.mail_requests.received,
                month.mail_requests.answered,
                month.bookings.booked,
                month.bookings.held,
                month.chats.chats,
                month.chats.messages,
            ];
            let cells = counts.into_iter().zip(hidden);
            ReportRow {
                of: RowOf::Month(month.month),
                cells: cells
                    .map(|(count, hidden)| (!hidden.at(place)).then_some(count))
                    .collect(),
            }
        });
        ReportTable {
            by: CountedBy::Month,
            figures: Figure::BY_MONTH.into(),
            rows: rows.collect(),
        }
    }

    fn by_answer(&self) -> Vec<ReportTable> {
        let mut tables = Vec::new();
        let channels = self.channels.iter();
        let channels = channels.map(|one| {
            let of = one.channel.map_or(RowOf::NotStated, RowOf::Channel);
            (of, one.figures)
        });
        tables.extend(self.table(CountedBy::Channel, channels.collect()));
        let topics = self.counselling_fields.iter();
        let topics = topics.map(|one| {
            let labels = one.counselling_field.labels.clone();
            (RowOf::Named(labels), one.figures)
        });
        tables.extend(self.table(CountedBy::CounsellingField, topics.collect()));
        for field in &self.fields {
            let answers = field.answers.iter().map(|one| {
                let of = match (&one.labels, one.answer.as_str()) {
                    (Some(labels), _) => RowOf::Named(labels.clone()),
                    (None, "yes") => RowOf::YesNo(true),
                    (None, "no") => RowOf::YesNo(false),
                    (None, number) => RowOf::Number(number.to_owned()),
                };
                (of, one.figures)
            });
            let unanswered = field.unanswered.map(|rest| (RowOf::NotStated, rest));
            let by = CountedBy::Field(field.labels.clone());
            tables.extend(self.table(by, answers.chain(unanswered).collect()));
        }
        let people = self.counselors.iter().flatten();
        let people = people.map(|one| {
            let name = one.counselor.display_name.clone();
            (RowOf::Counselor(name), one.figures)
        });
        tables.extend(self.table(CountedBy::Counselor, people.collect()));
        tables
    }

    /// Parts of all monitorings. Where one can have several answers they add up to more; that each
    /// has one only may still be known to whoever reads it.
    fn table(&self, by: CountedBy, rows: Vec<Counted>) -> Option<ReportTable> {
        if rows.is_empty() {
            return None;
        }
        let counts: Vec<_> = rows.iter().map(|(_, of)| of.monitorings).collect();
        let rest = self.monitorings.monitorings;
        let rest = rest.saturating_sub(counts.iter().sum());
        let hidden = self.hidden(&counts, rest);
        let is_ordered_by_count = matches!(by, CountedBy::CounsellingField | CountedBy::Counselor);
        let mut rows: Vec<_> = rows
            .into_iter()
            .enumerate()
            .map(|(place, (of, counts))| {
                let counts = [counts.monitorings, counts.minutes];
                let shown = !hidden.at(place);
                let cells = counts.map(|count| shown.then_some(count)).into();
                ReportRow { of, cells }
            })
            .collect();
        if hidden == Hidden::All {
            rows.clear();
        }
        if is_ordered_by_count {
            // Between which others it stands would say how much it is.
            rows.sort_by_cached_key(|row| {
                let is_hidden = row.cells.contains(&None);
                is_hidden.then(|| row.of.name())
            });
        }
        Some(ReportTable {
            by,
            figures: Figure::BY_ANSWER.into(),
            rows,
        })
    }
}

impl RowOf {
    /// What it is put in order by.
    fn name(&self) -> String {
        match self {
            Self::Named(labels) => labels.de.as_str().to_owned(),
            Self::Counselor(name) | Self::Number(name) => name.clone(),
            Self::Month(_) | Self::Channel(_) | Self::YesNo(_) | Self::NotStated => String::new(),
        }
    }
}
