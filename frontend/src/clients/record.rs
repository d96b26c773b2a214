//! The client whose page is shown, with everything that is shown around them.

use super::fields::{counselling_fields, master_data_fields};
use crate::{
    counselors::all_counselors,
    live::use_live,
    remote::{Loaded, Remote, fetch},
    session::{Session, use_session},
};
use client::CallResult;
use domain::{
    access::{Action, Relation},
    clients::Client,
    counselling_fields::CounsellingField,
    counselors::CounselorSummary,
    events::{Event, EventKind},
    ids::ClientId,
    master_data_fields::MasterDataField,
    problem::ProblemCode,
};
use leptos::prelude::*;

/// What the page of a client is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Surroundings {
    /// What the facility offers counselling on.
    pub counselling_fields: Vec<CounsellingField>,
    /// What it wants to know.
    pub questions: Vec<MasterDataField>,
    /// Who works there.
    pub counselors: Vec<CounselorSummary>,
}

/// The client of a page. Parts of the page share it.
#[derive(Clone, Copy)]
pub struct Record {
    /// Who.
    pub id: ClientId,
    /// The client, as far as they are known here.
    pub client: RwSignal<Remote<Client>>,
    /// What is shown around them.
    pub around: RwSignal<Remote<Surroundings>>,
    session: Session,
    owner: StoredValue<Owner>,
    /// The line that is being changed, if any. What somebody is changing does not change under their
    /// hands: what they began with is what their change is compared with.
    pub editing: RwSignal<Option<String>>,
    /// Whether nothing around them is shown.
    alone: bool,
}

impl Record {
    /// Reads everything.
    pub fn begin(id: ClientId) -> Self {
        Self::read(id, false)
    }

    /// Reads the client alone, for where nothing around them is shown.
    pub fn begin_alone(id: ClientId) -> Self {
        Self::read(id, true)
    }

    fn read(id: ClientId, alone: bool) -> Self {
        let record = Self {
            id,
            client: RwSignal::new(Remote::Loading),
            around: RwSignal::new(Remote::Loading),
            session: use_session(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            editing: RwSignal::new(None),
            alone,
        };
        record.load();
        use_live().follow(
            move |event| is_of_client(event, id),
            move || record.editing.with(Option::is_some),
            move || record.read_again(),
        );
        record
    }

    /// Reads the client again. What was read stays where that does not come, but for one who is gone.
    fn read_again(self) {
        self.owner.with_value(|owner| {
            owner.with(|| {
                let (client, id) = (self.session.client(), self.id);
                fetch(
                    async move { client.read_client(id).await },
                    move |answer| match answer {
                        Ok(client) => self.take(client),
                        Err(error) if error.code() == Some(ProblemCode::NotFound) => {
                            self.client.set(Remote::Failed(error));
                        }
                        Err(_) => {}
                    },
                );
            });
        });
    }

    /// Reads it all, again if it did not come.
    pub fn load(self) {
        self.owner.with_value(|owner| {
            owner.with(|| {
                let (client, id) = (self.session.client(), self.id);
                fetch(async move { client.read_client(id).await }, move |answer| {
                    self.client
                        .set(answer.map_or_else(Remote::Failed, Remote::Ready));
                });
                if self.alone {
                    return;
                }
                let client = self.session.client();
                fetch(async move { surroundings(&client).await }, move |answer| {
                    self.around
                        .set(answer.map_or_else(Remote::Failed, Remote::Ready));
                });
            });
        });
    }

    /// What stands in the client's place; notifies.
    pub fn loaded(self) -> Loaded<()> {
        self.client.with(|client| match client {
            Remote::Loading => Loaded::Nothing,
            Remote::Failed(error) => Loaded::Failure(error.clone()),
            Remote::Ready(_) => Loaded::Here(()),
        })
    }

    /// Something of the client, once they are here; notifies.
    pub fn of<T>(self, what: impl FnOnce(&Client) -> T) -> Option<T> {
        self.client.with(|client| client.ready().map(what))
    }

    /// Something of what is around them, once that is here; notifies.
    pub fn around<T>(self, what: impl FnOnce(&Surroundings) -> T) -> Option<T> {
        self.around.with(|around| around.ready().map(what))
    }

    /// Whether whoever is signed in may do this to the client; notifies.
    pub fn may(self, action: Action) -> bool {
        let Some(account) = self.session.account() else {
            return false;
        };
        let primary = self.of(|client| client.primary_counselor.as_ref().map(|one| one.id));
        let relation = primary.map(|one| Relation::to_counselors(account.actor(), one));
        relation.is_some_and(|relation| account.may(action, relation))
    }

    /// Whether this of the client can be changed now; notifies.
    pub fn can_change(self, action: Action) -> bool {
        self.may(action) && self.of(|client| client.status.can_be_edited()) == Some(true)
    }

    /// Takes over what the server says of them now.
    pub fn take(self, client: Client) {
        self.client.set(Remote::Ready(client));
    }
}

/// Whether something of this client may have changed.
fn is_of_client(event: Event, id: ClientId) -> bool {
    match event.kind {
        EventKind::ClientChanged => event.client_id.is_none_or(|one| one == id),
        EventKind::NotesChanged | EventKind::DocumentsChanged => event.client_id == Some(id),
        _ => false,
    }
}

async fn surroundings(client: &client::Client) -> CallResult<Surroundings> {
    Ok(Surroundings {
        counselling_fields: counselling_fields(client).await?,
        questions: master_data_fields(client).await?,
        counselors: all_counselors(client).await?,
    })
}
