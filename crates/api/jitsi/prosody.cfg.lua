-- What Beistand needs of Prosody, for a Jitsi Meet at meet.example: an extract, to be merged into
-- /etc/prosody/conf.d/meet.example.cfg.lua as the package has made it.

plugin_paths = { "/usr/share/jitsi-meet/prosody-plugins/" }

VirtualHost "meet.example"
    -- Of jitsi-meet-tokens. Without that package: "beistand", with mod_auth_beistand.lua in place.
    authentication = "token"
    app_id = "beistand" -- BEISTAND_JITSI_APP_ID
    app_secret = "the secret" -- BEISTAND_JITSI_APP_SECRET
    allow_empty_token = false
    asap_accepted_issuers = { "beistand" }
    asap_accepted_audiences = { "beistand" }
    enable_domain_verification = true
    modules_enabled = {
        "bosh", "websocket", "smacks", "ping", "external_services",
        "presence_identity",
        "av_moderation",
    }
    av_moderation_component = "avmoderation.meet.example"
    main_muc = "conference.meet.example"

Component "conference.meet.example" "muc"
    -- No "muc_allowners": it makes everybody an owner.
    modules_enabled = { "muc_meeting_id", "muc_domain_mapper", "token_verification", "beistand_roles" }
    -- Where Jicofo signs in; Jibri's and Jigasi's domains too, if there are any.
    beistand_services = { "auth.meet.example" }
    beistand_av_moderation = "avmoderation.meet.example"
    muc_room_locking = false
    muc_room_default_public_jids = true
    restrict_room_creation = false
    storage = "memory"
    admins = { "focus@auth.meet.example" }

Component "avmoderation.meet.example" "av_moderation_component"
    muc_component = "conference.meet.example"
