//! The table of newsletters. They are the installation's, written by its operator.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; newsletters are the installation's"
)]

pub mod recipient;

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "newsletters")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of subject and text: the same again goes on where it was.
    #[sea_orm(unique)]
    pub fingerprint: String,
    pub subject: String,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
