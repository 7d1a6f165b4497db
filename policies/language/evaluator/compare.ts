import type { Operator } from "../grammar/operators";
import type { Tri } from "./tri";
import { arnMatch, wildcardMatch } from "./wildcard";

/** Whether one value of the request matches one value of the policy, before negation. */
export function compareValues(operator: Operator, wanted: string, given: string): Tri {
  switch (operator.family) {
    case "string":
      if (operator.comparison === "like") return wildcardMatch(wanted, given);
      return operator.ignoreCase ? sameIgnoringCase(wanted, given) : wanted === given;
    case "arn":
      return arnMatch(wanted, given);
    case "numeric":
      return compareNumbers(operator, decimal(wanted), decimal(given));
    case "date":
      return compareNumbers(operator, seconds(wanted), seconds(given));
    case "bool":
      if (wanted !== "true" && wanted !== "false") return undefined;
      return given === "true" || given === "false" ? wanted === given : undefined;
    case "ip":
      return addressInBlock(given, wanted);
    default:
      return undefined;
  }
}

function sameIgnoringCase(wanted: string, given: string): Tri {
  const ascii = [...wanted].every(
    (character) => character < "\u0080" || (character >= "\uE000" && character <= "\uF8FF"),
  );
  if (!ascii) return undefined;
  const lower = (text: string): string =>
    text.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32));
  return lower(wanted) === lower(given);
}

function compareNumbers({ comparison }: Operator, bound: number | undefined, value: number | undefined): Tri {
  if (bound === undefined || value === undefined) return undefined;
  const difference = value - bound;
  return {
    equals: difference === 0,
    like: difference === 0,
    less: difference < 0,
    "less-or-equal": difference <= 0,
    greater: difference > 0,
    "greater-or-equal": difference >= 0,
  }[comparison];
}

function decimal(text: string): number | undefined {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) && text.replace(/[^0-9]/g, "").length <= 15 ? value : undefined;
}

function seconds(text: string): number | undefined {
  if (/^\d{5,}$/.test(text)) return Number.parseInt(text, 10);
  const time = new Date(text).getTime();
  return Number.isNaN(time) ? undefined : time / 1000;
}

/** By bits: the block's prefix is a prefix of the address. */
function addressInBlock(address: string, block: string): Tri {
  const [network = "", length] = block.split("/");
  const value = addressBits(address);
  const prefix = addressBits(network);
  if (value === undefined || prefix === undefined) return undefined;
  if (value.length !== prefix.length) return false;
  const bits = length === undefined ? prefix.length : Number(length);
  return value.slice(0, bits) === prefix.slice(0, bits);
}

function addressBits(address: string): string | undefined {
  const toBits = (value: number, width: number): string => value.toString(2).padStart(width, "0");
  if (!address.includes(":")) {
    const octets = address.split(".").map(Number);
    if (octets.length !== 4 || octets.some((octet) => !(octet >= 0 && octet <= 255))) return undefined;
    return octets.map((octet) => toBits(octet, 8)).join("");
  }
  const [left = "", right] = address.split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right === undefined || right === "" ? [] : right.split(":");
  const fill = right === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => "0");
  const groups = [...head, ...fill, ...tail].map((group) => Number.parseInt(group, 16));
  if (groups.length !== 8 || groups.some(Number.isNaN)) return undefined;
  return groups.map((group) => toBits(group, 16)).join("");
}
