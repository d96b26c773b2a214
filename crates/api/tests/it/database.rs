//! The way to the database.

use crate::support::fresh_database;
use api::database::connect;
use sea_orm::{ConnectionTrait, DbErr, Statement};

/// Whether PostgreSQL itself says that this connection is encrypted.
async fn is_encrypted(url: &str) -> Result<bool, DbErr> {
    let db = connect(url).await?;
    let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await?.unwrap();
    row.try_get("", "ssl")
}

/// SQLite is a file: there is nothing in between.
#[actix_web::test]
async fn postgresql_is_spoken_to_with_tls_and_has_to_prove_who_it_is() {
    let (url, _files) = fresh_database().await;
    let Ok(authority) = std::env::var("BEISTAND_TEST_POSTGRES_CA") else {
        assert!(url.starts_with("sqlite:"), "no certificate to compare with");
        return;
    };
    assert!(!is_encrypted(&url).await.unwrap(), "on this machine");
    assert!(
        is_encrypted(&format!("{url}?sslmode=require"))
            .await
            .unwrap()
    );
    let proven = format!("{url}?sslmode=verify-full&sslrootcert={authority}");
    assert!(is_encrypted(&proven).await.unwrap());
    let unknown = is_encrypted(&format!("{url}?sslmode=verify-full")).await;
    let said = unknown.unwrap_err().to_string();
    assert!(said.contains("certificate"), "{said}");
    // It is 127.0.0.1 that the certificate was made for.
    let other = proven.replacen("127.0.0.1", "localhost", 1);
    let said = is_encrypted(&other).await.unwrap_err().to_string();
    assert!(said.contains("certificate"), "{said}");
}
