//! Who has a request open. The hub knows; the database does not.

use super::operations::{find, tell_staff};
use crate::{ApiResult, caller::Caller, change::Change, counselors, events::Opened};
use domain::{access::Action, events::EventKind, ids::MailRequestId, mail_requests::Viewers};

/// Says that the caller has it open, again and again, and answers who else has. Colleagues hear
/// of it when somebody comes.
pub async fn note_viewing(caller: &Caller, id: MailRequestId) -> ApiResult<Viewers> {
    let request = find(caller, id, Action::NoteViewing, caller.db()).await?;
    let counselor = counselors::operations::exists(caller, caller.counselor_id()?).await?;
    let (hub, now) = (&caller.state().hub, caller.now());
    let opened = Opened::new(caller.facility(), id, counselor.reference(), now);
    let me = opened.counselor.id;
    if hub.note_opened(caller.db(), opened).await? {
        let mut change = Change::begin_unrecorded(caller).await?;
        tell_staff(&mut change, EventKind::ViewersChanged, &request);
        change.commit().await?;
    }
    Ok(Viewers {
        colleagues: hub.opened_by(caller.facility(), id, me, now),
    })
}

/// Says that the caller has closed it.
pub async fn stop_viewing(caller: &Caller, id: MailRequestId) -> ApiResult<()> {
    let request = find(caller, id, Action::StopViewing, caller.db()).await?;
    let counselor = counselors::operations::exists(caller, caller.counselor_id()?).await?;
    let hub = &caller.state().hub;
    let opened = Opened::new(caller.facility(), id, counselor.reference(), caller.now());
    if hub.note_closed(caller.db(), opened).await? {
        let mut change = Change::begin_unrecorded(caller).await?;
        tell_staff(&mut change, EventKind::ViewersChanged, &request);
        change.commit().await?;
    }
    Ok(())
}
