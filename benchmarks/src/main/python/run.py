"""The same runs as RunProgram, with the official Python client: python3 run.py ORIGIN MODEL SHORTEST LONGEST WARM_UP RUNS CONCURRENCY"""

import itertools
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from replicate.client import Client

origin, model = sys.argv[1:3]
shortest, longest, warm_up, runs, concurrency = map(int, sys.argv[3:])

# The client adds /v1 itself.
client = Client(api_token="r8_benchmarks", base_url=origin)
count = itertools.count()


def run(_):
    work = shortest + next(count) * 397 % (longest - shortest + 1)
    start = time.perf_counter()
    output = client.run(model, input={"output_after": work}, wait=1)
    if not output:
        raise RuntimeError("The client returned no output")
    return (time.perf_counter() - start) * 1000 - work


with ThreadPoolExecutor(concurrency) as threads:
    list(threads.map(run, range(warm_up)))
    lags = sorted(threads.map(run, range(runs)))

print(f"figure {sum(lags) / len(lags)} lag ms, mean")
print(f"figure {lags[len(lags) // 2]} lag ms, median")
print(f"figure {lags[int(len(lags) * 0.99)]} lag ms, p99")
