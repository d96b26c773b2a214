-- Lets in whoever connects with a token that Beistand has signed (HS256), and nobody else.
--
-- For a Prosody without Jitsi's own token authentication; where that is installed
-- (jitsi-meet-tokens), use it instead. Both leave the same in the session, which is what
-- mod_beistand_roles reads.
--
--   VirtualHost "meet.example"
--       authentication = "beistand"
--       app_id = "beistand"
--       app_secret = "as in BEISTAND_JITSI_APP_SECRET"

local jwt = require "util.jwt";
local new_sasl = require "util.sasl".new;
local parse_query = require "util.http".formdecode;

local app_id = module:get_option_string("app_id");
local app_secret = module:get_option_string("app_secret");
-- What tokens name as their "sub".
local domain = module:get_option_string("beistand_domain", module.host);

if not app_id or not app_secret then
	module:log("error", "app_id and app_secret have to be set: nobody gets in");
end

-- Browsers bring the token in the address that they connect to.
local function keep_token(event)
	local query = event.request.url and event.request.url.query;
	local fields = query and parse_query(query);
	if type(fields) == "table" then
		event.session.auth_token = fields.token;
	end
end

module:hook_global("bosh-session", keep_token);
module:hook_global("websocket-session", keep_token);

-- What a token says, or why it is not good.
local function claims_of(token)
	if not app_id or not app_secret then return nil, "not configured"; end
	if type(token) ~= "string" then return nil, "no token"; end
	local fine, proven, claims = pcall(jwt.verify, app_secret, token);
	if not fine or not proven or type(claims) ~= "table" then
		return nil, "not signed with our secret";
	end
	local now = os.time();
	if claims.iss ~= app_id or claims.aud ~= app_id then return nil, "of another application"; end
	if claims.sub ~= domain then return nil, "for another server"; end
	if type(claims.exp) ~= "number" or claims.exp <= now then return nil, "expired"; end
	if type(claims.nbf) ~= "number" or claims.nbf > now then return nil, "not good yet"; end
	if type(claims.room) ~= "string" or claims.room == "" or claims.room == "*" then
		return nil, "for no room";
	end
	return claims;
end

local provider = {};

-- Nobody has an account or a password here.
local function nobody() return nil, "there are no accounts"; end
for _, name in ipairs { "test_password", "get_password", "set_password", "user_exists", "create_user", "delete_user" } do
	provider[name] = nobody;
end

-- Without a good token no way of signing in is offered at all.
function provider.get_sasl_handler(session)
	local claims, reason = claims_of(session.auth_token);
	if not claims then
		module:log("info", "A connection was refused: %s", reason);
		return new_sasl(module.host, {});
	end
	local context = type(claims.context) == "table" and claims.context or {};
	session.jitsi_meet_room = claims.room;
	session.jitsi_meet_domain = claims.sub;
	session.jitsi_meet_context_user = context.user;
	session.jitsi_meet_context_features = context.features;
	return new_sasl(module.host, { anonymous = function() return true; end });
end

module:provides("auth", provider);
