import * as z from "zod/mini";
import {
  collectionId,
  imageSettings,
  imageVariables,
  keyRegionFaults,
  livenessVariables,
  overlapFaults,
  percentage,
  prefix,
  readEnvironment,
  regionVariables,
} from "../../../functions/shared/environment";
import { ENVIRONMENT, IMAGE_SETTINGS } from "../support/image-settings";

const accepts = (schema: z.ZodMiniType, value: unknown) => schema.safeParse(value).success;
const faultOf = (schema: z.ZodMiniType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;

describe("a Region", () => {
  it.each(["eu-west-1", "us-gov-west-1", "ap-southeast-12", "us-isob-east-1"])("may be %s", (region) => {
    expect(accepts(regionVariables.AWS_REGION, region)).toBe(true);
  });

  it.each(["", "eu", "eu-west", "EU-WEST-1", "eu-west-1.evil.example", "eu-west-1\n", undefined])(
    "may not be %j",
    (region) => {
      expect(faultOf(regionVariables.AWS_REGION, region)).toBe("must be a Region");
    },
  );
});

describe("AWS_USE_FIPS_ENDPOINT", () => {
  const variable = regionVariables.AWS_USE_FIPS_ENDPOINT;

  it.each(["", "TRUE", "1", "yes"])("may not be %j: what is meant by it would be a guess", (value) => {
    expect(faultOf(variable, value)).toBe('must be "true" or "false"');
  });

  it.each(["true", "false"])("may be %s", (value) => expect(variable.parse(value)).toBe(value));

  it("is false where it is not set", () => expect(variable.parse(undefined)).toBe("false"));
});

describe("what names the bucket of face images", () => {
  it.each<[keyof typeof imageVariables, string, readonly unknown[]]>([
    [
      "IMAGE_BUCKET",
      "must be a bucket's name",
      ["", "ab", "Faces", "a_b", "faces/", "-faces", "a".repeat(64), undefined],
    ],
    [
      "IMAGE_BUCKET_OWNER",
      "must be an account id of 12 digits",
      ["1111", "11112222333a", "1111222233334", undefined],
    ],
    [
      "IMAGE_KEY_ARN",
      "must be the ARN of a key, not of an alias",
      [
        "alias/faces",
        "0a1b2c3d-0000-4000-8000-000000000001",
        "arn:aws:kms:eu-west-1:111122223333:alias/faces",
        "arn:aws:s3:eu-west-1:111122223333:key/0a1b",
        `${IMAGE_SETTINGS.imageKeyArn}/x`,
        "",
        undefined,
      ],
    ],
    [
      "MEMBERS_PREFIX",
      "must be names that each end in a slash",
      ["", "members", "/", "/members/", "a//", "../", "a b/"],
    ],
  ])("is no %s: %s", (name, rule, values) => {
    expect(values.map((value) => faultOf(imageVariables[name], value))).toEqual(values.map(() => rule));
  });

  it.each(["arn:aws:kms", "arn:aws-us-gov:kms", "arn:aws-cn:kms"])("may be a key's ARN, %s", (start) => {
    const arn = `${start}:eu-west-1:111122223333:key/mrk-0a1b2c3d`;
    expect(accepts(imageVariables.IMAGE_KEY_ARN, arn)).toBe(true);
  });
});

describe("percentage", () => {
  it.each([
    ["80", 80],
    ["80.000001", 80.000001],
    ["100", 100],
    [undefined, 80],
  ])("reads %j", (value, number) => expect(percentage(80).parse(value)).toBe(number));

  it("falls back to more than the least", () => expect(percentage(1, 40).parse(undefined)).toBe(40));

  it.each([
    "79.999999",
    "100.1",
    "101",
    "",
    " 80",
    "80%",
    "8e1",
    "0x50",
    "080.",
    "NaN",
    "Infinity",
    "-80",
    "1000",
  ])("refuses %j", (value) =>
    expect(faultOf(percentage(80), value)).toBe("must be a percentage from 80 to 100"),
  );

  it.each(["0.8", "1", "0", "1.0"])("takes %j for a fraction, and says so", (value) => {
    expect(faultOf(percentage(80), value)).toBe(
      "must be a percentage from 80 to 100; 1 or less is a fraction, a mistake in the unit: write 80, not 0.8",
    );
  });

  it("takes no number for a text", () => expect(accepts(percentage(80), 99)).toBe(false));
});

describe("other variables", () => {
  it("are a prefix of one to eight names", () => {
    expect([accepts(prefix, "a/"), accepts(prefix, "a/".repeat(8)), accepts(prefix, "a/".repeat(9))]).toEqual(
      [true, true, false],
    );
  });

  it("are a collection's id", () => {
    expect(["members.v2_A-1", "", "a/b", "a".repeat(256)].map((id) => accepts(collectionId, id))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("are a confidence in that a face was alive, of at least 80", () => {
    const variable = livenessVariables.LIVENESS_MIN_CONFIDENCE;
    expect([variable.parse(undefined), variable.parse("95.5"), accepts(variable, "79")]).toEqual([
      80,
      95.5,
      false,
    ]);
  });
});

describe("readEnvironment", () => {
  const schema = z.object(imageVariables);

  it("reads what a schema names, and hands it on as settings", () => {
    const read = readEnvironment(schema, { ...ENVIRONMENT, PATH: "/bin" });
    expect(imageSettings(read)).toEqual(IMAGE_SETTINGS);
    expect(imageSettings({ ...read, AWS_USE_FIPS_ENDPOINT: "true" }).useFipsEndpoint).toBe(true);
  });

  it("names every variable at fault, and repeats no value", () => {
    const read = () =>
      readEnvironment(schema, { ...ENVIRONMENT, IMAGE_BUCKET: "SECRET", IMAGE_KEY_ARN: "SECRET" });
    expect(read).toThrow(
      expect.objectContaining({
        name: "OperatorError",
        reason: "settings-invalid",
        message: expect.stringMatching(
          / IMAGE_BUCKET must be a bucket's name; IMAGE_KEY_ARN must be the ARN of a key, not of an alias\.$/,
        ),
      }),
    );
    expect(read).toThrow(expect.not.objectContaining({ message: expect.stringContaining("SECRET") }));
  });

  it("asks for what disagrees only where each variable is right", () => {
    const disagree = jest.fn(() => ["A and B must agree", "C must be left out"]);
    expect(() => readEnvironment(schema, {}, disagree)).toThrow("IMAGE_BUCKET must");
    expect(disagree).not.toHaveBeenCalled();
    expect(() => readEnvironment(schema, ENVIRONMENT, disagree)).toThrow(
      "A and B must agree; C must be left out.",
    );
  });

  it("finds fault with a key of another Region", () => {
    const read = (AWS_REGION: string) => () =>
      readEnvironment(schema, { ...ENVIRONMENT, AWS_REGION }, keyRegionFaults);
    expect(read("eu-west-1")).not.toThrow();
    expect(read("eu-west-2")).toThrow("IMAGE_KEY_ARN must be of a key in the function's Region.");
  });
});

describe("overlapFaults", () => {
  it.each([[{ A: "a/", B: "b/" }], [{ A: "a/", B: "aa/", C: "b/a/" }], [{ A: "a/" }], [{}]])(
    "finds none in %j",
    (prefixes) => expect(overlapFaults(prefixes)).toEqual([]),
  );

  it("names every pair that holds one another, whichever is the longer", () => {
    expect(overlapFaults({ A: "a/", B: "a/b/", C: "c/", D: "a/" })).toEqual([
      "A and B must not hold one another",
      "A and D must not hold one another",
      "B and D must not hold one another",
    ]);
  });
});
