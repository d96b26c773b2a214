//! The open door, as whoever comes in meets it: whether it is open, the waiting room, the
//! conversation, and what comes after it. Nobody signs in for it.

mod page;
mod visit;
mod way;

pub use page::OpenDoorPage;
pub use way::DoorWay;
