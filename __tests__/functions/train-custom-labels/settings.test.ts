import { readSettings } from "../../../functions/train-custom-labels/settings";
import { errorOf } from "../../support/synth";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001";
const ENVIRONMENT = {
  AWS_REGION: "eu-west-1",
  PROJECT_NAME: "books",
  IMAGE_BUCKET_OWNER: "111122223333",
  TRAINING_BUCKET: "training",
  OUTPUT_BUCKET: "results",
  TRAINING_KEY_ARN: KEY,
};

describe("The settings of train-custom-labels", () => {
  it("are read", () => {
    expect(readSettings({ ...ENVIRONMENT, AWS_USE_FIPS_ENDPOINT: "true" })).toEqual({
      region: "eu-west-1",
      useFipsEndpoint: true,
      projectName: "books",
      owner: "111122223333",
      trainingBucket: "training",
      outputBucket: "results",
      keyArn: KEY,
    });
    expect(readSettings(ENVIRONMENT).useFipsEndpoint).toBe(false);
  });

  it.each([
    ["PROJECT_NAME", undefined, "must be the name of a Rekognition project"],
    ["PROJECT_NAME", "project/books", "must be the name of a Rekognition project"],
    ["PROJECT_NAME", "b".repeat(256), "must be the name of a Rekognition project"],
    ["IMAGE_BUCKET_OWNER", undefined, "must be an account id of 12 digits"],
    ["IMAGE_BUCKET_OWNER", "1111-2222-3333", "must be an account id of 12 digits"],
    ["TRAINING_BUCKET", undefined, "must be a bucket's name"],
    ["OUTPUT_BUCKET", "s3://results", "must be a bucket's name"],
    ["OUTPUT_BUCKET", "training", "must not be TRAINING_BUCKET"],
    ["TRAINING_KEY_ARN", "alias/faces", "must be the ARN of a key, not of an alias"],
    ["TRAINING_KEY_ARN", KEY.replace("eu-west-1", "us-east-1"), "must be of a key in the function's Region"],
    ["AWS_REGION", "europe", "must be a Region"],
    ["AWS_USE_FIPS_ENDPOINT", "yes", 'must be "true" or "false"'],
  ])("refuse %s %p, and do not repeat it", (name, value, rule) => {
    const { message } = errorOf(() => readSettings({ ...ENVIRONMENT, [name]: value }));
    expect(message).toContain("settings-invalid");
    expect(message).toContain(`${name} ${rule}`);
    if (value !== undefined && value.length > 9) expect(message).not.toContain(value);
  });
});
