import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AiServicesOptOutPolicy,
  AlarmTopic,
  CustomerManagedKey,
  EncryptedBucket,
  PrivateEndpoints,
  VerificationLambda,
} from "../../constructs";
import { compareFacesStatement } from "../../policies/documents";
import { judged } from "../support/judged";
import { policyOf, synthStack, theOnly } from "../support/synth";

const VPC = "vpc-0a1b2c3d";
const SUBNETS = ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] as const;
const CLIENTS = "sg-0a1b2c3d";

describe("A function, its bucket and its endpoints in one VPC", () => {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  const path = join(folder, "code.zip");
  writeFileSync(path, "not really a zip");
  const stack = synthStack((scope) => {
    const key = new CustomerManagedKey(scope, "Key", { aliases: ["faces"] });
    new AiServicesOptOutPolicy(scope, "OptOut", { targetIds: ["r-abcd"] });
    const alarmTopic = new AlarmTopic(scope, "Alarms", { topicName: "alarms", key });
    const faces = new EncryptedBucket(scope, "Faces", { bucketName: "faces", key, onlyThroughVpcIds: [VPC] });
    const verify = new VerificationLambda(scope, "Verify", {
      functionName: "verify",
      bundle: { path, handler: "index.handler" },
      key,
      alarmTopic,
      vpc: { subnetIds: SUBNETS, securityGroupIds: [CLIENTS] },
      environmentVariables: { SIMILARITY_THRESHOLD: "99" },
      statements: [compareFacesStatement],
    });
    faces.grantRead(verify, { prefixes: ["members/"], viaServices: ["s3", "rekognition"] });
    new PrivateEndpoints(scope, "Private", {
      vpcId: VPC,
      subnetIds: SUBNETS,
      callers: [verify],
      clientSecurityGroupIds: [CLIENTS],
      bucketNames: [faces.bucketName],
      key,
    });
  });
  const rekognition = theOnly(stack, "aws_vpc_endpoint", "/Rekognition");
  afterAll(() => rmSync(folder, { recursive: true }));

  const failing = (json: unknown) =>
    judged(json)
      .filter(({ verdict }) => verdict === "fail" || verdict === "unknown")
      .map(({ control, verdict }) => `${control} ${verdict}`);
  const verdictsOf = (control: string) =>
    judged(stack)
      .filter((result) => result.control === control && result.verdict !== "not-applicable")
      .map(({ verdict }) => verdict);

  it("passes every control, with no waiver", () => {
    expect(judged(stack).filter(({ verdict }) => verdict !== "pass" && verdict !== "not-applicable")).toEqual(
      [],
    );
    expect(verdictsOf("RKG-TRANSIT-05")).toEqual(["pass"]);
    expect(verdictsOf("RKG-TRANSIT-06")).toEqual(["pass"]);
  });

  /** The stack with one text in it replaced; fails where it is not there. */
  const changed = (from: string | RegExp, to: string): unknown => {
    const text = JSON.stringify(stack);
    const mutant = text.replace(from, to);
    if (mutant === text) throw new Error(`nothing in the stack is ${from}`);
    return JSON.parse(mutant);
  };
  /** One attribute of the endpoint of Rekognition changed, or taken away. */
  const withEndpoint = (change: Readonly<Record<string, unknown>>): unknown => {
    const { address } = rekognition;
    const [type = "", id = ""] = address.split(".");
    const ofType = stack.resource?.[type];
    return {
      ...stack,
      resource: { ...stack.resource, [type]: { ...ofType, [id]: { ...ofType?.[id], ...change } } },
    };
  };
  const FULL_ACCESS = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
  });
  const withoutCallers = policyOf(rekognition).Statement.map(
    ({ Condition: _condition, ...statement }) => statement,
  );

  it.each<readonly [string, string, () => unknown]>([
    ["the policy of full access", "RKG-TRANSIT-05", () => withEndpoint({ policy: FULL_ACCESS })],
    ["no policy", "RKG-TRANSIT-05", () => withEndpoint({ policy: undefined })],
    [
      "no condition on callers",
      "RKG-TRANSIT-05",
      () => withEndpoint({ policy: JSON.stringify({ Version: "2012-10-17", Statement: withoutCallers }) }),
    ],
    ["private DNS off", "RKG-TRANSIT-05", () => withEndpoint({ private_dns_enabled: false })],
    ["private DNS left out", "RKG-TRANSIT-05", () => withEndpoint({ private_dns_enabled: undefined })],
    [
      "a deny of other VPCs that spares no service",
      "RKG-TRANSIT-06",
      () => changed(/,\\"BoolIfExists\\":\{[^}]*\}/, ""),
    ],
    [
      "a deny that spares services acting for themselves only",
      "RKG-TRANSIT-06",
      () => changed(',\\"aws:ViaAWSService\\":\\"false\\"', ""),
    ],
  ])("fails with %s", (_name, control, mutant) => {
    expect(failing(mutant())).toEqual([`${control} fail`]);
  });
});
