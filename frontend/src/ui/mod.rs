//! The building blocks of every page, after `design/ui`: one file each with its style sheet.
//! They know nothing of counselling; what they say is given to them or is in `i18n::common`.

pub mod avatar;
pub mod banner;
pub mod brand;
pub mod button;
pub mod choice;
pub mod dialog;
pub mod dom;
pub mod empty;
pub mod error_summary;
pub mod field;
pub mod filters;
pub mod icon;
pub mod leave_guard;
pub mod menu;
pub mod pager;
pub mod save_state;
pub mod skeleton;
pub mod sort;
pub mod steps;
pub mod stretches;
pub mod switch;
pub mod tabs;
pub mod toast;

pub use avatar::{Avatar, Size, Tone};
pub use banner::{Banner, Kind};
pub use brand::Mark;
pub use button::{Button, IconButton};
pub use choice::Choice;
pub use dialog::Dialog;
pub use empty::Empty;
pub use error_summary::ErrorSummary;
pub use field::{PasswordField, SelectField, TextArea, TextField};
pub use filters::SearchField;
pub use icon::icon;
pub use leave_guard::LeaveGuard;
pub use menu::Menu;
pub use pager::Pager;
pub use save_state::{SaveState, Saved};
pub use skeleton::Skeleton;
pub use sort::SortHead;
pub use steps::Steps;
pub use stretches::Stretches;
pub use switch::{Switch, SwitchField};
pub use tabs::{TabLink, TabPart, TabParts};
pub use toast::{Toasts, use_toasts};
