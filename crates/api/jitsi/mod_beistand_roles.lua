-- Gives everybody in a room the role that their token names, and no other:
--
--   owner    counselors: they lead the room
--   member   clients and guests: they take part with picture and sound
--   seminar  they see, hear, write and vote; the room gets audio and video moderation, so that their
--            camera and microphone stay off until an owner lets them speak
--
-- Who has no such token is not let in. To be loaded on the component of the rooms, beside a token
-- authentication (Jitsi's own, or mod_auth_beistand), and in place of muc_allowners:
--
--   Component "conference.meet.example" "muc"
--       modules_enabled = { "token_verification", "beistand_roles" }
--       -- Jicofo, Jibri and the like sign in there and need no token:
--       beistand_services = { "auth.meet.example" }
--       -- the component of Jitsi's av_moderation:
--       beistand_av_moderation = "avmoderation.meet.example"

local array = require "util.array";
local jid = require "util.jid";
local json = require "util.json";
local st = require "util.stanza";
local usermanager = require "core.usermanager";

local services = module:get_option_set("beistand_services", {});
local moderation = module:get_option_string(
	"beistand_av_moderation", "avmoderation." .. module.host:gsub("^[^.]+%.", ""));

local affiliations = { owner = "owner", member = "member", seminar = "member" };
local media = { "audio", "video" };

local function is_service(address)
	local host = jid.host(address);
	if host and services:contains(host) then return true; end
	if usermanager.is_admin then return usermanager.is_admin(address, module.host); end
	-- From Prosody 13 on.
	local role = usermanager.get_jid_role(address, module.host);
	return role ~= nil and (role.name == "prosody:admin" or role.name == "prosody:operator");
end

-- The role that a verified token names for this room.
local function role_of(session, room)
	local named = session.jitsi_meet_room;
	local user = session.jitsi_meet_context_user;
	if type(named) ~= "string" or named:lower() ~= jid.node(room.jid) then return nil; end
	local role = type(user) == "table" and user.beistand_role;
	return affiliations[role] and role or nil;
end

-- Who is in a room as what, by their address without resource: each connection has one of its own.
local function roles_in(room)
	room.beistand_roles = room.beistand_roles or {};
	return room.beistand_roles;
end

local function refuse(event)
	local reply = st.error_reply(event.stanza, "cancel", "not-allowed", "No token for this room");
	event.origin.send(reply);
	return true;
end

module:hook("muc-room-pre-create", function (event)
	if is_service(event.stanza.attr.from) then return; end
	if not role_of(event.origin, event.room) then return refuse(event); end
end, 90);

module:hook("muc-occupant-pre-join", function (event)
	local address = event.stanza.attr.from;
	if is_service(address) then return; end
	local room = event.room;
	local role = role_of(event.origin, room);
	if not role then return refuse(event); end
	local bare = jid.bare(address);
	roles_in(room)[bare] = role;
	room:set_affiliation(true, bare, affiliations[role]);
	event.occupant.role = room:get_default_role(affiliations[role]);
end, 90);

-- Whatever else wants to: other modules, Jicofo's automatic ownership, or an owner's click.
module:hook("muc-pre-set-affiliation", function (event)
	local role = roles_in(event.room)[event.jid];
	local leads = event.affiliation == "owner" or event.affiliation == "admin";
	if role and role ~= "owner" and leads then
		event.allowed = false;
	end
end, 1000);

module:hook("muc-pre-set-role", function (event)
	local role = roles_in(event.room)[event.occupant.bare_jid];
	if role and role ~= "owner" and event.role == "moderator" then
		event.allowed = false;
		event.error, event.condition = "cancel", "not-allowed";
	end
end, 1000);

-- Says it as Jitsi's own component would: to people's browsers, and to Jicofo, which enforces it.
local function tell(room, to, said)
	said.type = "av_moderation";
	said.room = room.jid;
	local message = st.message({ from = moderation, to = to })
		:tag("json-message", { xmlns = "http://jitsi.org/jitmeet" })
		:text(json.encode(said)):up();
	module:send(message);
end

local function moderate(room, by)
	local changed = false;
	room.av_moderation = room.av_moderation or {};
	room.av_moderation_actors = room.av_moderation_actors or {};
	for _, kind in ipairs(media) do
		if not room.av_moderation[kind] then
			changed = true;
			room.av_moderation[kind] = array {};
			room.av_moderation_actors[kind] = by;
		end
	end
	return changed;
end

local function tell_moderated(room, to)
	for _, kind in ipairs(media) do
		tell(room, to, {
			enabled = true, mediaType = kind, actor = room.av_moderation_actors[kind],
		});
	end
end

-- Those who take part with picture and sound keep both in a moderated room.
local function let_speak(room, occupant)
	for _, kind in ipairs(media) do
		local allowed = room.av_moderation[kind];
		if allowed then
			allowed:push(occupant.nick);
			for _, other in room:each_occupant() do
				if other.role == "moderator" then
					tell(room, other.jid, { whitelists = room.av_moderation, mediaType = kind });
				end
			end
			tell(room, occupant.jid, { approved = true, mediaType = kind });
		end
	end
end

-- After the affiliation holds, and before Jitsi's component tells whoever joins.
module:hook("muc-occupant-joined", function (event)
	local room, joined = event.room, event.occupant;
	local roles = roles_in(room);
	local role = roles[joined.bare_jid];
	if role == "seminar" and moderate(room, room.jid) then
		for _, occupant in room:each_occupant() do
			tell_moderated(room, occupant.jid);
		end
		for _, occupant in room:each_occupant() do
			if roles[occupant.bare_jid] == "member" then let_speak(room, occupant); end
		end
	elseif room.av_moderation then
		tell_moderated(room, joined.jid);
		if role == "member" then let_speak(room, joined); end
	end
end, -1);

module:hook("muc-occupant-left", function (event)
	local room, left = event.room, event.occupant;
	if not roles_in(room)[left.bare_jid] then return; end
	roles_in(room)[left.bare_jid] = nil;
	room:set_affiliation(true, left.bare_jid, nil);
end, -1);
