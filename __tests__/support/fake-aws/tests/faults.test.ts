/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { DescribeEffectivePolicyCommand } from "@aws-sdk/client-organizations";
import { CompareFacesCommand, ListFacesCommand } from "@aws-sdk/client-rekognition";
import { GetObjectCommand, HeadObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { compared, FakeAws, FakeWorld, type Fault, type Operation, randomNumbers, testImage } from "..";
import { type Clients, clientsOf, failureOf } from "./clients";

let aws: FakeAws;
let clients: Clients;

beforeAll(async () => {
  aws = await FakeAws.start();
});
beforeEach(() => {
  // A reset ends connections: clients that keep theirs would find out at their next call.
  aws.reset();
  clients = clientsOf(aws);
  aws.world = new FakeWorld();
  aws.world.createBucket("faces").put("members/ada", testImage({ faces: ["ada"] }));
});
afterEach(() => clients.destroy());
afterAll(() => aws.stop());

const image = { S3Object: { Bucket: "faces", Name: "members/ada" } };
const object = { Bucket: "faces", Key: "members/ada" };

function send(operation: Operation, abortSignal?: AbortSignal): Promise<object> {
  const options = abortSignal === undefined ? {} : { abortSignal };
  switch (operation) {
    case "CompareFaces":
      return clients.rekognition.send(
        new CompareFacesCommand({ SourceImage: image, TargetImage: image }),
        options,
      );
    case "DescribeEffectivePolicy":
      return clients.organizations.send(
        new DescribeEffectivePolicyCommand({ PolicyType: "AISERVICES_OPT_OUT_POLICY" }),
        options,
      );
    case "HeadObject":
      return clients.s3.send(new HeadObjectCommand(object), options);
    case "GetObject":
      return clients.s3.send(new GetObjectCommand(object), options).then(async ({ Body }) => {
        // The SDK's signal ends with the head of an answer; a reader of the body has to give up by itself.
        const body = Body as NodeJS.ReadableStream & { destroy(): void };
        abortSignal?.addEventListener("abort", () => body.destroy());
        return { text: await Body?.transformToString() };
      });
    default:
      return clients.s3.send(new ListObjectVersionsCommand({ Bucket: "faces" }), options);
  }
}

describe("a fault", () => {
  it.each<readonly [Operation, Fault, object]>([
    ["CompareFaces", "throttling", { name: "ThrottlingException", status: 400 }],
    ["CompareFaces", "internal-error", { name: "InternalServerError", status: 500 }],
    ["CompareFaces", "slow-down", { name: "ProvisionedThroughputExceededException", status: 400 }],
    ["CompareFaces", "reset", { code: "ECONNRESET" }],
    ["CompareFaces", "reset-after-applying", { code: "ECONNRESET" }],
    ["CompareFaces", "html", { name: "SyntaxError" }],
    ["CompareFaces", "cut-short", { name: "SyntaxError" }],
    ["DescribeEffectivePolicy", "throttling", { name: "TooManyRequestsException", status: 400 }],
    ["DescribeEffectivePolicy", "internal-error", { name: "ServiceException", status: 500 }],
    ["HeadObject", "throttling", { status: 503 }],
    ["HeadObject", "internal-error", { status: 500 }],
    ["HeadObject", "reset", { code: "ECONNRESET" }],
    ["ListObjectVersions", "throttling", { name: "SlowDown", status: 503 }],
    ["ListObjectVersions", "slow-down", { name: "SlowDown", status: 503 }],
    ["ListObjectVersions", "internal-error", { name: "InternalError", status: 500 }],
    ["ListObjectVersions", "reset", { code: "ECONNRESET" }],
    ["ListObjectVersions", "html", { status: 200 }],
    ["ListObjectVersions", "cut-short", { status: 200 }],
  ])("of %s, %s, is what its client sees", async (operation, fault, seen) => {
    aws.script(operation, fault);
    const failure = await failureOf(send(operation));
    expect(failure).toMatchObject(seen);
    expect(failure).toHaveProperty("name");
  });

  it.each<readonly [Operation, Fault]>([
    ["CompareFaces", "hang"],
    ["CompareFaces", "slow-body"],
    ["HeadObject", "hang"],
    ["HeadObject", "slow-body"],
    ["GetObject", "hang"],
    ["ListObjectVersions", "slow-body"],
  ])("of %s, %s, lasts until its client gives up", async (operation, fault) => {
    aws.script(operation, fault);
    const controller = new AbortController();
    const call = failureOf(send(operation, controller.signal));
    expect(await Promise.race([call, pause(80, "still waiting")])).toBe("still waiting");
    controller.abort();
    expect(await call).toMatchObject({ name: "AbortError" });
    expect(aws.received(operation)).toHaveLength(1);
  });

  it("of GetObject, html, passes for an object: only its reader can tell", async () => {
    aws.script("GetObject", "html");
    expect(await send("GetObject")).toEqual({ text: expect.stringContaining("<html>") });
  });

  it("in a list of answers comes in its turn, and the world may be the next", async () => {
    aws.script("HeadObject", "internal-error", "reset", "world");
    expect(await failureOf(send("HeadObject"))).toMatchObject({ status: 500 });
    expect(await failureOf(send("HeadObject"))).toMatchObject({ code: "ECONNRESET" });
    expect(await send("HeadObject")).toMatchObject({ ContentType: "application/octet-stream" });
    expect(await send("HeadObject")).toMatchObject({ ServerSideEncryption: "AES256" });
  });

  it("is chosen by what is asked for", async () => {
    aws.script("HeadObject", ({ path }) => (path.includes("bob") ? "internal-error" : "world"));
    expect(await send("HeadObject")).toMatchObject({ ServerSideEncryption: "AES256" });
  });

  it("is got over by the SDK's own retries", async () => {
    const patient = clientsOf(aws, { maxAttempts: 3 });
    aws.script("HeadObject", "reset", "internal-error", "world");
    expect(await patient.s3.send(new HeadObjectCommand(object))).toMatchObject({
      $metadata: { attempts: 3 },
    });
    patient.destroy();
  });
});

describe("faults by rate", () => {
  const strikes = async (seed: number) => {
    aws.strike({ rate: 0.3, faults: ["internal-error", "throttling"], operations: ["ListFaces"], seed });
    aws.world?.collections.set("desk", { arn: "arn", createdAt: 0, faces: [] });
    const names: unknown[] = [];
    for (let call = 0; call < 40; call += 1) {
      const answer = await failureOf(
        clients.rekognition.send(new ListFacesCommand({ CollectionId: "desk" })),
      );
      names.push((answer as { name?: string }).name ?? "answered");
    }
    return names;
  };

  it("strike the same requests for the same seed, about as many as told, and no other operation", async () => {
    const first = await strikes(7);
    expect(await strikes(7)).toEqual(first);
    expect(await strikes(8)).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set(["answered", "InternalServerError", "ThrottlingException"]));
    const struck = first.filter((name) => name !== "answered").length;
    expect(struck).toBeGreaterThan(4);
    expect(struck).toBeLessThan(20);
    expect(await send("HeadObject")).toMatchObject({ ServerSideEncryption: "AES256" });
  });

  it("leave scripts alone, and end with a reset", async () => {
    aws.strike({ rate: 1, faults: ["internal-error"] });
    aws.script("CompareFaces", compared([99.7]));
    expect(await send("CompareFaces")).toMatchObject({ FaceMatches: [{ Similarity: 99.7 }] });
    expect(await failureOf(send("HeadObject"))).toMatchObject({ status: 500 });
    aws.reset();
    clients = clientsOf(aws);
    expect(await send("HeadObject")).toMatchObject({ ServerSideEncryption: "AES256" });
  });

  it("are drawn evenly from 0 to 1", () => {
    const next = randomNumbers(1);
    const drawn = Array.from({ length: 10_000 }, next);
    const mean = drawn.reduce((sum, number) => sum + number, 0) / drawn.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
  });
});

describe("the fake", () => {
  const post = (target: string, sent: string) =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const headers = { "x-amz-target": target };
      const call = request(
        aws.endpoint,
        { method: "POST", headers, ca: aws.certificateAuthority, agent: false },
        async (response) => {
          resolve({ status: response.statusCode, body: await text(response) });
        },
      );
      call.on("error", reject).end(sent);
    });

  it("says 501 where it has neither script nor world, and for what it does not know", async () => {
    aws.world = undefined;
    expect(await failureOf(send("HeadObject"))).toMatchObject({ status: 501 });
    expect(await failureOf(send("CompareFaces"))).toMatchObject({ status: 501 });
    const copy = new GetObjectCommand({ ...object, PartNumber: 1 });
    expect(await failureOf(clients.s3.send(copy))).toMatchObject({ status: 501 });
    expect(aws.requests.map(({ operation }) => operation)).toEqual(["HeadObject", "CompareFaces", "unknown"]);
  });

  it("cannot read what is no JSON", async () => {
    const { status, body } = await post("RekognitionService.ListFaces", "{");
    expect([status, JSON.parse(body).__type]).toEqual([400, "SerializationException"]);
    expect((await post("RekognitionService.NewOperation", "{}")).status).toBe(501);
  });

  it("says that it is broken where a script throws", async () => {
    aws.script("CompareFaces", () => {
      throw new TypeError("no such member");
    });
    expect(await failureOf(send("CompareFaces"))).toMatchObject({ status: 501 });
  });

  it("waits where told to, and not elsewhere", async () => {
    aws.delay("HeadObject", 60);
    aws.delay("CompareFaces", 0);
    const ends: string[] = [];
    const started = performance.now();
    const head = send("HeadObject").then(() => ends.push("HeadObject"));
    await send("CompareFaces").then(() => ends.push("CompareFaces"));
    await head;
    expect(performance.now() - started).toBeGreaterThanOrEqual(59);
    expect(ends).toEqual(["CompareFaces", "HeadObject"]);
  });

  it("keeps requests as they came, unless told not to", async () => {
    await send("CompareFaces");
    const [received] = aws.received("CompareFaces");
    expect(JSON.parse(received?.body ?? "")).toMatchObject({ SourceImage: image });
    expect(received?.bytes.toString()).toBe(received?.body);
    expect(received?.tlsVersion).toBe("TLSv1.3");

    const forgetful = await FakeAws.start({ world: new FakeWorld(), keepRequests: false });
    const others = clientsOf(forgetful);
    expect(await failureOf(others.s3.send(new HeadObjectCommand(object)))).toMatchObject({ status: 404 });
    expect(forgetful.requests).toEqual([]);
    expect(forgetful.connections).toBe(1);
    others.destroy();
    await forgetful.stop();
  });
});
