#!/bin/sh
# Builds one module and what it needs, when a source is newer than the last such build; shows what it is at.
# Usage: sh .mvn/build.sh MODULE FILE, where FILE is what the module's build makes.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
module=$1
made=$home/$2
stamp=$home/$module/target/built
# A build that changes nothing leaves the file as old as it was: then the stamp is newer.
current() {
  [ -f "$made" ] && [ -f "$1" ] &&
    [ -z "$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main "$home"/infra/src/test/resources "$home"/docs/operator-policy.json -newer "$1" -type f 2>/dev/null | head -n 1)" ]
}
if current "$made" || current "$stamp"; then exit 0; fi

echo "Building Rekey. The first time, this fetches its libraries and takes a minute or two." >&2
start=$(mktemp)
(cd "$home" && ./mvnw -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "$module" -am package && mv "$start" "$stamp") 2>&1 |
  while IFS= read -r line; do
    case $line in
      *"Building Rekey:"*) echo "  ${line#*Building }" >&2 ;;
      *ERROR*) echo "$line" >&2 ;;
    esac
  done
if [ -f "$start" ]; then
  rm -f "$start"
  echo "rekey: the build failed; ./mvnw package shows all of it." >&2
  exit 1
fi
