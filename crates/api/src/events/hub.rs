use domain::{
    access::{Action, Actor, Openness, decide},
    events::Event,
    ids::FacilityId,
    mail_requests::access::Ownership,
};
use tokio::sync::broadcast;

/// How many notices a slow connection may fall behind before it is dropped, to connect anew.
const CAPACITY: usize = 1024;

/// A change that was committed, with what decides who may hear of it.
#[derive(Clone, Copy, Debug)]
pub struct Notice {
    pub facility: FacilityId,
    pub request: Ownership,
    pub event: Event,
}

impl Notice {
    /// Whether `actor` of `facility` may hear of it: whoever may read the request.
    pub fn is_for(&self, facility: FacilityId, actor: Actor, openness: Openness) -> bool {
        let relation = self.request.relation_of(actor);
        facility == self.facility
            && decide(actor, openness, Action::ReadMailRequest, relation).is_allowed()
    }
}

/// Passes notices on to every open connection of this server.
#[derive(Debug)]
pub struct Hub(broadcast::Sender<Notice>);

impl Hub {
    /// A hub that nobody listens to yet.
    pub fn new() -> Self {
        Self(broadcast::channel(CAPACITY).0)
    }

    /// Tells everyone connected. To be called after the change is committed.
    pub fn publish(&self, notice: Notice) {
        // An error only says that nobody is connected.
        let _ = self.0.send(notice);
    }

    /// Hears everything from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Notice> {
        self.0.subscribe()
    }
}
