import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { median, pairedRatio, verdict } from "./figures.mjs";
import { bundleCode } from "./floor.mjs";
import { MEMBER, measureIn, openStage } from "./stage.mjs";

const GOAL = 1.1;

/** What AWS takes to answer, in milliseconds, about: and nothing, where the code's own time shows. */
const LATENCIES = [
  { says: "CompareFaces takes 200 ms, HeadObject 20 ms", compare: 200, head: 20, rounds: 31, held: true },
  { says: "AWS takes no time", compare: 0, head: 0, rounds: 301, held: false },
];

/**
 * One verification, its log and metrics included, against CompareFaces alone by the same client, in turn.
 *
 * The goal is for a caller who knows the reference's version: without it, S3 has to be asked before Rekognition.
 *
 * @returns whether the goal is met
 */
export async function measureWarm() {
  const stage = await openStage();
  let met = true;
  try {
    const subject = join(stage.folder, "warm.js");
    writeFileSync(subject, await bundleCode(`import "./bench/function/warm-subject";`));
    const picture = join(stage.folder, "picture.jpg");
    writeFileSync(picture, stage.picture);
    const { versionId } = stage.bucket.put(`members/${MEMBER}`, stage.picture);
    for (const { says, compare, head, rounds, held } of LATENCIES) {
      stage.aws.delay("CompareFaces", compare);
      stage.aws.delay("HeadObject", head);
      const { bare, pinned, unpinned } =
        /** @type {{ bare: number[], pinned: number[], unpinned: number[] }} */ (
          await measureIn(subject, stage, [String(rounds), picture, MEMBER, versionId])
        );
      console.log(`  warm verification, ${says}: ${rounds} of each in turn`);
      console.log(`    CompareFaces alone       ${median(bare).toFixed(1)} ms`);
      const ratio = pairedRatio(pinned, bare);
      met = met && !(held && ratio > GOAL);
      const ratioOfUnpinned = `${pairedRatio(unpinned, bare).toFixed(2)}x`;
      console.log(
        `    with referenceVersion    ${median(pinned).toFixed(1)} ms  ${held ? verdict(ratio, GOAL) : `${ratio.toFixed(2)}x`}`,
      );
      console.log(`    without                  ${median(unpinned).toFixed(1)} ms  ${ratioOfUnpinned}`);
    }
  } finally {
    await stage.close();
  }
  return met;
}
