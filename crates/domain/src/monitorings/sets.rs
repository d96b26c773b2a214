//! Fields that a facility can start from, in our words, each value with the official category that
//! it feeds, where there is one.
//!
//! Sources of the categories:
//! - federal states: the first two digits of the official municipality key (Amtlicher
//!   Gemeindeschlüssel, Statistisches Bundesamt).
//! - child and youth welfare: the survey "Erzieherische Hilfe" of the federal statistic by § 99
//!   SGB VIII, with the keys that it has used since 2007. Where the key of a value is not certain,
//!   the field alone names its item. The form of the year decides: it is to be compared before
//!   figures are delivered.
//! - addiction: items and categories of the KDS 3.0, "Fall" (Deutsche Hauptstelle für Suchtfragen,
//!   in use since 2017), as the yearly tables of the Deutsche Suchthilfestatistik name them; main
//!   problems by their chapter of the ICD-10. The numbers that the KDS gives its items are left
//!   out: they were not at hand.

use super::{
    MonitoringField,
    MonitoringFieldKind::{self, OneOf, SeveralOf, YesNo},
};
use serde::{Deserialize, Serialize};

/// A ready-made set of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldSet {
    /// What most facilities are asked for.
    General,
    /// Child and youth welfare (§ 99 SGB VIII).
    ChildYouthWelfare,
    /// Addiction (core data set KDS 3.0).
    Addiction,
}

/// Which set to add.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "set": "general" })))]
#[serde(deny_unknown_fields)]
pub struct FieldSetAdd {
    /// This one.
    pub set: FieldSet,
}

/// A set that has been added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldSetAdded {
    /// Its fields, as the facility has them now.
    pub fields: Vec<MonitoringField>,
}

/// German, English, and the official category.
type SetOption = (&'static str, &'static str, Option<&'static str>);

/// A field of a set.
#[derive(Clone, Copy, Debug)]
pub struct SetField {
    /// What tells it from all others of all sets.
    pub origin: &'static str,
    /// In German and English.
    pub labels: (&'static str, &'static str),
    /// What kind of answer it takes.
    pub kind: MonitoringFieldKind,
    /// Which figure of an official statistic it feeds.
    pub official: Option<&'static str>,
    /// What there is to choose from: German, English, and the category that it feeds.
    pub options: &'static [SetOption],
}

impl FieldSet {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::General, Self::ChildYouthWelfare, Self::Addiction];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::ChildYouthWelfare => "child_youth_welfare",
            Self::Addiction => "addiction",
        }
    }

    /// Its fields, in order.
    pub fn fields(self) -> &'static [SetField] {
        match self {
            Self::General => GENERAL,
            Self::ChildYouthWelfare => CHILD_YOUTH_WELFARE,
            Self::Addiction => ADDICTION,
        }
    }
}

const GENERAL: &[SetField] = &[
    SetField {
        origin: "general.age_group",
        labels: ("Altersgruppe", "Age group"),
        kind: OneOf,
        official: None,
        options: &[
            ("unter 14", "under 14", None),
            ("14 bis 17", "14 to 17", None),
            ("18 bis 26", "18 to 26", None),
            ("27 bis 39", "27 to 39", None),
            ("40 bis 59", "40 to 59", None),
            ("60 und älter", "60 and older", None),
            ("keine Angabe", "not stated", None),
        ],
    },
    SetField {
        origin: "general.gender",
        labels: ("Geschlecht", "Gender"),
        kind: OneOf,
        official: None,
        options: &[
            ("weiblich", "female", None),
            ("männlich", "male", None),
            ("divers", "non-binary", None),
            ("keine Angabe", "not stated", None),
        ],
    },
    SetField {
        origin: "general.federal_state",
        labels: ("Bundesland", "Federal state"),
        kind: OneOf,
        official: Some("Amtlicher Gemeindeschlüssel, Land"),
        options: &[
            ("Baden-Württemberg", "Baden-Württemberg", Some("AGS 08")),
            ("Bayern", "Bavaria", Some("AGS 09")),
            ("Berlin", "Berlin", Some("AGS 11")),
            ("Brandenburg", "Brandenburg", Some("AGS 12")),
            ("Bremen", "Bremen", Some("AGS 04")),
            ("Hamburg", "Hamburg", Some("AGS 02")),
            ("Hessen", "Hesse", Some("AGS 06")),
            (
                "Mecklenburg-Vorpommern",
                "Mecklenburg-Western Pomerania",
                Some("AGS 13"),
            ),
            ("Niedersachsen", "Lower Saxony", Some("AGS 03")),
            (
                "Nordrhein-Westfalen",
                "North Rhine-Westphalia",
                Some("AGS 05"),
            ),
            ("Rheinland-Pfalz", "Rhineland-Palatinate", Some("AGS 07")),
            ("Saarland", "Saarland", Some("AGS 10")),
            ("Sachsen", "Saxony", Some("AGS 14")),
            ("Sachsen-Anhalt", "Saxony-Anhalt", Some("AGS 15")),
            ("Schleswig-Holstein", "Schleswig-Holstein", Some("AGS 01")),
            ("Thüringen", "Thuringia", Some("AGS 16")),
            ("im Ausland", "abroad", None),
            ("unbekannt", "unknown", None),
        ],
    },
    SetField {
        origin: "general.living",
        labels: ("Lebenssituation", "Living situation"),
        kind: OneOf,
        official: None,
        options: &[
            ("allein", "alone", None),
            ("in Partnerschaft", "with a partner", None),
            (
                "in Partnerschaft mit Kindern",
                "with a partner and children",
                None,
            ),
            ("allein mit Kindern", "alone with children", None),
            (
                "bei Eltern oder Angehörigen",
                "with parents or relatives",
                None,
            ),
            ("mit anderen", "with others", None),
            ("unbekannt", "unknown", None),
        ],
    },
    SetField {
        origin: "general.housing",
        labels: ("Wohnsituation", "Housing"),
        kind: OneOf,
        official: None,
        options: &[
            ("eigene Wohnung", "home of their own", None),
            ("bei anderen", "at somebody’s home", None),
            ("Wohngruppe oder Heim", "shared or residential home", None),
            ("Notunterkunft", "emergency shelter", None),
            ("ohne Wohnung", "no home", None),
            ("unbekannt", "unknown", None),
        ],
    },
    SetField {
        origin: "general.occupation",
        labels: ("Beschäftigung", "Occupation"),
        kind: OneOf,
        official: None,
        options: &[
            ("Schule", "school", None),
            ("Ausbildung oder Studium", "training or studies", None),
            ("erwerbstätig", "employed", None),
            ("arbeitsuchend", "looking for work", None),
            ("Familie und Haushalt", "family and household", None),
            ("Rente oder Pension", "retired", None),
            ("Sonstiges", "something else", None),
            ("unbekannt", "unknown", None),
        ],
    },
    SetField {
        origin: "general.first_contact",
        labels: ("Erstkontakt", "First contact"),
        kind: YesNo,
        official: None,
        options: &[],
    },
    SetField {
        origin: "general.referral",
        labels: ("Zugangsweg", "Referral path"),
        kind: OneOf,
        official: None,
        options: &[
            ("von selbst", "on their own", None),
            ("Suche im Internet", "searching the web", None),
            ("Familie oder Bekannte", "family or friends", None),
            ("Schule oder Arbeitsplatz", "school or work", None),
            ("Ärztliche Praxis oder Klinik", "doctor or hospital", None),
            ("Jugendamt oder andere Behörde", "authority", None),
            ("andere Beratungsstelle", "other counselling centre", None),
            ("Sonstiges", "something else", None),
        ],
    },
    SetField {
        origin: "general.risk",
        labels: ("Gefährdung", "Risk"),
        kind: SeveralOf,
        official: None,
        options: &[
            ("keine erkennbar", "none apparent", None),
            ("Suizidgedanken", "thoughts of suicide", None),
            ("Selbstverletzung", "self-harm", None),
            ("Gewalt", "violence", None),
            ("Kindeswohl gefährdet", "a child’s well-being at risk", None),
            ("Obdachlosigkeit droht", "homelessness impending", None),
        ],
    },
];

const CHILD_YOUTH_WELFARE: &[SetField] = &[
    SetField {
        origin: "child_youth_welfare.focus",
        labels: ("Mit wem vor allem beraten wird", "Who is mainly counselled"),
        kind: OneOf,
        official: Some("§ 99 SGB VIII, Art der Hilfe: Erziehungsberatung (§ 28)"),
        options: &[
            (
                "Familie (Eltern und Kind)",
                "family (parents and child)",
                Some("§ 99 SGB VIII, Art der Hilfe 01"),
            ),
            ("Eltern", "parents", Some("§ 99 SGB VIII, Art der Hilfe 02")),
            (
                "junger Mensch",
                "young person",
                Some("§ 99 SGB VIII, Art der Hilfe 03"),
            ),
        ],
    },
    SetField {
        origin: "child_youth_welfare.gender",
        labels: (
            "Geschlecht des jungen Menschen",
            "Gender of the young person",
        ),
        kind: OneOf,
        official: Some("§ 99 SGB VIII, Geschlecht"),
        options: &[
            (
                "weiblich",
                "female",
                Some("§ 99 SGB VIII, Geschlecht: weiblich"),
            ),
            (
                "männlich",
                "male",
                Some("§ 99 SGB VIII, Geschlecht: männlich"),
            ),
            (
                "divers",
                "non-binary",
                Some("§ 99 SGB VIII, Geschlecht: divers"),
            ),
            (
                "ohne Eintrag",
                "none registered",
                Some("§ 99 SGB VIII, Geschlecht: ohne Angabe (nach Geburtenregister)"),
            ),
        ],
    },
    SetField {
        origin: "child_youth_welfare.family",
        labels: ("Situation in der Herkunftsfamilie", "Family of origin"),
        kind: OneOf,
        official: Some("§ 99 SGB VIII, Situation in der Herkunftsfamilie"),
        options: &[
            (
                "Eltern leben zusammen",
                "parents live together",
                Some("§ 99 SGB VIII, Herkunftsfamilie 1"),
            ),
            (
                "ein Elternteil, ohne Partner:in",
                "one parent, no partner",
                Some("§ 99 SGB VIII, Herkunftsfamilie 2"),
            ),
            (
                "ein Elternteil mit neuer Partner:in",
                "one parent with a new partner",
                Some("§ 99 SGB VIII, Herkunftsfamilie 3"),
            ),
            (
                "Eltern sind verstorben",
                "parents have died",
                Some("§ 99 SGB VIII, Herkunftsfamilie 4"),
            ),
            (
                "unbekannt",
                "unknown",
                Some("§ 99 SGB VIII, Herkunftsfamilie 5"),
            ),
        ],
    },
    SetField {
        origin: "child_youth_welfare.parents_from_abroad",
        labels: (
            "Mindestens ein Elternteil aus dem Ausland",
            "At least one parent from abroad",
        ),
        kind: YesNo,
        official: Some("§ 99 SGB VIII, ausländische Herkunft mindestens eines Elternteils"),
        options: &[],
    },
    SetField {
        origin: "child_youth_welfare.german_spoken",
        labels: (
            "In der Familie wird vor allem Deutsch gesprochen",
            "German is mainly spoken in the family",
        ),
        kind: YesNo,
        official: Some("§ 99 SGB VIII, in der Familie vorrangig gesprochene Sprache"),
        options: &[],
    },
    SetField {
        origin: "child_youth_welfare.benefits",
        labels: (
            "Familie lebt ganz oder teilweise von staatlichen Leistungen",
            "Family lives on public benefits, wholly or partly",
        ),
        kind: YesNo,
        official: Some("§ 99 SGB VIII, wirtschaftliche Situation (Leistungen zum Unterhalt)"),
        options: &[],
    },
    SetField {
        origin: "child_youth_welfare.suggested_by",
        labels: ("Wer die Hilfe angeregt hat", "Who suggested it"),
        kind: OneOf,
        official: Some("§ 99 SGB VIII, anregende Institution oder Person"),
        options: &[
            (
                "junger Mensch selbst",
                "the young person",
                Some("§ 99 SGB VIII, Anregung 1"),
            ),
            (
                "Eltern oder Sorgeberechtigte",
                "parents or guardians",
                Some("§ 99 SGB VIII, Anregung 2"),
            ),
            (
                "Schule oder Kita",
                "school or day care",
                Some("§ 99 SGB VIII, Anregung 3"),
            ),
            (
                "soziale Dienste, Jugendamt",
                "social services, youth office",
                Some("§ 99 SGB VIII, Anregung 4"),
            ),
            (
                "Gericht, Staatsanwaltschaft, Polizei",
                "court, prosecution, police",
                Some("§ 99 SGB VIII, Anregung 5"),
            ),
            (
                "Praxis, Klinik, Gesundheitsamt",
                "doctor, hospital, health office",
                Some("§ 99 SGB VIII, Anregung 6"),
            ),
            (
                "Bekannte, frühere Klient:innen",
                "friends, former clients",
                Some("§ 99 SGB VIII, Anregung 7"),
            ),
            ("Sonstige", "others", Some("§ 99 SGB VIII, Anregung 8")),
        ],
    },
    SetField {
        origin: "child_youth_welfare.reasons",
        labels: ("Gründe für die Hilfe", "Reasons for the help"),
        kind: SeveralOf,
        official: Some("§ 99 SGB VIII, Gründe für die Hilfegewährung (bis zu drei)"),
        options: &[
            (
                "niemand sorgt für den jungen Menschen",
                "nobody cares for the young person",
                Some("§ 99 SGB VIII, Gründe 10"),
            ),
            (
                "zu wenig Förderung oder Versorgung in der Familie",
                "too little support or care in the family",
                Some("§ 99 SGB VIII, Gründe 11"),
            ),
            (
                "Kindeswohl gefährdet",
                "the child’s well-being at risk",
                Some("§ 99 SGB VIII, Gründe 12"),
            ),
            (
                "Eltern in der Erziehung überfordert",
                "parents overwhelmed with parenting",
                Some("§ 99 SGB VIII, Gründe 13"),
            ),
            (
                "Probleme der Eltern belasten",
                "problems of the parents weigh on them",
                Some("§ 99 SGB VIII, Gründe 14"),
            ),
            (
                "Konflikte in der Familie belasten",
                "conflicts in the family weigh on them",
                Some("§ 99 SGB VIII, Gründe 15"),
            ),
            (
                "auffälliges Sozialverhalten",
                "conspicuous social behaviour",
                Some("§ 99 SGB VIII, Gründe 16"),
            ),
            (
                "Entwicklung oder seelische Probleme",
                "development or mental health",
                Some("§ 99 SGB VIII, Gründe 17"),
            ),
            (
                "Probleme in Schule oder Beruf",
                "problems at school or work",
                Some("§ 99 SGB VIII, Gründe 18"),
            ),
            (
                "von einem anderen Jugendamt übernommen",
                "taken over from another youth office",
                Some("§ 99 SGB VIII, Gründe 19"),
            ),
        ],
    },
];

const ADDICTION: &[SetField] = &[
    SetField {
        origin: "addiction.concerned",
        labels: ("Wer beraten wird", "Who is counselled"),
        kind: OneOf,
        official: Some("KDS 3.0 Fall, eigene Problematik oder Angehörige"),
        options: &[
            (
                "mit eigener Problematik",
                "with a problem of their own",
                Some("KDS 3.0: eigene Problematik"),
            ),
            (
                "Angehörige:r",
                "relative",
                Some("KDS 3.0: Person aus dem sozialen Umfeld"),
            ),
        ],
    },
    SetField {
        origin: "addiction.main_problem",
        labels: ("Hauptproblem", "Main problem"),
        kind: OneOf,
        official: Some("KDS 3.0 Fall, Hauptdiagnose"),
        options: &[
            ("Alkohol", "alcohol", Some("ICD-10 F10")),
            ("Opioide", "opioids", Some("ICD-10 F11")),
            ("Cannabis", "cannabis", Some("ICD-10 F12")),
            (
                "Beruhigungs- und Schlafmittel",
                "sedatives and hypnotics",
                Some("ICD-10 F13"),
            ),
            ("Kokain", "cocaine", Some("ICD-10 F14")),
            (
                "andere Stimulanzien",
                "other stimulants",
                Some("ICD-10 F15"),
            ),
            ("Halluzinogene", "hallucinogens", Some("ICD-10 F16")),
            ("Tabak", "tobacco", Some("ICD-10 F17")),
            (
                "flüchtige Lösungsmittel",
                "volatile solvents",
                Some("ICD-10 F18"),
            ),
            (
                "andere oder mehrere Substanzen",
                "other or several substances",
                Some("ICD-10 F19"),
            ),
            ("Glücksspiel", "gambling", Some("ICD-10 F63.0")),
            ("Essstörung", "eating disorder", Some("ICD-10 F50")),
            (
                "Medien und Computer",
                "media and computers",
                Some("KDS 3.0: exzessive Mediennutzung"),
            ),
        ],
    },
    SetField {
        origin: "addiction.referral",
        labels: ("Vermittelt durch", "Referred by"),
        kind: OneOf,
        official: Some("KDS 3.0 Fall, Vermittlung"),
        options: &[
            (
                "ohne Vermittlung",
                "nobody",
                Some("KDS 3.0, Vermittlung: keine, Selbstmelder/in"),
            ),
            (
                "soziales Umfeld",
                "people around them",
                Some("KDS 3.0, Vermittlung: soziales Umfeld"),
            ),
            (
                "Selbsthilfe",
                "self-help group",
                Some("KDS 3.0, Vermittlung: Selbsthilfe"),
            ),
            (
                "Arbeitgeber, Betrieb, Schule",
                "employer or school",
                Some("KDS 3.0, Vermittlung: Arbeitgeber, Betrieb, Schule"),
            ),
            (
                "ärztliche Praxis",
                "doctor’s practice",
                Some("KDS 3.0, Vermittlung: ärztliche Praxis"),
            ),
            (
                "Krankenhaus oder Fachklinik",
                "hospital",
                Some("KDS 3.0, Vermittlung: Krankenhaus, Rehabilitationseinrichtung"),
            ),
            (
                "Suchtberatung",
                "addiction counselling",
                Some("KDS 3.0, Vermittlung: Suchtberatungs- oder Suchtbehandlungsstelle"),
            ),
            (
                "andere Beratungsstelle oder Dienst",
                "other counselling or service",
                Some("KDS 3.0, Vermittlung: andere Beratungsdienste"),
            ),
            (
                "Jugendamt",
                "youth office",
                Some("KDS 3.0, Vermittlung: Jugendamt"),
            ),
            (
                "Jobcenter oder Arbeitsagentur",
                "job centre",
                Some("KDS 3.0, Vermittlung: Jobcenter, Agentur für Arbeit"),
            ),
            (
                "Justiz oder Polizei",
                "justice or police",
                Some("KDS 3.0, Vermittlung: Justizbehörde"),
            ),
            ("Sonstige", "others", Some("KDS 3.0, Vermittlung: Sonstige")),
        ],
    },
    SetField {
        origin: "addiction.housing",
        labels: ("Wohnverhältnis", "Housing"),
        kind: OneOf,
        official: Some("KDS 3.0 Fall, Wohnverhältnis"),
        options: &[
            (
                "selbstständig",
                "home of their own",
                Some("KDS 3.0, Wohnverhältnis: selbständiges Wohnen"),
            ),
            (
                "bei anderen Personen",
                "at somebody’s home",
                Some("KDS 3.0, Wohnverhältnis: bei anderen Personen"),
            ),
            (
                "ambulant betreut",
                "supported living",
                Some("KDS 3.0, Wohnverhältnis: ambulant betreutes Wohnen"),
            ),
            (
                "in einer Klinik",
                "in a clinic",
                Some("KDS 3.0, Wohnverhältnis: Fachklinik, stationäre Rehabilitationseinrichtung"),
            ),
            (
                "Wohn- oder Übergangsheim",
                "residential home",
                Some("KDS 3.0, Wohnverhältnis: Wohnheim, Übergangswohnheim"),
            ),
            (
                "in Haft",
                "in prison",
                Some("KDS 3.0, Wohnverhältnis: Justizvollzugsanstalt"),
            ),
            (
                "Notunterkunft",
                "emergency shelter",
                Some("KDS 3.0, Wohnverhältnis: Notunterkunft, Übernachtungsstelle"),
            ),
            (
                "ohne Wohnung",
                "no home",
                Some("KDS 3.0, Wohnverhältnis: ohne Wohnung"),
            ),
            (
                "Sonstiges",
                "something else",
                Some("KDS 3.0, Wohnverhältnis: Sonstiges"),
            ),
        ],
    },
    SetField {
        origin: "addiction.occupation",
        labels: ("Erwerbssituation", "Employment"),
        kind: OneOf,
        official: Some("KDS 3.0 Fall, Erwerbssituation"),
        options: &[
            (
                "in Ausbildung",
                "in training",
                Some("KDS 3.0, Erwerbssituation: Auszubildende/r"),
            ),
            (
                "angestellt oder verbeamtet",
                "employed",
                Some("KDS 3.0, Erwerbssituation: Arbeiter/in, Angestellte/r, Beamte/r"),
            ),
            (
                "selbstständig",
                "self-employed",
                Some("KDS 3.0, Erwerbssituation: Selbständige/r, Freiberufler/in"),
            ),
            (
                "in beruflicher Rehabilitation",
                "in vocational rehabilitation",
                Some("KDS 3.0, Erwerbssituation: in beruflicher Rehabilitation"),
            ),
            (
                "Elternzeit oder längerer Krankenstand",
                "parental or long sick leave",
                Some("KDS 3.0, Erwerbssituation: Elternzeit, längerer Krankenstand"),
            ),
            (
                "arbeitslos mit Arbeitslosengeld",
                "unemployed, with unemployment benefit",
                Some("KDS 3.0, Erwerbssituation: arbeitslos nach SGB III"),
            ),
            (
                "arbeitslos mit Bürgergeld",
                "unemployed, with basic income support",
                Some("KDS 3.0, Erwerbssituation: arbeitslos nach SGB II"),
            ),
            (
                "Schule oder Studium",
                "school or studies",
                Some("KDS 3.0, Erwerbssituation: Schüler/in, Student/in"),
            ),
            (
                "Haushalt",
                "household",
                Some("KDS 3.0, Erwerbssituation: Hausfrau, Hausmann"),
            ),
            (
                "Rente oder Pension",
                "retired",
                Some("KDS 3.0, Erwerbssituation: Rentner/in, Pensionär/in"),
            ),
            (
                "sonst nicht erwerbstätig",
                "not employed otherwise",
                Some("KDS 3.0, Erwerbssituation: sonstige Nichterwerbsperson"),
            ),
        ],
    },
    SetField {
        origin: "addiction.children",
        labels: (
            "Minderjährige Kinder im Haushalt",
            "Minor children in the household",
        ),
        kind: YesNo,
        official: Some("KDS 3.0 Fall, minderjährige Kinder im Haushalt"),
        options: &[],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        counselling_fields::MAX_FIELDS,
        master_data_fields::MAX_CHOICES,
        text::{FieldLabel, OfficialCategory},
    };
    use std::collections::BTreeSet;

    #[test]
    fn every_set_could_have_been_written_by_a_facility() {
        let mut origins = BTreeSet::new();
        for set in FieldSet::ALL {
            assert!(!set.fields().is_empty());
            for field in set.fields() {
                assert!(field.origin.starts_with(&format!("{}.", set.name())));
                assert!(origins.insert(field.origin), "{} twice", field.origin);
                assert_eq!(field.kind.has_options(), !field.options.is_empty());
                assert!(field.options.len() <= MAX_CHOICES);
                let names = field.options.iter().map(|(de, en, _)| (*de, *en));
                for text in names.chain([field.labels]).flat_map(|(de, en)| [de, en]) {
                    assert!(FieldLabel::try_from(text).is_ok(), "{text}");
                }
                let fed = field.options.iter().filter_map(|one| one.2);
                for text in fed.chain(field.official) {
                    let same = OfficialCategory::try_from(text);
                    assert_eq!(same.map(String::from).as_deref(), Ok(text));
                }
            }
        }
        assert!(origins.len() < MAX_FIELDS);
    }

    /// Two values of one field never feed the same category.
    #[test]
    fn no_category_is_fed_twice_by_a_field() {
        for field in FieldSet::ALL.into_iter().flat_map(FieldSet::fields) {
            let fed: Vec<_> = field.options.iter().filter_map(|one| one.2).collect();
            let different: BTreeSet<_> = fed.iter().collect();
            assert_eq!(fed.len(), different.len(), "{}", field.origin);
        }
    }

    /// Where the set is made for a statistic, each of its values says where it goes.
    #[test]
    fn every_value_of_an_official_set_names_its_category() {
        for field in ADDICTION.iter().chain(CHILD_YOUTH_WELFARE) {
            assert!(field.official.is_some(), "{}", field.origin);
            for (de, _, fed) in field.options {
                assert!(fed.is_some(), "{}: {de}", field.origin);
            }
        }
    }

    /// The keys are spelled out again here, since nothing else could notice a digit that is wrong.
    #[test]
    fn the_official_keys_are_complete() {
        let keys = |origin: &str, before: &str| {
            let mut fields = FieldSet::ALL.into_iter().flat_map(FieldSet::fields);
            let field = fields.find(|one| one.origin == origin).unwrap();
            let fed = field.options.iter().filter_map(|one| one.2);
            let keys = fed.filter_map(|text| text.strip_prefix(before).map(str::trim));
            let keys = keys.map(str::to_owned);
            let keys: BTreeSet<_> = keys.collect();
            keys.into_iter().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            keys("general.federal_state", "AGS"),
            "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16"
        );
        let by = |origin: &str, item: &str| {
            let origin = format!("child_youth_welfare.{origin}");
            keys(&origin, &format!("§ 99 SGB VIII, {item}"))
        };
        assert_eq!(by("focus", "Art der Hilfe"), "01 02 03");
        assert_eq!(by("family", "Herkunftsfamilie"), "1 2 3 4 5");
        assert_eq!(by("suggested_by", "Anregung"), "1 2 3 4 5 6 7 8");
        assert_eq!(by("reasons", "Gründe"), "10 11 12 13 14 15 16 17 18 19");
        assert_eq!(
            keys("addiction.main_problem", "ICD-10"),
            "F10 F11 F12 F13 F14 F15 F16 F17 F18 F19 F50 F63.0"
        );
    }
}
