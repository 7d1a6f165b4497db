/** What is wrong with a document (a fault: it is not a policy) or suspicious in it (lint), and where: `Statement[0].Action`. */
export interface Finding {
  readonly path: string;
  readonly message: string;
}

/** Collects findings while a document is read, so that all of them are reported at once. */
export class Findings {
  readonly faults: Finding[] = [];
  readonly lint: Finding[] = [];

  fault(path: string, message: string): void {
    this.faults.push({ path, message });
  }

  warn(path: string, message: string): void {
    this.lint.push({ path, message });
  }
}

export const memberPath = (path: string, name: string): string => {
  const step = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
  if (step !== name) return `${path}[${step}]`;
  return path === "" ? name : `${path}.${name}`;
};

export const itemPath = (path: string, index: number): string => `${path}[${index}]`;
