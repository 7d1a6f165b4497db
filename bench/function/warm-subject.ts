import { readFileSync } from "node:fs";
import { CompareFacesCommand } from "@aws-sdk/client-rekognition";
import { createImageClients } from "../../functions/shared/image-clients";
import { createLambdaHandler } from "../../functions/shared/lambda-handler";
import { createObserver } from "../../functions/shared/observer";
import { createVerifyFace } from "../../functions/verify-face/handler";
import { readSettings } from "../../functions/verify-face/settings";

const [rounds = "", pictureFile = "", memberId = "", referenceVersion = ""] = process.argv.slice(2);
const WARM_UP = 30;

const settings = readSettings(process.env);
const clients = createImageClients(settings);
const handler = createLambdaHandler(createVerifyFace(settings, clients), createObserver());
const picture = readFileSync(pictureFile);
const pinned = { memberId, referenceVersion, probe: { bytes: picture.toString("base64") } };
const unpinned = { memberId, probe: pinned.probe };

async function verify(event: object): Promise<void> {
  const context = { awsRequestId: "warm", getRemainingTimeInMillis: () => 30_000 };
  const answer = await handler(event, context);
  if (!("decision" in answer) || answer.decision !== "approved") throw new Error(JSON.stringify(answer));
}

/** The call alone, as short as it can be written, by the function's own client. */
async function bare(): Promise<void> {
  const source = { Bucket: settings.imageBucket, Name: `members/${memberId}`, Version: referenceVersion };
  const command = new CompareFacesCommand({
    SourceImage: { S3Object: source },
    TargetImage: { Bytes: picture },
    SimilarityThreshold: 99,
  });
  await clients.rekognition.send(command);
}

const subjects = { bare, pinned: () => verify(pinned), unpinned: () => verify(unpinned) };

/** Times of each subject, in turn. */
async function measure(): Promise<Record<keyof typeof subjects, number[]>> {
  const times = { bare: [] as number[], pinned: [] as number[], unpinned: [] as number[] };
  for (let round = -WARM_UP; round < Number(rounds); round += 1) {
    for (const name of ["bare", "pinned", "unpinned"] as const) {
      const start = performance.now();
      await subjects[name]();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return times;
}

measure().then((times) => process.send?.(times, () => process.exit()));
