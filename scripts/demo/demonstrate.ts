import type { Colors } from "picocolors/types";
import { type Desk, openDesk } from "./desk";
import { type Check, isAsTold, type Scene } from "./scene";
import { STORY } from "./story";

const INTRODUCTION = `A library lends books by face. Whoever joins has a picture taken, and it is kept in S3 under the
library's own key. At the desk a camera picture is compared with the kept one by Rekognition, and the
desk lends, or does not.

Real here: the three functions of this project, called as Lambda calls them; the AWS SDK; HTTPS between
them and "AWS".
Simulated: AWS. In its place a server on this machine answers, of the project's own making. It tells
faces apart by a mark in the test pictures, which show nobody. What you see is what the functions make
of such answers, not what AWS answers.`;

/**
 * Plays the story and tells it. Each scene is checked, and the next one is played whatever came of it.
 *
 * @param prepare Called before the story begins: a test may have AWS answer otherwise.
 * @returns The exit code: 0 if everything came out as told, else 1.
 */
export async function demonstrate(
  print: (line: string) => void,
  colours: Colors,
  prepare: (desk: Desk) => void = () => undefined,
): Promise<0 | 1> {
  const desk = await openDesk();
  prepare(desk);
  print(`${colours.bold("The lending desk")}\n\n${INTRODUCTION}`);
  let untrue = 0;
  try {
    for (const [index, scene] of STORY.entries()) {
      print(`\n${colours.bold(`${index + 1}. ${scene.title}`)}\n   ${colours.dim(scene.says)}`);
      const checks = await play(scene, desk);
      for (const check of checks) print(`   ${tell(check, colours)}`);
      if (!checks.every(isAsTold)) untrue += 1;
    }
  } finally {
    await desk.close();
  }
  print(
    untrue === 0
      ? `\n${colours.green(`All ${STORY.length} scenes came out as told.`)}`
      : `\n${colours.red(`${untrue} of ${STORY.length} scenes did not come out as told.`)}`,
  );
  return untrue === 0 ? 0 : 1;
}

async function play(scene: Scene, desk: Desk): Promise<readonly Check[]> {
  try {
    return await scene.play(desk);
  } catch (error) {
    return [{ says: "the scene is played to its end", expected: "no error", got: String(error) }];
  }
}

function tell(check: Check, colours: Colors): string {
  const { says, answer, expected, got } = check;
  if (!isAsTold(check))
    return `${colours.red("✗")} ${says}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`;
  const line = `${colours.green("✓")} ${says}`;
  return answer === undefined ? line : `${line}  ${colours.cyan(answer)}`;
}
