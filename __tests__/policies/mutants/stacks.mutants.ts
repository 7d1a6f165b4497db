import { readSettings } from "../../../constructs/settings/settings";
import { buildApp } from "../../../main";
import { readSynth } from "../../../policies/configuration/synth/read-synth";
import { review } from "../../../policies/review/review";
import { synthApp } from "../../support/synth";
import { type Stacks, stackMutants } from "./stack-mutants";
import { UNDEMANDED } from "./undemanded";

const app = (settings: object): Stacks =>
  synthApp((scope) =>
    buildApp(
      readSettings({
        region: "us-east-1",
        accounts: { management: "111122223333", workload: "444455556666" },
        optOut: { targets: ["r-abcd"] },
        ...settings,
      }),
      scope,
    ),
  );
const judge = (mutant: Stacks) =>
  review(
    readSynth(
      Object.entries(mutant).map(([name, json]) => ({ name, path: name, json })),
      { path: "cdktf.out" },
    ),
    { today: "2026-11-25" },
  );

/** The app as it is, all of it; of the systems beside it, what that does not have already. */
const APPS: readonly (readonly [string, object, RegExp])[] = [
  [
    "the app",
    {
      administrators: ["arn:aws:iam::444455556666:role/administrator"],
      access: { uploaders: ["arn:aws:iam::444455556666:role/enrolment"] },
      alarms: { email: "desk@example.com" },
    },
    // One function of three: the others are made the same way, but for their roles.
    /^(?!.*Verification_(EnrollFace|EraseFace)_(?!Role_Policy))/,
  ],
  [
    "an HTTP API, private endpoints",
    {
      verification: { frontDoor: { kind: "http-api", authorizer: { kind: "iam" } } },
      network: {
        vpcId: "vpc-0123456789abcdef0",
        subnetIds: ["subnet-0123456789abcdef0"],
        securityGroupIds: ["sg-0123456789abcdef0"],
      },
    },
    /_FrontDoor_|_PrivateEndpoints_|\.PrivateEndpoints_|policy: DenyOtherNetworks/,
  ],
  [
    "collection and liveness",
    { systems: { verification: false, collection: true, liveness: true } },
    /aws_rekognition_|_Role_Policy_|_Daily_|environment\.variables\.(COLLECTION|LIVENESS|SIMILARITY)/,
  ],
  [
    "stored and live video",
    { systems: { verification: false, collection: true, storedVideo: true, liveVideo: true } },
    /LiveVideo_|StoredVideo_(NotificationRole|Finished|Messages|Mapping)|(Start|Take)FaceSearch_Role_Policy|event_source_mapping/,
  ],
  [
    "Custom Labels",
    {
      systems: { verification: false, customLabels: true },
      consoleBucket: {
        name: "custom-labels-console-us-east-1-0123456789",
        users: ["arn:aws:iam::444455556666:role/labeller"],
      },
    },
    /aws_rekognition_|_Role_Policy_|ConsoleBucket_/,
  ],
];

describe("The controls on our own stacks", () => {
  const used = new Set<string>();
  const catching = new Map<string, number>();

  it.each(APPS)("pass, and catch every mutant of what they demand: %s", (name, settings, chosen) => {
    const stacks = app(settings);
    expect(
      judge(stacks).results.filter(({ verdict }) => verdict !== "pass" && verdict !== "not-applicable"),
    ).toEqual([]);
    const survivors: string[] = [];
    let caught = 0;
    let undemanded = 0;
    for (const { name: mutation, stacks: mutant } of stackMutants(stacks, chosen)) {
      const findings = judge(mutant).results.filter(
        ({ verdict }) => verdict === "fail" || verdict === "unknown",
      );
      const excuse = UNDEMANDED.find(({ mutants }) => mutants.test(mutation));
      if (findings.length > 0) {
        caught += 1;
        for (const id of new Set(findings.map(({ control }) => control)))
          catching.set(id, (catching.get(id) ?? 0) + 1);
      } else if (excuse === undefined) survivors.push(mutation);
      else {
        used.add(excuse.why);
        undemanded += 1;
      }
    }
    process.stdout.write(
      `${name}: ${caught} of ${caught + survivors.length} mutants caught; ${undemanded} more change nothing that is promised\n`,
    );
    expect(survivors).toEqual([]);
    expect(caught).toBeGreaterThan(10);
  });

  it("need every excuse, and say who caught what", () => {
    process.stdout.write(
      `${[...catching]
        .sort()
        .map(([id, count]) => `  ${id} ${count}`)
        .join("\n")}\n`,
    );
    expect(UNDEMANDED.filter(({ why }) => !used.has(why))).toEqual([]);
  });
});
