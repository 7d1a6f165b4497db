import {
  AiServicesOptOutPolicy,
  CustomerManagedKey,
  type FaceCollection,
  LeastPrivilegeRole,
} from "../../../constructs";
import { lambdaTrustPolicy } from "../../../policies/documents";
import { guardrailsMatchers } from "../../../policies/jest";
import { policyOf as parsed, type Scope } from "../../../policies/language";
import { judged, spokenAgainst, withAttributes, withText } from "../../support/judged";
import {
  KEY_ARN,
  policyOf,
  type StackConfiguration,
  statementOf,
  synthStack,
  theOnly,
} from "../../support/synth";
import { BUCKET, COLLECTION, documentOf, functionArn, make, synthDoor, via } from "./support";

expect.extend(guardrailsMatchers);

const byDefault = synthDoor();

/** What every function does besides its work, of which other tests speak. */
const CHORES: readonly Scope[] = [
  { Action: ["logs:*", "xray:*", "sqs:SendMessage"] },
  { Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: KEY_ARN, Condition: via("sqs", "lambda") },
];
const TELL_MISSING: Scope = { Action: "s3:ListBucket", Resource: BUCKET };
const READ_MEMBERS: Scope = {
  Action: ["s3:GetObject", "s3:GetObjectVersion"],
  Resource: `${BUCKET}/members/*`,
};
const decrypt = (...services: readonly string[]): Scope => ({
  Action: "kms:Decrypt",
  Resource: KEY_ARN,
  Condition: via(...services),
});
const WORK: Readonly<Record<string, readonly Scope[]>> = {
  IndexFace: [
    { Action: ["rekognition:IndexFaces", "rekognition:DeleteFaces"], Resource: COLLECTION },
    { Action: "rekognition:DetectFaces" },
    READ_MEMBERS,
    TELL_MISSING,
    decrypt("s3", "rekognition"),
  ],
  IdentifyFace: [
    { Action: "rekognition:SearchFacesByImage", Resource: COLLECTION },
    { Action: "rekognition:DetectFaces" },
    READ_MEMBERS,
    TELL_MISSING,
    decrypt("s3"),
  ],
  ReconcileCollection: [
    { Action: ["rekognition:ListFaces", "rekognition:DeleteFaces"], Resource: COLLECTION },
    {
      Action: "s3:ListBucketVersions",
      Resource: BUCKET,
      Condition: { StringLike: { "s3:prefix": "members/*" } },
    },
  ],
};

describe("FaceCollection: roles", () => {
  describe.each(Object.entries(WORK))("that of %s", (id, work) => {
    const policy = parsed(documentOf(byDefault, id), { kind: "identity" });

    it.each(work.map((scope) => [JSON.stringify(scope.Action), scope] as const))("lets it %s", (_, scope) => {
      expect(policy).toAllow(scope);
    });

    it("lets it do nothing else, and needs each of it", () => {
      expect(policy).toAllowOnly([...work, ...CHORES]);
      for (const [index] of work.entries())
        expect(policy).not.toAllowOnly([...work.filter((_, other) => other !== index), ...CHORES]);
    });
  });

  it.each([
    ["IndexFace", "IndexFaceVectors", { Resource: "*" }],
    ["IndexFace", "UnindexFaceVectors", { Action: ["rekognition:DeleteFaces", "rekognition:ListFaces"] }],
    ["IdentifyFace", "SearchFaceVectors", { Resource: COLLECTION.replace("door-members", "*") }],
    ["IdentifyFace", "ReadFaces", { Resource: `${BUCKET}/*` }],
    ["ReconcileCollection", "EraseFaceVectors", { Action: "rekognition:*Faces" }],
    ["ReconcileCollection", "ListVersionsFaces", { Condition: {} }],
  ])("would be too wide: that of %s with another %s: %j", (id, sid, change) => {
    const document = documentOf(byDefault, id);
    const changed = { ...statementOf(document, sid), ...change };
    const Statement = document.Statement.map((each) => (each.Sid === sid ? changed : each));
    expect(parsed({ ...document, Statement }, { kind: "identity" })).not.toAllowOnly([
      ...(WORK[id] ?? []),
      ...CHORES,
    ]);
  });

  const GRANTS: readonly (readonly [
    string,
    (door: FaceCollection, role: LeastPrivilegeRole) => void,
    Scope,
  ])[] = [
    [
      "index",
      (door, role) => door.grantIndex(role),
      { Action: "rekognition:IndexFaces", Resource: COLLECTION },
    ],
    [
      "search",
      (door, role) => door.grantSearch(role),
      { Action: "rekognition:SearchFacesByImage", Resource: COLLECTION },
    ],
    [
      "delete",
      (door, role) => door.grantDelete(role),
      { Action: ["rekognition:ListFaces", "rekognition:DeleteFaces"], Resource: COLLECTION },
    ],
    [
      "index by the function",
      (door, role) => door.grantIndexByFunction(role),
      { Action: "lambda:InvokeFunction", Resource: functionArn("index-face") },
    ],
    [
      "identify",
      (door, role) => door.grantIdentify(role),
      { Action: "lambda:InvokeFunction", Resource: functionArn("identify-face") },
    ],
    [
      "reconcile",
      (door, role) => door.grantReconcile(role),
      { Action: "lambda:InvokeFunction", Resource: functionArn("reconcile-collection") },
    ],
  ];
  const callers = synthStack((stack) => {
    const door = make({}, stack);
    for (const [name, grant] of GRANTS) {
      const roleName = `to ${name}`.replaceAll(" ", "-");
      grant(door, new LeastPrivilegeRole(stack, roleName, { roleName, trustPolicy: lambdaTrustPolicy }));
    }
  });

  it.each(GRANTS)("lets a caller %s, and nothing else", (name, _grant, scope) => {
    const path = `${`to ${name}`.replaceAll(" ", "-")}/Policy`;
    const policy = parsed(policyOf(theOnly(callers, "aws_iam_role_policy", path)), { kind: "identity" });
    expect(policy).toAllow(scope);
    expect(policy).toAllowOnly([scope]);
  });
});

describe("FaceCollection: controls", () => {
  const door = synthStack((stack) => {
    const key = new CustomerManagedKey(stack, "Key", { aliases: ["door"] });
    new AiServicesOptOutPolicy(stack, "OptOut", { targetIds: ["r-abcd"] });
    make({}, stack, key);
  });

  it("passes them all, with no waiver", () => {
    expect(spokenAgainst(door)).toEqual([]);
    const passed = judged(door)
      .filter(({ verdict, subject }) => verdict === "pass" && subject?.includes("Door_"))
      .map(({ control }) => control.slice(4));
    for (const control of [
      "ACCESS-05",
      "ACCESS-08",
      "REST-12",
      "REST-13",
      "VERIFY-01",
      "DETECT-03",
      "DETECT-05",
    ])
      expect(passed).toContain(control);
  });

  it.each<readonly [string, string, () => StackConfiguration]>([
    [
      "indexing in every collection",
      "ACCESS-05 fail \\S+Door_IndexFace",
      () => withText(door, "aws_iam_role_policy", "IndexFace/Role/Policy", "policy", COLLECTION, "*"),
    ],
    [
      "searching every collection",
      "ACCESS-05 fail \\S+Door_IdentifyFace",
      () =>
        withText(
          door,
          "aws_iam_role_policy",
          "IdentifyFace/Role/Policy",
          "policy",
          "collection/door-members",
          "collection/*",
        ),
    ],
    [
      "everything of Rekognition",
      "ACCESS-04 fail \\S+Door_Reconcile",
      () =>
        withText(
          door,
          "aws_iam_role_policy",
          "ReconcileCollection/Role/Policy",
          "policy",
          '["rekognition:ListFaces","rekognition:DeleteFaces"]',
          '"rekognition:*"',
        ),
    ],
    [
      "pictures of every bucket",
      "ACCESS-07 fail \\S+Door_IndexFace",
      () =>
        withText(door, "aws_iam_role_policy", "IndexFace/Role/Policy", "policy", `${BUCKET}/members/*`, "*"),
    ],
    [
      "a low threshold",
      "VERIFY-01 fail \\S+Door_IdentifyFace",
      () =>
        withAttributes(door, "aws_lambda_function", "IdentifyFace/Function", {
          environment: { variables: { SIMILARITY_THRESHOLD: "80" } },
        }),
    ],
    [
      "a function that every rule of every account may invoke",
      "ACCESS-08 fail \\S+Door_",
      () =>
        withAttributes(door, "aws_lambda_permission", "", {
          source_arn: undefined,
          source_account: undefined,
        }),
    ],
    [
      "an alarm that tells nobody",
      "DETECT-03 fail \\S+Door_IndexFace",
      () =>
        withAttributes(door, "aws_cloudwatch_metric_alarm", "IndexFace/ErrorAlarm", { alarm_actions: [] }),
    ],
  ])("fails with %s", (_name, found, mutant) => {
    expect(spokenAgainst(mutant())).toContainEqual(expect.stringMatching(new RegExp(`^RKG-${found}`)));
  });
});
