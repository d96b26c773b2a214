use crate::reference;
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer_null, binary_null, boolean, integer, pk_uuid, string,
        timestamp_with_time_zone_null, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema
            .create_table(
                Table::create()
                    .table("two_factors")
                    .col(pk_uuid("counselor_id"))
                    .col(uuid("facility_id"))
                    .col(binary_null("sealed_secret"))
                    .col(binary_null("sealed_new_secret"))
                    .col(big_integer_null("last_step"))
                    .foreign_key(&mut reference("two_factors", "facility_id", "facilities"))
                    .foreign_key(
                        reference("two_factors", "counselor_id", "counselors")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        schema
            .create_table(
                Table::create()
                    .table("recovery_codes")
                    .col(pk_uuid("id"))
                    .col(uuid("facility_id"))
                    .col(uuid("counselor_id"))
                    .col(string("code_hash"))
                    .foreign_key(&mut reference(
                        "recovery_codes",
                        "facility_id",
                        "facilities",
                    ))
                    .foreign_key(
                        reference("recovery_codes", "counselor_id", "counselors")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        schema
            .create_index(
                Index::create()
                    .name("recovery_codes_by_counselor")
                    .table("recovery_codes")
                    .col("counselor_id")
                    .col("code_hash")
                    .to_owned(),
            )
            .await?;
        for (table, column) in [
            (
                "counselors",
                timestamp_with_time_zone_null("two_factor_since"),
            ),
            (
                "facilities",
                boolean("two_factor_required").default(false).to_owned(),
            ),
            (
                "facilities",
                integer("sign_in_version").default(1).to_owned(),
            ),
        ] {
            schema
                .alter_table(Table::alter().table(table).add_column(column).to_owned())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("facilities", "sign_in_version"),
            ("facilities", "two_factor_required"),
            ("counselors", "two_factor_since"),
        ] {
            schema
                .alter_table(Table::alter().table(table).drop_column(column).to_owned())
                .await?;
        }
        for table in ["recovery_codes", "two_factors"] {
            schema
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}
