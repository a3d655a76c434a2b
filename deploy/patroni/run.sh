#!/usr/bin/env bash
# The example of docs/high-availability.md on one machine, to try it: two data nodes and three members of etcd on loopback,
# HAProxy and PgBouncer before them. Debian 12: apt install postgresql-15 patroni etcd-server etcd-client haproxy pgbouncer
#   run.sh up            makes everything anew and starts it, then says which addresses Maillage needs
#   run.sh start NAME    starts one part again: etcd1 etcd2 etcd3 db1 db2 haproxy pgbouncer
#   run.sh ctl …         patronictl, for example: run.sh ctl list
#   run.sh down          ends everything; with --remove also removes the folder
# HA_FOLDER: the folder (/tmp/patroni-maillage). HA_PORT: the first of 20 ports (7400). As root, it runs as postgres.
set -euo pipefail
umask 077

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=${HA_FOLDER:-/tmp/patroni-maillage}
BASE=${HA_PORT:-7400}
BIN=${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
LEADER_PORT=$((BASE + 10)) POOL_PORT=$((BASE + 11))
RUN_AS=$(id -un)
[ "$(id -u)" -ne 0 ] || RUN_AS=postgres

fail() { echo "run.sh: $*" >&2; exit 1; }
# As another user a program needs a folder that it may stand in, and another home.
OTHER=()
[ "$(id -un)" = "$RUN_AS" ] || OTHER=(env -C / HOME="$ROOT" setpriv --reuid "$RUN_AS" --regid "$RUN_AS" --init-groups)
as() { "${OTHER[@]}" "$@"; }
secret() { cat "$ROOT/secrets/$1"; }
port() { # port NODE WHAT
  local number=${1//[^0-9]/}
  number=${number:-0}
  case $2 in
    postgres) echo $((BASE + number)) ;;
    api) echo $((BASE + 4 + number)) ;;
    etcd) echo $((BASE + 12 + number)) ;;
    peer) echo $((BASE + 15 + number)) ;;
  esac
}

check() {
  local missing=()
  for program in "$BIN/postgres" patroni patronictl etcd etcdctl haproxy pgbouncer openssl psql; do
    command -v "$program" >/dev/null || missing+=("$program")
  done
  [ ${#missing[@]} -eq 0 ] || fail "not found: ${missing[*]} (apt install postgresql-15 patroni etcd-server etcd-client haproxy pgbouncer)"
}

# A member of etcd lives on the machine of a data node, the third on one without data.
machine() { case $1 in etcd1) echo db1 ;; etcd2) echo db2 ;; haproxy | pgbouncer) echo app ;; *) echo "$1" ;; esac; }

certificates() {
  local tls=$ROOT/tls
  mkdir -p "$tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj "/CN=trial of Maillage" \
    -keyout "$tls/ca.key" -out "$tls/ca.crt" 2>/dev/null
  for node in db1 db2 etcd3 app; do
    mkdir -p "$ROOT/$node/tls"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$node" \
      -keyout "$ROOT/$node/tls/node.key" -out "$ROOT/$node/node.csr" 2>/dev/null
    # One certificate for both directions: nodes are servers to each other, and clients.
    openssl x509 -req -in "$ROOT/$node/node.csr" -CA "$tls/ca.crt" -CAkey "$tls/ca.key" -CAcreateserial -days 30 \
      -extfile <(echo "subjectAltName=DNS:$node,DNS:localhost,IP:127.0.0.1"; echo "extendedKeyUsage=serverAuth,clientAuth") \
      -out "$ROOT/$node/tls/node.crt" 2>/dev/null
    cp "$tls/ca.crt" "$ROOT/$node/tls/ca.crt"
    rm "$ROOT/$node/node.csr"
  done
}

# fill TEMPLATE NODE MACHINE: the template with this node's values, in the machine's folder; none may be left without a value.
fill() {
  local text n name node=$2 home=$ROOT/$3 members=() hosts=()
  for n in 1 2 3; do
    members+=("etcd$n=https://127.0.0.1:$(port "etcd$n" peer)")
    hosts+=("'127.0.0.1:$(port "etcd$n" etcd)'")
  done
  local -A value=(
    [NODE]=$node [ADDRESS]=127.0.0.1 [LISTEN]=127.0.0.1 [DATA]=$home [TLS]=$home/tls [POSTGRES_BIN]=$BIN
    [POSTGRES_PORT]=$(port "$node" postgres) [API_PORT]=$(port "$node" api)
    [ETCD_PORT]=$(port "$node" etcd) [ETCD_PEER_PORT]=$(port "$node" peer)
    [ETCD_MEMBERS]=$(IFS=,; echo "${members[*]}") [ETCD_HOSTS]=$(IFS=,; echo "${hosts[*]}")
    [DB1_ADDRESS]=127.0.0.1 [DB1_POSTGRES_PORT]=$(port db1 postgres) [DB1_API_PORT]=$(port db1 api)
    [DB2_ADDRESS]=127.0.0.1 [DB2_POSTGRES_PORT]=$(port db2 postgres) [DB2_API_PORT]=$(port db2 api)
    [LEADER_HOST]=localhost [LEADER_PORT]=$LEADER_PORT [POOL_PORT]=$POOL_PORT
    [CLUSTER_NETWORK]=127.0.0.1/32 [APPLICATION_NETWORK]=127.0.0.1/32
    [SUPERUSER_PASSWORD]=$(secret superuser) [REPLICATION_PASSWORD]=$(secret replication) [REWIND_PASSWORD]=$(secret rewind)
  )
  text=$(cat "$HERE/templates/$1")
  for name in "${!value[@]}"; do text=${text//@$name@/${value[$name]}}; done
  ! grep -oE '@[A-Z0-9_]+@' <<<"$text" || fail "$1 has a placeholder without a value"
  printf '%s\n' "$text" >"$home/$1"
}

write() {
  mkdir -p "$ROOT/secrets" "$ROOT/pids" "$ROOT/logs"
  for name in superuser replication rewind owner app; do openssl rand -hex 24 >"$ROOT/secrets/$name"; done
  certificates
  for n in 1 2 3; do fill etcd.yml "etcd$n" "$(machine "etcd$n")"; done
  for node in db1 db2; do
    mkdir -p "$ROOT/$node/socket"
    fill patroni.yml "$node" "$node"
  done
  fill haproxy.cfg app app
  fill pgbouncer.ini app app
  [ "$(id -un)" = "$RUN_AS" ] || chown -R "$RUN_AS:" "$ROOT"
}

is_up() { [ -f "$ROOT/pids/$1" ] && kill -0 "$(cat "$ROOT/pids/$1")" 2>/dev/null; }

start() {
  local name=$1 home command
  home=$ROOT/$(machine "$name")
  case $name in
    etcd1 | etcd2 | etcd3) command=(etcd --config-file "$home/etcd.yml") ;;
    db1 | db2) command=(patroni "$home/patroni.yml") ;;
    haproxy) command=(haproxy -db -f "$home/haproxy.cfg") ;;
    pgbouncer) command=(pgbouncer "$home/pgbouncer.ini") ;;
    *) fail "there is no part $name" ;;
  esac
  is_up "$name" && return
  # exec: the number that is noted is the program's own.
  (exec "${OTHER[@]}" setsid "${command[@]}") >>"$ROOT/logs/$name" 2>&1 </dev/null &
  echo $! >"$ROOT/pids/$name"
}

# until_true SECONDS WHAT COMMAND…
until_true() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "$what did not come about; see $ROOT/logs"
    sleep 0.3
  done
}
leads() { curl -sf --cacert "$ROOT/tls/ca.crt" "https://localhost:$(port "$1" api)/primary"; }
follows() { curl -sf --cacert "$ROOT/tls/ca.crt" "https://localhost:$(port "$1" api)/sync"; }
answers() { PGPASSWORD=$(secret app) psql -Atc 'select 1' "host=localhost port=$POOL_PORT dbname=maillage user=maillage_app sslmode=verify-full sslrootcert=$ROOT/tls/ca.crt"; }
superuser() { PGPASSWORD=$(secret superuser) as psql -X -h "$ROOT/db1/socket" -p "$(port db1 postgres)" -U postgres "$@"; }

up() {
  check
  [ ! -e "$ROOT" ] || fail "$ROOT is there already: run.sh down --remove first"
  mkdir -p "$ROOT"
  write
  for n in 1 2 3; do start "etcd$n"; done
  start db1
  until_true 60 'the first leader' leads db1
  start db2
  until_true 60 'the standby in step with the leader' follows db2
  OWNER_PASSWORD=$(secret owner) APP_PASSWORD=$(secret app) superuser -q -f - <"$HERE/roles.sql"
  superuser -Atc "select format('\"%s\" \"%s\"', rolname, rolpassword) from pg_authid where rolname = 'maillage_app'" >"$ROOT/app/userlist.txt"
  [ "$(id -un)" = "$RUN_AS" ] || chown "$RUN_AS:" "$ROOT/app/userlist.txt"
  start haproxy
  start pgbouncer
  until_true 30 'an answer through PgBouncer and HAProxy' answers
  addresses
}

addresses() {
  local tls="sslmode=verify-full&sslrootcert=$ROOT/tls/ca.crt"
  echo "DATABASE_URL='postgres://maillage_owner:$(secret owner)@localhost:$LEADER_PORT/maillage?$tls'"
  echo "DATABASE_APP_URL='postgres://maillage_app:$(secret app)@localhost:$POOL_PORT/maillage?$tls'"
}

end() { # end NAME: asks first, then does not ask
  is_up "$1" || return 0
  local pid
  pid=$(cat "$ROOT/pids/$1")
  kill -CONT "$pid" 2>/dev/null || true
  kill -TERM "$pid" 2>/dev/null || true
  for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null || true
}

down() {
  [ -d "$ROOT" ] || return 0
  for name in pgbouncer haproxy db2 db1 etcd3 etcd2 etcd1; do end "$name"; done
  # Of a Patroni that was killed, PostgreSQL may still be there.
  for node in db1 db2; do
    if [ -f "$ROOT/$node/postgres/postmaster.pid" ]; then as "$BIN/pg_ctl" -D "$ROOT/$node/postgres" -m immediate stop >/dev/null 2>&1 || true; fi
  done
  if [ "${1:-}" = --remove ]; then rm -rf "$ROOT"; fi
}

case ${1:-} in
  up) up ;;
  start) start "${2:?which part}" ;;
  addresses) addresses ;;
  ctl) shift; as patronictl -c "$ROOT/db1/patroni.yml" "$@" ;;
  down) down "${2:-}" ;;
  *) sed -n '2,9p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
