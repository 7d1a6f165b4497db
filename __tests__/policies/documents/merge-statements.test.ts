import type { ResourceStatement } from "../../../policies/documents";
import { mergeStatements } from "../../../policies/documents/merge-statements";

const ACCOUNT = "123456789012";
const OWN: ResourceStatement = {
  Sid: "Own",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
};
const statement = (changes: object): ResourceStatement =>
  Object.assign<ResourceStatement, object>({ ...OWN, Sid: "Theirs", Effect: "Allow" }, changes);
const merge = (changes: object, accountId?: string) =>
  mergeStatements([OWN], [statement(changes)], accountId);

describe("mergeStatements", () => {
  it.each([[null], [5], ["statement"]])("refuses %j, which is no statement", (theirs) => {
    expect(() => mergeStatements([OWN], [theirs as unknown as ResourceStatement])).toThrow(
      "a statement must be an object",
    );
  });

  it.each([
    [{ Principal: null }, "must have a `Principal`"],
    [{ Principal: {} }, "must have a `Principal`"],
    [{ Principal: "somebody" }, "must have a `Principal`"],
    [{ Principal: { AWS: [] } }, "must have a `Principal`"],
    [{ Principal: { AWS: [5] } }, "must have a `Principal`"],
    [{ Principal: { CanonicalUser: "abc" } }, "must have a `Principal`"],
    [{ Principal: { Service: "*" } }, "no wildcard"],
    [{ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/*` } }, "no wildcard"],
    [{ Resource: "" }, "must name its `Resource`"],
    [{ Principal: { AWS: "*" } }, "must not allow everyone"],
    [
      { Principal: { AWS: [ACCOUNT, "*"] }, Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } },
      "must not allow everyone",
    ],
    [{ Condition: { StringEquals: { "aws:PrincipalOrgID": [] } } }, "must not allow everyone"],
  ])("refuses %j", (changes, message) => {
    expect(() => merge(changes, ACCOUNT)).toThrow(message);
  });

  it.each([
    [{ Principal: { Service: "cloudtrail.amazonaws.com" } }],
    [{ Principal: { AWS: ACCOUNT } }],
    [{ Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`], Service: "lambda.amazonaws.com" } }],
    [{ Principal: { AWS: "AROAEXAMPLEID" } }],
    [{ Effect: "Deny", Principal: { AWS: "999999999999" } }],
    [{ Condition: { StringEquals: { "aws:principalorgid": "o-abcdefghij" } } }],
    [{ Condition: { ArnLike: { "aws:PrincipalArn": "${aws_iam_role.reader.arn}" } } }],
  ])("takes %j", (changes) => {
    expect(merge(changes, ACCOUNT).map(({ Sid }) => Sid)).toEqual(["Own", "Theirs"]);
  });

  it("judges no account where none is given", () => {
    expect(() => merge({ Principal: { AWS: "999999999999" } })).not.toThrow();
    expect(() => merge({ Principal: { AWS: "999999999999" } }, ACCOUNT)).toThrow(
      "must not allow anybody outside the account",
    );
  });
});
