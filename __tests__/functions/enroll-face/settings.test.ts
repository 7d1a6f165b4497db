import { readSettings } from "../../../functions/enroll-face/settings";
import { ENVIRONMENT, IMAGE_SETTINGS } from "../support/image-settings";
import { operatorFaultOf } from "../support/reasons";

const fault = (change: Record<string, string | undefined>): string =>
  operatorFaultOf(() => readSettings({ ...ENVIRONMENT, ...change }));

describe("readSettings of enroll-face", () => {
  it("fills in the defaults, and passes over the rest of the environment", () => {
    const settings = { ...IMAGE_SETTINGS, qualityFloor: { brightness: 40, sharpness: 40 } };
    expect(readSettings({ ...ENVIRONMENT, PATH: "/bin" })).toEqual(settings);
  });

  it("reads what is set", () => {
    const set = { MIN_FACE_BRIGHTNESS: "55.5", MIN_FACE_SHARPNESS: "70", AWS_USE_FIPS_ENDPOINT: "true" };
    expect(readSettings({ ...ENVIRONMENT, ...set })).toEqual({
      ...IMAGE_SETTINGS,
      useFipsEndpoint: true,
      qualityFloor: { brightness: 55.5, sharpness: 70 },
    });
  });

  it.each(["MIN_FACE_BRIGHTNESS", "MIN_FACE_SHARPNESS"])("refuses a %s out of range", (name) => {
    for (const value of ["0", "0.9", "100.1", "-40", "", "forty", "NaN"])
      expect(fault({ [name]: value })).toContain(`${name} must be a percentage from 1 to 100`);
    for (const value of ["1", "100"]) expect(fault({ [name]: value })).toBe("accepted");
  });

  it("refuses a key of another Region", () => {
    expect(fault({ AWS_REGION: "eu-central-1" })).toContain(
      "IMAGE_KEY_ARN must be of a key in the function's Region",
    );
  });

  it("names every variable at fault, and repeats no value", () => {
    const message = fault({ IMAGE_BUCKET: "Secret_Bucket", IMAGE_KEY_ARN: "alias/secret" });
    expect(message).toContain("IMAGE_BUCKET must be a bucket's name");
    expect(message).toContain("IMAGE_KEY_ARN must be the ARN of a key, not of an alias");
    expect(message).not.toMatch(/secret/i);
  });
});
