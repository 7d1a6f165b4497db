import { ENVIRONMENT } from "../support/image-settings";
import { loadHandler } from "../support/load-handler";

const load = () =>
  jest.requireActual<typeof import("../../../functions/erase-face/handler")>(
    "../../../functions/erase-face/handler",
  );
const context = { awsRequestId: "invocation-1", getRemainingTimeInMillis: () => 3000 };

afterEach(() => jest.restoreAllMocks());

describe("erase-face, as Lambda loads it", () => {
  it("says at each invocation what is wrong with its environment, and repeats no value", async () => {
    const { handler, lines } = loadHandler(load, { ...ENVIRONMENT, IMAGE_BUCKET: "Secret_Bucket" });
    for (const _ of ["first", "second"])
      await expect(handler({ memberId: "member-zorro" }, context)).rejects.toMatchObject({
        name: "OperatorError",
        reason: "settings-invalid",
        message: expect.stringContaining("IMAGE_BUCKET must be"),
      });
    expect(lines.join()).toContain("settings-invalid");
    expect(lines.join()).not.toMatch(/zorro|Secret_Bucket/);
  });

  it("refuses what is no request, and logs and counts the reason, and nothing of the request", async () => {
    const { handler, lines } = loadHandler(load, ENVIRONMENT);
    const refused = { error: "request-refused", reason: "member-id-malformed", requestId: "invocation-1" };
    await expect(handler({ memberId: "../member-zorro" }, context)).resolves.toEqual(refused);

    const [said, counted] = lines.map((line) => JSON.parse(line));
    expect(said).toMatchObject({ level: "WARN", message: "request refused", reason: "member-id-malformed" });
    expect(counted).toMatchObject({
      Refused: 1,
      _aws: { CloudWatchMetrics: [{ Namespace: "RekognitionGuardrails" }] },
    });
    expect(lines.join()).not.toMatch(/zorro|R0lGODlh/);
  });
});
