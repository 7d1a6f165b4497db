import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError, isolatedEnvironment, lastLines, runCommand } from "./processes";

/** Prints its own process id and that of a child in the same group, then waits for ever. */
const LINGER = `
  const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  console.log(process.pid, child.pid);
  setInterval(() => {}, 1000);`;

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A process that ended and that nobody has waited for still has an id: it runs nothing.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" && process.platform !== "linux";
  }
};

const untilGone = async (pids: readonly number[]) => {
  for (let attempt = 0; attempt < 100 && pids.some(isAlive); attempt++) {
    await new Promise((done) => setTimeout(done, 50));
  }
  return pids.filter(isAlive);
};

describe("runCommand", () => {
  const folder = mkdtempSync(join(tmpdir(), "processes of a test "));
  const logFile = join(folder, "command.log");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("returns what a command printed, and logs it", async () => {
    const { stdout, exitCode } = await runCommand(process.execPath, ["-e", "console.log('done')"], {
      logFile,
      timeoutSeconds: 20,
    });

    expect({ stdout, exitCode }).toEqual({ stdout: "done\n", exitCode: 0 });
    expect(readFileSync(logFile, "utf8")).toContain("done\n# exit code 0");
  });

  it("shows the end of stderr and the log's name when a command fails", async () => {
    const failing = runCommand(process.execPath, ["-e", "console.error('the reason'); process.exit(3)"], {
      logFile,
      timeoutSeconds: 20,
    });

    await expect(failing).rejects.toThrow(CommandError);
    await expect(failing).rejects.toThrow(`exit code 3\nthe reason\nThe whole output is in ${logFile}`);
  });

  it("takes an exit code that the caller calls an answer", async () => {
    const { exitCode } = await runCommand(process.execPath, ["-e", "process.exit(2)"], {
      logFile,
      timeoutSeconds: 20,
      accept: [0, 2],
    });

    expect(exitCode).toBe(2);
  });

  it("names a command that is not installed", async () => {
    const missing = runCommand("no-such-command", [], { logFile, timeoutSeconds: 20 });

    await expect(missing).rejects.toThrow("no-such-command ENOENT");
  });

  it("stops a command that takes too long, with everything it started", async () => {
    const own = join(folder, "linger.log");
    const lingering = runCommand(process.execPath, ["-e", LINGER], { logFile: own, timeoutSeconds: 1 });

    await expect(lingering).rejects.toThrow("not finished after 1 s");
    const pids = (/^(\d+) (\d+)$/m.exec(readFileSync(own, "utf8")) ?? []).slice(1).map(Number);
    expect(pids).toHaveLength(2);
    expect(await untilGone(pids)).toEqual([]);
  });

  it("leaves no process behind when the test's own process is killed", async () => {
    const guard = JSON.stringify(join(__dirname, "guard.cjs"));
    const test = spawn(process.execPath, [
      "-e",
      `require("node:child_process").spawn(process.execPath, [${guard}, process.execPath, "-e", ${JSON.stringify(LINGER)}],
        { stdio: ["pipe", "inherit", "inherit"] })`,
    ]);
    const printed = await new Promise<string>((done) =>
      test.stdout.once("data", (text) => done(String(text))),
    );

    test.kill("SIGKILL");

    const pids = printed.trim().split(" ").map(Number);
    expect(pids).toHaveLength(2);
    expect(await untilGone(pids)).toEqual([]);
  });
});

describe("isolatedEnvironment", () => {
  it("passes on nothing that leads to a real account", () => {
    process.env.AWS_PROFILE = "production";
    process.env.TF_VAR_bucket = "faces";
    try {
      const environment = isolatedEnvironment({ TF_IN_AUTOMATION: "1" });

      expect(Object.keys(environment).filter((name) => /^(AWS|TF)_/.test(name))).toEqual([
        "TF_IN_AUTOMATION",
      ]);
      expect(environment.PATH).toBe(process.env.PATH);
    } finally {
      delete process.env.AWS_PROFILE;
      delete process.env.TF_VAR_bucket;
    }
  });
});

describe("lastLines", () => {
  it("leaves out blank lines and what came before", () => {
    expect(lastLines("one\n\ntwo\r\n \nthree\n", 2)).toBe("two\nthree");
  });
});
