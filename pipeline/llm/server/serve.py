"""Runs llama.cpp's own server, as the package xllamacpp holds it, until standard input ends.

The one argument is a JSON object (see the Go type pythonConfig); the key comes by the environment, where other users
of the machine cannot read it. Standard input is a pipe that the parent holds: it ends with the parent, however that ends.
"""

import json
import os
import sys

import xllamacpp


def params(config):
    p = xllamacpp.CommonParams()
    p.model.path = config["model"]
    p.model_alias = {config["alias"]}
    p.hostnames = ["127.0.0.1"]
    p.port = config["port"]
    p.api_keys = [os.environ["MATTINALE_SERVER_KEY"]]
    p.n_ctx = config["context"]
    p.n_parallel = 1
    p.cache_ram_mib = config["cache_ram_mib"]
    p.use_jinja = True
    p.endpoint_props = True
    p.ui = False
    p.no_extra_bufts = config["no_extra_bufts"]
    if config["threads"] > 0:
        p.cpuparams.n_threads = config["threads"]
    return p


def main():
    server = xllamacpp.Server(params(json.loads(sys.argv[1])))
    print("listening on", server.listening_address, flush=True)
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


main()
