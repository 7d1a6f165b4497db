import fc from "fast-check";
import { canonical, renamed } from "../../../../policies/controls/support/canonical-text";
import { PolicyQuestions } from "../../../../policies/controls/support/policy-questions";
import { type Answer, evaluate, policyOf, type Request, type Scopes } from "../../../../policies/language";
import { configured } from "./judges";

const REFUTED = (resource: string, context: Request["context"] = {}): Answer => ({
  verdict: "refuted",
  witness: { action: "s3:GetObject", resource, principal: { type: "anonymous" }, context },
});

describe("the canonical text of a question", () => {
  it.each([
    ["the bucket", "arn:aws:s3:::faces"],
    ["its objects", "arn:aws:s3:::faces/*"],
    ["some of its objects", "arn:aws:s3:::faces/members/*"],
    ["both, in JSON", '["arn:aws:s3:::faces","arn:aws:s3:::faces/*"]'],
    ["in JSON within JSON", '{\\"Resource\\":\\"arn:aws:s3:::faces\\"}'],
    ["of another partition", "arn:aws-cn:s3:::faces"],
    ["of a queue", '"arn:aws:sqs:eu-west-1:111122223333:faces"'],
    ["of a topic", '"arn:aws:sns:eu-west-1:111122223333:faces"'],
    ["of a log group", '"arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/faces"'],
    ["of a log group's streams", '"arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/faces:*"'],
    ["beside any ARN of an account", '["arn:aws:s3:::faces","arn:*:*:*:111122223333:*"]'],
    ["of another bucket beside it", '["arn:aws:s3:::faces","arn:aws:s3:::logs"]'],
  ])("has no name in ARNs of %s", (_, text) => {
    expect(canonical(text).text).not.toContain("faces");
    expect(canonical(text).text).toBe(canonical(text.replaceAll("faces", "other")).text);
  });

  it("tells two names apart from one that stands twice", () => {
    const text = (one: string, other: string) =>
      canonical(`["arn:aws:s3:::${one}","arn:aws:s3:::${other}"]`).text;
    expect(text("a", "b")).toBe(text("c", "d"));
    expect(text("a", "b")).not.toBe(text("a", "a"));
    expect(text("a", "b")).toBe(text("b", "a"));
  });

  it("tells a bucket from a queue of its name", () => {
    expect(canonical('["arn:aws:s3:::x","arn:aws:sqs:eu-west-1:111122223333:x"]').names).toEqual([
      "s3 x",
      "sqs x",
    ]);
  });

  it.each([
    ["a pattern of names", "arn:aws:s3:::faces*"],
    ["a pattern that begins before", "arn:aws:s3:::*"],
    ["one character more", "arn:aws:s3:::faces?/x"],
    ["a reference", "arn:aws:s3:::${var.name}"],
    ["a pattern of anything", '["arn:aws:s3:::faces","*faces*"]'],
    ["a pattern of ARNs", '["arn:aws:s3:::faces","ar?:aws:s3*faces"]'],
    ["a pattern of partitions", '["arn:aws:s3:::faces","arn:*faces"]'],
    ["a pattern of services", '["arn:aws:s3:::faces","arn:aws:s*:faces"]'],
    ["a pattern of accounts", '["arn:aws:s3:::faces","arn:aws:s3::*:faces"]'],
    [
      "a pattern of log groups",
      '["arn:aws:s3:::faces","arn:aws:logs:eu-west-1:111122223333:log-group:/aws/f*"]',
    ],
    ["a pattern of queues", '["arn:aws:s3:::faces","arn:aws:sqs:*:*:faces*"]'],
    ["a pattern in JSON within JSON", '{\\"Resource\\":[\\"arn:aws:s3:::faces\\",\\"*faces\\"]}'],
    ["a reference to a bucket", '["arn:aws:s3:::faces","${aws_s3_bucket.faces.arn}/*"]'],
    ["no ARN", '{"s3:prefix":"faces/"}'],
  ])("keeps names where they could matter: %s", (_, text) => {
    expect(canonical(text)).toEqual({ text, names: [] });
  });

  it.each(['"*"', '\\"*\\"', '"s3:*"', '"arn:aws:iam::111122223333:role/*"', '"o-*"', '"members/*"'])(
    "has none beside a pattern that no such name decides: %s",
    (pattern) => {
      expect(canonical(`["arn:aws:s3:::faces",${pattern}]`).text).not.toContain("faces");
    },
  );

  it("keeps what is no ARN, beside one that is", () => {
    expect(canonical('["arn:aws:s3:::faces","faces"]').text).toMatch(/"faces"\]$/);
  });
});

describe("an answer for other names", () => {
  const from = ["s3 faces", "s3 logs"];
  const to = ["s3 other", "s3 faces"];

  it("has them in its witness, each in the place of its own", () => {
    const answer = REFUTED("arn:aws:s3:::faces/members/1", {
      "aws:SourceArn": "arn:aws:s3:::logs",
      "x:y": ["arn:aws:s3:::faces", "arn:aws:s3:::else", "b"],
    });
    expect(renamed(answer, from, to)).toEqual(
      REFUTED("arn:aws:s3:::other/members/1", {
        "aws:SourceArn": "arn:aws:s3:::faces",
        "x:y": ["arn:aws:s3:::other", "arn:aws:s3:::else", "b"],
      }),
    );
  });

  it("is none where the witness means something else by one of them", () => {
    expect(renamed(REFUTED("arn:aws:s3:::other/x"), from, to)).toBeUndefined();
    expect(renamed(REFUTED("arn:aws:s3:::others/x"), from, to)).toEqual(REFUTED("arn:aws:s3:::others/x"));
  });

  it.each<readonly [string, Answer]>([
    ["a proof", { verdict: "proved" }],
    ["an unknown answer", { verdict: "unknown", reasons: ["var.x"] }],
    [
      "a witness without a resource",
      { verdict: "refuted", witness: { action: "a:B", principal: { type: "anonymous" }, context: {} } },
    ],
  ])("does not touch %s", (_, answer) => {
    expect(renamed(answer, from, to)).toEqual(answer);
  });
});

/** Names that are parts of each other, of ARNs, and of what stands in conditions. */
const NAMES = ["faces", "face", "example-bucket", "faces-2", "s3", "arn", "aws", "prod.faces", "members"];
const name = fc.oneof(fc.constantFrom(...NAMES), fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,8}[a-z0-9]$/));

type Part = (own: string) => unknown;
const part = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const resource: fc.Arbitrary<Part> = part<Part>(
  (own) => [`arn:aws:s3:::${own}`, `arn:aws:s3:::${own}/*`],
  (own) => `arn:aws:s3:::${own}`,
  (own) => `arn:aws:s3:::${own}/*`,
  (own) => [`arn:aws:s3:::${own}`, `arn:aws:s3:::${own}/members/*`],
  (own) => [`arn:aws:s3:::${own}-logs`, `arn:aws:s3:::${own}/*`],
  (own) => `arn:aws:sqs:eu-west-1:111122223333:${own}`,
  (own) => [`arn:aws:logs:eu-west-1:111122223333:log-group:/aws/${own}:*`, `arn:aws:s3:::${own}`],
  () => "arn:aws:sqs:*:*:f*",
  (own) => `arn:aws:s3:::${own}*`,
  (own) => `arn:*:s3:::${own}/*`,
  () => ["arn:aws:s3:::faces", "arn:aws:s3:::faces/*"],
  () => "arn:aws:s3:::*/*",
  () => "arn:aws:s3:::faces*",
  () => "*faces*",
  () => "arn:aws:s3*faces/*",
  () => ["${aws_s3_bucket.faces.arn}", "${aws_s3_bucket.faces.arn}/*"],
  () => ["arn:aws:s3:::f*", "arn:aws:s3:::?rod.faces/*"],
  () => "*",
);
const condition: fc.Arbitrary<Part> = part<Part>(
  () => ({ Bool: { "aws:SecureTransport": "false" } }),
  () => ({ Bool: { "aws:SecureTransport": "false" }, StringEquals: { "s3:prefix": "faces" } }),
  (own) => ({ Bool: { "aws:SecureTransport": "false" }, StringNotEquals: { "s3:prefix": own } }),
  (own) => ({ ArnNotEquals: { "aws:SourceArn": `arn:aws:s3:::${own}` } }),
  (own) => ({ ArnEquals: { "aws:SourceArn": `arn:aws:s3:::${own}-logs` } }),
  (own) => ({ ArnNotLike: { "aws:SourceArn": `arn:aws:sns:eu-west-1:111122223333:${own}` } }),
  (own) => ({ ArnEquals: { "aws:SourceArn": [`arn:aws:s3:::${own}`, "arn:aws:s3:::faces"] } }),
  () => ({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::f*" } }),
  () => ({ ArnNotLike: { "aws:SourceArn": "arn:*:*:*:111122223333:*" } }),
  () => undefined,
);
const statement = fc
  .record({
    effect: part("Deny", "Deny", "Allow"),
    negated: fc.boolean(),
    action: part<unknown>("s3:*", "s3:GetObject", ["s3:PutObject", "s3:ListBucket"]),
    resource,
    condition,
  })
  .map(({ effect, negated, action, resource: ofResource, condition: ofCondition }) => (own: string) => ({
    Effect: effect,
    Principal: "*",
    Action: action,
    [negated && effect === "Deny" ? "NotResource" : "Resource"]: ofResource(own),
    Condition: ofCondition(own),
  }));
const policy = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map(
    (statements) => (own: string) =>
      JSON.stringify({ Version: "2012-10-17", Statement: statements.map((each) => each(own)) }),
  );

const QUESTIONS = ["denies", "allowsOnly", "allows"] as const;
const scopeOf = (own: string, objectsOnly: boolean): Scopes => ({
  Action: "s3:*",
  Resource: objectsOnly ? `arn:aws:s3:::${own}/*` : [`arn:aws:s3:::${own}`, `arn:aws:s3:::${own}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

describe("the answers that are kept", () => {
  const configuration = configured({
    resource: {
      aws_s3_bucket: { faces: { bucket: "faces" } },
      aws_s3_bucket_policy: { faces: { bucket: "faces", policy: "{}" } },
    },
  });
  const [holder] = configuration.ofType("aws_s3_bucket_policy");
  if (holder === undefined) throw new Error("there is a policy");

  const ask = (
    questions: PolicyQuestions,
    own: string,
    text: string,
    which: (typeof QUESTIONS)[number],
    half: boolean,
  ) =>
    questions[which](
      { holder, attribute: holder.get("policy"), kind: "resource", document: text },
      scopeOf(own, half),
    );

  it("are those that would be given without them, for every bucket", () => {
    let kept = 0;
    fc.assert(
      fc.property(
        policy,
        fc.uniqueArray(name, { minLength: 2, maxLength: 4 }),
        part(...QUESTIONS),
        fc.boolean(),
        (written, names, which, half) => {
          const questions = new PolicyQuestions(configuration);
          for (const own of [...names, ...names]) {
            const text = written(own);
            const answer = ask(questions, own, text, which, half);
            const fresh = ask(new PolicyQuestions(configuration), own, text, which, half);
            expect(answer.verdict).toBe(fresh.verdict);
            if (answer.verdict === "unknown") expect(answer).toEqual(fresh);
            if (answer.verdict !== "refuted") continue;
            kept += 1;
            // A witness may be another than the first; it must be one of this bucket's policy.
            expect([own, text, which, isRight(own, half, which, text, answer.witness)]).toEqual([
              own,
              text,
              which,
              true,
            ]);
          }
        },
      ),
      { numRuns: Number(process.env.LANGUAGE_PROPERTY_RUNS ?? 120) },
    );
    expect(kept).toBeGreaterThan(50);
  });

  it("serve every bucket whose policy differs by its name only", () => {
    const questions = new PolicyQuestions(configuration);
    const askOf = (own: string, objects: string) => {
      const statement = {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${own}`, objects],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      };
      const text = JSON.stringify({ Version: "2012-10-17", Statement: statement });
      return ask(questions, own, text, "denies", false);
    };
    const first = askOf("faces", "arn:aws:s3:::faces/*");
    expect(first).toEqual({ verdict: "proved" });
    expect(askOf("other", "arn:aws:s3:::other/*")).toBe(first);
    expect(askOf("faces", "arn:aws:s3:::faces*")).not.toBe(first);
  });

  const declarations = {
    "aws_s3_bucket.faces.bucket": "faces",
    "data.aws_partition.current.partition": "aws",
  };
  const decisionOf = (text: string, witness: Request) =>
    evaluate(policyOf(text, { kind: "resource", declarations }), witness).decision;

  /** Whether the request is one about which the policy decides wrongly. */
  const isRight = (
    own: string,
    half: boolean,
    which: (typeof QUESTIONS)[number],
    text: string,
    witness: Request,
  ): boolean => {
    const decision = decisionOf(text, witness);
    const scope = { Effect: "Deny", Principal: "*", ...scopeOf(own, half) };
    const inScope =
      decisionOf(JSON.stringify({ Version: "2012-10-17", Statement: scope }), witness) === "explicit-deny";
    return {
      denies: inScope && decision !== "explicit-deny",
      allowsOnly: !inScope && decision === "allowed",
      allows: inScope && decision !== "allowed",
    }[which];
  };
});
