import { documentOf } from "../../../policies/configuration/policy-document";
import { UnknownPart } from "../../../policies/language";
import { at, planOf } from "./plan/plans";
import { found, stackOf } from "./synth/stacks";

const UNKNOWN: unknown = expect.any(UnknownPart);
type Documents = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What `policy` of a bucket policy holds, beside the documents of a stack. */
function document(policy: unknown, aws_iam_policy_document: Documents = {}, resource: object = {}): unknown {
  const configuration = stackOf({
    resource: { ...resource, aws_s3_bucket_policy: { p: { policy } } },
    data: { aws_iam_policy_document },
  });
  return documentOf(found(configuration, "aws_s3_bucket_policy.p").get("policy"));
}
/** The statements of `data.aws_iam_policy_document.d`. */
const statements = (body: Readonly<Record<string, unknown>>, others: Documents = {}): unknown =>
  (document("${data.aws_iam_policy_document.d.json}", { ...others, d: body }) as { Statement: unknown })
    .Statement;
const allow = (sid: string | undefined, action: string) => ({
  ...(sid === undefined ? {} : { sid }),
  actions: [action],
  resources: ["*"],
});
const allowed = (Sid: string | undefined, action: string) => ({
  ...(Sid === undefined ? {} : { Sid }),
  Effect: "Allow",
  Action: [action],
  Resource: ["*"],
});

describe("the document in an attribute", () => {
  it("is not the one that a function changes", () => {
    const changed = '${replace(data.aws_iam_policy_document.d.json, "Deny", "Allow")}';
    expect(document(changed, { d: { statement: [allow("A", "s3:*")] } })).toBe(changed);
  });

  it("takes what a plan knows for text, whatever it looks like", () => {
    const plan = planOf({
      resource_changes: [
        {
          address: "aws_s3_bucket_policy.p",
          mode: "managed",
          type: "aws_s3_bucket_policy",
          name: "p",
          change: { actions: ["create"], after: { policy: '{"Resource":"${aws_s3_bucket.b.arn}"}' } },
        },
      ],
    });
    expect(documentOf(at(plan, "aws_s3_bucket_policy.p").get("policy"))).toBe(
      '{"Resource":"$${aws_s3_bucket.b.arn}"}',
    );
  });

  it.each([
    ["a text", '{"Version":"2012-10-17"}', '{"Version":"2012-10-17"}'],
    ["a text with references", '{"a":"${aws_x.y.arn}"}', '{"a":"${aws_x.y.arn}"}'],
    ["a text with quotes in an expression", '{"a":"${join(",", var.x)}"}', '{"a":"${join(\\",\\", var.x)}"}'],
    ["a reference in place of a part", '{"a":${aws_x.y.arn}}', UNKNOWN],
    ["what is no JSON around a reference", '{"a":"${aws_x.y.arn}"', UNKNOWN],
    ["escaped variables of IAM", "{$${aws:username}}", "{$${aws:username}}"],
    ["a function", "${file(var.path)}", "${file(var.path)}"],
    ["a variable", "${var.policy}", "${var.policy}"],
    ["nothing", undefined, undefined],
    ["null", null, undefined],
    ["a directive", "%{ if var.x }{}%{ endif }", UNKNOWN],
    ["an object", {}, UNKNOWN],
  ])("is %s", (_, policy, expected) => expect(document(policy)).toEqual(expected));

  it("is that of another resource", () => {
    const of = (attribute: string) =>
      document(
        `\${aws_iam_policy.p.${attribute}}`,
        {},
        { aws_iam_policy: { p: { policy: "${data.aws_iam_policy_document.nowhere.json}", path: "/" } } },
      );
    expect(of("policy")).toBe("${data.aws_iam_policy_document.nowhere.json}");
    expect(of("arn")).toBe("${aws_iam_policy.p.arn}");
    expect(of("policy_id")).toBe("${aws_iam_policy.p.policy_id}");
  });

  it("is not known where two go in a circle", () => {
    const circle = {
      p: { policy: "${aws_iam_policy.q.policy}" },
      q: { policy: "${aws_iam_policy.p.policy}" },
    };
    expect(document("${aws_iam_policy.p.policy}", {}, { aws_iam_policy: circle })).toMatch(
      /^\$\{aws_iam_policy/,
    );
  });
});

describe("the document that aws_iam_policy_document makes", () => {
  it("holds every element of a statement", () => {
    const principals = [
      { type: "AWS", identifiers: ["arn:a", "arn:b"] },
      { type: "AWS", identifiers: ["arn:c"] },
      { type: "Service", identifiers: ["${var.service}"] },
    ];
    const condition = [
      { test: "StringEquals", variable: "aws:a", values: ["1"] },
      { test: "StringEquals", variable: "aws:b", values: ["&{aws:username}"] },
      { test: "Bool", variable: "aws:c", values: ["true"] },
    ];
    expect(
      statements({
        statement: [
          {
            sid: "A",
            effect: "Deny",
            principals,
            actions: ["s3:*"],
            resources: ["${aws_x.y.arn}/*"],
            condition,
          },
          {
            not_principals: { type: "AWS", identifiers: ["arn:a"] },
            not_actions: ["a:b"],
            not_resources: ["c"],
          },
        ],
      }),
    ).toEqual([
      {
        Sid: "A",
        Effect: "Deny",
        Principal: { AWS: ["arn:a", "arn:b", "arn:c"], Service: ["${var.service}"] },
        Action: ["s3:*"],
        Resource: ["${aws_x.y.arn}/*"],
        Condition: {
          StringEquals: { "aws:a": ["1"], "aws:b": ["$${aws:username}"] },
          Bool: { "aws:c": ["true"] },
        },
      },
      { Effect: "Allow", NotPrincipal: { AWS: ["arn:a"] }, NotAction: ["a:b"], NotResource: ["c"] },
    ]);
  });

  it("has the version that it is given, or the newer one", () => {
    const version = (body: object) =>
      (document("${data.aws_iam_policy_document.d.json}", { d: { ...body } }) as { Version: unknown })
        .Version;
    expect([version({}), version({ version: "2008-10-17" })]).toEqual(["2012-10-17", "2008-10-17"]);
  });

  it("is what the provider read, where that is known", () =>
    expect(
      document("${data.aws_iam_policy_document.d.json}", {
        d: { json: "{}", statement: [allow("A", "a:b")] },
      }),
    ).toBe("{}"));

  it.each<[string, object, object]>([
    ["everybody", { principals: { type: "*", identifiers: ["*"] } }, { Principal: "*" }],
    ["no principal", { principals: [] }, {}],
    ["nobody", { principals: { type: "AWS" } }, { Principal: { AWS: [] } }],
    ["principals that a variable gives", { principals: "${var.p}" }, { Principal: UNKNOWN }],
    [
      "a kind of principal that a variable gives",
      { principals: { type: "${var.t}", identifiers: ["a"] } },
      { Principal: UNKNOWN },
    ],
    [
      "identifiers that a variable gives",
      { principals: { type: "AWS", identifiers: "${var.i}" } },
      { Principal: { AWS: ["${var.i}"] } },
    ],
    ["an effect that a variable gives", { effect: "${var.e}" }, { Effect: "${var.e}" }],
    ["actions that a directive gives", { actions: "%{ if var.x }a%{ endif }" }, { Action: UNKNOWN }],
    ["an empty Sid", { sid: "" }, {}],
    ["conditions that a variable gives", { condition: "${var.c}" }, { Condition: UNKNOWN }],
    [
      "a key that a variable gives",
      { condition: { test: "Bool", variable: "${var.v}", values: ["1"] } },
      { Condition: UNKNOWN },
    ],
    [
      "two conditions for one key",
      {
        condition: [
          { test: "T", variable: "v", values: ["1"] },
          { test: "T", variable: "v", values: ["2"] },
        ],
      },
      { Condition: { T: { v: ["1", "2"] } } },
    ],
    [
      "two conditions for one key, one not known",
      {
        condition: [
          { test: "T", variable: "v", values: ["1"] },
          { test: "T", variable: "v", values: "${var.v}" },
        ],
      },
      { Condition: { T: { v: UNKNOWN } } },
    ],
    ["a Sid that a variable gives", { sid: "${var.sid}" }, {}],
  ])("takes %s", (_, statement, expected) =>
    expect(statements({ statement })).toEqual([{ Effect: "Allow", ...expected }]),
  );

  it("keeps names like __proto__", () => {
    const made = statements({
      statement: { condition: { test: "__proto__", variable: "__proto__", values: ["1"] } },
    });
    expect(JSON.stringify(made)).toBe('[{"Effect":"Allow","Condition":{"__proto__":{"__proto__":["1"]}}}]');
  });

  it.each([
    ["a dynamic block", { dynamic: { statement: { for_each: "${var.s}", content: {} } } }, [UNKNOWN]],
    ["a variable", { statement: "${var.s}" }, [UNKNOWN]],
    ["nothing", {}, []],
  ])("has statements by %s", (_, body, expected) => expect(statements(body)).toEqual(expected));

  it("has a dynamic block beside another", () =>
    expect(
      statements({
        statement: allow("A", "a:b"),
        dynamic: { statement: { for_each: "${var.s}", content: {} } },
      }),
    ).toEqual([UNKNOWN, UNKNOWN]));

  describe("of several documents", () => {
    const source = { source: { statement: [allow("A", "source:a"), allow(undefined, "source:x")] } };
    const json = "${data.aws_iam_policy_document.source.json}";

    it("puts them together", () =>
      expect(statements({ source_policy_documents: [json], statement: allow("B", "own:b") }, source)).toEqual(
        [allowed("A", "source:a"), allowed(undefined, "source:x"), allowed("B", "own:b")],
      ));

    it.each([
      [
        "its own over a source",
        { source_policy_documents: [json], statement: allow("A", "own:a") },
        ["own:a", "source:x"],
      ],
      [
        "one that overrides",
        { override_policy_documents: [json], statement: allow("A", "own:a") },
        ["source:a", "source:x"],
      ],
      [
        "its own over an old source",
        { source_json: json, statement: allow("A", "own:a") },
        ["own:a", "source:x"],
      ],
      ["an old override", { override_json: json, statement: allow("A", "own:a") }, ["source:a", "source:x"]],
      [
        "a text that overrides",
        {
          override_policy_documents: ['{"Statement":{"Sid":"A","Action":["text:a"]}}'],
          statement: allow("A", "own:a"),
        },
        ["text:a"],
      ],
      [
        "none of those without a Sid",
        {
          override_policy_documents: ['{"Statement":[{"Sid":"","Action":["text:a"]}]}'],
          statement: allow(undefined, "own:a"),
        },
        ["own:a", "text:a"],
      ],
    ])("takes %s", (_, body, actions) =>
      expect((statements(body, source) as { Action: unknown }[]).map(({ Action }) => Action)).toEqual(
        actions.map((action) => [action]),
      ),
    );

    it.each([
      ["a variable", ["${var.policy}"]],
      ["a list that is a variable", "${var.policies}"],
      ["a text that is no JSON", ["{"]],
      ["a document without statements", ["{}"]],
      ["null in text", ["null"]],
    ])("does not know what %s overrides", (_, override_policy_documents) =>
      expect(
        statements({
          override_policy_documents,
          statement: [allow("A", "own:a"), allow(undefined, "own:b")],
        }),
      ).toEqual([UNKNOWN, allowed(undefined, "own:b"), UNKNOWN]),
    );

    it("does without those that are empty", () =>
      expect(statements({ source_policy_documents: ["", null], statement: allow("A", "own:a") })).toEqual([
        allowed("A", "own:a"),
      ]));

    it("is not known where it is made of itself", () => {
      const circle = Array.from({ length: 10 }, () => "${data.aws_iam_policy_document.d.json}");
      expect(statements({ source_policy_documents: circle })).toEqual(
        Array.from({ length: 10 }, () => UNKNOWN),
      );
    });

    it("is not known where it grows beyond what AWS takes", () => {
      const levels = Object.fromEntries(
        Array.from({ length: 8 }, (_, level) => [
          `l${level}`,
          {
            source_policy_documents: Array.from(
              { length: 10 },
              () => `\${data.aws_iam_policy_document.l${level + 1}.json}`,
            ),
            statement: allow(undefined, "a:b"),
          },
        ]),
      );
      expect(
        document("${data.aws_iam_policy_document.l0.json}", {
          ...levels,
          l8: { statement: [allow(undefined, "a:b")] },
        }),
      ).toEqual(UNKNOWN);
    });
  });
});
