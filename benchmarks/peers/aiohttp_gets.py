"""aiohttp as one of WarmGets' clients: for each number of requests on stdin, a line "ok nanoseconds cpu-nanoseconds" on stdout.

usage: aiohttp_gets.py BASE-URL CONNECTIONS [uv]
"""
import asyncio, resource, sys, time
import aiohttp

base, connections = sys.argv[1], int(sys.argv[2])


def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


async def run(session, n):
    ids = iter(range(n))
    ok = 0

    async def work():
        nonlocal ok
        for i in ids:
            async with session.get(base + str(i)) as response:
                ok += len(await response.text()) > 10

    await asyncio.gather(*[work() for _ in range(connections)])
    return ok


async def main():
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=connections)) as session:
        for line in sys.stdin:
            t, u = time.perf_counter_ns(), cpu()
            ok = await run(session, int(line))
            print(ok, time.perf_counter_ns() - t, int((cpu() - u) * 1e9), flush=True)


if sys.argv[3:] == ["uv"]:
    import uvloop
    uvloop.install()
asyncio.run(main())
