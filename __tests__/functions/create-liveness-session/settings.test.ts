import { readSettings } from "../../../functions/create-liveness-session/settings";
import { ENVIRONMENT } from "../support/image-settings";
import { operatorFaultOf } from "../support/reasons";
import { SETTINGS } from "./support";

const SET = { ...ENVIRONMENT, LIVENESS_PREFIX: "liveness/" };

const fault = (change: Record<string, string | undefined>): string =>
  operatorFaultOf(() => readSettings({ ...SET, ...change }));

describe("readSettings of create-liveness-session", () => {
  it("fills in the defaults, and passes over the rest of the environment", () => {
    expect(readSettings({ ...SET, PATH: "/bin" })).toEqual(SETTINGS);
  });

  it("reads what is set", () => {
    const set = { LIVENESS_AUDIT_IMAGES: "4", LIVENESS_CHALLENGE: "FaceMovementChallenge" };
    expect(readSettings({ ...SET, ...set })).toEqual({
      ...SETTINGS,
      auditImages: 4,
      challenge: "FaceMovementChallenge",
    });
  });

  it.each([
    ["LIVENESS_PREFIX", undefined, "LIVENESS_PREFIX must be names that each end in a slash"],
    ["LIVENESS_PREFIX", "liveness", "LIVENESS_PREFIX must be names that each end in a slash"],
    ["LIVENESS_PREFIX", "members/", "MEMBERS_PREFIX and LIVENESS_PREFIX must not hold one another"],
    ["LIVENESS_PREFIX", "members/alive/", "MEMBERS_PREFIX and LIVENESS_PREFIX must not hold one another"],
    ["LIVENESS_AUDIT_IMAGES", "5", "LIVENESS_AUDIT_IMAGES must be a number from 0 to 4"],
    ["LIVENESS_AUDIT_IMAGES", "", "LIVENESS_AUDIT_IMAGES must be a number from 0 to 4"],
    ["LIVENESS_CHALLENGE", "None", "LIVENESS_CHALLENGE must be FaceMovementAndLightChallenge or"],
    ["AWS_REGION", "eu-central-1", "IMAGE_KEY_ARN must be of a key in the function's Region"],
  ])("refuses %s of %j", (name, value, message) => {
    expect(fault({ [name]: value })).toContain(message);
  });
});
