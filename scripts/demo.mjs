/**
 * `npm run demo`: the story of a lending desk, told by the functions themselves on this machine. Needs no AWS account and no network.
 */
import { spawnSync } from "node:child_process";
import { bundleDemo } from "./transpile.mjs";

const { status } = spawnSync(process.execPath, [bundleDemo()], { stdio: "inherit" });
process.exitCode = status ?? 1;
