# The project's recipes. `.dev/run` and `.dev/test`, the two commands of the README, install what these need.

# List the recipes.
default:
    @just --list --unsorted

# Install what is missing, build, and serve the demo on http://127.0.0.1:8080.
run *args:
    @.dev/run {{ args }}

# The same, built anew on every change.
dev *args:
    @.dev/dev {{ args }}

# Fast: format, lints and the domain's tests. For between two edits.
check: fmt-check lint
    cargo test -q -p domain

# Everything that CI runs.
test: fmt-check dependencies _built test-sqlite test-postgres test-s3 test-bundler e2e e2e-postgres

# The app's build is one long link on one core; the other one lints meanwhile.
[parallel]
_built: app _lints

_lints: lint lint-app doc deny-offline

# Format the sources.
fmt:
    cargo fmt --all

# Are the sources formatted?
fmt-check:
    @.dev/step "format" "just fmt" cargo fmt --all --check

# Lints of everything that runs natively.
lint:
    @.dev/step "lints" "just lint" cargo clippy -q --workspace --exclude frontend --all-targets -- -D warnings

# Lints of the app, for the browser's target.
lint-app:
    @.dev/step "lints of the app" "just lint-app" .dev/wasm-cargo clippy -q -p frontend --no-deps --target wasm32-unknown-unknown -- -D warnings

# Does the documentation build without a warning?
doc:
    @RUSTDOCFLAGS="-D warnings" .dev/step "documentation" "just doc" cargo doc -q --no-deps --document-private-items -p domain -p client -p migrations -p sealed -p api

# Do the crates depend on each other only as the architecture allows?
dependencies:
    @.dev/step "dependency rules" "just dependencies" .dev/dependency-rules

# Licences, bans, sources and security advisories of the dependencies.
deny *what:
    @.dev/deny {{ what }}

# All of these but the advisories, whose list is not in every reach.
deny-offline:
    @.dev/step "licences, bans and sources of the dependencies" "just deny bans licenses sources" .dev/deny bans licenses sources

# Build the app into frontend/dist, within its size budget.
app:
    @.dev/step "app" "just app" .dev/app

# Rust tests on SQLite.
test-sqlite *args:
    @.dev/step "Rust tests on SQLite" "just test-sqlite NAME runs one" cargo test -q {{ args }}

# The server's tests on a PostgreSQL of their own.
test-postgres *args:
    @.dev/step "Rust tests on PostgreSQL" "just test-postgres NAME runs one" .dev/postgres cargo test -q -p api {{ args }}

# The tests of documents, on an S3-compatible store of their own.
test-s3 *args="documents::":
    @.dev/step "documents in a bucket" "just test-s3 NAME runs one" .dev/s3 cargo test -q -p api --test it {{ args }}

# Tests of the program that builds the app.
test-bundler:
    @.dev/step "tests of the bundler" "just test-bundler" cargo test -q -p bundler

# Browser tests on SQLite: `just e2e mail_requests --headed`.
e2e *args:
    @.dev/step "browser tests on SQLite" "just e2e NAME --trace on, then just e2e-report" .dev/e2e {{ args }}

# The main journey in the browser, on PostgreSQL.
e2e-postgres *args="mail_requests --project=desktop-de":
    @.dev/step "browser tests on PostgreSQL" "just e2e-postgres" .dev/postgres .dev/e2e {{ args }}

# Ask every operation what the document does not promise, as each kind of caller; takes an hour.
schemathesis *args:
    @.dev/schemathesis {{ args }}

# Feed whatever reads input from outside with far more of it than the tests do, each for a while.
fuzz cases="200000" *filter="any_":
    PROPTEST_CASES={{ cases }} cargo test -q -p domain -p sealed -p api --lib {{ filter }}

# Measure what things cost; needs Linux, and room for 5,000 open files twice over.
bench *args:
    ulimit -n 20000 && cargo bench -q -p api {{ args }}

# Measure what the app costs in the browser; prints figures and demands nothing of them.
bench-app:
    @.dev/e2e --config bench.config.ts

# Look at the last browser tests.
e2e-report:
    cd e2e && node node_modules/@playwright/test/cli.js show-report

# Write openapi/openapi.json anew.
openapi:
    cargo run -q -p api -- openapi > target/openapi.json
    mv target/openapi.json openapi/openapi.json

# Forget the demo's data; the next start loads it anew.
db-reset:
    rm -rf data/demo.db data/demo.db-wal data/demo.db-shm data/demo-blobs

# A prompt on the demo's database.
db-shell:
    sqlite3 data/demo.db

# Bring a database up to date: `just db-migrate`, after BEISTAND_DATABASE_URL.
db-migrate:
    cargo run -q -p api -- migrate

# Serve the demo on a throw-away PostgreSQL.
db-postgres:
    .dev/postgres sh -c 'BEISTAND_DATABASE_URL="$BEISTAND_TEST_POSTGRES" cargo run -q -p api -- serve --demo'

# A prompt on a throw-away PostgreSQL.
db-postgres-shell:
    .dev/postgres sh -c 'psql "$BEISTAND_TEST_POSTGRES"'
