import type { ReviewContext } from "../../../../policies/controls/control";
import { fail, pass } from "../../../../policies/controls/judgement";
import {
  judgeAllowsOnly,
  judgeAnswer,
  judgeDenies,
  judgeEach,
  judgeFaults,
  policiesOn,
} from "../../../../policies/controls/support/attachments";
import { PolicyQuestions } from "../../../../policies/controls/support/policy-questions";
import type { Answer } from "../../../../policies/language";
import { deny, document, INSECURE, ref } from "./bucket-policies";
import { configured, type Stack } from "./judges";

/** A stack's context, and the resource of a type in it. */
function given(stack: Stack, type: string) {
  const configuration = configured(stack);
  const context: ReviewContext = {
    configuration,
    policies: new PolicyQuestions(configuration),
    today: "2026-11-25",
    maximumRetentionDays: 1095,
  };
  const [resource] = configuration.ofType(type);
  if (resource === undefined) throw new Error(`there is no ${type}`);
  return { context, resource, attachment: () => policiesOn(resource, context) };
}

const CARRIERS = [
  ["aws_s3_bucket", "aws_s3_bucket_policy", "bucket", "id", "resource"],
  ["aws_sqs_queue", "aws_sqs_queue_policy", "queue_url", "url", "resource"],
  ["aws_sns_topic", "aws_sns_topic_policy", "arn", "arn", "resource"],
  ["aws_kms_key", "aws_kms_key_policy", "key_id", "key_id", "key"],
  ["aws_kms_replica_key", "aws_kms_key_policy", "key_id", "id", "key"],
  ["aws_kms_external_key", "aws_kms_key_policy", "key_id", "arn", "key"],
  ["aws_kms_replica_external_key", "aws_kms_key_policy", "key_id", "key_id", "key"],
  ["aws_vpc_endpoint", "aws_vpc_endpoint_policy", "vpc_endpoint_id", "id", "endpoint"],
] as const;

describe.each(CARRIERS)("the policies of an %s", (type, companion, names, attribute, kind) => {
  const beside = (named: string, own?: string): Stack => ({
    resource: { [type]: { it: { policy: own } }, [companion]: { its: { [names]: named, policy: "theirs" } } },
  });

  it("is what it says itself", () => {
    const { attachment, resource } = given({ resource: { [type]: { it: { policy: "own" } } } }, type);
    expect(attachment()).toMatchObject({ documents: [{ kind, document: "own" }], doubt: undefined });
    expect(attachment().documents[0]?.holder).toBe(resource);
  });

  it("is what a companion says, before what it says itself", () => {
    const { attachment } = given(beside(ref(`${type}.it.${attribute}`), "own"), type);
    expect(attachment().documents.map(({ holder, document: text }) => [holder.address, text])).toEqual([
      [`${companion}.its`, "theirs"],
    ]);
  });

  it("is not that of a companion that names another", () => {
    const stack = beside(ref(`${type}.other.${attribute}`), undefined);
    const { attachment } = given({ resource: { ...stack.resource, [type]: { it: {}, other: {} } } }, type);
    expect(attachment()).toEqual({ documents: [], doubt: undefined });
  });

  it("is in doubt where a companion may be its own", () => {
    expect(given(beside(ref("var.name")), type).attachment()).toEqual({
      documents: [],
      doubt: `it is not known whether ${companion}.its belongs to it`,
    });
  });

  it("is in doubt where a module may hold it", () => {
    const { attachment } = given(
      { resource: { [type]: { it: {} } }, module: { m: { source: "./m" } } },
      type,
    );
    expect(attachment().doubt).toMatch(/the module m/);
  });

  it("is certainly none where nobody sets it", () => {
    const { attachment } = given({ resource: { [type]: { it: { policy: "" } } } }, type);
    expect(attachment()).toEqual({ documents: [], doubt: undefined });
  });
});

describe("the policies of a resource", () => {
  it("are all that it may end up with", () => {
    const { attachment } = given(
      {
        resource: {
          aws_s3_bucket: { it: { bucket: "faces" } },
          aws_s3_bucket_policy: {
            one: { bucket: "faces", policy: "1" },
            other: { bucket: "faces", policy: "2" },
          },
        },
      },
      "aws_s3_bucket",
    );
    expect(attachment().documents.map((each) => each.document)).toEqual(["1", "2"]);
  });

  it("are of the types that carry one, and no others", () => {
    const { attachment } = given({ resource: { aws_iam_role: { it: {} } } }, "aws_iam_role");
    expect(attachment).toThrow("no policy is known for aws_iam_role");
  });
});

const bucket = (...policies: readonly (string | undefined)[]): Stack => ({
  resource: {
    aws_s3_bucket: { faces: { bucket: "faces" } },
    aws_s3_bucket_policy: Object.fromEntries(
      policies.map((policy, index) => [`p${index}`, { bucket: "faces", policy }]),
    ),
  },
});
const words = { holds: "It holds.", breaks: "It breaks.", absent: fail("There is none.") };
const PLAIN = {
  Action: "s3:*",
  Resource: ["arn:aws:s3:::faces", "arn:aws:s3:::faces/*"],
  Condition: INSECURE,
};
const GOOD = document(deny(INSECURE));
const BAD = document(deny(INSECURE, { Action: "s3:GetObject" }));

describe("what is demanded of every policy", () => {
  const judged = (stack: Stack) => {
    const { context, resource } = given(stack, "aws_s3_bucket");
    return judgeDenies(resource, context, PLAIN, words);
  };

  it("passes where each denies, with each as evidence", () => {
    expect(judged(bucket(GOOD, GOOD))).toEqual({
      verdict: "pass",
      reason: "It holds.",
      evidence: [
        { address: "aws_s3_bucket_policy.p0", path: "policy" },
        { address: "aws_s3_bucket_policy.p1", path: "policy" },
      ],
    });
  });

  it("fails where one does not, with a request that shows it", () => {
    expect(judged(bucket(GOOD, BAD))).toMatchObject({
      verdict: "fail",
      reason: "It breaks.",
      evidence: [{ address: "aws_s3_bucket_policy.p1" }],
      witness: { context: { "aws:SecureTransport": "false" } },
    });
  });

  it("fails where AWS refuses one", () => {
    expect(judged(bucket(GOOD, '{"Statement":[{"Effect":"Deny"}]}'))).toMatchObject({
      verdict: "fail",
      reason: expect.stringMatching(/^aws_s3_bucket_policy\.p1 holds no valid policy: /),
    });
  });

  it("is unknown where one is", () => {
    expect(judged(bucket(GOOD, ref("var.policy")))).toMatchObject({
      verdict: "unknown",
      reason: expect.stringMatching(/^It cannot be decided: .*var\.policy/),
    });
  });

  it("is what the words say where there is none", () => {
    expect(judged(bucket())).toEqual(words.absent);
    const { context, resource } = given(bucket(), "aws_s3_bucket");
    const free = { ...words, absent: pass("Nothing is allowed.") };
    expect(judgeAllowsOnly(resource, context, PLAIN, free)).toEqual(free.absent);
  });

  it("is unknown where there may be one", () => {
    expect(judged({ ...bucket(), module: { m: { source: "./m" } } })).toMatchObject({
      verdict: "unknown",
      reason: expect.stringMatching(/^No policy is found for aws_s3_bucket\.faces, but .*module m/),
      evidence: [{ address: "aws_s3_bucket.faces", path: "" }],
    });
  });

  it("may be that each allows only what is in an envelope", () => {
    const allow = document(
      deny(INSECURE, { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::faces/*" }),
    );
    const { context, resource } = given(bucket(allow), "aws_s3_bucket");
    expect(judgeAllowsOnly(resource, context, PLAIN, words).verdict).toBe("pass");
    expect(judgeAllowsOnly(resource, context, { Action: "s3:PutObject" }, words)).toMatchObject({
      verdict: "fail",
      witness: { action: "s3:GetObject" },
    });
  });

  it("may be anything", () => {
    const { context, resource, attachment } = given(bucket(GOOD), "aws_s3_bucket");
    const asked: unknown[] = [];
    const answer = judgeEach(attachment(), resource, context, words, (each) => {
      asked.push(each.document);
      return { verdict: "unknown", reasons: ["a", "b"] };
    });
    expect(asked).toEqual([GOOD]);
    expect(answer.reason).toBe("It cannot be decided: a; b.");
  });
});

describe("the faults of a policy", () => {
  const { attachment } = given(bucket(GOOD), "aws_s3_bucket");
  const [policy] = attachment().documents;
  if (policy === undefined) throw new Error("there is a policy");
  const fault = (path: string) => ({ path, message: `wrong ${path}` });

  it("are none", () => {
    expect(judgeFaults(policy, [])).toBeUndefined();
  });

  it("are told with the path of the first, in the policy", () => {
    expect(judgeFaults(policy, [fault("Statement[0].Effect"), fault("")])).toEqual({
      verdict: "fail",
      reason:
        "aws_s3_bucket_policy.p0 holds no valid policy: Statement[0].Effect: wrong Statement[0].Effect; the document: wrong .",
      evidence: [{ address: "aws_s3_bucket_policy.p0", path: "policy.Statement[0].Effect" }],
    });
  });

  it("are counted from the fourth", () => {
    const judged = judgeFaults(policy, ["", "b", "c", "d", "e"].map(fault));
    expect(judged?.reason).toMatch(/c: wrong c; and 2 more\.$/);
    expect(judged?.evidence).toEqual([{ address: "aws_s3_bucket_policy.p0", path: "policy" }]);
  });

  it.each<readonly [Answer, object]>([
    [{ verdict: "proved" }, { verdict: "pass", reason: "It holds." }],
    [
      { verdict: "unknown", reasons: ["x"] },
      { verdict: "unknown", reason: "It cannot be decided: x." },
    ],
    [
      { verdict: "refuted", witness: { action: "a:B", principal: { type: "anonymous" }, context: {} } },
      { verdict: "fail", reason: "It breaks.", witness: { action: "a:B" } },
    ],
  ])("are no part of an answer: %j", (answer, judged) => {
    expect(judgeAnswer(answer, policy, words)).toMatchObject(judged);
  });
});
