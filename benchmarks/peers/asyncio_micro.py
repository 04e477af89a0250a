"""What asyncio's own loop costs.   usage: asyncio_micro.py [uv]      (needs python3; uv: python3-uvloop)"""
import asyncio
import sys
import time

TASKS = 200_000
SWITCHES = 1_000_000


async def nothing():
    pass


async def switch(times):
    for _ in range(times):
        await asyncio.sleep(0)


async def main(name):
    for _ in range(3):
        start = time.perf_counter()
        await asyncio.gather(*[asyncio.create_task(nothing()) for _ in range(TASKS)])
        spawned = time.perf_counter()
        await asyncio.gather(switch(SWITCHES // 2), switch(SWITCHES // 2))
        switched = time.perf_counter()
        print(
            f"{name}: spawn and finish {(spawned - start) / TASKS * 1e9:.0f} ns,"
            f" switch {(switched - spawned) / SWITCHES * 1e9:.0f} ns"
        )


if sys.argv[1:] == ["uv"]:
    import uvloop

    uvloop.install()
    asyncio.run(main("uvloop"))
else:
    asyncio.run(main("asyncio"))
