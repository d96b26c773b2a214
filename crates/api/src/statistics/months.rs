use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::statistics::Period;
use sea_orm::{
    Condition, ExprTrait,
    sea_query::{CaseStatement, Expr, IntoColumnRef},
};

/// The months of a period, as moments between which rows are counted: all of them in one statement.
pub struct Months {
    /// When each begins.
    begins: Vec<DateTime<Utc>>,
    /// When the last one is over.
    until: DateTime<Utc>,
}

impl Months {
    /// The name of the column that says which month a row counts for.
    pub const PLACE: &'static str = "place";

    /// By the facility's clock.
    pub fn of(period: Period, zone: &Tz) -> Self {
        Self {
            begins: period.months().map(|month| month.begins(zone)).collect(),
            until: period.to().next().begins(zone),
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.begins.len()
    }

    /// Whether a moment is in one of them.
    pub fn contain(&self, at: impl IntoColumnRef + Copy) -> Condition {
        let first = self.begins.first().copied().unwrap_or(self.until);
        Condition::all()
            .add(Expr::col(at).gte(first))
            .add(Expr::col(at).lt(self.until))
    }

    /// In which of them it is, counted from 0.
    pub fn place(&self, at: impl IntoColumnRef + Copy) -> Expr {
        let ends = self.begins.iter().skip(1).chain([&self.until]);
        let cases = (0_i32..).zip(ends);
        let cases = cases.fold(CaseStatement::new(), |cases, (place, end)| {
            cases.case(Expr::col(at).lt(*end), place)
        });
        Expr::Case(Box::new(cases))
    }
}
