import { OperatorError, RequestRefused, TryAgainError } from "../../../functions/shared/errors";
import {
  createLambdaHandler,
  type LambdaWork,
  type Served,
  startLambda,
} from "../../../functions/shared/lambda-handler";
import { httpEvent, REQUEST_ID } from "../support/image-settings";
import { recordingObserver } from "../support/recording-observer";

const SECRET = "members/ada similarity 98.7";
const context = { awsRequestId: REQUEST_ID, getRemainingTimeInMillis: () => 10_000 };

const served: Served<object> = {
  answer: { decision: "approved" },
  message: "done",
  fields: { reason: "face-matches" },
  metrics: ["Approved", "Review"],
};
const failing = (error: unknown): LambdaWork<unknown, object> => ({
  read: (event) => event,
  serve: () => Promise.reject(error),
});

async function invoke(work: Partial<LambdaWork<unknown, object>>, event: unknown) {
  const observer = recordingObserver();
  const handler = createLambdaHandler({ read: (read) => read, serve: async () => served, ...work }, observer);
  const [settled] = await Promise.allSettled([handler(event, context)]);
  const { lines, metrics, flushes } = observer;
  return { settled, lines, metrics, flushes };
}
const answered = (value: object) => ({ status: "fulfilled", value });
const thrown = (reason: object) => ({ status: "rejected", reason: expect.objectContaining(reason) });

describe("createLambdaHandler", () => {
  it("answers, logs and counts what was done", async () => {
    const { settled, lines, metrics, flushes } = await invoke({}, {});
    expect(settled).toEqual(answered({ decision: "approved", requestId: REQUEST_ID }));
    expect(lines).toEqual([
      {
        level: "info",
        message: "done",
        requestId: REQUEST_ID,
        reason: "face-matches",
        durationMs: expect.any(Number),
      },
    ]);
    expect([metrics, flushes]).toEqual([["Approved", "Review"], 1]);
  });

  it("logs how long each call took", async () => {
    const { lines } = await invoke(
      {
        serve: async (_, invocation) => {
          await invocation.call("HeadObject", async () => undefined);
          return served;
        },
      },
      {},
    );
    expect(lines).toEqual([expect.objectContaining({ HeadObjectMs: expect.any(Number) })]);
  });

  it.each([
    [200, undefined],
    [202, 202],
  ] as const)("answers over HTTP with %d", async (statusCode, httpStatus) => {
    const work = { serve: async () => ({ ...served, ...(httpStatus === undefined ? {} : { httpStatus }) }) };
    const { settled } = await invoke(work, httpEvent({}));
    const body = JSON.stringify({ decision: "approved", requestId: REQUEST_ID });
    expect(settled).toEqual(answered({ statusCode, headers: expect.any(Object), body }));
  });

  it.each(["read", "serve"])(
    "answers a refused request, whether it is found at fault by %s or before",
    async (where) => {
      const refuse = () => {
        throw new RequestRefused("probe-not-found");
      };
      const work = where === "read" ? { read: refuse } : { serve: async () => refuse() };
      const refusal = { error: "request-refused", reason: "probe-not-found", requestId: REQUEST_ID };
      const { settled, lines, metrics, flushes } = await invoke(work, {});
      expect(settled).toEqual(answered(refusal));
      expect(lines).toEqual([
        expect.objectContaining({ level: "warn", message: "request refused", reason: "probe-not-found" }),
      ]);
      expect([metrics, flushes]).toEqual([["Refused"], 1]);
      expect((await invoke(work, httpEvent({}))).settled).toEqual(
        answered({ statusCode: 404, headers: expect.any(Object), body: JSON.stringify(refusal) }),
      );
    },
  );

  const facts = { operation: "HeadObject", errorName: "Error", attempts: 3 };
  it.each<[Error, "warn" | "error", string, string, number]>([
    [new TryAgainError("throttled", facts), "warn", "TryAgain", "try-again", 503],
    [new OperatorError("key-refused", undefined, facts), "error", "OperatorFault", "operator-fault", 500],
  ])(
    "throws a failure, or answers with it over HTTP: %s",
    async (failure, level, metric, error, statusCode) => {
      const reason: unknown = Reflect.get(failure, "reason");
      const { settled, lines, metrics, flushes } = await invoke(failing(failure), {});
      expect(settled).toEqual({ status: "rejected", reason: failure });
      expect(lines).toEqual([
        {
          level,
          message: failure.message,
          requestId: REQUEST_ID,
          reason,
          ...facts,
          durationMs: expect.any(Number),
        },
      ]);
      expect([metrics, flushes]).toEqual([[metric], 1]);

      const http = await invoke(failing(failure), httpEvent({}));
      expect(http.settled).toEqual(
        answered({
          statusCode,
          headers: expect.any(Object),
          body: JSON.stringify({ error, reason, requestId: REQUEST_ID }),
        }),
      );
      expect([http.lines.length, http.metrics, http.flushes]).toEqual([1, [metric], 1]);
    },
  );

  it.each([
    ["an error", Object.assign(new Error(SECRET), { input: SECRET })],
    ["an error with a name of its own", Object.assign(new Error(SECRET), { name: SECRET })],
    ["a text", SECRET],
    ["an object", { message: SECRET, name: SECRET }],
    ["nothing", undefined],
  ])("says nothing of what else is thrown: %s", async (_, error) => {
    for (const work of [
      failing(error),
      {
        read: () => {
          throw error;
        },
      },
    ]) {
      const { settled, lines, metrics } = await invoke(work, {});
      expect(settled).toEqual(thrown({ name: "OperatorError", reason: "unexpected" }));
      const { message, stack, ...fields } = Object((settled as PromiseRejectedResult).reason);
      expect(JSON.stringify([message, stack, fields, lines])).not.toMatch(/\bada\b/);
      expect(metrics).toEqual(["OperatorFault"]);
    }
  });

  it("gives the work no more time than the invocation has", async () => {
    const work = { serve: () => new Promise<never>(() => undefined) };
    const handler = createLambdaHandler(
      {
        read: () => undefined,
        serve: (_, invocation) => invocation.call("HeadObject", work.serve),
      },
      recordingObserver(),
    );
    await expect(handler({}, { ...context, getRemainingTimeInMillis: () => 510 })).rejects.toMatchObject({
      reason: "deadline-passed",
    });
  });

  it.each([{}, failing(new OperatorError("unexpected"))])("leaves no timer behind (%#)", async (work) => {
    const cleared = jest.spyOn(global, "clearTimeout");
    await invoke(work, {});
    expect(cleared).toHaveBeenCalledTimes(1);
    cleared.mockRestore();
  });
});

describe("startLambda", () => {
  const silence = () => jest.spyOn(process.stdout, "write").mockReturnValue(true);
  beforeEach(() => {
    silence();
    jest.spyOn(process.stderr, "write").mockReturnValue(true);
  });
  afterEach(() => jest.restoreAllMocks());

  it("makes its work once", async () => {
    const create = jest.fn(() => ({ read: (event: unknown) => event, serve: async () => served }));
    const handler = startLambda(create);
    for (const _ of [1, 2]) expect(await handler({}, context)).toMatchObject({ decision: "approved" });
    expect(create).toHaveBeenCalledTimes(1);
  });

  it.each([
    [new OperatorError("settings-invalid", "IMAGE_BUCKET must be set."), "settings-invalid"],
    [new TypeError(SECRET), "unexpected"],
    [SECRET, "unexpected"],
  ])("throws at each invocation what its work cannot be made for: %s", async (error, reason) => {
    const handler = startLambda(() => {
      throw error;
    });
    for (const _ of [1, 2]) {
      const failure = await handler({}, context).catch((caught: unknown) => caught);
      expect(failure).toMatchObject({ name: "OperatorError", reason });
      expect(`${Object(failure).message}${Object(failure).stack}`).not.toContain(SECRET);
    }
    expect(await handler(httpEvent({}), context)).toMatchObject({ statusCode: 500 });
  });
});
