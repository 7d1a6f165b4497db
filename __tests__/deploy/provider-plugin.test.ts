import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bestIn, compareVersions, findProviderPlugin } from "./provider-plugin";

const PLATFORM = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

describe("Provider plugin", () => {
  const root = mkdtempSync(join(tmpdir(), "provider mirrors "));
  const environment = { ...process.env };
  beforeEach(() => {
    delete process.env.TF_PLUGIN_DIR;
  });
  afterEach(() => {
    for (const name of ["TF_PLUGIN_DIR", "TF_CLI_CONFIG_FILE"]) {
      const value = environment[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const mirror = (name: string, files: readonly string[]) => {
    for (const file of files) {
      const path = join(root, name, "registry.terraform.io/hashicorp/aws", file);
      mkdirSync(join(path, ".."), { recursive: true });
      writeFileSync(path, "");
    }
    return join(root, name);
  };

  it("prefers the pinned version, then the newest", () => {
    const one = mirror("one", [
      `5.100.0/${PLATFORM}/terraform-provider-aws_v5.100.0_x5`,
      `6.2.0/${PLATFORM}/terraform-provider-aws_v6.2.0_x5`,
    ]);
    const two = mirror("two", [`terraform-provider-aws_6.25.0_${PLATFORM}.zip`]);

    expect(bestIn([one, two], "6.2.0")).toEqual({ folder: one, version: "6.2.0" });
    expect(bestIn([one, two], "6.99.0")).toEqual({ folder: two, version: "6.25.0" });
  });

  it("passes over versions that are too old and other machines' binaries", () => {
    const old = mirror("old", [
      `5.99.9/${PLATFORM}/terraform-provider-aws_v5.99.9_x5`,
      "6.25.0/plan9_mips/terraform-provider-aws_v6.25.0_x5",
      "terraform-provider-aws_6.25.0_plan9_mips.zip",
    ]);

    expect(bestIn([old, join(root, "missing")], "6.25.0")).toBeUndefined();
  });

  it("reads the mirrors of the user's own CLI configuration", async () => {
    const own = mirror("own", [`terraform-provider-aws_99.0.0_${PLATFORM}.zip`]);
    const file = join(root, "own.tfrc");
    writeFileSync(
      file,
      `provider_installation {\n  # path = "/commented/out"\n  filesystem_mirror {\n    path = "${own}"\n  }\n}\n`,
    );
    process.env.TF_CLI_CONFIG_FILE = file;

    expect(await findProviderPlugin("99.0.0", join(root, "log"))).toEqual({ folder: own, version: "99.0.0" });
  });

  it("says what is wrong with a folder that somebody named", async () => {
    process.env.TF_PLUGIN_DIR = join(root, "missing");

    await expect(findProviderPlugin("6.25.0", join(root, "log"))).rejects.toThrow(
      /^TF_PLUGIN_DIR=.*holds no/,
    );
  });

  it("takes the pinned version from the registry when asked to", async () => {
    process.env.TF_PLUGIN_DIR = "registry";

    expect(await findProviderPlugin("6.25.0", join(root, "log"))).toEqual({
      version: "6.25.0",
      folder: undefined,
    });
  });

  it("compares versions by number", () => {
    expect(compareVersions("5.100.0", "5.99.0")).toBeGreaterThan(0);
    expect(compareVersions("6.0", "6.0.0")).toBe(0);
    expect(compareVersions("5.100.0", "6.0.0")).toBeLessThan(0);
  });
});
