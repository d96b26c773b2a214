use crate::{CallResult, Client, expecting};
use domain::{
    facility::{
        FacilityData, FacilitySettings, LegalPage, LegalPageSettings, LegalPages, LegalTexts,
        Portal, RegistrationRules, RegistrationSettings, Setup,
    },
    ids::PictureId,
    text::Slug,
    version::Version,
};
use reqwest::{Method, header};

impl Client {
    /// What the portal of the facility `slug` says of itself; needs no account.
    pub async fn read_portal(&self, slug: &str) -> CallResult<Portal> {
        self.json(self.get(&format!("/facilities/{slug}"))).await
    }

    /// What one of its legal pages says; needs no account.
    pub async fn read_portal_legal_page(
        &self,
        slug: &str,
        page: LegalPage,
    ) -> CallResult<LegalTexts> {
        let path = format!("/facilities/{slug}/legal-pages/{page}");
        self.json(self.get(&path)).await
    }

    /// The address of a logo, for a page to show it.
    pub fn facility_logo(&self, facility: &Slug, logo: PictureId) -> String {
        let slug = facility.as_str();
        format!("{}/api/v1/facilities/{slug}/logos/{logo}", self.base)
    }

    /// What the facility says of itself.
    pub async fn read_facility_settings(&self) -> CallResult<FacilitySettings> {
        self.json(self.get("/facility-settings")).await
    }

    /// Changes that, starting from `version`.
    pub async fn update_facility_settings(
        &self,
        version: Version,
        body: &FacilityData,
    ) -> CallResult<FacilitySettings> {
        let request = self.request(Method::PUT, "/facility-settings").json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Gives the facility a logo, starting from `version`.
    pub async fn replace_facility_logo(
        &self,
        version: Version,
        media_type: &str,
        picture: Vec<u8>,
    ) -> CallResult<FacilitySettings> {
        let request = self
            .request(Method::PUT, "/facility-settings/logo")
            .header(header::CONTENT_TYPE, media_type)
            .body(picture);
        self.json(expecting(request, Some(version))).await
    }

    /// Takes it away, starting from `version`.
    pub async fn remove_facility_logo(&self, version: Version) -> CallResult<FacilitySettings> {
        let request = self.request(Method::DELETE, "/facility-settings/logo");
        self.json(expecting(request, Some(version))).await
    }

    /// What the portal's legal pages say.
    pub async fn read_legal_pages(&self) -> CallResult<LegalPageSettings> {
        self.json(self.get("/legal-pages")).await
    }

    /// Changes that, starting from `version`.
    pub async fn update_legal_pages(
        &self,
        version: Version,
        body: &LegalPages,
    ) -> CallResult<LegalPageSettings> {
        let request = self.request(Method::PUT, "/legal-pages").json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Who can make an account at the portal.
    pub async fn read_registration_settings(&self) -> CallResult<RegistrationSettings> {
        self.json(self.get("/registration-settings")).await
    }

    /// Changes that, starting from `version`.
    pub async fn update_registration_settings(
        &self,
        version: Version,
        body: &RegistrationRules,
    ) -> CallResult<RegistrationSettings> {
        let request = self
            .request(Method::PUT, "/registration-settings")
            .json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// What is left to do before the first request.
    pub async fn read_setup(&self) -> CallResult<Setup> {
        self.json(self.get("/setup")).await
    }

    /// Puts that list away.
    pub async fn dismiss_setup(&self) -> CallResult<()> {
        let request = self.request(Method::POST, "/setup/dismissal");
        self.send(request).await.map(drop)
    }
}
