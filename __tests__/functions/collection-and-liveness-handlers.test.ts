import type { LambdaHandler } from "../../functions/shared/lambda-handler";
import { ENVIRONMENT } from "./support/image-settings";
import { loadHandler } from "./support/load-handler";

interface Loaded {
  readonly handler: LambdaHandler<object>;
}

const COLLECTION = { COLLECTION_ID: "door-members" };
const LIVENESS = { LIVENESS_PREFIX: "liveness/" };
const BAD_MEMBER = { memberId: "../member-zorro" };

const FUNCTIONS: readonly (readonly [string, Readonly<Record<string, string>>, object, string])[] = [
  ["index-face", COLLECTION, BAD_MEMBER, "member-id-malformed"],
  ["identify-face", COLLECTION, { probe: { bytes: "member-zorro" } }, "image-not-base64"],
  ["reconcile-collection", COLLECTION, { resume: "member zorro" }, "resume-token-malformed"],
  ["create-liveness-session", LIVENESS, BAD_MEMBER, "member-id-malformed"],
  ["read-liveness-session", LIVENESS, BAD_MEMBER, "member-id-malformed"],
];
const context = { awsRequestId: "invocation-1", getRemainingTimeInMillis: () => 3000 };

afterEach(() => jest.restoreAllMocks());

describe.each(FUNCTIONS)("%s, as Lambda loads it", (name, own, request, reason) => {
  const load = (): Loaded => jest.requireActual<Loaded>(`../../functions/${name}/handler`);

  it("says at each invocation what is wrong with its environment, and repeats no value", async () => {
    const wrong = Object.fromEntries(Object.keys(own).map((variable) => [variable, "Secret Value"]));
    const { handler, lines } = loadHandler(load, { ...ENVIRONMENT, ...wrong });
    for (const _ of ["first", "second"])
      await expect(handler(request, context)).rejects.toMatchObject({
        name: "OperatorError",
        reason: "settings-invalid",
        message: expect.stringContaining(`${Object.keys(own)[0]} must be`),
      });
    expect(lines.join()).toContain("settings-invalid");
    expect(lines.join()).not.toMatch(/zorro|Secret Value/);
  });

  it("refuses what is no request, and logs and counts the reason, and nothing of the request", async () => {
    const { handler, lines } = loadHandler(load, { ...ENVIRONMENT, ...own });
    await expect(handler(request, context)).resolves.toEqual({
      error: "request-refused",
      reason,
      requestId: "invocation-1",
    });
    const [said, counted] = lines.map((line) => JSON.parse(line));
    expect(said).toMatchObject({ level: "WARN", message: "request refused", reason });
    expect(counted).toMatchObject({ Refused: 1 });
    expect(lines.join()).not.toContain("zorro");
  });
});
