#!/bin/sh
# Makes a certificate for the stand-in issuer in the folder that is given, good for a month, unless one is there that is
# good for a week yet. It vouches for itself: the gateway is told to believe it, and a browser asks.
set -eu
cd "${1:?name the folder for the certificate}"

[ -s issuer.pem ] && openssl x509 -checkend 604800 -noout -in issuer.pem && exit 0
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 30 \
  -subj "/CN=stand-in issuer" -addext "subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:agency-acmidm" \
  -keyout issuer.key -out issuer.pem
# The issuer runs as another user of this volume, and nobody else has the volume.
chmod 0644 issuer.key issuer.pem
