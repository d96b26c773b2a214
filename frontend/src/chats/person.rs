//! Who one chats with.

use crate::{
    presences::Mark,
    session::use_session,
    ui::{Avatar, Size, Tone},
};
use domain::chats::{Chat, ChatAccount, ChatKind, ChatPerson};
use leptos::prelude::*;

/// The picture or the initials of somebody.
pub fn face(person: &ChatPerson, size: Size) -> AnyView {
    let session = use_session();
    let tone = match person.account {
        ChatAccount::Client(_) => Tone::Client,
        ChatAccount::Counselor(_) => Tone::Staff,
    };
    let picture = person.picture.and_then(|picture| {
        let account = untrack(|| session.account())?;
        let slug = &account.facility().slug;
        Some(session.client().counselor_picture(slug, picture))
    });
    let (name, account) = (person.name.clone(), person.account);
    let presence = move || view! { <Mark account=account /> };
    view! { <Avatar name=name tone=tone size=size picture=picture presence=presence /> }.into_any()
}

/// That of a conversation: of the other, or of the group.
pub fn face_of(chat: &Chat) -> AnyView {
    if let Some(partner) = &chat.partner {
        return face(partner, Size::Normal);
    }
    let tone = match chat.kind {
        ChatKind::Client => Tone::Client,
        ChatKind::Colleague | ChatKind::Group => Tone::Staff,
    };
    view! { <Avatar name=chat.name.clone() tone=tone /> }.into_any()
}
