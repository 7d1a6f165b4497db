import { readSettings } from "../../../functions/read-liveness-session/settings";
import { ENVIRONMENT } from "../support/image-settings";
import { operatorFaultOf } from "../support/reasons";
import { SETTINGS } from "./support";

const SET = { ...ENVIRONMENT, LIVENESS_PREFIX: "liveness/" };

const fault = (change: Record<string, string | undefined>): string =>
  operatorFaultOf(() => readSettings({ ...SET, ...change }));

describe("readSettings of read-liveness-session", () => {
  it("fills in the defaults, and passes over the rest of the environment", () => {
    expect(readSettings({ ...SET, PATH: "/bin" })).toEqual(SETTINGS);
  });

  it("reads what is set", () => {
    expect(readSettings({ ...SET, LIVENESS_MIN_CONFIDENCE: "92.5" }).liveness.minimumConfidence).toBe(92.5);
  });

  it.each([
    ["LIVENESS_PREFIX", undefined, "LIVENESS_PREFIX must be names that each end in a slash"],
    ["LIVENESS_PREFIX", "members/", "MEMBERS_PREFIX and LIVENESS_PREFIX must not hold one another"],
    ["LIVENESS_MIN_CONFIDENCE", "79.9", "LIVENESS_MIN_CONFIDENCE must be a percentage from 80 to 100"],
    ["LIVENESS_MIN_CONFIDENCE", "0.9", "write 80, not 0.8"],
    ["AWS_REGION", "eu-central-1", "IMAGE_KEY_ARN must be of a key in the function's Region"],
  ])("refuses %s of %j", (name, value, message) => {
    expect(fault({ [name]: value })).toContain(message);
  });
});
