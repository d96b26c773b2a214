//! What stands where in the grid of a day or a week: computed from what the calendar holds.

use super::calendar::{DayTable, Filtered, Piece};
use crate::i18n::{self, Language, bookings as words};
use domain::{
    bookings::{Booking, Lane, lanes},
    ids::BookingId,
    slots::Slot,
};
use std::sync::Arc;

/// Between which minutes of a day the grid always reaches.
const USUAL: (u32, u32) = (8 * 60, 19 * 60);

/// So many beside each other still have room for words and outlines: on a day, and in a week.
const ROOM: (usize, usize) = (24, 4);

/// Minutes from which on an entry is as high as a line with its outline.
const ONE_LINE: u32 = 20;

/// What stands somewhere in the grid.
#[derive(Clone, PartialEq)]
pub enum What {
    /// Something that takes time.
    Booking(Arc<Booking>),
    /// A slot, and whose where it has to be said.
    Free(Slot, Option<String>),
    /// That somebody is away for a part of the day.
    Absence(String),
}

/// Something at its place.
#[derive(Clone, PartialEq)]
pub struct Placed {
    /// What.
    pub what: What,
    /// Where in time.
    pub piece: Piece,
    /// Beside what else.
    pub lane: Lane,
    /// Until when the follow-up goes on, of which nothing is said but a ribbon drawn.
    pub follow_until: u32,
    /// Whether it has to say whose it is.
    pub of_many: bool,
    /// Whether there is room for a part of its name only.
    pub is_narrow: bool,
    language: Language,
}

/// A day with what stands in it.
#[derive(Clone, Default, PartialEq)]
pub struct Column {
    /// What stands in it.
    pub placed: Vec<Placed>,
    /// Why nobody, or the one whose calendar it is, works on it.
    pub off: Option<String>,
    /// Who of several is away all day.
    pub away: Vec<String>,
}

/// A day or a week.
#[derive(Clone, Default, PartialEq)]
pub struct Grid {
    /// One a day.
    pub columns: Vec<Arc<Column>>,
    /// The first minute.
    pub from: u32,
    /// How many hours are shown.
    pub hours: u32,
}

impl Grid {
    /// What is left after the filters.
    pub fn of(filtered: &Filtered<'_>) -> Self {
        let days = filtered.shown.days();
        let mut columns = vec![Column::default(); days.len()];
        let table = DayTable::new(days.clone());
        for (column, day) in columns.iter_mut().zip(&days) {
            column.off = filtered
                .closed(*day)
                .map(|day| words::closed(day).to_owned());
        }
        let of_many = filtered.is_of_many();
        let place = |what, piece, follow_until| Placed {
            what,
            piece,
            lane: Lane::default(),
            follow_until,
            of_many,
            is_narrow: false,
            language: i18n::language(),
        };
        for absence in filtered.absences() {
            let who = absence.counselor.display_name.as_str();
            let text = if of_many {
                format!("{who}: {}", words::away(&absence.label))
            } else {
                words::away(&absence.label)
            };
            let whole = table.whole_days(absence.starts_at, absence.ends_at);
            for piece in table.pieces(absence.starts_at, absence.ends_at) {
                let column = &mut columns[piece.day];
                match (whole.contains(&piece.day), of_many) {
                    (true, true) => column.away.push(text.clone()),
                    (true, false) => column.off = Some(text.clone()),
                    (false, _) => {
                        let placed = place(What::Absence(text.clone()), piece, piece.until);
                        column.placed.push(placed);
                    }
                }
            }
        }
        for booking in filtered.bookings() {
            let until = booking
                .blocks_until
                .filter(|until| *until != booking.ends_at);
            let follows = until.map(|until| table.pieces(booking.starts_at, until));
            for piece in table.pieces(booking.starts_at, booking.ends_at) {
                let follow = follows.iter().flatten().find(|one| one.day == piece.day);
                let follow = follow.map_or(piece.until, |one| one.until);
                let what = What::Booking(Arc::clone(booking));
                columns[piece.day].placed.push(place(what, piece, follow));
            }
        }
        for slot in filtered.slots() {
            let name = filtered.name(slot.counselor_id).filter(|_| of_many);
            for piece in table.pieces(slot.starts_at, slot.ends_at) {
                let what = What::Free(slot.clone(), name.map(str::to_owned));
                columns[piece.day]
                    .placed
                    .push(place(what, piece, piece.until));
            }
        }
        Self::spread(columns)
    }

    fn spread(mut columns: Vec<Column>) -> Self {
        let (mut from, mut until) = USUAL;
        let room = if columns.len() == 1 { ROOM.0 } else { ROOM.1 };
        for column in &mut columns {
            let spans = column
                .placed
                .iter()
                .map(|one| (one.piece.from, one.follow_until));
            let found = lanes(&spans.collect::<Vec<_>>());
            for (one, lane) in column.placed.iter_mut().zip(found) {
                one.lane = lane;
                one.is_narrow = lane.of > room;
                from = from.min(one.piece.from / 60 * 60);
                until = until.max(one.follow_until.div_ceil(60) * 60);
            }
        }
        Self {
            columns: columns.into_iter().map(Arc::new).collect(),
            from,
            hours: (until - from) / 60,
        }
    }
}

impl Placed {
    /// The entry it is, or a piece of.
    pub fn booking(&self) -> Option<BookingId> {
        match &self.what {
            What::Booking(booking) => Some(booking.id),
            What::Free(..) | What::Absence(_) => None,
        }
    }

    /// How long it is.
    pub fn minutes(&self) -> u32 {
        self.piece.until - self.piece.from
    }

    /// Whether it is lower than a line of words.
    pub fn is_low(&self) -> bool {
        self.minutes() < ONE_LINE
    }
}
