import { OperatorError } from "../../../functions/shared/errors";
import { jobIdOf, readMessages } from "../../../functions/take-face-search/messages";

const malformed = expect.objectContaining({ reason: "notification-malformed" });
function thrownBy(call: () => unknown): unknown {
  try {
    return { returned: call() };
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return error;
  }
}

describe("readMessages", () => {
  it("reads the messages of a queue", () => {
    const record = { messageId: "1", body: "{}", receiptHandle: "secret" };
    expect(readMessages({ Records: [record] })).toEqual([{ messageId: "1", body: "{}" }]);
  });

  it.each([
    undefined,
    {},
    [],
    { Records: {} },
    { Records: [{ body: "{}" }] },
    { Records: [{ messageId: "", body: "{}" }] },
    { Records: [{ messageId: "1" }] },
    { Records: [{ messageId: "1", body: "{}" }, null] },
  ])("throws %j back whole, so that no message is lost", (event) => {
    expect(thrownBy(() => readMessages(event))).toEqual(malformed);
  });
});

describe("jobIdOf", () => {
  it("reads the job of a raw notification", () => {
    const body = JSON.stringify({ JobId: "job_1-a", Status: "SUCCEEDED", API: "StartFaceSearch" });
    expect(jobIdOf({ messageId: "1", body })).toBe("job_1-a");
  });

  it.each([
    "",
    "no JSON",
    "null",
    "[]",
    "{}",
    '{"JobId":1}',
    '{"JobId":""}',
    '{"JobId":"../members/ada"}',
    `{"JobId":"${"a".repeat(65)}"}`,
    '{"Type":"Notification","Message":"{\\"JobId\\":\\"job-1\\"}"}',
  ])("refuses %j", (body) => {
    expect(thrownBy(() => jobIdOf({ messageId: "1", body }))).toEqual(malformed);
  });
});
