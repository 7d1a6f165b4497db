/** The work a question may do before it is answered *unknown*: bounded by steps, so that an answer never depends on the machine. */
export class Budget {
  private steps = 0;
  constructor(private readonly maximum = 3_000_000) {}

  get isSpent(): boolean {
    return this.steps > this.maximum;
  }

  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > this.maximum) throw new BudgetExceeded();
  }
}

export class BudgetExceeded extends Error {
  override readonly name = "BudgetExceeded";
  constructor() {
    super("the policy has too many distinct cases to decide");
  }
}
