"""What PNG and PDF files consist of, as far as something in them could act."""
import re
import struct
import zlib

PNG_CHUNKS = {b"IHDR", b"pHYs", b"iTXt", b"IDAT", b"IEND"}  # all that Headroom writes
# What makes a reader of PDF do something, or brings something else along (ISO 32000-1, 12.6 actions, 7.11.4 embedded files).
PDF_ACTS = {"JavaScript", "JS", "OpenAction", "AA", "Launch", "SubmitForm", "ImportData", "ResetForm", "GoToR", "GoToE", "URI", "Hide", "Named", "Movie",
            "Sound", "Rendition", "RichMedia", "RichMediaExecute", "SetOCGState", "Trans", "GoTo3DView", "AcroForm", "XFA", "EmbeddedFile", "EmbeddedFiles",
            "Filespec"}


def chunks_of(png):
    """(kind, bytes) of each; ValueError: damaged, or something follows the end."""
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("no PNG")
    at, chunks = 8, []
    while at < len(png):
        if len(png) < at + 12:
            raise ValueError("something follows the end")
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        data = png[at + 8:at + 8 + length]
        if len(png) < at + 12 + length:
            raise ValueError(f"{kind} is cut")
        if zlib.crc32(kind + data) != struct.unpack(">I", png[at + 8 + length:at + 12 + length])[0]:
            raise ValueError(f"{kind} is damaged")
        chunks.append((kind, data))
        at += length + 12
    if [kind for kind, _ in chunks].index(b"IEND") != len(chunks) - 1:
        raise ValueError("something follows the end")
    return chunks


def names_of(pdf):
    """Names in all of a PDF's objects, "/" left out, those packed into streams of objects too. What stands in texts (which
    names of components may) and what is painted is no name."""
    objects = [re.sub(rb"stream\r?\n.*?endstream", b" ", pdf, flags=re.S)]
    for head, data in re.findall(rb"<<((?:(?!>>\s*stream).)*)>>\s*stream\r?\n(.*?)\r?\nendstream", pdf, flags=re.S):
        if b"/ObjStm" in head:
            objects.append(zlib.decompress(data) if b"/FlateDecode" in head else data)
    names = set()
    for text in objects:
        text = re.sub(rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>", b" ", text, flags=re.S)
        for name in re.findall(rb"/([^\s/<>\[\](){}%]+)", text):
            names.add(re.sub(rb"#([0-9A-Fa-f]{2})", lambda each: bytes([int(each[1], 16)]), name).decode("latin-1"))
    return names
