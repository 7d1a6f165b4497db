import fc from "fast-check";
import { readStructure } from "../../../functions/shared/image-structure";
import { testImage } from "../../support/fake-aws/test-image";
import {
  chunk,
  JPEG,
  jpeg,
  jpegFrame,
  jpegScan,
  PNG,
  PNG_END,
  png,
  pngHeader,
  segment,
} from "../support/image-parts";

const FRAME = jpegFrame(640, 480);
const SCAN = jpegScan(0x00);
const HEADER = pngHeader(640, 480);
const [DATA = Buffer.alloc(0), END = Buffer.alloc(0)] = PNG_END;
const MARKER = (marker: number) => Buffer.from([0xff, marker]);

describe("readStructure of a JPEG", () => {
  it.each([
    [640, 480],
    [80, 80],
    [1, 65_535],
  ])("reads its size, %d by %d", (width, height) => {
    expect(readStructure(testImage({ width, height }))).toEqual({ format: "jpeg", width, height });
  });

  it.each<[string, Buffer]>([
    ["fill bytes before a marker", jpeg(Buffer.from([0xff, 0xff]), FRAME, SCAN)],
    ["markers that stand alone", jpeg(MARKER(0x01), FRAME, MARKER(0xd0), SCAN)],
    [
      "a comment, tables and Exif",
      jpeg(segment(0xfe, [1]), segment(0xc4), segment(0xe1, [0xff, 0xd9]), FRAME, SCAN),
    ],
    ["several scans, as a progressive one has", jpeg(FRAME, SCAN, segment(0xc4), SCAN, SCAN)],
    ["a scan of no data", jpeg(FRAME, jpegScan())],
    [
      "restarts and stuffed zeros in its data",
      jpeg(FRAME, jpegScan(0xff, 0xd0, 1, 0xff, 0, 0xff, 0xd7, 0xff, 0x01)),
    ],
    ["fill bytes behind its data", jpeg(FRAME, jpegScan(1, 0xff, 0xff))],
    // Arithmetic coding, lossless and what else there is: Rekognition says whether it reads them.
    ...[0xc1, 0xc2, 0xc3, 0xc5, 0xc9, 0xcf].map((kind): [string, Buffer] => [
      `a frame of kind ${kind.toString(16)}`,
      jpeg(Buffer.concat([MARKER(kind), FRAME.subarray(2)]), SCAN),
    ]),
  ])("takes %s", (_, bytes) => {
    expect(readStructure(bytes)).toEqual({ format: "jpeg", width: 640, height: 480 });
  });

  it.each<[string, Buffer]>([
    ["its signature and nothing else", JPEG.subarray(0, 3)],
    ["a part that does not begin with a marker", jpeg(FRAME, Buffer.from([0x00, 0xc4, 0, 2]), SCAN)],
    ["a length that does not hold itself", jpeg(segment(0xfe, [], 1), FRAME, SCAN)],
    ["a length that breaks off", Buffer.concat([JPEG.subarray(0, 2), MARKER(0xfe), Buffer.from([0])])],
    ["a part that is longer than the file", jpeg(FRAME, SCAN, segment(0xfe, [], 5))],
    ["a frame that is too short for a size", jpeg(segment(0xc0, [8, 1, 1, 1, 1]), SCAN)],
    ["two frames", jpeg(FRAME, FRAME, SCAN)],
    [
      "only tables where a frame should be",
      jpeg(...[0xc4, 0xc8, 0xcc].map((table) => segment(table, [8, 1, 1, 1, 1, 1])), SCAN),
    ],
    ["no frame", jpeg(SCAN)],
    ["no scan", jpeg(FRAME)],
    ["no end", jpeg(FRAME, SCAN).subarray(0, -2)],
    ["half an end", jpeg(FRAME, SCAN).subarray(0, -1)],
    ["an end before its scan", jpeg(FRAME, MARKER(0xd9), SCAN)],
    ["a byte behind its end", Buffer.concat([jpeg(FRAME, SCAN), Buffer.alloc(1)])],
    ["an end in its header, and data behind", jpeg(FRAME, jpegScan(1, 0xff, 0xd9), Buffer.from("PK"))],
    ["another JPEG behind a scan", jpeg(FRAME, SCAN, JPEG)],
  ])("finds fault with %s", (_, bytes) => {
    expect(readStructure(bytes)).toBe("image-malformed");
  });
});

describe("readStructure of a PNG", () => {
  it.each([
    [640, 480],
    [0, 0],
    [1e9, 4_294_967_295],
  ])("reads its size, %d by %d", (width, height) => {
    expect(readStructure(png(pngHeader(width, height), ...PNG_END))).toEqual({
      format: "png",
      width,
      height,
    });
  });

  it.each<[string, Buffer]>([
    ["what an encoder writes", PNG],
    [
      "several chunks of data, and others",
      png(HEADER, chunk("tEXt", HEADER), DATA, DATA, chunk("zzZz"), END),
    ],
  ])("takes %s", (_, bytes) => {
    expect(readStructure(bytes)).toEqual({ format: "png", width: 640, height: 480 });
  });

  it.each<[string, Buffer]>([
    ["its signature and nothing else", png()],
    ["another chunk before its header", png(chunk("tEXt"), HEADER, DATA, END)],
    ["no header", png(DATA, END)],
    ["two headers", png(HEADER, HEADER, DATA, END)],
    ["a header that is too short", png(chunk("IHDR", Buffer.alloc(12, 1)), DATA, END)],
    ["a header that is too long", png(chunk("IHDR", Buffer.alloc(14, 1)), DATA, END)],
    ["no data", png(HEADER, END)],
    ["data by a name in other letters", png(HEADER, chunk("IdAT"), END)],
    ["no end", png(HEADER, DATA)],
    ["an end with something in it", png(HEADER, DATA, chunk("IEND", Buffer.from("PK")))],
    ["a byte behind its end", png(HEADER, DATA, END, Buffer.alloc(1))],
    ["a chunk behind its end", png(HEADER, DATA, END, chunk("tEXt"))],
    ["a chunk that is longer than the file", png(HEADER, DATA, chunk("tEXt", Buffer.alloc(0), 1))],
    [
      "a chunk that is longer than any file",
      png(HEADER, DATA, chunk("tEXt", Buffer.alloc(0), 0xffff_ffff), END),
    ],
    ["half a chunk", png(HEADER, DATA, END.subarray(0, -1))],
  ])("finds fault with %s", (_, bytes) => {
    expect(readStructure(bytes)).toBe("image-malformed");
  });
});

describe("readStructure of anything", () => {
  const read = (bytes: Buffer) => {
    const found = readStructure(bytes);
    if (typeof found === "string") expect(["image-not-jpeg-or-png", "image-malformed"]).toContain(found);
    else expect(found.width >= 0 && found.height >= 0 && ["jpeg", "png"].includes(found.format)).toBe(true);
    return found;
  };
  const noise = fc.uint8Array({ maxLength: 200 });
  // Mostly the bytes that mean something.
  const markers = fc.array(
    fc.oneof(fc.constant(0xff), fc.constantFrom(0, 2, 0xc0, 0xd9, 0xda, 0xd0), fc.nat(255)),
    {
      maxLength: 200,
    },
  );
  const starts = fc.constantFrom<Buffer>(
    Buffer.alloc(0),
    JPEG.subarray(0, 3),
    PNG.subarray(0, 8),
    png(HEADER),
    jpeg(FRAME, SCAN).subarray(0, -2),
  );

  it("never throws on what is no image", () => {
    fc.assert(
      fc.property(starts, fc.oneof(noise, markers), (start, rest) => {
        read(Buffer.concat([start, Buffer.from(rest)]));
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws on an image that was changed, and takes none that was cut or made longer", () => {
    const images = fc.constantFrom(testImage({ width: 80, height: 80 }), testImage({ format: "png" }));
    const change = fc.record({ at: fc.nat(), value: fc.nat(255) });
    fc.assert(
      fc.property(
        images,
        fc.array(change, { maxLength: 4 }),
        fc.nat(),
        noise,
        (image, changes, cut, behind) => {
          const changed = Buffer.from(image);
          for (const { at, value } of changes) changed[at % changed.length] = value;
          read(changed);
          expect(read(image.subarray(0, cut % image.length))).toEqual(expect.any(String));
          if (behind.length > 0) expect(read(Buffer.concat([image, behind]))).toEqual(expect.any(String));
        },
      ),
      { numRuns: 500 },
    );
  });

  const open = jpeg(FRAME, SCAN).subarray(0, -2);
  it.each<[string, Buffer, readonly number[]]>([
    ["fill bytes", JPEG.subarray(0, 2), [0xff]],
    ["fill bytes in a scan", open, [0xff]],
    ["stuffed zeros", open, [0xff, 0]],
    ["restarts", open, [0xff, 0xd0]],
    ["scans of nothing", open, [0xff, 0xda, 0, 2]],
    ["empty comments", JPEG.subarray(0, 2), [0xff, 0xfe, 0, 2]],
    ["empty chunks", png(HEADER), [0, 0, 0, 0, ...Buffer.from("tEXt"), 0, 0, 0, 0]],
  ])("goes once over 5 MB of %s", (_, start, unit) => {
    const bytes = Buffer.concat([start, Buffer.alloc(5 * 1024 * 1024, Buffer.from(unit))]);
    const started = performance.now();
    expect(read(bytes)).toBe("image-malformed");
    // It takes a tenth of a second; what goes over them again for each byte takes hours.
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
