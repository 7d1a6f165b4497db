import { UnknownPart } from "../../../../policies/language";
import { found, nested, reading, referencesOf, stackOf } from "./stacks";

const faces = { resource: { aws_s3_bucket: { faces: { bucket: "faces" } } } };
const unnamed = { resource: { aws_s3_bucket: { faces: {} } } };

describe("the state of a synthesized attribute", () => {
  it.each([
    ["a text", "faces", "known"],
    ["an empty text", "", "known"],
    ["a number", 0, "known"],
    ["a boolean", false, "known"],
    ["an object", {}, "known"],
    ["a list", [1], "known"],
    ["a list of what is not known", ["${var.x}"], "known"],
    ["an empty list", [], "absent"],
    ["null", null, "absent"],
    ["nothing", undefined, "absent"],
    ["a variable", "${var.x}", "configured"],
    ["text around a variable", "a-${var.x}", "configured"],
    ["a known reference", "${aws_s3_bucket.faces.bucket}", "known"],
    ["an attribute that AWS invents", "${aws_s3_bucket.faces.arn}", "configured"],
    ["a function", "${upper(aws_s3_bucket.faces.bucket)}", "configured"],
    ["a function of constants", '${upper("a")}', "configured"],
    ["a directive", "%{ if var.x }a%{ endif }", "configured"],
    ["an interpolation that is not closed", "${var.x", "configured"],
    ["an escaped interpolation", "$${aws:username}", "known"],
    ["an escaped directive", "%%{ if }", "known"],
  ])("of %s is %s: %s", (_, value, state) => expect(reading(value, faces).state).toBe(state));
});

describe("the text of a synthesized attribute", () => {
  it.each([
    ["faces", "faces"],
    [99, "99"],
    [true, "true"],
    ["${aws_s3_bucket.faces.bucket}", "faces"],
    ["${aws_s3_bucket.faces.id}", "faces"],
    ["${aws_s3_bucket.faces[0].id}", "faces"],
    ['${aws_s3_bucket.faces["a.b"].id}', "faces"],
    ["arn:aws:s3:::${aws_s3_bucket.faces.bucket}/*", "arn:aws:s3:::faces/*"],
    ["$${aws:username}", "${aws:username}"],
    ["%%{ if }", "%{ if }"],
    ["a $${b} ${aws_s3_bucket.faces.id}", "a ${b} faces"],
    [["faces"], undefined],
    ["${var.x}", undefined],
    ["${aws_s3_bucket.other.id}", undefined],
    ["${aws_s3_bucket.faces.__proto__}", undefined],
    ["${aws_s3_bucket.faces.constructor}", undefined],
  ])("of %j is %j", (value, text) => expect(reading(value, faces).string).toBe(text));

  it("keeps what looks like an interpolation in a known value that is read", () => {
    const json = { resource: { aws_s3_bucket: { faces: { bucket: "a$${b}%%{c}" } } } };
    expect(reading("${aws_s3_bucket.faces.bucket}", json).string).toBe("a${b}%{c}");
  });

  it.each([
    ["99.5", 99.5, undefined],
    [99, 99, undefined],
    ["true", undefined, true],
    [false, undefined, false],
    ["1e3", undefined, undefined],
    ["", undefined, undefined],
  ])("converts %j as Terraform does", (value, number, boolean) => {
    const attribute = reading(value);
    expect([attribute.number, attribute.boolean]).toEqual([number, boolean]);
  });
});

describe("the references of a synthesized attribute", () => {
  it.each<[string, string | undefined, object]>([
    [
      "${aws_s3_bucket.faces.arn}/*",
      "${aws_s3_bucket.faces.arn}/*",
      { "aws_s3_bucket.faces.arn": ["aws_s3_bucket.faces"] },
    ],
    ["${var.name}", "${var.name}", { "var.name": [] }],
    ["${module.m.bucket}", "${module.m.bucket}", { "module.m.bucket": [] }],
    [
      "${data.aws_s3_bucket.nowhere.id}",
      "${data.aws_s3_bucket.nowhere.id}",
      { "data.aws_s3_bucket.nowhere.id": [] },
    ],
    [
      "${one(aws_s3_bucket.faces[*].arn)}",
      "${one(aws_s3_bucket.faces[*].arn)}",
      { "aws_s3_bucket.faces[*].arn": ["aws_s3_bucket.faces"] },
    ],
    [
      "${var.on ? aws_s3_bucket.faces.arn : local.none}",
      "${var.on ? aws_s3_bucket.faces.arn : local.none}",
      { "var.on": [], "aws_s3_bucket.faces.arn": ["aws_s3_bucket.faces"], "local.none": [] },
    ],
    ["${timestamp()}", "${timestamp()}", { "timestamp()": [] }],
  ])("of %s", (value, template, references) => {
    const attribute = reading(value, unnamed);
    expect(attribute.template).toBe(template);
    expect(referencesOf(attribute)).toEqual(references);
  });

  it("says of a directive that what it mentions may be left out", () => {
    const attribute = reading("%{ if var.x }${aws_s3_bucket.faces.arn}%{ endif }", unnamed);
    expect(attribute.template).toBeUndefined();
    expect(attribute.references.map(({ resources }) => resources.length)).toEqual([1, 0]);
  });

  it.each<[string, object, object]>([
    [
      "${each.value.id}",
      { for_each: "${aws_s3_bucket.faces}" },
      { "aws_s3_bucket.faces": ["aws_s3_bucket.faces"] },
    ],
    [
      "${each.key}",
      { for_each: "${toset([aws_s3_bucket.faces.id])}" },
      { "aws_s3_bucket.faces.id": ["aws_s3_bucket.faces"] },
    ],
    ["${each.key}", { for_each: "${aws_s3_bucket.faces}" }, { "each.key": [] }],
    ["${each.value}", { for_each: ["a"] }, { "each.value": [] }],
    ["${each.value}", { for_each: "text" }, { "each.value": [] }],
    ["${each.value}", {}, { "each.value": [] }],
    ["${count.index}", { count: "${length(aws_s3_bucket.faces)}" }, { "count.index": [] }],
  ])("follow %s of %j", (bucket, repeated, expected) => {
    const configuration = stackOf({
      resource: { aws_s3_bucket: { faces: {} }, aws_x: { reader: { ...repeated, bucket } } },
    });
    expect(referencesOf(found(configuration, "aws_x.reader").get("bucket"))).toEqual(expected);
  });
});

describe("the parts of a synthesized attribute", () => {
  it("looks through a list into its first item, and takes a single object for a list of one", () => {
    const block = reading([{ a: "1" }, { a: "2" }]);
    expect(block.get("a").string).toBe("1");
    expect(block.get("a").evidence).toEqual({ address: "aws_x.reader", path: "value[0].a" });
    expect(block.blocks?.map((each) => each.get("a").string)).toEqual(["1", "2"]);
    expect(reading({ a: "1" }).blocks?.map((each) => each.get("a").evidence.path)).toEqual(["value.a"]);
    expect(reading(null).blocks).toEqual([]);
    expect(reading("${var.x}").blocks).toBeUndefined();
  });

  it("knows no part of what is not known", () => {
    const part = reading("${var.x}").get("a");
    expect([part.state, part.string, part.evidence.path]).toEqual(["configured", undefined, "value.a"]);
    expect(reading("text").get("a").state).toBe("absent");
  });

  it("takes __proto__ and constructor for names like any other", () => {
    const value: unknown = JSON.parse('{"__proto__": {"a": "1"}, "constructor": "2"}');
    const attribute = reading(value);
    expect([...(attribute.members?.keys() ?? [])]).toEqual(["__proto__", "constructor"]);
    expect(attribute.get("__proto__").get("a").string).toBe("1");
    expect(attribute.get("a").state).toBe("absent");
    expect(attribute.get("toString").state).toBe("absent");
    expect(JSON.stringify(attribute.json)).toBe('{"__proto__":{"a":"1"},"constructor":"2"}');
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  it("leaves the metadata out of members", () => {
    expect([...(reading({ "//": {}, a: 1 }).members?.keys() ?? [])]).toEqual(["a"]);
    expect(reading([{ a: 1 }]).members?.get("a")?.number).toBe(1);
    expect(reading(null).members?.size).toBe(0);
    expect([reading("${var.x}").members, reading("text").members]).toEqual([undefined, undefined]);
  });

  it("gives the whole value with the parts that are not known", () => {
    const json = reading({ a: ["${var.x}", 1, null], b: "%{ if var.x }${var.y}%{ endif }" }).json;
    expect(json).toEqual({ a: ["${var.x}", 1, null], b: expect.any(UnknownPart) });
    expect(reading(null).json).toBeUndefined();
    expect(reading([]).json).toEqual([]);
  });
});

describe("a dynamic block", () => {
  const rule = { for_each: "${var.rules}", content: { status: "Enabled" } };

  it.each([
    ["in an object", { dynamic: { rule } }],
    ["in a list", { dynamic: [{ other: {} }, { rule }] }],
    ["for nothing that can be told", { dynamic: { rule: { for_each: [1], content: {} } } }],
  ])("is not known: %s", (_, body) => {
    const attribute = reading(body).get("rule");
    expect([attribute.state, attribute.blocks, attribute.string, attribute.members]).toEqual([
      "configured",
      undefined,
      undefined,
      undefined,
    ]);
    expect(attribute.references.length).toBeGreaterThan(0);
    expect(attribute.get("status").state).toBe("configured");
    expect(attribute.json).toBeInstanceOf(UnknownPart);
  });

  it.each([
    ["beside one block", { rule: { status: "On" }, dynamic: { rule } }],
    ["beside a list of blocks", { rule: [{ status: "On" }], dynamic: [{ rule }] }],
  ])("is one more that is not known: %s", (_, body) => {
    const attribute = reading(body).get("rule");
    expect(attribute.blocks?.map(({ state }) => state)).toEqual(["known", "configured"]);
    expect(attribute.get("status").string).toBe("On");
  });

  it("stands twice", () => {
    const attribute = reading({ dynamic: [{ rule }, { rule }] }).get("rule");
    expect(attribute.blocks?.map(({ state }) => state)).toEqual(["configured", "configured"]);
  });

  it("is none of another name", () =>
    expect(reading({ dynamic: { rule } }).get("other").state).toBe("absent"));
});

describe("what is made to break a reader", () => {
  it.each([
    ["lists", nested(100_000)],
    ["objects", nested(100_000, "a")],
    ["dynamic blocks", { dynamic: { a: nested(100_000, "content") } }],
  ])("nests 100,000 deep: %s", (_, value) => {
    const attribute = reading(value);
    expect(() => [
      attribute.state,
      attribute.json,
      attribute.string,
      attribute.members,
      attribute.references,
    ]).not.toThrow();
    expect(() => attribute.get("a").json).not.toThrow();
  });

  it.each([
    ["interpolations", "${".repeat(100_000)],
    ["closed interpolations", "${var.a}".repeat(50_000)],
    ["indexes that are not closed", `\${f(${"a_b.c[".repeat(20_000)})}`],
    ["underscores", `\${f(${"a_".repeat(50_000)})}`],
    ["dots", `\${${"a.".repeat(50_000)}}`],
  ])("repeats itself: %s", (_, value) => {
    const started = performance.now();
    expect(reading(value).state).toBe("configured");
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
