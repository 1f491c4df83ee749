#!/bin/sh
# A command of Milltir as its user and with the settings of the server: /usr/local/sbin/milltir.
set -eu
set -a
. /etc/milltir/milltir.env
set +a
export MILLTIR_HOME=/var/lib/milltir HOME=/tmp
cd /var/lib/milltir
exec setpriv --reuid=milltir --regid=milltir --init-groups /opt/milltir/bin/milltir "$@"
