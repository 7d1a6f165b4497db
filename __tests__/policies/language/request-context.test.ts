import {
  type Answer,
  proveAllowed,
  proveAllowsOnly,
  proveDenied,
  type Scopes,
} from "../../../policies/language";
import { ACCOUNT, denyStatement, policy, type StatementJson, type Verdict } from "./support/cases";

const deny = (changes: StatementJson) => denyStatement({ Action: "*", Resource: "*", ...changes });
const allow = (changes: StatementJson) => deny({ Effect: "Allow", ...changes });
const conditions = (...list: readonly unknown[]) => list.map((Condition) => deny({ Condition }));
const answerOf = (scope: Scopes, statements: readonly StatementJson[]): Answer =>
  proveDenied(policy("resource", ...statements), scope);

const TAG = "ec2:ResourceTag/x";
const ec2: Scopes = { Action: "ec2:*" };
const absent = { Null: { [TAG]: "true" } };

describe("keys of which the catalogue knows nothing", () => {
  it.each<readonly [string, Verdict, Scopes, readonly StatementJson[]]>([
    [
      "booleans, which a tag need not be",
      "unknown",
      ec2,
      conditions({ Bool: { [TAG]: "true" } }, { Bool: { [TAG]: "false" } }, absent),
    ],
    [
      "numbers, which a tag need not be",
      "unknown",
      ec2,
      conditions({ NumericLessThan: { [TAG]: "5" } }, { NumericGreaterThanEquals: { [TAG]: "5" } }, absent),
    ],
    [
      "a boolean that the question asks about",
      "proved",
      { ...ec2, Condition: { Bool: { [TAG]: "true" } } },
      conditions({ Bool: { [TAG]: "true" } }),
    ],
    [
      "a key that is known to have several values",
      "unknown",
      { Action: "dynamodb:GetItem", Condition: { Null: { "dynamodb:LeadingKeys": "false" } } },
      conditions({ StringLike: { "dynamodb:LeadingKeys": "*" } }),
    ],
    [
      "a text and everything else, where there may be several values",
      "unknown",
      ec2,
      conditions({ StringEquals: { [TAG]: "a" } }, { StringNotEquals: { [TAG]: "a" } }),
    ],
  ])("%s: %s", (_name, verdict, scope, statements) => {
    expect(answerOf(scope, statements)).toMatchObject({ verdict });
  });
});

describe("numbers with more digits than can be told apart", () => {
  it("are not compared", () => {
    const Condition = { NumericEquals: { "s3:max-keys": "9007199254740993" } };
    const scope: Scopes = {
      Action: "s3:*",
      Condition: { NumericEquals: { "s3:max-keys": "9007199254740992" } },
    };
    expect(answerOf(scope, [deny({ Condition })])).toMatchObject({ verdict: "unknown" });
  });
});

describe("witnesses that AWS never sends", () => {
  it.each<readonly [string, Verdict, Scopes, readonly StatementJson[]]>([
    [
      "an anonymous caller of an organization",
      "proved",
      { Action: "s3:*", Condition: { Null: { "aws:PrincipalOrgID": "false" } } },
      [
        deny({ Principal: { AWS: "*" }, Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } } }),
        deny({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
      ],
    ],
    [
      "an empty value",
      "unknown",
      { Action: "s3:*", Condition: { Null: { "aws:SourceVpc": "false" } } },
      conditions({ StringLike: { "aws:SourceVpc": "?*" } }),
    ],
    [
      "any value at all, which is no empty one",
      "proved",
      { Action: "s3:*", Condition: { Null: { "aws:SourceVpc": "false" } } },
      conditions({ StringLike: { "aws:SourceVpc": "*" } }),
    ],
    [
      "two clocks",
      "proved",
      { Action: "s3:*" },
      conditions(
        { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
        { DateGreaterThanEquals: { "aws:EpochTime": "2026-01-01T00:00:00Z" } },
      ),
    ],
  ])("%s: %s", (_name, verdict, scope, statements) => {
    expect(answerOf(scope, statements)).toMatchObject({ verdict });
  });

  it("do not let somebody without credentials carry a tag", () => {
    const tagged = allow({ Condition: { StringEquals: { "aws:PrincipalTag/team": "faces" } } });
    const fence = deny({ Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } } });
    const inside: Scopes = [
      { Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } } },
      { Principal: { Service: "*" } },
    ];
    expect(proveAllowsOnly(policy("resource", tagged), inside)).toMatchObject({
      verdict: "refuted",
      witness: { principal: { type: "aws" } },
    });
    expect(proveAllowsOnly(policy("resource", tagged, fence), inside)).toEqual({ verdict: "proved" });
  });

  it("carry both names of the one instant", () => {
    expect(
      answerOf(
        { Action: "s3:*" },
        conditions(
          { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
          { DateGreaterThan: { "aws:EpochTime": "2026-01-01T00:00:00Z" } },
        ),
      ),
    ).toMatchObject({
      verdict: "refuted",
      witness: {
        context: { "aws:CurrentTime": "2026-01-01T00:00:00Z", "aws:EpochTime": "2026-01-01T00:00:00Z" },
      },
    });
  });
});

describe("keys that need not be there", () => {
  it.each(["aws:SourceIp", "aws:ViaAWSService", "aws:userid"])("%s may be absent", (key) => {
    const present = conditions({ Null: { [key]: "false" } });
    expect(answerOf({ Action: "s3:*" }, present)).toMatchObject({ verdict: "refuted" });
  });

  it.each<readonly [string, object]>([
    [
      'the account of an anonymous caller may be "anonymous"',
      { StringNotEquals: { "aws:PrincipalAccount": "anonymous" } },
    ],
    ["the account of an anonymous caller may be absent", { Null: { "aws:PrincipalAccount": "false" } }],
  ])("%s", (_name, Condition) => {
    // Everybody but anonymous callers is denied anyway.
    const others = [
      deny({ Condition: { Null: { "aws:PrincipalArn": "false" } } }),
      deny({ Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } } }),
    ];
    expect(answerOf({ Action: "s3:*" }, [...others, deny({ Condition })])).toMatchObject({
      verdict: "refuted",
      witness: { principal: { type: "anonymous" } },
    });
  });

  it.each<readonly [string, object]>([
    [
      "only the account",
      { "aws:PrincipalAccount": "false", "kms:CallerAccount": "true", "aws:PrincipalArn": "true" },
    ],
    [
      "only the caller's account",
      { "aws:PrincipalAccount": "true", "kms:CallerAccount": "false", "aws:PrincipalArn": "true" },
    ],
    [
      "account, caller and ARN",
      { "aws:PrincipalAccount": "false", "kms:CallerAccount": "false", "aws:PrincipalArn": "false" },
    ],
    [
      "none of them",
      { "aws:PrincipalAccount": "true", "kms:CallerAccount": "true", "aws:PrincipalArn": "true" },
    ],
  ])("a service may carry %s", (_name, Null) => {
    const Condition = { Null } as { Null: Record<string, string> };
    expect(
      proveAllowed(policy("key", allow({ Action: "kms:*", Principal: { Service: "logs.amazonaws.com" } })), {
        Principal: { Service: "logs.amazonaws.com" },
        Condition,
      }),
    ).toEqual({ verdict: "proved" });
  });
});

describe("principals that are easily forgotten", () => {
  it("are federated users, whom an account holds beside users, roles and its root", () => {
    const ARNS = ["root", "user/*", "role/*"].map((name) => `arn:*:iam::*:${name}`);
    const fence = [deny({ Condition: { ArnLike: { "aws:PrincipalArn": ARNS } } })];
    expect(answerOf({ Principal: { AWS: ACCOUNT }, Action: "s3:*" }, fence)).toMatchObject({
      verdict: "refuted",
      witness: { principal: { arn: expect.stringContaining(":federated-user/") as unknown } },
    });
  });

  it("are those whom an endpoint policy names, which AWS reads in its own way", () => {
    const named = policy("endpoint", deny({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reader` } }));
    expect(
      proveDenied(named, {
        Condition: { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/reader` } },
      }),
    ).toMatchObject({ verdict: "unknown" });
  });
});

describe("wildcards of a Resource", () => {
  const QUEUE = "arn:aws:sqs:eu-west-1:222211111111:q";
  it.each<readonly [string, Verdict, string]>([
    ["a star that does not end its part may not cross a colon", "unknown", "arn:aws:sqs:*1111:q"],
    ["a question mark may not stand for a colon", "unknown", "arn:aws:sqs:eu-west-1?222211111111:q"],
    ["a star that ends its part goes on", "proved", "arn:aws:sqs:*:q"],
    ["a star within its part matches", "proved", "arn:aws:sqs:eu-*-1:2222*1:q"],
    ["a question mark within its part matches", "proved", "arn:aws:sqs:eu-west-?:222211111111:q"],
    ["two stars at the end are one", "proved", "arn:aws:sqs:**:q"],
    ["what does not match at all does not", "refuted", "arn:aws:sqs:*9999:q"],
  ])("%s: %s", (_name, verdict, Resource) => {
    const answer = answerOf({ Action: "sqs:SendMessage", Resource: QUEUE }, [deny({ Resource })]);
    expect(answer).toMatchObject({ verdict });
    if (answer.verdict === "unknown") expect(answer.reasons.join()).toContain("beyond a colon");
  });
});
