import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pc from "picocolors";
import { demonstrate } from "../../scripts/demo/demonstrate";
import type { Desk } from "../../scripts/demo/desk";
import { STORY } from "../../scripts/demo/story";
import { compared, jsonError } from "../support/fake-aws";

const repository = join(__dirname, "..", "..");
const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

/** Plays the story in this process. */
async function play(prepare?: (desk: Desk) => void, colours = pc.createColors(false)) {
  const lines: string[] = [];
  const exitCode = await demonstrate((line) => lines.push(line), colours, prepare);
  return { exitCode, told: lines.join("\n") };
}

/** The titles of the scenes that the story says did not come out as told. */
const untrue = (told: string) =>
  STORY.map(({ title }) => title).filter((title, index) => {
    const [, after = ""] = told.split(`\n${index + 1}. ${title}\n`);
    return (after.split(/\n\n/)[0] ?? "").includes("✗");
  });

describe("the demo", () => {
  it("tells a story in which everything comes out as told", async () => {
    const { exitCode, told } = await play();
    expect(told).not.toContain("✗");
    expect(told.match(/✓/g)?.length).toBeGreaterThan(STORY.length);
    expect(told).toContain(`All ${STORY.length} scenes came out as told.`);
    expect(exitCode).toBe(0);
  });

  it("says which part is simulated before anything happens", async () => {
    const { told } = await play();
    expect(told.indexOf("Simulated: AWS.")).toBeGreaterThan(0);
    expect(told.indexOf("Simulated: AWS.")).toBeLessThan(told.indexOf("1. "));
  });

  it("is coloured where it is told to be, and only there", async () => {
    const { told } = await play(undefined, pc.createColors(true));
    expect(told).toContain("\u001b[32m✓\u001b[39m");
    expect((await play()).told).not.toContain("\u001b");
  });

  it.each<[string, (desk: Desk) => void, readonly string[]]>([
    [
      "a stranger is approved",
      ({ aws }) => aws.script("CompareFaces", "world", compared([99.9]), "world"),
      ["A stranger says to be Ada"],
    ],
    [
      "a member is denied",
      ({ aws }) => aws.script("CompareFaces", compared([], 1), "world"),
      ["Ada borrows a book"],
    ],
    [
      "two people pass for one",
      ({ aws }) => aws.script("CompareFaces", "world", "world", compared([99.9]), "world"),
      ["Grace looks over Ada's shoulder"],
    ],
    [
      "an enrolment fails",
      ({ aws }) => aws.script("DetectFaces", "world", jsonError("AccessDeniedException"), "world"),
      ["Grace joins too", "Grace leaves as well"],
    ],
    [
      "an erasure leaves a version",
      ({ bucket }) => {
        const { deleteVersion } = bucket;
        bucket.deleteVersion = (key, version) =>
          key.endsWith("ada") ? undefined : deleteVersion.call(bucket, key, version);
      },
      ["Ada moves away", "Grace leaves as well"],
    ],
    [
      "a scene cannot be played",
      ({ plainListener }) => {
        plainListener.connections = () => {
          throw new Error("broken on purpose");
        };
      },
      ["Somebody switches to plain HTTP"],
    ],
    [
      "a log says too much",
      (desk) => {
        const { log } = desk;
        Object.defineProperty(desk, "log", { get: () => [...log.slice(1), "reader-ada came by"] });
      },
      ["What was written down"],
    ],
  ])("ends with 1 where %s, and says in which scene", async (_, prepare, scenes) => {
    const { exitCode, told } = await play(prepare);
    expect(untrue(told)).toEqual(scenes);
    expect(exitCode).toBe(1);
  });
});

describe("npm run demo", () => {
  let scratch: string;
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), "demo test "));
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  /** A checkout of what the demo is made of, below a folder with a space in its name. */
  function checkout(name: string): string {
    const root = join(scratch, name);
    mkdirSync(root);
    for (const part of ["functions", "scripts", "__tests__/support", "package.json"])
      cpSync(join(repository, part), join(root, part), { recursive: true });
    symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
    return root;
  }

  /** Runs a checkout's demo, on a machine that knows of a real AWS and of proxies. */
  function run(root: string) {
    const nowhere = "http://127.0.0.1:9";
    const { status, stdout } = spawnSync(process.execPath, [join(root, "scripts", "demo.mjs")], {
      cwd: tmpdir(),
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        HTTPS_PROXY: nowhere,
        HTTP_PROXY: nowhere,
        AWS_ENDPOINT_URL_S3: nowhere,
        AWS_PROFILE: "of-somebody",
        AWS_REGION: "us-gov-west-1",
        CI: "true",
      },
    });
    return { status, stdout };
  }

  it("ends with 0 from a path with spaces, whatever the machine knows of AWS, without colours in a pipe", () => {
    const { status, stdout } = run(checkout("whole"));
    expect(untrue(stdout)).toEqual([]);
    expect(stdout).not.toContain("\u001b");
    expect(status).toBe(0);
  });

  it("ends with 1 where the functions take several faces for one and send over plain HTTP", () => {
    const root = checkout("mutant");
    edit(join(root, "functions/verify-face/decision.ts"), "if (faces > 1)", "if (faces > 9)");
    edit(join(root, "functions/shared/https-only.ts"), `request.protocol !== "https:"`, "false");
    const { status, stdout } = run(root);
    expect(untrue(stdout)).toEqual(["Grace looks over Ada's shoulder", "Somebody switches to plain HTTP"]);
    expect(status).toBe(1);
  });
});

function edit(file: string, from: string, to: string): void {
  const source = readFileSync(file, "utf8");
  expect(source).toContain(from);
  writeFileSync(file, source.replace(from, to));
}
