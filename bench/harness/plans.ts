/** How thoroughly a run measures. */
import type { Plan } from './measure.ts'

/** The plans: `full` judges, `quick` shows that all of it runs. */
export const plans = {
  full: { rounds: 11, roundMs: 60, warmMs: 300 },
  quick: { rounds: 3, roundMs: 10, warmMs: 150 },
} as const satisfies Readonly<Record<string, Plan>>

/** The name of a plan. */
export type PlanName = keyof typeof plans
