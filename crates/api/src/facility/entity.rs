//! The table of facilities.
#![expect(
    clippy::disallowed_methods,
    clippy::struct_excessive_bools,
    reason = "what the derive writes; we start from a scope. Each switch of the facility is a column"
)]

use chrono_tz::Tz;
use domain::{
    access::Openness,
    direct_messages::DirectMessageContent,
    facility::{FacilityData, FacilitySummary, LegalPages, Portal, RegistrationRules},
    ids::{CounselorId, FacilityId, PictureId},
    language::{Language, Speech},
    text::{DisplayName, Slug, TimeZoneName},
    version::Version,
};
use sea_orm::entity::prelude::*;

use crate::{ApiError, ApiResult, scope::Tenant};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "facilities")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FacilityId,
    #[sea_orm(unique)]
    pub slug: String,
    pub name: String,
    pub time_zone: String,
    pub openness: Openness,
    /// Whether admins, too, read only what is theirs, but for a break-glass.
    pub confidential_administration: bool,
    /// Counts the changes of the two.
    pub openness_version: Version,
    /// How many active staff accounts there may be; as many as one likes where it is absent.
    pub licence_volume: Option<i32>,
    pub erase_deleted_clients_after_days: i16,
    pub mark_inactive_clients_after_months: Option<i16>,
    pub erase_mail_requests_after_months: Option<i16>,
    pub erase_chat_messages_after_months: Option<i16>,
    pub erase_documents_after_months: Option<i16>,
    pub erase_appointments_after_months: Option<i16>,
    pub erase_direct_messages_after_months: Option<i16>,
    pub deletion_routine_version: Version,
    /// Whether staff need a second step to sign in.
    pub two_factor_required: bool,
    /// Counts the changes of what is asked of staff when they sign in.
    pub sign_in_version: Version,
    /// How much of a direct message goes out.
    pub direct_message_content: DirectMessageContent,
    pub direct_message_version: Version,
    /// When it works and what it promises, as JSON; the default where it was never changed.
    pub working_time: Option<Json>,
    pub working_time_version: Version,
    /// Who gets the mail requests that nobody else can take.
    pub fallback_counselor_id: Option<CounselorId>,
    /// Whether a client's first request makes its counselor their primary counselor.
    pub automatic_primary_counselor: bool,
    /// Whether clients are asked before somebody else goes on with them.
    pub consent_before_hand_over: bool,
    /// Counts the changes of who gets a mail request.
    pub assignment_version: Version,
    /// By which means it offers counselling, as JSON; by all where it was never changed.
    pub channels: Option<Json>,
    pub channels_version: Version,
    /// By which rules clients book, as JSON; the default where they were never changed.
    pub booking_rules: Option<Json>,
    pub booking_rules_version: Version,
    /// What no monitoring may leave out, as JSON; nothing where it was never set.
    pub monitoring_rules: Option<Json>,
    pub monitoring_rules_version: Version,
    /// When and for how many the open door is open, as JSON; there is none where it was never set.
    pub open_door: Option<Json>,
    pub open_door_version: Version,
    /// What it says of itself, as JSON; name and time zone stand in their own columns as well, and
    /// these hold.
    pub details: Option<Json>,
    pub logo_id: Option<PictureId>,
    /// Counts the changes of the two.
    pub details_version: Version,
    /// What its portal's legal pages say, as JSON; nothing where it was never set.
    pub legal_pages: Option<Json>,
    pub legal_pages_version: Version,
    /// Who can make an account, as JSON; anyone where it was never set.
    pub registration_rules: Option<Json>,
    pub registration_version: Version,
    /// When an admin put away the list of what is left to do.
    pub setup_dismissed_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The zone in which its clocks and days are meant.
    pub fn zone(&self) -> ApiResult<Tz> {
        self.time_zone.parse().map_err(ApiError::internal)
    }

    /// What it says of itself.
    pub fn data(&self) -> ApiResult<FacilityData> {
        let name = DisplayName::try_from(self.name.as_str()).map_err(ApiError::internal)?;
        let zone = self.time_zone.as_str();
        let time_zone = TimeZoneName::try_from(zone).map_err(ApiError::internal)?;
        match &self.details {
            Some(details) => {
                let data: FacilityData =
                    serde_json::from_value(details.clone()).map_err(ApiError::internal)?;
                Ok(FacilityData {
                    name,
                    time_zone,
                    ..data
                })
            }
            None => Ok(FacilityData::new(name, time_zone)),
        }
    }

    /// What its portal's legal pages say.
    pub fn legal(&self) -> ApiResult<LegalPages> {
        match &self.legal_pages {
            Some(pages) => serde_json::from_value(pages.clone()).map_err(ApiError::internal),
            None => Ok(LegalPages::default()),
        }
    }

    /// Who can make an account.
    pub fn registration(&self) -> ApiResult<RegistrationRules> {
        match &self.registration_rules {
            Some(rules) => serde_json::from_value(rules.clone()).map_err(ApiError::internal),
            None => Ok(RegistrationRules::default()),
        }
    }

    /// From whom automatic mails to clients are: nobody who sees one on somebody's telephone learns
    /// of a counselling centre where the facility has chosen so.
    pub fn name_in_mails(&self, language: Language) -> ApiResult<String> {
        let data = self.data()?;
        Ok(match (data.mails_name_facility, language) {
            (true, _) => data.name.into(),
            (false, Language::De) => "Automatische Benachrichtigung".to_owned(),
            (false, Language::En) => "Automatic notification".to_owned(),
        })
    }

    /// How its clients are spoken to in this language.
    pub fn speech(&self, language: Language) -> ApiResult<Speech> {
        Ok(Speech::new(language, self.data()?.form_of_address))
    }

    /// What its portal says of it.
    pub fn portal(self) -> ApiResult<Portal> {
        let data = self.data()?;
        Ok(Portal {
            legal_pages: self.legal()?.present(),
            registration: self.registration()?,
            logo: self.logo_id,
            slug: Slug::try_from(self.slug).map_err(ApiError::internal)?,
            name: self.name,
            time_zone: self.time_zone,
            postal_address: data.postal_address,
            phone: data.phone,
            email: data.email,
            website: data.website,
            languages: data.languages,
            form_of_address: data.form_of_address,
        })
    }

    /// What anyone may know of it.
    pub fn summary(self) -> ApiResult<FacilitySummary> {
        Ok(FacilitySummary {
            slug: Slug::try_from(self.slug).map_err(ApiError::internal)?,
            name: self.name,
            time_zone: self.time_zone,
        })
    }
}

impl Tenant for Entity {
    const FACILITY: Column = Column::Id;
}

/// The logos.
pub mod logo {
    use crate::scope::Tenant;
    use domain::ids::{FacilityId, PictureId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "facility_logos")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PictureId,
        pub facility_id: FacilityId,
        /// PNG, as this server has written it.
        pub png: Vec<u8>,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Tenant for Entity {
        const FACILITY: Column = Column::FacilityId;
    }
}
