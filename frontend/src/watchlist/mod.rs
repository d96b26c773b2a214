//! The clients that one keeps an eye on, and the tabs of the member administration.

mod menu_item;
mod tabs;
mod watchlist_page;

pub use menu_item::WatchlistItem;
pub use tabs::MembersTabs;
pub use watchlist_page::WatchlistPage;
