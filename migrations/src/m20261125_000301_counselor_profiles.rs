use sea_orm_migration::{
    prelude::*,
    schema::{binary_null, boolean, text, text_null, timestamp_with_time_zone_null, uuid_null},
    sea_orm::{ConnectionTrait, Statement},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each serves the list in its order: all of it, one role, those who are active or not.
const INDEXES: [(&str, &[&str]); 3] = [
    (
        "counselors_by_display_name_key",
        &["facility_id", "display_name_key", "id"],
    ),
    (
        "counselors_by_role",
        &["facility_id", "role", "display_name_key", "id"],
    ),
    (
        "counselors_by_active",
        &["facility_id", "active", "display_name_key", "id"],
    ),
];

fn columns() -> Vec<(&'static str, ColumnDef)> {
    let text = |name| text(name).default("").take();
    let off = |name| boolean(name).default(false).take();
    vec![
        ("sealed_phone", binary_null("sealed_phone").take()),
        ("sealed_postcode", binary_null("sealed_postcode").take()),
        ("display_name_key", text("display_name_key")),
        ("search_key", text("search_key")),
        ("picture_id", uuid_null("picture_id").take()),
        ("description_de", text_null("description_de").take()),
        ("description_en", text_null("description_en").take()),
        ("languages", text("languages")),
        ("primary_clients_only", off("primary_clients_only")),
        ("video_requests", off("video_requests")),
        ("external_video_url", text_null("external_video_url").take()),
        ("newsletter", off("newsletter")),
        (
            "deactivated_at",
            timestamp_with_time_zone_null("deactivated_at").take(),
        ),
        (
            "deleted_at",
            timestamp_with_time_zone_null("deleted_at").take(),
        ),
        (
            "last_signed_in_at",
            timestamp_with_time_zone_null("last_signed_in_at").take(),
        ),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (_, column) in columns() {
            schema
                .alter_table(
                    Table::alter()
                        .table("counselors")
                        .add_column(column)
                        .to_owned(),
                )
                .await?;
        }
        fill_keys(schema.get_connection()).await?;
        schema
            .drop_index(
                Index::drop()
                    .name("counselors_by_display_name")
                    .table("counselors")
                    .to_owned(),
            )
            .await?;
        for (name, columns) in INDEXES {
            let mut index = Index::create().name(name).table("counselors").to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in INDEXES {
            schema
                .drop_index(Index::drop().name(name).table("counselors").to_owned())
                .await?;
        }
        schema
            .create_index(
                Index::create()
                    .name("counselors_by_display_name")
                    .table("counselors")
                    .col("facility_id")
                    .col("display_name")
                    .col("id")
                    .to_owned(),
            )
            .await?;
        for (name, _) in columns() {
            schema
                .alter_table(
                    Table::alter()
                        .table("counselors")
                        .drop_column(name)
                        .to_owned(),
                )
                .await?;
        }
        Ok(())
    }
}

/// What lists are sorted and searched by, of those who are there already. SQLite knows no lower
/// case of ü, so it is not left to SQL; rows of the same names get the same keys.
async fn fill_keys(db: &SchemaManagerConnection<'_>) -> Result<(), DbErr> {
    const NAMES: [&str; 5] = [
        "display_name",
        "first_name",
        "last_name",
        "login_name",
        "email",
    ];
    let backend = db.get_database_backend();
    let sql = format!("SELECT DISTINCT {} FROM counselors", NAMES.join(", "));
    let rows = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    for row in rows {
        let mut names = Vec::new();
        for column in NAMES {
            names.push(row.try_get::<String>("", column)?);
        }
        let keys: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
        let mut values: Vec<Value> = vec![keys[0].clone().into(), keys.join("\n").into()];
        values.extend(names.into_iter().map(Value::from));
        let sql = "UPDATE counselors SET display_name_key = $1, search_key = $2 \
                   WHERE display_name = $3 AND first_name = $4 AND last_name = $5 \
                   AND login_name = $6 AND email = $7";
        db.execute_raw(Statement::from_sql_and_values(backend, sql, values))
            .await?;
    }
    db.execute_unprepared("UPDATE counselors SET deactivated_at = created_at WHERE NOT active")
        .await?;
    Ok(())
}
