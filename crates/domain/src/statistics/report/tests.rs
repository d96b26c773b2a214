use super::*;
use crate::{
    counselors::CounselorRef,
    ids::{CounsellingFieldId, CounselorId},
    mail_requests::CounsellingFieldRef,
    monitorings::Topic,
    statistics::{
        AnswerFigures, BookingFigures, ChannelFigures, ChatFigures, ClientFigures,
        CounsellingFieldFigures, CounselorFigures, FieldFigures, MailRequestFigures,
        MonitoringFigures, Period,
    },
};
use proptest::{collection::vec, prelude::*, sample::subsequence};
use uuid::Uuid;

/// A count: often none, mostly few.
fn count() -> impl Strategy<Value = u64> {
    prop_oneof![
        3 => Just(0),
        6 => 1_u64..6,
        4 => 6_u64..40,
    ]
}

/// What somebody makes of so many monitorings: as many minutes each.
fn figures(monitorings: u64) -> MonitoringFigures {
    MonitoringFigures {
        monitorings,
        minutes: monitorings * 45,
    }
}

/// So many chats: of four messages each.
fn written_in(chats: u64) -> ChatFigures {
    ChatFigures {
        chats,
        messages: chats * 4,
    }
}

/// Divides a whole at these cuts, in parts that may be none.
fn divided(whole: u64, cuts: &[u64]) -> Vec<u64> {
    let mut cuts: Vec<_> = cuts.iter().map(|cut| cut % (whole + 1)).collect();
    cuts.sort_unstable();
    let ends = cuts.iter().copied().chain([whole]);
    let begins = [0].into_iter().chain(cuts.iter().copied());
    begins.zip(ends).map(|(begin, end)| end - begin).collect()
}

fn labels(name: usize) -> Labels {
    let name = format!("Antwort {name}");
    Labels {
        de: name.clone().try_into().unwrap(),
        en: name.try_into().unwrap(),
    }
}

type Cuts = Vec<u64>;

/// Of one month: monitorings; requests and which of them are answered; appointments and which of
/// them took place, were called off or missed.
type MonthCounts = (u64, u64, u64, u64, Cuts);

fn some_statistics() -> impl Strategy<Value = Statistics> {
    let month = (count(), count(), 0_u64..1000, count(), vec(0_u64..1000, 3));
    let cuts = |most: usize| vec(0_u64..10_000, 0..most);
    (
        vec(month, 1..7),
        (3_u16..8, any::<bool>()),
        (cuts(5), cuts(6), cuts(6), cuts(5)),
        subsequence(vec![0_u64, 1, 2, 3, 5, 8, 13, 20], 1..5),
        0_u64..1000,
        (0_u64..1000, 0_u64..1000),
    )
        .prop_map(statistics)
}

type Drawn = (
    Vec<MonthCounts>,
    (u16, bool),
    (Cuts, Cuts, Cuts, Cuts),
    Vec<u64>,
    u64,
    (u64, u64),
);

fn months(from: Month, drawn: Vec<MonthCounts>) -> Vec<MonthFigures> {
    let mut months = Vec::new();
    let mut month = from;
    for (monitorings, received, answered, booked, became) in drawn {
        let became = divided(booked, &became);
        months.push(MonthFigures {
            month,
            monitorings: figures(monitorings),
            mail_requests: MailRequestFigures {
                received,
                answered: answered % (received + 1),
                completed: 0,
                overdue: 0,
            },
            bookings: BookingFigures {
                booked,
                held: became[0],
                cancelled: became[1],
                no_show: became[2],
            },
            chats: written_in(received),
        });
        month = month.next();
    }
    months
}

/// How many monitorings have each counselling field, most first; one can have several.
fn topics(several: Vec<u64>, all: u64) -> Vec<CounsellingFieldFigures> {
    let mut topics: Vec<_> = several
        .into_iter()
        .filter(|count| (1..=all).contains(count))
        .enumerate()
        .map(|(place, count)| CounsellingFieldFigures {
            counselling_field: CounsellingFieldRef {
                id: CounsellingFieldId(Uuid::nil()),
                labels: labels(place),
            },
            figures: figures(count),
        })
        .collect();
    topics.reverse();
    topics
}

fn statistics(drawn: Drawn) -> Statistics {
    let (drawn_months, (least, _), cuts, several, clients, (completed, overdue)) = drawn;
    let from: Month = "2026-01".parse().unwrap();
    let months = months(from, drawn_months);
    let sum = |of: fn(&MonthFigures) -> u64| months.iter().map(of).sum::<u64>();
    let all = sum(|one| one.monitorings.monitorings);
    let parts = |cuts: &[u64]| {
        let parts = divided(all, cuts).into_iter().enumerate();
        parts.filter(|(_, part)| *part > 0).collect::<Vec<_>>()
    };
    let received = sum(|one| one.mail_requests.received);
    let active = clients % (all + 1);
    let new = clients % (active + 1);
    let channels = parts(&cuts.0)
        .into_iter()
        .map(|(place, part)| ChannelFigures {
            channel: Channel::ALL.get(place).copied(),
            figures: figures(part),
        });
    let named = |(place, part): (usize, u64)| AnswerFigures {
        answer: place.to_string(),
        labels: Some(labels(place)),
        figures: figures(part),
    };
    let mut people: Vec<_> = parts(&cuts.3)
        .into_iter()
        .map(|(place, part)| CounselorFigures {
            counselor: CounselorRef {
                id: CounselorId(Uuid::nil()),
                display_name: format!("Person {place}"),
            },
            figures: figures(part),
        })
        .collect();
    people.sort_by_key(|one| std::cmp::Reverse(one.figures.monitorings));
    let mut answers = parts(&cuts.1);
    let unanswered = (answers.len() > 1).then(|| answers.remove(0).1);
    let field = FieldFigures {
        topic: Topic::MasterData,
        field_id: Uuid::nil(),
        labels: labels(0),
        answers: answers.into_iter().map(named).collect(),
        unanswered: unanswered.map(figures),
    };
    Statistics {
        from,
        to: months.last().unwrap().month,
        counselor_id: None,
        counted_at: chrono::DateTime::UNIX_EPOCH,
        open_month: None,
        smallest_count: Some(least.try_into().unwrap()),
        monitorings: figures(all),
        clients: ClientFigures {
            active,
            new,
            returning: active - new,
        },
        mail_requests: MailRequestFigures {
            received,
            answered: sum(|one| one.mail_requests.answered),
            completed: completed % (received + 1),
            overdue: overdue % (received + 1),
        },
        first_answer: None,
        bookings: BookingFigures {
            booked: sum(|one| one.bookings.booked),
            held: sum(|one| one.bookings.held),
            cancelled: sum(|one| one.bookings.cancelled),
            no_show: sum(|one| one.bookings.no_show),
        },
        chats: written_in(sum(|one| one.chats.chats)),
        channels: channels.collect(),
        counselling_fields: topics(several, all),
        fields: vec![field],
        counselors: Some(people),
        months,
    }
}

/// What somebody knows who has the report in their hands: between which bounds each count is.
#[derive(Default)]
struct Attacker {
    /// What it really is, and the bounds.
    counts: Vec<(u64, u64, u64)>,
    /// These add up to that.
    sums: Vec<(Vec<usize>, usize)>,
}

/// More than any count is.
const MANY: u64 = 1 << 40;

impl Attacker {
    /// A count that stands there, or one that does not and is so much at least.
    fn count(&mut self, real: u64, shown: Option<u64>, at_least: u64) -> usize {
        assert!(shown.is_none_or(|shown| shown == real));
        let bounds = match shown {
            Some(count) => (count, count),
            None => (at_least, MANY),
        };
        self.counts.push((real, bounds.0, bounds.1));
        self.counts.len() - 1
    }

    /// All of a column. Where none are left out it is seen which are none.
    fn column(&mut self, real: &[u64], shown: &[Option<u64>]) -> Vec<usize> {
        let some = shown.iter().any(Option::is_some);
        let both = real.iter().zip(shown);
        both.map(|(real, shown)| self.count(*real, *shown, u64::from(some)))
            .collect()
    }

    fn sum(&mut self, parts: &[usize], whole: usize) {
        self.sums.push((parts.to_vec(), whole));
    }

    /// Draws every conclusion from every sum, until there is no more to be drawn.
    fn conclude(&mut self) {
        loop {
            let before: Vec<_> = self.counts.clone();
            for (parts, whole) in &self.sums {
                let bound = |place: usize, counts: &[(u64, u64, u64)]| {
                    (counts[place].1, counts[place].2.min(MANY))
                };
                let all: Vec<_> = parts.iter().map(|one| bound(*one, &self.counts)).collect();
                let least = all.iter().map(|one| one.0).sum::<u64>();
                let most = all.iter().map(|one| one.1).sum::<u64>();
                let (whole_least, whole_most) = bound(*whole, &self.counts);
                self.counts[*whole].1 = whole_least.max(least);
                self.counts[*whole].2 = whole_most.min(most);
                for (part, (low, high)) in parts.iter().zip(all) {
                    let count = &mut self.counts[*part];
                    count.1 = count.1.max(whole_least.saturating_sub(most - high));
                    count.2 = count.2.min(whole_most.saturating_sub(least - low));
                }
            }
            if before == self.counts {
                return;
            }
        }
    }
}

/// A table by what was recorded, whose rows add up to all where each record is in one of them.
fn read_values(
    attacker: &mut Attacker,
    figures: &Statistics,
    table: &ReportTable,
    [all, minutes]: [usize; 2],
) -> Vec<usize> {
    let column = |place: usize| {
        let rows = table.rows.iter();
        rows.map(|row| row.cells[place]).collect::<Vec<_>>()
    };
    if table.rows.is_empty() {
        return Vec::new();
    }
    let rows = table.rows.iter();
    let real: Vec<_> = rows
        .map(|row| really(figures, &table.by, &row.of))
        .collect();
    let counts: Vec<_> = real.iter().map(|one| one.monitorings).collect();
    let counted = attacker.column(&counts, &column(0));
    let lengths: Vec<_> = real.iter().map(|one| one.minutes).collect();
    let lengths = attacker.column(&lengths, &column(1));
    if counts.iter().sum::<u64>() == figures.monitorings.monitorings {
        attacker.sum(&counted, all);
        attacker.sum(&lengths, minutes);
    }
    [counted, lengths].concat()
}

/// Everything that adds up in a report.
fn read(figures: &Statistics, report: &Report) -> (Attacker, Vec<usize>) {
    let mut attacker = Attacker::default();
    let total = |figure: Figure| {
        let mut all = report.summary.iter();
        all.find(|(one, _)| *one == figure).unwrap().1
    };
    let bookings = figures.bookings;
    let [
        all,
        minutes,
        active,
        new,
        returning,
        received,
        answered,
        booked,
        held,
        cancelled,
        no_show,
        chats,
        messages,
    ] = [
        (figures.monitorings.monitorings, Figure::Monitorings),
        (figures.monitorings.minutes, Figure::Minutes),
        (figures.clients.active, Figure::ActiveClients),
        (figures.clients.new, Figure::NewClients),
        (figures.clients.returning, Figure::ReturningClients),
        (figures.mail_requests.received, Figure::Received),
        (figures.mail_requests.answered, Figure::Answered),
        (bookings.booked, Figure::Booked),
        (bookings.held, Figure::Held),
        (bookings.cancelled, Figure::Cancelled),
        (bookings.no_show, Figure::NoShow),
        (figures.chats.chats, Figure::Chats),
        (figures.chats.messages, Figure::Messages),
    ]
    .map(|(real, figure)| attacker.count(real, total(figure), 0));
    attacker.sum(&[new, returning], active);
    // Whoever asks people can know how many appointments are still to come, if these are many.
    let rest = bookings.booked - bookings.held - bookings.cancelled - bookings.no_show;
    let is_secret = figures
        .smallest_count
        .is_some_and(|least| least.hides(rest));
    let rest = attacker.count(rest, (!is_secret).then_some(rest), 0);
    attacker.sum(&[held, cancelled, no_show, rest], booked);
    // Nobody writes down how many have no answer.
    let unanswered = figures.mail_requests.received - figures.mail_requests.answered;
    let unanswered = attacker.count(unanswered, None, 0);
    attacker.sum(&[answered, unanswered], received);
    let mut hidden: Vec<_> = (0..=messages).collect();
    for table in &report.tables {
        let column = |place: usize| {
            let rows = table.rows.iter();
            rows.map(|row| row.cells[place]).collect::<Vec<_>>()
        };
        if table.by != CountedBy::Month {
            hidden.extend(read_values(&mut attacker, figures, table, [all, minutes]));
            continue;
        }
        let months = &figures.months;
        let of = |of: fn(&MonthFigures) -> u64| months.iter().map(of).collect::<Vec<_>>();
        let columns = [
            (of(|one| one.monitorings.monitorings), all),
            (of(|one| one.monitorings.minutes), minutes),
            (of(|one| one.mail_requests.received), received),
            (of(|one| one.mail_requests.answered), answered),
            (of(|one| one.bookings.booked), booked),
            (of(|one| one.bookings.held), held),
            (of(|one| one.chats.chats), chats),
            (of(|one| one.chats.messages), messages),
        ];
        let columns: Vec<_> = columns
            .into_iter()
            .enumerate()
            .map(|(place, (real, whole))| {
                let counts = attacker.column(&real, &column(place));
                attacker.sum(&counts, whole);
                hidden.extend(&counts);
                (real, counts)
            })
            .collect();
        for (part, whole) in [(3, 2), (5, 4)] {
            let both = columns[part].1.iter().zip(&columns[whole].1).enumerate();
            for (month, (of_part, of_whole)) in both {
                let others = columns[whole].0[month] - columns[part].0[month];
                let others = attacker.count(others, None, 0);
                attacker.sum(&[*of_part, others], *of_whole);
            }
        }
    }
    (attacker, hidden)
}

/// What a row really counts.
fn really(figures: &Statistics, by: &CountedBy, of: &RowOf) -> MonitoringFigures {
    let found = match (by, of) {
        (CountedBy::Channel, of) => figures.channels.iter().find_map(|one| {
            let is = one.channel.map_or(RowOf::NotStated, RowOf::Channel) == *of;
            is.then_some(one.figures)
        }),
        (CountedBy::CounsellingField, of) => figures.counselling_fields.iter().find_map(|one| {
            let is = RowOf::Named(one.counselling_field.labels.clone()) == *of;
            is.then_some(one.figures)
        }),
        (CountedBy::Counselor, of) => figures.counselors.iter().flatten().find_map(|one| {
            let is = RowOf::Counselor(one.counselor.display_name.clone()) == *of;
            is.then_some(one.figures)
        }),
        (_, RowOf::NotStated) => figures.fields[0].unanswered,
        (_, of) => figures.fields[0].answers.iter().find_map(|one| {
            let is = one.labels.clone().map(RowOf::Named).as_ref() == Some(of);
            is.then_some(one.figures)
        }),
    };
    found.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn no_small_count_is_shown_and_none_can_be_computed(figures in some_statistics()) {
        let report = figures.report();
        let least = figures.smallest_count.unwrap();
        for (figure, count) in &report.summary {
            let is_time = matches!(figure, Figure::Minutes | Figure::Messages | Figure::MedianMinutes | Figure::NinthDecileMinutes);
            prop_assert!(is_time || !count.is_some_and(|count| least.hides(count)));
        }
        for table in &report.tables {
            for row in &table.rows {
                for (figure, count) in table.figures.iter().zip(&row.cells) {
                    let is_weight = matches!(figure, Figure::Minutes | Figure::Messages);
                    prop_assert!(is_weight || !count.is_some_and(|count| least.hides(count)));
                }
            }
        }
        let (mut attacker, cells) = read(&figures, &report);
        let known: Vec<_> = attacker.counts.iter().map(|(_, low, high)| low == high).collect();
        attacker.conclude();
        for (place, (real, low, high)) in attacker.counts.iter().enumerate() {
            prop_assert!((low..=high).contains(&real));
            // What nobody writes down may be computed if it is not small.
            let may_be_found = known[place] || *real == 0 || (!cells.contains(&place) && !least.hides(*real));
            prop_assert!(may_be_found || low < high, "{real} can be computed from {report:#?}");
        }
    }

    #[test]
    fn each_hidden_part_could_be_any_other_hidden_one(
        parts in vec(count(), 1..8),
        rest in count(),
        least in 3_u16..8,
    ) {
        let least = least.try_into().unwrap();
        let hidden = Hidden::of(&parts, rest, least);
        let Hidden::Places(places) = &hidden else { return Ok(()) };
        let mut places: Vec<_> = (0..parts.len()).filter(|place| places[*place]).collect();
        if let (Some(first), Some(last)) = (places.first().copied(), places.pop()) {
            let mut other = parts.clone();
            other.swap(first, last);
            prop_assert_eq!(Hidden::of(&other, rest, least), hidden);
        }
    }

    #[test]
    fn without_a_smallest_count_everything_is_shown(figures in some_statistics()) {
        let figures = Statistics { smallest_count: None, ..figures };
        let report = figures.report();
        prop_assert!(!report.is_incomplete);
        prop_assert!(report.tables.iter().all(|table| !table.rows.is_empty()));
    }
}

/// So many monitorings on each of these channels.
fn by_channel(counts: &[u64], least: u16) -> Vec<Option<u64>> {
    let channels = counts.iter().zip(Channel::ALL);
    let channels = channels.map(|(count, channel)| ChannelFigures {
        channel: Some(channel),
        figures: figures(*count),
    });
    let month: Month = "2026-01".parse().unwrap();
    let all = figures(counts.iter().sum());
    let period = Period::new(month, month).unwrap();
    let months = period.months().map(|month| MonthFigures {
        month,
        monitorings: all,
        mail_requests: MailRequestFigures::default(),
        bookings: BookingFigures::default(),
        chats: ChatFigures::default(),
    });
    let figures = Statistics {
        from: month,
        to: month,
        counselor_id: None,
        counted_at: chrono::DateTime::UNIX_EPOCH,
        open_month: None,
        smallest_count: Some(least.try_into().unwrap()),
        monitorings: all,
        clients: ClientFigures::default(),
        mail_requests: MailRequestFigures::default(),
        first_answer: None,
        bookings: BookingFigures::default(),
        chats: ChatFigures::default(),
        months: months.collect(),
        channels: channels.collect(),
        counselling_fields: Vec::new(),
        fields: Vec::new(),
        counselors: None,
    };
    let tables = figures.report().tables;
    let table = tables
        .into_iter()
        .find(|table| table.by == CountedBy::Channel);
    let rows = table.into_iter().flat_map(|table| table.rows);
    rows.map(|row| row.cells[0]).collect()
}

#[test]
fn a_small_count_is_hidden_together_with_the_least_large_one() {
    for (counts, shown) in [
        (vec![40, 2, 9, 12], vec![Some(40), None, None, Some(12)]),
        (
            vec![40, 9, 12, 5],
            vec![Some(40), Some(9), Some(12), Some(5)],
        ),
        // Two that are as large look alike.
        (vec![40, 2, 9, 9], vec![Some(40), None, None, None]),
        // No large one to hide behind: it is not even said which there are.
        (vec![2, 3], vec![]),
        (vec![1, 1, 1, 1, 1], vec![]),
        (vec![4], vec![]),
    ] {
        assert_eq!(by_channel(&counts, 5), shown, "{counts:?}");
    }
}

#[test]
fn what_is_small_begins_at_three() {
    for (count, good) in [(0, false), (2, false), (3, true), (100, true), (101, false)] {
        assert_eq!(SmallestCount::try_from(count).is_ok(), good, "{count}");
    }
}
