/** Asks whether a point lies within an area: the arithmetic of `Area`, on the same numbers. */
import { type Area, gridSteps } from '@plinth/core/runtime'
import { type Question, question } from '../question.ts'

/**
 * Asks a point, `{ lat, lng }` as JSON. Anything else lies nowhere, and so does a point beyond the earth: no
 * number comes here that would overflow.
 */
export function askArea(sql: string, area: Area, bind: (value: unknown) => string): Question {
  const [lat, lng] = [`${sql} -> 'lat'`, `${sql} -> 'lng'`]
  // Between two numbers JSON has only numbers.
  const isOnEarth = `${lat} between '-90'::jsonb and '90'::jsonb and ${lng} between '-180'::jsonb and '180'::jsonb`
  return question(`(case when ${isOnEarth} then (${isInside(sql, area, bind)}) else false end)`)
}

function isInside(sql: string, { edges }: Area, bind: (value: unknown) => string): string {
  const column = (first: number) => Array.from(edges.filter((_, at) => at % 4 === first))
  const columns = [0, 1, 2, 3].map((first) => `${bind(column(first))}::double precision[]`)
  const point = `select ${onGrid(sql, 'lng')} as x, ${onGrid(sql, 'lat')} as y`
  const sides = `select p.x, p.y, e.x1, e.x2, e.y2,
      (e.x2 - e.x1) * (p.y - e.y1) - (e.y2 - e.y1) * (p.x - e.x1) as side
    from (${point}) as p, unnest(${columns.join(', ')}) as e(x1, y1, x2, y2)
    where p.y between e.y1 and e.y2`
  return `select coalesce(bool_or(s.side = 0 and (s.x - s.x1) * (s.x - s.x2) <= 0), false)
      or count(*) filter (where s.side > 0 and s.y < s.y2) % 2 = 1
    from (${sides}) as s`
}

function onGrid(sql: string, name: 'lat' | 'lng'): string {
  const steps = `${gridSteps}::double precision`
  return `floor((${sql} ->> '${name}')::double precision * ${steps} + 0.5::double precision)`
}
