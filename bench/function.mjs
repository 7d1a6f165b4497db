/**
 * The functions against the AWS SDK's clients alone: how large their bundles are, how long a cold start takes, and what a warm
 * verification costs. Everything runs on this machine against the project's own fake AWS, over HTTPS on loopback; ratios are of runs
 * in turn, so that a machine that slows down slows both.
 *
 *     npm run bench -- function            # PARTS=size,cold,warm for some of it
 */
import { measureColdStarts } from "./function/cold-start.mjs";
import { measureSizes } from "./function/size.mjs";
import { measureWarm } from "./function/warm.mjs";

const PARTS = { size: measureSizes, cold: measureColdStarts, warm: measureWarm };
const asked = process.env.PARTS?.split(",") ?? Object.keys(PARTS);

const unknown = asked.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) throw new Error(`PARTS knows ${Object.keys(PARTS).join(",")}; got ${unknown}.`);

console.log(`function: Node ${process.version}`);
for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.includes(name) && !(await measure())) process.exitCode = 1;
}
