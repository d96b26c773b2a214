//! Public holidays of the German states, computed: those on the same date each year, those that
//! move with Easter, and the one on a Wednesday.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

macro_rules! states {
    ($($(#[$doc:meta])* $state:ident $code:tt $de:literal $en:literal,)*) => {
        /// A state of Germany, by its code (ISO 3166-2, without `DE-`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum FederalState {
            $($(#[$doc])* #[serde(rename = $code)] $state,)*
        }

        impl FederalState {
            /// All sixteen, by name.
            pub const ALL: [Self; 16] = [$(Self::$state,)*];

            /// Its code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$state => $code,)* }
            }

            /// What it is called, in German and English.
            pub fn names(self) -> (&'static str, &'static str) {
                match self { $(Self::$state => ($de, $en),)* }
            }
        }
    };
}

states! {
    /// Baden-Württemberg.
    BadenWuerttemberg "BW" "Baden-Württemberg" "Baden-Württemberg",
    /// Bavaria, where most people are Catholic.
    Bavaria "BY" "Bayern" "Bavaria",
    /// Berlin.
    Berlin "BE" "Berlin" "Berlin",
    /// Brandenburg.
    Brandenburg "BB" "Brandenburg" "Brandenburg",
    /// Bremen.
    Bremen "HB" "Bremen" "Bremen",
    /// Hamburg.
    Hamburg "HH" "Hamburg" "Hamburg",
    /// Hesse.
    Hesse "HE" "Hessen" "Hesse",
    /// Mecklenburg-Western Pomerania.
    MecklenburgWesternPomerania "MV" "Mecklenburg-Vorpommern" "Mecklenburg-Western Pomerania",
    /// Lower Saxony.
    LowerSaxony "NI" "Niedersachsen" "Lower Saxony",
    /// North Rhine-Westphalia.
    NorthRhineWestphalia "NW" "Nordrhein-Westfalen" "North Rhine-Westphalia",
    /// Rhineland-Palatinate.
    RhinelandPalatinate "RP" "Rheinland-Pfalz" "Rhineland-Palatinate",
    /// Saarland.
    Saarland "SL" "Saarland" "Saarland",
    /// Saxony.
    Saxony "SN" "Sachsen" "Saxony",
    /// Saxony-Anhalt.
    SaxonyAnhalt "ST" "Sachsen-Anhalt" "Saxony-Anhalt",
    /// Schleswig-Holstein.
    SchleswigHolstein "SH" "Schleswig-Holstein" "Schleswig-Holstein",
    /// Thuringia.
    Thuringia "TH" "Thüringen" "Thuringia",
}

macro_rules! holidays {
    ($($(#[$doc:meta])* $holiday:ident $name:tt $de:literal $en:literal,)*) => {
        /// A public holiday.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Holiday {
            $($(#[$doc])* #[serde(rename = $name)] $holiday,)*
        }

        impl Holiday {
            /// What it is called, in German and English.
            pub fn names(self) -> (&'static str, &'static str) {
                match self { $(Self::$holiday => ($de, $en),)* }
            }
        }
    };
}

holidays! {
    /// 1 January.
    NewYear "new_year" "Neujahr" "New Year's Day",
    /// 6 January.
    Epiphany "epiphany" "Heilige Drei Könige" "Epiphany",
    /// 8 March.
    WomensDay "womens_day" "Frauentag" "Women's Day",
    /// The Friday before Easter.
    GoodFriday "good_friday" "Karfreitag" "Good Friday",
    /// The Sunday after the first full moon of spring.
    EasterSunday "easter_sunday" "Ostersonntag" "Easter Sunday",
    /// The day after.
    EasterMonday "easter_monday" "Ostermontag" "Easter Monday",
    /// 1 May.
    LabourDay "labour_day" "Tag der Arbeit" "Labour Day",
    /// 8 May, in some years.
    Liberation "liberation" "Tag der Befreiung" "Liberation Day",
    /// Forty days of Easter, the first included.
    Ascension "ascension" "Christi Himmelfahrt" "Ascension Day",
    /// Fifty days of Easter.
    WhitSunday "whit_sunday" "Pfingstsonntag" "Whit Sunday",
    /// The day after.
    WhitMonday "whit_monday" "Pfingstmontag" "Whit Monday",
    /// The second Thursday after Whitsun.
    CorpusChristi "corpus_christi" "Fronleichnam" "Corpus Christi",
    /// 15 August.
    Assumption "assumption" "Mariä Himmelfahrt" "Assumption Day",
    /// 20 September.
    ChildrensDay "childrens_day" "Weltkindertag" "Children's Day",
    /// 3 October.
    GermanUnity "german_unity" "Tag der Deutschen Einheit" "German Unity Day",
    /// 31 October.
    Reformation "reformation" "Reformationstag" "Reformation Day",
    /// 1 November.
    AllSaints "all_saints" "Allerheiligen" "All Saints' Day",
    /// The Wednesday before 23 November.
    Repentance "repentance" "Buß- und Bettag" "Day of Repentance",
    /// 25 December.
    ChristmasDay "christmas_day" "1. Weihnachtstag" "Christmas Day",
    /// 26 December.
    BoxingDay "boxing_day" "2. Weihnachtstag" "Boxing Day",
}

/// The public holiday that the whole state has on this day, if any. What only some of its places
/// have (the Assumption of Mary in Bavaria, Corpus Christi in Saxony and Thuringia, the Peace
/// Festival of Augsburg) is for the facility's closing days.
pub fn public_holiday(state: FederalState, day: NaiveDate) -> Option<Holiday> {
    let fixed = of_the_year(state, day).or_else(|| of_easter(state, day));
    fixed.or_else(|| is_day_of_repentance(state, day).then_some(Holiday::Repentance))
}

/// The same date each year.
fn of_the_year(state: FederalState, day: NaiveDate) -> Option<Holiday> {
    use FederalState::{
        BadenWuerttemberg, Bavaria, Berlin, Brandenburg, Bremen, Hamburg, LowerSaxony,
        MecklenburgWesternPomerania, NorthRhineWestphalia, RhinelandPalatinate, Saarland, Saxony,
        SaxonyAnhalt, SchleswigHolstein, Thuringia,
    };
    let (holiday, is_kept) = match (day.month(), day.day()) {
        (1, 1) => (Holiday::NewYear, true),
        (1, 6) => {
            let kept = matches!(state, BadenWuerttemberg | Bavaria | SaxonyAnhalt);
            (Holiday::Epiphany, kept)
        }
        (3, 8) => {
            let since = match state {
                Berlin => Some(2019),
                MecklenburgWesternPomerania => Some(2023),
                _ => None,
            };
            let kept = since.is_some_and(|since| day.year() >= since);
            (Holiday::WomensDay, kept)
        }
        (5, 1) => (Holiday::LabourDay, true),
        // The end of the war, 75 and 80 years before.
        (5, 8) => {
            let kept = state == Berlin && matches!(day.year(), 2020 | 2025);
            (Holiday::Liberation, kept)
        }
        (8, 15) => (Holiday::Assumption, state == Saarland),
        (9, 20) => {
            let kept = state == Thuringia && day.year() >= 2019;
            (Holiday::ChildrensDay, kept)
        }
        (10, 3) => (Holiday::GermanUnity, true),
        (10, 31) => {
            let kept = match state {
                Brandenburg | MecklenburgWesternPomerania | Saxony | SaxonyAnhalt | Thuringia => {
                    true
                }
                Bremen | Hamburg | LowerSaxony | SchleswigHolstein => day.year() >= 2017,
                // Five hundred years of the Reformation.
                _ => day.year() == 2017,
            };
            (Holiday::Reformation, kept)
        }
        (11, 1) => {
            let kept = matches!(
                state,
                BadenWuerttemberg | Bavaria | NorthRhineWestphalia | RhinelandPalatinate | Saarland
            );
            (Holiday::AllSaints, kept)
        }
        (12, 25) => (Holiday::ChristmasDay, true),
        (12, 26) => (Holiday::BoxingDay, true),
        _ => return None,
    };
    is_kept.then_some(holiday)
}

/// So many days from Easter Sunday.
fn of_easter(state: FederalState, day: NaiveDate) -> Option<Holiday> {
    use FederalState::{
        BadenWuerttemberg, Bavaria, Brandenburg, Hesse, NorthRhineWestphalia, RhinelandPalatinate,
        Saarland,
    };
    // Where the law says so.
    let keeps_sundays = matches!(state, Brandenburg | Hesse);
    match (day - easter(day.year())?).num_days() {
        -2 => Some(Holiday::GoodFriday),
        0 => keeps_sundays.then_some(Holiday::EasterSunday),
        1 => Some(Holiday::EasterMonday),
        39 => Some(Holiday::Ascension),
        49 => keeps_sundays.then_some(Holiday::WhitSunday),
        50 => Some(Holiday::WhitMonday),
        60 => matches!(
            state,
            BadenWuerttemberg
                | Bavaria
                | Hesse
                | NorthRhineWestphalia
                | RhinelandPalatinate
                | Saarland
        )
        .then_some(Holiday::CorpusChristi),
        _ => None,
    }
}

/// The Wednesday before 23 November.
fn is_day_of_repentance(state: FederalState, day: NaiveDate) -> bool {
    state == FederalState::Saxony
        && day.weekday() == Weekday::Wed
        && day.month() == 11
        && (16..=22).contains(&day.day())
}

/// Easter Sunday of the Gregorian calendar: the Sunday after the first full moon of spring, as the
/// church counts (Gauss, with Lichtenberg's corrections).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let century = year.div_euclid(100);
    let secular_moon = 15 + (3 * century + 3).div_euclid(4) - (8 * century + 13).div_euclid(25);
    let secular_sun = 2 - (3 * century + 3).div_euclid(4);
    let moon = year.rem_euclid(19);
    let first = (19 * moon + secular_moon).rem_euclid(30);
    let correction = (first + moon / 11) / 29;
    let full_moon = 21 + first - correction;
    let sunday = 7 - (year + year.div_euclid(4) + secular_sun).rem_euclid(7);
    let distance = 7 - (full_moon - sunday).rem_euclid(7);
    let march = u64::try_from(full_moon + distance - 1).ok()?;
    NaiveDate::from_ymd_opt(year, 3, 1)?.checked_add_days(Days::new(march))
}

#[cfg(test)]
mod tests {
    use super::*;
    use FederalState::{
        BadenWuerttemberg, Bavaria, Berlin, Brandenburg, Bremen, Hamburg, Hesse, LowerSaxony,
        MecklenburgWesternPomerania, NorthRhineWestphalia, RhinelandPalatinate, Saarland, Saxony,
        SaxonyAnhalt, SchleswigHolstein, Thuringia,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// From the calendars of these years.
    #[test]
    fn easter_is_where_the_calendars_have_it() {
        for (year, sunday) in [
            (1954, "1954-04-18"),
            (1981, "1981-04-19"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2011, "2011-04-24"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2028, "2028-04-16"),
            (2029, "2029-04-01"),
            (2030, "2030-04-21"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(easter(year), Some(day(sunday)), "{year}");
        }
    }

    /// How many days of a year are holidays, as the states' own lists count them, Sundays that are
    /// holidays by law included.
    #[test]
    fn every_state_has_as_many_as_its_law_names() {
        for (state, by_year) in [
            //                            2024 2025 2026 2027 2028 2029 2030
            (BadenWuerttemberg, [12, 12, 12, 12, 12, 12, 12]),
            (Bavaria, [12, 12, 12, 12, 12, 12, 12]),
            (Berlin, [10, 11, 10, 10, 10, 10, 10]),
            (Brandenburg, [12, 12, 12, 12, 12, 12, 12]),
            (Bremen, [10, 10, 10, 10, 10, 10, 10]),
            (Hamburg, [10, 10, 10, 10, 10, 10, 10]),
            (Hesse, [12, 12, 12, 12, 12, 12, 12]),
            (MecklenburgWesternPomerania, [11, 11, 11, 11, 11, 11, 11]),
            (LowerSaxony, [10, 10, 10, 10, 10, 10, 10]),
            (NorthRhineWestphalia, [11, 11, 11, 11, 11, 11, 11]),
            (RhinelandPalatinate, [11, 11, 11, 11, 11, 11, 11]),
            (Saarland, [12, 12, 12, 12, 12, 12, 12]),
            (Saxony, [11, 11, 11, 11, 11, 11, 11]),
            (SaxonyAnhalt, [11, 11, 11, 11, 11, 11, 11]),
            (SchleswigHolstein, [10, 10, 10, 10, 10, 10, 10]),
            (Thuringia, [11, 11, 11, 11, 11, 11, 11]),
        ] {
            for (year, expected) in (2024..).zip(by_year) {
                let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
                let days = first.iter_days().take_while(|day| day.year() == year);
                let holidays: Vec<_> = days
                    .filter(|day| public_holiday(state, *day).is_some())
                    .collect();
                assert_eq!(holidays.len(), expected, "{state:?} {year}: {holidays:?}");
            }
        }
    }

    /// Days of known years, with the states that have them.
    #[test]
    fn moving_and_local_holidays_are_where_the_calendars_have_them() {
        let all = FederalState::ALL.to_vec();
        let corpus_christi = vec![
            BadenWuerttemberg,
            Bavaria,
            Hesse,
            NorthRhineWestphalia,
            RhinelandPalatinate,
            Saarland,
        ];
        for (date, states) in [
            ("2024-03-29", all.clone()),
            ("2025-04-21", all.clone()),
            ("2026-05-14", all.clone()),
            ("2027-05-17", all.clone()),
            ("2028-04-14", all.clone()),
            ("2029-05-10", all.clone()),
            ("2030-06-10", all.clone()),
            ("2024-05-30", corpus_christi.clone()),
            ("2026-06-04", corpus_christi.clone()),
            ("2030-06-20", corpus_christi),
            ("2026-01-06", vec![BadenWuerttemberg, Bavaria, SaxonyAnhalt]),
            ("2022-03-08", vec![Berlin]),
            ("2026-03-08", vec![Berlin, MecklenburgWesternPomerania]),
            ("2025-05-08", vec![Berlin]),
            ("2026-05-08", vec![]),
            ("2026-08-15", vec![Saarland]),
            ("2026-09-20", vec![Thuringia]),
            ("2024-11-20", vec![Saxony]),
            ("2025-11-19", vec![Saxony]),
            ("2026-11-18", vec![Saxony]),
            ("2026-11-25", vec![]),
            ("2026-12-24", vec![]),
            ("2026-12-31", vec![]),
            ("2017-10-31", all),
            (
                "2026-10-31",
                vec![
                    Brandenburg,
                    Bremen,
                    Hamburg,
                    MecklenburgWesternPomerania,
                    LowerSaxony,
                    Saxony,
                    SaxonyAnhalt,
                    SchleswigHolstein,
                    Thuringia,
                ],
            ),
        ] {
            for state in FederalState::ALL {
                let expected = states.contains(&state);
                let found = public_holiday(state, day(date)).is_some();
                assert_eq!(found, expected, "{state:?} {date}");
            }
        }
    }

    #[test]
    fn states_are_told_apart_by_code_and_name() {
        for state in FederalState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.code());
            let same = FederalState::ALL
                .into_iter()
                .filter(|one| one.names() == state.names());
            assert_eq!(same.count(), 1);
        }
    }
}
