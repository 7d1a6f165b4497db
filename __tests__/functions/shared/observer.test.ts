import { createObserver } from "../../../functions/shared/observer";

const SERVICE = "verify-face";
const ENVIRONMENT = {
  POWERTOOLS_SERVICE_NAME: SERVICE,
  POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
};
const before = { ...process.env };

let written: string;
beforeEach(() => {
  process.env = { ...before, ...ENVIRONMENT };
  written = "";
  const write = (chunk: unknown) => {
    written += String(chunk);
    return true;
  };
  jest.spyOn(process.stdout, "write").mockImplementation(write);
  jest.spyOn(process.stderr, "write").mockImplementation(write);
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
});

/** What was written, line by line; it throws where a line is no JSON. */
const lines = (): readonly Readonly<Record<string, unknown>>[] =>
  written
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

describe("createObserver", () => {
  it.each(["info", "warn", "error"] as const)("writes one line of JSON to the log, of level %s", (level) => {
    createObserver().log(level, "two\nlines", {
      requestId: "id-1",
      reason: "a\nb",
      attempts: 3,
      errorCode: undefined,
    });
    expect(lines()).toEqual([
      {
        level: level.toUpperCase(),
        message: "two\nlines",
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        service: SERVICE,
        sampling_rate: 0,
        requestId: "id-1",
        reason: "a\nb",
        attempts: 3,
      },
    ]);
  });

  it("writes the same whatever the environment says of levels and samples", () => {
    process.env.POWERTOOLS_LOG_LEVEL = "DEBUG";
    process.env.POWERTOOLS_LOGGER_SAMPLE_RATE = "1";
    createObserver().log("info", "done", {});
    process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
    createObserver().log("info", "done", {});
    expect(lines().map(({ level, message }) => [level, message])).toEqual([
      ["INFO", "done"],
      ["INFO", "done"],
    ]);
  });

  it("writes what was counted in CloudWatch's embedded metric format, by service and nothing else", () => {
    const observer = createObserver();
    observer.count("Review");
    observer.count("UnencryptedReference");
    expect(written).toBe("");
    observer.flush();
    expect(lines()).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: "RekognitionGuardrails",
              Dimensions: [["service"]],
              Metrics: [
                { Name: "Review", Unit: "Count" },
                { Name: "UnencryptedReference", Unit: "Count" },
              ],
            },
          ],
        },
        service: SERVICE,
        Review: 1,
        UnencryptedReference: 1,
      },
    ]);
  });

  it("counts anew after it has written, and writes nothing where nothing was counted", () => {
    const observer = createObserver();
    observer.flush();
    expect(written).toBe("");
    observer.count("Approved");
    observer.flush();
    observer.flush();
    observer.count("Denied");
    observer.flush();
    expect(lines().map(({ Approved, Denied }) => [Approved, Denied])).toEqual([
      [1, undefined],
      [undefined, 1],
    ]);
  });

  it("has a namespace also where the environment gives none", () => {
    delete process.env.POWERTOOLS_METRICS_NAMESPACE;
    const observer = createObserver();
    observer.count("Approved");
    observer.flush();
    expect(written).toContain('"Namespace":"RekognitionGuardrails"');
  });
});
