import { type AddressBlock, parseBlock } from "../../grammar/values";
import { anyOf, MAYBE, NO, type Outcome, YES } from "../outcome";
import { type ConditionTest, literalValues, ofOperator, type ValueCell } from "./condition-test";

/** `IpAddress`, `NotIpAddress`: a block begins at its first address and ends before the next one, so those are the break points. */
export function addressCells(tests: readonly ConditionTest[]): readonly ValueCell[] {
  const listed = tests.map(({ condition }) =>
    literalValues(condition).map((text) => (text === undefined ? undefined : parseBlock(text))),
  );
  const blocks = listed.flat().filter((block) => block !== undefined);
  const addresses = ([4, 6] as const).flatMap((version) => {
    const top = (1n << (version === 4 ? 32n : 128n)) - 1n;
    const starts = [version === 4 ? 0xcb007101n : 0x20010db8n << 96n, 0n];
    for (const block of blocks) if (block.version === version) starts.push(block.first, block.last + 1n);
    return [...new Set(starts)].filter((start) => start <= top).map((number) => ({ version, number }));
  });
  return addresses.map((address) => ({
    value: address.version === 4 ? version4Text(address.number) : version6Text(address.number),
    outcomes: tests.map((test, index) =>
      ofOperator(test, anyOf((listed[index] ?? []).map((block) => within(address, block)))),
    ),
  }));
}

function within(address: { version: 4 | 6; number: bigint }, block: AddressBlock | undefined): Outcome {
  if (block === undefined) return MAYBE;
  const inside =
    block.version === address.version && address.number >= block.first && address.number <= block.last;
  return inside ? YES : NO;
}

const version4Text = (number: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 255n)).join(".");

const version6Text = (number: bigint): string =>
  Array.from({ length: 8 }, (_, index) => ((number >> BigInt(112 - 16 * index)) & 0xffffn).toString(16)).join(
    ":",
  );
