//! Records of pieces of counselling, for the figures that a facility owes to those who fund it.

pub mod entity;
mod export;
mod fields;
pub mod figures;
mod handlers;
pub mod operations;
mod settings;
mod show;
mod suggesting;
mod writing;

pub use handlers::routes;
