//! Letting others know that something of a client has changed.

use super::operations::find_primary_counselor;
use crate::{ApiResult, change::Change};
use domain::{
    events::{Audience, ClientPart, Event},
    ids::{ClientId, CounselorId},
};

/// Tells the staff who may see this of a client that it has changed.
pub fn tell_staff(
    change: &mut Change<'_>,
    part: ClientPart,
    client: ClientId,
    counselor: Option<CounselorId>,
) {
    let audience = Audience::StaffOfClient { part, counselor };
    change.tell(Event::of_client(part, Some(client)), audience);
}

/// The same, where it is not at hand who looks after the client.
pub async fn tell_staff_of(
    change: &mut Change<'_>,
    part: ClientPart,
    client: ClientId,
) -> ApiResult<()> {
    let counselor = find_primary_counselor(change, client).await?;
    tell_staff(change, part, client, counselor);
    Ok(())
}

/// Tells a client that something that is there for them has changed.
pub fn tell_client(change: &mut Change<'_>, part: ClientPart, client: ClientId) {
    let audience = Audience::Client { part, client };
    change.tell(Event::of_client(part, Some(client)), audience);
}

/// Tells who saw a client before that they have changed, and who sees them now.
pub fn tell_changed(
    change: &mut Change<'_>,
    client: ClientId,
    (before, now): (Option<CounselorId>, Option<CounselorId>),
) {
    tell_staff(change, ClientPart::Profile, client, now);
    if before != now {
        tell_staff(change, ClientPart::Profile, client, before);
    }
}

/// That this counselor's clients, or those of nobody, are not the same any more. None is named:
/// one who is gone leaves no trace, and of several each would be one event.
pub fn of_several(counselor: Option<CounselorId>) -> (Event, Audience) {
    let part = ClientPart::Profile;
    let audience = Audience::StaffOfClient { part, counselor };
    (Event::of_client(part, None), audience)
}
