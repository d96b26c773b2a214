//! What a page shows of the server.

use crate::session::use_session;
use client::{CallError, CallResult};
use leptos::reactive::spawn_local_scoped_with_cancellation;

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
