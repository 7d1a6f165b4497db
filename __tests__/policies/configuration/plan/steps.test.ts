import { mostSpecific, stepsOf } from "../../../../policies/configuration/plan/steps";

const short = (text: string) => stepsOf(text)?.map((step) => (step.type === "name" ? step.name : [step.key]));

describe("stepsOf", () => {
  it.each<[string, unknown]>([
    ["aws_s3_bucket.faces.arn", ["aws_s3_bucket", "faces", "arn"]],
    ['module.m["a.b"].module.n[0].aws_a.x', ["module", "m", ["a.b"], "module", "n", [0], "aws_a", "x"]],
    ['aws_a.x["a[\\"b\\"].c"].id', ["aws_a", "x", ['a["b"].c'], "id"]],
    ['aws_a.x["$${y} %%{z}"]', ["aws_a", "x", ["${y} %{z}"]]],
    ['aws_a.x["\\q"]', ["aws_a", "x", ["\\q"]]],
    ["", []],
  ])("cuts %s", (text, expected) => {
    expect(short(text)).toEqual(expected);
  });

  it.each(["a..b", "a[", "a[x]", 'a["x"', 'a["x"y]', "a[0]b", ".a", "a."])(
    "takes %s for no address",
    (text) => {
      expect(stepsOf(text)).toBeUndefined();
    },
  );
});

describe("mostSpecific", () => {
  it("drops what only repeats a part of the one before", () => {
    expect(mostSpecific(["a.b[0].c", "a.b[0]", "a.b", "a.bb", "d.e", "a.b[0].c", "a.b[0]"])).toEqual([
      "a.b[0].c",
      "a.bb",
      "d.e",
    ]);
  });

  it("keeps a whole that is meant beside a part", () => {
    expect(mostSpecific(["a.b", "a.b.c", "a.b"])).toEqual(["a.b", "a.b.c"]);
  });
});
