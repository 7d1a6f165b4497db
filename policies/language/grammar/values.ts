import type { Operator } from "./operators";

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
/** Fewer digits could also be a year, which AWS reads as one. */
const EPOCH = /^\d{9,13}$/;

/** Why a literal condition value does not fit its operator. */
export function valueProblem(operator: Operator, value: string): string | undefined {
  switch (operator.family) {
    case "numeric":
      return NUMBER.test(value) ? undefined : `${operator.name} compares numbers, got "${value}"`;
    case "bool":
    case "null":
      return /^(?:true|false)$/i.test(value)
        ? undefined
        : `${operator.name} takes true or false, got "${value}"`;
    case "date":
      return parseDate(value) === undefined
        ? `${operator.name} takes an ISO 8601 date, got "${value}"`
        : undefined;
    case "ip":
      return parseBlock(value) === undefined
        ? `${operator.name} takes an address or a CIDR block, got "${value}"`
        : undefined;
    default:
      return undefined;
  }
}

/** Milliseconds since 1970 of an ISO 8601 date, or of seconds since 1970. */
export function parseDate(value: string): number | undefined {
  if (EPOCH.test(value)) return Number(value) * 1000;
  if (!DATE.test(value) || !isDay(value.slice(0, 10))) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

/** Whether the month has that day: `Date.parse` takes February 30 for a day in March. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** The first and last address of a CIDR block (or of one address), as numbers. */
export interface AddressBlock {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

export function parseBlock(value: string): AddressBlock | undefined {
  const [address = "", length, ...rest] = value.split("/");
  if (rest.length > 0) return undefined;
  const version = address.includes(":") ? 6 : 4;
  const bits = version === 4 ? 32 : 128;
  const number = version === 4 ? parseVersion4(address) : parseVersion6(address);
  if (number === undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return undefined;
  const host = (1n << BigInt(bits - prefix)) - 1n;
  return { version, first: number & ~host, last: number | host };
}

function parseVersion4(address: string): bigint | undefined {
  const octets = address.split(".");
  if (
    octets.length !== 4 ||
    !octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)
  ) {
    return undefined;
  }
  return octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function parseVersion6(address: string): bigint | undefined {
  const halves = address.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const [head = [], tail = []] = groups;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return all.reduce((sum, group) => sum * 65536n + BigInt(Number.parseInt(group, 16)), 0n);
}
