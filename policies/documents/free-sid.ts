/** The Sid itself where it is free, or else with the first free number behind it. */
export function freeSid(sid: string, taken: { has(sid: string): boolean }): string {
  if (!taken.has(sid)) return sid;
  let number = 2;
  while (taken.has(`${sid}${number}`)) number += 1;
  return `${sid}${number}`;
}
