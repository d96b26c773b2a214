//! The help: answers to questions, written in Markdown under `frontend/help` and brought into the
//! program by `build.rs`. Every page leads to its own.

mod answers;
mod page;

pub use answers::find;
pub use page::HelpPage;
