//! The tables of counselors and of their pictures.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]
#![expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the profile"
)]

use crate::{
    ApiError, ApiResult,
    crypto::{
        FacilityKeys, Sealed,
        column::{COUNSELOR_PHONE, COUNSELOR_POSTCODE},
    },
    scope::Tenant,
};
use domain::{
    access::Role,
    counselors::{
        Counselor, CounselorRef, CounselorSummary, Descriptions, PortalCounselor, Salutation,
        SpokenLanguages, Standing,
    },
    ids::{CounselorId, FacilityId, PictureId},
    language::Language,
    passwords::OwnNames,
    presences::Presence,
    text::{Description, LoginName},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counselors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CounselorId,
    pub facility_id: FacilityId,
    pub role: Role,
    pub login_name: String,
    pub login_name_key: String,
    pub salutation: Salutation,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub email_key: String,
    pub sealed_phone: Option<Sealed>,
    pub sealed_postcode: Option<Sealed>,
    pub display_name: String,
    /// The display name as lists are sorted by it and searched for it.
    pub display_name_key: String,
    /// All names and the e-mail address, as those who may read accounts search for them.
    pub search_key: String,
    pub picture_id: Option<PictureId>,
    pub description_de: Option<String>,
    pub description_en: Option<String>,
    /// Their codes, with spaces between.
    pub languages: String,
    pub primary_clients_only: bool,
    /// How they have chosen to be reached.
    pub presence: Presence,
    /// How many mail requests they take on at a time: any number where it is absent, none of
    /// strangers at 0.
    pub mail_capacity: Option<i32>,
    pub video_requests: bool,
    pub external_video_url: Option<String>,
    pub newsletter: bool,
    pub password_hash: String,
    pub language: Language,
    /// Whether they can sign in: neither deactivated nor deleted.
    pub active: bool,
    pub deactivated_at: Option<DateTimeUtc>,
    /// A deleted account is its display name, for what it has written.
    pub deleted_at: Option<DateTimeUtc>,
    pub last_signed_in_at: Option<DateTimeUtc>,
    pub version: Version,
    pub created_at: DateTimeUtc,
    /// When they were sent a link to set a password, as long as they have not used it.
    pub invited_at: Option<DateTimeUtc>,
    /// Since when a code is asked of them when they sign in.
    pub two_factor_since: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// For themselves and for admins.
    pub fn counselor(self, keys: &FacilityKeys) -> ApiResult<Counselor> {
        let open = |column, sealed: &Option<Sealed>| {
            let opened = sealed
                .as_ref()
                .map(|sealed| keys.open(column, self.id.0, sealed));
            let text = opened.transpose()?.map(String::from_utf8);
            text.transpose().map_err(ApiError::internal)
        };
        Ok(Counselor {
            phone: open(COUNSELOR_PHONE, &self.sealed_phone)?,
            postcode: open(COUNSELOR_POSTCODE, &self.sealed_postcode)?,
            descriptions: self.descriptions()?,
            languages: SpokenLanguages::from_codes(&self.languages),
            picture: self.picture_id,
            primary_clients_only: self.primary_clients_only,
            video_requests: self.video_requests,
            external_video_url: self.external_video_url,
            newsletter: self.newsletter,
            deactivated_at: self.deactivated_at,
            last_signed_in_at: self.last_signed_in_at,
            id: self.id,
            role: self.role,
            login_name: LoginName::try_from(self.login_name).map_err(ApiError::internal)?,
            salutation: self.salutation,
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            display_name: self.display_name,
            language: self.language,
            active: self.active,
            version: self.version,
        })
    }

    /// For a list; `reads_account` tells whether it is shown to somebody who may read the account.
    pub fn summary(self, reads_account: bool) -> CounselorSummary {
        let full_name = format!("{} {}", self.first_name, self.last_name);
        CounselorSummary {
            id: self.id,
            display_name: self.display_name,
            picture: self.picture_id,
            role: self.role,
            active: self.active,
            login_name: reads_account.then_some(self.login_name),
            full_name: reads_account.then_some(full_name),
            last_signed_in_at: self.last_signed_in_at.filter(|_| reads_account),
        }
    }

    /// For anyone.
    pub fn portal_counselor(self) -> ApiResult<PortalCounselor> {
        Ok(PortalCounselor {
            id: self.id,
            descriptions: self.descriptions()?,
            display_name: self.display_name,
            picture: self.picture_id,
            languages: SpokenLanguages::from_codes(&self.languages),
        })
    }

    fn descriptions(&self) -> ApiResult<Descriptions> {
        let read = |text: &Option<String>| {
            let text = text.as_deref().map(Description::try_from);
            text.transpose().map_err(ApiError::internal)
        };
        Ok(Descriptions {
            de: read(&self.description_de)?,
            en: read(&self.description_en)?,
        })
    }

    /// What rules about accounts look at.
    pub fn standing(&self) -> Standing {
        Standing {
            role: self.role,
            active: self.active,
        }
    }

    /// What must not be in their password.
    pub fn own_names(&self) -> OwnNames {
        OwnNames::new()
            .and(&self.login_name)
            .and_email(&self.email)
            .and(&self.first_name)
            .and(&self.last_name)
            .and(&self.display_name)
    }

    /// As others name them.
    pub fn reference(&self) -> CounselorRef {
        CounselorRef {
            id: self.id,
            display_name: self.display_name.clone(),
        }
    }
}

/// Pictures are not sealed: they are shown to anyone on the portal.
pub mod picture {
    use crate::scope::Tenant;
    use domain::ids::{CounselorId, FacilityId, PictureId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "counselor_pictures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PictureId,
        pub facility_id: FacilityId,
        pub counselor_id: CounselorId,
        /// JPEG, as this server has written it.
        pub jpeg: Vec<u8>,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Tenant for Entity {
        const FACILITY: Column = Column::FacilityId;
    }
}
