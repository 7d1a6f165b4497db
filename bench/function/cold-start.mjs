import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { bundleFunctions } from "../../scripts/bundle.mjs";
import { median, pairedRatio, verdict } from "./figures.mjs";
import { bundleCode } from "./floor.mjs";
import { BUCKET, MEMBER, measureIn, openStage } from "./stage.mjs";

const RUNS = 31;
const GOAL = 1.25;
const SUBJECT = fileURLToPath(new URL("cold-start-subject.cjs", import.meta.url));

const CLIENTS = `import * as rek from "@aws-sdk/client-rekognition"; import * as s3s from "@aws-sdk/client-s3";
const rekognition = new rek.RekognitionClient({}); const s3 = new s3s.S3Client({});
const object = { Bucket: "${BUCKET}", Key: "members/${MEMBER}" };
const bytes = (text: string) => ({ Bytes: Buffer.from(text, "base64") });`;

/** The same calls as the function makes, by the clients alone: as short as they can be written. */
const FLOORS = {
  "verify-face": `export const handler = async ({ probe }) => {
    const { VersionId: Version } = await s3.send(new s3s.HeadObjectCommand(object));
    const SourceImage = { S3Object: { Bucket: object.Bucket, Name: object.Key, Version } };
    return rekognition.send(new rek.CompareFacesCommand({ SourceImage, TargetImage: bytes(probe.bytes), SimilarityThreshold: 99 }));
  };`,
  "enroll-face": `export const handler = async ({ image }) => {
    const { Bytes } = bytes(image.bytes);
    await rekognition.send(new rek.DetectFacesCommand({ Image: { Bytes } }));
    return s3.send(new s3s.PutObjectCommand({ ...object, Body: Bytes }));
  };`,
  "erase-face": `export const handler = async () => {
    const { Versions = [] } = await s3.send(new s3s.ListObjectVersionsCommand({ Bucket: object.Bucket, Prefix: object.Key }));
    const Objects = Versions.map(({ Key, VersionId }) => ({ Key, VersionId }));
    return s3.send(new s3s.DeleteObjectsCommand({ Bucket: object.Bucket, Delete: { Objects } }));
  };`,
};

/**
 * From loading the code to the answer of the first request, handshakes included, in fresh processes in turn: the function against
 * the same calls by the clients alone. Node's own start is in neither.
 *
 * @returns whether the goal is met
 */
export async function measureColdStarts() {
  console.log(
    `  cold start, from loading the code to the first answer: fresh processes, ${RUNS} of each in turn`,
  );
  const stage = await openStage();
  let met = true;
  try {
    const bytes = stage.picture.toString("base64");
    const events = {
      "verify-face": { memberId: MEMBER, probe: { bytes } },
      "enroll-face": { memberId: MEMBER, image: { bytes } },
      "erase-face": { memberId: MEMBER },
    };
    for (const { name, path } of await bundleFunctions()) {
      if (!isMeasured(name)) continue;
      const code = unzipSync(readFileSync(path))["index.js"] ?? new Uint8Array();
      const ours = keep(`${name}.js`, code);
      const floor = keep(`${name}-floor.js`, await bundleCode(CLIENTS + FLOORS[name]));
      const event = keep(`${name}.json`, Buffer.from(JSON.stringify(events[name])));
      /** @type {{ ours: number[], floor: number[] }} */
      const times = { ours: [], floor: [] };
      for (let round = 0; round <= RUNS; round += 1) {
        const pair = { floor: await start(floor, event, name), ours: await start(ours, event, name) };
        if (round === 0) continue;
        times.ours.push(pair.ours);
        times.floor.push(pair.floor);
      }
      const ratio = pairedRatio(times.ours, times.floor);
      met = met && ratio <= GOAL;
      console.log(
        `    ${name.padEnd(24)} ${median(times.ours).toFixed(0)} ms against ${median(times.floor).toFixed(0)} ms  ${verdict(ratio, GOAL)}`,
      );
    }
  } finally {
    await stage.close();
  }
  return met;

  /** @param {string} name @param {Uint8Array} content */
  function keep(name, content) {
    const file = join(stage.folder, name);
    writeFileSync(file, content);
    return file;
  }

  /** @param {string} module @param {string} event @param {keyof typeof FLOORS} name */
  async function start(module, event, name) {
    for (const { key, versionId } of stage.bucket.versions()) stage.bucket.deleteVersion(key, versionId);
    if (name !== "enroll-face") stage.bucket.put(`members/${MEMBER}`, stage.picture);
    const { ms, answer } = /** @type {{ ms: number, answer: Record<string, unknown> }} */ (
      await measureIn(SUBJECT, stage, [module, event])
    );
    if (answer.error !== undefined) throw new Error(`${name} answered ${JSON.stringify(answer)}.`);
    return ms;
  }
}

/** @param {string} name @returns {name is keyof typeof FLOORS} */
function isMeasured(name) {
  return Object.hasOwn(FLOORS, name);
}
