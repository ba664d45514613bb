/** A figure that we want to reach, and what it was in this run. */
export interface Target {
  readonly figure: string;
  readonly atMost: number;
  readonly measured: number;
}

/** The worst of the measurements counts; one that never came is no number, and worse than any. */
export function target(figure: string, atMost: number, measurements: readonly number[]): Target {
  const worst = measurements.length > 0 ? Math.max(...measurements) : NaN;
  return { figure, atMost, measured: Math.round(100 * worst) / 100 };
}

/** What is judged is what is printed. */
export function isMet({ atMost, measured }: Target): boolean {
  return measured <= atMost;
}

export function printTargets(targets: readonly Target[]): void {
  const missed = targets.filter((each) => !isMet(each)).length;
  console.log(`Targets: ${targets.length - missed} met, ${missed} missed`);
  console.table(
    targets.map((each) => ({
      figure: each.figure,
      'at most': each.atMost,
      measured: each.measured,
      is: isMet(each) ? 'met' : 'missed',
    })),
  );
}
