//! Texts that staff write once and use often (chapter 30): the facility's, which admins keep, and
//! each counselor's own; and the signature under what a counselor writes.

mod placeholders;

pub use placeholders::{Placeholder, Values, render};

use crate::{
    ids::TextTemplateId,
    page::Limit,
    text::{SignatureText, TemplateName, TemplateText},
    version::Version,
};
use serde::{Deserialize, Serialize};

/// The most templates that a facility shares, and that one counselor has.
pub const MAX_TEXT_TEMPLATES: u64 = 100;

/// A text to be used again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextTemplate {
    /// Which.
    pub id: TextTemplateId,
    /// Whether it is the facility's, for everybody; else it is the caller's own.
    pub shared: bool,
    /// What it is found by.
    pub name: String,
    /// What it says, with placeholders such as `{client}`.
    pub text: String,
    /// To be named by the next change.
    pub version: Version,
}

/// A new template.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "shared": false, "name": "Begrüßung", "text": "Guten Tag {client},\n\ndanke für Ihre Nachricht."
})))]
#[serde(deny_unknown_fields)]
pub struct TextTemplateCreate {
    /// Whether it is for everybody in the facility, which only admins decide.
    pub shared: bool,
    /// What it is found by.
    pub name: TemplateName,
    /// What it says.
    pub text: TemplateText,
}

/// A change of a template; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "name": "Begrüßung" })))]
#[serde(deny_unknown_fields)]
pub struct TextTemplateUpdate {
    /// What it is found by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<TemplateName>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TemplateText>,
}

/// Which page of templates to list, oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct TextTemplateQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// What stands under a counselor's answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signature {
    /// The text; empty where there is none.
    pub text: String,
    /// To be named by the next change; 0 before the first.
    pub version: Version,
}

/// What a signature is changed to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "text": "Herzliche Grüße\n{counselor}" })))]
#[serde(deny_unknown_fields)]
pub struct SignatureWrite {
    /// The text; empty to do without.
    pub text: SignatureText,
}
