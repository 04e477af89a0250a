"""What `./heddle fetch -i FILE` does, in aiohttp: fetches every URL of a file, a hundred at a time, and says how it went.

usage: aiohttp_fetch_file.py FILE [CONCURRENCY]      (needs aiohttp: apt install python3-aiohttp)
"""
import asyncio
import sys
import time

import aiohttp


async def main(file, concurrency):
    with open(file, encoding="utf-8") as lines:
        urls = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    latencies = []
    failed = 0

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=concurrency)) as session:

        async def fetch(url):
            nonlocal failed
            start = time.perf_counter()
            try:
                async with session.get(url) as response:
                    await response.read()
                    failed += response.status >= 400
            except (aiohttp.ClientError, asyncio.TimeoutError):
                failed += 1
            latencies.append(time.perf_counter() - start)

        start = time.perf_counter()
        await asyncio.gather(*map(fetch, urls))
        seconds = time.perf_counter() - start

    latencies.sort()
    p50, p99 = (latencies[int(len(latencies) * p)] * 1e3 for p in (0.5, 0.99))
    print(f"{len(urls)} URLs in {seconds:.2f} s, {failed} failed, p50 {p50:.1f} ms, p99 {p99:.1f} ms")
    return 3 if failed else 0


sys.exit(asyncio.run(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100)))
