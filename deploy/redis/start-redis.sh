#!/bin/sh
# Starts Redis with the users of users.acl: what each kind of program may run, and on which keys. The passwords are in the
# environment; the file that Redis reads holds their hashes. Further words are options of redis-server.
set -eu

hash_of() {
  printf %s "$1" | sha256sum | cut -c 1-64
}

gateway=$(hash_of "${REDIS_GATEWAY_PASSWORD:?choose one}")
subgraph=$(hash_of "${REDIS_SUBGRAPH_PASSWORD:?choose one}")
unset REDIS_GATEWAY_PASSWORD REDIS_SUBGRAPH_PASSWORD
users="${TMPDIR:-/tmp}/users.acl"
sed -e "s/GATEWAY_PASSWORD/#$gateway/" -e "s/SUBGRAPH_PASSWORD/#$subgraph/" "$(dirname "$0")/users.acl" > "$users"
exec redis-server --aclfile "$users" "$@"
