import { type Bucket, FakeAws, FakeWorld } from "..";
import { type Clients, clientsOf } from "./clients";

export const OWNER = "111122223333";
export const KEY_ARN = `arn:aws:kms:eu-west-1:${OWNER}:key/0a1b2c3d`;

/** What a test of the world has before it. */
export interface Fixture {
  readonly aws: FakeAws;
  readonly clients: Clients;
  /** New for each test, with a bucket `faces` under {@link KEY_ARN}. */
  readonly world: FakeWorld;
  readonly bucket: Bucket;
  /** The world's clock, in seconds since 1970. */
  seconds: number;
}

/** Starts a fake for the tests of a file. @param maxPageSize Of the world's lists. */
export function fixture(maxPageSize: number): Fixture {
  const made: { -readonly [Member in keyof Fixture]?: Fixture[Member] } = {};
  beforeAll(async () => {
    made.aws = await FakeAws.start();
    made.clients = clientsOf(made.aws);
  });
  beforeEach(() => {
    made.seconds = Date.parse("2026-01-02T03:04:05Z") / 1000;
    made.world = new FakeWorld({ maxPageSize, now: () => new Date((made.seconds ?? 0) * 1000) });
    made.bucket = made.world.createBucket("faces", {
      encryption: { algorithm: "aws:kms", keyArn: KEY_ARN, bucketKey: true },
    });
    if (made.aws !== undefined) made.aws.world = made.world;
  });
  afterAll(async () => {
    made.clients?.destroy();
    await made.aws?.stop();
  });
  return made as Fixture;
}
