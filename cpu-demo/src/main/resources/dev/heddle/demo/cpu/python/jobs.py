"""The workloads as plain Python, as one writes it who knows no library: a cut into parts, a part, and the combination of
the parts' results, as in the Java class Job. For CPython 3.8 and later, and for Jython 2.7."""
import hashlib
import math
import struct

try:
    range = xrange  # Python 2 makes a list otherwise
except NameError:
    pass


def slices(parts, total):
    return [(total, total * i // parts, total * (i + 1) // parts) for i in range(parts)]


def sample(slice, value_at):
    """A thousand values of an array, evenly spread, and the last: what a slice adds to their sum."""
    total, start, end = slice
    positions = [j * total // 1000 for j in range(-(-start * 1000 // total), 1000)]
    found = sum(value_at(p - start) for p in positions if p < end)
    return found + value_at(end - 1 - start) if start < end == total else found


def sum_of_squares(slice):
    total, start, end = slice
    return sum(i * i for i in range(start, end))


def squares(slice):
    total, start, end = slice
    result = [i ** 2 for i in range(start, end)]
    return sample(slice, lambda i: result[i])


def square_roots(slice):
    total, start, end = slice
    sqrt = math.sqrt
    result = [sqrt(i) for i in range(start, end)]
    return sample(slice, lambda i: result[i])


def word(number):
    letters = []
    rest = number * 2654435761 & 0xffffffff
    for _ in range(3 + number % 4):
        letters.append(chr(97 + rest % 26))
        rest //= 26
    return "".join(letters)


def text_parts(parts, words):
    vocabulary = [word(i) + " " for i in range(10000)]
    text = []
    state = 1
    for _ in range(words):
        first = (state * 1103515245 + 12345) & 0x7fffffff
        state = (first * 1103515245 + 12345) & 0x7fffffff
        text.append(vocabulary[(first >> 16) % 100 * ((state >> 16) % 100)])
    return ["".join(text[start:end]) for _, start, end in slices(parts, words)]


def word_count(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts


def all_words(parts):
    counts = {}
    for part in parts:
        for word in part:
            counts[word] = counts.get(word, 0) + part[word]
    most = max(counts, key=lambda word: (counts[word], word))
    return "%d words, %d different, most often %s (%d)" % (sum(counts.values()), len(counts), most, counts[most])


def password_hash(password):
    """CPython's hashlib gives the GIL away meanwhile: the work is done by OpenSSL."""
    number, iterations = password
    word, salt = ("password%d" % number).encode("ascii"), ("salt%d" % number).encode("ascii")
    return struct.unpack(">I", hashlib.pbkdf2_hmac("sha256", word, salt, iterations)[:4])[0]


def tiny_task(number):
    state = number
    for _ in range(50):
        state = (state * 1103 + 12345) & 0xfffff
    return state


def garbage(index):
    number, size = index
    entries = {}
    for i in range(size):
        entries["name%d" % i] = [str(i * number), str(i)]
    length = 0
    for i in range(0, size, 7):
        for value in entries["name%d" % i]:
            length += len(value)
    return length


def queens(first):
    board, column = first
    queen = 1 << column
    return ways((1 << board) - 1, queen, queen << 1, queen >> 1)


def ways(all, columns, left, right):
    if columns == all:
        return 1
    count = 0
    free = all & ~(columns | left | right)
    while free:
        queen = free & -free
        free ^= queen
        count += ways(all, columns | queen, (left | queen) << 1, (right | queen) >> 1)
    return count


counter = 0


def increment(times):
    """No lock: whether updates are lost is up to the interpreter."""
    global counter
    for _ in range(times):
        counter += 1


def counted(parts):
    global counter
    result, counter = counter, 0
    return result


JOBS = {
    "sum-of-squares": (slices, sum_of_squares, sum),
    "squares": (slices, squares, sum),
    "sqrt": (slices, square_roots, sum),
    "word-count": (text_parts, word_count, all_words),
    "password-hash": (lambda parts, passwords, rounds: [(i, rounds) for i in range(passwords)], password_hash, sum),
    "tiny-tasks": (lambda parts, calls: list(range(calls)), tiny_task, sum),
    "garbage": (lambda parts, indexes, size: [(i, size) for i in range(indexes)], garbage, sum),
    "n-queens": (lambda parts, board: [(board, column) for column in range(board)], queens, sum),
    "lost-update": (lambda parts, times: [times, times], increment, counted),
}
