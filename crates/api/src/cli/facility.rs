//! Facilities: made and listed by an operator.

use super::{CliError, say};
use crate::{
    clock::Clock, config::Settings, crypto::Keyring, facility::operations, licences,
    passwords::Passwords,
};
use chrono_tz::Tz;
use clap::{Args, Subcommand};
use domain::{
    ids::LicenceRequestId,
    licences::LicenceVolume,
    text::{DisplayName, EmailAddress, LoginName, PersonName, Slug},
};
use sea_orm::DatabaseConnection;

#[derive(Debug, Subcommand)]
pub enum FacilityCommand {
    /// Make a facility and its first admin, whose password is printed once.
    Create(FacilityCreate),
    /// Print the facilities: address, name, time zone, since when.
    List,
    /// Print the licences of one facility, or of all, and the requests for more that wait; with a
    /// volume, set it first.
    Licences(FacilityLicences),
}

/// A new facility and its first admin.
#[derive(Debug, Args)]
pub struct FacilityCreate {
    /// Its portal's address is /p/SLUG.
    #[arg(long)]
    pub slug: String,
    /// How it calls itself.
    #[arg(long)]
    pub name: String,
    /// IANA name of its time zone.
    #[arg(long, default_value = "Europe/Berlin", value_parser = time_zone)]
    pub time_zone: Tz,
    /// What the admin signs in with.
    #[arg(long)]
    pub admin_login: String,
    /// The admin's e-mail address.
    #[arg(long)]
    pub admin_email: String,
    /// The admin's first name.
    #[arg(long)]
    pub admin_first_name: String,
    /// The admin's last name.
    #[arg(long)]
    pub admin_last_name: String,
}

/// How many active staff accounts a facility may have.
#[derive(Debug, Args)]
pub struct FacilityLicences {
    /// Which facility; all of them if it is left out.
    #[arg(long)]
    pub slug: Option<String>,
    /// As many as this from now on.
    #[arg(long, value_parser = volume, requires = "slug")]
    pub volume: Option<LicenceVolume>,
    /// As many as it likes from now on.
    #[arg(long, conflicts_with = "volume", requires = "slug")]
    pub unlimited: bool,
    /// This request is dealt with, without more licences.
    #[arg(long, value_name = "REQUEST", requires = "slug")]
    pub done: Option<LicenceRequestId>,
}

fn volume(number: &str) -> Result<LicenceVolume, String> {
    let number = number.parse().ok();
    let volume = number.and_then(|number: u32| LicenceVolume::try_from(number).ok());
    volume.ok_or_else(|| format!("a volume is a number from 1 to {}", LicenceVolume::MAX))
}

/// Sets and prints it.
pub async fn licences(
    db: &DatabaseConnection,
    keyring: &Keyring,
    which: FacilityLicences,
) -> Result<(), CliError> {
    let clock = Clock::system();
    if let Some(slug) = &which.slug {
        if which.volume.is_some() || which.unlimited {
            let volume = which.volume;
            licences::operations::change_licence_volume(db, keyring, &clock, slug, volume).await?;
        }
        if let Some(id) = which.done {
            let request = (slug.as_str(), id);
            licences::operations::finish_licence_request(db, keyring, &clock, request).await?;
        }
        return print_licences(db, keyring, slug).await;
    }
    for facility in operations::list_facilities(db).await? {
        print_licences(db, keyring, &facility.slug).await?;
    }
    Ok(())
}

/// A line for the facility, and one for each request that waits.
async fn print_licences(
    db: &DatabaseConnection,
    keyring: &Keyring,
    slug: &str,
) -> Result<(), CliError> {
    let (licences, waiting) = licences::operations::look(db, keyring, slug).await?;
    let volume = licences
        .volume
        .map_or_else(|| "unlimited".to_owned(), |one| one.accounts().to_string());
    say(format_args!("{slug}\t{volume}\t{} active", licences.active));
    for one in waiting {
        let details = one.details;
        say(format_args!(
            "asks for {}\t{}\t{}\t{}\t{}",
            one.needed.accounts(),
            details.contact_name,
            details.contact_email,
            details.remark.unwrap_or_default().replace('\n', " "),
            one.id
        ));
    }
    Ok(())
}

/// Makes it.
pub async fn create_facility(
    settings: &Settings,
    db: &DatabaseConnection,
    keyring: &Keyring,
    passwords: &Passwords,
    new: FacilityCreate,
) -> Result<(), CliError> {
    let field = |field| move |error| CliError::Field { field, error };
    let (slug, login_name) = (new.slug.clone(), new.admin_login.clone());
    let admin = operations::FirstAdmin {
        login_name: LoginName::try_from(new.admin_login).map_err(field("--admin-login"))?,
        email: EmailAddress::try_from(new.admin_email).map_err(field("--admin-email"))?,
        first_name: PersonName::try_from(new.admin_first_name)
            .map_err(field("--admin-first-name"))?,
        last_name: PersonName::try_from(new.admin_last_name).map_err(field("--admin-last-name"))?,
    };
    let facility = operations::FacilityCreate {
        slug: Slug::try_from(new.slug).map_err(field("--slug"))?,
        name: DisplayName::try_from(new.name).map_err(field("--name"))?,
        time_zone: new.time_zone,
    };
    let clock = Clock::system();
    let password =
        operations::create_facility(db, keyring, passwords, &clock, facility, admin).await?;
    let at = settings.public_url.trim_end_matches('/');
    say(format_args!(
        "The facility is there. The admin's first password, shown only now: {password}\n\
         Sign in as {login_name} at {at}/login: the overview says what is left to set up.\n\
         People seeking help find {at}/p/{slug}"
    ));
    Ok(())
}

fn time_zone(name: &str) -> Result<Tz, String> {
    name.parse()
        .map_err(|_| format!("{name:?} is not the IANA name of a time zone, like Europe/Berlin"))
}

/// A line a facility, with tabs between, for people and programs.
pub async fn list_facilities(db: &DatabaseConnection) -> Result<(), CliError> {
    for facility in operations::list_facilities(db).await? {
        say(format_args!(
            "{}\t{}\t{}\t{}",
            facility.slug,
            facility.name,
            facility.time_zone,
            facility.created_at.format("%Y-%m-%d")
        ));
    }
    Ok(())
}
