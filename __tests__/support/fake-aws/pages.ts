import { ServiceError } from "./service-error";

/** What has a place in a list that does not change when others come and go. */
export interface Placed {
  readonly place: number;
}

/** A page of a list, and how to ask for the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly NextToken?: string;
}

/**
 * A page of a list. Its token names the last place given, not an offset: what is deleted between two pages takes nothing with it.
 *
 * @throws {ServiceError} `InvalidPaginationTokenException`.
 */
export function pageOf<T extends Placed>(all: readonly T[], size: number, token?: string): Page<T> {
  const after = token === undefined ? -1 : placeOf(token);
  const rest = all.filter(({ place }) => place > after);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  if (last === undefined || rest.length === items.length) return { items };
  return { items, NextToken: Buffer.from(`place:${last.place}`).toString("base64") };
}

function placeOf(token: string): number {
  const place = /^place:(\d+)$/.exec(Buffer.from(token, "base64").toString())?.[1];
  if (place === undefined) throw new ServiceError("InvalidPaginationTokenException");
  return Number(place);
}
