//! What a page shows of the server.

use crate::{
    i18n::{self, common},
    session::use_session,
    ui::{Banner, Button, Kind},
};
use client::{CallError, CallResult, Client};
use leptos::{prelude::*, reactive::spawn_local_scoped_with_cancellation};

/// Something that is fetched.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Remote<T> {
    /// On its way.
    #[default]
    Loading,
    /// Here.
    Ready(T),
    /// It did not come.
    Failed(CallError),
}

impl<T> Remote<T> {
    /// What is here, if it is.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// What is here, if it is, to be changed.
    pub fn ready_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }
}

/// Fetches for as long as the calling component is shown, and hands over what came. The session
/// notices when the answer is that it has ended.
pub fn fetch<T: 'static>(
    call: impl Future<Output = CallResult<T>> + 'static,
    done: impl FnOnce(CallResult<T>) + 'static,
) {
    let session = use_session();
    spawn_local_scoped_with_cancellation(async move {
        let result = call.await;
        done(session.notice(result));
    });
}

/// What stands where something that is fetched once would.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded<T> {
    /// Nothing yet.
    Nothing,
    /// That it did not come.
    Failure(CallError),
    /// What came.
    Here(T),
}

/// Something that is fetched, and again when it did not come.
pub struct Resource<T: Send + Sync + 'static> {
    value: RwSignal<Remote<T>>,
    again: Callback<()>,
}

impl<T: Send + Sync + 'static> Clone for Resource<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Resource<T> {}

/// Fetches, for as long as the calling component is shown.
pub fn load<T, F>(ask: impl Fn(Client) -> F + Send + Sync + 'static) -> Resource<T>
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = CallResult<T>> + 'static,
{
    let session = use_session();
    let value = RwSignal::new(Remote::Loading);
    let owner = Owner::current().unwrap_or_default();
    let again = Callback::new(move |()| {
        owner.with(|| {
            fetch(ask(session.client()), move |result| {
                value.set(result.map_or_else(Remote::Failed, Remote::Ready));
            });
        });
    });
    again.run(());
    Resource { value, again }
}

impl<T: Clone + Send + Sync + 'static> Resource<T> {
    /// What stands in its place; notifies.
    pub fn ready(self) -> Loaded<T> {
        match self.value.get() {
            Remote::Loading => Loaded::Nothing,
            Remote::Failed(error) => Loaded::Failure(error),
            Remote::Ready(value) => Loaded::Here(value),
        }
    }

    /// Fetches it anew; what is shown stays until it is here.
    pub fn load_again(self) {
        self.again.run(());
    }

    /// That it did not come, and how to ask again.
    pub fn failure_view(self, error: CallError) -> AnyView {
        let again = self.again;
        view! {
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button class="btn-sm" on_click=again>{move || common::t().retry}</Button>
                }
            >
                {move || i18n::error_text(&error)}
            </Banner>
        }
        .into_any()
    }
}
