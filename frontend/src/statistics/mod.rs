//! The figures of a period: what was counselled, and what became of requests and appointments.

mod chart;
mod choice;
mod counselors;
mod export;
mod figures;
mod page;
mod report;

pub use page::StatisticsPage;
