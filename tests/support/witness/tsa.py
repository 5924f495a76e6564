#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A timestamp authority for tests: `openssl ts -reply` behind HTTP (RFC 3161 section 3.4) on loopback.

usage: tsa.py FOLDER        makes FOLDER/ca.pem and its own key there; prints "port N"; ends when standard input ends
"""
import http.server
import pathlib
import subprocess
import sys
import threading

CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Timestamps for tests
[ca_ext]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[tsa_ext]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
digests = sha256
default_policy = 1.2.3.4
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(*arguments, **options):
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True, **options).stdout


def set_up(folder):
    config = folder / "openssl.cnf"
    config.write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", str(config))
    openssl("req", "-x509", *new_key, "-keyout", str(folder / "ca.key"), "-out", str(folder / "ca.pem"), "-days", "30",
            "-extensions", "ca_ext", "-subj", "/CN=Authority for tests")
    openssl("req", *new_key, "-keyout", str(folder / "tsa.key"), "-out", str(folder / "tsa.csr"))
    openssl("x509", "-req", "-in", str(folder / "tsa.csr"), "-CA", str(folder / "ca.pem"), "-CAkey",
            str(folder / "ca.key"), "-CAcreateserial", "-days", "30", "-extfile", str(config), "-extensions", "tsa_ext",
            "-out", str(folder / "tsa.pem"))
    return config


def serve(folder):
    config = set_up(folder)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            query = folder / "query.tsq"
            query.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            right = self.headers["Content-Type"] == "application/timestamp-query"
            data = openssl("ts", "-reply", "-config", str(config), "-section", "one", "-queryfile", str(query)) if right else b""
            self.send_response(200 if right else 415)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"port {server.server_port}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve(pathlib.Path(sys.argv[1]).resolve())
