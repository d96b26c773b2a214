use crate::support::keyring;
use api::database;
use migrations::{Migrator, MigratorTrait};

/// Every table, as the code names it, is there after migrating up, down and up again.
#[actix_web::test]
async fn the_schema_goes_up_and_down_and_up_again() {
    let app = crate::support::TestApp::new().await;
    Migrator::down(&app.db, None).await.unwrap();
    database::migrate(&app.db, &keyring(), &app.hand.clock())
        .await
        .unwrap();
    app.facility("lahntal")
        .await
        .client("Seestern")
        .await
        .request("Schlaf")
        .await;
}
