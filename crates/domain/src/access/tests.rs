use super::*;
use crate::{
    mail_requests::{MailRequestStatus, access::Ownership},
    problem::ProblemCode,
};
use std::collections::BTreeSet;
use uuid::Uuid;

const ME: CounselorId = CounselorId(Uuid::from_u128(1));
const COLLEAGUE: CounselorId = CounselorId(Uuid::from_u128(2));
const CLIENT: ClientId = ClientId(Uuid::from_u128(3));
const STRANGER: ClientId = ClientId(Uuid::from_u128(4));

/// Every cell, spelled out: `A` allowed, `D` denied, `H` hidden. Five relations each (common,
/// own, nobody's, released, others'); for counselors at each of the four levels.
const CELLS: &str = "
    action                   scope                 admin counselor                     client
    list_counselors          counselors:read       AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_counselor         -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_counselor           counselors:read       DAAAA DDDD AAAA HHHH HHHH DDDD DHHHH
    update_counselor         -                     DAAAA DDDD AAAA HHHH HHHH DDDD DHHHH
    replace_counselor_picture -                     DAAAA DDDD AAAA HHHH HHHH DDDD DHHHH
    remove_counselor_picture -                     DAAAA DDDD AAAA HHHH HHHH DDDD DHHHH
    change_counselor_role    -                     DAAAA DDDD DDDD HHHH HHHH DDDD DHHHH
    activate_counselor       -                     DAAAA DDDD DDDD HHHH HHHH DDDD DHHHH
    deactivate_counselor     -                     DAAAA DDDD DDDD HHHH HHHH DDDD DHHHH
    preview_counselor_deletion -                     DAAAA DDDD DDDD HHHH HHHH DDDD DHHHH
    delete_counselor         -                     DAAAA DDDD DDDD HHHH HHHH DDDD DHHHH
    read_licences            -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_licence_requests    -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    create_licence_request   -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    invite_counselor         -                     DAAAA DDDD DDDD HHHH HHHH DDDD DHHHH
    remove_two_factor        -                     DDAAA DDDD DDDD HHHH HHHH DDDD DHHHH
    read_dashboard           -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    search                   -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    list_clients             clients:read          AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_client            -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    read_client              clients:read          DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    read_client_contact      client_contacts:read  DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    read_client_identity     client_contacts:read  DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    update_client            clients:write         DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    update_client_contact    client_contacts:write DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    update_client_identity   client_contacts:write DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    read_client_master_data  clients:read          DAAAA DDDD AAAA AAAH HHHH ADHH DHHHH
    update_client_master_data clients:write        DAAAA DDDD AAAA AAAH HHHH ADHH DHHHH
    lock_client              -                     DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    unlock_client            -                     DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    delete_client            -                     DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    restore_client           -                     DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    erase_client             -                     DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    place_legal_hold         -                     DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    end_legal_hold           -                     DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    list_groups              -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_group             -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    read_group               -                     DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    update_group             -                     DAAAA DDDD AAAA AAAH HHHH ADHH DHHHH
    delete_group             -                     DAAAA DDDD AAAA DDDH HHHH DDHH DHHHH
    list_group_members       -                     DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    add_group_member         -                     DAAAA DDDD AAAA AAAH HHHH ADHH DHHHH
    remove_group_member      -                     DAAAA DDDD AAAA AAAH HHHH ADHH DHHHH
    list_watchlist           -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    read_watchlist_entry     -                     DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    remember_client          -                     DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    forget_client            -                     DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    read_direct_message_settings -                 AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_direct_message_settings -               AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_direct_message_route -                    DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    list_direct_messages     -                     DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    send_direct_message      -                     DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    list_received_direct_messages -                DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    mark_direct_message_read -                     DHHHH DDDD HHHH HHHH HHHH HHHH DAHHH
    list_chats               -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    count_unread_chats       -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    list_chat_partners       -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    open_chat                -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    create_group_chat        -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    read_chat                -                     DAHHH DDDD AAAA HHHH HHHH HHHH DAHHH
    update_group_chat        -                     DAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    delete_group_chat        -                     DAAAA DDDD AAAA AAAA HHHH DDDD DDHHD
    list_chat_members        -                     DAHHH DDDD AAAA HHHH HHHH HHHH DAHHH
    add_chat_members         -                     DAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    remove_chat_member       -                     DAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    list_chat_messages       -                     DAHHH DDDD AAAA HHHH HHHH HHHH DAHHH
    read_chat_message        -                     DAHHH DDDD AAAA HHHH HHHH HHHH DAHHH
    send_chat_message        -                     DAHHH DDDD AAAA HHHH HHHH HHHH DAHHH
    update_chat_message      -                     DADDD DDDD AAAA DDDD HHHH DDDD DAHHD
    delete_chat_message      -                     DADDD DDDD AAAA DDDD HHHH DDDD DAHHD
    mark_chat_read           -                     DAHHH DDDD AAAA HHHH HHHH HHHH DAHHH
    note_typing              -                     DAHHH DDDD AAAA HHHH HHHH HHHH DAHHH
    list_presences           -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    set_presence             -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    read_notification_settings -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    update_notification_settings -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    list_open_door_visits    -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    read_open_door_visit     -                     DAAHH DDDD AAAA AAAA HHHH HHHH DHHHH
    pick_up_open_door_visit  -                     DAAHA DDDD AAAA AAAA HHHH AAAA DHHHH
    list_open_door_messages  -                     DAAHH DDDD AAAA AAAA HHHH HHHH DHHHH
    send_open_door_message   -                     DADHH DDDD AAAA DDDD HHHH HHHH DHHHH
    end_open_door_visit      -                     DAAHH DDDD AAAA AAAA HHHH HHHH DHHHH
    hand_over_open_door_visit -                    DADHH DDDD AAAA DDDD HHHH HHHH DHHHH
    read_open_door_settings  -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_open_door_settings -                    AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_chat_documents      -                     DAHHH DDDD AAAA HHHH HHHH HHHH DAHHH
    delete_chat_document     -                     DAAAA DDDD AAAA AAAA HHHH DDDD DAHHD
    export_chat              -                     DAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    list_documents           documents:read        DAAAA DDDD AAAA AAAH HHHH AAHH DAHHH
    create_document          documents:write       DAAAA DDDD AAAA AAAH HHHH AAHH DDHHH
    download_document        documents:read        DAAAA DDDD AAAA AAAH HHHH AAHH DAHHH
    update_document          documents:write       DAAAA DDDD AAAA AAAH HHHH AAHH DDHHH
    delete_document          documents:write       DAAAA DDDD AAAA AAAH HHHH AAHH DDHHH
    list_notes               -                     DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    create_note              -                     DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    update_note              -                     DADDD DDDD AAAA DDDD HHHH DDDD DHHHH
    delete_note              -                     DAAAA DDDD AAAA DDDD HHHH DDDD DHHHH
    export_client            -                     DAAAA DDDD DDDD DDDH HHHH DDHH DHHHH
    list_counselling_fields  clients:read          AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_counselling_field -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_counselling_field -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_master_data_fields  clients:read          AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_master_data_field -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_master_data_field -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_deletion_routine    -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_deletion_routine  -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    preview_deletion_routine -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_erasures            -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    invite_client            -                     DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    set_client_password      -                     DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    list_mail_requests       mail_requests:read    AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    count_mail_requests      mail_requests:read    AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    create_mail_request      -                     DAAAA DDDD AAAA AAAH HHHH AAHH DAHHH
    read_mail_offer          -                     DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    read_mail_availability   -                     DAAAA DDDD AAAA HHHH HHHH DDDD DHHHH
    update_mail_availability -                     DAAAA DDDD AAAA HHHH HHHH DDDD DHHHH
    read_assignment_settings -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_assignment_settings -                   AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_request_data        mail_requests:read    DAAAA DDDD AAAA AAAH AAAH AAHH DDHHH
    take_into_profile        -                     DAAAA DDDD AAAA AAAH AAAH ADHH DDHHH
    read_mail_request        mail_requests:read    DAAAA DDDD AAAA AAAH AAAH AAHH DAHHH
    answer_mail_request      -                     DAAAA DDDD AAAA AAAH AAAH ADHH DDHHH
    follow_up_mail_request   -                     DDDDD DDDD DDDD DDDH DDDH DDHH DAHHH
    list_attachments         -                     DAAAA DDDD AAAA AAAH AAAH ADHH DAHHH
    create_attachment        -                     DAAAA DDDD AAAA AAAH AAAH ADHH DAHHH
    download_attachment      mail_requests:read    DAAAA DDDD AAAA AAAH AAAH AAHH DAHHH
    delete_attachment        -                     DAHHH DDDD AAAA HHHH HHHH HHHH DAHHH
    mark_mail_request_read   -                     DAAAA DDDD AAAA AAAH AAAH ADHH DAHHH
    list_text_templates      -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_text_template     -                     AAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    update_text_template     -                     AAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    delete_text_template     -                     AAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    read_signature           -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    update_signature         -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    read_working_time        -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_working_time      -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    preview_working_time     -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_facility_settings   -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_facility_settings -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    replace_facility_logo    -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    remove_facility_logo     -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_legal_pages         -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_legal_pages       -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_registration_settings -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_registration_settings -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_setup               -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    dismiss_setup            -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_channel_settings    -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    update_channel_settings  -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_counselor_channels  -                     DAAAA DDDD AAAA HHHH HHHH AAAA DHHHH
    update_counselor_channels -                     DAAAA DDDD AAAA HHHH HHHH DDDD DHHHH
    list_services            -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_service           -                     AAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    update_service           -                     AAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    delete_service           -                     AAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    read_booking_times       -                     DAAAA DDDD AAAA HHHH HHHH AAAA DHHHH
    update_booking_times     -                     DAAAA DDDD AAAA HHHH HHHH DDDD DHHHH
    list_absences            -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_absence           -                     DAAAA DDDD AAAA HHHH HHHH DDDD DDHHH
    update_absence           -                     DAAAA DDDD AAAA HHHH HHHH DDDD DHHHH
    delete_absence           -                     DAAAA DDDD AAAA HHHH HHHH DDDD DHHHH
    read_booking_settings    -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    update_booking_settings  -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_closed_days         -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    list_slots               -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    read_booking_offer       -                     DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    diagnose_slots           -                     DAAAA DDDD AAAA HHHH HHHH AAAA DHHHH
    list_bookings            -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    read_booking             -                     DAAAA DDDD AAAA HHHH HHHH AAHH DAHHH
    read_calendar_feed       -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_calendar_feed     -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    revoke_calendar_feed     -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    read_video               -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    join_booking_video       -                     DADDD DDDD AAAA HHHH HHHH DDHH DAHHH
    start_chat_video         -                     DAHHH DDDD AAAA HHHH HHHH HHHH DDHHH
    create_video_link        -                     DADDD DDDD AAAA HHHH HHHH DDHH DDHHH
    list_video_links         -                     DADDD DDDD AAAA HHHH HHHH DDHH DDHHH
    revoke_video_link        -                     DADDD DDDD AAAA HHHH HHHH DDHH DDHHH
    reserve_slot             -                     DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    book_reservation         -                     DDDDD DDDD DDDD HHHH HHHH DDHH DAHHH
    create_booking           -                     DAAAA DDDD AAAA HHHH HHHH ADDD DDHHH
    create_blocker           -                     DAAAA DDDD AAAA HHHH HHHH ADDD DDHHH
    create_booking_series    -                     DAAAA DDDD AAAA HHHH HHHH ADDD DDHHH
    create_blocker_series    -                     DAAAA DDDD AAAA HHHH HHHH ADDD DDHHH
    cancel_booking_series    -                     DAAAA DDDD AAAA HHHH HHHH ADHH DDHHH
    create_group_booking     -                     DAAAA DDDD AAAA HHHH HHHH ADDD DDHHH
    update_group_booking     -                     DAAAA DDDD AAAA HHHH HHHH ADHH DDHHH
    list_participants        -                     DAAAA DDDD AAAA HHHH HHHH AAHH DDHHH
    add_participants         -                     DAAAA DDDD AAAA HHHH HHHH ADHH DDHHH
    remove_participant       -                     DAAAA DDDD AAAA HHHH HHHH ADHH DDHHH
    list_group_offers        -                     DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    join_group_booking       -                     DDDDD DDDD DDDD HHHH HHHH DDHH DAHHH
    leave_group_booking      -                     DDDDD DDDD DDDD HHHH HHHH DDHH DAHHH
    list_group_waiters       -                     DAAAA DDDD AAAA HHHH HHHH AAHH DDHHH
    remove_group_waiter      -                     DAAAA DDDD AAAA HHHH HHHH ADHH DDHHH
    wait_for_group_booking   -                     DDDDD DDDD DDDD HHHH HHHH DDHH DAHHH
    stop_waiting_for_group_booking -               DDDDD DDDD DDDD HHHH HHHH DDHH DAHHH
    list_waiting_list_entries -                    AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    create_waiting_list_entry -                    DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    delete_waiting_list_entry -                    DAAAA DDDD AAAA AAAA HHHH ADHH DAHHH
    confirm_booking          -                     DAAAA DDDD AAAA HHHH HHHH ADHH DDHHH
    decline_booking          -                     DAAAA DDDD AAAA HHHH HHHH ADHH DDHHH
    cancel_booking           -                     DAAAA DDDD AAAA HHHH HHHH ADHH DAHHH
    reschedule_booking       -                     DAAAA DDDD AAAA HHHH HHHH ADHH DAHHH
    update_booking_note      -                     DAAAA DDDD AAAA HHHH HHHH ADHH DDHHH
    mark_booking_held        -                     DAAAA DDDD AAAA HHHH HHHH ADHH DDHHH
    mark_booking_missed      -                     DAAAA DDDD AAAA HHHH HHHH ADHH DDHHH
    list_monitorings         -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_monitoring        -                     DAAAA DDDD AAAA HHHH HHHH DDDD DDHHH
    read_monitoring          -                     DAAAA DDDD AAAA HHHH HHHH HHHH DHHHH
    update_monitoring        -                     DAAAA DDDD AAAA HHHH HHHH HHHH DHHHH
    delete_monitoring        -                     DAAAA DDDD AAAA HHHH HHHH HHHH DHHHH
    export_monitorings       -                     AAHHA DDDD AAAA HHHH HHHH DDDD DDHHH
    suggest_monitoring       -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    list_monitoring_fields   -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    create_monitoring_field  -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_monitoring_field  -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    add_monitoring_field_set -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_monitoring_settings -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    update_monitoring_settings -                    AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_draft               -                     DAAAA DDDD AAAA AAAH AADH AAHH DDHHH
    save_draft               -                     DAAAA DDDD AAAA AAAH AADH ADHH DDHHH
    release_mail_request     -                     DAAAA DDDD AAAA DDDH DDDH DDHH DDHHH
    take_over_mail_request   -                     DAAAA DDDD AAAA AAAH AAAH ADHH DDHHH
    assign_mail_request      -                     DAAAA DDDD AAAA AAAH AAAH ADHH DDHHH
    inherit_draft            -                     DAAAA DDDD AAAA AADD AADD AADD DDHHH
    complete_mail_request    -                     DAAAA DDDD AAAA AAAH AAAH ADHH DDHHH
    reopen_mail_request      -                     DAAAA DDDD AAAA AAAH AAAH ADHH DDHHH
    archive_mail_request     -                     DAAAA DDDD AAAA AAAH AAAH ADHH DDHHH
    delete_mail_request      -                     DAAAA DDDD DDDD DDDH DDDH DDHH DDHHH
    note_viewing            -                     DAAAA DDDD AAAA AAAH AAAH AAHH DDHHH
    stop_viewing           -                     DAAAA DDDD AAAA AAAH AAAH AAHH DDHHH
    list_internal_comments   -                     DAAAA DDDD AAAA AAAH AAAH AAHH DDHHH
    create_internal_comment  -                     DAAAA DDDD AAAA AAAH AAAH AAHH DDHHH
    delete_internal_comment  -                     DAAAA DDDD AAAA DDDD HHHH DDDD DHHHH
    request_break_glass      -                     DAAAA DDDD DDDD DDDH DDDH DDHH DDHHH
    list_break_glasses       -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    confirm_break_glass      -                     DDAAA DDDD DDDD DDDD HHHH DDDD DHHHH
    refuse_break_glass       -                     DDAAA DDDD DDDD DDDD HHHH DDDD DHHHH
    ask_for_hand_over        -                     DAAAA DDDD AAAA AAAH AAAH ADHH DDHHH
    ask_for_primary_counselor -                    DAAAA DDDD AAAA AAAH HHHH AAHH DHHHH
    list_hand_overs          -                     DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    withdraw_hand_over       -                     DAAAA DDDD AAAA AAAH AAAH ADHH DDHHH
    agree_to_hand_over       -                     DDDDD DDDD DDDD DDDH DDDH DDHH DAHHH
    decline_hand_over        -                     DDDDD DDDD DDDD DDDH DDDH DDHH DAHHH
    stream_events            events:read           AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    answer_beat              -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    sign_out                 -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    list_sessions            -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    end_session              -                     DAHHH DDDD AAAA HHHH HHHH HHHH DAHHH
    end_other_sessions       -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    change_own_password      -                     AHHHH AAAA HHHH HHHH HHHH HHHH AHHHH
    read_own_data            -                     DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    update_own_data          -                     DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    export_own_data          -                     DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    delete_own_account       -                     DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    make_recovery_code       -                     DHHHH DDDD HHHH HHHH HHHH HHHH AHHHH
    read_two_factor          -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    begin_two_factor         -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    confirm_two_factor       -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    disable_two_factor       -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    renew_recovery_codes     -                     AHHHH AAAA HHHH HHHH HHHH HHHH DHHHH
    read_sign_in_settings    -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_sign_in_settings  -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_api_tokens          -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    create_api_token         -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    revoke_api_token         -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_webhooks            -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    create_webhook           -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_webhook             -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_webhook           -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    delete_webhook           -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    pause_webhook            -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    resume_webhook           -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    rotate_webhook_secret    -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    test_webhook             -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_webhook_deliveries  -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    send_webhook_delivery_again -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_audit_entries       -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    export_audit_log         -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    verify_audit_log         -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_outgoing_mails      -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    send_outgoing_mail_again -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    list_message_templates   -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_message_template  -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    reset_message_template   -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    preview_message          -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    test_message_template    -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_statistics          -                     AAHHA DDDD AAAA HHHH HHHH DDDD DDHHH
    export_statistics        -                     AAHHA DDDD AAAA HHHH HHHH DDDD DDHHH
    read_access_table        -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    read_openness_settings   -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
    update_openness_settings -                     AHHHH DDDD HHHH HHHH HHHH HHHH DHHHH
";

fn staff(role: Role) -> Actor {
    Actor::Counselor { id: ME, role }
}

fn token(scopes: impl IntoIterator<Item = TokenScope>) -> Actor {
    Actor::ApiToken {
        id: ApiTokenId(Uuid::from_u128(5)),
        scopes: scopes.into_iter().collect(),
    }
}

fn letter(access: Access) -> char {
    match access {
        Access::Allow => 'A',
        Access::Deny => 'D',
        Access::Hide => 'H',
        Access::MissingScope => 'S',
        Access::BreakGlass => 'B',
    }
}

#[test]
fn every_cell_is_what_is_written_here() {
    let lines: Vec<Vec<&str>> = CELLS
        .lines()
        .map(|line| line.split_whitespace().collect())
        .filter(|words: &Vec<&str>| !words.is_empty())
        .skip(1)
        .collect();
    assert_eq!(lines.len(), Action::ALL.len(), "one line an action");
    for (words, &action) in lines.iter().zip(Action::ALL) {
        assert_eq!(words[0], action.name());
        let scope = table::row(action).unwrap().scope;
        assert_eq!(words[1], scope.map_or("-", TokenScope::name), "{action:?}");
        for (relation, level) in (0..5).flat_map(|r| (0..4).map(move |l| (r, l))) {
            let decided = |actor| {
                letter(decide(
                    actor,
                    Openness::ALL[level],
                    action,
                    Relation::ALL[relation],
                ))
            };
            let expected = |word: usize, at: usize| char::from(words[word].as_bytes()[at]);
            let cell = format!("{action:?}, relation {relation}, level {level}");
            assert_eq!(
                decided(staff(Role::Admin)),
                expected(2, relation),
                "admin, {cell}"
            );
            assert_eq!(
                decided(staff(Role::Counselor)),
                expected(3 + relation, level),
                "counselor, {cell}"
            );
            assert_eq!(
                decided(Actor::Client { id: CLIENT }),
                expected(8, relation),
                "client, {cell}"
            );
        }
    }
}

#[test]
fn an_api_token_may_what_its_scopes_name_and_nothing_else() {
    for &action in Action::ALL {
        let scope = table::row(action).unwrap().scope;
        let without = TokenScope::ALL
            .iter()
            .copied()
            .filter(|one| Some(*one) != scope);
        for relation in Relation::ALL {
            for openness in Openness::ALL {
                let decided = |actor| decide(actor, openness, action, relation);
                let (with, lacking) = match scope {
                    Some(_) => (Access::Allow, Access::MissingScope),
                    None => (Access::Deny, Access::Deny),
                };
                assert_eq!(decided(token(scope)), with, "{action:?}");
                assert_eq!(decided(token(without.clone())), lacking, "{action:?}");
            }
        }
    }
}

#[test]
fn every_action_has_one_row_and_every_scope_is_good_for_something() {
    let listed: Vec<_> = table::rows().map(|row| row.action.name()).collect();
    let actions: BTreeSet<_> = Action::ALL.iter().map(|action| action.name()).collect();
    assert_eq!(listed.len(), actions.len());
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), actions);
    for &scope in TokenScope::ALL {
        assert!(
            table::rows().any(|row| row.scope == Some(scope)),
            "{scope:?}"
        );
    }
    for &action in Action::ALL {
        assert_eq!(serde_json::to_value(action).unwrap(), action.name());
    }
}

/// Nobody may do something to what they may not see, and nobody may write what they may not read.
#[test]
fn what_can_be_done_can_be_seen() {
    use Action::{
        ActivateCounselor, AddChatMembers, AgreeToHandOver, AnswerMailRequest, ArchiveMailRequest,
        AskForHandOver, AskForPrimaryCounselor, AssignMailRequest, ChangeCounselorRole,
        CompleteMailRequest, CreateAttachment, CreateDocument, CreateInternalComment, CreateNote,
        DeactivateCounselor, DeleteClient, DeleteCounselor, DeleteDocument, DeleteMailRequest,
        DownloadAttachment, DownloadDocument, EndLegalHold, EraseClient, ExportChat, ExportClient,
        FollowUpMailRequest, InviteClient, InviteCounselor, ListAttachments, ListChatDocuments,
        ListChatMembers, ListChatMessages, ListDocuments, ListInternalComments, ListNotes,
        LockClient, MarkChatRead, MarkMailRequestRead, NoteTyping, NoteViewing, PlaceLegalHold,
        PreviewCounselorDeletion, ReadChat, ReadChatMessage, ReadClient, ReadClientContact,
        ReadClientIdentity, ReadClientMasterData, ReadCounselor, ReadDraft, ReadMailAvailability,
        ReadMailRequest, ReadRequestData, ReleaseMailRequest, RemoveChatMember, RemoveTwoFactor,
        ReopenMailRequest, ReplaceCounselorPicture, RequestBreakGlass, RestoreClient, SaveDraft,
        SendChatMessage, SetClientPassword, StopViewing, TakeIntoProfile, TakeOverMailRequest,
        UnlockClient, UpdateClient, UpdateClientContact, UpdateClientIdentity,
        UpdateClientMasterData, UpdateCounselor, UpdateDocument, UpdateGroupChat,
        UpdateMailAvailability,
    };
    for (act, see) in [
        (AnswerMailRequest, ReadMailRequest),
        (FollowUpMailRequest, ReadMailRequest),
        (MarkMailRequestRead, ReadMailRequest),
        (CreateAttachment, ReadMailRequest),
        (ListAttachments, CreateAttachment),
        (DownloadAttachment, ReadMailRequest),
        (ReadDraft, ReadMailRequest),
        (SaveDraft, ReadDraft),
        (ReadRequestData, ReadMailRequest),
        (TakeIntoProfile, ReadRequestData),
        (UpdateMailAvailability, ReadMailAvailability),
        (ReleaseMailRequest, ReadMailRequest),
        (TakeOverMailRequest, ReadMailRequest),
        (AssignMailRequest, ReadMailRequest),
        (CompleteMailRequest, ReadMailRequest),
        (ReopenMailRequest, ReadMailRequest),
        (ArchiveMailRequest, ReadMailRequest),
        (DeleteMailRequest, ReadMailRequest),
        (NoteViewing, ReadMailRequest),
        (StopViewing, ReadMailRequest),
        (ListInternalComments, ReadMailRequest),
        (CreateInternalComment, ListInternalComments),
        (RequestBreakGlass, ReadMailRequest),
        (AskForHandOver, AssignMailRequest),
        (AskForPrimaryCounselor, UpdateClient),
        (AgreeToHandOver, ReadMailRequest),
        (UpdateClient, ReadClient),
        (ReadClientContact, ReadClient),
        (UpdateClientContact, ReadClientContact),
        (ReadClientIdentity, ReadClient),
        (UpdateClientIdentity, ReadClientIdentity),
        (ReadClientMasterData, ReadClient),
        (UpdateClientMasterData, ReadClientMasterData),
        (LockClient, ReadClient),
        (UnlockClient, ReadClient),
        (DeleteClient, ReadClient),
        (RestoreClient, ReadClient),
        (EraseClient, ReadClient),
        (PlaceLegalHold, ReadClient),
        (EndLegalHold, ReadClient),
        (ExportClient, ReadClient),
        (ListNotes, ReadClient),
        (CreateNote, ListNotes),
        (ListChatMembers, ReadChat),
        (ListChatMessages, ReadChat),
        (ReadChatMessage, ReadChat),
        (SendChatMessage, ReadChat),
        (MarkChatRead, ReadChat),
        (NoteTyping, ReadChat),
        (ListChatDocuments, ReadChat),
        (ExportChat, ReadChat),
        (UpdateGroupChat, ReadChat),
        (AddChatMembers, ReadChat),
        (RemoveChatMember, ReadChat),
        (CreateDocument, ListDocuments),
        (DownloadDocument, ListDocuments),
        (UpdateDocument, DownloadDocument),
        (DeleteDocument, DownloadDocument),
        (ChangeCounselorRole, ReadCounselor),
        (ActivateCounselor, ReadCounselor),
        (DeactivateCounselor, ReadCounselor),
        (DeleteCounselor, PreviewCounselorDeletion),
        (PreviewCounselorDeletion, ReadCounselor),
        (ReplaceCounselorPicture, UpdateCounselor),
        (InviteClient, ReadClient),
        (SetClientPassword, ReadClient),
        (InviteCounselor, ReadCounselor),
        (RemoveTwoFactor, ReadCounselor),
    ] {
        assert_seen(act, see);
    }
}

/// Whoever does one of the two sees the other, and what is hidden from them is hidden in both.
fn assert_seen(act: Action, see: Action) {
    for actor in [
        staff(Role::Admin),
        staff(Role::Counselor),
        Actor::Client { id: CLIENT },
    ] {
        for relation in Relation::ALL {
            for openness in Openness::ALL {
                let may = |action| decide(actor, openness, action, relation);
                assert!(
                    !may(act).is_allowed() || may(see).is_allowed(),
                    "{act:?} without {see:?}: {actor:?} {relation:?} {openness:?}"
                );
                assert_eq!(
                    may(act) == Access::Hide,
                    may(see) == Access::Hide,
                    "hidden is hidden from every side: {act:?} {relation:?} {openness:?}"
                );
            }
        }
    }
}

/// Under confidential administration: what an admin does not get to see, and an API token neither.
/// All the rest is as it is without.
#[test]
fn confidential_administration_locks_content_and_nothing_else() {
    use Action::{
        AnswerMailRequest, CreateAttachment, CreateInternalComment, DownloadAttachment,
        ListAttachments, ListInternalComments, MarkMailRequestRead, NoteViewing, ReadDraft,
        ReadMailRequest, ReadRequestData, ReleaseMailRequest, SaveDraft, StopViewing,
        TakeIntoProfile, TakeOverMailRequest,
    };
    let foreign = [Relation::Nobodys, Relation::Released, Relation::Others];
    let content = [
        (ReadMailRequest, &foreign[..]),
        (AnswerMailRequest, &foreign),
        (MarkMailRequestRead, &foreign),
        (ReadDraft, &foreign),
        (SaveDraft, &foreign),
        (NoteViewing, &foreign),
        (StopViewing, &foreign),
        (ListInternalComments, &foreign),
        (CreateInternalComment, &foreign),
        (ListAttachments, &foreign),
        (CreateAttachment, &foreign),
        (DownloadAttachment, &foreign),
        (ReadRequestData, &foreign),
        (TakeIntoProfile, &foreign),
        // Whoever could release it could take it over then, and read it.
        (ReleaseMailRequest, &foreign),
        // What was given away is for everyone.
        (TakeOverMailRequest, &[Relation::Others]),
    ];
    let all_scopes = token(TokenScope::ALL.iter().copied());
    for (openness, &action) in Openness::ALL
        .into_iter()
        .flat_map(|level| Action::ALL.iter().map(move |action| (level, action)))
    {
        let confidential = System {
            openness,
            confidential_administration: true,
        };
        for relation in Relation::ALL {
            let locked = content
                .iter()
                .any(|(one, relations)| *one == action && relations.contains(&relation));
            for actor in [
                staff(Role::Admin),
                staff(Role::Counselor),
                Actor::Client { id: CLIENT },
                all_scopes,
            ] {
                let before = decide(actor, openness, action, relation);
                let concerned = actor.is_admin() || actor == all_scopes;
                let expected = if locked && concerned && before.is_allowed() {
                    Access::BreakGlass
                } else {
                    before
                };
                assert_eq!(
                    decide(actor, confidential, action, relation),
                    expected,
                    "{actor:?} {action:?} {relation:?}"
                );
                assert!(before.is_allowed() == before.is_listed());
            }
        }
    }
}

/// A level never allows a counselor what a more open one refuses.
#[test]
fn a_stricter_level_takes_away_and_never_gives() {
    for &action in Action::ALL {
        for relation in Relation::ALL {
            let allowed = Openness::ALL.map(|openness| {
                decide(staff(Role::Counselor), openness, action, relation).is_allowed()
            });
            assert!(
                allowed.is_sorted_by(|more, less| more >= less),
                "{action:?} {relation:?}: {allowed:?}"
            );
        }
    }
}

#[test]
fn how_one_stands_to_a_request_follows_from_who_works_on_it() {
    use MailRequestStatus::{Archived, Completed, InProgress, Open};
    let me = staff(Role::Counselor);
    for (counselor, status, expected) in [
        (None, Open, Relation::Nobodys),
        (None, Completed, Relation::Nobodys),
        (Some(ME), Open, Relation::Own),
        (Some(ME), InProgress, Relation::Own),
        (Some(ME), Archived, Relation::Own),
        (Some(COLLEAGUE), Open, Relation::Released),
        (Some(COLLEAGUE), InProgress, Relation::Others),
        (Some(COLLEAGUE), Completed, Relation::Others),
        (Some(COLLEAGUE), Archived, Relation::Others),
    ] {
        let request = Ownership {
            client: CLIENT,
            counselor,
            status,
        };
        assert_eq!(
            request.relation_of(me),
            expected,
            "{counselor:?} {status:?}"
        );
        for (id, expected) in [(CLIENT, Relation::Own), (STRANGER, Relation::Others)] {
            assert_eq!(request.relation_of(Actor::Client { id }), expected);
        }
    }
    assert_eq!(Relation::to_counselors(me, Some(ME)), Relation::Own);
    assert_eq!(
        Relation::to_counselors(me, Some(COLLEAGUE)),
        Relation::Others
    );
    assert_eq!(Relation::to_counselors(me, None), Relation::Nobodys);
    let client = Actor::Client { id: CLIENT };
    assert_eq!(Relation::to_counselors(client, Some(ME)), Relation::Others);
}

#[test]
fn the_table_shown_says_what_is_decided() {
    let shown = AccessTable::of(Openness::Restricted);
    assert_eq!(shown.openness, Openness::Restricted);
    assert_eq!(shown.rows.len(), Action::ALL.len());
    let cells = shown
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(move |cell| (row.action, cell)));
    for (action, cell) in cells {
        let actor = match cell.caller {
            CallerKind::Admin => staff(Role::Admin),
            CallerKind::Counselor => staff(Role::Counselor),
            CallerKind::Client => Actor::Client { id: CLIENT },
        };
        let decided = Openness::ALL.map(|level| decide(actor, level, action, cell.relation));
        assert_eq!(
            decided,
            [
                cell.fully_open,
                cell.open,
                cell.restricted,
                cell.strongly_restricted
            ],
            "{action:?}"
        );
    }
    let allowed = |access| {
        let all = shown.rows.iter().flat_map(|row| &row.cells);
        all.filter(|cell| cell.restricted == access).count()
    };
    assert!(allowed(Access::Allow) > 0 && allowed(Access::Hide) > 0);
    let code = serde_json::to_value(ProblemCode::MissingScope).unwrap();
    assert_eq!(code, "missing_scope");
}
