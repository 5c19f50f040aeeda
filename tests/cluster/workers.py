"""`workers.py ADDRESS N` waits for N workers of a scheduler and prints their names and process ids."""

import json
import os
import sys

from distributed import Client

with Client(sys.argv[1], timeout=60) as client:
    client.wait_for_workers(int(sys.argv[2]), timeout=60)
    print(json.dumps(client.run(os.getpid)))
