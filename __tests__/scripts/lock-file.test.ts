import { readFileSync } from "node:fs";
import { join } from "node:path";

interface LockEntry {
  readonly resolved?: string;
  readonly integrity?: string;
  /** Comes within another package. */
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

describe("package-lock.json", () => {
  const { packages } = JSON.parse(readFileSync(join(__dirname, "../../package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, LockEntry>>;
  };
  const names = new Set(Object.keys(packages).map((path) => path.split("node_modules/").at(-1)));

  it("holds no download address, and the hash of every package", () => {
    for (const [path, { resolved, integrity, inBundle = false }] of Object.entries(packages)) {
      expect([path, resolved]).toEqual([path, undefined]);
      if (path !== "" && !inBundle)
        expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/)]);
    }
  });

  it("holds the binaries of every platform: without one, `npm ci` fails everywhere", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !names.has(name))
        .map((name) => `${path} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
