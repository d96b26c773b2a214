use crate::support::{TestApp, code, field};
use client::Client;
use domain::{
    clients::{ClientCreate, ClientUpdate},
    counselling_fields::{FieldQuery, Labels},
    master_data_fields::{
        ChoiceSave, DEFAULTS, MasterDataChanges, MasterDataField, MasterDataFieldCreate,
        MasterDataFieldUpdate, MasterDataKind,
        MasterDataValue::{self, Number, Text, YesNo},
    },
    problem::{FieldCode, ProblemCode},
    version::Version,
};

fn labels(text: &str) -> Labels {
    Labels {
        de: text.try_into().unwrap(),
        en: text.try_into().unwrap(),
    }
}

fn choice(text: &str) -> ChoiceSave {
    ChoiceSave {
        id: None,
        labels: labels(text),
        active: true,
    }
}

fn create(kind: MasterDataKind) -> MasterDataFieldCreate {
    MasterDataFieldCreate {
        labels: labels("Feld"),
        kind,
        choices: match kind {
            MasterDataKind::Choice => vec![choice("eins"), choice("zwei")],
            _ => Vec::new(),
        },
        mandatory: false,
    }
}

async fn all(admin: &Client) -> Vec<MasterDataField> {
    let page = admin.list_master_data_fields(&FieldQuery::default()).await;
    page.unwrap().items
}

async fn set(
    admin: &Client,
    client: &domain::clients::Client,
    field: &MasterDataField,
    value: Option<MasterDataValue>,
) -> client::CallResult<domain::clients::Client> {
    let update = ClientUpdate {
        master_data: MasterDataChanges::from([(field.id, value)]),
        ..ClientUpdate::default()
    };
    admin
        .update_client(client.id, client.version, &update)
        .await
}

#[actix_web::test]
async fn a_new_facility_has_fields_and_its_admins_change_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let seeded = all(admin).await;
    assert_eq!(seeded.len(), DEFAULTS.len());
    for (field, expected) in seeded.iter().zip(DEFAULTS) {
        assert_eq!(field.labels.de.as_str(), expected.labels.0);
        assert_eq!(field.labels.en.as_str(), expected.labels.1);
        assert_eq!(field.kind, expected.kind);
        assert_eq!(field.choices.len(), expected.choices.len());
    }
    let made = admin
        .create_master_data_field(&create(MasterDataKind::Choice))
        .await
        .unwrap();
    let [one, two] = &made.choices[..] else {
        panic!("two choices were made");
    };
    let change = MasterDataFieldUpdate {
        labels: Some(labels("Anders")),
        mandatory: Some(true),
        position: Some(0),
        choices: Some(vec![
            ChoiceSave {
                id: Some(two.id),
                ..choice("Zwei")
            },
            choice("drei"),
        ]),
        ..MasterDataFieldUpdate::default()
    };
    let changed = admin
        .update_master_data_field(made.id, made.version, &change)
        .await
        .unwrap();
    assert!(changed.mandatory && changed.position == 0);
    let choices: Vec<_> = changed.choices.iter().collect();
    let named: Vec<_> = choices
        .iter()
        .map(|choice| (choice.labels.de.as_str(), choice.active))
        .collect();
    assert_eq!(named, [("Zwei", true), ("drei", true), ("eins", false)]);
    assert_eq!((choices[0].id, choices[2].id), (two.id, one.id));
    assert_eq!(all(admin).await[0].id, made.id);
    let stale = admin
        .update_master_data_field(made.id, made.version, &change)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let none = MasterDataFieldUpdate {
        choices: Some(Vec::new()),
        ..MasterDataFieldUpdate::default()
    };
    let refused = admin
        .update_master_data_field(made.id, changed.version, &none)
        .await;
    assert_eq!(field(refused), ("/choices".into(), FieldCode::Required));
    let text = MasterDataFieldCreate {
        choices: vec![choice("x")],
        ..create(MasterDataKind::Text)
    };
    let refused = admin.create_master_data_field(&text).await;
    assert_eq!(field(refused), ("/choices".into(), FieldCode::OutOfRange));
}

#[actix_web::test]
async fn answers_of_each_kind_are_kept_and_others_refused() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let admin = &facility.admin.client;
    let person = ClientCreate::called("Seestern".try_into().unwrap());
    let mut client = brandt.client.create_client(&person).await.unwrap();
    for (kind, good, bad, reason) in [
        (
            MasterDataKind::Number,
            Number(3),
            YesNo(true),
            FieldCode::WrongType,
        ),
        (
            MasterDataKind::Year,
            Number(1984),
            Number(84),
            FieldCode::OutOfRange,
        ),
        (
            MasterDataKind::Text,
            Text("Gießen".into()),
            Text("\u{0}".into()),
            FieldCode::ControlCharacters,
        ),
        (
            MasterDataKind::YesNo,
            YesNo(false),
            Number(0),
            FieldCode::WrongType,
        ),
        (
            MasterDataKind::Date,
            Text("2026-02-28".into()),
            Text("gestern".into()),
            FieldCode::InvalidFormat,
        ),
    ] {
        let made = admin.create_master_data_field(&create(kind)).await.unwrap();
        let refused = set(&brandt.client, &client, &made, Some(bad)).await;
        assert_eq!(
            field(refused),
            (format!("/master_data/{}", made.id), reason)
        );
        client = set(&brandt.client, &client, &made, Some(good.clone()))
            .await
            .unwrap();
        assert_eq!(client.master_data[&made.id], good);
    }
    assert_eq!(client.master_data.len(), 5, "the others stay");
    let read = brandt.client.read_client(client.id).await.unwrap();
    assert_eq!(read.master_data, client.master_data);

    let chosen = admin
        .create_master_data_field(&create(MasterDataKind::Choice))
        .await
        .unwrap();
    let value = Text(chosen.choices[0].id.to_string());
    client = set(admin, &client, &chosen, Some(value)).await.unwrap();
    client = set(admin, &client, &chosen, None).await.unwrap();
    assert!(!client.master_data.contains_key(&chosen.id));
}

#[actix_web::test]
async fn a_field_of_another_facility_is_unknown() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let abroad = app.facility("wetterau").await;
    let foreign = all(&abroad.admin.client).await.remove(1);
    let person = ClientCreate {
        master_data: [(foreign.id, Number(1984))].into(),
        ..ClientCreate::called("Seestern".try_into().unwrap())
    };
    let refused = facility.admin.client.create_client(&person).await;
    let pointer = format!("/master_data/{}", foreign.id);
    assert_eq!(field(refused), (pointer, FieldCode::UnknownField));
}

#[actix_web::test]
async fn a_mandatory_field_is_asked_for_when_staff_make_a_client_and_not_at_the_portal() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let year = all(admin).await.remove(1);
    let mandatory = MasterDataFieldUpdate {
        mandatory: Some(true),
        ..MasterDataFieldUpdate::default()
    };
    admin
        .update_master_data_field(year.id, year.version, &mandatory)
        .await
        .unwrap();
    let mut person = ClientCreate::called("Seestern".try_into().unwrap());
    let missing = (format!("/master_data/{}", year.id), FieldCode::Required);
    assert_eq!(field(admin.create_client(&person).await), missing);
    person.master_data.insert(year.id, Number(1984));
    let made = admin.create_client(&person).await.unwrap();
    let emptied = set(admin, &made, &year, None).await;
    assert_eq!(field(emptied), missing);
    facility.client("Anker").await;
}

#[actix_web::test]
async fn what_a_deactivated_field_holds_is_kept_and_shown() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let year = all(admin).await.remove(1);
    let person = ClientCreate {
        master_data: [(year.id, Number(1984))].into(),
        ..ClientCreate::called("Seestern".try_into().unwrap())
    };
    let made = admin.create_client(&person).await.unwrap();
    let off = MasterDataFieldUpdate {
        active: Some(false),
        ..MasterDataFieldUpdate::default()
    };
    admin
        .update_master_data_field(year.id, year.version, &off)
        .await
        .unwrap();
    let shown = all(admin).await;
    assert!(!shown.iter().find(|one| one.id == year.id).unwrap().active);
    let kept = admin.read_client(made.id).await.unwrap();
    assert_eq!(kept.master_data[&year.id], Number(1984));
    let refused = set(admin, &kept, &year, Some(Number(1985))).await;
    let unknown = (format!("/master_data/{}", year.id), FieldCode::UnknownField);
    assert_eq!(field(refused), unknown);
    let cleared = set(admin, &kept, &year, None).await.unwrap();
    assert!(cleared.master_data.is_empty());
    assert_eq!(cleared.version, Version(2));
}
