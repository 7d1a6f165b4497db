import { existsSync, readFileSync } from "node:fs";
import * as constructs from "../../constructs";
import { settingsSchema } from "../../constructs/settings/schema";
import { CONTROLS } from "../../policies/controls";

const README = readFileSync("README.md", "utf8");
const FUNCTIONS = readFileSync("docs/functions.md", "utf8");
const ids = new Set(CONTROLS.map(({ id }) => id));

/** The table of the systems, as cells. */
const rows = README.split("\n")
  .filter((line) => /^\| S\d+ \|/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));

/** `RKG-REST-01 to -03, -06, RKG-VERIFY-01` as single ids. */
function controlIds(cell: string): readonly string[] {
  let family = "";
  return cell.split(",").flatMap((part) => {
    family = /RKG-[A-Z]+/.exec(part)?.[0] ?? family;
    const [from = 0, to = from] = [...part.matchAll(/-(\d\d)/g)].map(([, number]) => Number(number));
    return Array.from(
      { length: to - from + 1 },
      (_, index) => `${family}-${String(from + index).padStart(2, "0")}`,
    );
  });
}

describe("The README's table of systems", () => {
  it("has a row for each", () => {
    expect(rows.map(([, id]) => id)).toEqual(Array.from({ length: 11 }, (_, index) => `S${index + 1}`));
  });

  it.each(rows.map((row) => [row[1] ?? "", row] as const))("%s names what is there", (_id, row) => {
    const [, , , made = "", controls = "", shown = ""] = row;
    for (const [, name = ""] of made.matchAll(/`(\w+)`/g)) expect(Object.keys(constructs)).toContain(name);
    expect(controlIds(controls).length).toBeGreaterThan(0);
    for (const id of controlIds(controls)) expect(ids).toContain(id);
    const paths = [...shown.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) expect([path, existsSync(path)]).toEqual([path, true]);
  });
});

describe("The README", () => {
  it("documents every setting", () => {
    for (const [name, inner] of Object.entries(settingsSchema.shape)) {
      expect(README).toMatch(new RegExp(`\`${name}[.\`]`));
      if (name === "systems") {
        const { innerType } = inner._zod.def as unknown as { innerType: { shape: object } };
        for (const system of Object.keys(innerType.shape)) expect(README).toContain(`\`systems.${system}\``);
      }
    }
  });

  it("leads to files that are there", () => {
    const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, path = ""]) => path);
    for (const path of links) expect([path, existsSync(path)]).toEqual([path, true]);
  });
});

describe("docs/functions.md", () => {
  it("names every function", () => {
    for (const name of functionNames()) expect(FUNCTIONS).toContain(`\`${name}\``);
  });
});

function functionNames(): readonly string[] {
  const source = readFileSync("constructs/function-bundle.ts", "utf8");
  return [...source.matchAll(/\| "([\w-]+)"/g)].map(([, name = ""]) => name);
}
