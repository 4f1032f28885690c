"""PNG pictures as blocks of mean colors, to compare what different programs drew: letters are smoothed by each in its
own way, so that single pixels say nothing."""
import struct
import zlib

BLOCK = 8  # pixels of an edge


def rows_of(png):
    """Width and rows of RGB triples on white. Source: PNG specification, 9 filters."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        if kind == b"IHDR":
            width, height, depth, color, _, _, interlace = struct.unpack(">IIBBBBB", png[at + 8:at + 21])
        if kind == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += length + 12
    assert depth == 8 and color in (2, 6) and not interlace, "only plain RGB and RGBA"
    size = 3 if color == 2 else 4
    raw, stride, before, rows = zlib.decompress(data), width * size, bytearray(width * size), []
    for y in range(height):
        kind, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        unfilter(kind, line, before, size)
        rows.append([tuple(255 - (255 - c) * line[i + 3] // 255 for c in line[i:i + 3]) if size == 4 else tuple(line[i:i + 3])
                     for i in range(0, stride, size)])
        before = line
    return width, rows


def unfilter(kind, line, above, size):
    for i in range(len(line)):
        left = line[i - size] if i >= size else 0
        if kind == 1:
            line[i] = (line[i] + left) & 255
        elif kind == 2:
            line[i] = (line[i] + above[i]) & 255
        elif kind == 3:
            line[i] = (line[i] + (left + above[i]) // 2) & 255
        elif kind == 4:
            corner = above[i - size] if i >= size else 0
            guess = left + above[i] - corner
            gaps = abs(guess - left), abs(guess - above[i]), abs(guess - corner)
            line[i] = (line[i] + (left, above[i], corner)[gaps.index(min(gaps))]) & 255


def blocks_of(png):
    """Mean colors by (column, row) of blocks; cut ones at the edges are left out."""
    width, rows = rows_of(png)
    blocks = {}
    for y in range(0, len(rows) - BLOCK + 1, BLOCK):
        for x in range(0, width - BLOCK + 1, BLOCK):
            inside = [pixel for row in rows[y:y + BLOCK] for pixel in row[x:x + BLOCK]]
            blocks[x // BLOCK, y // BLOCK] = tuple(sum(channel) / len(inside) for channel in zip(*inside))
    return blocks


def difference(one, other):
    """The largest and the mean difference of two pictures' blocks, 0 to 255, with the place of the largest."""
    assert one.keys() == other.keys(), "not of one size"
    gaps = {at: max(abs(a - b) for a, b in zip(one[at], other[at])) for at in one}
    worst = max(gaps, key=gaps.get)
    return gaps[worst], sum(gaps.values()) / len(gaps), (worst[0] * BLOCK, worst[1] * BLOCK)
