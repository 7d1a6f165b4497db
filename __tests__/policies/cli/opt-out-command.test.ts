import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../../policies/cli";

describe("rekognition-guardrails opt-out", () => {
  const folder = mkdtempSync(join(tmpdir(), "cli "));
  let printed: { out: string; err: string };
  const run = (...args: readonly string[]) => ({ exitCode: main(args), ...printed });
  const file = (text: string) => {
    const path = join(folder, "policy.json");
    writeFileSync(path, text);
    return path;
  };
  const assign = (value: string, service = "default") =>
    JSON.stringify({ services: { [service]: { opt_out_policy: { "@@assign": value } } } });

  beforeEach(() => {
    printed = { out: "", err: "" };
    jest.spyOn(process.stdout, "write").mockImplementation((text) => {
      printed.out += String(text);
      return true;
    });
    jest.spyOn(process.stderr, "write").mockImplementation((text) => {
      printed.err += String(text);
      return true;
    });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(["default", "rekognition"])("says that a document opts out, by %s", (service) => {
    expect(run("opt-out", file(assign("optOut", service)))).toMatchObject({ exitCode: 0 });
    expect(printed.out).toBe("The document is valid, and opts Rekognition out.\n");
  });

  it("reads a document that begins with a byte order mark", () => {
    expect(main(["opt-out", file(`\uFEFF${assign("optOut")}`)])).toBe(0);
  });

  it.each([
    ["opts in", assign("optIn")],
    ["is about another service", assign("optOut", "lex")],
  ])("fails a valid document that %s", (_what, text) => {
    expect(main(["opt-out", file(text)])).toBe(1);
    expect(printed.out).toContain("does not opt Rekognition out");
  });

  it("names each fault with its path, and counts them", () => {
    expect(main(["opt-out", file(assign("optout"))])).toBe(1);
    expect(printed.out).toBe(
      '$.services.default.opt_out_policy["@@assign"] must be "optOut" or "optIn", to the letter, got: "optout".\nThe document has 1 fault.\n',
    );
    printed.out = "";
    expect(main(["opt-out", file('{"services":{"Default":1},"x":1}')])).toBe(1);
    expect(printed.out).toContain("The document has 3 faults.");
  });

  it.each([
    ["a file that is not there", ["opt-out", "/no such file"], /cannot read the document "\/no such file"/],
    ["a folder", ["opt-out", tmpdir()], /cannot read/],
    ["no file", ["opt-out"], /missing required argument/],
    ["an unknown command", ["optout"], /unknown command/],
  ])("could not do its work for %s: exit code 2, and one line", (_what, args, message) => {
    expect(main(args)).toBe(2);
    expect(printed.err).toMatch(message);
    expect(printed.out).toBe("");
  });

  it("explains itself", () => {
    expect(main(["--help"])).toBe(0);
    expect(printed.out).toContain("opt-out");
  });
});
