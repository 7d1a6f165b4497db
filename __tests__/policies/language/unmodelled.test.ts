import fc from "fast-check";
import { parsePolicy, proveAllowsOnly, proveDenied, type Scopes } from "../../../policies/language";
import {
  ACCOUNT,
  BUCKET,
  denyStatement,
  document,
  OBJECTS,
  plainHttp,
  ref,
  type StatementJson,
} from "./support/cases";

const insecure = { Bool: { "aws:SecureTransport": "false" } };

/**
 * Changes to a statement that is needed for the proof, each outside what is modelled: the honest answer is *unknown*, a parse fault, or a
 * refutation that holds anyway; a proof would rest on a guess.
 */
const PRINCIPALS: readonly unknown[] = [
  { Federated: "cognito-identity.amazonaws.com" },
  { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/x` },
  { CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
  { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/session` },
  { AWS: `arn:aws:sts::${ACCOUNT}:federated-user/reader` },
  { AWS: "AIDAEXAMPLEEXAMPLEEX" },
  { AWS: `arn:aws:iam::${ACCOUNT}:group/readers` },
  { AWS: "arn:aws:iam::*:root" },
  { AWS: ref("aws:PrincipalArn") },
  { AWS: ref("var.principal") },
  { Service: "*" },
  { Everyone: "*" },
  ref("var.principal"),
];
const CONDITIONS: readonly unknown[] = [
  { BoolIfExists: { "aws:SecureTransport": ref("var.secure") } },
  { Bool: { "aws:SecureTransport": ref("aws:SecureTransport") } },
  { Bool: { [ref("var.key")]: "false" } },
  { Bool: { "aws:SecureTransport": "FALSE" } },
  { Boolean: { "aws:SecureTransport": "false" } },
  { "ForSomeValue:Bool": { "aws:SecureTransport": "false" } },
  { NumericEquals: { "aws:SecureTransport": 0 } },
  { ArnEquals: { "aws:SecureTransport": "arn:aws:s3:::x" } },
  { BinaryEqualsIfExists: { "aws:SecureTransport": "ZmFsc2U=" } },
  { ...insecure, BinaryEqualsIfExists: { "aws:userid": "eA==" } },
  { ...insecure, StringNotEqualsIfExists: { "aws:username": ref("aws:PrincipalTag/name") } },
  { ...insecure, StringLikeIfExists: { "aws:TagKeys": "*" } },
  { ...insecure, ArnLikeIfExists: { "aws:SourceArn": "*" } },
  { ...insecure, NumericLessThanIfExists: { "aws:userid": "5" }, StringLikeIfExists: { "aws:userid": "*" } },
  { ...insecure, StringNotEqualsIgnoreCaseIfExists: { "aws:userid": "\u0130" } },
  { ...insecure, StringNotEqualsIfExists: { "aws:userid": "\u{1F600}" } },
  { ...insecure, StringNotEqualsIfExists: { "aws:userid": "\uE000" } },
  { ...insecure, NumericEqualsIfExists: { "s3:max-keys": "0x10" } },
  { ...insecure, DateLessThanIfExists: { "aws:TokenIssueTime": "2026" } },
  { ...insecure, IpAddressIfExists: { "aws:SourceIp": ["::ffff:10.0.0.1", "0.0.0.0/0", "::/0"] } },
];
const ACTIONS: readonly unknown[] = [
  ref("var.action"),
  `s3:${ref("var.action")}`,
  [ref("aws:action")],
  "s3",
  "*:*",
  "s3:*:x",
  ["s3:Get*", "s3:\u0130*"],
  5,
];
const RESOURCES: readonly unknown[] = [
  ref("var.arn"),
  [BUCKET, `${BUCKET}/${ref("aws:username")}/*`],
  [BUCKET, `${BUCKET}/${ref("aws:username, 'x'")}*`],
  [BUCKET, `${BUCKET}/${ref("*")}`],
  [BUCKET, `${ref("join")}/*`],
  `arn:aws:s3:::${ref("var.bucket")}*`,
  "s3://faces/*",
  ["arn:aws:s3:faces", "arn:aws:s3:faces/*"],
  [BUCKET, `${BUCKET}/${ref("unclosed").slice(0, -1)}`],
];

const change: fc.Arbitrary<StatementJson> = fc.oneof(
  fc.constantFrom(...PRINCIPALS).map((Principal) => ({ Principal })),
  fc.constantFrom(...PRINCIPALS).map((NotPrincipal) => ({ Principal: undefined, NotPrincipal })),
  fc.constantFrom(...CONDITIONS).map((Condition) => ({ Condition })),
  fc.constantFrom(...ACTIONS).map((Action) => ({ Action })),
  fc.constantFrom(...RESOURCES).map((Resource) => ({ Resource })),
  fc.constantFrom("Elements", "condition", "NotCondition", "__proto__x").map((name) => ({ [name]: {} })),
);

/** Statements that change nothing about the need for the changed one. */
const beside: fc.Arbitrary<readonly StatementJson[]> = fc.subarray([
  denyStatement({ Condition: insecure, Resource: BUCKET }),
  denyStatement({ Condition: insecure, Principal: { AWS: ACCOUNT } }),
  denyStatement({ Effect: "Allow" }),
  denyStatement({ Condition: { ...insecure, StringEquals: { "aws:SourceVpce": "vpce-1" } } }),
  denyStatement({ Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }),
]);

const askedOf: Scopes = { ...plainHttp, Resource: [BUCKET, OBJECTS] } as Scopes;

describe("policies outside the modelled forms", () => {
  it("are never proved to deny", () => {
    const verdicts = new Map<string, number>();
    fc.assert(
      fc.property(change, beside, (changes, others) => {
        const parsed = parsePolicy(
          document([...others, denyStatement({ Condition: insecure, ...changes })]),
          { kind: "resource" },
        );
        const verdict = parsed.ok ? proveDenied(parsed.policy, askedOf).verdict : "fault";
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
        expect(verdict).not.toBe("proved");
      }),
      { numRuns: 600 },
    );
    expect(verdicts.get("unknown") ?? 0).toBeGreaterThan(50);
    expect(verdicts.get("fault") ?? 0).toBeGreaterThan(25);
  });

  it("are never proved to allow nothing else", () => {
    fc.assert(
      fc.property(change, beside, (changes, others) => {
        const allow = denyStatement({ Effect: "Allow", Condition: insecure, ...changes });
        const parsed = parsePolicy(
          document([...others.filter(({ Effect }) => Effect === "Deny" && false), allow]),
          { kind: "resource" },
        );
        if (!parsed.ok) return;
        // Nothing that a statement of unmodelled reach allows is inside an envelope that is beside it.
        const verdict = proveAllowsOnly(parsed.policy, {
          Action: "sqs:SendMessage",
          Principal: { AWS: "999900001111" },
        }).verdict;
        expect(verdict).not.toBe("proved");
      }),
      { numRuns: 600 },
    );
  });
});
