"""What Schemathesis has to know of us, beside the OpenAPI document: who it is that asks, and which records
there are. Loaded by .dev/schemathesis, which sets the variables that are read here."""

import datetime
import os
import random
import re
import uuid

import requests
import schemathesis

BASE = os.environ["BEISTAND_URL"]
PRINCIPAL = os.environ["BEISTAND_PRINCIPAL"]
STAFF_PASSWORD = "lahntal-demo-2026"

# Each is the demo's, but for the one who registers.
STAFF = {"admin": "k.vogt", "counselor": "m.brandt"}
SCOPES = [
    "counselors:read", "clients:read", "clients:write", "client_contacts:read", "client_contacts:write",
    "documents:read", "documents:write", "mail_requests:read", "events:read",
]

# Where ids of a kind are listed, and by which names of fields and parts of addresses they go.
LISTS = {
    "clients": ("client_id", "client_ids", "watchlist"),
    "counselors": ("counselor_id", "counselor_ids", "fallback_counselor_id", "primary_counselor_id", "addressee_id",
                   "heir_id", "heir", "counselor"),
    "groups": ("group_id", "group_ids"),
    "mail-requests": ("mail_request_id", "mail_request", "before", "after"),
    "chats": ("chat_id", "group-chats"),
    "bookings?{month}": ("booking_id", "group-bookings"),
    "services": ("service_id",),
    "counselling-fields": ("counselling_field_id", "counselling_field_ids"),
    "master-data-fields": ("master_data_field_ids",),
    "monitoring-fields": (),
    "monitorings": (),
    "absences": (),
    "text-templates": (),
    "outgoing-mails": (),
    "break-glasses": (),
    "api-tokens": (),
    "waiting-list-entries": (),
    "open-door-visits": ("open_door_visit_id",),
}
# The same of what is listed below another record.
BELOW = {
    "clients": ("notes", "documents"),
    "mail-requests": ("internal-comments",),
    "chats": ("messages",),
}
# After how many calls they are looked up again: some are gone by then, others new.
LOOK_AGAIN = 300
UUID = re.compile(r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")

web = requests.Session()
chance = random.Random(1)
pools = {}
calls = 0
visit = None


def post(path, body, token=None):
    headers = {"authorization": f"Bearer {token}"} if token else {}
    answer = web.post(BASE + path, json=body, headers=headers, timeout=30)
    answer.raise_for_status()
    return answer.json()


def staff(name):
    sign_in = {"name": name, "password": STAFF_PASSWORD}
    return post("/api/v1/accounts/counselors/sign-in", sign_in)["access_token"]


def signed_in(name):
    """The same, or nothing if the account is gone."""
    try:
        return staff(name)
    except requests.HTTPError:
        return None


def token():
    """What proves who is calling; a client registers anew when theirs is gone, as may happen here."""
    if PRINCIPAL == "anonymous":
        return None
    if PRINCIPAL == "client":
        new = {"pseudonym": f"Test {uuid.uuid4().hex[:12]}", "password": "ein langer Satz"}
        return post("/api/v1/facilities/lahntal/registrations", new)["access_token"]
    if PRINCIPAL == "token":
        new = {"name": f"Test {uuid.uuid4().hex[:12]}", "scopes": SCOPES, "expires_at": until()}
        return post("/api/v1/api-tokens", new, staff(STAFF["admin"]))["token"]
    return staff(STAFF[PRINCIPAL])


def until():
    return moment(30)


def moment(days):
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


@schemathesis.auth(refresh_interval=60)
class Principal:
    def get(self, case, context):
        try:
            return token()
        except requests.HTTPError:
            # Gone, by what was asked before.
            return None

    def set(self, case, data, context):
        if data:
            case.headers["Authorization"] = f"Bearer {data}"


def ids(path, token):
    """Of what is listed there, as far as this one may see it."""
    answer = web.get(f"{BASE}/api/v1/{path}", headers={"authorization": f"Bearer {token}"}, timeout=30)
    if not answer.ok:
        return []
    rows = answer.json()
    if isinstance(rows, dict):
        rows = [row for value in rows.values() if isinstance(value, list) for row in value]
    return [row["id"] for row in rows if isinstance(row, dict) and "id" in row]


def open_the_door(token):
    """At any hour: the demo's is closed at night."""
    headers = {"authorization": f"Bearer {token}"}
    path = f"{BASE}/api/v1/open-door-settings"
    now = web.get(path, headers=headers, timeout=30)
    if now.ok:
        always = [[{"opens": "00:00", "closes": "24:00"}]] * 7
        rules = {"enabled": True, "hours": always, "max_waiting": 50, "closed_on_closing_days": False}
        web.put(path, json=rules, headers=headers | {"if-match": now.headers["etag"]}, timeout=30)


def fill_pools():
    """What a counselor and the admin see, who see most."""
    global visit
    tokens = [token for token in map(signed_in, STAFF.values()) if token]
    if not tokens:
        return
    pools.clear()
    month = f"from={moment(-10)}&until={moment(20)}"
    for sees in tokens:
        for path, names in LISTS.items():
            found = ids(path.format(month=month), sees)
            name = path.split("?")[0]
            for below in BELOW.get(name, ()):
                for one in found[:8]:
                    kind = "chat-messages" if below == "messages" else below
                    pools.setdefault(kind, []).extend(ids(f"{name}/{one}/{below}", sees))
            for name in (name, *names):
                pools.setdefault(name, []).extend(found)
    open_the_door(tokens[0])
    entered = web.post(f"{BASE}/api/v1/facilities/lahntal/open-door/visits", json={}, timeout=30)
    if entered.ok:
        visit = entered.json()["token"]


def known(name):
    """An id of a record that there is, most of the times that there is one."""
    there = pools.get(name)
    return chance.choice(there) if there and chance.random() < 0.7 else None


def put_ids(value, name=None):
    if isinstance(value, dict):
        return {key: put_ids(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [put_ids(one, name) for one in value]
    if isinstance(value, str) and UUID.match(value):
        return known(name) or value
    return value


@schemathesis.hook
def before_call(context, case, kwargs):
    global calls
    if calls % LOOK_AGAIN == 0:
        fill_pools()
    calls += 1
    meta = case.meta
    # What is meant to be refused stays as it is.
    if meta is None or meta.generation.mode != schemathesis.GenerationMode.POSITIVE:
        return
    parts = case.operation.path.split("/")
    for name, value in (case.path_parameters or {}).items():
        if name == "slug" and chance.random() < 0.8:
            case.path_parameters[name] = "lahntal"
        elif isinstance(value, str) and UUID.match(value):
            at = parts.index("{" + name + "}") if "{" + name + "}" in parts else 0
            case.path_parameters[name] = known(name) or known(parts[at - 1]) or value
    if case.query:
        case.query = put_ids(dict(case.query))
    if isinstance(case.body, (dict, list)):
        case.body = put_ids(case.body)
    if visit and case.headers and "Open-Door-Token" in case.headers and chance.random() < 0.7:
        case.headers["Open-Door-Token"] = visit
    if case.headers and "If-Match" in case.headers and chance.random() < 0.7:
        path = case.operation.path.format(**(case.path_parameters or {}))
        authorization = case.headers.get("Authorization")
        headers = {"authorization": authorization} if authorization else {}
        try:
            answer = web.get(BASE + path, headers=headers, timeout=30)
        except requests.RequestException:
            return
        if answer.ok and "etag" in answer.headers:
            case.headers["If-Match"] = answer.headers["etag"]
