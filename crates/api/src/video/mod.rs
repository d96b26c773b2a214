//! Video calls: rooms of the operator's Jitsi Meet, who gets into them, and links that let others
//! in. What proves a link is computed from the facility's key and stands in no table.

pub mod entity;
mod handlers;
mod invitations;
mod jitsi;
mod links;
mod operations;
mod rooms;

pub use handlers::routes;
pub use jitsi::Jitsi;
pub use operations::can_call;
pub use rooms::window;
