import { Deadline } from "../../../functions/shared/deadline";
import { Invocation } from "../../../functions/shared/invocation";

const within = (milliseconds: number) => {
  const deadline = new Deadline(milliseconds);
  return { deadline, invocation: new Invocation(deadline) };
};
const failing = (name: string, httpStatusCode: number) => () =>
  Promise.reject(Object.assign(new Error("message"), { name, $metadata: { httpStatusCode } }));

describe("Invocation", () => {
  it("hands on what is answered, and adds up how long each operation took", async () => {
    const { deadline, invocation } = within(1000);
    expect(invocation.durations()).toEqual({});
    expect(await invocation.call("HeadObject", async () => "head")).toBe("head");
    expect(await invocation.call("HeadObject", async () => undefined)).toBeUndefined();
    await expect(invocation.call("CompareFaces", failing("Error", 0))).rejects.toThrow();
    expect(invocation.durations()).toEqual({
      HeadObjectMs: expect.any(Number),
      CompareFacesMs: expect.any(Number),
    });
    for (const spent of Object.values(invocation.durations())) expect(Number.isInteger(spent)).toBe(true);
    deadline.clear();
  });

  it("adds up the time of all calls to an operation, and rounds the sum", async () => {
    const { deadline, invocation } = within(1000);
    const clock = jest.spyOn(performance, "now");
    for (const time of [0, 10.4, 100, 130.4]) clock.mockReturnValueOnce(time);
    await invocation.call("HeadObject", async () => "a");
    await invocation.call("HeadObject", async () => "b");
    clock.mockRestore();
    expect(invocation.durations()).toEqual({ HeadObjectMs: 41 });
    deadline.clear();
  });

  it("takes an error for an answer where it is told to, and classifies any other", async () => {
    const { deadline, invocation } = within(1000);
    const missing = ({ httpStatus }: { httpStatus?: number | undefined }) =>
      httpStatus === 404 ? "missing" : undefined;
    expect(await invocation.call("HeadObject", failing("NotFound", 404), missing)).toBe("missing");
    await expect(invocation.call("HeadObject", failing("Forbidden", 403), missing)).rejects.toMatchObject({
      name: "OperatorError",
      reason: "image-read-denied",
      facts: { operation: "HeadObject", errorName: "Forbidden", httpStatus: 403 },
    });
    await expect(invocation.call("HeadObject", failing("NotFound", 404))).rejects.toMatchObject({
      reason: "unexpected",
    });
    deadline.clear();
  });

  it("takes no error for an answer when time is out: it may be of the breaking off", async () => {
    const { invocation } = within(0);
    const expected = jest.fn(() => "missing");
    await expect(invocation.call("HeadObject", failing("NotFound", 404), expected)).rejects.toMatchObject({
      name: "TryAgainError",
      reason: "deadline-passed",
    });
    expect(expected).not.toHaveBeenCalled();
  });

  it("knows how much time is left", () => {
    const { deadline, invocation } = within(60_000);
    expect(invocation.remainingMs).toBeGreaterThan(50_000);
    expect(invocation.remainingMs).toBeLessThanOrEqual(60_000);
    deadline.clear();
    expect(within(-1).invocation.remainingMs).toBe(0);
  });
});
