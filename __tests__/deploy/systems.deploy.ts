import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import {
  AlarmTopic,
  EncryptedBucket,
  FaceCollection,
  FaceLiveness,
  FaceVerification,
  VideoAnalysis,
  VideoStreamProcessor,
} from "../../constructs";
import { FakeAws, FakeWorld } from "../support/fake-aws";
import { awsStack, knownKey } from "../support/synth";
import { Deployment } from "./deployment";
import { findingsIn } from "./judge";
import { LOCAL_ACCOUNT } from "./local-aws";
import { changes, unknownLinks, unknownPolicies } from "./plan";
import { type AwsClients, connect, emptyBucket, leftovers, stopAccessLogging } from "./readback";
import { removeTemporaryFolders, temporaryFolder } from "./synthesize";
import type { Terraform } from "./terraform";

const REGION = "eu-west-1";
const FACES = `systems-faces-${LOCAL_ACCOUNT}`;
const VIDEOS = `systems-videos-${LOCAL_ACCOUNT}-${REGION}`;

/** A stream that is there already: moto makes some, but lists no tags of theirs, which the provider asks for. */
const camera = (name: string) => ({
  streamName: `systems-${name}`,
  streamArn: `arn:aws:kinesisvideo:${REGION}:${LOCAL_ACCOUNT}:stream/systems-${name}/1598784211076`,
});

/** Every system that is about faces, in one stack. @param authorities The file with the authority of the fake's certificate. */
function synthesize(authorities: string): string {
  const outdir = temporaryFolder();
  const app = new App({ outdir, stackTraces: false });
  const stack = awsStack(app, "systems");
  stack.addOverride("provider.aws.0.custom_ca_bundle", authorities);
  const key = knownKey(stack);
  const alarmTopic = new AlarmTopic(stack, "Alarms", { topicName: "systems-alarms", key });
  const bucket = new EncryptedBucket(stack, "Faces", { bucketName: FACES, key });
  const shared = { namePrefix: "systems", bucket, alarmTopic };
  const { collectionId } = new FaceCollection(stack, "Collection", shared);
  new FaceLiveness(stack, "Liveness", shared);
  new FaceVerification(stack, "Desk", {
    ...shared,
    liveness: {},
    collectionId,
    frontDoor: {
      kind: "http-api",
      authorizer: { kind: "jwt", issuer: "https://login.example.org", audience: ["desk"] },
    },
  });
  new VideoAnalysis(stack, "Stored", { namePrefix: "systems", key, alarmTopic, collectionId });
  new VideoStreamProcessor(stack, "Door", {
    processorName: "systems-door",
    key,
    input: camera("door"),
    faceSearch: { collectionId },
  });
  new VideoStreamProcessor(stack, "Porch", {
    processorName: "systems-porch",
    key,
    input: camera("porch"),
    connectedHome: { labels: ["PERSON"], bucket },
  });
  app.synth();
  return join(outdir, "stacks", "systems");
}

describe("Faces' systems, deployed", () => {
  const world = new FakeWorld({ accountId: LOCAL_ACCOUNT, region: REGION });
  let rekognition: FakeAws;
  let deployment: Deployment;
  let aws: AwsClients;
  let systems: Terraform;
  const step = (name: string, work: () => Promise<void>) => Deployment.step(name, () => deployment, work);

  beforeAll(async () => {
    rekognition = await FakeAws.start({ world });
    const authorities = join(temporaryFolder(), "authorities.pem");
    writeFileSync(authorities, rekognition.certificateAuthority);
    const folder = synthesize(authorities);
    deployment = await Deployment.start(folder, { rekognitionEndpoint: rekognition.endpoint });
    aws = connect(deployment.aws.endpoint, REGION);
    systems = deployment.stack(folder).terraform;
  });

  afterAll(async () => {
    aws?.destroy();
    await deployment?.stop();
    await rekognition?.stop();
    removeTemporaryFolders();
  });

  step("shows every policy in a first plan, which passes the controls", async () => {
    await systems.init();
    const plan = await systems.plan();
    expect(unknownPolicies(plan)).toEqual([]);
    // What AWS invents: the id of the API.
    expect(unknownLinks(plan).map((link) => link.replace(/_[0-9A-F]{8}/, ""))).toEqual([
      "aws_lambda_permission.Desk_FrontDoor_Permission1.source_arn",
      "aws_lambda_permission.Desk_FrontDoor_Permission2.source_arn",
      "aws_lambda_permission.Desk_FrontDoor_Permission3.source_arn",
    ]);
    // The opt-out is another stack's.
    const found = findingsIn({ systems: plan }).filter(({ control }) => !/-OPTOUT-/.test(control));
    expect(found).toEqual([]);
  });

  step("makes collection and stream processors, with no data shared", async () => {
    await systems.apply();
    expect([...world.collections.keys()]).toEqual(["systems-members"]);
    expect([...world.streamProcessors.keys()].sort()).toEqual(["systems-door", "systems-porch"]);
  });

  step("sees no change once applied, but what moto never returns", async () => {
    const wanted = changes(await systems.plan());
    // moto writes a redrive policy with spaces, and keeps no tags of Kinesis streams.
    expect(
      new Set(wanted.map(({ address, attributes }) => `${address.split(".")[0]} ${attributes}`)),
    ).toEqual(
      new Set([
        "aws_kinesis_stream tags.guardrails:role,tags_all.guardrails:role",
        "aws_lambda_function kms_key_arn,logging_config",
        "aws_sqs_queue redrive_policy",
      ]),
    );
  });

  step("is destroyed, with nothing left", async () => {
    for (const name of [FACES, VIDEOS]) await stopAccessLogging(aws.s3, name);
    for (const name of [FACES, VIDEOS, `${FACES}-logs`, `${VIDEOS}-logs`]) await emptyBucket(aws.s3, name);
    await systems.destroy();
    expect(await systems.stateAddresses()).toEqual([]);
    expect([world.collections.size, world.streamProcessors.size]).toEqual([0, 0]);
    expect(await leftovers(aws)).toEqual([]);
  });
});
