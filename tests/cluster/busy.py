"""`busy.py ADDRESS` waits until some worker of a scheduler has been given work, and prints its name."""

import json
import sys
import time

from distributed import Client


def busy(dask_scheduler):
    return [name for name, worker in dask_scheduler.workers.items() if worker.processing]


with Client(sys.argv[1], timeout=60) as client:
    while not (names := client.run_on_scheduler(busy)):
        time.sleep(0.05)
    print(json.dumps(names[0]))
