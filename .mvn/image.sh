#!/bin/sh
# Builds what an image of the token function is made from, where the CDK's context asks for an image.
set -eu
case ${CDK_CONTEXT_JSON:-} in
  *'"tokenImage"'*) exec sh "$(dirname -- "$0")/build.sh" bench bench/target/image/Dockerfile ;;
esac
