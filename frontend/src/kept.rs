//! What is typed and not sent yet, kept in this browser only, so that a lost connection or a closed
//! browser takes no word. It is forgotten once it is sent or saved elsewhere, and whenever somebody
//! signs out: on a computer that is shared, nothing of it is left for the next one.

use crate::ui::dom;
use domain::{
    accounts::{Account, AccountKind},
    ids::{ChatId, CounselorId, MailRequestId},
    text::Slug,
};
use std::{cell::RefCell, collections::BTreeMap};

/// What each name begins with.
const REQUEST: &str = "beistand.request.";
const REPLY: &str = "beistand.reply.";
const ANSWER: &str = "beistand.answer.";
const CLIENTS_CHAT: &str = "beistand.chat.client.";
const STAFFS_CHAT: &str = "beistand.chat.staff.";

thread_local! {
    /// What the browser does not store, because that is forbidden or there is no room; it lasts as
    /// long as the page.
    static NOT_STORED: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// The name under which a new request to this facility is kept.
pub fn of_request(slug: &Slug) -> String {
    format!("{REQUEST}{}", slug.as_str())
}

/// The name under which a client's further message in this request is kept.
pub fn of_reply(id: MailRequestId) -> String {
    format!("{REPLY}{id}")
}

/// The name under which a counselor's answer to this request is kept.
pub fn of_answer(counselor: CounselorId, id: MailRequestId) -> String {
    format!("{}{id}", of_answers(counselor))
}

fn of_answers(counselor: CounselorId) -> String {
    format!("{ANSWER}{counselor}.")
}

/// The name under which is kept what somebody has begun to write in this conversation.
pub fn of_chat(account: &Account, id: ChatId) -> String {
    match account {
        Account::Counselor { id: me, .. } => format!("{STAFFS_CHAT}{me}.{id}"),
        Account::Client { id: me, .. } => format!("{CLIENTS_CHAT}{me}.{id}"),
    }
}

/// Keeps this under a name. Answers whether it outlasts the page.
pub fn keep(name: &str, text: &str) -> bool {
    dom::remember(name, text);
    let stored = dom::remembered(name).is_some_and(|kept| kept == text);
    NOT_STORED.with_borrow_mut(|all| {
        if stored {
            all.remove(name);
        } else {
            all.insert(name.to_owned(), text.to_owned());
        }
    });
    stored
}

/// What is kept under a name.
pub fn find(name: &str) -> Option<String> {
    let here = NOT_STORED.with_borrow(|all| all.get(name).cloned());
    here.or_else(|| dom::remembered(name))
}

/// Forgets what is kept under a name.
pub fn forget(name: &str) {
    NOT_STORED.with_borrow_mut(|all| all.remove(name));
    dom::forget(name);
}

/// The requests to which this counselor has an answer kept here.
pub fn answers_of(counselor: CounselorId) -> Vec<MailRequestId> {
    let beginning = of_answers(counselor);
    let names = names();
    let ids = names
        .iter()
        .filter_map(|name| name.strip_prefix(&*beginning));
    ids.filter_map(|id| id.parse().ok()).collect()
}

/// Somebody signs out: forgets what people with such an account have typed here.
pub fn forget_all(kind: AccountKind) {
    let beginnings: &[&str] = match kind {
        AccountKind::Counselor => &[ANSWER, STAFFS_CHAT],
        AccountKind::Client => &[REQUEST, REPLY, CLIENTS_CHAT],
    };
    for name in names() {
        if beginnings
            .iter()
            .any(|beginning| name.starts_with(beginning))
        {
            forget(&name);
        }
    }
}

/// Somebody has signed in: forgets what another counselor has left here, whose session has ended
/// without being signed out of.
pub fn forget_others(account: &Account) {
    let Account::Counselor { id, .. } = account else {
        return;
    };
    for (beginning, own) in [
        (ANSWER, of_answers(*id)),
        (STAFFS_CHAT, format!("{STAFFS_CHAT}{id}.")),
    ] {
        for name in names() {
            if name.starts_with(beginning) && !name.starts_with(&own) {
                forget(&name);
            }
        }
    }
}

fn names() -> Vec<String> {
    let mut names = dom::remembered_names();
    names.extend(NOT_STORED.with_borrow(|all| all.keys().cloned().collect::<Vec<_>>()));
    names
}
