import { readSettings } from "../../../functions/verify-face/settings";
import { ENVIRONMENT, IMAGE_SETTINGS } from "../support/image-settings";
import { operatorFaultOf } from "../support/reasons";

const SETTINGS = { ...IMAGE_SETTINGS, probesPrefix: "probes/", similarityThreshold: 99 };

const fault = (change: Record<string, string | undefined>): string =>
  operatorFaultOf(() => readSettings({ ...ENVIRONMENT, ...change }));

describe("readSettings", () => {
  it("fills in the defaults, and passes over the rest of the environment", () => {
    expect(readSettings({ ...ENVIRONMENT, PATH: "/bin" })).toEqual(SETTINGS);
  });

  it("reads what is set", () => {
    const set = {
      MEMBERS_PREFIX: "faces/members/",
      PROBES_PREFIX: "faces/probes/",
      SIMILARITY_THRESHOLD: "99.5",
    };
    expect(readSettings({ ...ENVIRONMENT, ...set })).toEqual({
      ...SETTINGS,
      membersPrefix: "faces/members/",
      probesPrefix: "faces/probes/",
      similarityThreshold: 99.5,
    });
  });

  it("offers Face Liveness where its prefix is set, and asks for 80 percent or more", () => {
    const liveness = { prefix: "liveness/", minimumConfidence: 80 };
    expect(readSettings({ ...ENVIRONMENT, LIVENESS_PREFIX: "liveness/" })).toEqual({ ...SETTINGS, liveness });
    const LIVENESS_MIN_CONFIDENCE = "95";
    expect(readSettings({ ...ENVIRONMENT, LIVENESS_PREFIX: "liveness/", LIVENESS_MIN_CONFIDENCE })).toEqual({
      ...SETTINGS,
      liveness: { ...liveness, minimumConfidence: 95 },
    });
    expect(readSettings({ ...ENVIRONMENT, LIVENESS_MIN_CONFIDENCE })).toEqual(SETTINGS);
    expect(fault({ LIVENESS_MIN_CONFIDENCE: "79.9" })).toContain(
      "LIVENESS_MIN_CONFIDENCE must be a percentage from 80 to 100",
    );
  });

  it.each(["", "liveness", "members/", "probes/", "probes/liveness/"])(
    "refuses the liveness prefix %j",
    (prefix) => {
      expect(fault({ LIVENESS_PREFIX: prefix })).toMatch(/LIVENESS_PREFIX must/);
    },
  );

  it.each(["99", "99.0", "100"])("takes the threshold %s", (SIMILARITY_THRESHOLD) => {
    expect(fault({ SIMILARITY_THRESHOLD })).toBe("accepted");
  });

  it.each(["0.99", "1", "0"])("names the unit mistake in the threshold %s", (SIMILARITY_THRESHOLD) => {
    expect(fault({ SIMILARITY_THRESHOLD })).toContain("write 99, not 0.99");
  });

  it.each([
    "",
    "80",
    "98.99",
    "100.1",
    "101",
    "1000",
    "-99",
    "99%",
    "0x63",
    "9.9e1",
    "NaN",
    "Infinity",
    " 99",
  ])("refuses the threshold %j", (SIMILARITY_THRESHOLD) => {
    expect(fault({ SIMILARITY_THRESHOLD })).toContain(
      "SIMILARITY_THRESHOLD must be a percentage from 99 to 100",
    );
  });

  it.each([
    ["IMAGE_BUCKET", undefined],
    ["IMAGE_BUCKET", "Faces/x"],
    ["IMAGE_BUCKET_OWNER", "1111"],
    ["IMAGE_KEY_ARN", "alias/faces"],
    ["IMAGE_KEY_ARN", "arn:aws:kms:eu-west-1:111122223333:alias/faces"],
    ["IMAGE_KEY_ARN", "arn:aws:kms:us-east-1:111122223333:key/0a1b"],
    ["AWS_REGION", ""],
    ["MEMBERS_PREFIX", ""],
    ["MEMBERS_PREFIX", "members"],
    ["MEMBERS_PREFIX", "../"],
    ["PROBES_PREFIX", "/"],
  ])("names %s when it is %j", (name, value) => {
    expect(fault({ [name]: value })).toContain(`${name} must`);
  });

  it.each([
    ["faces/", "faces/probes/"],
    ["faces/members/", "faces/"],
    ["faces/", "faces/"],
  ])("refuses the prefixes %s and %s, under which a reference could be its own probe", (members, probes) => {
    expect(fault({ MEMBERS_PREFIX: members, PROBES_PREFIX: probes })).toContain("must not hold one another");
  });

  it("names every fault at once, and repeats no value", () => {
    const message = fault({
      IMAGE_BUCKET: "SECRET VALUE",
      IMAGE_BUCKET_OWNER: "x",
      IMAGE_KEY_ARN: undefined,
    });
    expect(message).toMatch(/IMAGE_BUCKET must.*; IMAGE_BUCKET_OWNER must.*; IMAGE_KEY_ARN must/);
    expect(message).not.toContain("SECRET");
  });
});
