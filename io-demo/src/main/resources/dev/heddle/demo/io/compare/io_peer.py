"""The I/O workloads in Python: answers each line `round` with one line of JSON, see PeerRunner.

usage: asyncio|threads URLS CALLS AT_ONCE DIGEST HASHES      files DIRECTORY CALLS AT_ONCE DIGEST HASHES
"""
import asyncio, concurrent.futures, hashlib, http.client, json, resource, sys, threading, time, urllib.parse, zlib

model, source = sys.argv[1:3]
calls, at_once = int(sys.argv[3]), int(sys.argv[4])
digest_name, hashes = sys.argv[5], int(sys.argv[6])
TIMEOUT = 60


def crc(body):
    return zlib.crc32(body)


def sha(body):
    return int.from_bytes(hashlib.sha256(body).digest()[:4], "big")


def parse_and_hash(body):
    prices = sum(item["price"] for item in json.loads(body)["items"])
    digest = b""
    for _ in range(hashes):
        digest = hashlib.sha256(digest + body).digest()
    return prices + int.from_bytes(digest[:4], "big")


digest = {"CRC": crc, "SHA": sha, "PARSE_AND_HASH": parse_and_hash}[digest_name]


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def report(total, started, cpu_before):
    nanos = round((time.perf_counter() - started) * 1e9)
    cpu_nanos = round((cpu() - cpu_before) * 1e9)
    answer = f"{calls} calls, sum {total}"
    print(json.dumps({"answer": answer, "nanos": nanos, "cpuNanos": cpu_nanos}), flush=True)


def run_threads(call):
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        for _ in sys.stdin:
            started, before = time.perf_counter(), cpu()
            report(sum(pool.map(call, range(calls))), started, before)


def threads():
    parts = urllib.parse.urlsplit(source)
    kept = threading.local()

    def get(number):
        if not hasattr(kept, "connection"):
            kept.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT)
        kept.connection.request("GET", parts.path + str(number))
        response = kept.connection.getresponse()
        if response.status != 200:
            raise OSError(f"status {response.status}")
        return digest(response.read())

    run_threads(get)


def files():
    def read(number):
        with open(f"{source}/{number // 100}/{number}", "rb") as file:
            return digest(file.read())

    run_threads(read)


async def aiohttp_rounds():
    connector = aiohttp.TCPConnector(limit=at_once, keepalive_timeout=600)
    timeout = aiohttp.ClientTimeout(total=TIMEOUT * 3)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout, raise_for_status=True) as session:

        async def get(number):
            async with session.get(source + str(number)) as response:
                return digest(await response.read())

        loop = asyncio.get_running_loop()
        while await loop.run_in_executor(None, sys.stdin.readline):
            started, before = time.perf_counter(), cpu()
            total = sum(await asyncio.gather(*[get(number) for number in range(calls)]))
            report(total, started, before)


if model == "asyncio":
    try:
        import aiohttp
    except ImportError:
        print(json.dumps({"absent": "this python3 lacks aiohttp"}), flush=True)
        sys.exit()
    asyncio.run(aiohttp_rounds())
elif model == "threads":
    threads()
else:
    files()
