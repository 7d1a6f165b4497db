import { readSettings } from "../../../functions/identify-face/settings";
import { COLLECTION } from "../support/collection-world";
import { ENVIRONMENT } from "../support/image-settings";
import { operatorFaultOf } from "../support/reasons";
import { SETTINGS } from "./support";

const SET = { ...ENVIRONMENT, COLLECTION_ID: COLLECTION };

const fault = (change: Record<string, string | undefined>): string =>
  operatorFaultOf(() => readSettings({ ...SET, ...change }));

describe("readSettings of identify-face", () => {
  it("fills in the defaults, and passes over the rest of the environment", () => {
    expect(readSettings({ ...SET, PATH: "/bin" })).toEqual(SETTINGS);
  });

  it("reads what is set", () => {
    expect(readSettings({ ...SET, SIMILARITY_THRESHOLD: "99.75" }).similarityThreshold).toBe(99.75);
  });

  it.each(["98.9", "100.1", "0.99", "", "high", "-99"])("refuses a threshold of %j", (value) => {
    expect(fault({ SIMILARITY_THRESHOLD: value })).toContain(
      "SIMILARITY_THRESHOLD must be a percentage from 99 to 100",
    );
  });

  it.each([undefined, "", "door/members", "c".repeat(256)])("refuses a collection %j", (value) => {
    expect(fault({ COLLECTION_ID: value })).toContain("COLLECTION_ID must be the id of a collection");
  });

  it("refuses a key of another Region", () => {
    expect(fault({ AWS_REGION: "eu-central-1" })).toContain(
      "IMAGE_KEY_ARN must be of a key in the function's Region",
    );
  });
});
