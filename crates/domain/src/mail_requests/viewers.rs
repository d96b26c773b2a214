//! Who has a request open at the moment.

use crate::counselors::CounselorRef;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// The colleagues who have a request open, besides the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Viewers {
    /// Each once, in the order of their names.
    pub colleagues: Vec<CounselorRef>,
}

impl Viewers {
    /// How often the app says that the request is still open.
    pub const BEAT: TimeDelta = TimeDelta::seconds(10);
    /// After how long without a word somebody counts as gone.
    pub const GONE_AFTER: TimeDelta = TimeDelta::seconds(35);
}
