import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  AlarmTopic,
  applyGuardrails,
  CustomerManagedKey,
  EncryptedBucket,
  FaceLiveness,
  FaceVerification,
  PrivateEndpoints,
} from "cdktf-rekognition-guardrails/constructs";

// A bank's identity check: a living face is compared with the one on file. The functions run in the bank's own network, reach
// Rekognition, S3 and nothing else by private endpoints, and speak to endpoints of validated cryptography (FIPS 140) only. The faces'
// objects are reached from that network and nowhere else.
const ACCOUNT = "444455556666";
const VPC = "vpc-0a1b2c3d4e5f60718";
const vpc = {
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
  securityGroupIds: ["sg-0a1b2c3d4e5f60718"],
} as const;

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, "identity-check");
new AwsProvider(stack, "aws", { region: "us-east-1", allowedAccountIds: [ACCOUNT] });

const key = new CustomerManagedKey(stack, "Key", { aliases: ["identity-check"] });
const bucket = new EncryptedBucket(stack, "Faces", {
  bucketName: `identity-check-faces-${ACCOUNT}`,
  key,
  retentionDays: 90,
  retentionDaysByPrefix: { "probes/": 7, "liveness/": 7 },
  onlyThroughVpcIds: [VPC],
});
const alarmTopic = new AlarmTopic(stack, "Alarms", { topicName: "identity-check-alarms", key });
const shared = { namePrefix: "identity-check", bucket, alarmTopic, fips: true, vpc };

const liveness = new FaceLiveness(stack, "Liveness", { ...shared, minimumConfidence: 90 });
const check = new FaceVerification(stack, "Check", {
  ...shared,
  similarityThreshold: 99.5,
  liveness: { minimumConfidence: 90 },
});
new PrivateEndpoints(stack, "Endpoints", {
  vpcId: VPC,
  subnetIds: vpc.subnetIds,
  routeTableIds: ["rtb-0a1b2c3d4e5f60718"],
  clientSecurityGroupIds: vpc.securityGroupIds,
  callers: [
    check.verifyFace,
    check.enrollFace,
    check.eraseFace,
    liveness.createSession,
    liveness.readSession,
  ],
  bucketNames: [bucket.bucketName],
  systems: ["images", "liveness"],
  fips: true,
});

// Somebody else deploys the opt-out for the whole organization.
applyGuardrails(app, { externalOptOut: { policyId: "p-abcd123456", owner: "cloud platform team" } });
app.synth();
