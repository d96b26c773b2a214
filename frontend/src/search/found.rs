//! What was found, in the order and in the words in which it is shown.

use crate::{
    help,
    i18n::{format, mail_requests as mail_words, search as words, shell},
    paths, settings,
    ui::icon,
};
use domain::{
    access::{Action, Relation},
    accounts::Account,
    bookings::{Booking, BookingKind},
    search::{FOUND, MIN_LENGTH, SearchResults},
};

/// Something to go to.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub shape: &'static str,
    pub name: String,
    /// What tells it from others of that name.
    pub about: String,
    pub href: String,
}

/// Things of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub name: &'static str,
    pub hits: Vec<Hit>,
}

/// All that fits, without the kinds of which nothing does. Before anything is typed these are the
/// pages that the bars lead to.
pub fn groups(text: &str, results: &SearchResults, account: &Account) -> Vec<Group> {
    let t = words::t();
    let is_enough = text.chars().count() >= MIN_LENGTH;
    let clients = results.clients.iter().map(|one| Hit {
        shape: icon::USER_ROUND,
        name: one.pseudonym.clone(),
        about: one.number.to_string(),
        href: paths::client(one.id, None),
    });
    let requests = results.mail_requests.iter().map(|one| Hit {
        shape: icon::MAIL,
        name: one.subject.clone(),
        about: format!(
            "{}, {}",
            one.client.pseudonym,
            mail_words::status(one.shown_status())
        ),
        href: paths::mail_request(one.id),
    });
    let all = [
        (t.clients, clients.collect()),
        (t.requests, requests.collect()),
        (
            t.bookings,
            results.bookings.iter().filter_map(of_booking).collect(),
        ),
        (t.pages, pages(text, is_enough, account)),
        (t.help, if is_enough { answers(text) } else { Vec::new() }),
    ];
    all.into_iter()
        .map(|(name, hits)| Group { name, hits })
        .filter(|group| !group.hits.is_empty())
        .collect()
}

fn of_booking(one: &Booking) -> Option<Hit> {
    let (day, _) = format::wall(one.starts_at)?;
    let client = one.client.as_ref().map(|client| client.pseudonym.clone());
    let date = day.to_string();
    let (shape, href) = match one.kind {
        BookingKind::Group => (icon::USERS_ROUND, paths::booking(one.id, None)),
        BookingKind::Single | BookingKind::Blocker => {
            let place = [("view", Some("day")), ("date", Some(date.as_str()))];
            (icon::CALENDAR_DAYS, paths::bookings(&place))
        }
    };
    Some(Hit {
        shape,
        name: one.title.clone().or(client)?,
        about: format!(
            "{}, {}",
            format::short_day(day),
            format::clock_time(one.starts_at)
        ),
        href,
    })
}

type Page = (Action, &'static str, fn() -> &'static str, &'static str);

/// Where the bars and the menu lead to.
const PAGES: &[Page] = &[
    (
        Action::ReadDashboard,
        paths::HOME,
        || shell::t().overview,
        icon::HOUSE,
    ),
    (
        Action::ListMailRequests,
        paths::MAIL,
        || shell::t().mail,
        icon::MAIL,
    ),
    (
        Action::ListBookings,
        paths::BOOKINGS,
        || shell::t().appointments,
        icon::CALENDAR_DAYS,
    ),
    (
        Action::ListChats,
        paths::CHATS,
        || shell::t().chat,
        icon::PHONE,
    ),
    (
        Action::ListClients,
        paths::MEMBERS,
        || shell::t().members,
        icon::USERS_ROUND,
    ),
    (
        Action::ReadStatistics,
        paths::STATISTICS,
        || shell::t().statistics,
        icon::CHART_COLUMN,
    ),
    (
        Action::ReadDashboard,
        paths::MONITORINGS,
        || shell::t().monitorings,
        icon::CLIPBOARD_LIST,
    ),
    (
        Action::ReadDashboard,
        paths::WATCHLIST,
        || words::t().watchlist,
        icon::EYE,
    ),
    (
        Action::ReadDashboard,
        paths::GROUPS,
        || words::t().groups,
        icon::USERS_ROUND,
    ),
    (
        Action::ReadDashboard,
        paths::TEXT_TEMPLATES,
        || words::t().text_templates,
        icon::MAIL,
    ),
    (
        Action::ReadDashboard,
        paths::BOOKING_TIMES,
        || shell::t().set_up_appointments,
        icon::CLOCK,
    ),
    (
        Action::ReadDashboard,
        paths::ABSENCES,
        || words::t().absences,
        icon::CALENDAR_DAYS,
    ),
    (
        Action::ReadDashboard,
        paths::PROFILE,
        || shell::t().profile,
        icon::CIRCLE_USER,
    ),
    (
        Action::ReadDashboard,
        paths::NOTIFICATIONS,
        || shell::t().notifications,
        icon::BELL,
    ),
    (
        Action::ReadDashboard,
        paths::NEWSLETTER,
        || shell::t().newsletter,
        icon::MAIL,
    ),
    (
        Action::CreateCounselor,
        paths::COUNSELORS,
        || shell::t().counselor_administration,
        icon::USERS_ROUND,
    ),
    (
        Action::ReadDashboard,
        paths::SESSIONS,
        || words::t().security,
        icon::SHIELD_CHECK,
    ),
    (
        Action::ReadDashboard,
        paths::HELP,
        || shell::t().help,
        icon::LIFE_BUOY,
    ),
];

/// How many of them stand there before anything is typed.
const FIRST: usize = 6;

fn pages(text: &str, is_enough: bool, account: &Account) -> Vec<Hit> {
    let may = |action| account.may(action, Relation::Common) || account.may(action, Relation::Own);
    let of = |(action, href, name, shape): Page, about: &'static str| {
        // Where a word may be parted is no part of it.
        let name = name().replace('\u{ad}', "");
        let fits = may(action) && place(&name, text).is_some();
        fits.then(|| Hit {
            shape,
            name,
            about: about.to_owned(),
            href: href.to_owned(),
        })
    };
    let most = if is_enough { usize::from(FOUND) } else { FIRST };
    let own = PAGES.iter().filter_map(|page| of(*page, ""));
    let settings = settings::pages().filter_map(|(action, href, name)| {
        of((action, href, name, icon::SETTINGS), shell::t().settings)
    });
    own.chain(settings).take(most).collect()
}

fn answers(text: &str) -> Vec<Hit> {
    let found = help::find(text).into_iter().take(FOUND.into());
    let found = found.map(|(id, question)| Hit {
        shape: icon::LIFE_BUOY,
        name: question.to_owned(),
        about: String::new(),
        href: paths::help(&[("answer", Some(id))]),
    });
    found.collect()
}

/// From where to where `part` stands in `text`, however it is written; nothing stands nowhere.
pub fn place(text: &str, part: &str) -> Option<(usize, usize)> {
    let wanted: Vec<char> = part.chars().flat_map(char::to_lowercase).collect();
    let begins = text.char_indices().map(|(at, _)| at);
    begins.chain([text.len()]).find_map(|from| {
        let mut left = wanted.as_slice();
        let mut until = from;
        for (at, char) in text[from..].char_indices() {
            if left.is_empty() {
                break;
            }
            for lower in char.to_lowercase() {
                left = left.strip_prefix(&[lower])?;
            }
            until = from + at + char.len_utf8();
        }
        left.is_empty().then_some((from, until))
    })
}
