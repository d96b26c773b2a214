//! The staff's app, at every address but the portals': which address shows which page. `paths.rs`
//! writes the addresses.
//!
//! A page is a line: its address, the section of the program that it is fetched with when it is
//! first visited, its component. Only what everybody meets first is here from the start.

use domain::ids::{
    BookingId, ChatId, ClientId, CounselorId, GroupId, MailRequestId, MonitoringId, WebhookId,
};
use frontend::{
    absences::AbsencesPage,
    access::AccessPage,
    accounts::{DutyPage, ForgotPage, ResetPage, SecurityPage, SignInPage},
    api_tokens::ApiTokensPage,
    audit::AuditPage,
    booking_settings::BookingSettingsPage,
    booking_times::BookingTimesPage,
    bookings::{CalendarPage, GroupBookingPage},
    channels::{ChannelSettingsPage, ChannelsPage},
    chats::ChatsPage,
    chunks::{Page, Place},
    clients::{ClientPage, MembersPage},
    counselling_fields::CounsellingFieldsPage,
    counselors::{CounselorPage, CounselorsPage, NewsletterPage, ProfilePage},
    dashboard::DashboardPage,
    deletion_routine::DeletionRoutinePage,
    direct_messages::{DirectMessageSettingPage, DirectMessagesPage},
    facility::{FacilitySettingsPage, LegalPagesPage, RegistrationSettingsPage},
    groups::{GroupPage, GroupsPage},
    help::HelpPage,
    licences::LicencesPage,
    mail_requests::{
        AssignmentSettingsPage, MailDetailPage, MailListPage, MailSettingsPage, NewMailRequestPage,
    },
    master_data_fields::MasterDataFieldsPage,
    message_templates::{MessageTemplatePage, MessageTemplatesPage},
    monitorings::{
        EditMonitoringPage, MonitoringFieldsPage, MonitoringPage, MonitoringSettingsPage,
        MonitoringsPage, NewMonitoringPage,
    },
    notifications::{BrowserNotices, NotificationsPage},
    open_door::{OpenDoorPage, OpenDoorSettingsPage},
    outgoing_mails::OutgoingMailsPage,
    page,
    search::SearchDialog,
    services::ServicesPage,
    settings::SettingsPage,
    statistics::StatisticsPage,
    text_templates::TextTemplatesPage,
    two_factor::SignInSettingsPage,
    video::{BookingVideoPage, ChatVideoPage},
    watchlist::WatchlistPage,
    webhooks::{WebhookPage, WebhooksPage},
    working_time::WorkingTimePage,
};
use leptos::prelude::*;

fn main() {
    frontend::start_staff_app(
        find,
        || page!(help: SearchDialog),
        || page!(notices: BrowserNotices),
    );
}

fn find(path: &[&str]) -> Option<Place> {
    use Place::{Everybody, SignedIn};
    Some(match path {
        [] => SignedIn(page!(dashboard: DashboardPage)),
        ["login"] => Everybody(Page::Here(ViewFn::from(|| view! { <SignInPage /> }))),
        ["login", "forgot"] => Everybody(page!(links: ForgotPage)),
        ["login", "reset"] => Everybody(page!(links: ResetPage)),
        ["first-step"] => SignedIn(page!(security: DutyPage)),
        ["mail"] => SignedIn(page!(mail: MailListPage)),
        ["mail", "templates"] => SignedIn(page!(people: TextTemplatesPage)),
        ["mail", "new"] => SignedIn(page!(people: NewMailRequestPage)),
        ["mail", "settings"] => SignedIn(page!(people: MailSettingsPage)),
        ["mail", id] => {
            SignedIn(page!(request: MailDetailPage, id: Option<MailRequestId> = id.parse().ok()))
        }
        ["bookings"] => SignedIn(page!(bookings: CalendarPage)),
        ["bookings", id] => {
            SignedIn(page!(bookings: GroupBookingPage, id: Option<BookingId> = id.parse().ok()))
        }
        ["chats"] => SignedIn(page!(chats: ChatsPage)),
        ["open-door"] => SignedIn(page!(chats: OpenDoorPage)),
        ["video", "appointments", id] => {
            SignedIn(page!(video: BookingVideoPage, id: Option<BookingId> = id.parse().ok()))
        }
        ["video", "chats", id] => {
            SignedIn(page!(video: ChatVideoPage, id: Option<ChatId> = id.parse().ok()))
        }
        ["members"] => SignedIn(page!(people: MembersPage)),
        ["members", "watchlist"] => SignedIn(page!(people: WatchlistPage)),
        ["members", "groups"] => SignedIn(page!(people: GroupsPage)),
        ["members", "groups", id] => {
            SignedIn(page!(people: GroupPage, id: Option<GroupId> = id.parse().ok()))
        }
        ["members", id, "messages"] => {
            SignedIn(page!(people: DirectMessagesPage, id: Option<ClientId> = id.parse().ok()))
        }
        ["members", id] => {
            SignedIn(page!(people: ClientPage, id: Option<ClientId> = id.parse().ok()))
        }
        ["monitorings"] => SignedIn(page!(monitorings: MonitoringsPage)),
        ["monitorings", "new"] => SignedIn(page!(monitorings: NewMonitoringPage)),
        ["monitorings", id] => {
            SignedIn(page!(monitorings: MonitoringPage, id: Option<MonitoringId> = id.parse().ok()))
        }
        ["monitorings", id, "edit"] => SignedIn(
            page!(monitorings: EditMonitoringPage, id: Option<MonitoringId> = id.parse().ok()),
        ),
        ["appointments", "channels"] => SignedIn(page!(settings: ChannelsPage)),
        ["appointments", "services"] => SignedIn(page!(settings: ServicesPage)),
        ["appointments", "times"] => SignedIn(page!(settings: BookingTimesPage)),
        ["appointments", "absences"] => SignedIn(page!(settings: AbsencesPage)),
        ["statistics"] => SignedIn(page!(statistics: StatisticsPage)),
        ["help"] => SignedIn(page!(help: HelpPage)),
        ["profile"] => SignedIn(page!(people: ProfilePage)),
        ["notifications"] => SignedIn(page!(notices: NotificationsPage)),
        ["newsletter"] => SignedIn(page!(people: NewsletterPage)),
        ["counselors"] => SignedIn(page!(people: CounselorsPage)),
        ["counselors", id] => {
            SignedIn(page!(people: CounselorPage, id: Option<CounselorId> = id.parse().ok()))
        }
        ["licences"] => SignedIn(page!(people: LicencesPage)),
        ["sessions"] => SignedIn(page!(security: SecurityPage)),
        ["settings"] => SignedIn(page!(settings: SettingsPage)),
        ["settings", "facility"] => SignedIn(page!(settings: FacilitySettingsPage)),
        ["settings", "legal-pages"] => SignedIn(page!(settings: LegalPagesPage)),
        ["settings", "registration"] => SignedIn(page!(settings: RegistrationSettingsPage)),
        ["settings", "sign-in"] => SignedIn(page!(settings: SignInSettingsPage)),
        ["settings", "api-tokens"] => SignedIn(page!(settings: ApiTokensPage)),
        ["settings", "webhooks"] => SignedIn(page!(settings: WebhooksPage)),
        ["settings", "webhooks", id] => {
            SignedIn(page!(settings: WebhookPage, id: Option<WebhookId> = id.parse().ok()))
        }
        ["settings", "audit"] => SignedIn(page!(settings: AuditPage)),
        ["settings", "outgoing-mails"] => SignedIn(page!(settings: OutgoingMailsPage)),
        ["settings", "message-templates"] => SignedIn(page!(settings: MessageTemplatesPage)),
        // The page reads the rest of the address: what it can name is not known here.
        ["settings", "message-templates", _, _, _] => {
            SignedIn(page!(settings: MessageTemplatePage))
        }
        ["settings", "assignment"] => SignedIn(page!(settings: AssignmentSettingsPage)),
        ["settings", "access"] => SignedIn(page!(settings: AccessPage)),
        ["settings", "direct-messages"] => SignedIn(page!(settings: DirectMessageSettingPage)),
        ["settings", "working-time"] => SignedIn(page!(settings: WorkingTimePage)),
        ["settings", "open-door"] => SignedIn(page!(settings: OpenDoorSettingsPage)),
        ["settings", "channels"] => SignedIn(page!(settings: ChannelSettingsPage)),
        ["settings", "bookings"] => SignedIn(page!(settings: BookingSettingsPage)),
        ["settings", "counselling-fields"] => SignedIn(page!(settings: CounsellingFieldsPage)),
        ["settings", "master-data-fields"] => SignedIn(page!(settings: MasterDataFieldsPage)),
        ["settings", "monitoring-fields"] => SignedIn(page!(settings: MonitoringFieldsPage)),
        ["settings", "monitorings"] => SignedIn(page!(settings: MonitoringSettingsPage)),
        ["settings", "deletion-routine"] => SignedIn(page!(settings: DeletionRoutinePage)),
        _ => return None,
    })
}
