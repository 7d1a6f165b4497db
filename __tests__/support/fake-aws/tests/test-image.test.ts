import { inflateSync } from "node:zlib";
import { testImage, testVideo } from "..";
import { readMarks, UNMARKED } from "../marks";
import { crc32 } from "../png";
import { seeImage, seeVideo } from "../test-image";

const FORMATS = ["jpeg", "png"] as const;

describe("testImage", () => {
  it.each(FORMATS)("shows in a %s who is said to be in it, and how well", (format) => {
    const options = {
      faces: ["ada", "bob-2"],
      width: 1000,
      height: 701,
      quality: 12.5,
      faceSize: 0.3,
      traits: ["occluded", "sunglasses"] as const,
    };
    expect(seeImage(testImage({ format, ...options }))).toEqual({
      ...options,
      traits: ["sunglasses", "occluded"],
    });
  });

  it.each(FORMATS)("shows nobody in a %s, unless told", (format) => {
    expect(seeImage(testImage({ format }))).toEqual({
      width: 640,
      height: 480,
      faces: [],
      quality: 90,
      faceSize: 0.4,
      traits: [],
    });
  });

  it.each([...FORMATS.flatMap((format) => [0, 1, 9, 65_535].map((side) => [format, side] as const))])(
    "in a %s has any size there is: %i",
    (format, side) => {
      const image = testImage({ format, width: side, height: side });
      expect(seeImage(image)).toMatchObject({ width: side, height: side });
      expect(image.length).toBeLessThan(10_000);
    },
  );

  it("as a JPEG begins and ends as one, with as many bits as its blocks take", () => {
    const image = testImage({ width: 24, height: 9 });
    expect(image.subarray(0, 4).toString("hex")).toBe("ffd8ffe0");
    // Six blocks of two bits, filled up with ones.
    expect(image.subarray(-4).toString("hex")).toBe("000fffd9");
  });

  it("as a PNG holds a row for each line", () => {
    const image = testImage({ format: "png", width: 24, height: 9 });
    const at = image.indexOf("IDAT");
    const data = image.subarray(at + 4, at + 4 + image.readUInt32BE(at - 4));
    expect(inflateSync(data)).toHaveLength(9 * 4);
    expect(image.subarray(-12).toString("hex")).toBe("0000000049454e44ae426082");
  });

  it("takes no mark that would read as several", () => {
    expect(() => testImage({ faces: ["ada,bob"] })).toThrow(
      'A face\'s mark is made of letters, digits and "-"; got "ada,bob".',
    );
  });
});

describe("what is no image", () => {
  const jpeg = testImage({ faces: ["ada"] });
  const png = testImage({ format: "png", faces: ["ada"] });
  const broken = Buffer.from(png);
  broken.writeUInt8(broken.readUInt8(30) ^ 1, 30);
  const cut = (bytes: Buffer, end: number) => bytes.subarray(0, end);
  const header = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 1]), Buffer.from([0xff, 0xd9])]);

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a GIF", Buffer.from("GIF89a...")],
    ["a JPEG without its end", cut(jpeg, jpeg.length - 1)],
    ["a JPEG with something behind", Buffer.concat([jpeg, Buffer.from("<script>")])],
    ["a JPEG of a beginning and an end", Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ["a JPEG with too short a segment", header],
    ["a JPEG without a frame", Buffer.from("ffd8ffda0002ffd9", "hex")],
    ["a JPEG that ends in a segment", Buffer.from("ffd8fffe00ff41ffd9", "hex")],
    ["a JPEG without pixels", Buffer.from("ffd8fffe000341ffd9", "hex")],
    ["a PNG without its end", cut(png, png.length - 12)],
    ["a PNG that breaks off", cut(png, png.length - 14)],
    ["a PNG with something behind", Buffer.concat([png, Buffer.from("x")])],
    ["a PNG with a bit turned", broken],
    ["a PNG without a header", Buffer.concat([cut(png, 8), png.subarray(-12)])],
  ])("%s", (_, bytes) => expect(seeImage(bytes)).toBeUndefined());

  it("an image of other makers has nobody in it", () => {
    const other = Buffer.from(jpeg.toString("latin1").replace("faces=", "Faces="), "latin1");
    expect(seeImage(other)?.faces).toEqual([]);
    const short = Buffer.from("ffd8ffc0000b080064006401011100ffda0002ffd9", "hex");
    expect(seeImage(short)).toMatchObject({ width: 100, height: 100, faces: [] });
  });
});

describe("readMarks", () => {
  it.each([
    ["faces=ada,bob", { ...UNMARKED, faces: ["ada", "bob"] }],
    ["faces=", UNMARKED],
    ["made by a camera", UNMARKED],
    ["", UNMARKED],
  ])("%j", (text, marks) => expect(readMarks(text)).toEqual(marks));
});

describe("testVideo", () => {
  it("shows who is said to be in it", () =>
    expect(seeVideo(testVideo(["ada", "bob"]))).toEqual(["ada", "bob"]));
  it("is an MP4 and nothing else", () => expect(seeVideo(testImage())).toBeUndefined());
});

describe("crc32", () => {
  it("is PNG's own", () => expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926));
});
