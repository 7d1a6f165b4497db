import { Deadline } from "../../../functions/shared/deadline";

const never = () => new Promise<never>(() => undefined);

describe("Deadline", () => {
  it("keeps what is done in time", async () => {
    const deadline = new Deadline(1000);
    expect(await deadline.keep(async () => "done")).toBe("done");
    deadline.clear();
  });

  it("passes on a failure in time", async () => {
    const deadline = new Deadline(1000);
    await expect(deadline.keep(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    deadline.clear();
  });

  it("stops waiting, and aborts the work", async () => {
    const deadline = new Deadline(10);
    let signal: AbortSignal | undefined;
    const work = deadline.keep((given) => {
      signal = given;
      return never();
    });
    await expect(work).rejects.toMatchObject({ reason: "deadline-passed" });
    expect(signal?.aborted).toBe(true);
  });

  it("says that time is out, not that the work was aborted", async () => {
    const deadline = new Deadline(10);
    const work = deadline.keep(
      (signal) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("AbortError")))),
    );
    await expect(work).rejects.toMatchObject({ reason: "deadline-passed" });
  });

  it.each([0, -1])("starts no work %d ms before the end", async (milliseconds) => {
    const work = jest.fn(never);
    await expect(new Deadline(milliseconds).keep(work)).rejects.toMatchObject({ reason: "deadline-passed" });
    expect(work).not.toHaveBeenCalled();
  });

  it("leaves half a second of the invocation", async () => {
    const deadline = Deadline.of({ awsRequestId: "1", getRemainingTimeInMillis: () => 500 });
    await expect(deadline.keep(never)).rejects.toMatchObject({ reason: "deadline-passed" });
  });
});
