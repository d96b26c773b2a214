use crate::support::{TestApp, code};
use domain::problem::ProblemCode;

#[actix_web::test]
async fn anyone_may_see_what_a_portal_says_of_itself() {
    let app = TestApp::new().await;
    app.facility("lahntal").await;
    let portal = app.nobody().read_portal("lahntal").await.unwrap();
    assert_eq!(portal.name, "Beratungsstelle lahntal");
    assert_eq!(portal.time_zone, "Europe/Berlin");
}

#[actix_web::test]
async fn an_unknown_facility_is_told_as_such() {
    let app = TestApp::new().await;
    for slug in ["nirgendwo", "Lahntal", "%00", "a%20b"] {
        let answer = app.nobody().read_portal(slug).await;
        assert_eq!(code(answer), ProblemCode::UnknownFacility, "{slug}");
    }
}
