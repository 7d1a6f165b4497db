import type { handler } from "../../../functions/train-custom-labels/handler";

describe("train-custom-labels, as Lambda loads it", () => {
  const started = (environment: Readonly<Record<string, string>>) => {
    const before = { ...process.env };
    // Powertools then writes to the console that the test silences, and not past it.
    Object.assign(process.env, environment, {
      POWERTOOLS_DEV: "true",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    });
    try {
      let made: typeof handler | undefined;
      jest.isolateModules(() => {
        made = jest.requireActual("../../../functions/train-custom-labels/handler").handler;
      });
      if (made === undefined) throw new Error("no handler");
      return made;
    } finally {
      process.env = before;
    }
  };
  const context = { awsRequestId: "invocation-1", getRemainingTimeInMillis: () => 3000 };

  beforeAll(() => {
    jest.spyOn(console, "log").mockReturnValue();
    for (const level of ["info", "warn", "error"] as const) jest.spyOn(console, level).mockReturnValue();
  });
  afterAll(() => jest.restoreAllMocks());

  it("says at each invocation what is wrong with its environment", async () => {
    const invoked = started({ AWS_REGION: "eu-west-1" })({}, context);
    await expect(invoked).rejects.toThrow(/settings-invalid: .*PROJECT_NAME must be/);
  });

  it("refuses what is no request", async () => {
    const ready = started({
      AWS_REGION: "eu-west-1",
      PROJECT_NAME: "books",
      IMAGE_BUCKET_OWNER: "111122223333",
      TRAINING_BUCKET: "training",
      OUTPUT_BUCKET: "results",
      TRAINING_KEY_ARN: "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001",
    });
    await expect(ready({}, context)).resolves.toEqual({
      error: "request-refused",
      reason: "version-name-malformed",
      requestId: "invocation-1",
    });
  });
});
