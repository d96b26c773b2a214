//! The document: checked in, complete, and the same as what is served.

use crate::support::TestApp;
use domain::working_time::FederalState;
use serde_json::Value;

fn document() -> Value {
    serde_json::to_value(api::document()).unwrap()
}

fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let items = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| (format!("{method} {path}"), operation))
    });
    items.collect()
}

#[test]
fn the_checked_in_document_is_the_present_one() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/openapi.json");
    let checked_in: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert!(
        checked_in == document(),
        "openapi/openapi.json is stale: run `just openapi`"
    );
}

#[test]
fn every_operation_says_what_it_does_and_what_it_answers() {
    let document = document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    for (name, operation) in operations(&document) {
        let summary = operation["summary"].as_str().unwrap_or_default();
        assert!(!summary.is_empty(), "{name} has no summary");
        assert_eq!(
            operation["tags"].as_array().map(Vec::len),
            Some(1),
            "{name}"
        );
        let responses = operation["responses"].as_object().unwrap();
        assert!(
            responses.keys().any(|status| status.starts_with('2')),
            "{name}"
        );
        assert!(responses.contains_key("500"), "{name}");
        for (status, response) in responses
            .iter()
            .filter(|(status, _)| !status.starts_with('2'))
        {
            let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(problem, "#/components/schemas/Problem", "{name} {status}");
        }
        let public = operation["security"] == serde_json::json!([{}]);
        assert_eq!(!public, responses.contains_key("403"), "{name}");
    }
}

#[test]
fn every_body_and_parameter_comes_with_an_example_or_its_bounds() {
    let document = document();
    for (name, operation) in operations(&document) {
        let kinds = operation["requestBody"]["content"].as_object();
        for (kind, body) in kinds.into_iter().flatten() {
            if kind.starts_with("image/") || kind == "application/octet-stream" {
                // What the bytes of a picture or a file may be, its own tests say.
                continue;
            }
            assert_eq!(kind, "application/json", "{name}");
            let reference = body["schema"]["$ref"].as_str().unwrap();
            let schema = &document["components"]["schemas"][reference.rsplit('/').next().unwrap()];
            assert!(
                schema.get("example").is_some(),
                "{name}: {reference} has no example"
            );
            assert_eq!(schema["additionalProperties"], false, "{name}: {reference}");
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let told = parameter.get("example").is_some() || parameter.get("schema").is_some();
            assert!(told, "{name}: {parameter}");
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str));
                fields.values().for_each(|field| references(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(!found.is_empty());
    for reference in found {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[actix_web::test]
async fn the_document_is_served() {
    let app = TestApp::new().await;
    let url = format!("{}/api/v1/openapi.json", app.url);
    let served: Value = reqwest::get(url).await.unwrap().json().await.unwrap();
    assert_eq!(served, document());
}

#[test]
fn the_document_names_values_as_they_travel() {
    let document = document();
    let states = &document["components"]["schemas"]["FederalState"]["enum"];
    let codes: Vec<Value> = FederalState::ALL
        .iter()
        .map(|state| serde_json::to_value(state).unwrap())
        .collect();
    assert_eq!(states, &Value::Array(codes));
}
