import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Token } from "cdktf";
import { LeastPrivilegeRole, type LeastPrivilegeRoleProps } from "../../../constructs";
import {
  type IdentityStatement,
  lambdaTrustPolicy,
  type TrustPolicy,
  type TrustStatement,
} from "../../../policies/documents";
import { guardrailsMatchers } from "../../../policies/jest";
import {
  awsStack,
  errorOf,
  faultsOf,
  normalized,
  policyOf,
  sids,
  synthStack,
  theOnly,
  untyped,
  validationErrorOf,
  wrongProps,
} from "../../support/synth";

expect.extend(guardrailsMatchers);

const READ: IdentityStatement = {
  Sid: "Read",
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::faces/*",
};
const make = (props: Partial<LeastPrivilegeRoleProps> = {}, stack = awsStack()) =>
  new LeastPrivilegeRole(stack, "Role", {
    roleName: "face-reader",
    trustPolicy: lambdaTrustPolicy,
    statements: [READ],
    ...props,
  });
const synthRole = (props: Partial<LeastPrivilegeRoleProps> = {}) => synthStack((stack) => make(props, stack));

const trust = (more: object) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Trust", Effect: "Allow", Action: "sts:AssumeRole", ...more }],
});

describe("LeastPrivilegeRole", () => {
  it("has a default form", () => {
    expect(normalized(synthRole())).toMatchSnapshot();
  });

  it("is known by name before it exists", () => {
    const role = make();
    expect([role.roleArn, role.grantName]).toEqual([
      "arn:aws:iam::123456789012:role/face-reader",
      "FaceReader",
    ]);
    expect(synthRole()).toHaveEvery("aws_iam_role", { name: "face-reader" });
  });

  it("takes a boundary and tags", () => {
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/path/Boundary";
    expect(synthRole({ permissionsBoundaryArn, tags: { team: "t" } })).toHaveEvery("aws_iam_role", {
      permissions_boundary: permissionsBoundaryArn,
      tags: { team: "t" },
    });
    expect(theOnly(synthRole(), "aws_iam_role").values).not.toHaveProperty("permissions_boundary");
  });

  it("holds what it is granted, also after it was made, each statement once", () => {
    const stack = synthStack((scope) => {
      const role = make({ statements: undefined }, scope);
      role.addToRolePolicy(READ);
      role.addToRolePolicy(READ, { ...READ, Sid: "More" });
    });
    expect(sids(policyOf(theOnly(stack, "aws_iam_role_policy")))).toEqual(["Read", "More"]);
  });

  it("numbers a Sid that another statement has", () => {
    const other = { ...READ, Action: "s3:PutObject" };
    const policy = policyOf(theOnly(synthRole({ statements: [READ, other, other] }), "aws_iam_role_policy"));
    expect(policy.Statement).toEqual([READ, { ...other, Sid: "Read2" }]);
  });

  it("refuses to stay empty at synth, because IAM refuses an empty policy", () => {
    expect(() => synthRole({ statements: [] })).toThrow(
      /\[stack\/Role\] the role must be granted something, got: no statement/,
    );
  });

  it("refuses a policy larger than 10,240 characters at synth", () => {
    const statements = Array.from({ length: 120 }, (_, index) => ({ ...READ, Sid: `Read${index}x` }));
    expect(() => synthRole({ statements })).toThrow(
      /\[stack\/Role\] the role's inline policy must have at most 10240 characters, got: \d{5}/,
    );
  });

  it.each([
    ["with a space", { Sid: "read it" }],
    ["with nothing in it", { Sid: "" }],
    ["of another script", { Sid: "読む" }],
    ["that is missing", { Sid: undefined }],
  ])("refuses a Sid %s, which IAM would refuse", (_what, more) => {
    const statement = untyped<IdentityStatement>({ ...READ, ...more });
    expect(faultsOf(() => make({ statements: [statement] }))).toEqual([
      expect.stringMatching(/^statements is refused: the `Sid`/),
    ]);
    expect(errorOf(() => make().addToRolePolicy(statement)).message).toContain("`Sid`");
  });

  it.each([
    ["*"],
    ["**"],
    ["*:*"],
    [["s3:GetObject", "*"]],
    ["rekognition:*"],
    ["KMS:*"],
    ["rekognition:?*"],
  ])("refuses to allow every action, of all or of one service (%j)", (Action) => {
    const statement = untyped<IdentityStatement>({ ...READ, Action });
    expect(faultsOf(() => make({ statements: [statement] }))).toEqual([
      expect.stringContaining("must name actions"),
    ]);
  });

  it("takes a Deny of every action", () => {
    const statement: IdentityStatement = { ...READ, Effect: "Deny", Action: "*" };
    expect(sids(policyOf(theOnly(synthRole({ statements: [statement] }), "aws_iam_role_policy")))).toEqual([
      "Read",
    ]);
  });

  it.each([
    ["everyone", { Principal: "*" }],
    ["every account", { Principal: { AWS: "*" } }],
    ["everyone over TLS", { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["any organization", { Principal: "*", Condition: { StringLike: { "aws:PrincipalOrgID": "o-*" } } }],
    [
      "everyone who is himself",
      { Principal: "*", Condition: { StringEquals: { "aws:PrincipalArn": "${aws:PrincipalArn}" } } },
    ],
    [
      "any role of any account",
      { Principal: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } } },
    ],
  ])("refuses to be taken on by %s", (_who, more) => {
    expect(
      faultsOf(() =>
        make({ trustPolicy: untyped<{ Version: "2012-10-17"; Statement: TrustStatement[] }>(trust(more)) }),
      ),
    ).toEqual([expect.stringMatching(/^trustPolicy is refused: .*everyone/s)]);
  });

  it.each(
    wrongProps([
      ["roleName", "", 'roleName must be a role name of 1 to 64 letters, digits and any of _+=,.@-, got: ""'],
      ["roleName", "with space", "roleName must be a role name"],
      ["roleName", "r".repeat(65), "roleName must be a role name"],
      ["roleName", "rôle", "roleName must be a role name"],
      ["roleName", 5, "roleName must be a role name"],
      [
        "roleName",
        Token.asString({ resolve: () => "late" }),
        "roleName must be known at synth, got: a token",
      ],
      ["permissionsBoundaryArn", "x", "permissionsBoundaryArn must be the ARN of a managed policy"],
      ["permissionsBoundaryArn", "arn:aws:iam::123456789012:role/x", "permissionsBoundaryArn must be"],
      [
        "statements",
        [{ ...READ, Effect: "allow" }],
        'must have the `Effect` "Allow" or "Deny", got: "allow"',
      ],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    [{ Action: undefined }, "must name its `Action`"],
    [{ Action: [] }, "must name its `Action`"],
    [{ Resource: undefined }, "must name its `Resource`"],
    [{ NotAction: "s3:DeleteBucket" }, "must hold only"],
    [{ Sid: "read it" }, "letters and digits"],
  ])("refuses a statement with %j", (change, message) => {
    const statement = untyped<IdentityStatement>({ ...READ, ...change });
    expect(faultsOf(() => make({ statements: [statement] }))).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    [{ NotPrincipal: { AWS: "arn:aws:iam::123456789012:root" } }, "must hold only"],
    [{ Principal: {} }, "must have a `Principal`"],
    [{ Principal: { Federated: "example.com" } }, "must have a `Principal`"],
    [{ Principal: { Service: "*" } }, "no wildcard"],
    [{ Principal: { AWS: "arn:aws:iam::*:root" } }, "no wildcard"],
  ])("refuses a trust policy with %j", (change, message) => {
    const trustPolicy = untyped<TrustPolicy>(trust(change));
    expect(faultsOf(() => make({ trustPolicy }))).toEqual([expect.stringContaining(message)]);
  });

  it("names all wrong props at once", () => {
    const error = validationErrorOf(() =>
      make({ roleName: "?", permissionsBoundaryArn: "x", statements: [untyped({})] }),
    );
    expect([error.constructPath, error.faults.map(({ prop }) => prop)]).toEqual([
      "stack/Role",
      ["roleName", "permissionsBoundaryArn", "statements"],
    ]);
  });

  it("leaves a boundary of another resource to Terraform", () => {
    const stack = synthStack((scope) => {
      make({ permissionsBoundaryArn: new S3Bucket(scope, "Other", {}).arn }, scope);
    });
    expect(stack).toHaveEvery("aws_iam_role", { permissions_boundary: "${aws_s3_bucket.Other.arn}" });
  });
});
