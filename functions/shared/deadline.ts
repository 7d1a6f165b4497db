import { TryAgainError } from "./errors";

/** The part of a Lambda invocation's context that the functions use. */
export interface InvocationContext {
  readonly awsRequestId: string;
  /** Milliseconds until Lambda ends the invocation. */
  getRemainingTimeInMillis(): number;
}

/** Kept of an invocation's time, in milliseconds, to say that time is out before Lambda ends the invocation. */
export const RESERVED_MS = 500;

/**
 * The moment by which an invocation must have its answer. The signal ends a call to AWS whatever it waits for: a connection, an
 * answer, a slow body, the pause before a retry.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #passed: Promise<never>;
  readonly #end: number;

  /** @param milliseconds From now; zero or less has passed already. */
  constructor(milliseconds: number) {
    this.#end = performance.now() + milliseconds;
    this.#passed = new Promise((_, reject) => {
      this.signal.addEventListener("abort", () => reject(new TryAgainError("deadline-passed")), {
        once: true,
      });
    });
    this.#passed.catch(() => undefined);
    this.#timer = setTimeout(() => this.#controller.abort(), Math.max(milliseconds, 0));
    if (milliseconds <= 0) this.#controller.abort();
  }

  /** The deadline of an invocation. */
  static of(context: InvocationContext): Deadline {
    return new Deadline(context.getRemainingTimeInMillis() - RESERVED_MS);
  }

  /** Milliseconds that are left; not below zero. */
  get remainingMs(): number {
    return Math.max(this.#end - performance.now(), 0);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Does the work, or stops waiting for it.
   *
   * @throws {TryAgainError} `deadline-passed`, whatever the work then fails with.
   */
  async keep<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.signal.aborted) return this.#passed;
    try {
      return await Promise.race([work(this.signal), this.#passed]);
    } catch (error) {
      return this.signal.aborted ? await this.#passed : Promise.reject(error);
    }
  }

  /** Lets go of the timer: a frozen Lambda would find it due at its next invocation. */
  clear(): void {
    clearTimeout(this.#timer);
  }
}
