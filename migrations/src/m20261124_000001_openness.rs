use sea_orm_migration::{prelude::*, schema::string};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // What held before there was a choice.
        let openness = string("openness").default("open").take();
        schema
            .alter_table(
                Table::alter()
                    .table("facilities")
                    .add_column(openness)
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .alter_table(
                Table::alter()
                    .table("facilities")
                    .drop_column("openness")
                    .to_owned(),
            )
            .await
    }
}
