import pc from "picocolors";
import { demonstrate } from "./demonstrate";

const isTerminal = process.stdout.isTTY === true && (process.env.NO_COLOR ?? "") === "";
demonstrate((line) => console.log(line), pc.createColors(isTerminal)).then((exitCode) => {
  process.exitCode = exitCode;
});
