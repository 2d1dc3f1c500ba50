#!/bin/bash
# An installation by docs/operations/install.md in a clean folder, in production mode, with a real Redis and PostgreSQL and the
# stand-ins in the agencies' places; says how long each step took. Services are started by hand in the place of systemd.
#   bash test/bench/install.sh [CHECKOUT]        needs git, node, npm, openssl, redis-server, PostgreSQL's programs
set -euo pipefail
source=$(readlink -f "${1:-.}")
folder=$(mktemp -d /tmp/ama-install-XXXX)
chmod 755 "$folder"
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done' EXIT
began=$SECONDS
step() { echo "$((SECONDS - began)) s: $1"; }
background() { "$@" >>"$folder/log" 2>&1 & pids+=($!); }
base=$((20000 + RANDOM % 8000))

git clone -q "$source" "$folder/checkout" && cd "$folder/checkout"
npm ci --silent --no-audit --no-fund && npm run -s build
step "cloned and built"
opt=$folder/opt && mkdir "$opt"
eval "$(grep '^cp -r --parents' docs/operations/install.md | sed "s#/opt/ama#$opt#")"
(cd "$opt" && npm ci --silent --no-audit --no-fund --omit=dev)
step "installed ($(du -sm "$opt" | cut -f1) MB)"

programs=$(dirname "$(readlink -f /usr/lib/postgresql/*/bin/initdb)")
data=$folder/postgres && install -d -m 700 "$data"
as=() && if [ "$(id -u)" = 0 ]; then chown postgres "$data" && as=(runuser -u postgres --); fi
"${as[@]}" "$programs/initdb" -D "$data" -U postgres --auth-host=scram-sha-256 --auth-local=trust --no-instructions >>"$folder/log"
background "${as[@]}" "$programs/postgres" -D "$data" -c port=$base -c unix_socket_directories="$data" -c listen_addresses=127.0.0.1
until "${as[@]}" psql -h "$data" -p $base -U postgres -qc "select 1" >/dev/null 2>&1; do sleep 0.3; done
export LEDGER_PASSWORD=ledger-pass ACCESS_LOG_OWNER_PASSWORD=owner-pass ACCESS_LOG_GATEWAY_PASSWORD=gateway-pass ACCESS_LOG_SUBGRAPH_PASSWORD=subgraph-pass
"${as[@]}" psql -h "$data" -p $base -U postgres -q -f - <deploy/postgres/logins.sql
(cd "$folder" && TMPDIR=$folder REDIS_GATEWAY_PASSWORD=redis-gateway REDIS_SUBGRAPH_PASSWORD=redis-subgraph \
  exec sh checkout/deploy/redis/start-redis.sh --port $((base + 1)) --bind 127.0.0.1 --appendonly yes --maxmemory-policy noeviction >>"$folder/log" 2>&1) &
pids+=($!)
step "PostgreSQL and Redis run"

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
  -keyout "$folder/issuer.key" -out "$folder/issuer.pem" 2>/dev/null
export NODE_EXTRA_CA_CERTS=$folder/issuer.pem AMA_PARTICIPANTS=200 AMA_DATA_DIR=$folder/data LOG_LEVEL=warn
export VDAB_PORT=$((base + 11)) MAGDA_PORT=$((base + 12)) LOKET_PORT=$((base + 13)) DWSE_PORT=$((base + 14)) ACMIDM_PORT=$((base + 15))
export AMA_ISSUER_URL=https://127.0.0.1:$ACMIDM_PORT DATABASE_URL=postgres://ledger:ledger-pass@127.0.0.1:$base/ledger
export VDAB_CLIENT_SECRET=development-secret LOKET_CLIENT_SECRET=development-secret
VDAB_NOTICE_SECRET=$(openssl rand -base64 24) LOKET_NOTICE_SECRET=$(openssl rand -base64 24)
AMA_PARTICIPANT_KEY=$(openssl rand -hex 64) AMA_MANDATE_KEY=$(openssl rand -hex 64)
export VDAB_NOTICE_SECRET LOKET_NOTICE_SECRET AMA_PARTICIPANT_KEY AMA_MANDATE_KEY LOKET_DROP_FOLDER=$folder/drop AMA_LEAVE_MS=0
ama=(node --max-semi-space-size=64 "$opt/bin/ama.js")
ACMIDM_CERTIFICATE_FILE=$folder/issuer.pem ACMIDM_CERTIFICATE_KEY_FILE=$folder/issuer.key background "${ama[@]}" agency acmidm
for name in vdab magda loket dwse; do background "${ama[@]}" agency $name; done
for port in $VDAB_PORT $MAGDA_PORT $LOKET_PORT $DWSE_PORT $ACMIDM_PORT; do until (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do sleep 0.3; done; done
step "stand-ins run"

log=127.0.0.1:$base/access_log
ACCESS_LOG_OWNER_URL=postgres://access_log_owner:owner-pass@$log NODE_ENV=production "${ama[@]}" audit migrate >>"$folder/log"
export VDAB_URL=http://127.0.0.1:$VDAB_PORT MAGDA_URL=http://127.0.0.1:$MAGDA_PORT LOKET_URL=http://127.0.0.1:$LOKET_PORT
at=1
for name in referrals permissions contingents ledger; do
  upper=${name^^} && export "${upper}_PORT=$((base + 20 + at))" "${upper}_URL=http://127.0.0.1:$((base + 20 + at))"
  NODE_ENV=production AMA_ADMIN_PORT=$((base + 30 + at)) ACCESS_LOG_URL=postgres://access_log_subgraph:subgraph-pass@$log \
    REDIS_URL=redis://subgraph:redis-subgraph@127.0.0.1:$((base + 1)) background "${ama[@]}" subgraph $name
  at=$((at + 1))
done
NODE_ENV=production AMA_PORT=$((base + 20)) AMA_ADMIN_PORT=$((base + 30)) ACCESS_LOG_URL=postgres://access_log_gateway:gateway-pass@$log \
  REDIS_URL=redis://gateway:redis-gateway@127.0.0.1:$((base + 1)) background "${ama[@]}" gateway
for at in 0 1 2 3 4; do
  for ((tries = 0; ; tries++)); do
    node "$opt/bin/is-ready.js" $((base + 30 + at)) && break
    ((tries < 200)) || { tail -20 "$folder/log"; exit 1; }
    sleep 0.5
  done
done
step "ready in production"
token=$("${ama[@]}" token inspector)
query=$(node -e 'console.log(JSON.stringify({ query: require("fs").readFileSync(process.argv[1], "utf8"), variables: {} }))' "$opt/schema/operations/viewer.graphql")
curl -sf "http://127.0.0.1:$((base + 20))/graphql" -H "authorization: Bearer $token" -H "ama-purpose: INSPECTION" \
  -H "ama-legal-context: Opdracht 2026/1" -H "content-type: application/json" -d "$query"
echo
step "answered"
rm -rf "$folder"
