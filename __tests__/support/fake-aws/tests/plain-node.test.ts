import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

const run = promisify(execFile);

/** What a demo or a bench would do: start the fake, and talk to it over HTTPS. */
const SCRIPT = `
import https from "node:https";
import { FakeAws, FakeWorld, testImage } from "./fake-aws.cjs";
const world = new FakeWorld();
world.createBucket("faces").put("members/ada", testImage({ faces: ["ada"] }));
const aws = await FakeAws.start({ world, keepRequests: false });
const options = { method: "GET", ca: aws.certificateAuthority };
https.get(aws.endpoint + "/faces?versions&prefix=members/", options, async (response) => {
  let body = "";
  for await (const chunk of response) body += chunk;
  console.log(response.statusCode, /<Key>(.*)<.Key>/.exec(body)[1]);
  await aws.stop();
});
`;

describe("the fake, bundled", () => {
  it("runs under plain Node, and lets it end", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fake-aws-"));
    try {
      await build({
        entryPoints: [join(__dirname, "..", "index.ts")],
        outfile: join(folder, "fake-aws.cjs"),
        bundle: true,
        platform: "node",
        target: "node20.9",
        format: "cjs",
        logLevel: "silent",
      });
      await writeFile(join(folder, "script.mjs"), SCRIPT);
      const { stdout, stderr } = await run(process.execPath, [join(folder, "script.mjs")], {
        timeout: 20_000,
      });
      expect([stdout.trim(), stderr]).toEqual(["200 members/ada", ""]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
