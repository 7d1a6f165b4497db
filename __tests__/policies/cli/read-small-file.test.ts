import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../../policies/cli/outcome";
import { readSmallFile } from "../../../policies/cli/read-small-file";
import { temporaryFolder } from "./support";

const { path: folder, file } = temporaryFolder();
const bytes = (name: string, content: Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const swapped = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

describe("readSmallFile", () => {
  it.each([
    ["UTF-8", Buffer.from("waivers: é")],
    ["UTF-8 with a mark", Buffer.from("\uFEFFwaivers: é")],
    ["UTF-16LE", Buffer.from("\uFEFFwaivers: é", "utf16le")],
    ["UTF-16BE", swapped("\uFEFFwaivers: é")],
  ])("reads %s", (name, content) => {
    expect(readSmallFile(bytes(name, content), "the waivers")).toBe("waivers: é");
  });

  it.each([
    ["Latin-1", Buffer.from("waivers: \xe9", "latin1"), /it is neither UTF-8 nor UTF-16$/],
    ["what is too long", Buffer.alloc(1_000_001, "a"), /it has over 1000000 bytes$/],
  ])("refuses %s", (name, content, message) => {
    const read = () => readSmallFile(bytes(name, content), "the waivers");
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
  });

  it("leaves a device that never ends", () => {
    expect(() => readSmallFile("/dev/zero", "the waivers")).toThrow(/it has over 1000000 bytes/);
  });

  it("reads an empty file", () => expect(readSmallFile(file("empty", ""), "the waivers")).toBe(""));
});
